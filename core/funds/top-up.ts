import { command, job, type JobState } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, count, idOf, maybe, shape, type Id } from '../kernel/shape.ts'
import { dailyOf, dailyState } from '../contracts/daily.ts'
import { contractLines } from '../contracts/contract.ts'
import { funds } from './fund.ts'
import { quantityFault, quantityFaults } from './rules.ts'
import { dueOn, intervalOver, topUpFacts, toppedUp, type TopUpFacts } from './topping-up.ts'

/** Funds of contracts in force that may want a purchase on a day, and none of whose purchases is waiting for its invoice. */
export const fundsToTopUp = question(
  'funds.toTopUpOn',
  shape({ asOf: aDay, after: idOf('funds'), limit: count }),
  shape({ fund: idOf('funds') }),
)

/** Sells a further purchase for one fund: so many units, or what is due. The next billing run bills it. */
export const topUpFund = command({
  name: 'funds.topUp',
  zone: 'sales',
  permit: 'funds.write',
  offline: 'never',
  input: shape({ fund: idOf('funds'), quantity: maybe(aDecimal), day: maybe(aDay) }),
  output: contractLines.shape,
  refusals: ['funds.unknown', 'funds.noPurchase', 'funds.toppedUpBefore', 'funds.contractEnded', 'funds.nothingDue', ...quantityFaults],
  load: async ({ fund: id }, read) => {
    const fund = await read.get(funds, id)
    return {
      facts: fund && (await topUpFacts(fund, read)),
      waiting: fund?.topUpLine ? await read.get(contractLines, fund.topUpLine) : undefined,
    }
  },
  decide: (input, { facts, waiting }, now) => {
    if (!facts) return refuse('funds.unknown', { fund: input.fund })
    const { fund, contract, like } = facts
    if (!like) return refuse('funds.noPurchase', { fund: fund.name })
    if (contract?.state !== 'active') return refuse('funds.contractEnded', { contract: contract?.number ?? '' })
    if (waiting && waiting.state !== 'ended') return refuse('funds.toppedUpBefore', { fund: fund.name, line: `${waiting.number}` })
    const on = input.day ?? now.today
    const units = input.quantity ?? dueOn(fund, on)
    if (!units) return refuse('funds.nothingDue', { fund: fund.name })
    const fault = quantityFault(fund.unit, fund.currency, units)
    if (fault) return fault
    const changes = toppedUp(facts, units, on, now)
    const [line] = changes.flatMap((change) => (change.does === 'add' ? [change.row as (typeof contractLines)['shape'] extends { parse: (...args: never) => infer T } ? T : never] : [])) // prettier-ignore
    return { result: line!, changes }
  },
})

/** The first id there can be: portions start after it. */
const firstFund = '00000000-0000-0000-0000-000000000000'
/** Funds of one portion. */
const portion = 100

/** Sells the further purchases that are due and go by themselves, once for each fund until its invoice has filled it. The schedule calls it daily, before billing. */
export const topUpsDue = job({
  name: 'funds.topUpDue',
  zone: 'sales',
  permit: 'funds.write',
  input: shape({
    /** Left out: today. */
    asOf: maybe(aDay),
  }),
  output: shape({ asOf: aDay, toppedUp: count }),
  refusals: [],
  begin: {
    load: async () => ({}),
    decide: ({ asOf }, _facts, now) => ({
      result: dailyState('funds.toppingUp', asOf ?? now.today, now.newId(), 0, firstFund),
      changes: [],
    }),
  },
  step: {
    load: async (state: JobState, read) => {
      const due = await read.ask(fundsToTopUp, { asOf: dailyOf(state).asOf, after: state.marker as Id<'funds'>, limit: portion })
      const facts: TopUpFacts[] = []
      for (const fund of (await read.some(funds, due.map((one) => one.fund))).values()) if (fund.topUp?.automatic) facts.push(await topUpFacts(fund, read)) // prettier-ignore
      return { facts, last: due.at(-1)?.fund, full: due.length === portion }
    },
    decide: (state, { facts, last, full }, now) => {
      const { asOf, call, done } = dailyOf(state)
      // Several funds of one contract number their lines one after the other.
      const numbers = new Map<string, number>()
      const made = facts.map((one) => {
        const units = dueOn(one.fund, asOf)
        if (units === null) return one.fund.nextTopUp !== null && one.fund.nextTopUp <= asOf ? [intervalOver(one.fund)] : []
        const nth = (numbers.get(one.fund.contract) ?? 0) + 1
        const changes = toppedUp(one, units, asOf, now, nth)
        if (changes.length > 0) numbers.set(one.fund.contract, nth)
        return changes
      })
      const sold = [...numbers.values()].reduce((sum, lines) => sum + lines, 0)
      return { result: dailyState('funds.toppingUp', asOf, call, done + sold, full ? last! : ''), changes: made.flat() }
    },
  },
  finish: async (subject) => {
    const { asOf, done } = dailyOf({ subject })
    return { asOf, toppedUp: done }
  },
})
