import type { Module, Task } from '../kernel/operation.ts'
import { transferCharges, transferRuns } from './charge.ts'
import { dispute, endDispute } from './dispute.ts'
import { billedParts, chargeSums, openPairs, statementLines, uncharged } from './facts.ts'
import { readMargins } from './margins.ts'
import { decidePolicy, proposePolicy, saveEmployment } from './policies.ts'
import { employments, transferPolicies } from './policy.ts'
import { priceTransfer } from './price.ts'
import { chargeRows, employmentRows, listCharges, listEmployments, listPolicies, listRuns, policyRows, runRows } from './reads.ts'
import { chargeTransfers } from './run.ts'
import { settleTransfers } from './settle.ts'
import { readStatement } from './statement.ts'

/** Proposed policies of others. */
const toApprove = {
  name: 'transfer.toApprove',
  zone: 'finance',
  permit: 'transfer.approve',
  approval: true,
  count: async (read, now) => {
    const proposed = await read.list(transferPolicies, { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 1000 })
    return proposed.filter((policy) => policy.proposedBy !== now.caller.user).length
  },
} as const satisfies Task

export const transferModule = {
  name: 'transfer',
  needs: ['entities', 'rates', 'contracts', 'ledger'],
  records: [employments, transferPolicies, transferCharges, transferRuns],
  views: [policyRows, employmentRows, chargeRows, runRows],
  questions: [uncharged, billedParts, chargeSums, openPairs, statementLines],
  operations: [
    priceTransfer, listPolicies, proposePolicy, decidePolicy, listEmployments, saveEmployment, chargeTransfers, listRuns, listCharges, readMargins, readStatement,
    settleTransfers, dispute, endDispute,
  ],
  permits: ['transfer.read', 'transfer.write', 'transfer.approve', 'transfer.post'],
  events: [
    'transfer.policyProposed', 'transfer.policyApproved', 'transfer.policyWithdrawn', 'transfer.employed', 'transfer.charged', 'transfer.settled', 'transfer.disputed', 'transfer.disputeEnded',
  ],
  tasks: [toApprove],
  says: ['transfer.charging'],
} as const satisfies Module // prettier-ignore
