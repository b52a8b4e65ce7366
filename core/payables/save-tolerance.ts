import { entities } from '../entities/entity.ts'
import { exactly } from '../kernel/decimal.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDecimal, codeOf, shape, someMoney } from '../kernel/shape.ts'
import { matchTolerances } from './supplier-invoice.ts'

const hundred = exactly('100')

/** Says how far invoices of suppliers may go beyond what was ordered before somebody has to accept them. */
export const saveTolerance = command({
  name: 'payables.saveTolerance',
  zone: 'finance',
  permit: 'payables.tolerate',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), quantityPercent: aDecimal, pricePercent: aDecimal, amount: someMoney }),
  output: matchTolerances.shape,
  refusals: ['payables.unknownEntity', 'payables.badTolerance'],
  load: async ({ entity }, read) => ({ found: await read.get(entities, entity) }),
  decide: ({ entity, quantityPercent, pricePercent, amount }, { found }) => {
    if (!found) return refuse('payables.unknownEntity', { entity })
    const bad = [quantityPercent, pricePercent].some((percent) => percent.lt(0) || percent.gt(hundred))
    if (bad || amount.minor < 0n || amount.currency !== found.currency) return refuse('payables.badTolerance', { currency: found.currency })
    const tolerance = { entity: found.code, quantityPercent, pricePercent, currency: amount.currency, amount: amount.minor }
    return { result: tolerance, changes: [put(matchTolerances, tolerance), tell('payables.toleranceSaved', { entity: found.code })] }
  },
})
