import type { Module } from '../kernel/operation.ts'
import { acknowledgeBatch, importAcknowledgements, sendBatch } from './acknowledge.ts'
import { exportBatches, exportedJournals } from './batch.ts'
import { batchFile, batchRows, listBatches, oneBatch, reconcile, verifyBatch } from './batches.ts'
import { createBatches } from './create.ts'
import {
  exportHash, journalsToWrite, keepExport, lastNumber, movements, soldProducts, uploadedText, waitingJournals, waitingMonths,
} from './facts.ts' // prettier-ignore
import { checkCoverage, previewBatches } from './preview.ts'
import { exportAccounts, exportParties, exportProfiles, exportTaxKeys } from './profile.ts'
import { getProfile, saveAccount, saveParty, saveProfile, saveTaxKey } from './save.ts'

export const exportsModule = {
  name: 'exports',
  needs: ['entities', 'tax', 'customers', 'purchases', 'ledger'],
  records: [exportProfiles, exportAccounts, exportTaxKeys, exportParties, exportBatches, exportedJournals],
  questions: [waitingJournals, waitingMonths, journalsToWrite, movements, soldProducts, lastNumber, keepExport, exportHash, uploadedText],
  views: [batchRows],
  operations: [
    listBatches, oneBatch, previewBatches, checkCoverage, createBatches, batchFile, verifyBatch, reconcile, sendBatch, acknowledgeBatch, importAcknowledgements,
    getProfile, saveProfile, saveAccount, saveTaxKey, saveParty,
  ],
  permits: ['exports.read', 'exports.write'],
  events: ['exports.created', 'exports.sent', 'exports.acknowledged', 'exports.rejected', 'exports.profileSaved'],
} as const satisfies Module // prettier-ignore
