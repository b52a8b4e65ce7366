import { ratio, roundHalfAway } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Party, WrittenJournal, WrittenLine, WrittenTax } from './model.ts'

/**
 * Programs such as DATEV and Sage book a line with its tax in it, where our journals book the tax apart. An item is what such a program books: the lines of an
 * account and tax code together, and their share of the tax.
 */
export interface Item {
  readonly account: string
  readonly local: string
  readonly party: Party | null
  /** Number of the document that is open or cleared by it. */
  readonly item: string | null
  /** Tax that is within: `null` where none is. */
  readonly tax: WrittenTax | null
  /** The account that the tax within is booked on. */
  readonly taxLocal: string | null
  readonly currency: Currency
  readonly net: bigint
  readonly entityNet: bigint
  readonly taxAmount: bigint
  readonly entityTax: bigint
}
export const grossOf = (item: Item): bigint => item.net + item.taxAmount
export const entityGrossOf = (item: Item): bigint => item.entityNet + item.entityTax

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

const alike = (a: bigint, b: bigint): boolean => b === 0n || (a < 0n && b < 0n) || (a > 0n && b > 0n)

/** Shares that make up the whole: in proportion, what is left to the largest. */
function shared(whole: bigint, by: readonly bigint[]): bigint[] {
  const total = by.reduce((sum, part) => sum + part, 0n)
  const shares = by.map((part) => roundHalfAway(ratio(whole * part, total)))
  const left = whole - shares.reduce((sum, share) => sum + share, 0n)
  const largest = by.reduce((best, part, i) => (magnitude(part) > magnitude(by[best]!) ? i : best), 0)
  shares[largest] = shares[largest]! + left
  return shares
}

const keyOf = (line: WrittenLine): string =>
  [line.local, line.tax?.code ?? '', line.party?.id ?? '', line.partner ?? '', line.item ?? '', line.currency].join('|')

function grouped(lines: readonly WrittenLine[]): Item[] {
  const items = new Map<string, Item>()
  for (const line of lines) {
    const key = keyOf(line)
    const { account, local, party, item, tax, currency } = line
    const before = items.get(key) ?? { account, local, party, item, tax, taxLocal: null, currency, net: 0n, entityNet: 0n, taxAmount: 0n, entityTax: 0n }
    items.set(key, { ...before, net: before.net + line.amount, entityNet: before.entityNet + line.entityAmount })
  }
  return [...items.values()]
} // prettier-ignore

/** The items of a journal. Tax that belongs to no line of it is an item of its own, on the account of the tax. */
export function itemsOf(journal: Pick<WrittenJournal, 'lines'>): readonly Item[] {
  const taxes = grouped(journal.lines.filter((line) => line.isTax))
  const items = grouped(journal.lines.filter((line) => !line.isTax))
  for (const tax of taxes) {
    const of = items.flatMap((item, i) => (item.tax?.code === tax.tax?.code && tax.tax !== null && item.taxLocal === null && item.party === null && item.currency === tax.currency ? [i] : []))
    const nets = of.map((i) => items[i]!.net)
    const total = nets.reduce((sum, net) => sum + net, 0n)
    const [amounts, entityAmounts] = total === 0n ? [[], []] : [shared(tax.net, nets), shared(tax.entityNet, nets)]
    // A program reckons tax on what it is told, so a share has the sign of its line.
    const sound = of.every((i, n) => alike(items[i]!.net, amounts[n] ?? 0n) && alike(items[i]!.entityNet, entityAmounts[n] ?? 0n))
    if (of.length === 0 || total === 0n || !sound) {
      items.push({ ...tax, tax: null })
      continue
    }
    for (const [n, i] of of.entries()) items[i] = { ...items[i]!, taxLocal: tax.local, taxAmount: amounts[n]!, entityTax: entityAmounts[n]! }
  }
  // A tax code without an amount of tax is still told; one whose tax stands apart is not, or it would be reckoned twice.
  const apart = new Set(taxes.flatMap(({ tax }) => (tax && !items.some((item) => item.taxLocal !== null && item.tax?.code === tax.code) ? [tax.code] : [])))
  return items
    .map((item) => (item.tax && item.taxLocal === null && apart.has(item.tax.code) ? { ...item, tax: null } : item))
    .filter((item) => entityGrossOf(item) !== 0n || grossOf(item) !== 0n)
} // prettier-ignore

/** The items of a journal with all its tax apart. */
export const plainItemsOf = (journal: Pick<WrittenJournal, 'lines'>): readonly Item[] =>
  grouped(journal.lines.map((line) => ({ ...line, tax: null }))).filter((item) => item.entityNet !== 0n || item.net !== 0n)

/** What the lines of a batch make on each local account, in the entity's currency. */
export function bookedBy(journals: readonly Pick<WrittenJournal, 'lines'>[]): ReadonlyMap<string, bigint> {
  const booked = new Map<string, bigint>()
  for (const { lines } of journals)
    for (const { local, entityAmount } of lines) if (entityAmount !== 0n) booked.set(local, (booked.get(local) ?? 0n) + entityAmount)
  return booked
}
/** Two accounts of sums are the same, sums of nothing left aside. */
export function differing(a: ReadonlyMap<string, bigint>, b: ReadonlyMap<string, bigint>): string | undefined {
  return [...new Set([...a.keys(), ...b.keys()])].sort().find((local) => (a.get(local) ?? 0n) !== (b.get(local) ?? 0n))
}
