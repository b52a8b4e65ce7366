import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, aDay, codeOf, idOf, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { creditLimits } from './credit-limit.ts'

/** Says how much a customer may owe from now on; without an amount, that there is no limit any more. What was set before stays readable. */
export const setCreditLimit = command({
  name: 'approvals.setCreditLimit',
  zone: 'finance',
  permit: 'approvals.grantCredit',
  offline: 'never',
  worth: { record: 'creditLimits', amount: 'amount', currency: 'currency' },
  input: shape({
    customer: idOf('customers'),
    /** Without it, for all legal entities together. */
    entity: maybe(codeOf('entities')),
    currency: aCurrency,
    amount: maybe(minorIn('currency')),
    reviewOn: maybe(aDay),
    note: maybe(text),
  }),
  output: creditLimits.shape,
  refusals: ['approvals.unknownCustomer', 'approvals.unknownEntity', 'approvals.negativeLimit', 'approvals.reviewPast'],
  load: async ({ customer, entity }, read) => ({
    customer: await read.get(customers, customer),
    known: entity === null || (await read.get(entities, entity)) !== undefined,
  }),
  decide: (input, { customer, known }, now) => {
    if (!customer) return refuse('approvals.unknownCustomer', { customer: input.customer })
    if (!known) return refuse('approvals.unknownEntity', { entity: input.entity ?? '' })
    if (input.amount !== null && input.amount < 0n) return refuse('approvals.negativeLimit')
    if (input.reviewOn !== null && input.reviewOn <= now.today) return refuse('approvals.reviewPast', { day: input.reviewOn })
    const limit: Row<typeof creditLimits> = { ...input, id: now.newId() as Id<'creditLimits'>, setAt: now.at, setBy: now.caller.name }
    return {
      result: limit,
      changes: [add(creditLimits, limit), tell('approvals.creditLimitSet', { customer: customer.id, name: customer.name })],
    }
  },
})
