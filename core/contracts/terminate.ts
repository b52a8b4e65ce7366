import { addDays, earlier, later, type Day } from '../kernel/day.ts'
import { decimal, decimalText, multiply, ratio, ratioOf, roundHalfAway, type Decimal } from '../kernel/decimal.ts'
import { majorText, money, withinLimit } from '../kernel/money.ts'
import { add, command, type Change, type Now } from '../kernel/operation.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, choice, maybe, shape, someMoney, text, type Id } from '../kernel/shape.ts'
import { answerOf, changedLine, changing, historyOf, lineNamed, linesIn, named, savedLine, withEnd, type History } from './changing.ts'
import { contractLines, plainLife, running, type ContractLine } from './contract.ts'
import { noticeDeadlines } from './deadlines.ts'
import { chargedTo } from './reads.ts'
import { soldWithAll, type Sold, type Version } from './sold.ts'
import { timelineOf } from './timeline.ts'
import { rhythmOf, sumOf, worthFault, worthFaults, worthOf } from './worth.ts'

/**
 * Ends a line before its terms oblige to. `credit`: what is billed beyond the end is given back. `buyOut`: the customer pays a part of what was left to the
 * earliest regular end. `noticeCharge`: all of it. What is paid becomes a line of its own, billed once. A rehearsal shows the amounts before.
 */
export const terminateLine = command({
  name: 'contracts.terminate',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** The last day. */
    end: aDay,
    method: choice('credit', 'buyOut', 'noticeCharge'),
    /** Of a buy-out: how much of the rest is paid. */
    percent: maybe(aDecimal),
    /** The day on which it was asked for: the earliest regular end is reckoned from it. Left out: today. */
    on: maybe(aDay),
    /** What the invoice calls the payment. */
    description: maybe(text),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: shape({
    line: changedLine,
    end: aDay,
    /** The last day that the terms oblige to. */
    regularEnd: aDay,
    /** What is billed already for days after the end, and is given back. */
    credit: someMoney,
    /** What the days from the end to the regular end would have cost. */
    rest: someMoney,
    /** What is paid for leaving early. */
    charge: someMoney,
    /** The line that bills it. */
    chargedBy: maybe(contractLines.shape),
  }),
  refusals: [
    'contracts.unknownLine', 'contracts.ended', 'contracts.notInForce', 'contracts.endBeforeStart', 'contracts.endBeforeBilled', 'contracts.notEarly',
    'contracts.badPercent', ...worthFaults,
  ], // prettier-ignore
  load: async ({ line: id }, read) => {
    const history = await historyOf(id, read)
    if (!history) return {}
    const [charged] = await read.ask(chargedTo, { line: id })
    const sold = await soldWithAll(history, read)
    return { history, sold, charged, lines: await linesIn(history.contract.id, read) }
  },
  decide: (input, { history, sold, charged, lines }, now) => {
    const own = history && sold?.get(history.line.version)
    if (!history || !own || !lines) return refuse('contracts.unknownLine', { line: input.line })
    const { line, contract } = history
    const { end, method, percent, amendment, reason } = input
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (line.state === 'draft' || line.state === 'signed' || line.state === 'awaiting')
      return refuse('contracts.notInForce', named(history))
    if (end < line.start) return refuse('contracts.endBeforeStart', { start: line.start, end })
    if (line.billedTo !== null && end < line.billedTo)
      return refuse('contracts.endBeforeBilled', { ...named(history), billedTo: line.billedTo, end })
    const regularEnd = noticeDeadlines(line).earliestEnd(later(input.on ?? now.today, line.start))
    // To give back what is billed, no term has to be broken: the line may be ended at any time.
    if (method !== 'credit' && end >= regularEnd) return refuse('contracts.notEarly', { ...named(history), end, regularEnd })
    if (method === 'buyOut' && (percent === null || percent.lt(0) || percent.gt(100)))
      return refuse('contracts.badPercent', { percent: percent === null ? '–' : decimalText(percent) })
    const from = addDays(end, 1)
    const credit = charged ? costOf(history, sold, from, charged.to) : 0n
    const rest = costOf(history, sold, from, addDays(regularEnd, 1))
    if (typeof credit === 'string') return worthFault(credit, line)
    if (typeof rest === 'string') return worthFault(rest, line)
    const paid = method === 'credit' ? 0n : method === 'noticeCharge' ? rest : partOf(rest, percent!)
    const last = changing({ ...history, line: withoutNotice(line) })
    const after = withEnd(last, 'terminate', end, { amendment, reason }, now)
    const bill = paid === 0n ? null : payment(history, own, { paid, from: end, description: input.description, lines }, now)
    const changes: Change[] = [...savedLine(after), ...(bill === null ? [] : [add(contractLines, bill)])]
    const amount = (minor: bigint) => money(line.currency, minor)
    const amounts = { credit: amount(credit), rest: amount(rest), charge: amount(paid) }
    return { result: { line: answerOf(after), end, regularEnd, ...amounts, chargedBy: bill }, changes }
  },
})

/** What `[from, to)` costs by the terms that hold in it, in minor units; or what stands in the way. */
function costOf({ line, changes }: History, sold: ReadonlyMap<number, Sold>, from: Day, to: Day): bigint | 'noPrice' | 'tooLarge' {
  if (line.kind === 'oneOff' || line.kind === 'prepay') return 0n
  let sum = 0n
  for (const stretch of timelineOf(line, changes).stretches) {
    const [first, last] = [later(from, stretch.from), stretch.to === null ? to : earlier(to, stretch.to)]
    if (first >= last) continue
    const version: Version | undefined = sold.get(stretch.version)?.version
    const { quantity, unitPrice } = stretch
    const priced = { quantity, unitPrice, currency: line.currency, proration: line.life?.proration ?? 'actual' } as const
    const parts = version ? worthOf(rhythmOf(line, line.life?.anchorOn ?? null), priced, version, first, last) : 'noPrice'
    if (typeof parts === 'string') return parts
    sum += sumOf(parts)
  }
  return withinLimit(sum) ? sum : 'tooLarge'
}
const partOf = (rest: bigint, percent: Decimal): bigint => roundHalfAway(multiply(ratio(rest, 100n), ratioOf(percent)))
const withoutNotice = (line: ContractLine): ContractLine =>
  line.life?.noticeOn ? { ...line, life: { ...line.life, noticeOn: null, noticeBy: null } } : line

interface Payment {
  readonly paid: bigint
  readonly from: Day
  readonly description: string | null
  readonly lines: readonly ContractLine[]
}
/** The line that bills a payment once, on the last day of the line that it pays for. */
function payment({ line }: History, { product, version }: Sold, { paid, from, description, lines }: Payment, now: Now): ContractLine {
  const price = decimal(majorText(line.currency, paid))
  assert(price, 'an amount of money as a decimal')
  const one = decimal('1')!
  const { project, costCentre } = line.life ?? plainLife
  return {
    ...line,
    ...running,
    id: now.newId() as Id<'contractLines'>,
    addedAt: now.at,
    number: Math.max(...lines.map((other) => other.number)) + 1,
    product: product.code,
    version: version.version,
    description: description ?? line.description,
    quantity: one,
    unitPrice: price,
    kind: 'oneOff',
    months: 1,
    timing: 'advance',
    anchor: 'anniversary',
    start: from,
    end: null,
    billedTo: null,
    life: { ...plainLife, continues: line.id, project, costCentre },
  }
}
