import { zero } from '../kernel/decimal.ts'
import { command, tell, type Now } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, choice, codeOf, count, idOf, many, maybe, shape, someMoney, text, type Id } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { readExchange, rateFaults } from '../rates/exchange.ts'
import { carryingOver, mostWeights, overageBand, overages, revenues, toppingUp, units, weighting, type Fund } from './fund.ts'
import { answerOf, changesOf, moved, stampOf } from './holding.ts'
import { bookedValue, booksOf, journalsOf } from './posting.ts'
import { purchase, purchaseFaults, termsFault, termsFaults } from './rules.ts'

/** Everything that is agreed of a fund, before it holds anything. */
export type Agreed = Pick<
  Fund,
  | 'entity'
  | 'customer'
  | 'contract'
  | 'name'
  | 'unit'
  | 'currency'
  | 'priority'
  | 'scope'
  | 'expiryMonths'
  | 'carryOver'
  | 'overage'
  | 'weights'
  | 'topUp'
> &
  Partial<Pick<Fund, 'revenue' | 'product' | 'overagePrice' | 'overageBands'>>
export const emptyFund = (agreed: Agreed, books: Pick<Fund, 'entityCurrency' | 'groupCurrency'>, newId: Now['newId']): Fund => ({
  id: newId() as Id<'funds'>,
  ...agreed,
  revenue: agreed.revenue ?? (agreed.unit === 'currency' ? 'hardware' : 'services'),
  product: agreed.product ?? null,
  overagePrice: agreed.overagePrice ?? null,
  overageBands: agreed.overageBands ?? [],
  beyond: zero,
  ...books,
  entityDeferred: 0n,
  groupDeferred: 0n,
  balance: zero,
  overdrawn: zero,
  deferred: 0n,
  lastPurchase: zero,
  lots: 0,
  movements: 0,
  topUpDue: null,
  topUpFrom: null,
  topUps: 0,
  nextTopUp: null,
  topUpLine: null,
})

/** Opens a fund under a contract with its first lot. The money it was paid with says its currency. */
export const openFund = command({
  name: 'funds.open',
  zone: 'sales',
  permit: 'funds.write',
  offline: 'never',
  input: shape({
    contract: idOf('contracts'),
    name: text,
    unit: choice(...units),
    /** What the first lot holds, and what was paid for it. */
    quantity: aDecimal,
    paid: someMoney,
    /** The day of the purchase. */
    day: aDay,
    expiryMonths: maybe(count),
    carryOver: maybe(carryingOver),
    overage: maybe(choice(...overages)),
    priority: maybe(count),
    scope: maybe(many(text, 100)),
    weights: maybe(many(weighting, mostWeights)),
    topUp: maybe(toppingUp),
    revenue: maybe(choice(...revenues)),
    product: maybe(codeOf('products')),
    overagePrice: maybe(aDecimal),
    overageBands: maybe(many(overageBand, 50)),
    reference: maybe(text),
  }),
  output: moved,
  refusals: ['funds.unknownContract', 'funds.contractEnded', ...termsFaults, ...purchaseFaults, ...rateFaults],
  load: async ({ contract: id, day }, read) => {
    const contract = await read.get(contracts, id)
    return {
      contract,
      exchange: await readExchange(read, day, contract?.entity),
      books: contract && (await booksOf(read, contract.entity, [day])),
    }
  },
  decide: (input, { contract, exchange, books }, now) => {
    if (!contract || !books) return refuse('funds.unknownContract', { contract: input.contract })
    if (contract.state === 'ended') return refuse('funds.contractEnded', { contract: contract.number })
    const { name, unit, quantity, paid, day, expiryMonths, carryOver, topUp, reference } = input
    const agreed: Agreed = {
      entity: contract.entity,
      customer: contract.customer,
      contract: contract.id,
      name: name.trim(),
      unit,
      currency: paid.currency,
      priority: input.priority ?? 0,
      scope: [...new Set((input.scope ?? []).map((type) => type.trim()))],
      expiryMonths,
      carryOver,
      overage: input.overage ?? 'block',
      weights: input.weights ?? [],
      topUp,
      ...(input.revenue === null ? {} : { revenue: input.revenue }),
      product: input.product,
      overagePrice: input.overagePrice,
      overageBands: input.overageBands ?? [],
    }
    const fault = termsFault(agreed)
    if (fault) return fault
    const booked = bookedValue(paid.minor, paid.currency, books, exchange)
    if (refused(booked)) return booked
    const fund = emptyFund(agreed, { entityCurrency: books.entity.currency, groupCurrency: books.groupCurrency }, now.newId)
    const bought = purchase({ fund, lots: [], movements: [] }, stampOf(now), {
      quantity,
      value: paid.minor,
      ...booked,
      day,
      expires: null,
      priority: 0,
      reference,
    })
    if (refused(bought)) return bought
    return {
      result: answerOf(bought),
      changes: [
        ...changesOf({ lots: [] }, bought, true),
        ...journalsOf([bought], books, now),
        tell('funds.opened', { fund: fund.id, name: fund.name, contract: contract.number }),
      ],
    }
  },
})
