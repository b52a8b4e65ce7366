import { addMonths, earlier, type Day } from '../kernel/day.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import {
  Malformed,
  aCurrency,
  aDay,
  aDecimal,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
  type Wire,
} from '../kernel/shape.ts'
import { activateLine } from '../contracts/activate-line.ts'
import { activateContract } from '../contracts/activate.ts'
import { addLine } from '../contracts/add-line.ts'
import { addMilestones } from '../contracts/add-milestones.ts'
import { changeLine } from '../contracts/change-line.ts'
import { changePrice } from '../contracts/change-price.ts'
import { changeQuantity } from '../contracts/change-quantity.ts'
import { changeVersion } from '../contracts/change-version.ts'
import { changesOf, linesIn, type Contract } from '../contracts/changing.ts'
import { contractLines, contracts, lineStates, type ContractLine } from '../contracts/contract.ts'
import { deliverLine } from '../contracts/deliver.ts'
import { endLine } from '../contracts/end-line.ts'
import { freePeriod } from '../contracts/free-period.ts'
import { giveNotice } from '../contracts/give-notice.ts'
import { lineChanges, type LineChange } from '../contracts/line-change.ts'
import { moveChange } from '../contracts/move-change.ts'
import { novateContract } from '../contracts/novate.ts'
import { rampLine } from '../contracts/ramp.ts'
import { renewLine } from '../contracts/renew.ts'
import { resumeLine } from '../contracts/resume.ts'
import { retractChange } from '../contracts/retract.ts'
import { signContract } from '../contracts/sign.ts'
import { suspendLine } from '../contracts/suspend.ts'
import { terminateLine } from '../contracts/terminate.ts'
import { timelineOf } from '../contracts/timeline.ts'
import { trueUp } from '../contracts/true-up.ts'
import { withdrawNotice } from '../contracts/withdraw-notice.ts'
import { customers } from '../customers/customer.ts'
import { loadContractBilling } from './as-known.ts'
import { noHistory } from './comparing.ts'
import { asDue, blockAfter, differencesOf, periodEffects, rowsOf, totalsOfEffects, type Billed, type Rehearsed } from './rehearsing.ts'
import { blockReasons, chargeKinds } from './run.ts'

/** Everything that changes a contract. */
const rehearsable = [
  addLine, addMilestones, changeLine, endLine, changeQuantity, changePrice, changeVersion, trueUp, rampLine, freePeriod, suspendLine, resumeLine, retractChange, moveChange, giveNotice,
  withdrawNotice, renewLine, terminateLine, novateContract, signContract, activateContract, deliverLine, activateLine,
] as const // prettier-ignore
const names = rehearsable.map((o) => o.name)
const codes = [...new Set(rehearsable.flatMap((o): readonly RehearsedCode[] => o.refusals))]
type RehearsedCode = (typeof rehearsable)[number]['refusals'][number]

/** Months that are looked ahead. */
const ahead = 12

const aTerm = shape({
  state: choice(...lineStates),
  start: aDay,
  end: maybe(aDay),
  termEnd: maybe(aDay),
  /** What is charged, from the first day of each to the day before the next; `to` is exclusive. */
  stretches: many(shape({ from: aDay, to: maybe(aDay), quantity: aDecimal, unitPrice: maybe(aDecimal), version: count })),
})
const ofLine = { line: idOf('contractLines'), lineNumber: count, product: codeOf('products') }

/**
 * What a change to a contract would do, before anybody makes it: the terms before and after, what each period of the next twelve months would cost, and what
 * the next run would give back or charge on for what is charged already. It decides by the operation's own rules, and changes nothing.
 *
 * It speaks of contracts and reckons by billing, which stands above them: `harmony.ts` joins it to their module.
 */
