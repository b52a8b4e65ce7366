import { zero } from '../kernel/decimal.ts'
import { command, tell, type Now } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, choice, count, idOf, many, maybe, shape, someMoney, text, type Id } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { bookingTypes, carryingOver, overages, toppingUp, units, weighting, type Fund } from './fund.ts'
import { answerOf, changesOf, moved, stampOf } from './holding.ts'
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
>
export const emptyFund = (agreed: Agreed, newId: Now['newId']): Fund => ({
  id: newId() as Id<'funds'>,
  ...agreed,
  balance: zero,
  overdrawn: zero,
  deferred: 0n,
  lastPurchase: zero,
  lots: 0,
  movements: 0,
  topUpDue: null,
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
    weights: maybe(many(weighting, bookingTypes.length)),
    topUp: maybe(toppingUp),
    reference: maybe(text),
  }),
  output: moved,
  refusals: ['funds.unknownContract', 'funds.contractEnded', ...termsFaults, ...purchaseFaults],
  load: async ({ contract }, read) => ({ contract: await read.get(contracts, contract) }),
  decide: (input, { contract }, now) => {
    if (!contract) return refuse('funds.unknownContract', { contract: input.contract })
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
    }
    const fault = termsFault(agreed)
    if (fault) return fault
    const fund = emptyFund(agreed, now.newId)
    const bought = purchase({ fund, lots: [], movements: [] }, stampOf(now), {
      quantity,
      value: paid.minor,
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
        tell('funds.opened', { fund: fund.id, name: fund.name, contract: contract.number }),
      ],
    }
  },
})
