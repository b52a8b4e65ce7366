import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  definitionOf,
  isSettingKey,
  settingKeys,
  sources,
  type SettingFault,
  type SettingKey,
  type SettingSource,
  type SettingValue,
  type SettingValues,
} from '../../core/support/settings.ts'
import { defaultDataFolder } from '../data-folder.ts'
import { judge } from './judge.ts'
import { readCommandLine, readPolicies, readSettingsFile, spelled } from './places.ts'
import { worldHere, type Found, type PolicyWorld } from './world.ts'

/** One setting as it holds here. */
export interface Setting {
  readonly key: SettingKey
  readonly value: SettingValue
  readonly source: SettingSource
  /** The organisation has a say in it: nobody here can change it. */
  readonly managed: boolean
  /** Where else it was set, without effect. */
  readonly overruled: readonly SettingSource[]
}
/** Something that was set and does not count. The value itself is not repeated. */
export interface FaultySetting {
  readonly source: SettingSource
  /** The file or the registry key. */
  readonly place: string
  /** `null`: the place as a whole. */
  readonly key: string | null
  readonly fault: SettingFault
  /** Of a place as a whole: what is in the way, or the path that others may change. */
  readonly about?: string
}
export interface Effective {
  /** What holds, by key. */
  readonly values: SettingValues
  readonly settings: readonly Setting[]
  readonly faults: readonly FaultySetting[]
}
export interface Policy {
  /** Read once, when it is first asked for. */
  effective(): Effective
  /** Whether a value is one that the setting may have. */
  fits(key: SettingKey, value: SettingValue): boolean
  /** Keeps a person's own setting, `null` takes it back. It counts from the next start on. `false`: a policy has the say, or it is none of a person's. */
  choose(key: SettingKey, value: SettingValue | null): boolean
  /** Where a person's own settings lie. */
  readonly settingsFile: string
}

type Level = Exclude<SettingSource, 'default'>
const policies: ReadonlySet<SettingSource> = new Set(['machine', 'person'])

export function openPolicy(world: PolicyWorld): Policy {
  let effective: Effective | undefined
  const now = (): Effective => (effective ??= effectiveOf(world))
  const fits = (key: SettingKey, value: SettingValue): boolean => !('fault' in judge(key, value, 'json', world))
  return {
    effective: now,
    settingsFile: world.settingsFile,
    fits,
    choose: (key, value) => {
      const setting = now().settings.find((s) => s.key === key)
      if (!definitionOf(key).personal || setting?.managed !== false) return false
      if (value !== null && !fits(key, value)) return false
      keep(world, key, value)
      effective = undefined
      return true
    },
  }
}

/** The settings of this process: of the machine, of whoever runs it, and of the words it was started with. */
let here: Policy | undefined
export const policyHere = (words: readonly string[] = process.argv): Policy => (here ??= openPolicy(worldHere(words)))

/**
 * Where data lie unless a command names a folder. A policy has the say; without one the variable that says so, then a person's own setting. `within`: what a
 * device in the field adds, for the usual folder belongs to a Harmony that is nobody's device.
 */
export function dataFolderOf(environment: Readonly<Record<string, string | undefined>>, within = ''): string {
  const setting = policyHere()
    .effective()
    .settings.find(({ key }) => key === 'DataDir')!
  if (setting.managed && setting.value !== null) return join(String(setting.value), within)
  const told = environment['HARMONY_DATA']
  if (told) return told
  return join(setting.source === 'settings' ? String(setting.value) : defaultDataFolder(environment as NodeJS.ProcessEnv), within)
}

/** How much this process logs. Whoever starts it may say so in more levels than people choose from, unless the organisation has. */
export function logLevelOf(environment: Readonly<Record<string, string | undefined>>): string {
  const setting = policyHere()
    .effective()
    .settings.find(({ key }) => key === 'LogLevel')!
  return setting.managed ? String(setting.value) : (environment['HARMONY_LOG_LEVEL'] ?? String(setting.value))
}

/** Levels from the highest to the lowest; the first that has a value for a key wins. */
function effectiveOf(world: PolicyWorld): Effective {
  const { machine, person } = readPolicies(world)
  const found: Readonly<Record<Level, Found>> = { machine, person, commandLine: readCommandLine(world), settings: readSettingsFile(world) }
  const faults: FaultySetting[] = []
  const levels = sources.filter((source) => source !== 'default')
  const read = levels.map((source) => ({ source, ...levelOf(source, found[source], world, faults) }))
  const settings = settingKeys.map((key): Setting => {
    // A key that the organisation names is the organisation's, even where its value is wrong: the fault is told, and nobody below steps in.
    const managed = read.some(({ source, named }) => policies.has(source) && named.has(key))
    const said = read.filter(({ source, values }) => values.has(key) && (!managed || policies.has(source)))
    const winner = said[0]
    const overruled = read.filter(({ source, named }) => named.has(key) && source !== winner?.source).map(({ source }) => source)
    const value = winner ? winner.values.get(key)! : definitionOf(key).default!
    return { key, value, source: winner?.source ?? 'default', managed, overruled }
  })
  const values = Object.fromEntries(settings.map(({ key, value }) => [key, value])) as unknown as SettingValues
  return { values, settings, faults }
}

function levelOf(source: Level, found: Found, world: PolicyWorld, faults: FaultySetting[]) {
  const values = new Map<SettingKey, SettingValue>()
  const named = new Set<SettingKey>()
  const faulty = (key: string | null, fault: SettingFault): void => void faults.push({ source, place: found.place, key, fault })
  if (found.trouble) faults.push({ source, place: found.place, key: null, fault: found.trouble, ...(found.about === undefined ? {} : { about: found.about }) }) // prettier-ignore
  for (const [name, raw] of found.values) {
    const key = spelled(name)
    if (!isSettingKey(key)) {
      faulty(name.slice(0, 100), 'unknown')
      continue
    }
    if (!policies.has(source) && !definitionOf(key).personal) {
      faulty(key, 'notPersonal')
      continue
    }
    named.add(key)
    const judged = judge(key, raw, found.written, world)
    if ('fault' in judged) faulty(key, judged.fault)
    else values.set(key, judged.value)
  }
  return { values, named }
}

/** Replaces the file as a whole. What is in it that we do not know stays. */
function keep(world: PolicyWorld, key: SettingKey, value: SettingValue | null): void {
  const { values, trouble } = readSettingsFile(world)
  // What cannot be read is put aside and not lost.
  if (trouble) renameSync(world.settingsFile, `${world.settingsFile}.unreadable`)
  const kept = new Map(values)
  if (value === null) kept.delete(key)
  else kept.set(key, value)
  mkdirSync(dirname(world.settingsFile), { recursive: true, mode: 0o700 })
  const fresh = `${world.settingsFile}.new`
  writeFileSync(fresh, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { mode: 0o600 })
  renameSync(fresh, world.settingsFile)
}
