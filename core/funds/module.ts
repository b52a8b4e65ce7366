import type { Module } from '../kernel/operation.ts'
import { drawDown } from './draw-down.ts'
import { drawFund } from './draw.ts'
import { expireLots } from './expire.ts'
import { fundLots, fundMovements, funds } from './fund.ts'
import { listFunds, listLots, listMovements } from './list.ts'
import { openFund } from './open.ts'
import { fundOutlook } from './outlook.ts'
import { purchaseLot } from './purchase.ts'
import { fundRows, lotRows, movementRows } from './reads.ts'
import { expireDue } from './expire-due.ts'
import { fundsToTopUp, topUpFund, topUpsDue } from './top-up.ts'
import { reverseMovement } from './reverse.ts'
import { fundStatement } from './statement.ts'

export const fundsModule = {
  name: 'funds',
  needs: ['entities', 'rates', 'catalog', 'customers', 'contracts', 'ledger'],
  records: [funds, fundLots, fundMovements],
  questions: [fundsToTopUp],
  views: [fundRows, lotRows, movementRows],
  operations: [
    listFunds, listLots, listMovements, fundStatement, fundOutlook, openFund, purchaseLot, drawFund, reverseMovement, expireLots, expireDue, topUpFund, topUpsDue, drawDown,
  ], // prettier-ignore
  permits: ['funds.read', 'funds.write', 'funds.draw'],
  events: ['funds.opened', 'funds.purchased', 'funds.drawn', 'funds.reversed', 'funds.lapsed', 'funds.toppingUp'],
  says: ['funds.lapsing', 'funds.toppingUp'],
  tasks: [
    {
      name: 'funds.toTopUp',
      zone: 'sales',
      permit: 'funds.write',
      count: async (read) => (await read.browse(fundRows, { where: { field: 'topUpDue', is: 'filled' }, limit: 1 })).total,
    },
  ],
} as const satisfies Module
