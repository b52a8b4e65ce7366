import { randomUUID } from 'node:crypto'
import { definitionOf, isSettingKey, type SettingKey, type SettingValue } from '../../core/support/settings.ts'
import { optionsOf } from '../../core/support/setting-words.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import type { Policy, Setting } from './policy.ts'

/** What the core may ask about the settings of this process, and what is done when a person has chosen one. */
export interface SettingsHere {
  readonly answerers: Readonly<Record<string, Answerer>>
  heard(happening: Happening): void
}

/** Where a hub keeps its data is said on its own machine: nobody moves it away over the network. */
const ofTheMachine: ReadonlySet<SettingKey> = new Set(['DataDir'])

export function settingsOf(policy: Policy, hub: boolean): SettingsHere {
  const mayBeChosen = (key: SettingKey): boolean => definitionOf(key).personal && !(hub && ofTheMachine.has(key))
  // Several processes may share one database, and each has settings of its own: what was chosen elsewhere is none of ours.
  const installation = randomUUID()
  return {
    answerers: {
      'support.settings': async () => {
        const { settings, faults } = policy.effective()
        const told = faults.map(({ key, place, about, ...fault }) => ({ ...fault, place: (about ? `${place} (${about})` : place).slice(0, 500), setting: key })) // prettier-ignore
        const shown = settings.map((setting) => ({ ...shownSetting(setting), personal: mayBeChosen(setting.key) }))
        return [{ settings: shown, faults: told, file: policy.settingsFile }]
      },
      'support.settingJudged': async ({ setting, chosen }) => {
        const key = setting as SettingKey
        const found = policy.effective().settings.find((s) => s.key === key)
        if (found?.managed) return [{ verdict: 'managed', installation }]
        if (!mayBeChosen(key)) return [{ verdict: 'notPersonal', installation }]
        const value = chosen === null ? null : valueOf(key, chosen as readonly string[])
        const fine = value === null || (value !== undefined && policy.fits(key, value))
        return [{ verdict: fine ? 'fine' : 'wrong', installation }]
      },
    },
    heard: ({ events }) => {
      for (const { event, about } of events) {
        const { setting = '', chosen = '' } = about
        if (event !== 'support.settingChosen' || about['installation'] !== installation || !isSettingKey(setting)) continue
        const value = chosen === '' ? null : valueOf(setting, JSON.parse(chosen) as readonly string[])
        if (value !== undefined) policy.choose(setting, value)
      }
    },
  }
}

function shownSetting({ key, value, source, managed }: Setting) {
  const definition = definitionOf(key)
  const values = value === null ? [] : Array.isArray(value) ? value : [String(value)]
  return {
    setting: key,
    type: definition.type,
    values,
    source,
    managed,
    options: Object.keys(optionsOf(key)),
    least: definition.type === 'count' ? definition.least : null,
    most: definition.type === 'count' ? definition.most : null,
    example: 'example' in definition ? definition.example : null,
  }
}

/** Texts of a form as the setting has them; `undefined`: they are none of its type. */
function valueOf(key: SettingKey, texts: readonly string[]): SettingValue | undefined {
  const { type } = definitionOf(key)
  if (type === 'texts') return texts
  const [text] = texts
  if (text === undefined || texts.length !== 1) return undefined
  if (type === 'flag') return text === 'true' ? true : text === 'false' ? false : undefined
  if (type === 'count') return /^\d{1,9}$/.test(text) ? Number(text) : undefined
  return text
}
