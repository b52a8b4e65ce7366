import { monthsOn } from '../recognition/months.ts'

export const dimensions = ['account', 'side', 'entity', 'month', 'currency', 'partner'] as const
export type Dimension = (typeof dimensions)[number]
export const spans = ['year', 'last12', 'month', 'ever'] as const
type Span = (typeof spans)[number]
/** Sides that make sense together. */
export const sideChoices = ['results', 'income', 'expense', 'asset', 'liability', 'equity', 'all'] as const
type SideChoice = (typeof sideChoices)[number]

/** A question as its screen has it in the address. Times are told from today, so that a question that was pinned goes with the months. */
export interface Query {
  readonly rowsBy: Dimension
  readonly columnsBy: Dimension | null
  readonly span: Span
  /** The last month; `null`: the present one. */
  readonly until: string | null
  readonly sides: SideChoice
  readonly entity: string | null
  readonly account: string | null
  readonly withInternal: boolean
}
type Search = Readonly<Record<string, unknown>>
const oneOf = <T extends string>(some: readonly T[], value: unknown): T | undefined => some.find((one) => one === value)
const textIn = (value: unknown): string | null =>
  typeof value === 'number' ? `${value}` : typeof value === 'string' && value !== '' ? value : null

export function queryIn(search: Search): Query {
  const rowsBy = oneOf(dimensions, search['rowsBy']) ?? 'account'
  const columnsBy = search['columnsBy'] === 'none' ? null : (oneOf(dimensions, search['columnsBy']) ?? (rowsBy === 'entity' ? null : 'entity'))
  return {
    rowsBy,
    columnsBy: columnsBy === rowsBy ? null : columnsBy,
    span: oneOf(spans, search['span']) ?? 'year',
    until: textIn(search['until']),
    sides: oneOf(sideChoices, search['sides']) ?? 'results',
    entity: textIn(search['entity']),
    account: textIn(search['account']),
    withInternal: search['withInternal'] === true || search['withInternal'] === 'true',
  }
} // prettier-ignore

/** The same as it stands in an address; the one text for one question, by which a pin knows it again. */
export const addressOf = ({ columnsBy, ...query }: Query): string =>
  Object.entries({ ...query, columnsBy: columnsBy ?? 'none' })
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .toSorted()
    .join('&')
export const queryFrom = (address: string): Query => queryIn(Object.fromEntries(new URLSearchParams(address)))

export const monthsOf = ({ span, until }: Query, now: string): { readonly from: string | null; readonly to: string } => {
  const to = until ?? now
  const from = { year: `${to.slice(0, 4)}-01`, last12: monthsOn(to, -11), month: to, ever: null }[span]
  return { from, to }
}
const sidesOf = (sides: SideChoice): readonly string[] | null =>
  sides === 'all' ? null : sides === 'results' ? ['income', 'expense'] : [sides]
/** As `consolidation.query` is asked. */
export function askedOf(query: Query, now: string): Readonly<Record<string, unknown>> {
  const { from, to } = monthsOf(query, now)
  const onlySides = sidesOf(query.sides)
  return {
    to, rowsBy: query.rowsBy, withInternal: query.withInternal, ...(from === null ? {} : { from }), ...(query.columnsBy === null ? {} : { columnsBy: query.columnsBy }),
    ...(onlySides === null ? {} : { onlySides }), ...(query.entity === null ? {} : { entity: query.entity }), ...(query.account === null ? {} : { account: query.account }),
  }
} // prettier-ignore

/** Whether credits are what one looks for: income, what is owed. */
export const isTurned = ({ sides }: Query): boolean => sides !== 'all' && sides !== 'asset'

type Of = Readonly<Partial<Record<Dimension, string>>>
/** What is behind an amount: the accounts of a side, or the journal lines. */
export function behind(query: Query, of: Of, now: string): string {
  const { from, to } = monthsOf(query, now)
  const account = of.account ?? query.account
  const entity = of.entity ?? query.entity
  const month = of.month
  if (account === null) {
    const narrower: Query = {
      ...query, rowsBy: 'account', columnsBy: null, entity, sides: oneOf(sideChoices, of.side) ?? query.sides, ...(month === undefined ? {} : { span: 'month' as const, until: month }),
    }
    return `/consolidation/query?${addressOf(narrower)}`
  }
  const partner = of.partner === undefined ? (query.withInternal ? [] : [{ field: 'partner', is: 'empty' }]) : [of.partner === '' ? { field: 'partner', is: 'empty' } : { field: 'partner', is: 'equal', value: of.partner }]
  return `/list/ledger.lines?f=${encodeURIComponent(
    JSON.stringify([
      { field: 'account', is: 'equal', value: account },
      ...(entity === null ? [] : [{ field: 'entity', is: 'equal', value: entity }]),
      ...(of.currency === undefined ? [] : [{ field: 'currency', is: 'equal', value: of.currency }]),
      ...partner,
      ...(month === undefined && from !== null ? [{ field: 'postedOn', is: 'atLeast', value: `${from}-01` }] : []),
      ...(month === undefined ? [{ field: 'postedOn', is: 'less', value: `${monthsOn(to, 1)}-01` }] : [{ field: 'period', is: 'equal', value: month }]),
    ]),
  )}`
} // prettier-ignore
