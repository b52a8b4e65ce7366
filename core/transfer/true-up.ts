import { entities } from '../entities/entity.ts'
import { addDays, addMonths, type Day } from '../kernel/day.ts'
import { decimalText, exactly, multiply, one, ratio, ratioOf, roundHalfAway, type Decimal } from '../kernel/decimal.ts'
import { add, command, put, tell, type Decision, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, codeOf, flag, idOf, maybe, minorIn, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { postingFaults, type PostingFault } from '../ledger/post-journal.ts'
import { rateFaults, readExchange, type RateFault } from '../rates/exchange.ts'
import { transferCharges, transferRuns, type TransferCharge } from './charge.ts'
import { chargeSums } from './facts.ts'
import { ownRun, runsUntil } from './own-run.ts'
import { targetOn, transferTargets, type TransferTarget } from './policy.ts'
import { apart, groupCurrencies } from './one-group.ts'
import { Books, holdSeries } from './posting.ts'
import { daysOf } from './statement.ts'

const most = 10_000
const mostPercent = '1000'

/** Proposes which margin on its true cost an entity reaches over a year with what it charges another. It holds once somebody else has approved it. */
export const proposeTarget = command({
  name: 'transfer.proposeTarget',
  zone: 'finance',
  permit: 'transfer.write',
  offline: 'never',
  input: shape({
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    percent: aDecimal,
    from: aDay,
    end: maybe(aDay),
    agreement: text,
  }),
  output: transferTargets.shape,
  refusals: ['transfer.sameEntity', 'transfer.unknownEntity', 'transfer.badPercent', 'transfer.endBeforeStart', 'transfer.groupsApart'],
  load: async (input, read) => ({
    known: await read.some(entities, [input.provider, input.receiver].sort()),
    currencyOf: await groupCurrencies(read),
  }),
  decide: (input, { known, currencyOf }, now) => {
    const { provider, receiver, percent, from, end } = input
    if (provider === receiver) return refuse('transfer.sameEntity', { entity: receiver })
    if (known.size < 2) return refuse('transfer.unknownEntity', { entity: known.has(provider) ? receiver : provider })
    const distant = apart(known.get(provider)!, known.get(receiver)!, currencyOf)
    if (distant) return distant
    if (percent.lt(0) || percent.gt(mostPercent)) return refuse('transfer.badPercent', { percent: decimalText(percent), most: mostPercent })
    if (end !== null && end < from) return refuse('transfer.endBeforeStart', { from, end })
    const proposed = { state: 'proposed', proposedBy: now.caller.user, proposedAt: now.at, approvedBy: null, approvedAt: null } as const
    const row: TransferTarget = { ...input, ...proposed, id: now.newId() as TransferTarget['id'] }
    return { result: row, changes: [add(transferTargets, row), tell('transfer.targetProposed', { target: row.id, provider, receiver })] }
  },
})

/** Approves a target margin or turns it down. Whoever proposed it cannot approve it. */
export const decideTarget = command({
  name: 'transfer.decideTarget',
  zone: 'finance',
  permit: 'transfer.approve',
  offline: 'never',
  input: shape({ targetMargin: idOf('transferTargets'), approve: flag }),
  output: transferTargets.shape,
  refusals: ['transfer.unknownPolicy', 'transfer.decided', 'transfer.samePerson'],
  load: (input, read) => read.get(transferTargets, input.targetMargin),
  decide: ({ targetMargin: target, approve }, row, now) => {
    if (!row) return refuse('transfer.unknownPolicy', { policy: target })
    if (row.state !== 'proposed') return refuse('transfer.decided', { policy: target })
    if (approve && row.proposedBy === now.caller.user) return refuse('transfer.samePerson', {})
    const after: TransferTarget = { ...row, state: approve ? 'approved' : 'withdrawn', approvedBy: now.caller.user, approvedAt: now.at }
    return { result: after, changes: [put(transferTargets, after), tell('transfer.targetDecided', { target, state: after.state })] }
  },
})

/** What is missing to the margin that was agreed; negative where too much was charged. Minor units of the provider's currency. */
export function missingToTarget({ cost, charged }: { readonly cost: bigint; readonly charged: bigint }, percent: Decimal): bigint {
  const factor = ratioOf(one.plus(percent.div(exactly('100'))))
  return roundHalfAway(multiply(ratio(cost), factor)) - charged
}

const input = shape({
  provider: codeOf('entities'),
  receiver: codeOf('entities'),
  /** First and last month of the year, `2026-01`. */
  from: text,
  to: text,
  /** On which it is charged: the last of the year as a rule. */
  day: aDay,
})
const output = shape({
  charge: idOf('transferCharges'),
  targetMargin: idOf('transferTargets'),
  percent: aDecimal,
  currency: aCurrency,
  cost: minorIn('currency'),
  /** Before this one. */
  charged: minorIn('currency'),
  /** What is charged on top; negative where it is given back. */
  adjustment: minorIn('currency'),
  providerJournal: idOf('journals'),
  receiverJournal: idOf('journals'),
})
const ownFaults = [
  'transfer.unknownEntity',
  'transfer.sameEntity',
  'transfer.badMonth',
  'transfer.noTarget',
  'transfer.onTarget',
  'transfer.groupsApart',
] as const
type Fault = (typeof ownFaults)[number] | PostingFault | RateFault
type Input = Of<typeof input>

async function load({ provider: giver, receiver: taker, from, to, day }: Input, read: Read) {
  if (giver === taker) return refuse('transfer.sameEntity', { entity: giver })
  const [provider, receiver] = [await read.get(entities, giver), await read.get(entities, taker)]
  if (!provider || !receiver) return refuse('transfer.unknownEntity', { entity: provider ? taker : giver })
  const [first, last] = [daysOf(from), daysOf(to)]
  if (!first || !last || last.from < first.from) return refuse('transfer.badMonth', { from, to })
  const currencyOf = await groupCurrencies(read)
  const distant = apart(provider, receiver, currencyOf)
  if (distant) return distant
  const sums = await read.ask(chargeSums, { from: first.from, to: last.to, contract: null, internal: false })
  const targets = await read.list(transferTargets, { where: { field: 'state', is: 'equal', value: 'approved' }, limit: most })
  const exchange = await readExchange(read, day, provider.code)
  const before = await runsUntil(read, day)
  const wanted = [provider, receiver].map((entity) => ({ entity, document: 'intercompany' as const, day }))
  const own = sums.filter((sum) => sum.provider === provider.code && sum.receiver === receiver.code)
  return { provider, receiver, currencyOf, own, targets, exchange, before, series: await holdSeries(read, wanted) }
}

function decide(asked: Input, loaded: Awaited<ReturnType<typeof load>>, now: Now): Decision<Of<typeof output>> | Refusal<Fault> {
  if (refused(loaded)) return loaded
  const { provider, receiver, currencyOf, own, targets, exchange, before, series } = loaded
  const { from, to, day } = asked
  const groupCurrency = currencyOf(provider)
  const about = { provider: provider.code, receiver: receiver.code }
  // The target of the year is the one that held on its last day.
  const target = targetOn(targets, provider.code, receiver.code, addDays(addMonths(`${to}-01` as Day, 1), -1))
  if (!target) return refuse('transfer.noTarget', { ...about, month: to })
  const [cost, charged] = [own.reduce((sum, row) => sum + row.cost, 0n), own.reduce((sum, row) => sum + row.providerPrice, 0n)]
  const adjustment = missingToTarget({ cost, charged }, target.percent)
  if (adjustment === 0n) return refuse('transfer.onTarget', { ...about, percent: decimalText(target.percent) })
  for (const currency of [receiver.currency, groupCurrency]) {
    const missing = exchange.rate(provider.currency, currency)
    if (refused(missing)) return missing as Refusal<RateFault>
  }
  const books = new Books(series, currencyOf, now)
  const id = now.newId() as TransferCharge['id']
  const span = `${from} – ${to}`
  const event = now.newId() as Id<'journals'>
  const pair = books.pair(provider, receiver, adjustment, provider.currency, {
    day,
    exchange,
    source: id,
    narrative: span,
    event,
    customer: null,
  })
  if (refused(pair)) return pair
  const run = ownRun(day, before, now)
  const [given, taken] = [pair.provider.lines[0]!, pair.receiver.lines[1]!]
  const row: TransferCharge = {
    id, transferRun: run.id, kind: 'trueUp', entry: `trueUp/${id}`, person: span, day, quantity: one, ...about, customer: null, contract: null, policy: null, method: 'costPlus',
    percent: target.percent, currency: provider.currency, price: adjustment, providerCurrency: provider.currency, cost: 0n, providerPrice: given.entityAmount,
    receiverCurrency: receiver.currency, receiverPrice: -taken.entityAmount, groupCurrency, groupCost: 0n, groupPrice: given.groupAmount, invoicedCurrency: null, invoiced: null,
    receiverInvoiced: null, groupInvoiced: null, costJournal: null, providerJournal: pair.provider.journal.id, receiverJournal: pair.receiver.journal.id, reverses: null, postedAt: now.at,
  } // prettier-ignore
  return {
    result: { charge: id, targetMargin: target.id, percent: target.percent, currency: provider.currency, cost, charged, adjustment, providerJournal: pair.provider.journal.id, receiverJournal: pair.receiver.journal.id },
    changes: [add(transferRuns, run), add(transferCharges, row), ...books.changes(), tell('transfer.truedUp', { charge: id, ...about, span })],
  } // prettier-ignore
}

/** Brings what an entity charged another in a year to the margin that was agreed, by one charge in both books. Once it is there, asking again posts nothing. */
export const trueUp = command({
  name: 'transfer.trueUp',
  zone: 'finance',
  permit: 'transfer.post',
  offline: 'never',
  input,
  output,
  refusals: [...ownFaults, ...postingFaults, ...rateFaults],
  load,
  decide,
})
