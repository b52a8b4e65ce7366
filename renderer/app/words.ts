import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Manifest } from '../../core/kernel/manifest.ts'
import { outageSentences } from './port.ts'
import { screenWords } from './screen-words.ts'
import en from './words.en.ts'

/** Every language that comes with the shell has exactly the English keys: a missing or stray word does not compile. */
export type ShellWords = { readonly [K in keyof typeof en]: string }
type Plain<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K
export type ShellWord = Plain<keyof typeof en>
type About = Readonly<Record<string, string | number>>
/** Says a word: one of the shell's own (checked by the compiler), or any of the manifest's. */
export type Say = <K extends string>(key: K extends `app.${string}` ? ShellWord : K, about?: About) => string

/** Of other languages than English; they come with what the screens say in them. */
const shellWords: Readonly<Record<string, () => Promise<{ readonly default: ShellWords }>>> = { de: () => import('./words.de.ts') }

export const words = i18next.createInstance()
void words.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // Keys are flat (`field.name`) and the values come from our own host: neither dots nor markup mean anything.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** Takes a manifest's words. What a language pack lacks falls back to English, word by word. */
export async function speak(manifest: Manifest): Promise<void> {
  const { language } = manifest
  const [english, own, shell] = await Promise.all([screenWords('en'), screenWords(language), shellWords[language]?.()])
  words.addResourceBundle('en', 'translation', english, true, true)
  words.addResourceBundle(language, 'translation', { ...own, ...shell?.default, ...manifest.words }, true, true)
  await words.changeLanguage(language)
  Object.assign(outageSentences, { noAnswer: say('app.trouble.noAnswer'), lineBroke: say('app.trouble.lineBroke') })
  document.documentElement.lang = language
  document.documentElement.dir = words.dir(language)
}

export function useSay(): Say {
  return useTranslation(undefined, { i18n: words }).t as unknown as Say
}
export const say: Say = ((key: string, about?: About) => words.t(key, about ?? {})) as Say

/** The word of a field, of a choice of a field; without one, the name made readable, so that nothing is ever blank. `of` may mean something of its own by it. */
export const fieldWord = (say: Say, name: string, of = ''): string =>
  wordOr(say, `${of}.ui.field.${name}`, wordOr(say, `field.${name}`, readable(name)))
export const choiceWord = (say: Say, field: string, value: string): string => wordOr(say, `choice.${field}.${value}`, readable(value))
export function wordOr(say: Say, key: string, otherwise: string): string {
  return words.exists(key) ? (say as (key: string) => string)(key) : otherwise
}
const names = new Map<string, Intl.DisplayNames>()
function namesOf(type: 'region' | 'language'): Intl.DisplayNames {
  const key = `${words.language}/${type}`
  let found = names.get(key)
  if (!found) names.set(key, (found = new Intl.DisplayNames([words.language], { type })))
  return found
}
/** `GB` and `de` as people say them, in the language of the screen; what is no such code stays as it is. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (namesOf('region').of(code) ?? code) : code)
export const languageName = (code: string): string => (/^[a-z]{2}$/.test(code) ? (namesOf('language').of(code) ?? code) : code)
const readable = (name: string): string => {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[._-]+/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase()
}
