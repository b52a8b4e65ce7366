import { addDays, type Day } from '../kernel/day.ts'
import type { Condition, Filter } from '../kernel/filter.ts'
import { filterOn } from '../kernel/listing.ts'
import type { Read } from '../kernel/operation.ts'
import { Malformed, type Of } from '../kernel/shape.ts'
import type { Channel } from '../opportunities/consent.ts'
import type { ConsentState } from '../opportunities/consenting.ts'
import type { audience, Campaign } from './campaign.ts'
import { prospectRows, termsEnding } from './reads.ts'

type Audience = Of<typeof audience>
/** Why somebody who is meant is not contacted, the strongest reason first. */
export const reasons = ['optedOut', 'noAddress', 'noConsent'] as const
export type Reason = (typeof reasons)[number]

/** Days that a campaign may look ahead, and begin before or after today: ten years. */
export const mostDays = 3650

const prospectFilter = filterOn(prospectRows.row.fields)
/** The filter as it was given, or what is wrong with it. */
export function audienceFault({ filter, termEndsWithin }: Audience): string | undefined {
  if (termEndsWithin !== null && (termEndsWithin < 0 || termEndsWithin > mostDays)) return `0 … ${mostDays}`
  if (filter === null) return undefined
  try {
    prospectFilter.parse(filter, 'filter')
    return undefined
  } catch (error) {
    if (error instanceof Malformed) return error.wanted
    throw error
  }
}
/** Whom an audience means; `ending`: the customers with a term that ends in time, where it asks for one. */
export function meant(filter: Audience['filter'], ending: readonly string[] | null): Filter {
  const parts: Filter[] = []
  if (filter !== null) parts.push(prospectFilter.parse(filter, 'filter'))
  if (ending !== null) parts.push({ field: 'customer', is: 'in', value: ending })
  return { all: parts }
}
/** Whom the audience means on a day. Any running line counts whose term ends in time: another that ran out before, or ends later, hides nobody. */
export async function meantOn(read: Read, { filter, termEndsWithin }: Audience, today: Day): Promise<Filter> {
  if (termEndsWithin === null) return meant(filter, null)
  const ending = await read.ask(termsEnding, { from: today, to: addDays(today, termEndsWithin) })
  return meant(filter, ending.map(({ customer }) => customer)) // prettier-ignore
}

const consentField = { mail: 'mailConsent', phone: 'phoneConsent', post: 'postConsent' } as const
const opted = (channel: Channel, is: 'equal' | 'not'): Condition => ({ field: consentField[channel], is, value: 'withdrawn' })
const reach = (channel: Channel, there: boolean): Condition =>
  channel === 'post'
    ? { field: 'hasAddress', is: 'equal', value: there }
    : { field: channel === 'mail' ? 'email' : 'phone', is: there ? 'filled' : 'empty' }

/** Conditions under which somebody is left out for each reason: as `whyNot` has it, for lists. */
export function leftOut({
  channel,
  lawfulBasis,
}: Pick<Campaign, 'channel' | 'lawfulBasis'>): readonly { readonly reason: Reason; readonly where: Filter }[] {
  return [
    { reason: 'optedOut', where: opted(channel, 'equal') },
    { reason: 'noAddress', where: { all: [opted(channel, 'not'), reach(channel, false)] } },
    ...(lawfulBasis === 'consent'
      ? [
          {
            reason: 'noConsent' as const,
            where: { all: [reach(channel, true), { field: consentField[channel], is: 'equal' as const, value: 'none' }] },
          },
        ]
      : []),
  ]
}

export interface Reachable {
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
}
/** Where a channel reaches somebody. */
export const addressFor = (channel: Channel, { email, phone, address }: Reachable): string | null =>
  ({ mail: email, phone, post: address })[channel]

/** Why somebody is not contacted by a channel, if so. An opt-out goes before everything. */
export function whyNot(
  channel: Channel,
  { lawfulBasis }: Pick<Campaign, 'lawfulBasis'>,
  who: Reachable,
  consent: ConsentState,
): Reason | null {
  if (consent === 'withdrawn') return 'optedOut'
  if (addressFor(channel, who) === null) return 'noAddress'
  return lawfulBasis === 'consent' && consent !== 'given' ? 'noConsent' : null
}
