import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OsStore } from '../keys/key-file.ts'
import { policyHere, type Policy } from '../policy/policy.ts'
import { readTrusted, type TrustedFile } from '../policy/trusted-file.ts'
import { managedAddress, readAddress, type ManagedPart, type OfficeAddress } from './address.ts'

/** What a desktop keeps of its connection to the company's PostgreSQL. The password is closed by the key store of the system, or not kept at all. */
export interface KeptConnection {
  readonly address: OfficeAddress
  readonly password: { readonly backend: string; readonly closed: string } | null
}
const fileIn = (folder: string): string => join(folder, 'harmony-connection.json')
const ownCaIn = (folder: string): string => join(folder, 'database-ca.pem')
export const hasConnection = (folder: string): boolean => existsSync(fileIn(folder))

export function keptConnection(folder: string): KeptConnection | undefined {
  try {
    const raw = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { readonly password?: KeptConnection['password'] }
    const address = readAddress(raw)
    const { backend, closed } = raw.password ?? {}
    return address && { address, password: typeof backend === 'string' && typeof closed === 'string' ? { backend, closed } : null }
  } catch {
    return undefined
  }
}

/** Replaces the file as a whole; the certificates lie beside it, for the driver takes a file. */
export function keepConnection(folder: string, { address, password }: KeptConnection): void {
  keepAuthority(folder, address.ca)
  replaced(fileIn(folder), `${JSON.stringify({ v: 1, ...address, password }, null, 2)}\n`)
}
/** The connection is no data: what is forgotten can be typed again. */
export function forgetConnection(folder: string): void {
  for (const file of [fileIn(folder), ownCaIn(folder)]) rmSync(file, { force: true })
}

function replaced(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
/** The file of certificates that a person chose here. */
export function keepAuthority(folder: string, ca: string | null): void {
  if (ca === null) rmSync(ownCaIn(folder), { force: true })
  else replaced(ownCaIn(folder), ca)
}

/** The file of certificates that counts: the organisation's where it names one, else the person's own. */
export function caFileIn(folder: string, policy: Policy = policyHere()): string | undefined {
  const { caFile } = managedAddress(policy)
  return caFile ?? (existsSync(ownCaIn(folder)) ? ownCaIn(folder) : undefined)
}
/** Its text; a file of the organisation only where nobody but administrators could have written it. */
export function authorityIn(
  folder: string,
  policy: Policy = policyHere(),
  trusted: (file: string) => TrustedFile = readTrusted,
): string | undefined | { readonly untrusted: string } {
  const { caFile } = managedAddress(policy)
  if (caFile === undefined) return existsSync(ownCaIn(folder)) ? readFileSync(ownCaIn(folder), 'utf8') : undefined
  const found = trusted(caFile)
  return found.state === 'read' ? found.bytes.toString('utf8') : { untrusted: caFile }
}

/** Parts of the address that the organisation has said. */
export function managedParts(policy: Policy = policyHere()): readonly ManagedPart[] {
  const said = managedAddress(policy)
  const parts: readonly ManagedPart[] = ['host', 'port', 'database']
  return [...parts.filter((part) => said[part] !== undefined), ...(said.caFile === undefined ? [] : (['ca'] as const))]
}

/** Puts the password where the system keeps secrets; `null` where it keeps none. */
export async function closedPassword(password: string, store: OsStore | undefined): Promise<KeptConnection['password']> {
  const backend = (await store?.backend()) ?? null
  if (!store || backend === null || backend === 'basic_text') return null
  return { backend, closed: await store.close(password) }
}
/** The password that is kept; `undefined` where there is none, or the store is another one than before: it is asked for again. */
export async function openedPassword(kept: KeptConnection, store: OsStore | undefined): Promise<string | undefined> {
  if (!store || kept.password === null || (await store.backend()) !== kept.password.backend) return undefined
  return (await store.open(kept.password.closed).catch(() => undefined))?.text
}
