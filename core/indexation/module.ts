import type { Module } from '../kernel/operation.ts'
import { acceptPrices } from './accept.ts'
import { applyPrices } from './apply.ts'
import { approvePrices } from './approve.ts'
import { getBatch } from './batch.ts'
import { discardBatch } from './discard.ts'
import { exceptPrices } from './except.ts'
import { getLetter } from './letter.ts'
import { listBatches, listLetters, listProposals, listSeries, listValues } from './list.ts'
import { printLetters, renderLetter } from './print-letters.ts'
import { proposePrices, resumeBatch } from './propose.ts'
import { priceBatches, priceLetters, priceProposals } from './proposal.ts'
import { announced, batchRows, batchTotals, clauseCount, clauseLines, letterCounts, letterRows, proposalRows, seriesRows, unlettered, valueRows } from './reads.ts' // prettier-ignore
import { recordValue } from './record-value.ts'
import { recordValues } from './record-values.ts'
import { rejectPrices } from './reject.ts'
import { reopenPrices } from './reopen.ts'
import { saveSeries } from './save-series.ts'
import { indexSeries, indexValues } from './series.ts'
import { whyProposal } from './why.ts'

export const indexationModule = {
  name: 'indexation',
  needs: ['entities', 'pricing', 'catalog', 'customers', 'contracts'],
  records: [indexSeries, indexValues, priceBatches, priceProposals, priceLetters],
  questions: [clauseLines, clauseCount, batchTotals, unlettered, letterCounts, announced, renderLetter],
  views: [seriesRows, valueRows, batchRows, proposalRows, letterRows],
  operations: [
    listSeries, saveSeries, listValues, recordValue, recordValues, proposePrices, resumeBatch, listBatches, getBatch, listProposals, whyProposal, approvePrices,
    exceptPrices, rejectPrices, acceptPrices, reopenPrices, printLetters, listLetters, getLetter, applyPrices, discardBatch,
  ], // prettier-ignore
  permits: ['indexation.read', 'indexation.write', 'indexation.approve'],
  events: [
    'indexation.seriesSaved', 'indexation.valuesRecorded', 'indexation.proposing', 'indexation.proposed', 'indexation.decided', 'indexation.lettered', 'indexation.applied',
    'indexation.discarded',
  ], // prettier-ignore
  tasks: [
    {
      name: 'indexation.toReview',
      zone: 'finance',
      permit: 'indexation.approve',
      approval: true,
      count: async (read) =>
        (await read.browse(proposalRows, { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 1 })).total,
    },
  ],
  says: [
    'indexation.why.due.anniversary', 'indexation.why.due.term', 'indexation.why.due.asked', 'indexation.why.price.line', 'indexation.why.price.list', 'indexation.why.index',
    'indexation.why.fixed', 'indexation.why.margin', 'indexation.why.floor', 'indexation.why.cap', 'indexation.why.ratchet', 'indexation.why.rounded', 'indexation.why.perYear',
    'indexation.why.letter',
  ], // prettier-ignore
} as const satisfies Module
