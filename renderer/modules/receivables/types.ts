/** An open item as the statement of account lists it. */
export interface Item {
  readonly openItem: string
  readonly kind: 'receivable' | 'unapplied'
  readonly entity: string
  readonly number: string
  readonly postedOn: string
  readonly due: string
  readonly currency: string
  readonly amount: string
  readonly open: string
  readonly overdueDays: number
  readonly onHold: string | null
}
const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
export type Age = (typeof ages)[number]
export { ages }
export interface Total extends Readonly<Record<Age, string>> {
  readonly entity: string
  readonly currency: string
  readonly credit: string
  readonly open: string
}
export interface Statement {
  readonly customerName: string
  readonly day: string
  readonly items: readonly Item[]
  readonly totals: readonly Total[]
}
export interface Step {
  readonly journal: string
  readonly number: string
  readonly document: string
  readonly postedOn: string
  readonly act: string | null
  readonly reason: string | null
  readonly oppositeNumber: string | null
  readonly takenBack: string | null
  readonly currency: string
  readonly amount: string
  readonly entityCurrency: string
  readonly entityAmount: string
}
/** What customers owe has no sign on the wire. */
export const isOwed = (item: Pick<Item, 'open'>): boolean => !item.open.startsWith('-')
