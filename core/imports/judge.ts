import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { columnNames, type ColumnName } from './columns.ts'
import type { Claim, Meaning } from './meaning.ts'
import { readerOf, type Reader } from './reader.ts'
import type { Cell } from './sheet.ts'
import type { Reading } from './survey.ts'
import { anchorOf, monthsOf, timingOf } from './vocabulary.ts'

/** What a product says about the lines that sell it. */
export interface ProductTerms {
  readonly code: string
  readonly version: number
  /** Billed period by period; what is sold once or drawn from a fund is no line of this kind. */
  readonly periodic: boolean
  /** The quantity is a count of the calendar month: monthly, in arrears, by the calendar, whatever the row says. */
  readonly counted: boolean
  /** Its price is per year and it is billed by the year, whatever the row says. */
  readonly yearly: boolean
  /** Currencies in which it has a price or bands of its own. */
  readonly priced: ReadonlySet<string>
}
export interface Terms {
  /** By upper-case code. */
  readonly products: ReadonlyMap<string, ProductTerms>
  /** Currencies that the house sells and keeps books in. */
  readonly currencies: ReadonlySet<string>
  /** Codes for the tax words of the entity. */
  readonly taxes: (word: string) => readonly string[] | undefined
}
/** The order of these reasons is the import rules' own. */
export type Reason =
  | 'unknown_product'
  | 'invalid_date'
  | 'missing_quantity'
  | 'negative_quantity'
  | 'end_before_start'
  | 'unknown_currency'
  | 'missing_value'
  | 'invalid_number'
  | 'unknown_value'
export interface Rejected {
  readonly reason: Reason
  readonly column: ColumnName
  readonly value: string
  /** Set when the reason stands behind `duplicate_row` in the list, so that publishing may still find the row to be one. */
  readonly claim?: Claim
}
/** `null`: no line at all (a blank row, a total). */
export type Judgement = Rejected | Meaning | null
export const isRejected = (judged: Rejected | Meaning): judged is Rejected => 'reason' in judged

/** Longest name, number or reference of a line. */
const longest = 200
const mostLine = 999_999_999

/** What is known of a row that none of the reasons before `duplicate_row` speaks against. */
interface Usable {
  readonly contract: string
  readonly product: ProductTerms | undefined
  readonly start: Day | null
  readonly end: Day | null
  readonly billedTo: Day | null
  readonly quantity: string | undefined
  readonly currency: string
}

/**
 * Judges rows of one file. The order of the reasons is the import rules' own: where several apply, the first of `unknown_product`, `invalid_date`,
 * `missing_quantity`, `negative_quantity`, `end_before_start`, `unknown_currency`, `duplicate_row` (found when publishing), then the further ones.
 */
export function judging(reading: Reading, terms: Terms): (cells: readonly Cell[]) => Judgement {
  const reader = readerOf(columnNames, reading)
  return (cells) => {
    const usable = firstReasons(cells, reader, terms)
    return usable === null || 'reason' in usable ? usable : furtherReasons(cells, usable, reader, terms)
  }
}

function firstReasons(cells: readonly Cell[], reader: Reader<ColumnName>, terms: Terms): Rejected | Usable | null {
  const contract = reader.text(cells, 'contract')
  const productText = reader.text(cells, 'product')
  if (contract === '' && productText === '') return null
  const because = (reason: Reason, column: ColumnName): Rejected => ({ reason, column, value: reader.text(cells, column) })
  const product = terms.products.get(productText.toUpperCase())
  if (productText !== '' && !product) return because('unknown_product', 'product')
  const start = reader.day(cells, 'start')
  if (start === undefined) return because('invalid_date', 'start')
  const end = reader.day(cells, 'end')
  if (end === undefined) return because('invalid_date', 'end')
  const billedTo = reader.day(cells, 'billedTo')
  if (billedTo === undefined) return because('invalid_date', 'billedTo')
  const quantity = reader.number(cells, 'quantity')
  if (quantity === null) return because('missing_quantity', 'quantity')
  if (quantity !== undefined && belowZero(quantity)) return because('negative_quantity', 'quantity')
  if (start !== null && end !== null && end < start) return because('end_before_start', 'end')
  const currency = reader.text(cells, 'currency').toUpperCase()
  if (currency !== '' && !terms.currencies.has(currency)) return because('unknown_currency', 'currency')
  return { contract, product, start, end, billedTo, quantity, currency }
}

