import type { Module } from '../kernel/operation.ts'
import { findAnything } from './find.ts'
import {
  amountsFound,
  contactsFound,
  contractsFound,
  customersFound,
  entitiesFound,
  fundsFound,
  invoicesFound,
  journalsFound,
  linesFound,
  productsFound,
  runsFound,
  suppliersFound,
  taxCodesFound,
  usersFound,
} from './reads.ts'

export const searchModule = {
  name: 'search',
  needs: [],
  records: [],
  questions: [
    customersFound,
    contactsFound,
    contractsFound,
    linesFound,
    invoicesFound,
    amountsFound,
    productsFound,
    suppliersFound,
    fundsFound,
    journalsFound,
    runsFound,
    entitiesFound,
    taxCodesFound,
    usersFound,
  ],
  operations: [findAnything],
  permits: [],
  events: [],
} as const satisfies Module
