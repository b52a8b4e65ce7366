import { comparisons, type Comparison, type Condition, type Filter } from '../../../core/kernel/filter.ts'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { decimalIn, dayIn, instantIn } from '../../app/culture.ts'
import { choiceWord, countryName, fieldWord, languageName, type Say, type ShellWord } from '../../app/words.ts'

/** Comparisons that a person is offered for a field. Moments are compared by day, never for being equal to the millisecond. */
export function offered(plan: FieldPlan): readonly Comparison[] {
  const all = comparisons[plan.kind] ?? []
  const sensible = plan.kind === 'instant' ? all.filter((c) => !['equal', 'not', 'in', 'atMost', 'more'].includes(c)) : all
  return plan.optional ? sensible : sensible.filter((c) => c !== 'empty' && c !== 'filled')
}
/** Opaque ids cannot be typed; lists by reference come from links. */
export const filterable = (plan: FieldPlan): boolean => plan.kind !== 'id' && offered(plan).length > 0

const inTime: Partial<Record<Comparison, ShellWord>> = {
  less: 'app.compare.before',
  atMost: 'app.compare.until',
  more: 'app.compare.after',
  atLeast: 'app.compare.from',
}
export const comparisonWord = (say: Say, plan: FieldPlan, is: Comparison): string =>
  say(((plan.kind === 'day' || plan.kind === 'instant') && inTime[is]) || `app.compare.${is}`)

export const needsValue = (is: Comparison): boolean => is !== 'empty' && is !== 'filled'

/** `Issued from 01.11.2026`: what a chip says. */
export function conditionWords(say: Say, culture: string, plan: FieldPlan, c: Condition): string {
  const one = (v: unknown): string => {
    if (plan.kind === 'choice') return choiceWord(say, c.field, String(v))
    if (plan.kind === 'flag') return say(v ? 'app.yes' : 'app.no')
    if (plan.kind === 'day') return dayIn(culture, String(v))
    if (plan.kind === 'instant') return instantIn(culture, String(v))
    if (plan.kind === 'decimal' || plan.kind === 'count') return decimalIn(culture, String(v))
    if (plan.kind === 'minor') return decimalIn(culture, majorOf(String(v)))
    if (c.field === 'country') return countryName(String(v))
    return c.field === 'language' ? languageName(String(v)) : String(v)
  }
  const value = !needsValue(c.is)
    ? ''
    : Array.isArray(c.value)
      ? c.value.map(one).join(c.is === 'between' ? ` ${say('app.compare.to')} ` : ', ')
      : one(c.value)
  return `${fieldWord(say, c.field)} ${comparisonWord(say, plan, c.is)} ${value}`.trim()
}

// A column may hold many currencies; a bound on it is typed with two places, as nearly all of them have.
export const boundPlaces = 2
export function minorOf(major: string): string | undefined {
  const [whole = '0', fraction = ''] = major.split('.')
  if (fraction.replace(/0+$/, '').length > boundPlaces) return undefined
  return BigInt(`${whole}${fraction.slice(0, boundPlaces).padEnd(boundPlaces, '0')}`).toString()
}
export function majorOf(minor: string): string {
  const negative = minor.startsWith('-')
  const digits = minor.replace('-', '').padStart(boundPlaces + 1, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -boundPlaces)}.${digits.slice(-boundPlaces)}`
}

export function filterOf(conditions: readonly Condition[], fixed?: Filter): Filter | null {
  const all: readonly Filter[] = [...(fixed ? [fixed] : []), ...conditions]
  return all.length === 0 ? null : all.length === 1 ? all[0]! : { all }
}
/** Conditions out of an address; whatever does not fit the view (an old link) is left out. */
export function conditionsFrom(raw: unknown, fields: Readonly<Record<string, FieldPlan>>): readonly Condition[] {
  if (!Array.isArray(raw)) return []
  return raw.filter((c: unknown): c is Condition => {
    if (typeof c !== 'object' || c === null) return false
    const { field, is } = c as Partial<Condition>
    const plan = typeof field === 'string' ? fields[field] : undefined
    return plan !== undefined && (comparisons[plan.kind] ?? []).includes(is as Comparison)
  })
}
