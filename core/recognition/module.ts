import type { Module } from '../kernel/operation.ts'
import { chargesOfLines, deferredBalances, deferredMovements, dueCharges, pendingGroups, soldCharges } from './facts.ts'
import { listRecognitions } from './list.ts'
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
  records: [recognitions, recognitionProgress, recognitionRuns],
  questions: [soldCharges, pendingGroups, dueCharges, chargesOfLines, deferredBalances, deferredMovements],
  views: [recognitionRows],
  operations: [scheduleRecognition, listRecognitions, rollForward, previewRecognition, runRecognition, recordProgress],
  permits: ['recognition.read', 'recognition.run'],
  events: ['recognition.posting', 'recognition.posted'],
  tasks: [{ name: 'recognition.month', zone: 'finance', permit: 'recognition.run', count: monthsToRecognise }],
  says: [
    'recognition.onInvoice',
    'recognition.straightLine.day',
    'recognition.straightLine.month',
    'recognition.atExpiry',
    'recognition.posting',
  ],
} as const satisfies Module
