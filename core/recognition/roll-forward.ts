import { entities } from '../entities/entity.ts'
import { query } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, codeOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { deferredBalances, deferredMovements } from './facts.ts'
import { periodOf } from './rules.ts'

type Three = readonly [bigint, bigint, bigint]
const nothing: Three = [0n, 0n, 0n]
const plus = (a: Three, b: Three): Three => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const minus = (a: Three, b: Three): Three => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]

const three = <const Name extends string>(name: Name) => {
  const rest = `${name[0]!.toUpperCase()}${name.slice(1)}` as Capitalize<Name>
  return {
    [name]: minorIn('currency'),
    [`entity${rest}`]: minorIn('entityCurrency'),
    [`group${rest}`]: minorIn('groupCurrency'),
  } as Record<Name | `entity${Capitalize<Name>}` | `group${Capitalize<Name>}`, ReturnType<typeof minorIn>>
}
const aRow = shape({
  entity: codeOf('entities'),
  account: codeOf('accounts'),
  /** By language. */
  names: someData,
  currency: aCurrency,
  entityCurrency: aCurrency,
  groupCurrency: aCurrency,
  ...three('opening'),
  ...three('additions'),
  ...three('releases'),
  ...three('other'),
  ...three('closing'),
})

type Movement = Answer<typeof deferredMovements>
const prepaid: string = account('prepaidCost')
/** What is deferred is released by recognition and funds; reversals and journals by hand are named apart. What is accrued is released by being taken back. */
const releases = ({ document, account: of }: Movement, liability: boolean): boolean =>
  liability ? document === 'recognition' || document === 'fund' : document === (of === prepaid ? 'recognition' : 'reversal')
/** What is accrued is added by recognition, as what is deferred is by invoices. */
const adds = ({ document, account: of }: Movement, liability: boolean): boolean =>
  !liability && of !== prepaid && document === 'recognition'

function rolled(balance: Answer<typeof deferredBalances>, movements: readonly Movement[], liability: boolean) {
  const sign = (three: Three): Three => (liability ? [-three[0], -three[1], -three[2]] : three)
  const sum = (some: readonly Movement[]): Three =>
    some.reduce<Three>((all, m) => plus(all, [m.amount, m.entityAmount, m.groupAmount]), nothing)
  const opening: Three = [balance.opening, balance.entityOpening, balance.groupOpening]
  const closing: Three = [balance.closing, balance.entityClosing, balance.groupClosing]
  const released = sum(movements.filter((m) => releases(m, liability)))
  const other = sum(movements.filter((m) => !releases(m, liability) && !adds(m, liability)))
  // Everything else came with invoices and credit notes, or was accrued.
  const additions = minus(minus(minus(closing, opening), released), other)
  const spread = {
    opening: sign(opening),
    additions: sign(additions),
    releases: sign(released),
    other: sign(other),
    closing: sign(closing),
  }
  const { entity, account, currency, entityCurrency, groupCurrency } = balance
  return {
    entity, account, currency, entityCurrency, groupCurrency,
    opening: spread.opening[0], entityOpening: spread.opening[1], groupOpening: spread.opening[2],
    additions: spread.additions[0], entityAdditions: spread.additions[1], groupAdditions: spread.additions[2],
    releases: spread.releases[0], entityReleases: spread.releases[1], groupReleases: spread.releases[2],
    other: spread.other[0], entityOther: spread.other[1], groupOther: spread.other[2],
    closing: spread.closing[0], entityClosing: spread.closing[1], groupClosing: spread.closing[2],
  } // prettier-ignore
}

/**
 * How deferred and accrued revenue moved from one month to another, as the ledger has it: opening + additions + releases + other = closing. What is owed to
 * customers (liabilities) stands with the sign that people expect.
 */
export const rollForward = query({
  name: 'recognition.rollForward',
  zone: 'finance',
  permit: 'recognition.read',
  input: shape({ entity: maybe(codeOf('entities')), from: text, to: text }),
  output: shape({ from: text, to: text, rows: many(aRow) }),
  refusals: ['recognition.invalidPeriod', 'recognition.unknownEntity', 'recognition.periodsBackwards'],
  ask: async (input, read) => {
    const [first, last] = [periodOf(input.from), periodOf(input.to)]
    if (!first || !last) return refuse('recognition.invalidPeriod', { period: first ? input.to : input.from })
    if (input.to < input.from) return refuse('recognition.periodsBackwards', { from: input.from, to: input.to })
    if (input.entity !== null && !(await read.get(entities, input.entity)))
      return refuse('recognition.unknownEntity', { entity: input.entity })
    const chart = new Map((await read.list(accounts, { limit: 10_000 })).map((account) => [account.code as string, account]))
    const balances = await read.ask(deferredBalances, { from: input.from, to: input.to })
    const movements = await read.ask(deferredMovements, { from: first.first, asOf: last.asOf })
    const rows = balances
      .filter((balance) => input.entity === null || balance.entity === input.entity)
      .map((balance) => {
        const known = chart.get(balance.account)
        const own = movements.filter((m) => m.entity === balance.entity && m.account === balance.account && m.currency === balance.currency)
        return { ...rolled(balance, own, known?.side !== 'asset'), names: known?.names ?? {} }
      })
    return { from: input.from, to: input.to, rows }
  },
})
