import type { Read } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { anInstant, choice, maybe, shape, text, type Value } from '../kernel/shape.ts'
import { consentChannels, type Channel } from './consent.ts'
import { comparedAddress, consentState, standingWithdrawals } from './consenting.ts'
import { consentSaid } from './reads.ts'

/** What holds of a person and one channel, and what it rests on. */
export const consentNow = shape({
  channel: choice(...consentChannels),
  consent: choice('none', 'given', 'withdrawn'),
  /** Of the word that decides. */
  source: maybe(text),
  saidBy: maybe(text),
  recordedAt: maybe(anInstant),
})
export interface Person {
  readonly contact: Id<'contacts'> | null
  readonly lead: Id<'leads'> | null
  readonly email: string | null
  readonly phone: string | null
}

/** Everything that was said of a person, by channel. */
export async function saidOf(read: Read, person: Person) {
  const said = await read.ask(consentSaid, {
    contact: person.contact,
    lead: person.lead,
    mail: comparedAddress('mail', person),
    phone: comparedAddress('phone', person),
  })
  return (channel: Channel) => said.filter((event) => event.channel === channel)
}
export async function consentOf(read: Read, person: Person): Promise<Value<typeof consentNow>[]> {
  const said = await saidOf(read, person)
  return consentChannels.map((channel) => {
    const events = said(channel)
    const consent = consentState(events)
    const decides = consent === 'withdrawn' ? standingWithdrawals(events).at(-1) : events.findLast(({ act, own }) => act === 'given' && own)
    return { channel, consent, source: decides?.source ?? null, saidBy: decides?.saidBy ?? null, recordedAt: decides?.recordedAt ?? null }
  })
}