export const rehearseContract = query({
  name: 'contracts.rehearse',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ contract: idOf('contracts'), change: shape({ operation: choice(...names), input: someData }) }),
  output: shape({
    contract: idOf('contracts'),
    operation: text,
    /** What the operation would answer. */
    result: someData,
    /** Lines that would differ. */
    lines: many(shape({ ...ofLine, before: maybe(aTerm), after: aTerm })),
    from: aDay,
    /** Exclusive. */
    to: aDay,
    /** Periods that would cost something else. */
    periods: many(
      shape({
        ...ofLine,
        from: aDay,
        to: aDay,
        currency: aCurrency,
        before: minorIn('currency'),
        after: minorIn('currency'),
        difference: minorIn('currency'),
      }),
    ),
    /** Of what is charged already. */
    differences: many(
      shape({
        ...ofLine,
        kind: choice(...chargeKinds),
        from: aDay,
        to: aDay,
        quantity: aDecimal,
        currency: aCurrency,
        net: minorIn('currency'),
      }),
    ),
    blocked: many(shape({ ...ofLine, reason: choice(...blockReasons), about: someData })),
    totals: many(shape({ currency: aCurrency, before: minorIn('currency'), after: minorIn('currency'), difference: minorIn('currency') })),
  }),
  refusals: ['contracts.badChange', ...codes],
  ask: async ({ contract: id, change }, read, now) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('contracts.unknown', { contract: id })
    const decided = await decide(change, read, now)
    if (refused(decided)) return decided
    const { changes, result } = decided
    const rows = rowsOf(contractLines, changes)
    const opened = new Map([contract, ...rowsOf(contracts, changes)].map((c) => [c.id as string, c]))
    const stray = rows.find((row) => !opened.has(row.contract))
    if (stray) return refuse('contracts.unknownLine', { line: stray.id })
    const recorded = rowsOf(lineChanges, changes)
    const touched = await touchedLines(contract, opened.get(id)!, rows, read)
    const { facts, histories, lines } = await loadContractBilling(read, contract, now.today, null)
    const buyers = await read.some(customers, touched.map(({ after }) => after.customer as string)) // prettier-ignore
    const billed = (row: ContractLine, of: Contract, history: readonly LineChange[]): Billed | null => {
      if (of.state === 'draft' || row.state === 'draft' || row.state === 'signed' || row.state === 'awaiting') return null
      const chargedTo = lines.find((line) => line.id === row.id)?.chargedTo ?? null
      const poRequired = buyers.get(row.customer)?.poRequired === true
      const known = histories.get(row.id) ?? noHistory
      return { line: asDue(row, { contractNumber: of.number, poRequired, chargedTo }), history: { ...known, changes: history } }
    }
    const rehearsed = touched.map(({ before, after, known }): Rehearsed => ({
      before: before && billed(before, contract, known),
      after: billed(after, opened.get(after.contract)!, [...known, ...recorded.filter((c) => c.line === after.id)]),
    }))
    const effective = recorded.filter((c) => c.sets.length > 0 || c.retracts !== null).map((c) => c.effective)
    const from = effective.reduce<Day>(earlier, now.today)
    const to = addMonths(now.today, ahead)
    const later = { ...facts, asOf: to }
    const periods = rehearsed.flatMap((one) => periodEffects(one, later, from)).filter((period) => period.from < to)
    return {
      contract: id,
      operation: change.operation,
      result,
      lines: touched.map(({ before, after, known }) => ({
        ...about(after),
        before: before && termsOf(before, known),
        after: termsOf(after, [...known, ...recorded.filter((c) => c.line === after.id)]),
      })),
      from,
      to,
      periods: periods.map(({ line, ...one }) => ({ ...about(line), ...one, currency: line.currency, difference: one.after - one.before })),
      differences: rehearsed.flatMap((one) =>
        differencesOf(one, facts).map(({ kind, from: first, to: last, quantity, currency, net }) => ({
          ...about(one.after!.line),
          kind,
          from: first,
          to: last,
          quantity,
          currency,
          net,
        })),
      ),
      blocked: rehearsed.flatMap((one) => {
        const block = blockAfter(one, facts)
        return block ? [{ ...about(one.after!.line), reason: block.reason, about: block.about }] : []
      }),
      totals: totalsOfEffects(periods),
    }
  },
})

const about = ({ id, number, product }: Pick<ContractLine, 'id' | 'number' | 'product'>) => ({ line: id, lineNumber: number, product })

/** What the operation decides, and what it would answer. */
async function decide(change: { readonly operation: (typeof names)[number]; readonly input: Wire }, read: Read, now: Now) {
  const operation = rehearsable.find((o) => o.name === change.operation)! as unknown as typeof changeQuantity
  try {
    const input = operation.input.parse(change.input, 'change.input')
    const decision = operation.decide(input, await operation.load(input, read, now), now)
    return refused(decision) ? decision : { changes: decision.changes, result: operation.output.print(decision.result) }
  } catch (error) {
    if (error instanceof Malformed) return refuse('contracts.badChange', { at: error.at, wanted: error.wanted, value: error.value })
    throw error
  }
}

interface Touched {
  readonly before: ContractLine | null
  readonly after: ContractLine
  /** Changes that are recorded already. */
  readonly known: readonly LineChange[]
}
/** The lines that a change leaves different; all of a contract that changes its own state. */
async function touchedLines(before: Contract, after: Contract, rows: readonly ContractLine[], read: Read): Promise<Touched[]> {
  const standing = await linesIn(before.id, read)
  const all = before.state === after.state ? rows : [...rows, ...standing.filter((line) => !rows.some((row) => row.id === line.id))]
  const touched: Touched[] = []
  for (const row of all) {
    const old = standing.find((line) => line.id === row.id) ?? null
    touched.push({ before: old, after: row, known: old === null || old.changes === 0 ? [] : await changesOf(row.id, read) })
  }
  return touched
}
const termsOf = (line: ContractLine, changes: readonly LineChange[]) => {
  const { state, start, end, termEnd } = line
  return { state, start, end, termEnd, stretches: timelineOf(line, changes).stretches }
}
