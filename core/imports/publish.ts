import { decimal, decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { assert } from '../kernel/refusal.ts'
import { matchName } from '../customers/rules.ts'
import type { ColumnName } from './columns.ts'
import type { Claim, Meaning } from './meaning.ts'

/** A row that was read: a line, or the line that a rejected row claims. */
export interface Waiting {
  /** Of the staged row. */
  readonly id: string
  readonly row: number
  readonly meaning: Meaning | null
  readonly claim: Claim
}
export interface KnownContract {
  readonly id: string
  readonly customer: string
  /** Its customer's name. */
  readonly name: string
}
export interface KnownLine {
  readonly product: string
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
  readonly currency: string
  readonly months: number
  readonly timing: string
  readonly anchor: string
  readonly start: Day
  readonly end: Day | null
  readonly billedTo: Day | null
  readonly taxCodes: readonly string[]
  readonly poNumber: string | null
}
/** What stands already. */
export interface Standing {
  /** Ids of customers by `matchName`. */
  readonly customers: ReadonlyMap<string, string>
  /** The entity's contracts by number. */
  readonly contracts: ReadonlyMap<string, KnownContract>
  /** Their lines by `lineKey`. */
  readonly lines: ReadonlyMap<string, KnownLine>
}
export const lineKey = (contract: string, line: number): string => `${contract}\n${line}`

export interface NewCustomer {
  readonly id: string
  readonly name: string
  readonly matchName: string
  readonly currency: Currency
}
export interface NewContract {
  readonly id: string
  readonly number: string
  readonly customer: string
}
export interface NewLine {
  readonly contract: string
  readonly customer: string
  readonly meaning: Meaning
}
/** What becomes of a row other than being imported. */
export interface Exception {
  readonly id: string
  readonly outcome: 'unchanged' | 'conflict' | 'rejected'
  readonly reason: 'duplicate_row' | 'conflict' | null
  readonly column: ColumnName | null
  /** The line that is there twice. */
  readonly value: string | null
  /** Of a conflict, in the order of our columns. */
  readonly differing: readonly Difference[]
}
/** What a row says, and what stands. */
export interface Difference {
  readonly column: ColumnName
  readonly ours: string
  readonly theirs: string
}
export interface Publication {
  readonly customers: readonly NewCustomer[]
  readonly contracts: readonly NewContract[]
  readonly lines: readonly NewLine[]
  readonly exceptions: readonly Exception[]
  /** Of the file, over imported and unchanged lines. */
  readonly counts: { readonly customers: number; readonly contracts: number; readonly imported: number; readonly unchanged: number; readonly conflicts: number; readonly duplicates: number } // prettier-ignore
}

interface Spelled {
  readonly id: string
  readonly match: string
  readonly currency: Currency
  readonly spellings: Map<string, number>
}

/** Turns the read rows of one file into what is added to the house, and says of every other row what became of it. Rows come in the order of the file. */
export function publish(rows: readonly Waiting[], standing: Standing, newId: () => string): Publication {
  const added = { customers: new Map<string, Spelled>(), contracts: new Map<string, NewContract>(), lines: [] as NewLine[] }
  const exceptions: Exception[] = []
  const taken = new Set<string>()
  const seen = { customers: new Set<string>(), contracts: new Set<string>() }
  const counts = { imported: 0, unchanged: 0, conflicts: 0, duplicates: 0 }
  const matchOf = remembering(matchName)
  for (const { id, meaning, claim } of rows) {
    const key = lineKey(claim.contract, claim.line)
    if (taken.has(key)) {
      counts.duplicates++
      const value = `${claim.contract} ${claim.line}`
      exceptions.push({ id, outcome: 'rejected', reason: 'duplicate_row', column: 'line', value, differing: [] })
      continue
    }
    if (!meaning) continue
    taken.add(key)
    const match = matchOf(meaning.customer)
    const customer = standing.customers.get(match) ?? added.customers.get(match)?.id
    const contract = standing.contracts.get(meaning.contract) ?? added.contracts.get(meaning.contract)
    const differing =
      contract && contract.customer !== customer
        ? [otherCustomer(meaning, contract, added.customers)]
        : against(meaning, standing.lines.get(key))
    if (differing === undefined) {
      const buyer = customer ?? newCustomer(match, meaning, added.customers, newId)
      const sold = contract ?? newContract(meaning.contract, buyer, added.contracts, newId)
      added.lines.push({ contract: sold.id, customer: buyer, meaning })
      spell(added.customers.get(match), meaning.customer)
      counts.imported++
    } else if (differing.length === 0) {
      exceptions.push({ id, outcome: 'unchanged', reason: null, column: null, value: null, differing })
      counts.unchanged++
    } else {
      exceptions.push({ id, outcome: 'conflict', reason: 'conflict', column: differing[0]!.column, value: null, differing })
      counts.conflicts++
      continue
    }
    seen.customers.add(match)
    seen.contracts.add(meaning.contract)
  }
  return {
    customers: [...added.customers.values()].map(({ spellings, match, ...rest }) => ({
      ...rest,
      matchName: match,
      name: commonest(spellings),
    })),
    contracts: [...added.contracts.values()],
    lines: added.lines,
    exceptions,
    counts: { ...counts, customers: seen.customers.size, contracts: seen.contracts.size },
  }
}

/** Files spell the same few names in many rows. */
function remembering(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    let result = known.get(text)
    if (result === undefined) known.set(text, (result = work(text)))
    return result
  }
}

