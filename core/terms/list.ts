import { listing } from '../kernel/listing.ts'
import { clauseRows } from './reads.ts'

export const listClauses = listing({ name: 'terms.list', zone: 'sales', permit: 'terms.read', view: clauseRows })
