import { command, put, query, tell } from '../kernel/operation.ts'
import { many, shape } from '../kernel/shape.ts'
import { territories } from './customer.ts'

/** Names a part of the market, or renames it. */
export const saveTerritory = command({
  name: 'customers.saveTerritory',
  zone: 'setup',
  permit: 'customers.write',
  offline: 'never',
  input: territories.shape,
  output: territories.shape,
  refusals: [],
  load: async (input, read) => read.get(territories, input.code),
  decide: (input) => ({ result: input, changes: [put(territories, input), tell('customers.territorySaved', { territory: input.code })] }),
})

export const listTerritories = query({
  name: 'customers.territories',
  zone: 'sales',
  permit: 'customers.read',
  input: shape({}),
  output: shape({ territories: many(territories.shape) }),
  ask: async (_input, read) => ({ territories: await read.list(territories, { order: ['code'], limit: 1000 }) }),
})
