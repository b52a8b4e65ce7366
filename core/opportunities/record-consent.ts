import { contacts } from '../customers/contact.ts'
import { add, command, query, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, choice, idOf, many, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { consentNow, consentOf, saidOf, type Person } from './consent-of.ts'
import { consentBases, consentChannels, consentEvents, type ConsentEvent } from './consent.ts'
import { comparedAddress, consentState, standingWithdrawals } from './consenting.ts'
import { leads } from './lead.ts'

const ofWhom = { contact: maybe(idOf('contacts')), lead: maybe(idOf('leads')) }
const whatWasSaid = {
  ...ofWhom,
  channel: choice(...consentChannels),
  /** Where it was said: the unsubscribe link, a call, a form at a fair. */
  source: text,
  evidence: maybe(text),
  /** Without a name the person. */
  saidBy: maybe(text),
  /** Now, unless it is said. */
  saidAt: maybe(anInstant),
}

interface Named {
  readonly contact: Id<'contacts'> | null
  readonly lead: Id<'leads'> | null
}
/** Whoever is meant: exactly one contact or one lead. */
async function personOf({ contact, lead }: Named, read: Read) {
  if ((contact === null) === (lead === null)) return undefined
  if (lead !== null) {
    const found = await read.get(leads, lead)
    return (
      found && {
        name: found.name,
        customer: found.customer,
        person: { contact: found.contact, lead, email: found.email, phone: found.phone },
      }
    )
  }
  const found = await read.get(contacts, contact!)
  return found && { name: found.name, customer: found.customer, person: { contact, lead: null, email: found.email, phone: found.phone } }
}
const named = ({ contact, lead }: Named) => ({ person: contact ?? lead ?? '' })

interface Told extends Named {
  readonly channel: ConsentEvent['channel']
  readonly source: string
  readonly evidence: string | null
  readonly saidBy: string | null
  readonly saidAt: ConsentEvent['saidAt'] | null
}
function eventOf(
  id: string,
  { contact, lead, channel, source, evidence, saidBy, saidAt }: Told,
  found: { readonly name: string; readonly customer: ConsentEvent['customer']; readonly person: Person },
  more: Pick<ConsentEvent, 'act' | 'lawfulBasis' | 'answers'>,
  now: Now,
): ConsentEvent {
  return {
    id: id as Id<'consentEvents'>,
    contact,
    lead,
    customer: found.customer,
    channel,
    address: comparedAddress(channel, found.person),
    source,
    evidence,
    ...more,
    saidBy: saidBy ?? found.name,
    saidAt: saidAt ?? now.at,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
}

/**
 * Keeps what a person said of being contacted, wherever it was heard. A withdrawal holds from now on against everything; a consent beside a withdrawal is
 * kept and changes nothing, which the answer says.
 */
export const recordConsent = command({
  name: 'opportunities.recordConsent',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  input: shape({ ...whatWasSaid, act: choice('given', 'withdrawn'), lawfulBasis: maybe(choice(...consentBases)) }),
  output: shape({ event: consentEvents.shape, consent: choice('none', 'given', 'withdrawn') }),
  refusals: ['opportunities.unknownPerson', 'opportunities.noBasis'],
  load: async (input, read) => {
    const found = await personOf(input, read)
    return { found, said: found ? (await saidOf(read, found.person))(input.channel) : [] }
  },
  decide: (input, { found, said }, now) => {
    if (!found) return refuse('opportunities.unknownPerson', named(input))
    if (input.act === 'given' && input.lawfulBasis === null) return refuse('opportunities.noBasis', { name: found.name })
    const event = eventOf(
      now.newId(),
      input,
      found,
      { act: input.act, lawfulBasis: input.act === 'given' ? input.lawfulBasis : null, answers: null },
      now,
    )
    return {
      result: { event, consent: consentState([...said, { ...event, own: true }]) },
      changes: [add(consentEvents, event), tell('opportunities.consentRecorded', about(event))],
    }
  },
})

/** A person who opted out says yes again, and proves it. The hub's alone, so that it answers withdrawals that are known and none that is still on its way. */
export const renewConsent = command({
  name: 'opportunities.renewConsent',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'never',
  input: shape({ ...whatWasSaid, evidence: text }),
  output: shape({ events: many(consentEvents.shape), consent: choice('none', 'given', 'withdrawn') }),
  refusals: ['opportunities.unknownPerson', 'opportunities.notWithdrawn'],
  load: async (input, read) => {
    const found = await personOf(input, read)
    return { found, said: found ? (await saidOf(read, found.person))(input.channel) : [] }
  },
  decide: (input, { found, said }, now) => {
    if (!found) return refuse('opportunities.unknownPerson', named(input))
    const standing = standingWithdrawals(said)
    if (standing.length === 0) return refuse('opportunities.notWithdrawn', { name: found.name })
    const events = standing.map(({ id }) => eventOf(now.newId(), input, found, { act: 'given', lawfulBasis: 'consent', answers: id }, now))
    return {
      result: { events, consent: consentState([...said, ...events.map((event) => ({ ...event, own: true }))]) },
      changes: [...events.map((event) => add(consentEvents, event)), tell('opportunities.consentRecorded', about(events[0]!))],
    }
  },
})
const about = ({ contact, lead, channel, act }: ConsentEvent) => ({ person: contact ?? lead ?? '', channel, act })

/** What holds of a person, channel by channel. */
export const getConsent = query({
  name: 'opportunities.consent',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape(ofWhom),
  output: shape({ consent: many(consentNow) }),
  refusals: ['opportunities.unknownPerson'],
  ask: async (input, read) => {
    const found = await personOf(input, read)
    return found ? { consent: await consentOf(read, found.person) } : refuse('opportunities.unknownPerson', named(input))
  },
})
export type Consent = Of<typeof consentNow>['consent']
