import { shell } from 'electron'
import { policyHere } from '../policy/policy.ts'

/** Sites that Harmony itself points to, as whole origins. A page cannot add to them. */
const known: ReadonlySet<string> = new Set(['https://www.apache.org'])

export const licenceAddress = 'https://www.apache.org/licenses/LICENSE-2.0'

/** `hosts`: what the organisation allows beside them. */
export function mayOpen(address: string, hosts: readonly string[] = policyHere().effective().values.AllowedExternalHosts): boolean {
  const url = URL.parse(address)
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  return known.has(url.origin) || (url.port === '' && hosts.includes(url.hostname))
}

/** The only place that hands an address to the system's browser. */
export function openExternally(address: string): void {
  if (mayOpen(address)) void shell.openExternal(address)
}

/** Shows one of our own files in the system's file manager; nothing is opened. */
export const showInFolder = (file: string): void => shell.showItemInFolder(file)
