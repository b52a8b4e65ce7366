import { listing } from '../kernel/listing.ts'
import { expenseRows, timeRows } from './reads.ts'

export const listTime = listing({ name: 'work.time', zone: 'operations', permit: 'work.read', view: timeRows })
export const listExpenses = listing({ name: 'work.expenses', zone: 'operations', permit: 'work.read', view: expenseRows })
