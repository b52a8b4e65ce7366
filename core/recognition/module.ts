import type { Module } from '../kernel/operation.ts'
import { scheduleRecognition } from './schedule.ts'

export const recognitionModule = {
  name: 'recognition',
  needs: [],
  records: [],
  operations: [scheduleRecognition],
  permits: [],
  events: [],
  says: ['recognition.onInvoice', 'recognition.straightLine.day', 'recognition.straightLine.month', 'recognition.atExpiry'],
} as const satisfies Module
