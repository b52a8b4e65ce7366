import type { EInvoice } from './model.ts'
import type { Profile, RuleSet } from './profile.ts'

export const levels = ['fatal', 'warning', 'information'] as const
export type Level = (typeof levels)[number]

/** What a rule wants, in the languages that we write ourselves. */
export interface RuleText {
  readonly en: string
  readonly de: string
}
/** One public rule by its own name. It looks at the business terms, so that it holds for every syntax. */
export interface Rule {
  readonly id: string
  readonly of: RuleSet
  /** With a fatal finding an invoice is not sent. */
  readonly level: Level
  readonly text: RuleText
  /** Where it is broken: `''` for the document, `lines[2]` for its third line. */
  readonly broken: (invoice: EInvoice, profile: Pick<Profile, 'specification' | 'businessProcess'>) => readonly string[]
}
type Broken = Rule['broken']
type Bad = (invoice: EInvoice, profile: Parameters<Broken>[1]) => boolean

/** It is there at all. */
export const known = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

/** The document as a whole. */
export const whole =
  (bad: Bad): Broken =>
  (invoice, profile) =>
    bad(invoice, profile) ? [''] : []

/** Each of a list: lines, allowances, parts of the breakdown. */
export const each =
  <T>(of: (invoice: EInvoice) => readonly T[], name: string, bad: (item: T, invoice: EInvoice) => boolean): Broken =>
  (invoice) =>
    of(invoice).flatMap((item, i) => (bad(item, invoice) ? [`${name}[${i}]`] : []))

type ListName = 'lines' | 'allowances' | 'charges' | 'breakdown' | 'documents' | 'preceding'
export const eachOf = <N extends ListName>(name: N, bad: (item: EInvoice[N][number], invoice: EInvoice) => boolean): Broken =>
  each<EInvoice[N][number]>((invoice) => invoice[name] as readonly EInvoice[N][number][], name, bad)

/** Allowances or charges of the lines. */
export const eachWithin = (
  name: 'allowances' | 'charges',
  bad: (item: EInvoice['lines'][number]['allowances'][number]) => boolean,
): Broken => {
  return (invoice) => invoice.lines.flatMap((line, i) => line[name].flatMap((item, j) => (bad(item) ? [`lines[${i}].${name}[${j}]`] : [])))
}

/** A table's rows: the rule, its sentence, what breaks it. */
export const rulesOf = (
  of: RuleSet,
  rows: readonly (readonly [id: string, text: RuleText, broken: Broken, level?: Level])[],
): readonly Rule[] => rows.map(([id, text, broken, level = 'fatal']) => ({ id, of, level, text, broken }))
