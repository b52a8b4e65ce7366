import type { Module, Task } from '../kernel/operation.ts'
import { accountTotals, monthLines, monthTotals } from './facts.ts'
import { adoptGroup } from './foreign-groups.ts'
import { groupQuery } from './group-query.ts'
import { listRetranslations, readRetranslation, retranslatedLines, retranslationRows } from './retranslated.ts'
import { decideRetranslation, proposeRetranslation } from './retranslate.ts'
import { retranslatedBalances, retranslationRates, retranslations } from './retranslation.ts'
import { statement } from './statement.ts'
import { trialBalance } from './trial-balance.ts'

/** Another currency of the group that somebody else proposed. */
const toDecide = {
  name: 'consolidation.toDecide',
  zone: 'finance',
  permit: 'consolidation.retranslate',
  approval: true,
  count: async (read, now) => {
    const proposed = await read.list(retranslations, { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 100 })
    return proposed.filter((row) => row.proposedBy !== now.caller.user).length
  },
} as const satisfies Task

export const consolidationModule = {
  name: 'consolidation',
  needs: ['entities', 'rates', 'ledger'],
  records: [retranslations, retranslationRates, retranslatedBalances],
  views: [retranslationRows],
  questions: [accountTotals, monthTotals, monthLines],
  operations: [
    trialBalance,
    statement,
    listRetranslations,
    readRetranslation,
    retranslatedLines,
    proposeRetranslation,
    decideRetranslation,
    adoptGroup,
    groupQuery,
  ],
  permits: ['consolidation.read', 'consolidation.retranslate'],
  events: ['consolidation.retranslationProposed', 'consolidation.retranslationDecided'],
  tasks: [toDecide],
} as const satisfies Module
