import { command } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { shape, text, type Id } from '../kernel/shape.ts'
import { paperOf, printing } from './print.ts'
import { behindLink, closedLink, linkFaults } from './sign-by-link.ts'

/** The signed document for whoever signed by a link: the very paper that the company keeps. */
export const printByLink = command({
  name: 'signing.printByLink',
  zone: 'sales',
  permit: 'public',
  offline: 'never',
  input: shape({ link: text }),
  secrets: ['link'],
  /** Its bytes are asked for apart: `signing.linkFile`. */
  output: shape({ name: text }),
  refusals: [...linkFaults, 'signing.notSigned', 'signing.unknown', 'signing.unknownClause'],
  load: async ({ link }, read, now) => {
    const invitation = await behindLink(link, read, now)
    const closed = closedLink(invitation, now)
    if (closed || !invitation || invitation.signature === null) return { closed }
    // The link vouches for its holder: they may see this one signature, whatever else they may not.
    const holder = { ...now, caller: { ...now.caller, entities: [invitation.entity] } }
    return { closed, facts: await printing(invitation.signature, read, holder) }
  },
  decide: (_input, { closed, facts }, now) => {
    const id = now.newId() as Id<'signedDocuments'>
    if (closed) return closed
    if (!facts) return refuse('signing.notSigned')
    const { evidence, ...printed } = facts
    if (refused(evidence)) return evidence
    const { result, changes } = paperOf(evidence, printed, id, now)
    return { result: { name: result.file.name }, changes }
  },
})
