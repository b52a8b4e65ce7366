import { decimalText, one } from '../kernel/decimal.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { products } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { incidentPrices, priorities, priorityPrice } from './incident.ts'
import { contractFaults, contractNamed, contractsOf } from './naming.ts'

/** Incidents included in a period, and days in which one may come back: more are a slip of the keyboard. */
const limits = { included: 100_000, reopenDays: 366 }

/** Says what incidents cost from a day on. What was said before stays, for the days before. */
export const setIncidentPrices = command({
  name: 'usage.setIncidentPrices',
  zone: 'operations',
  permit: 'usage.prices',
  offline: 'never',
  input: shape({
    entity: codeOf('entities'),
    name: text,
    /** Number or id of a contract. */
    contract: maybe(text),
    product: maybe(codeOf('products')),
    type: maybe(text),
    validFrom: aDay,
    unit: choice('hours', 'currency', 'token'),
    currency: maybe(aCurrency),
    prices: many(priorityPrice, priorities.length),
    outOfHoursFactor: maybe(aDecimal),
    includedCount: maybe(count),
    includedPer: maybe(choice('month', 'quarter', 'year')),
    reopenDays: maybe(count),
  }),
  output: incidentPrices.shape,
  refusals: [
    'usage.unknownEntity', 'usage.unknownProduct', 'usage.noPrices', 'usage.priorityTwice', 'usage.negativePrice', 'usage.badFactor', 'usage.badIncluded', 'usage.currencyMissing', ...contractFaults,
  ], // prettier-ignore
  load: async ({ entity, contract, product }, read) => ({
    entity: await read.get(entities, entity),
    contracts: await contractsOf([{ contract, entity }], read),
    product: product === null ? undefined : await read.get(products, product),
  }),
  decide: (input, { entity, contracts, product }, now) => {
    if (!entity) return refuse('usage.unknownEntity', { entity: input.entity })
    if (input.product !== null && !product) return refuse('usage.unknownProduct', { product: input.product })
    const contract = input.contract === null ? null : contractNamed({ contract: input.contract, entity: input.entity }, contracts)
    if (refused(contract)) return contract
    const { prices, unit, validFrom } = input
    if (prices.length === 0) return refuse('usage.noPrices')
    const twice = prices.find((p, i) => prices.some((other, k) => k < i && other.priority === p.priority))
    if (twice) return refuse('usage.priorityTwice', { priority: twice.priority })
    const negative = prices.find((p) => p.price.lt(0))
    if (negative) return refuse('usage.negativePrice', { priority: negative.priority, price: decimalText(negative.price) })
    const outOfHoursFactor = input.outOfHoursFactor ?? one
    if (outOfHoursFactor.lt(1) || outOfHoursFactor.gt(10)) return refuse('usage.badFactor', { factor: decimalText(outOfHoursFactor) })
    const includedCount = input.includedCount ?? 0
    const reopenDays = input.reopenDays ?? 0
    if (includedCount < 0 || includedCount > limits.included || reopenDays < 0 || reopenDays > limits.reopenDays)
      return refuse('usage.badIncluded', { included: `${includedCount}`, days: `${reopenDays}` })
    if (unit === 'currency' && input.currency === null) return refuse('usage.currencyMissing', { name: input.name })
    const list = {
      id: now.newId() as Id<'incidentPrices'>,
      entity: entity.code,
      name: input.name.trim(),
      contract: contract?.id ?? null,
      product: input.product,
      type: input.type,
      validFrom,
      unit,
      currency: unit === 'currency' ? input.currency : null,
      prices,
      outOfHoursFactor,
      includedCount,
      includedPer: input.includedPer ?? 'month',
      reopenDays,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    } as const
    return { result: list, changes: [add(incidentPrices, list), tell('usage.pricesSet', { prices: list.id, name: list.name })] }
  },
})
