import { inLanguage } from '../kernel/by-language.ts'
import { exponents, type Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import type { Of, Wire } from '../kernel/shape.ts'
import type { statement } from '../consolidation/statement.ts'
import { ageOf, ages } from '../receivables/ages.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import type { Day } from '../kernel/day.ts'
import type { rollForward } from '../recognition/roll-forward.ts'
import type { bridge } from '../recurring/bridge.ts'
import { moveSteps } from '../recurring/moves.ts'
import type { customerMargins } from './pack-facts.ts'

type Statement = Of<typeof statement.output>
type Line = Statement['income'][number]
interface PackRow {
  /** A word of the pack, or a name as it is. */
  readonly word: string | null
  readonly name: string
  readonly amounts: readonly string[]
  readonly strong: boolean
}
interface Section {
  readonly section: string
  readonly currency: Currency
  readonly exponent: number
  /** Words of the pack, or codes as they are. */
  readonly columns: readonly string[]
  readonly rows: readonly PackRow[]
}
export interface PackFacts {
  readonly statement: Statement
  readonly deferred: Of<typeof rollForward.output>
  readonly open: readonly OpenItem[]
  /** Of the year so far, month by month. */
  readonly recurring: Of<typeof bridge.output>
  readonly margins: readonly Answer<typeof customerMargins>[]
  readonly last: Day
  readonly language: string
}
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)
const row = (word: string | null, name: string, amounts: readonly bigint[], strong = false): PackRow => ({
  word,
  name,
  amounts: amounts.map(String),
  strong,
})

/** Profit and loss or the balance sheet: a column for each legal entity, what is taken out between them, the group. Income is shown as people read it. */
function ofStatement(section: string, parts: readonly (readonly [word: string, lines: readonly Line[], sign: bigint])[], total: readonly [word: string, sign: bigint] | null, { statement, language }: PackFacts): Section {
  const columns = statement.entities.map(({ entity }) => entity as string)
  const amountsOf = (line: Line, sign: bigint): bigint[] => [
    ...columns.map((entity) => sign * sum(line.entities.filter((one) => one.entity === entity).map((one) => one.groupAmount))), sign * line.eliminated, sign * line.group,
  ]
  const added = (lines: readonly bigint[][]): bigint[] => [...columns, '', ''].map((_, i) => sum(lines.map((line) => line[i]!)))
  const rows = parts.flatMap(([word, lines, sign]) =>
    lines.length === 0 ? [] : [...lines.map((line) => row(null, `${line.account} ${inLanguage(line.names, language) ?? ''}`, amountsOf(line, sign))), row(word, '', added(lines.map((line) => amountsOf(line, sign))), true)],
  )
  const all = parts.flatMap(([, lines]) => lines)
  return {
    section, currency: statement.currency, exponent: exponents[statement.currency], columns: [...columns, 'eliminated', 'group'],
    rows: [...rows, ...(total ? [row(total[0], '', added(all.map((line) => amountsOf(line, total[1]))), true)] : [])],
  }
} // prettier-ignore

function cashOf({ statement }: PackFacts): Section {
  const bank = statement.assets.find(({ account }) => account === '1200')
  const rows = (bank?.entities ?? []).map(({ entity, groupAmount }) => row(null, entity, [groupAmount]))
  const total = row('group', '', [bank?.group ?? 0n], true)
  return {
    section: 'cash',
    currency: statement.currency,
    exponent: exponents[statement.currency],
    columns: ['group'],
    rows: [...rows, total],
  }
}

function deferredOf({ deferred, statement }: PackFacts): Section {
  const moves = ['groupOpening', 'groupAdditions', 'groupReleases', 'groupOther', 'groupClosing'] as const
  const codes = [...new Set(deferred.rows.map(({ account }) => account as string))].sort()
  const of = (some: typeof deferred.rows): bigint[] => moves.map((move) => sum(some.map((one) => one[move])))
  const rows = codes.map((code) => row(null, code, of(deferred.rows.filter(({ account }) => account === code))))
  const { groupCurrency } = statement
  return { section: 'deferred', currency: groupCurrency, exponent: exponents[groupCurrency], columns: ['opening', 'additions', 'releases', 'other', 'closing'], rows }
} // prettier-ignore

function ageingOf({ open, last, statement }: PackFacts): Section {
  const { groupCurrency } = statement
  const codes = [...new Set(open.map(({ entity }) => entity as string))].sort()
  const of = (some: readonly OpenItem[]): bigint[] => [...ages.map((age) => sum(some.filter((item) => ageOf(item.due, last) === age).map((item) => item.groupOpen))), sum(some.map((item) => item.groupOpen))]
  const rows = codes.map((code) => row(null, code, of(open.filter(({ entity }) => entity === code))))
  return { section: 'ageing', currency: groupCurrency, exponent: exponents[groupCurrency], columns: [...ages, 'open'], rows: [...rows, row('group', '', of(open), true)] }
} // prettier-ignore

function customersOf({ margins, statement }: PackFacts): Section {
  const { groupCurrency } = statement
  const rows = margins.map(({ name, revenue, cost }) => row(null, name, [revenue, cost, revenue - cost]))
  return { section: 'customers', currency: groupCurrency, exponent: exponents[groupCurrency], columns: ['revenue', 'cost', 'margin'], rows }
}

/** What contracts brought a month at the beginning, what moved it in the month and in the year, and what they bring at its end. */
function recurringOf({ recurring: { currency, months } }: PackFacts): Section {
  const last = months.slice(-1)
  const columns = [last, months] as const
  const steps = moveSteps.map((step) => ({ step, amounts: columns.map((some) => sum(some.map((month) => month[step]))) }))
  const rows = [
    row('opening', '', columns.map(([first]) => first?.opening ?? 0n)),
    ...steps.filter(({ amounts }) => amounts.some((amount) => amount !== 0n)).map(({ step, amounts }) => row(step, '', amounts)),
    row('closing', '', columns.map((some) => some.at(-1)?.closing ?? 0n), true),
  ]
  return { section: 'recurring', currency, exponent: exponents[currency], columns: ['month', 'year'], rows }
} // prettier-ignore

/** What the board reads of a month, as data: the same books always give the same pack. */
export function packOf(facts: PackFacts): { readonly sections: Wire } {
  const { income, expenses, assets, liabilities, equity } = facts.statement
  const sections = [
    ofStatement('profit', [['income', income, -1n], ['expenses', expenses, 1n]], ['result', -1n], facts),
    ofStatement('balance', [['assets', assets, 1n], ['liabilities', liabilities, -1n], ['equity', equity, -1n]], null, facts),
    cashOf(facts), recurringOf(facts), deferredOf(facts), ageingOf(facts), customersOf(facts),
  ] // prettier-ignore
  return { sections: sections as unknown as Wire }
}
