import type { Module } from '../kernel/operation.ts'
import { coverageRules } from './coverage-rule.ts'
import { dueEntries } from './facts.ts'
import { landDue } from './land-due.ts'
import { landEntry } from './land.ts'
import { coverageWaits, landings } from './landing.ts'
import { listLandings, listWaiting } from './list.ts'
import { landingOfMovement, landingRows, waitRows } from './reads.ts'
import { rehearseLadder } from './rehearse.ts'
import { getLadder, setLadder } from './set-ladder.ts'
import { whyHere } from './why.ts'

export const coverageModule = {
  name: 'coverage',
  needs: ['entities', 'catalog', 'tax', 'contracts', 'funds', 'usage', 'work'],
  records: [coverageRules, landings, coverageWaits],
  questions: [dueEntries, landingOfMovement],
  views: [landingRows, waitRows],
  operations: [listLandings, listWaiting, whyHere, getLadder, setLadder, rehearseLadder, landEntry, landDue],
  permits: ['coverage.read', 'coverage.write', 'coverage.land'],
  events: ['coverage.landed', 'coverage.takenBack', 'coverage.ladderSet'],
  tasks: [
    {
      name: 'coverage.toSettle',
      zone: 'operations',
      permit: 'coverage.write',
      count: async (read) => (await read.browse(waitRows, { limit: 1 })).total,
    },
  ],
  says: [
    'coverage.landing', 'coverage.why.ladder.contract', 'coverage.why.ladder.entity', 'coverage.why.ladder.usual', 'coverage.why.project', 'coverage.why.noProject', 'coverage.why.noPrices',
    'coverage.why.price.currency', 'coverage.why.price.hours', 'coverage.why.price.token', 'coverage.why.outOfHours', 'coverage.why.incidentIncluded', 'coverage.why.duplicate',
    'coverage.why.reopened', 'coverage.why.otherUnit', 'coverage.why.outOfScope', 'coverage.why.tooFine', 'coverage.why.noFund', 'coverage.why.empty', 'coverage.why.fund.hours',
    'coverage.why.fund.currency', 'coverage.why.fund.token', 'coverage.why.weighted', 'coverage.why.overdrawn', 'coverage.why.beyond', 'coverage.why.included',
    'coverage.why.includedOf', 'coverage.why.includedUsed', 'coverage.why.noProduct', 'coverage.why.billable', 'coverage.why.twins', 'coverage.why.twinFunds', 'coverage.why.takenBack',
  ],
} as const satisfies Module // prettier-ignore
