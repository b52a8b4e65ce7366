import { listing } from '../kernel/listing.ts'
import { landingRows, waitRows } from './reads.ts'

export const listLandings = listing({ name: 'coverage.list', zone: 'operations', permit: 'coverage.read', view: landingRows })
export const listWaiting = listing({ name: 'coverage.waiting', zone: 'operations', permit: 'coverage.read', view: waitRows })
