import { readdirSync } from 'node:fs'
import path from 'node:path'
import { languages } from '../../core/language.ts'
import { projectRoot } from '../../main/places.ts'
import shellDe from '../../renderer/app/words.de.ts'
import shellEn from '../../renderer/app/words.en.ts'

export type Language = 'en' | 'de'
/** A word of a screen as a person of that language reads it. */
export type Say = (key: string, about?: Readonly<Record<string, string | number>>) => string

type Words = Readonly<Record<string, string>>
const modules = path.join(projectRoot(), 'renderer/modules')
const screenWords = (language: Language): Words =>
  Object.assign(
    {},
    ...readdirSync(modules, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(`words.${language}.ts`))
      .map((file) => (jest.requireActual(path.join(modules, file)) as { readonly default: Words }).default),
  ) as Words

/** All that the product can say, merged as the screens merge it. A word that is missing is a failed test, not a blank. */
export function sayIn(language: Language): Say {
  const shell: Words = language === 'de' ? shellDe : shellEn
  const words: Words = { ...screenWords(language), ...shell, ...languages[language] }
  return (key, about = {}) => {
    const said = words[key] ?? words[`${key}_${about['count'] === 1 ? 'one' : 'other'}`]
    if (said === undefined) throw new Error(`no word "${key}" in ${language}`)
    return said.replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => String(about[name] ?? ''))
  }
}

const exponents: Readonly<Record<string, number>> = { JPY: 0 }
/** Formats of a culture, by Intl alone: not the product's own code, so that they can disagree. Amounts are decimal text in major units. */
export function formatsOf(culture: string) {
  const number = (text: string, least = 0, most = 18): string =>
    new Intl.NumberFormat(culture, { minimumFractionDigits: least, maximumFractionDigits: most })
      .format(text as Intl.StringNumericLiteral)
      .replace(/^-/, '−')
  return {
    decimal: (text: string) => number(text),
    count: (n: number) => number(String(n)),
    figures: (currency: string, major: string) => number(major, exponents[currency] ?? 2, exponents[currency] ?? 2),
    money: (currency: string, major: string) =>
      new Intl.NumberFormat(culture, { style: 'currency', currency, currencyDisplay: 'code' })
        .format(major as Intl.StringNumericLiteral)
        .replace(/^-/, '−'),
    day: (day: string) =>
      new Intl.DateTimeFormat(culture, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${day}T12:00:00Z`),
      ),
  }
}
export type Formats = ReturnType<typeof formatsOf>

/** `123456` as `1234.56`. */
export function major(minor: string, currency = 'GBP'): string {
  const places = exponents[currency] ?? 2
  const digits = minor.replace('-', '').padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return minor.startsWith('-') ? `-${text}` : text
}
