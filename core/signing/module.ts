import type { Module } from '../kernel/operation.ts'
import { exportEvidence } from './export.ts'
import { getSignature } from './get.ts'
import { inviteToSign, withdrawInvitation } from './invite.ts'
import { listInvitations, listKeys, listSignatures } from './list.ts'
import { previewDocument } from './preview.ts'
import { printByLink } from './print-by-link.ts'
import { printSigned } from './print.ts'
import { fileBytes, invitationRows, keepText, newLink, renderOrder, signatureRows } from './reads.ts'
import { checkSeal, ownKey, ownSeal, ownSignature, seal, signingKeys } from './seal.ts'
import { linkFile } from './link-file.ts'
import { openLink, signByLink } from './sign-by-link.ts'
import { countersignatures, signatures, signedDocuments, signingInvitations } from './signature.ts'

export const signingModule = {
  name: 'signing',
  needs: ['terms'],
  records: [signatures, countersignatures, signingInvitations, signedDocuments, signingKeys],
  questions: [seal, ownSeal, ownSignature, ownKey, checkSeal, renderOrder, keepText, fileBytes, newLink],
  views: [signatureRows, invitationRows],
  operations: [
    listSignatures, getSignature, previewDocument, printSigned, exportEvidence, inviteToSign, withdrawInvitation, listInvitations, openLink, signByLink, printByLink, linkFile, listKeys,
  ], // prettier-ignore
  permits: ['signing.read', 'signing.sign'],
  events: [
    'signing.signed', 'signing.countersigned', 'signing.printed', 'signing.invited', 'signing.linkOpened', 'signing.linkWithdrawn',
  ], // prettier-ignore
  says: [
    'signing.verify.form.yes', 'signing.verify.form.no', 'signing.verify.clauses.yes', 'signing.verify.clauses.no', 'signing.verify.payload.yes',
    'signing.verify.payload.no', 'signing.verify.document.yes', 'signing.verify.document.no', 'signing.verify.document.absent',
    'signing.verify.consent.yes', 'signing.verify.consent.no', 'signing.verify.line.yes', 'signing.verify.line.no', 'signing.verify.line.absent',
    'signing.verify.seal.yes', 'signing.verify.seal.no', 'signing.verify.link.yes', 'signing.verify.link.no', 'signing.verify.key.yes',
    'signing.verify.key.no', 'signing.verify.key.absent', 'signing.verify.receipt.yes', 'signing.verify.receipt.no', 'signing.verify.receipt.absent',
    'signing.verify.pin.yes', 'signing.verify.pin.no', 'signing.verify.pin.absent', 'signing.verify.file.yes', 'signing.verify.file.no',
    'signing.verify.intact', 'signing.verify.broken',
  ], // prettier-ignore
} as const satisfies Module
