/** What the events of one colour have in common. */
export const groups = ['deadlines', 'terms', 'prices', 'events'] as const
export type Group = (typeof groups)[number]
const known: Readonly<Record<string, Group>> = {
  customerNoticeBy: 'deadlines', supplierNoticeBy: 'deadlines', termEnd: 'terms', renews: 'terms', renew: 'terms', ends: 'terms', end: 'terms', notice: 'terms', withdraw: 'terms',
  terminate: 'terms', boundUntil: 'prices', upliftDue: 'prices', uplift: 'prices', price: 'prices', version: 'prices', free: 'prices',
} // prettier-ignore
export const groupOfEvent = (event: string): Group => known[event] ?? 'events'
