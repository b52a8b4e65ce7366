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

type Amounts = (columns: readonly string[]) => readonly bigint[]
/** What stands below the parts of a statement: a sum of some lines, with what is added to it. */
interface Below {
  readonly word: string
  readonly amounts: Amounts
}

/** Profit and loss or the balance sheet: a column for each legal entity, what is taken out between them, the group. Income is shown as people read it. */
function ofStatement(section: string, parts: readonly (readonly [word: string, lines: readonly Line[], sign: bigint])[], below: readonly Below[], { statement, language }: PackFacts): Section {
  const columns = statement.entities.map(({ entity }) => entity as string)
  const amountsOf = (line: Line, sign: bigint): bigint[] => amountsIn(line, columns).map((amount) => sign * amount)
  const rows = parts.flatMap(([word, lines, sign]) =>
    lines.length === 0 ? [] : [...lines.map((line) => row(null, `${line.account} ${inLanguage(line.names, language) ?? ''}`, amountsOf(line, sign))), row(word, '', added(columns, lines.map((line) => amountsOf(line, sign))), true)],
  )
  return {
    section, currency: statement.currency, exponent: exponents[statement.currency], columns: [...columns, 'eliminated', 'group'],
    rows: [...rows, ...below.map(({ word, amounts }) => row(word, '', amounts(columns), true))],
  }
} // prettier-ignore
/** Of each legal entity, what is taken out between them, and the group. */
const amountsIn = (line: Line, columns: readonly string[]): bigint[] => [
  ...columns.map((entity) => sum(line.entities.filter((one) => one.entity === entity).map((one) => one.groupAmount))),
  line.eliminated,
  line.group,
]
const added = (columns: readonly string[], lines: readonly (readonly bigint[])[]): bigint[] =>
  [...columns, '', ''].map((_, i) => sum(lines.map((line) => line[i]!)))

/** Profit is above nothing, as people read it. */
const resultOf = ({ statement: { income, expenses } }: PackFacts): Below => ({
  word: 'result',
  amounts: (columns) => added(columns, [...income, ...expenses].map((line) => amountsIn(line, columns))).map((amount) => -amount), // prettier-ignore
})
/** What the assets belong to: creditors, owners, and the result of the year. */
const owedOf = (facts: PackFacts): Below => ({
  word: 'totalOwed',
  amounts: (columns) => {
    const { liabilities, equity } = facts.statement
    const owed = added(columns, [...liabilities, ...equity].map((line) => amountsIn(line, columns))) // prettier-ignore
    return resultOf(facts).amounts(columns).map((result, i) => result - owed[i]!) // prettier-ignore
  },
})

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

function deferredOf({ deferred, statement, language }: PackFacts): Section {
  const moves = ['groupOpening', 'groupAdditions', 'groupReleases', 'groupOther', 'groupClosing'] as const
  const codes = [...new Set(deferred.rows.map(({ account }) => account as string))].sort()
  const of = (some: typeof deferred.rows): bigint[] => moves.map((move) => sum(some.map((one) => one[move])))
  const rows = codes.map((code) => {
    const own = deferred.rows.filter(({ account }) => account === code)
    return row(null, `${code} ${inLanguage(own[0]?.names ?? {}, language) ?? ''}`, of(own))
  })
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
    ofStatement('profit', [['income', income, -1n], ['expenses', expenses, 1n]], [resultOf(facts)], facts),
    ofStatement('balance', [['assets', assets, 1n], ['liabilities', liabilities, -1n], ['equity', equity, -1n]], [{ ...resultOf(facts), word: 'yearResult' }, owedOf(facts)], facts),
    cashOf(facts), recurringOf(facts), deferredOf(facts), ageingOf(facts), customersOf(facts),
  ] // prettier-ignore
  return { sections: sections as unknown as Wire }
}
