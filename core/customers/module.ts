import type { Module } from '../kernel/operation.ts'
import { contacts } from './contact.ts'
import { customers, territories, territoryMoves } from './customer.ts'
import { getCustomer, listContacts, listCustomers, listTerritories } from './list.ts'
import { balanceOfCustomer, contactRows, contractsOfCustomer, customerRows, invoicesOfCustomer, territoryRows } from './reads.ts'
import { saveContact } from './save-contact.ts'
import { saveCustomer } from './save.ts'
import { saveTerritory } from './save-territory.ts'

export const customersModule = {
  name: 'customers',
  needs: ['tax'],
  records: [territories, territoryMoves, customers, contacts],
  questions: [contractsOfCustomer, invoicesOfCustomer, balanceOfCustomer],
  views: [customerRows, contactRows, territoryRows],
  operations: [listCustomers, getCustomer, saveCustomer, listContacts, saveContact, listTerritories, saveTerritory],
  permits: ['customers.read', 'customers.write'],
  events: ['customers.saved', 'customers.contactSaved', 'customers.territorySaved'],
} as const satisfies Module
