import { query, type Read, type Task } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { aCurrency, aDay, codeOf, count, many, maybe, idOf, shape, someData, text } from '../kernel/shape.ts'
import { recordersOf } from '../rates/exchange.ts'
import { policyFor, readPolicies } from '../rates/policy.ts'

/** What open runs could not bill for want of a rate: each pair and day of a legal entity, and how many lines wait for it. */
const blockedByRate = question(
  'billing.blockedByRate',
  shape({ run: maybe(idOf('billingRuns')) }),
  shape({ entity: codeOf('entities'), about: someData, lines: count }),
)
export const missingRateQuestions = [blockedByRate] as const

const aMissingRate = shape({
  entity: codeOf('entities'),
  from: aCurrency,
  to: aCurrency,
  day: aDay,
  /** Whose rate the legal entity converts by. */
  source: text,
  lines: count,
})

async function missingIn(run: string | null, read: Read) {
  const blocked = await read.ask(blockedByRate, { run: run as never })
  if (blocked.length === 0) return []
  const policies = await readPolicies(read)
  return blocked.map(({ entity, about, lines }) => {
    const { from, to, day } = about as unknown as { readonly from: string; readonly to: string; readonly day: string }
    const pair = { from: aCurrency.parse(from, 'from'), to: aCurrency.parse(to, 'to'), day: aDay.parse(day, 'day') }
    return { entity, ...pair, source: policyFor(policies, entity).source, lines }
  })
}

/** The rates that open billing runs wait for, and who may record them. */
export const missingRates = query({
  name: 'billing.missingRates',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ run: maybe(idOf('billingRuns')) }),
  output: shape({ recorders: text, rates: many(aMissingRate) }),
  ask: async ({ run }, read) => ({ recorders: await recordersOf(read), rates: await missingIn(run, read) }),
})

/** For those who can mend it. */
export const missingRateTask = {
  name: 'billing.missingRates',
  zone: 'finance',
  permit: 'rates.write',
  count: async (read) => (await missingIn(null, read)).length,
} as const satisfies Task
