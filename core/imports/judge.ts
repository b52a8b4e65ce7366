import type { Day } from '../kernel/day.ts'
import { decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { columnNames, type ColumnName } from './columns.ts'
import { readDay } from './days.ts'
import type { rejectReasons } from './import.ts'
import type { Claim, Meaning } from './meaning.ts'
import { readNumber } from './numbers.ts'
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
export type Reason = Exclude<(typeof rejectReasons)[number], 'duplicate_row' | 'conflict'>
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

const at = Object.fromEntries(columnNames.map((name, i) => [name, i])) as { readonly [K in ColumnName]: number }
const untidy = /^\s|\s$|\s\s|[^\S ]/
const nothing: Cell = { text: '' }
/** Longest name, number or reference of a line. */
const longest = 200
const mostLine = 999_999_999

const rejected = (reason: Reason, column: ColumnName, value: string, claim?: Claim): Rejected =>
  claim ? { reason, column, value, claim } : { reason, column, value }

/**
 * Judges rows of one file. The order of the reasons is the import rules' own: where several apply, the first of `unknown_product`, `invalid_date`,
 * `missing_quantity`, `negative_quantity`, `end_before_start`, `unknown_currency`, `duplicate_row` (found when publishing), then the further ones.
 */
export function judging(reading: Reading, terms: Terms): (cells: readonly Cell[]) => Judgement {
  const { layout, mark, order } = reading
  const cellOf = (cells: readonly Cell[], name: ColumnName): Cell => cells[layout[at[name]]!] ?? nothing
  const textOf = (cells: readonly Cell[], name: ColumnName): string => {
    const { text } = cellOf(cells, name)
    return untidy.test(text) ? text.trim().replace(/\s+/g, ' ') : text
  }
  /** `null`: blank; `undefined`: no number. */
  const numberOf = (cells: readonly Cell[], name: ColumnName): string | null | undefined => {
    const cell = cellOf(cells, name)
    const number = cell.number ?? (cell.text.trim() === '' ? null : readNumber(cell.text, mark))
    return typeof number === 'string' && !/^\d{1,15}$/.test(number) && decimal(number) === undefined ? undefined : number
  }
  /** `null`: blank; `undefined`: no such day. */
  const dayOf = (cells: readonly Cell[], name: ColumnName): Day | null | undefined => {
    const cell = cellOf(cells, name)
    return cell.day === undefined && cell.text.trim() === '' ? null : readDay(cell, order)
  }

  return (cells) => {
    const contract = textOf(cells, 'contract')
    const productText = textOf(cells, 'product')
    if (contract === '' && productText === '') return null
    const product = terms.products.get(productText.toUpperCase())
    if (productText !== '' && !product) return rejected('unknown_product', 'product', productText)
    const start = dayOf(cells, 'start')
    if (start === undefined) return rejected('invalid_date', 'start', textOf(cells, 'start'))
    const end = dayOf(cells, 'end')
    if (end === undefined) return rejected('invalid_date', 'end', textOf(cells, 'end'))
    const billedTo = dayOf(cells, 'billedTo')
    if (billedTo === undefined) return rejected('invalid_date', 'billedTo', textOf(cells, 'billedTo'))
    const quantity = numberOf(cells, 'quantity')
    if (quantity === null) return rejected('missing_quantity', 'quantity', '')
    if (quantity?.startsWith('-') && /[1-9]/.test(quantity)) return rejected('negative_quantity', 'quantity', textOf(cells, 'quantity'))
    if (start !== null && end !== null && end < start) return rejected('end_before_start', 'end', textOf(cells, 'end'))
    const currency = textOf(cells, 'currency').toUpperCase()
    if (currency !== '' && !terms.currencies.has(currency)) return rejected('unknown_currency', 'currency', textOf(cells, 'currency'))

    const line = numberOf(cells, 'line')
    const lineNumber = line != null && /^\d+(\.0+)?$/.test(line) && Number(line) <= mostLine ? Number(line) : undefined
    const claim = contract !== '' && lineNumber !== undefined ? { contract, line: lineNumber } : undefined
    const later = (reason: Reason, column: ColumnName): Rejected => rejected(reason, column, textOf(cells, column), claim)

    const customer = textOf(cells, 'customer')
    const monthsText = textOf(cells, 'frequency')
    const timingText = textOf(cells, 'billing')
    const anchorText = textOf(cells, 'anchor')
    const taxText = textOf(cells, 'tax')
    const poNumber = textOf(cells, 'poNumber')
    const counted = product?.counted === true
    if (customer === '') return later('missing_value', 'customer')
    if (contract === '') return later('missing_value', 'contract')
    if (line === null) return later('missing_value', 'line')
    if (!product) return later('missing_value', 'product')
    if (currency === '') return later('missing_value', 'currency')
    if (monthsText === '' && !counted && !product.yearly) return later('missing_value', 'frequency')
    if (timingText === '' && !counted) return later('missing_value', 'billing')
    if (anchorText === '' && !counted) return later('missing_value', 'anchor')
    if (start === null) return later('missing_value', 'start')
    if (taxText === '') return later('missing_value', 'tax')
    const unitPrice = numberOf(cells, 'unitPrice')
    // Nobody could bill it: the row has no price, and neither has the product in this currency.
    if (unitPrice === null && product.periodic && !product.priced.has(currency)) return later('missing_value', 'unitPrice')

    if (lineNumber === undefined) return later('invalid_number', 'line')
    if (quantity === undefined) return later('invalid_number', 'quantity')
    if (unitPrice === undefined || (unitPrice !== null && unitPrice.startsWith('-') && /[1-9]/.test(unitPrice)))
      return later('invalid_number', 'unitPrice')

    if (!product.periodic) return later('unknown_value', 'product')
    const months = monthsOf(monthsText)
    const timing = timingOf(timingText)
    const anchor = anchorOf(anchorText)
    const taxCodes = terms.taxes(taxText)
    if (months === undefined && monthsText !== '') return later('unknown_value', 'frequency')
    if (timing === undefined && timingText !== '') return later('unknown_value', 'billing')
    if (anchor === undefined && anchorText !== '') return later('unknown_value', 'anchor')
    if (taxCodes === undefined) return later('unknown_value', 'tax')
    if (customer.length > longest) return later('unknown_value', 'customer')
    if (contract.length > longest) return later('unknown_value', 'contract')
    if (poNumber.length > longest) return later('unknown_value', 'poNumber')
    return {
      customer,
      contract,
      line: lineNumber,
      product: product.code,
      version: product.version,
      quantity: withoutSign(quantity),
      unitPrice: unitPrice === null ? null : withoutSign(unitPrice),
      currency: currency as Currency,
      months: counted ? 1 : product.yearly ? 12 : months!,
      timing: counted ? 'arrears' : timing!,
      anchor: counted ? 'calendar' : anchor!,
      start,
      end,
      billedTo,
      taxCodes,
      poNumber: poNumber === '' ? null : poNumber,
    }
  }
}

/** `-0` is nothing. */
const withoutSign = (number: string): string => (number.startsWith('-') ? number.slice(1) : number)
