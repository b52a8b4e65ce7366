import { listing } from '../kernel/listing.ts'
import { taxRows } from './reads.ts'

export const listTaxCodes = listing({ name: 'tax.list', zone: 'finance', permit: 'tax.read', view: taxRows })
