import type { Day } from '../kernel/day.ts'
import type { Money } from '../kernel/money.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import type { PostingFault } from '../ledger/post-journal.ts'
import { postingFaults } from '../ledger/post-journal.ts'
import { rateFaults, type RateFault } from '../rates/exchange.ts'
import type { Act } from './acting.ts'

export const applyFaults = [
  'receivables.unknownItem', 'receivables.closed', 'receivables.sameSide', 'receivables.otherEntity', 'receivables.otherCustomer', 'receivables.otherCurrency',
  'receivables.overpaid', 'receivables.amountsDiffer', 'receivables.tooEarly',
] as const // prettier-ignore
export type ApplyFault = (typeof applyFaults)[number]
/** What an act that posts may answer with, whatever it does. */
export const actFaults = ['receivables.unknownEntity', ...postingFaults, ...rateFaults] as const
export type ActFault = (typeof actFaults)[number]

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
const like = (minor: bigint, open: bigint): bigint => (open < 0n ? -minor : minor)

/** How much of an item, with the sign of what is open: what was asked, else all; never more than that. */
export function takenOf(
  item: OpenItem,
  asked: Money | null,
  day: Day,
  most = size(item.open),
): bigint | Refusal<'receivables.closed' | 'receivables.otherCurrency' | 'receivables.overpaid' | 'receivables.tooEarly'> {
  const { number, currency, open, postedOn } = item
  if (open === 0n) return refuse('receivables.closed', { number })
  if (day < postedOn) return refuse('receivables.tooEarly', { number, day, posted: postedOn })
  if (asked && asked.currency !== currency) return refuse('receivables.otherCurrency', { number, currency, given: asked.currency })
  const minor = asked?.minor ?? most
  if (minor <= 0n || minor > size(open))
    return refuse('receivables.overpaid', { number, open: `${size(open)}`, given: `${minor}`, currency })
  return like(minor, open)
}

export interface Asked {
  /** In the currency of what is paid. */
  readonly amount: Money | null
  /** In the currency of what pays. */
  readonly from: Money | null
}
/** What two items clear of each other. Of one currency: the smaller of the two, where nothing was said; of two: all of both. */
export function bothTaken(
  from: OpenItem,
  item: OpenItem,
  asked: Asked,
  day: Day,
): { readonly from: bigint; readonly item: bigint } | Refusal<ApplyFault> {
  if (from.entity !== item.entity) return refuse('receivables.otherEntity', { number: item.number, entity: item.entity })
  const differs = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b
  if (differs(from.customer, item.customer) || differs(from.supplier, item.supplier))
    return refuse('receivables.otherCustomer', { number: item.number, other: from.number })
  if (from.open < 0n === item.open < 0n && from.open !== 0n && item.open !== 0n)
    return refuse('receivables.sameSide', { number: item.number, other: from.number })
  const same = from.currency === item.currency
  const both = size(from.open) < size(item.open) ? size(from.open) : size(item.open)
  const amount = asked.amount ?? (same ? asked.from : null)
  const pays = takenOf(item, amount, day, same ? both : undefined)
  if (typeof pays !== 'bigint') return pays
  const takes = takenOf(from, asked.from ?? (same ? { currency: from.currency, minor: size(pays) } : null), day)
  if (typeof takes !== 'bigint') return takes
  if (same && size(takes) !== size(pays)) return refuse('receivables.amountsDiffer', { number: item.number, currency: item.currency })
  return { from: takes, item: pays }
}

/** Whether an item is one that customers owe or are owed. */
export const isCustomers = (item: OpenItem | undefined): item is OpenItem => item?.kind === 'receivable' || item?.kind === 'unapplied'

/** Clears two items of each other in a journal of its own, so that each application can be taken back by itself. */
export function applyOne(
  act: Act,
  fromId: string,
  itemId: string,
  asked: Asked,
  day: Day,
  isOurs: (item: OpenItem | undefined) => item is OpenItem = isCustomers,
): undefined | Refusal<ApplyFault | PostingFault | RateFault> {
  const [from, item] = [act.item(fromId), act.item(itemId)]
  if (!isOurs(from)) return refuse('receivables.unknownItem', { item: fromId })
  if (!isOurs(item) || from.id === item.id) return refuse('receivables.unknownItem', { item: itemId })
  const taken = bothTaken(from, item, asked, day)
  if (refused(taken)) return taken as Refusal<ApplyFault>
  const posted = act.clear(
    [{ item: from, paid: taken.from }, { item, paid: taken.item }],
    [],
    { document: 'settlement', currency: item.currency, source: item.id, narrative: `${from.number} → ${item.number}` },
    { act: 'applied', reason: null },
  ) // prettier-ignore
  return refused(posted) ? posted : undefined
}
