import { listing } from '../kernel/listing.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import { ratioText } from '../kernel/decimal.ts'
import { view } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { accounts } from '../ledger/journal.ts'
import { rateFaults } from '../rates/exchange.ts'
import { monthLines, monthTotals } from './facts.ts'
import { translated } from './layer.ts'
import { agreedRates, monthRates, rateOfMonth } from './layer-rates.ts'
import { monthOf } from './period.ts'
import { aLayerType, retranslations } from './retranslation.ts'

export const retranslationRows = view({
  view: 'consolidation.retranslations',
  row: shape({
    id: idOf('retranslations'),
    currency: aCurrency,
    groupCurrency: aCurrency,
    from: aDay,
    resultType: aLayerType,
    standingType: aLayerType,
    reason: text,
    state: choice('proposed', 'approved', 'declined'),
    proposedAt: anInstant,
    decidedAt: maybe(anInstant),
    proposedByName: maybe(text),
    decidedByName: maybe(text),
  }),
  key: 'id',
  search: ['reason', 'currency'],
  order: ['-from', '-proposedAt'],
})
const list = { zone: 'finance', permit: 'consolidation.read' } as const
export const listRetranslations = listing({ name: 'consolidation.retranslations', ...list, view: retranslationRows })

/** One proposal or agreement with its proof: trial balances before and after, rates, what rounding left. */
export const readRetranslation = query({
  name: 'consolidation.retranslation',
  ...list,
  input: shape({ retranslation: idOf('retranslations') }),
  output: retranslations.shape,
  refusals: ['consolidation.unknownRetranslation'],
  ask: async ({ retranslation }, read) =>
    (await read.get(retranslations, retranslation)) ?? refuse('consolidation.unknownRetranslation', { retranslation }),
})

const mostLines = 5000
const asked = shape({
  retranslation: idOf('retranslations'),
  entity: codeOf('entities'),
  account: codeOf('accounts'),
  /** `2026-11` */ period: text,
})

/** The journal lines behind an amount in another group currency: each as posted, at which rate, and what it comes to; rounding is a figure of its own. */
export const retranslatedLines = query({
  name: 'consolidation.lines',
  ...list,
  input: asked,
  output: shape({
    currency: aCurrency,
    groupCurrency: aCurrency,
    type: text,
    rate: text,
    lines: many(
      shape({
        journal: idOf('journals'),
        number: text,
        postedOn: aDay,
        narrative: maybe(text),
        groupAmount: minorIn('groupCurrency'),
        amount: minorIn('currency'),
      }),
    ),
    /** What the running totals come to less the lines: rounding. */
    residue: minorIn('currency'),
    total: minorIn('currency'),
  }),
  refusals: ['consolidation.unknownRetranslation', 'consolidation.badPeriod', ...rateFaults],
  ask: async ({ retranslation, entity, account, period }, read: Read, now: Now) => {
    const layer = await read.get(retranslations, retranslation)
    if (!layer) return refuse('consolidation.unknownRetranslation', { retranslation })
    if (!monthOf(period)) return refuse('consolidation.badPeriod', { period })
    const agreed = await agreedRates(read, layer.id)
    const later = agreed.has(`${period}/${layer.standingType}`) ? new Map() : await monthRates(read, layer, [period], now.today)
    if (refused(later)) return later
    const rateOf = rateOfMonth(new Map([...later, ...agreed]), layer)
    const side = (await read.get(accounts, account))?.side ?? 'asset'
    const { type, rate } = rateOf(period, side)
    const rows = (await read.ask(monthTotals, { to: period })).filter((row) => row.period === period && row.entity === entity)
    const total = translated(rows, layer.currency, () => side, rateOf)
      .filter(({ row }) => row.account === account && row.groupAmount !== 0n)
      .reduce((sum, { amount }) => sum + amount, 0n)
    const lines = (await read.ask(monthLines, { entity, account, period, limit: mostLines })).map(({ position: _position, groupCurrency: _currency, ...line }) => ({
      ...line, amount: convert(line.groupAmount, rate, layer.groupCurrency, layer.currency),
    })) // prettier-ignore
    const residue = total - lines.reduce((sum, { amount }) => sum + amount, 0n)
    return { currency: layer.currency, groupCurrency: layer.groupCurrency, type, rate: ratioText(rate, 8), lines, residue, total }
  },
})
