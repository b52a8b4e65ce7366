import type { Module, Task } from '../kernel/operation.ts'
import { deriveRates, recordDerived } from './derive.ts'
import { fetchDue, fetchRates, rateFeeds, readFeed, switchFeed } from './fetching.ts'
import { fetchRateFile, rateFileDays, rateFileFacts } from './files.ts'
import { rateImports } from './import.ts'
import { importRates, previewImport, resumeImport } from './importing.ts'
import { findRate, listImports, listOverrides, listRates } from './list.ts'
import { rateOverrides } from './override.ts'
import { ratePolicies } from './policy.ts'
import { decideOverride, proposeOverride, withdrawOverride } from './propose-override.ts'
import { lastPublished, publishedRates, standingRates } from './published.ts'
import { rates } from './rate.ts'
import { importRows, overrideRows, rateRows } from './reads.ts'
import { recordRate } from './record.ts'
import { listPolicies, savePolicy } from './save-policy.ts'
import { countProposed, countStale, readStanding } from './standing.ts'

const tasks = [
  { name: 'rates.tooOld', zone: 'finance', permit: 'rates.write', count: countStale },
  { name: 'rates.toApprove', zone: 'finance', permit: 'rates.approve', count: countProposed },
] as const satisfies readonly Task[]

export const ratesModule = {
  name: 'rates',
  needs: ['people', 'entities'],
  records: [rates, ratePolicies, rateOverrides, rateImports, rateFeeds],
  questions: [publishedRates, standingRates, lastPublished, rateFileFacts, rateFileDays, fetchRateFile],
  views: [rateRows, overrideRows, importRows],
  operations: [
    listRates, findRate, recordRate, listPolicies, savePolicy, readStanding, previewImport, importRates, resumeImport, listImports, fetchRates, fetchDue, readFeed, switchFeed,
    proposeOverride, decideOverride, withdrawOverride, listOverrides, deriveRates, recordDerived,
  ], // prettier-ignore
  permits: ['rates.read', 'rates.write', 'rates.approve', 'rates.setPolicy'],
  events: [
    'rates.recorded', 'rates.policySaved', 'rates.imported', 'rates.feedSwitched', 'rates.overrideProposed', 'rates.overrideApproved', 'rates.overrideDeclined',
    'rates.overrideWithdrawn',
  ], // prettier-ignore
  tasks,
  says: ['rates.importing'],
} as const satisfies Module
