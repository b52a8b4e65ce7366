import { listing } from '../kernel/listing.ts'
import { invitationRows, signatureRows } from './reads.ts'

export const listSignatures = listing({ name: 'signing.list', zone: 'sales', permit: 'signing.read', view: signatureRows })
export const listInvitations = listing({ name: 'signing.invitations', zone: 'sales', permit: 'signing.read', view: invitationRows })
