import { entities, groups, numberSeries } from '../entities/entity.ts'
import type { Currency } from '../kernel/money.ts'
import { command, put, tell, type Change, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { codeOf, count, idOf, many, shape, text } from '../kernel/shape.ts'
import { account, BalanceSheet } from '../ledger/posting.ts'
import { postingFaults, postJournal, reverseJournal, seriesFor, type PostingLine, type Series } from '../ledger/post-journal.ts'
import { accruals, accrualSums, reversedOn } from '../recognition/accrual.ts'
import { periodOf } from '../recognition/rules.ts'
import { frozenIn } from '../rates/frozen.ts'
import { exchangesOf } from './rates.ts'
import { foreignIn } from './scope.ts'

async function load({ accrual: id }: { readonly accrual: string }, read: Read) {
  const accrual = await read.get(accruals, id)
  const period = accrual && periodOf(accrual.period)
  if (!accrual || !period || accrual.state !== 'proposed') return { accrual, next: undefined }
  const sums = await read.ask(accrualSums, { accrual: accrual.id })
  const houses = []
  for (const code of [...accrual.entities].sort()) {
    if (!sums.some((sum) => sum.entity === code)) continue
    const entity = await read.get(entities, code)
    assert(entity, `the entity ${code}`)
    const group = await read.get(groups, entity.group)
    assert(group, `the group of ${code}`)
    houses.push({ entity, group })
  }
  // Last of all: nobody else numbers a journal of these series until this is committed.
  const series: { posted: Series; reversed: Series }[] = []
  for (const { entity } of houses)
    series.push({ posted: await seriesFor(read, entity, 'recognition', period.last), reversed: await seriesFor(read, entity, 'reversal', reversedOn(period.last)) }) // prettier-ignore
  return { accrual, next: { period, sums, houses: houses.map((house, i) => ({ ...house, series: series[i]! })) } }
}

/**
 * Books the accrued income of a month on its last day, and takes it back on the first day of the next one: the same amounts in all three currencies, so that
 * the invoice brings the revenue where it was, and nothing twice. One journal and its mirror for each legal entity and currency.
 */
export const postAccrual = command({
  name: 'recognition.postAccrual',
  zone: 'finance',
  permit: 'recognition.run',
  offline: 'never',
  input: shape({ accrual: idOf('accruals') }),
  output: shape({ accrual: idOf('accruals'), number: text, journals: count, entities: many(codeOf('entities')) }),
  refusals: ['recognition.unknownAccrual', 'recognition.notProposed', 'billing.foreignEntity', ...postingFaults],
  load,
  decide: ({ accrual: id }, { accrual, next }, now) => {
    if (!accrual) return refuse('recognition.unknownAccrual', { accrual: id })
    if (!next) return refuse('recognition.notProposed', { accrual: accrual.number, state: accrual.state })
    const foreign = foreignIn(accrual, now.caller)
    if (foreign !== undefined) return refuse('billing.foreignEntity', { run: accrual.number, entity: foreign })
    const balances = new BalanceSheet()
    const changes: Change[] = []
    const { last } = next.period
    const rates = frozenIn(accrual.rates)
    let journals = 0
    for (const { entity, group, series } of next.houses) {
      const own = next.sums.filter((sum) => sum.entity === entity.code)
      let { posted, reversed } = series
      const exchanges = exchangesOf(rates, entity.code)
      const common = { entity, groupCurrency: group.currency, postedAt: now.at, narrative: accrual.number, balances, digest: now.digest }
      for (const currency of new Set(own.map((sum) => sum.currency))) {
        const lines = linesOf(own, currency)
        if (lines.length === 0) continue
        const journal = postJournal({ ...common, id: now.newId(), document: 'recognition', series: posted, postedOn: last, currency, lines, exchanges, rates: exchanges.kept(currency, [entity.currency, group.currency]), source: accrual.id }) // prettier-ignore
        if (refused(journal)) return journal
        const mirror = reverseJournal({ ...common, id: now.newId(), series: reversed, postedOn: reversedOn(last), original: journal.journal, lines: journal.lines }) // prettier-ignore
        changes.push(...journal.changes, ...mirror.changes)
        posted = journal.series
        reversed = mirror.series
        journals += 1
      }
      changes.push(put(numberSeries, posted), put(numberSeries, reversed))
    }
    return {
      result: { accrual: accrual.id, number: accrual.number, journals, entities: next.houses.map(({ entity }) => entity.code) },
      changes: [
        ...changes,
        ...balances.changes(),
        put(accruals, { ...accrual, state: 'posted', journals, postedAt: now.at }),
        tell('billing.accrualPosted', { accrual: accrual.id, number: accrual.number, journals: `${journals}` }),
      ],
    }
  },
})

interface Sum {
  readonly currency: Currency
  readonly revenueAccount: PostingLine['account']
  readonly amount: bigint
}
/** Debits accrued income, credits revenue. */
function linesOf(sums: readonly Sum[], currency: Currency): PostingLine[] {
  const own = sums.filter((sum) => sum.currency === currency && sum.amount !== 0n)
  const total = own.reduce((sum, { amount }) => sum + amount, 0n)
  if (own.length === 0) return []
  return [
    { account: account('accrued'), minor: total, control: true },
    ...own.map(({ revenueAccount, amount }) => ({ account: revenueAccount, minor: -amount })),
  ]
}
