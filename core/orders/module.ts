import type { Module, Task } from '../kernel/operation.ts'
import { amendOrder } from './amend.ts'
import { captureOrder } from './capture.ts'
import { changeCosts, rehearseCosts } from './change-costs.ts'
import { checkOrder, checkWords } from './check.ts'
import { completeOrder, executeOrder } from './execute.ts'
import { orderFromQuote } from './from-quote.ts'
import { lease } from './lease.ts'
import { getOrder, listOrderLines, listOrders } from './list.ts'
import { orderStates, orderChanges, orderCosts, orderDocuments, orderLines, orders } from './order.ts'
import { acceptQuality, cancelOrder, sendBack, supplementOrder } from './quality.ts'
import { orderLineRows, orderRows } from './reads.ts'
import { saveOrder } from './save.ts'
import { showPaper } from './show-paper.ts'
import { showQuotePaper } from './quote-paper.ts'
import { listSignedByLink, signedLinkRows } from './signed-links.ts'
import { takeSignature } from './take-signature.ts'

const inState =
  (state: (typeof orderStates)[number]): Task['count'] =>
  async (read) =>
    (await read.browse(orderRows, { where: { field: 'state', is: 'equal', value: state }, limit: 1 })).total

export const ordersModule = {
  name: 'orders',
  needs: [
    'people',
    'entities',
    'rates',
    'pricing',
    'catalog',
    'tax',
    'customers',
    'contracts',
    'opportunities',
    'purchases',
    'funds',
    'approvals',
    'terms',
    'signing',
    'quotes',
  ],
  records: [orders, orderLines, orderCosts, orderDocuments, orderChanges],
  questions: [lease],
  views: [orderRows, orderLineRows, signedLinkRows],
  operations: [
    listOrders, listOrderLines, getOrder, saveOrder, amendOrder, orderFromQuote, checkOrder, showPaper, showQuotePaper, captureOrder, listSignedByLink, takeSignature, acceptQuality, sendBack, supplementOrder, rehearseCosts,
    changeCosts, executeOrder, completeOrder, cancelOrder,
  ], // prettier-ignore
  permits: ['orders.read', 'orders.write', 'orders.accept', 'orders.execute'],
  events: [
    'orders.saved', 'orders.amended', 'orders.captured', 'orders.accepted', 'orders.sentBack', 'orders.supplemented', 'orders.costsChanged', 'orders.executed', 'orders.completed',
    'orders.cancelled',
  ], // prettier-ignore
  tasks: [
    {
      name: 'orders.toTake',
      zone: 'sales',
      permit: 'orders.write',
      count: async (read) => (await read.browse(signedLinkRows, { limit: 1 })).total,
    },
    { name: 'orders.toCheck', zone: 'finance', permit: 'orders.accept', count: inState('qualityCheck') },
    { name: 'orders.toComplete', zone: 'sales', permit: 'orders.write', count: inState('sentBack') },
    { name: 'orders.toExecute', zone: 'operations', permit: 'orders.execute', count: inState('accepted') },
  ],
  says: checkWords,
} as const satisfies Module
