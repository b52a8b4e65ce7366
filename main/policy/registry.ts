import iconv from 'iconv-lite'
import type { Found, PolicyWorld } from './world.ts'

/** Where Windows keeps policies: only administrators may write there, under either root. */
export const registryRoots = { machine: 'HKLM', person: 'HKCU' } as const
export const registryKey = 'Software\\Policies\\Harmony'
/** By its whole path: a program of that name somewhere else on the search path is never run. */
export const registryProgram = 'C:\\Windows\\System32\\reg.exe'

const roots = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER' } as const

/** Values as `reg query … /s` prints them: by name; a list is a REG_MULTI_SZ or a key of its own with numbered values, as group policies write either. */
export function parseRegistry(printed: string, root: keyof typeof roots): ReadonlyMap<string, unknown> {
  const own = `${roots[root]}\\${registryKey}`.toLowerCase()
  const values = new Map<string, unknown>()
  let list: string | undefined
  let within = false
  for (const line of printed.split(/\r?\n/)) {
    if (line.toUpperCase().startsWith('HKEY_')) {
      const key = line.trim()
      within = key.toLowerCase() === own || key.toLowerCase().startsWith(`${own}\\`)
      list = within && key.length > own.length ? key.slice(own.length + 1) : undefined
      if (list !== undefined && !values.has(list)) values.set(list, [])
      continue
    }
    const [, name, type, text = ''] = /^ {4}(.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line) ?? []
    if (!within || name === undefined || type === undefined) continue
    if (list === undefined) values.set(name, valueOf(type, text))
    else (values.get(list) as unknown[]).push(valueOf(type, text))
  }
  return values
}

function valueOf(type: string, text: string): unknown {
  if (type === 'REG_SZ' || type === 'REG_EXPAND_SZ') return text
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return Number(text)
  // `reg` prints the end of each entry as a backslash and a nought.
  if (type === 'REG_MULTI_SZ') return text.split('\\0').filter((entry) => entry !== '')
  return { type }
}

/** `reg` writes in the code page of the console; which one that is stands in the registry as well. */
function textOf(out: Buffer, world: PolicyWorld): string {
  if (out.every((byte) => byte < 128)) return out.toString('latin1')
  const asked = world.run(registryProgram, ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', '/v', 'OEMCP'])
  const page = /REG_SZ\s+(\d+)/.exec(asked.out.toString('latin1'))?.[1]
  if (page === '65001') return out.toString('utf8')
  const name = `cp${page ?? '850'}`
  return iconv.decode(out, iconv.encodingExists(name) ? name : 'cp850')
}

/** The policies of one root. A key that does not exist is no trouble: nothing is managed there. */
export function readRegistry(level: keyof typeof registryRoots, world: PolicyWorld): Found {
  const root = registryRoots[level]
  const place = `${root}\\${registryKey}`
  const { code, out } = world.run(registryProgram, ['query', place, '/s', '/reg:64'])
  if (code === 0) return { place, written: 'registry', values: parseRegistry(textOf(out, world), root) }
  return { place, written: 'registry', values: new Map(), ...(code === 1 ? {} : { trouble: 'unreadable' as const }) }
}
