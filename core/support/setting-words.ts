import { definitionOf, settingDefinitions, settingFaults, settingKeys, sources, type SettingKey } from './settings.ts'

type Options = { [K in SettingKey]: (typeof settingDefinitions)[K] extends { readonly choices: infer C } ? `support.option.${K}.${Extract<keyof C, string>}` : never }[SettingKey] // prettier-ignore
type AboutWord = `support.about.${SettingKey}`
type NameWord = `choice.setting.${SettingKey}`

/** What is said of settings beside their names: what each does, its choices, where a value comes from, what is wrong with one. */
export const aboutWords = settingKeys.map((key) => `support.about.${key}` as const) as readonly AboutWord[]
export const optionWords = settingKeys.flatMap((key) => Object.entries(optionsOf(key)).map(([option]) => `support.option.${key}.${option}`)) as readonly Options[] // prettier-ignore
export const sourceWords = sources.map((source) => `support.source.${source}` as const)
export const faultWords = settingFaults.map((fault) => `support.fault.${fault}` as const)

export function optionsOf(key: SettingKey): Readonly<Record<string, { readonly en: string; readonly de: string }>> {
  const definition = definitionOf(key)
  return definition.type === 'choice' ? definition.choices : {}
}

/** The words of the definitions in one language, for the module's own list. */
export const wordsOfSettings = (language: 'en' | 'de'): Readonly<Record<NameWord | AboutWord | Options, string>> =>
  Object.fromEntries(
    settingKeys.flatMap((key) => {
      const { name, help } = definitionOf(key).words[language]
      const options = Object.entries(optionsOf(key)).map(([option, words]) => [`support.option.${key}.${option}`, words[language]])
      return [[`choice.setting.${key}`, name], [`support.about.${key}`, help], ...options]
    }),
  ) as Readonly<Record<NameWord | AboutWord | Options, string>>