function furtherReasons(cells: readonly Cell[], usable: Usable, reader: Reader<ColumnName>, terms: Terms): Rejected | Meaning {
  const { contract, product, start, quantity, currency } = usable
  const line = reader.number(cells, 'line')
  const lineNumber = line !== null && line !== undefined && /^\d+(\.0+)?$/.test(line) && Number(line) <= mostLine ? Number(line) : undefined
  const because = (reason: Reason, column: ColumnName): Rejected => {
    const rejected = { reason, column, value: reader.text(cells, column) }
    return contract !== '' && lineNumber !== undefined ? { ...rejected, claim: { contract, line: lineNumber } } : rejected
  }
  const blank = mustBeFilled.find((name) => reader.text(cells, name) === '')
  if (blank !== undefined) return because('missing_value', blank)
  // Of a count the schedule is known, and so is the interval of a yearly price.
  const counted = product!.counted
  const frequency = reader.text(cells, 'frequency')
  const billing = reader.text(cells, 'billing')
  const anchoring = reader.text(cells, 'anchor')
  if (frequency === '' && !counted && !product!.yearly) return because('missing_value', 'frequency')
  if (billing === '' && !counted) return because('missing_value', 'billing')
  if (anchoring === '' && !counted) return because('missing_value', 'anchor')
  const unitPrice = reader.number(cells, 'unitPrice')
  // Nobody could bill it: the row has no price, and neither has the product in this currency.
  if (unitPrice === null && product!.periodic && !product!.priced.has(currency)) return because('missing_value', 'unitPrice')

  if (lineNumber === undefined) return because('invalid_number', 'line')
  if (quantity === undefined) return because('invalid_number', 'quantity')
  if (unitPrice === undefined || (unitPrice !== null && belowZero(unitPrice))) return because('invalid_number', 'unitPrice')

  if (!product!.periodic) return because('unknown_value', 'product')
  const months = monthsOf(frequency)
  const timing = timingOf(billing)
  const anchor = anchorOf(anchoring)
  const taxCodes = terms.taxes(reader.text(cells, 'tax'))
  if (months === undefined && frequency !== '') return because('unknown_value', 'frequency')
  if (timing === undefined && billing !== '') return because('unknown_value', 'billing')
  if (anchor === undefined && anchoring !== '') return because('unknown_value', 'anchor')
  if (taxCodes === undefined) return because('unknown_value', 'tax')
  const tooLong = named.find((name) => reader.text(cells, name).length > longest)
  if (tooLong !== undefined) return because('unknown_value', tooLong)
  return {
    customer: reader.text(cells, 'customer'),
    contract,
    line: lineNumber,
    product: product!.code,
    version: product!.version,
    quantity: withoutSign(quantity),
    unitPrice: unitPrice === null ? null : withoutSign(unitPrice),
    currency: currency as Currency,
    months: counted ? 1 : product!.yearly ? 12 : months!,
    timing: counted ? 'arrears' : timing!,
    anchor: counted ? 'calendar' : anchor!,
    start: start!,
    end: usable.end,
    billedTo: usable.billedTo,
    taxCodes,
    poNumber: reader.text(cells, 'poNumber') || null,
  }
}

const mustBeFilled = ['customer', 'contract', 'line', 'product', 'currency', 'start', 'tax'] as const
const named = ['customer', 'contract', 'poNumber'] as const
const belowZero = (number: string): boolean => number.startsWith('-') && /[1-9]/.test(number)
/** `-0` is nothing. */
const withoutSign = (number: string): string => (number.startsWith('-') ? number.slice(1) : number)
