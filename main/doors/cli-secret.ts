import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { BadUsage, textOption, type Arguments, type Terminal } from './cli.ts'

/** Asks a person at a terminal, and shows nothing of what is typed. */
export async function prompted(question: string, { input, errors }: Terminal): Promise<string> {
  errors.write(question)
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('SIGINT', () => reject(new BadUsage('no password was given')))
      lines.once('close', () => resolve(''))
    })
  } finally {
    lines.close()
    errors.write('\n')
  }
}

/** The first line of what is piped in; the rest is left to be read. */
async function piped({ input }: Terminal): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) {
    const bytes = Buffer.from(part as Uint8Array)
    const end = bytes.indexOf(10)
    parts.push(end < 0 ? bytes : bytes.subarray(0, end))
    if (end >= 0) break
  }
  return Buffer.concat(parts).toString('utf8').replace(/\r$/, '')
}

/**
 * A password, from a file, a terminal or what is piped in; never from an argument or the environment, where others on the machine can read it. `undefined`:
 * none was given.
 */
export async function passwordFor(given: Arguments, terminal: Terminal, question: string, twice = false): Promise<string | undefined> {
  const file = textOption(given, 'password-file')
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').split(/\r?\n/)[0] || undefined
    } catch {
      throw new BadUsage(`cannot read ${file}`)
    }
  }
  if ((terminal.input as { isTTY?: boolean }).isTTY !== true) return (await piped(terminal)) || undefined
  const password = await prompted(`${question}: `, terminal)
  if (twice && password !== (await prompted(`${question}, again: `, terminal))) throw new BadUsage('the two passwords differ')
  return password || undefined
}
