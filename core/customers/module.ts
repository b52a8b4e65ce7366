import type { Module } from '../kernel/operation.ts'
import { customers } from './customer.ts'
import { getCustomer, listCustomers } from './list.ts'
import { balanceOfCustomer, contractsOfCustomer, customerRows, invoicesOfCustomer } from './reads.ts'
import { saveCustomer } from './save.ts'

export const customersModule = {
  name: 'customers',
  needs: [],
  records: [customers],
  questions: [contractsOfCustomer, invoicesOfCustomer, balanceOfCustomer],
  views: [customerRows],
  operations: [listCustomers, getCustomer, saveCustomer],
  permits: ['customers.read', 'customers.write'],
  events: ['customers.saved'],
} as const satisfies Module
