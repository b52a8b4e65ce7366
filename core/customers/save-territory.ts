import { command, put, tell } from '../kernel/operation.ts'
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
