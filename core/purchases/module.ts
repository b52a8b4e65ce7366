import type { Module } from '../kernel/operation.ts'
import { addCostLine } from './add-line.ts'
import { applyDefaults } from './apply-defaults.ts'
import { changeOrder, rehearseChange } from './change.ts'
import { changeOrders } from './change-order.ts'
import { costActuals, costLines } from './cost-line.ts'
import { getPurchases, listActuals, listCosts, listOrders, listSuppliers } from './list.ts'
import { stepWords } from './margin.ts'
import { markOrdered } from './mark-ordered.ts'
import { readExposure } from './read-exposure.ts'
import { readMargin } from './read-margin.ts'
import { actualRows, contractsWithCosts, costRows, costsOfContract, orderRows, supplierRows } from './reads.ts'
import { recordActual } from './record-actual.ts'
import { saveSupplier } from './save-supplier.ts'
import { suppliers } from './supplier.ts'
import { watchMargins } from './watch.ts'

export const purchasesModule = {
  name: 'purchases',
  needs: ['entities', 'rates', 'pricing', 'catalog', 'customers', 'contracts'],
  records: [suppliers, costLines, costActuals, changeOrders],
  questions: [costsOfContract, contractsWithCosts],
  views: [supplierRows, costRows, actualRows, orderRows],
  operations: [
    listSuppliers, listCosts, listActuals, listOrders, getPurchases, saveSupplier, addCostLine, applyDefaults, markOrdered, recordActual, changeOrder, rehearseChange, readMargin, watchMargins,
    readExposure,
  ], // prettier-ignore
  permits: ['purchases.read', 'purchases.write'],
  events: ['purchases.supplierSaved', 'purchases.lineAdded', 'purchases.ordered', 'purchases.actualRecorded', 'purchases.changed'],
  says: stepWords,
} as const satisfies Module
