import type { CallerPlan } from '../../core/kernel/manifest.ts'
import { isCulture } from './culture.ts'
import { kept, useStore } from './store.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type Density = 'compact' | 'standard' | 'touch'
export interface Preferences {
  /** `null` until the person chooses: then the browser's or the system's count. */
  readonly language: string | null
  readonly culture: string | null
  readonly theme: Theme | null
  readonly density: Density | null
  /** WCAG 2.1.4: shortcuts of one letter can be switched off. */
  readonly singleKeys: boolean
  readonly narrowMenu: boolean
}
export const preferences = kept<Preferences>('preferences', {
  language: null, culture: null, theme: null, density: null, singleKeys: true, narrowMenu: false,
}) // prettier-ignore
export const choose = (what: Partial<Preferences>): void => preferences.set((now) => ({ ...now, ...what }))
export const usePreferences = (): Preferences => useStore(preferences)

/** Language to ask the host for: the person's choice, else the browser's. */
export const wantedLanguage = (caller: CallerPlan | null): string =>
  preferences.get().language ?? caller?.language ?? (navigator.language.split('-')[0] || 'en')

/** The culture of numbers and days. It is no language: someone may read English and count in lakh. */
export function cultureFor(chosen: string | null, caller: CallerPlan | null, language: string): string {
  const wanted = chosen ?? caller?.culture
  if (wanted && isCulture(wanted)) return wanted
  const offered = navigator.languages.filter(isCulture)
  return (
    offered.find((c) => c.includes('-') && c.startsWith(`${language}-`)) ??
    usual[language] ??
    offered.find((c) => c.includes('-')) ??
    language
  )
}
const usual: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', it: 'it-IT', nl: 'nl-NL' }

const prefersDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')
export const isNarrow = (): boolean => window.matchMedia('(max-width: 760px)').matches

/** Puts the look on the document, where the tokens hang on it. */
export function wearLook(caller: CallerPlan | null): 'light' | 'dark' {
  const { theme, density } = preferences.get()
  const wanted = theme ?? caller?.theme ?? 'system'
  const shown = wanted === 'system' ? (prefersDark().matches ? 'dark' : 'light') : wanted
  const root = document.documentElement
  root.dataset['theme'] = shown
  root.dataset['density'] = density ?? (window.matchMedia('(pointer: coarse)').matches ? 'touch' : 'compact')
  return shown === 'dark' ? 'dark' : 'light'
}
export function watchSystemLook(listener: () => void): () => void {
  const query = prefersDark()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
