import type { Channel, ConsentEvent } from './consent.ts'

/** What holds of a person and a channel: `none` when nothing was ever said. */
export type ConsentState = 'none' | 'given' | 'withdrawn'
/** What of an event decides. */
export type Said = Pick<ConsentEvent, 'id' | 'act' | 'answers'> & {
  /** A consent counts for the person who gave it alone, a withdrawal for everybody with the same address. */
  readonly own: boolean
}

/**
 * What holds of everything that was said of one person and channel, in whatever order it arrived. A withdrawal wins over every consent, before and after,
 * until an event takes back that very one. So an opt-out that nobody had seen yet when somebody said yes again still wins, and no clock decides anything.
 */
export function consentState(said: readonly Said[]): ConsentState {
  const answered = new Set(said.flatMap(({ answers }) => (answers === null ? [] : [answers])))
  if (said.some(({ id, act }) => act === 'withdrawn' && !answered.has(id))) return 'withdrawn'
  return said.some(({ act, own }) => act === 'given' && own) ? 'given' : 'none'
}

/** Withdrawals that nothing has taken back. */
export function standingWithdrawals<T extends Said>(said: readonly T[]): readonly T[] {
  const answered = new Set(said.flatMap(({ answers }) => (answers === null ? [] : [answers])))
  return said.filter(({ id, act }) => act === 'withdrawn' && !answered.has(id))
}

/** An address as it is compared: of mail without capitals, of telephones the digits and a leading plus. Post is known by the person alone. */
export function comparedAddress(
  channel: Channel,
  { email, phone }: { readonly email: string | null; readonly phone: string | null },
): string | null {
  if (channel === 'mail') return email === null ? null : email.trim().toLowerCase()
  if (channel === 'phone') return phone === null ? null : phone.replace(/[^+\d]/g, '')
  return null
}
