import { listing } from '../kernel/listing.ts'
import { batchRows, letterRows, proposalRows, seriesRows, valueRows } from './reads.ts'

export const listSeries = listing({ name: 'indexation.series', zone: 'finance', permit: 'indexation.read', view: seriesRows })
export const listValues = listing({ name: 'indexation.values', zone: 'finance', permit: 'indexation.read', view: valueRows })
export const listBatches = listing({ name: 'indexation.batches', zone: 'finance', permit: 'indexation.read', view: batchRows })
export const listProposals = listing({ name: 'indexation.proposals', zone: 'finance', permit: 'indexation.read', view: proposalRows })
export const listLetters = listing({ name: 'indexation.letters', zone: 'finance', permit: 'indexation.read', view: letterRows })
