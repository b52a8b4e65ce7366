import type { Module } from '../kernel/operation.ts'
import { auditLight, brokenBooks, checkBooks, replayCharges, runAudit } from './check.ts'
import { checkNames } from './checks.ts'
import {
  brokenLog, countOf, eventSnapshots, farLines, journalConversions, journalSnapshots, numberGaps, overlappingCharges, sealedCharges, sealedDocuments, sealedJournals, sealedLines, sealedTaxes, seriesList, unbalancedJournals, wrongBalances, wrongInvoiceSums,
  wrongOpenItems, wrongReceivables, wrongRuns, wrongCredits, wrongDeferred, wrongPrepaid, wrongFunds, wrongReceived, wrongSettlements, wrongTaxes, wrongExports, wrongAccruals, wrongColumns, wrongPairs, lateJournals, untranslated, wrongExported, wrongReversals, wrongRounding,
} from './facts.ts' // prettier-ignore
import { audits } from './result.ts'

export const auditModule = {
  name: 'audit',
  needs: ['entities', 'rates', 'tax', 'consolidation', 'billing', 'ledger'],
  records: [audits],
  questions: [
    countOf, unbalancedJournals, numberGaps, overlappingCharges, wrongInvoiceSums, wrongReceivables, wrongOpenItems, wrongSettlements, wrongReceived, wrongBalances, wrongRuns, wrongCredits, wrongDeferred, wrongPrepaid, wrongFunds, wrongTaxes, wrongExports, wrongAccruals, wrongColumns, wrongPairs, wrongReversals, wrongRounding, wrongExported, lateJournals, brokenLog, journalSnapshots, eventSnapshots, journalConversions, farLines, untranslated, seriesList, sealedDocuments,
    sealedCharges, sealedTaxes, sealedJournals, sealedLines,
  ], // prettier-ignore
  operations: [checkBooks, replayCharges, runAudit, auditLight],
  permits: ['audit.read', 'audit.run'],
  events: ['audit.finished'],
  tasks: [{ name: 'audit.broken', zone: 'finance', permit: 'audit.read', count: brokenBooks }],
  says: checkNames,
} as const satisfies Module
