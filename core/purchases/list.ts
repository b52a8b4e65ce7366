import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, shape } from '../kernel/shape.ts'
import { contracts } from '../contracts/contract.ts'
import { changeOrders } from './change-order.ts'
import { costActuals } from './cost-line.ts'
import { actualRows, costRows, costsOfContract, orderRows, purchaseOrderRows, supplierRows } from './reads.ts'

export const listSuppliers = listing({ name: 'purchases.suppliers', zone: 'operations', permit: 'purchases.read', view: supplierRows })
export const listCosts = listing({ name: 'purchases.list', zone: 'operations', permit: 'purchases.read', view: costRows })
export const listActuals = listing({ name: 'purchases.actuals', zone: 'operations', permit: 'purchases.read', view: actualRows })
export const listPurchaseOrders = listing({
  name: 'purchases.purchaseOrders',
  zone: 'operations',
  permit: 'purchases.read',
  view: purchaseOrderRows,
})
export const listOrders = listing({ name: 'purchases.orders', zone: 'operations', permit: 'purchases.read', view: orderRows })

/** Rows of one kind that a contract may have. */
const mostRows = 10_000

/** Everything that is bought for one contract: the cost lines, what was paid, and every change order. */
export const getPurchases = query({
  name: 'purchases.get',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({ contract: idOf('contracts') }),
  output: shape({
    contract: contracts.shape,
    costs: many(costRows.row),
    actuals: many(costActuals.shape),
    orders: many(changeOrders.shape),
  }),
  refusals: ['purchases.unknownContract'],
  ask: async ({ contract: id }, read) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('purchases.unknownContract', { contract: id })
    const where = { field: 'contract', is: 'equal', value: id } as const
    const [costs, actuals, orders] = await Promise.all([
      read.ask(costsOfContract, { contract: id }),
      read.list(costActuals, { where, order: ['day', 'number'], limit: mostRows }),
      read.list(changeOrders, { where, order: ['number'], limit: mostRows }),
    ])
    return { contract, costs, actuals, orders }
  },
})
