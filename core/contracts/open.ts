import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { choice, codeOf, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { contracts } from './contract.ts'

/** Opens a contract of a legal entity with a customer. What it sells is added line by line. */
export const openContract = command({
  name: 'contracts.open',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    entity: codeOf('entities'),
    customer: idOf('customers'),
    number: text,
    name: maybe(text),
    /** A draft is never billed. */
    state: maybe(choice('draft', 'active')),
  }),
  output: contracts.shape,
  refusals: ['contracts.unknownEntity', 'contracts.unknownCustomer', 'contracts.numberTaken'],
  load: async ({ entity, customer, number }, read) => ({
    entity: await read.get(entities, entity),
    customer: await read.get(customers, customer),
    sameNumber: await read.list(contracts, {
      where: { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'number', is: 'equal', value: number.trim() }] }, // prettier-ignore
      limit: 1,
    }),
  }),
  decide: (input, { entity, customer, sameNumber }, now) => {
    if (!entity) return refuse('contracts.unknownEntity', { entity: input.entity })
    if (!customer) return refuse('contracts.unknownCustomer', { customer: input.customer })
    const number = input.number.trim()
    if (sameNumber.length > 0) return refuse('contracts.numberTaken', { number, entity: input.entity })
    const contract: Row<typeof contracts> = {
      id: now.newId() as Id<'contracts'>,
      number,
      entity: input.entity,
      customer: input.customer,
      state: input.state ?? 'draft',
      name: input.name,
      signedOn: null,
    }
    return { result: contract, changes: [add(contracts, contract), tell('contracts.opened', { contract: contract.id, number })] }
  },
})
