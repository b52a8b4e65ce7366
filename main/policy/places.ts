import { readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { optionsOf } from '../../core/support/setting-words.ts'
import { isSettingKey, settingKeys } from '../../core/support/settings.ts'
import { readRegistry } from './registry.ts'
import type { TrustedFile } from './trusted-file.ts'
import type { Found, PolicyWorld } from './world.ts'

/** Linux and every other system: one file for the machine. */
export const policyFile = '/etc/harmony/policy.json'
/** macOS: what a device management has laid down, for the machine and for one person. `appId` of electron-builder.yml. */
export const macDomain = 'example.harmony.desktop'
export const macFolder = '/Library/Managed Preferences'
export const plistProgram = '/usr/bin/plutil'

const nothing = (place: string): Found => ({ place, written: 'json', values: new Map() })

/** The policies of the machine and of the person, as the system of this machine keeps them. */
export function readPolicies(world: PolicyWorld): { readonly machine: Found; readonly person: Found } {
  if (world.platform === 'win32') return { machine: readRegistry('machine', world), person: readRegistry('person', world) }
  if (world.platform === 'darwin') {
    const person = posix.join(macFolder, posix.basename(world.user), `${macDomain}.plist`)
    return { machine: readPlist(posix.join(macFolder, `${macDomain}.plist`), world), person: readPlist(person, world) }
  }
  return { machine: ofFile(policyFile, world.trusted(policyFile), (bytes) => bytes.toString('utf8')), person: nothing('') }
}

function readPlist(file: string, world: PolicyWorld): Found {
  return ofFile(file, world.trusted(file), (bytes) => {
    const { code, out } = world.run(plistProgram, ['-convert', 'json', '-o', '-', '--', '-'], bytes)
    if (code !== 0) throw new Error('plutil does not read it')
    return out.toString('utf8')
  })
}

function ofFile(place: string, file: TrustedFile, textOf: (bytes: Buffer) => string): Found {
  if (file.state === 'absent') return nothing(place)
  if (file.state === 'untrusted') return { ...nothing(place), trouble: 'untrusted', about: file.path ?? place }
  if (file.state === 'unreadable') return { ...nothing(place), trouble: 'unreadable', about: file.why }
  try {
    return { ...nothing(place), values: membersOf(textOf(file.bytes)) }
  } catch (error) {
    return { ...nothing(place), trouble: 'unreadable', about: spotOf(error) }
  }
}
/** Where a text ceases to be JSON. What the reader of JSON says besides repeats what stands there. */
const spotOf = (error: unknown): string => /line \d+ column \d+/.exec(String(error))?.[0] ?? 'no { … }'

/** Members of a JSON object. macOS adds keys of its own to what it manages; ours begin with a capital letter and have no dot. */
function membersOf(text: string): ReadonlyMap<string, unknown> {
  const raw = JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Error('no object')
  return new Map(Object.entries(raw).filter(([name]) => name !== '$schema' && !/^Payload[A-Z]/.test(name)))
}

/** `HubUrl` as `hub-url`. */
export const switchOf = (key: string): string => key.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()
/** Variables that have meant the same as a setting for longer than there are settings. */
export const variables = { HARMONY_LOG_LEVEL: 'LogLevel', HARMONY_DATA: 'DataDir' } as const

/** Of what Harmony was started with, the switches of settings: what its other processes have to be told as well. */
export const switchesIn = (words: readonly string[]): string[] => {
  const known = new Set(settingKeys.map((key) => `--${switchOf(key)}`))
  return words.filter((word) => known.has(word.split('=')[0]!))
}

/** `--hub-url=…` of whatever Harmony was started with; Electron and Chromium put switches of their own among them, so others are passed over. */
export function readCommandLine({ words, environment }: PolicyWorld): Found {
  const values = new Map<string, unknown>()
  const { HARMONY_DATA: folder, HARMONY_LOG_LEVEL: level } = environment
  // Said from where the command was given; and of the log's levels developers know some more.
  if (folder) values.set(variables.HARMONY_DATA, resolve(folder))
  if (level && level in optionsOf(variables.HARMONY_LOG_LEVEL)) values.set(variables.HARMONY_LOG_LEVEL, level)
  const known = new Map(settingKeys.map((key) => [`--${switchOf(key)}`, key]))
  for (const word of words) {
    const at = word.indexOf('=')
    const key = known.get(at === -1 ? word : word.slice(0, at))
    if (key !== undefined) values.set(key, at === -1 ? '' : word.slice(at + 1))
  }
  return { place: 'command line', written: 'text', values }
}

export function readSettingsFile({ settingsFile }: PolicyWorld): Found {
  let text: string
  try {
    text = readFileSync(settingsFile, 'utf8')
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { ...nothing(settingsFile), ...(absent ? {} : { trouble: 'unreadable' as const }) }
  }
  try {
    return { ...nothing(settingsFile), values: membersOf(text) }
  } catch {
    return { ...nothing(settingsFile), trouble: 'unreadable' }
  }
}

/** Names that a policy spells otherwise than we do: Windows does not care, and so no value is lost by a small letter. */
export const spelled = (name: string): string =>
  isSettingKey(name) ? name : (settingKeys.find((key) => key.toLowerCase() === name.toLowerCase()) ?? name)
