import { query } from '../kernel/operation.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { flag, longText, shape, text } from '../kernel/shape.ts'
import { printing } from './print.ts'
import { fileBytes } from './reads.ts'
import { behindLink, closedLink, linkFaults } from './sign-by-link.ts'

/** The bytes behind a link, for a visitor has no other way to them: of what is to be signed, or of what was. A question, so that no log keeps them. */
export const linkFile = query({
  name: 'signing.linkFile',
  zone: 'sales',
  permit: 'public',
  input: shape({ link: text, signed: flag }),
  output: shape({ name: text, base64: longText }),
  refusals: [...linkFaults, 'signing.notSigned', 'signing.unknown', 'signing.unknownClause'],
  ask: async ({ link, signed }, read, now) => {
    const invitation = await behindLink(link, read, now)
    const closed = closedLink(invitation, now)
    if (closed || !invitation) return closed ?? refuse('signing.badLink')
    if (signed && invitation.signature === null) return refuse('signing.notSigned')
    let file = invitation.document
    if (signed) {
      // The link vouches for its holder: they may see this one signature, whatever else they may not.
      const holder = { ...now, caller: { ...now.caller, entities: [invitation.entity] } }
      const facts = await printing(invitation.signature!, read, holder)
      if (refused(facts.evidence)) return facts.evidence
      const paper = facts.before?.file ?? facts.printed
      assert(paper, 'a printed document')
      file = paper
    }
    const [bytes] = await read.ask(fileBytes, { hash: file.hash })
    assert(bytes, 'the bytes of a document')
    return { name: file.name, base64: bytes.base64 }
  },
})
