import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'signing.list': ['customerName', 'kind', 'reference', 'signer', 'method', 'signedAt', 'chain', 'entity'],
  'signing.invitations': ['customerName', 'signer', 'email', 'state', 'expiresAt', 'viewedAt', 'createdBy'],
}
