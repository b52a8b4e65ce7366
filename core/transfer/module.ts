import type { Module, Task } from '../kernel/operation.ts'
import { transferCharges, transferRuns } from './charge.ts'
import { dispute, endDispute } from './dispute.ts'
import { billedParts, chargeSums, openPairs, statementLines, uncharged } from './facts.ts'
import { readMargins } from './margins.ts'
import { decidePolicy, proposePolicy, saveEmployment } from './policies.ts'
import { employments, transferPolicies, transferTargets } from './policy.ts'
import { priceTransfer } from './price.ts'
import { chargeRows, employmentRows, listCharges, listEmployments, listPolicies, listRuns, listTargets, policyRows, runRows, targetRows } from './reads.ts' // prettier-ignore
import { chargeTransfers } from './run.ts'
import { settleTransfers } from './settle.ts'
import { readStatement } from './statement.ts'
import { readTowards } from './towards.ts'
import { decideTarget, proposeTarget, trueUp } from './true-up.ts'
import { undoSettlement } from './undo.ts'

/** Proposed policies of others. */
const toApprove = {
  name: 'transfer.toApprove',
  zone: 'finance',
  permit: 'transfer.approve',
  approval: true,
  count: async (read, now) => {
    const waits = { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 1000 } as const
    const proposed = [...(await read.list(transferPolicies, waits)), ...(await read.list(transferTargets, waits))]
    return proposed.filter((policy) => policy.proposedBy !== now.caller.user).length
  },
} as const satisfies Task

export const transferModule = {
  name: 'transfer',
  needs: ['entities', 'rates', 'contracts', 'ledger'],
  records: [employments, transferPolicies, transferTargets, transferCharges, transferRuns],
  views: [policyRows, targetRows, employmentRows, chargeRows, runRows],
  questions: [uncharged, billedParts, chargeSums, openPairs, statementLines],
  operations: [
    priceTransfer, listPolicies, proposePolicy, decidePolicy, listEmployments, saveEmployment, chargeTransfers, listRuns, listCharges, readMargins, readStatement,
    settleTransfers, undoSettlement, dispute, endDispute, listTargets, proposeTarget, decideTarget, trueUp, readTowards,
  ],
  permits: ['transfer.read', 'transfer.write', 'transfer.approve', 'transfer.post'],
  events: [
    'transfer.policyProposed', 'transfer.policyApproved', 'transfer.policyWithdrawn', 'transfer.employed', 'transfer.charged', 'transfer.settled', 'transfer.disputed', 'transfer.disputeEnded',
    'transfer.settlementUndone', 'transfer.targetProposed', 'transfer.targetDecided', 'transfer.truedUp',
  ],
  tasks: [toApprove],
  says: ['transfer.charging'],
} as const satisfies Module // prettier-ignore
