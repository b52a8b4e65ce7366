import type { Filter } from '../../../core/kernel/filter.ts'

/** Answers of the campaigns' operations as the wire has them. Amounts in minor units. */
export type Channel = 'mail' | 'phone' | 'post'
export type Basis = 'consent' | 'contract' | 'legitimateInterest'
export interface Text {
  readonly language: string
  readonly topic: string
  readonly message: string
}
export interface Step {
  readonly afterDays: number
  readonly channel: Channel
  readonly texts: readonly Text[]
}
export interface Audience {
  readonly filter: Filter | null
  readonly termEndsWithin: number | null
}
export interface Campaign {
  readonly id: string
  readonly entity: string
  readonly name: string
  readonly channel: Channel
  readonly owner: string | null
  readonly state: 'draft' | 'running' | 'paused' | 'done'
  readonly currency: string
  readonly budget: string
  readonly lawfulBasis: Basis
  readonly audience: Audience
  readonly course: readonly Step[]
  readonly startOn: string | null
  readonly startedAt: string | null
  readonly startedBy: string | null
  readonly note: string | null
}
export type Reason = 'optedOut' | 'noAddress' | 'noConsent'
export interface Results {
  readonly counts: Readonly<
    Record<'members' | 'contacted' | 'responded' | 'interested' | 'leads' | 'qualified' | 'opportunities' | 'won' | 'orders', number>
  >
  readonly amounts: readonly (Readonly<
    Record<'currency' | 'open' | 'won' | 'lost' | 'lifetime' | 'invoiced' | 'recognised' | 'spent', string>
  > & { readonly unpriced: number })[]
  readonly contracts: readonly { readonly contract: string; readonly contractNumber: string; readonly customerName: string }[]
}
/** A campaign as saving it takes it. */
export const campaignInput = ({ id, entity, name, channel, owner, currency, budget, lawfulBasis, audience, course, startOn, note }: Campaign) => ({
  id, entity, name, channel, owner, currency, budget, lawfulBasis, audience, course, startOn, note,
}) // prettier-ignore
