import type { Module } from '../kernel/operation.ts'
import { accountOf, historyOf } from './account.ts'
import { ageing, agesByEntity } from './ageing.ts'
import { apply } from './apply.ts'
import { itemSteps, standingOn } from './facts.ts'
import { hold } from './hold.ts'
import { refund, writeOff } from './pay-out.ts'
import { accountRows, listAccounts, listReceipts, listRevaluations, receiptRows, revaluationRows } from './reads.ts'
import { receipts, revaluations, settlements } from './receipt.ts'
import { receive } from './receive.ts'
import { claimRelief } from './relief.ts'
import { revalue, valuation } from './revalue.ts'
import { undo } from './undo.ts'

export const receivablesModule = {
  name: 'receivables',
  needs: ['entities', 'rates', 'tax', 'customers', 'ledger'],
  records: [receipts, settlements, revaluations],
  views: [accountRows, receiptRows, revaluationRows],
  questions: [standingOn, itemSteps, agesByEntity],
  operations: [
    listAccounts, accountOf, ageing, historyOf, listReceipts, receive, apply, refund, writeOff, claimRelief, hold, undo, valuation, revalue, listRevaluations,
  ],
  permits: ['receivables.read', 'receivables.write', 'receivables.writeOff', 'receivables.revalue'],
  events: [
    'receivables.received', 'receivables.applied', 'receivables.refunded', 'receivables.writtenOff', 'receivables.relieved', 'receivables.held', 'receivables.undone', 'receivables.revalued',
  ],
} as const satisfies Module // prettier-ignore
