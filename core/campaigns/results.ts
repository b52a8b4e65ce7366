import type { Currency } from '../kernel/money.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, count, idOf, many, minorIn, shape, text } from '../kernel/shape.ts'
import { campaigns } from './campaign.ts'
import { lifetimeByCurrency } from './lifetime.ts'
import { resultAmounts, resultCosts, resultCounts, resultLines, resultRevenue } from './reads.ts'

/** What came of a campaign: from members to leads to opportunities, to what the contracts are worth and what of it is earned already. */
export const campaignResults = query({
  name: 'campaigns.results',
  zone: 'sales',
  permit: 'campaigns.read',
  input: shape({ campaign: idOf('campaigns') }),
  output: shape({
    counts: resultCounts.answers,
    amounts: many(
      shape({
        currency: aCurrency,
        /** Opportunities that are open, won and lost. */
        open: minorIn('currency'),
        won: minorIn('currency'),
        lost: minorIn('currency'),
        /** What the contracts bring over their terms. */
        lifetime: minorIn('currency'),
        /** Lines whose price is none that one could multiply (bands): they are not in it. */
        unpriced: count,
        invoiced: minorIn('currency'),
        /** What of the invoiced is earned. */
        recognised: minorIn('currency'),
        spent: minorIn('currency'),
      }),
    ),
    contracts: many(shape({ contract: idOf('contracts'), contractNumber: text, customerName: text })),
  }),
  refusals: ['campaigns.unknown'],
  ask: async ({ campaign: id }, read) => {
    const campaign = await read.get(campaigns, id)
    if (!campaign) return refuse('campaigns.unknown', { campaign: id })
    const of = { campaign: id }
    const [[counts], amounts, lines, revenue, costs] = await Promise.all([
      read.ask(resultCounts, of),
      read.ask(resultAmounts, of),
      read.ask(resultLines, of),
      read.ask(resultRevenue, of),
      read.ask(resultCosts, of),
    ])
    const worth = lifetimeByCurrency(lines)
    const currencies = new Set<Currency>([
      campaign.currency,
      ...amounts.map((a) => a.currency),
      ...worth.keys(),
      ...revenue.map((r) => r.currency),
    ])
    return {
      counts: counts!,
      amounts: [...currencies].toSorted().map((currency) => {
        const ofOutcome = (outcome: string): bigint => amounts.find((a) => a.currency === currency && a.outcome === outcome)?.amount ?? 0n
        const earned = revenue.find((r) => r.currency === currency)
        return {
          currency,
          open: ofOutcome('open'),
          won: ofOutcome('won'),
          lost: ofOutcome('lost'),
          lifetime: worth.get(currency)?.value ?? 0n,
          unpriced: worth.get(currency)?.unpriced ?? 0,
          invoiced: earned?.invoiced ?? 0n,
          recognised: (earned?.invoiced ?? 0n) - (earned?.deferred ?? 0n),
          spent: costs.find((c) => c.currency === currency)?.spent ?? 0n,
        }
      }),
      contracts: [
        ...new Map(
          lines.map(({ contract, contractNumber, customerName }) => [contract, { contract, contractNumber, customerName }]),
        ).values(),
      ],
    }
  },
})
