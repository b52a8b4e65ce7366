import { listing } from '../kernel/listing.ts'
import { accrualLineRows, accrualRows } from './accrual.ts'

export const listAccruals = listing({ name: 'recognition.accruals', zone: 'finance', permit: 'recognition.read', view: accrualRows })
export const listAccrualLines = listing({
  name: 'recognition.accrualLines',
  zone: 'finance',
  permit: 'recognition.read',
  view: accrualLineRows,
})