function newCustomer(match: string, { currency }: Meaning, customers: Map<string, Spelled>, newId: () => string): string {
  const id = newId()
  customers.set(match, { id, match, currency, spellings: new Map() })
  return id
}
function newContract(number: string, customer: string, contracts: Map<string, NewContract>, newId: () => string): NewContract {
  const contract = { id: newId(), number, customer }
  contracts.set(number, contract)
  return contract
}
const spell = (customer: Spelled | undefined, name: string): void => {
  customer?.spellings.set(name, (customer.spellings.get(name) ?? 0) + 1)
}

/** A contract belongs to one customer: the one that it stands with, or the one of the file's first row of it. */
function otherCustomer(meaning: Meaning, contract: KnownContract | NewContract, added: ReadonlyMap<string, Spelled>): Difference {
  return { column: 'customer', ours: meaning.customer, theirs: 'name' in contract ? contract.name : nameFrom(added, contract.customer) }
}

const nameFrom = (added: ReadonlyMap<string, Spelled>, id: string): string => {
  for (const { id: other, spellings } of added.values()) if (other === id) return commonest(spellings)
  return ''
}

/** The spelling that the file uses most, the first of them where several. */
function commonest(spellings: ReadonlyMap<string, number>): string {
  let best = ''
  let most = 0
  for (const [spelling, times] of spellings) if (times > most) [best, most] = [spelling, times]
  return best
}

/** An empty value. */
const none = '–'

/** The heading and the value that are shown of an exception. A conflict about one column says what differs; about several, what differs where. */
export function shownOf(
  { column, value, differing }: Exception,
  heading: (name: ColumnName) => string,
): { readonly column: string | null; readonly value: string | null } {
  const several = differing.length > 1
  const all = differing.map((d) => `${several ? `${heading(d.column)}: ` : ''}${d.ours} ≠ ${d.theirs}`)
  return { column: column && heading(column), value: all.length === 0 ? value : all.join('; ') }
}

/** What differs from the line that stands; `undefined` where none stands. */
function against(m: Meaning, known: KnownLine | undefined): Difference[] | undefined {
  if (!known) return undefined
  const found: Difference[] = []
  const compare = (column: ColumnName, ours: string | number | null, theirs: string | number | null): void => {
    if (ours !== theirs) found.push({ column, ours: `${ours ?? none}`, theirs: `${theirs ?? none}` })
  }
  const exactlySame = (column: ColumnName, ours: string | null, theirs: Decimal | null): void => {
    const value = ours === null ? null : decimal(ours)
    assert(value !== undefined, 'a staged number to be one')
    if (value === null ? theirs !== null : theirs === null || !value.eq(theirs))
      found.push({ column, ours: ours ?? none, theirs: theirs === null ? none : decimalText(theirs) })
  }
  compare('product', m.product, known.product)
  exactlySame('quantity', m.quantity, known.quantity)
  exactlySame('unitPrice', m.unitPrice, known.unitPrice)
  compare('currency', m.currency, known.currency)
  compare('frequency', m.months, known.months)
  compare('billing', m.timing, known.timing)
  compare('anchor', m.anchor, known.anchor)
  compare('start', m.start, known.start)
  compare('end', m.end, known.end)
  compare('billedTo', m.billedTo, known.billedTo)
  compare('tax', m.taxCodes.join('+'), known.taxCodes.join('+'))
  compare('poNumber', m.poNumber, known.poNumber)
  return found
}
