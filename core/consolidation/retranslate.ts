import { houseGroup } from '../entities/entity.ts'
import { addDays } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { add, command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, flag, idOf, shape, text, type Wire } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { rateFaults, type RateFault } from '../rates/exchange.ts'
import { monthTotals } from './facts.ts'
import { inHouseCurrency, keptRows } from './foreign-groups.ts'
import { proofOf, translated, type Translated } from './layer.ts'
import { monthRates, rateOfMonth, type MonthRate, type Terms } from './layer-rates.ts'
import { aLayerType, retranslations, type Retranslation } from './retranslation.ts'
import type { Side } from './translating.ts'

const mostAccounts = 10_000

interface Worked {
  readonly rates: ReadonlyMap<string, MonthRate>
  readonly rows: readonly Translated[]
}
/** Everything that stood before the first day, in both currencies. */
async function workOut(terms: Terms & Pick<Retranslation, 'from'>, read: Read, now: Now): Promise<Worked | Refusal<RateFault>> {
  const rows = await inHouseCurrency(await read.ask(monthTotals, { to: addDays(terms.from, -1).slice(0, 7) }), read, now)
  if (refused(rows)) return rows
  const rates = await monthRates(read, terms, [...new Set(rows.map(({ period }) => period))].sort(), now.today)
  if (refused(rates)) return rates
  const chart = new Map((await read.list(accounts, { limit: mostAccounts })).map((a) => [a.code as string, a.side]))
  const sideOf = (code: string): Side => chart.get(code) ?? 'asset'
  return { rates, rows: translated(rows, terms.currency, sideOf, rateOfMonth(rates, terms)) }
}
const proved = ({ rows, rates }: Worked): Wire =>
  ({
    entities: proofOf(rows),
    rates: [...rates].map(([key, { day, type, rate, source }]) => ({ key, day, type, source, numerator: `${rate.numerator}`, denominator: `${rate.denominator}` })),
  }) as unknown as Wire // prettier-ignore

/** The currency of the whole group, for who sees all of it. */
async function groupCurrencyOf(read: Read, now: Now): Promise<Currency | undefined> {
  if (now.caller.entities !== 'all') return undefined
  return (await houseGroup(read))?.currency
}

/** Proposes another currency for the group's figures from a month on, with the trial balances before and after. Nothing changes yet. */
export const proposeRetranslation = command({
  name: 'consolidation.proposeRetranslation',
  zone: 'finance',
  permit: 'consolidation.retranslate',
  offline: 'never',
  input: shape({ currency: aCurrency, from: aDay, resultType: aLayerType, standingType: aLayerType, reason: text }),
  output: retranslations.shape,
  refusals: ['consolidation.wholeGroup', 'consolidation.sameCurrency', 'consolidation.notAFirst', ...rateFaults],
  load: async (input, read, now) => {
    const groupCurrency = await groupCurrencyOf(read, now)
    if (!groupCurrency) return refuse('consolidation.wholeGroup', {})
    if (!input.from.endsWith('-01')) return refuse('consolidation.notAFirst', { day: input.from })
    if (input.currency === groupCurrency) return refuse('consolidation.sameCurrency', { currency: groupCurrency })
    const worked = await workOut({ ...input, groupCurrency }, read, now)
    return refused(worked) ? worked : { groupCurrency, proof: proved(worked) }
  },
  decide: (input, facts, now) => {
    if (refused(facts)) return facts
    const row: Retranslation = { ...input, ...facts, id: now.newId() as Retranslation['id'], state: 'proposed', proposedBy: now.caller.user, proposedAt: now.at, decidedBy: null, decidedAt: null, group: null }
    return { result: row, changes: [add(retranslations, row), tell('consolidation.retranslationProposed', { retranslation: row.id, currency: row.currency })] }
  },
}) // prettier-ignore

/**
 * Agrees to another currency of the group or declines it; whoever proposed it cannot agree. The trial balances have to be those that were proposed: what was
 * posted or published since makes a new proposal. What stood before the first day is kept line by line, and no posted line changes.
 */
export const decideRetranslation = command({
  name: 'consolidation.decideRetranslation',
  zone: 'finance',
  permit: 'consolidation.retranslate',
  offline: 'never',
  input: shape({ retranslation: idOf('retranslations'), approve: flag }),
  output: retranslations.shape,
  refusals: ['consolidation.wholeGroup', 'consolidation.unknownRetranslation', 'consolidation.decided', 'consolidation.samePerson', 'consolidation.proofMoved', ...rateFaults], // prettier-ignore
  load: async (input, read, now) => {
    if (!(await groupCurrencyOf(read, now))) return refuse('consolidation.wholeGroup', {})
    const row = await read.get(retranslations, input.retranslation)
    if (!row) return refuse('consolidation.unknownRetranslation', { retranslation: input.retranslation })
    const worked = row.state === 'proposed' && input.approve ? await workOut(row, read, now) : undefined
    return worked && refused(worked) ? worked : { row, worked: worked as Worked | undefined }
  },
  decide: ({ retranslation, approve }, facts, now) => {
    if (refused(facts)) return facts
    const { row, worked } = facts
    if (row.state !== 'proposed') return refuse('consolidation.decided', { state: row.state })
    if (approve && row.proposedBy === now.caller.user) return refuse('consolidation.samePerson', {})
    const after: Retranslation = { ...row, state: approve ? 'approved' : 'declined', decidedBy: now.caller.user, decidedAt: now.at }
    const told = tell('consolidation.retranslationDecided', { retranslation, state: after.state })
    if (!worked) return { result: after, changes: [put(retranslations, after), told] }
    if (JSON.stringify(proved(worked)) !== JSON.stringify(row.proof)) return refuse('consolidation.proofMoved', {})
    return { result: after, changes: [put(retranslations, after), ...keptRows(row, worked.rates, worked.rows), told] }
  },
})
