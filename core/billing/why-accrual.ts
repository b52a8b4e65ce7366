import { addDays, daysBetween } from '../kernel/day.ts'
import { aStep, step } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, flag, idOf, many, minorIn, shape } from '../kernel/shape.ts'
import { accrualLines, accruals, accruedOf } from '../recognition/accrual.ts'
import { periodOf } from '../recognition/rules.ts'
import { explain } from './explaining.ts'
import { replay, type ChargeTrace } from './trace.ts'

/** Why this much is accrued? The charge of the whole period, the days of it that had passed, and both worked out again. */
export const whyAccrual = query({
  name: 'recognition.whyAccrual',
  zone: 'finance',
  permit: 'recognition.read',
  input: shape({ line: idOf('accrualLines') }),
  output: shape({ line: idOf('accrualLines'), currency: aCurrency, amount: minorIn('currency'), steps: many(aStep), holds: flag }),
  refusals: ['recognition.unknownAccrual'],
  ask: async ({ line: id }, read) => {
    const line = await read.get(accrualLines, id)
    const accrual = line && (await read.get(accruals, line.accrual))
    const period = accrual && periodOf(accrual.period)
    if (!line || !period) return refuse('recognition.unknownAccrual', { accrual: id })
    const trace = line.trace as unknown as ChargeTrace
    const { from, to, currency, net, amount, earnedDays } = line
    const again = accruedOf(net, from, to, period.asOf)
    return {
      line: id,
      currency,
      amount,
      steps: [
        ...explain(trace),
        step(line.charge === null ? 'recognition.why.notCharged' : 'recognition.why.chargedLater', { last: ['day', period.last] }),
        step('recognition.why.accrued', {
          days: ['count', `${earnedDays}`],
          of: ['count', `${daysBetween(from, to)}`],
          net: ['money', net.toString(), currency],
          amount: ['money', amount.toString(), currency],
        }),
        step('recognition.why.reversed', { day: ['day', addDays(period.last, 1)] }),
      ],
      holds: again.amount === amount && again.earnedDays === earnedDays && replay(trace) === net,
    }
  },
})
