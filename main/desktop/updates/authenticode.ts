// The second lock of Windows, independent of the feed: an installer carries the publisher's own signature. electron-updater's check lets an installer pass
// where PowerShell cannot be run, so this one takes its place: whatever is not certain is a no.
import { execFile } from 'node:child_process'
import { win32 } from 'node:path'

export interface PowerShell {
  (program: string, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string>
}
/** Milliseconds: a revocation list may have to be fetched. */
const patience = 60_000

export const realPowerShell: PowerShell = (program, words, environment) =>
  new Promise((resolve, reject) => {
    execFile(program, [...words], { env: { ...process.env, ...environment }, timeout: patience, windowsHide: true }, (error, output) =>
      error ? reject(error) : resolve(output),
    )
  })

// The file is named by the environment, never in the text of the command.
const command =
  '$ErrorActionPreference = "Stop"; $s = Get-AuthenticodeSignature -LiteralPath $env:HARMONY_INSTALLER; ' +
  '[Console]::Out.Write((@{ status = [int]$s.Status; subject = [string]$s.SignerCertificate.Subject } | ConvertTo-Json -Compress))'

/** `CN="Harmony, Ltd", C=DE` as a set of its parts: the whole name counts, not a part of it. */
export function partsOfName(name: string): string {
  const parts = name.match(/(?:[^,"]|"[^"]*")+/g) ?? []
  return parts
    .map((part) =>
      part
        .trim()
        .replace(/^(\w+)\s*=\s*/, (_, key: string) => `${key.toUpperCase()}=`)
        .replaceAll('"', ''),
    ) // prettier-ignore
    .filter((part) => part !== '')
    .sort()
    .join('\n')
}

/** What electron-updater asks before it keeps an installer: `null` where it is the publisher's, otherwise why not. */
export function publisherCheck(powerShell: PowerShell, systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows') {
  return async (publishers: readonly string[], file: string): Promise<string | null> => {
    try {
      const program = win32.join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
      const told = await powerShell(program, ['-NoProfile', '-NonInteractive', '-Command', command], { HARMONY_INSTALLER: file })
      const { status, subject } = JSON.parse(told) as { status?: unknown; subject?: unknown }
      if (status !== 0 || typeof subject !== 'string' || subject === '') return `the signature is not valid (status ${String(status)})`
      const signer = partsOfName(subject)
      return publishers.some((publisher) => partsOfName(publisher) === signer) ? null : `it is signed by ${subject}`
    } catch (error) {
      return `the signature could not be checked: ${error instanceof Error ? error.message.slice(0, 200) : 'no answer'}`
    }
  }
}
