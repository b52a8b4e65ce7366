import { put, tell, type Change, type Read } from '../kernel/operation.ts'
import { signingInvitations, type SigningInvitation } from './signature.ts'

/** Links of one order or quote that somebody may still sign by. */
const mostLinks = 1000

/** For `load` of whatever changes what such a link shows. */
export const openLinks = (
  read: Read,
  { record, subject }: { readonly record: string; readonly subject: string },
): Promise<readonly SigningInvitation[]> =>
  read.list(signingInvitations, {
    where: {
      all: [
        { field: 'subject', is: 'equal', value: subject },
        { field: 'record', is: 'equal', value: record },
        { field: 'state', is: 'equal', value: 'open' },
      ],
    },
    order: ['createdAt', 'id'],
    limit: mostLinks,
  })

/** For `decide`: nobody signs by a link what it no longer says. One that is signed meanwhile is a race, and this is decided again. */
export const takenBack = (links: readonly SigningInvitation[]): readonly Change[] =>
  links.flatMap((link) => [
    put(signingInvitations, { ...link, state: 'withdrawn' as const }),
    tell('signing.linkWithdrawn', { record: link.record, subject: link.subject, signer: link.signer }),
  ])
