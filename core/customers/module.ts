import type { Module } from '../kernel/operation.ts'
import { customerCarers, listCarers, setCarers } from './carers.ts'
import { contacts } from './contact.ts'
import { customers, territories, territoryMoves } from './customer.ts'
import { getCustomer, listContacts, listCustomers, listTerritories } from './list.ts'
import { balanceOfCustomer, contactRows, contractsOfCustomer, customerRows, invoicesOfCustomer, territoryRows } from './reads.ts'
import { saveContact } from './save-contact.ts'
import { saveCustomer } from './save.ts'
import { saveTerritory } from './save-territory.ts'

export const customersModule = {
  name: 'customers',
  needs: ['people', 'tax'],
  records: [territories, territoryMoves, customers, contacts, customerCarers],
  questions: [contractsOfCustomer, invoicesOfCustomer, balanceOfCustomer],
  views: [customerRows, contactRows, territoryRows],
  operations: [listCustomers, getCustomer, saveCustomer, listContacts, saveContact, listTerritories, saveTerritory, listCarers, setCarers],
  permits: ['customers.read', 'customers.write', 'customers.assign'],
  events: ['customers.saved', 'customers.contactSaved', 'customers.territorySaved', 'customers.carersSet'],
} as const satisfies Module
