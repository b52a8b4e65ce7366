import type { Module } from '../kernel/operation.ts'
import { accrualLineRows, accrualLines, accrualRows, accruals, accrualSums, claimedCharges } from './accrual.ts'
import { chargesOfLines, deferredBalances, deferredMovements, dueCharges, pendingGroups, soldCharges } from './facts.ts'
import { listAccrualLines, listAccruals } from './list-accruals.ts'
import { listRecognitions } from './list.ts'
import { dueCosts, listPrepaidCosts, prepaidCosts, prepaidRows } from './prepaid-cost.ts'
import { previewRecognition } from './preview.ts'
import { recordProgress } from './progress.ts'
import { recognitionRows } from './reads.ts'
import { recognitionProgress, recognitionRuns, recognitions } from './recognition.ts'
import { rollForward } from './roll-forward.ts'
import { runRecognition } from './run.ts'
import { scheduleRecognition } from './schedule.ts'
import { monthsToRecognise } from './waiting.ts'

export const recognitionModule = {
  name: 'recognition',
  needs: ['entities', 'catalog', 'ledger'],
  records: [recognitions, recognitionProgress, recognitionRuns, accruals, accrualLines, prepaidCosts],
  questions: [
    soldCharges,
    pendingGroups,
    dueCharges,
    chargesOfLines,
    deferredBalances,
    deferredMovements,
    claimedCharges,
    accrualSums,
    dueCosts,
  ],
  views: [recognitionRows, accrualRows, accrualLineRows, prepaidRows],
  operations: [
    scheduleRecognition,
    listRecognitions,
    rollForward,
    previewRecognition,
    runRecognition,
    recordProgress,
    listAccruals,
    listAccrualLines,
    listPrepaidCosts,
  ],
  permits: ['recognition.read', 'recognition.run'],
  events: ['recognition.posting', 'recognition.posted'],
  tasks: [{ name: 'recognition.month', zone: 'finance', permit: 'recognition.run', count: monthsToRecognise }],
  says: [
    'recognition.onInvoice',
    'recognition.straightLine.day',
    'recognition.straightLine.month',
    'recognition.atExpiry',
    'recognition.posting',
    // Of `recognition.accrue`, `postAccrual` and `whyAccrual`, which join the module in `harmony.ts`.
    'recognition.accrue',
    'recognition.postAccrual',
    'recognition.whyAccrual',
    'recognition.accruing',
    'recognition.accruedBefore',
    'recognition.unknownAccrual',
    'recognition.notProposed',
    'recognition.why.notCharged',
    'recognition.why.chargedLater',
    'recognition.why.accrued',
    'recognition.why.reversed',
  ],
} as const satisfies Module
