import type { Module } from '../kernel/operation.ts'
import { addCostLine } from './add-line.ts'
import { applyDefaults } from './apply-defaults.ts'
import { changeOrder, rehearseChange } from './change.ts'
import { changeOrders } from './change-order.ts'
import { costActuals, costLines } from './cost-line.ts'
import { getPurchases, listActuals, listCosts, listOrders, listPurchaseOrders, listSuppliers } from './list.ts'
import { stepWords } from './margin.ts'
import { markOrdered } from './mark-ordered.ts'
import { endOrder, reviseOrder } from './change-purchase-order.ts'
import { oneOrder, printOrder, renderOrder } from './order-paper.ts'
import { draftOrder, sendOrder } from './order-purchases.ts'
import { purchaseOrderLines, purchaseOrders } from './purchase-order.ts'
import { readExposure } from './read-exposure.ts'
import { readMargin } from './read-margin.ts'
import { actualRows, contractsWithCosts, costRows, costsOfContract, orderRows, purchaseOrderRows, supplierRows } from './reads.ts'
import { recordActual } from './record-actual.ts'
import { saveSupplier } from './save-supplier.ts'
import { suppliers } from './supplier.ts'
import { readSupplierTerms, saveSupplierTerms, supplierTerms } from './supplier-terms.ts'
import { watchMargins } from './watch.ts'

export const purchasesModule = {
  name: 'purchases',
  needs: ['entities', 'rates', 'pricing', 'catalog', 'customers', 'contracts'],
  records: [suppliers, supplierTerms, costLines, costActuals, changeOrders, purchaseOrders, purchaseOrderLines],
  questions: [costsOfContract, contractsWithCosts, renderOrder],
  views: [supplierRows, costRows, actualRows, orderRows, purchaseOrderRows],
  operations: [
    listSuppliers, listCosts, listActuals, listOrders, getPurchases, saveSupplier, addCostLine, applyDefaults, markOrdered, recordActual, changeOrder, rehearseChange, readMargin, watchMargins,
    readExposure, readSupplierTerms, saveSupplierTerms, listPurchaseOrders, oneOrder, draftOrder, sendOrder, reviseOrder, endOrder, printOrder,
  ], // prettier-ignore
  permits: ['purchases.read', 'purchases.write'],
  events: [
    'purchases.supplierSaved',
    'purchases.lineAdded',
    'purchases.ordered',
    'purchases.actualRecorded',
    'purchases.changed',
    'purchases.orderDrafted',
    'purchases.orderSent',
    'purchases.orderRevised',
    'purchases.orderClosed',
    'purchases.orderCancelled',
  ],
  says: stepWords,
} as const satisfies Module
