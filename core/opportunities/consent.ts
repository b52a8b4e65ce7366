import { record, type Row } from '../kernel/record.ts'
import { anInstant, choice, idOf, maybe, shape, text } from '../kernel/shape.ts'

export const consentChannels = ['mail', 'phone', 'post'] as const
export const consentBases = ['consent', 'contract', 'legitimateInterest'] as const

/**
 * What a person said of being written to or called. Only ever added; what holds today follows from all of it (see consenting). A withdrawal also holds for
 * everybody with the same address, so that nobody who opted out as a lead is written to as a contact.
 */
export const consentEvents = record(
  'consentEvents',
  shape({
    id: idOf('consentEvents'),
    contact: maybe(idOf('contacts')),
    lead: maybe(idOf('leads')),
    /** The person's customer, whose devices carry what was said. */
    customer: maybe(idOf('customers')),
    channel: choice(...consentChannels),
    /** The e-mail address or telephone number as it is compared; `null` for post. */
    address: maybe(text),
    act: choice('given', 'withdrawn'),
    /** What allows it. */
    lawfulBasis: maybe(choice(...consentBases)),
    /** Where it was said: the unsubscribe link, a call, a form at a fair. */
    source: text,
    /** What proves it: the number of a form, a file, a message. */
    evidence: maybe(text),
    /** The withdrawal that the person takes back with this. Given at the hub alone, and only with evidence. */
    answers: maybe(idOf('consentEvents')),
    /** Who said so. */
    saidBy: text,
    /** When it was said, by the clock of whoever wrote it down: told, and never reckoned with. */
    saidAt: anInstant,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    devices: [{ customer: 'customer' }, { of: 'lead' }],
    personal: {
      keep: 'consent',
      since: 'saidAt',
      fields: { address: 'person.contactAddress', source: 'person.words', evidence: 'person.words', saidBy: 'person.name' },
    },
  },
)
export type ConsentEvent = Row<typeof consentEvents>
export type Channel = ConsentEvent['channel']
