import { decimalText, divide, exactly, ratioOf, ratioText } from '../kernel/decimal.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { flag, idOf, many, maybe, shape, text, aDecimal, aCurrency } from '../kernel/shape.ts'
import { contractLines, contracts } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { upliftOf } from '../pricing/uplift.ts'
import { priceProposals, type PriceProposal } from './proposal.ts'
import type { ProposalTrace } from './proposal-trace.ts'

/** The new price from its trace and the old one alone. */
export function replayed(oldPrice: PriceProposal['oldPrice'], trace: ProposalTrace) {
  if (oldPrice === null) return undefined
  const { base, current } = trace
  const bound = (value: string | null) => (value === null ? null : exactly(value))
  const lifted = upliftOf(oldPrice, {
    index: base && current ? { base: exactly(base.value), current: exactly(current.value) } : null,
    margin: exactly(trace.margin),
    floor: bound(trace.floor),
    cap: bound(trace.cap),
    ratchet: trace.ratchet,
    decimals: trace.decimals,
  })
  return refused(lifted) ? undefined : lifted.price
}

/** How a new price came about, step by step, in words; the first sentence says why it is due, the last one what it costs. */
export function explainProposal(proposal: PriceProposal, who: { readonly contract: string; readonly line: number }): readonly Step[] {
  const { trace, oldPrice, newPrice, factor, currency } = proposal
  const { base, current } = trace
  const steps: Step[] = [
    step(`indexation.why.due.${trace.due}`, {
      contract: ['text', who.contract],
      line: ['count', `${who.line}`],
      day: ['day', proposal.effective],
    }),
  ]
  if (oldPrice) steps.push(step(`indexation.why.price.${trace.priceSource}`, { price: ['decimal', decimalText(oldPrice), currency] }))
  if (base && current) {
    const change = ratioText(
      divide(ratioOf(exactly(current.value).minus(exactly(base.value)).times(exactly('100'))), ratioOf(exactly(base.value))),
      4,
    )
    steps.push(step('indexation.why.index', {
      index: ['text', trace.index ?? ''], from: ['text', base.month], base: ['decimal', base.value], to: ['text', current.month],
      current: ['decimal', current.value], change: ['percent', change], lag: ['count', `${trace.lagMonths ?? 0}`],
    })) // prettier-ignore
  }
  if (trace.by === 'fixed') steps.push(step('indexation.why.fixed', { margin: ['percent', trace.margin] }))
  else if (trace.margin !== '0') steps.push(step('indexation.why.margin', { margin: ['percent', trace.margin] }))
  if (trace.decided === 'floor') steps.push(step('indexation.why.floor', { percent: ['percent', trace.floor ?? '0'] }))
  if (trace.decided === 'cap') steps.push(step('indexation.why.cap', { percent: ['percent', trace.cap ?? '0'] }))
  if (trace.decided === 'ratchet') steps.push(step('indexation.why.ratchet'))
  if (oldPrice && newPrice && factor)
    steps.push(
      step('indexation.why.rounded', {
        price: ['decimal', decimalText(oldPrice), currency], factor: ['decimal', decimalText(factor)], decimals: ['count', `${trace.decimals}`],
        lifted: ['decimal', decimalText(newPrice), currency],
      }), // prettier-ignore
      step('indexation.why.perYear', {
        quantity: ['decimal', decimalText(proposal.quantity)],
        amount: ['money', proposal.morePerYear.toString(), currency],
      }),
      step('indexation.why.letter', { day: ['day', proposal.letterOn] }),
    )
  return steps
}

/** Why this price? What it was worked out from, and what stands in the way. */
export const whyProposal = query({
  name: 'indexation.why',
  zone: 'finance',
  permit: 'indexation.read',
  input: shape({ proposal: idOf('priceProposals') }),
  output: shape({
    customerName: text,
    contractNumber: text,
    currency: aCurrency,
    oldPrice: maybe(aDecimal),
    newPrice: maybe(aDecimal),
    steps: many(aStep),
    /** Worked out again from the trace alone, it is the same. */
    holds: flag,
    proposal: priceProposals.shape,
  }),
  refusals: ['indexation.unknownProposal'],
  ask: async ({ proposal: id }, read) => {
    const proposal = await read.get(priceProposals, id)
    const line = proposal && (await read.get(contractLines, proposal.line))
    const contract = proposal && (await read.get(contracts, proposal.contract))
    const customer = proposal && (await read.get(customers, proposal.customer))
    if (!proposal || !line || !contract || !customer) return refuse('indexation.unknownProposal', { proposal: id })
    const { oldPrice, newPrice, trace } = proposal
    const again = replayed(oldPrice, trace)
    return {
      customerName: customer.name,
      contractNumber: contract.number,
      currency: proposal.currency,
      oldPrice,
      newPrice,
      steps: explainProposal(proposal, { contract: contract.number, line: line.number }),
      holds: newPrice === null || (again?.eq(newPrice) ?? false),
      proposal,
    }
  },
})
