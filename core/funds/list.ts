import { listing } from '../kernel/listing.ts'
import { fundRows, lotRows, movementRows } from './reads.ts'

export const listFunds = listing({ name: 'funds.list', zone: 'sales', permit: 'funds.read', view: fundRows })
export const listLots = listing({ name: 'funds.lots', zone: 'sales', permit: 'funds.read', view: lotRows })
export const listMovements = listing({ name: 'funds.movements', zone: 'sales', permit: 'funds.read', view: movementRows })
