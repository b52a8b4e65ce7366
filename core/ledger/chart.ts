import { query } from '../kernel/operation.ts'
import { choice, codeOf, many, shape, someData } from '../kernel/shape.ts'
import { accounts } from './journal.ts'

/** More accounts than any chart has. */
const all = 10_000

/** The accounts of the group and what they are called, by language: whoever reads a number wants its name. */
export const readChart = query({
  name: 'ledger.chart',
  zone: 'finance',
  permit: 'ledger.read',
  input: shape({}),
  output: shape({
    accounts: many(shape({ code: codeOf('accounts'), names: someData, side: choice('asset', 'liability', 'equity', 'income', 'expense') })),
  }),
  refusals: [],
  ask: async (_input, read) => ({
    accounts: (await read.list(accounts, { order: ['code'], limit: all })).map(({ code, names, side }) => ({ code, names, side })),
  }),
})
