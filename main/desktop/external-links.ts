import { shell } from 'electron'

/** Sites that Harmony itself points to, as whole origins. A page cannot add to them. */
const known: ReadonlySet<string> = new Set(['https://www.apache.org'])

export const licenceAddress = 'https://www.apache.org/licenses/LICENSE-2.0'

export function mayOpen(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'https:' && known.has(url.origin) && url.username === '' && url.password === ''
}

/** The only place that hands an address to the system's browser. */
export function openExternally(address: string): void {
  if (mayOpen(address)) void shell.openExternal(address)
}

/** Shows one of our own files in the system's file manager; nothing is opened. */
export const showInFolder = (file: string): void => shell.showItemInFolder(file)
