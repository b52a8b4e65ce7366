import type { ReactNode } from 'react'
import type { FieldPlan, FileRef } from '../../../core/kernel/shape.ts'
import { codeComesFirst } from '../../app/culture.ts'
import type { CultureFormats } from '../../app/harmony.tsx'
import { choiceWord, countryName, languageName, type Say } from '../../app/words.ts'
import { Chip, toneOf } from '../chip.tsx'
import { Icon } from '../icon.tsx'
import styles from './value.module.css'

/** A value as text in the viewer's culture; also what exports and screen readers get. */
export function valueText(
  plan: FieldPlan,
  name: string,
  row: Readonly<Record<string, unknown>>,
  culture: CultureFormats,
  say: Say,
): string {
  return textOf(plan, name, row[name], row, culture, say)
}
function textOf(
  plan: FieldPlan,
  name: string,
  value: unknown,
  row: Readonly<Record<string, unknown>>,
  culture: CultureFormats,
  say: Say,
): string {
  if (value === null || value === undefined) return ''
  switch (plan.kind) {
    case 'count':
      return culture.count(value as number)
    case 'decimal':
      return culture.decimal(value as string)
    case 'minor':
      return culture.money(String(row[plan.currencyIn ?? ''] ?? ''), value as string)
    case 'money': {
      const { currency, minor } = value as { currency: string; minor: string }
      return culture.money(currency, minor)
    }
    case 'day':
      return culture.day(value as string)
    case 'instant':
      return culture.instant(value as string)
    case 'flag':
      return say(value ? 'app.yes' : 'app.no')
    case 'choice':
      return choiceWord(say, name, value as string)
    case 'file':
      return (value as FileRef).name
    case 'many':
      return (value as readonly unknown[]).map((v) => textOf(plan.inner!, name, v, row, culture, say)).join(', ')
    case 'data':
    case 'shape':
      return JSON.stringify(value)
    default:
      return plainText(name, String(value), culture)
  }
}
const monthText = /^\d{4}-(?:0[1-9]|1[0-2])$/
/** Codes that travel as text and have a name: months, countries, languages. */
function plainText(name: string, text: string, culture: CultureFormats): string {
  if (name === 'country') return countryName(text)
  if (name === 'language') return languageName(text)
  return /month|period|until/i.test(name) && monthText.test(text) ? culture.month(`${text}-01`) : text
}

/** A value as a screen shows it: states as chips, amounts with their currency set apart so that the figures align. */
export function Value({
  plan,
  name,
  row,
  culture,
  say,
}: {
  plan: FieldPlan
  name: string
  row: Readonly<Record<string, unknown>>
  culture: CultureFormats
  say: Say
}): ReactNode {
  const value = row[name]
  if (value === null || value === undefined) return null
  if (plan.kind === 'choice') return <Chip tone={toneOf(value as string)}>{choiceWord(say, name, value as string)}</Chip>
  if (plan.kind === 'flag') return value ? <span className={styles['flag']}><Icon name="check" size={14} />{say('app.yes')}</span> : <span className={styles['faint']}>{say('app.no')}</span> // prettier-ignore
  if (plan.kind === 'minor') return <Amount currency={String(row[plan.currencyIn ?? ''] ?? '')} minor={value as string} culture={culture} />
  if (plan.kind === 'money') return <Amount {...(value as { currency: string; minor: string })} culture={culture} />
  return textOf(plan, name, value, row, culture, say)
}
export function Amount({ currency, minor, culture }: { currency: string; minor: string; culture: CultureFormats }) {
  const figures = culture.figures(currency, minor)
  const code = <span className={styles['currency']}>{currency}</span>
  return (
    <span className={`${styles['amount']} figures`} data-negative={minor.startsWith('-') || undefined}>
      {codeComesFirst(culture.name) ? <>{code} {figures}</> : <>{figures} {code}</>}
    </span>
  ) // prettier-ignore
}
