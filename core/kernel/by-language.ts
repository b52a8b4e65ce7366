import type { Wire } from './shape.ts'

/** A text in several languages, as data: `{ "en": "Managed user", "de": "Betreuter Arbeitsplatz" }`. */
export type TextByLanguage = Readonly<Record<string, string>>

export function isTextByLanguage(data: Wire): data is TextByLanguage {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false
  return Object.entries(data).every(
    ([language, text]) => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(language) && typeof text === 'string' && text.trim() !== '',
  )
}

/** The text in a language, else in English, else in whatever language there is one. */
export function inLanguage(data: Wire, language: string): string | undefined {
  if (!isTextByLanguage(data)) return undefined
  return data[language] ?? data[language.slice(0, 2)] ?? data['en'] ?? Object.values(data)[0]
}
