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
  readonly columns: readonly ColumnName[]
  readonly value: string | null
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
  const matches = new Map<string, string>()
  const matchOf = (name: string): string => {
    let match = matches.get(name)
    if (match === undefined) matches.set(name, (match = matchName(name)))
    return match
  }
  const added = new Map<string, Spelled>()
  const contracts = new Map<string, NewContract>()
  const lines: NewLine[] = []
  const exceptions: Exception[] = []
  const taken = new Set<string>()
  const [customersSeen, contractsSeen] = [new Set<string>(), new Set<string>()]
  const counts = { imported: 0, unchanged: 0, conflicts: 0, duplicates: 0 }

  const except = (
    row: Waiting,
    outcome: Exception['outcome'],
    reason: Exception['reason'],
    columns: readonly ColumnName[],
    value: string | null,
  ): void => {
    exceptions.push({ id: row.id, outcome, reason, columns, value })
  }
  const conflict = (row: Waiting, columns: readonly ColumnName[], value: string): void => {
    counts.conflicts++
    except(row, 'conflict', 'conflict', columns, value)
  }

  for (const row of rows) {
    const { meaning, claim } = row
    const key = lineKey(claim.contract, claim.line)
    if (taken.has(key)) {
      counts.duplicates++
      except(row, 'rejected', 'duplicate_row', ['contract', 'line'], `${claim.contract} ${claim.line}`)
      continue
    }
    if (!meaning) continue
    taken.add(key)
    const match = matchOf(meaning.customer)
    const newcomer = added.get(match)
    const customer = standing.customers.get(match) ?? newcomer?.id
    const contract = standing.contracts.get(meaning.contract) ?? contracts.get(meaning.contract)
    if (contract && contract.customer !== customer) {
      const theirs = 'name' in contract ? contract.name : nameFrom(added, contract.customer)
      conflict(row, ['customer'], `${meaning.customer} ≠ ${theirs}`)
      continue
    }
    const known = standing.lines.get(key)
    if (known) {
      const differing = differences(meaning, known)
      if (differing.length > 0) {
        conflict(row, differing.map((d) => d.column), differing.map((d) => `${d.ours} ≠ ${d.theirs}`).join('; ')) // prettier-ignore
        continue
      }
      counts.unchanged++
      except(row, 'unchanged', null, [], null)
    } else {
      const buyer = customer ?? newId()
      if (customer === undefined) added.set(match, { id: buyer, match, currency: meaning.currency, spellings: new Map() })
      const sold = contract ?? { id: newId(), number: meaning.contract, customer: buyer }
      if (!contract) contracts.set(meaning.contract, sold as NewContract)
      counts.imported++
      lines.push({ contract: sold.id, customer: buyer, meaning })
      const spellings = (newcomer ?? added.get(match))?.spellings
      spellings?.set(meaning.customer, (spellings.get(meaning.customer) ?? 0) + 1)
    }
    customersSeen.add(match)
    contractsSeen.add(meaning.contract)
  }
  return {
    customers: [...added.values()].map(({ id, match, currency, spellings }) => ({
      id,
      matchName: match,
      currency,
      name: commonest(spellings),
    })),
    contracts: [...contracts.values()],
    lines,
    exceptions,
    counts: { ...counts, customers: customersSeen.size, contracts: contractsSeen.size },
  }
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

interface Difference {
  readonly column: ColumnName
  readonly ours: string
  readonly theirs: string
}
/** An empty value. */
const none = '–'

function differences(m: Meaning, known: KnownLine): Difference[] {
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
