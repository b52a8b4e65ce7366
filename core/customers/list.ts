import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, shape } from '../kernel/shape.ts'
import { customers } from './customer.ts'
import { balanceOfCustomer, contactRows, contractsOfCustomer, customerRows, territoryRows, invoicesOfCustomer } from './reads.ts'

export const listCustomers = listing({ name: 'customers.list', zone: 'sales', permit: 'customers.read', view: customerRows })
export const listContacts = listing({ name: 'customers.contacts', zone: 'sales', permit: 'customers.read', view: contactRows })

/** Everything about one customer on one page. */
export const getCustomer = query({
  name: 'customers.get',
  zone: 'sales',
  permit: 'customers.read',
  input: shape({ customer: idOf('customers') }),
  output: shape({
    customer: customers.shape,
    contracts: many(contractsOfCustomer.answers),
    /** The last twenty. */
    invoices: many(invoicesOfCustomer.answers),
    balances: many(balanceOfCustomer.answers),
  }),
  refusals: ['customers.unknown'],
  ask: async ({ customer: id }, read) => {
    const customer = await read.get(customers, id)
    if (!customer) return refuse('customers.unknown', { customer: id })
    const [contracts, invoices, balances] = await Promise.all([
      read.ask(contractsOfCustomer, { customer: id }),
      read.ask(invoicesOfCustomer, { customer: id }),
      read.ask(balanceOfCustomer, { customer: id }),
    ])
    return { customer, contracts, invoices, balances }
  },
})
export const listTerritories = listing({ name: 'customers.territories', zone: 'setup', permit: 'customers.read', view: territoryRows })
