import { exactly, one, zero, type Decimal } from '../kernel/decimal.ts'
import { isTaxPrefix } from './codes.ts'
import type { Breakdown, EInvoice } from './model.ts'
import { eachOf, eachWithin, rulesOf, whole, type Rule } from './rule.ts'
import { differs, missing, oneOf } from './terms.ts'

export const sumOf = (amounts: readonly (Decimal | null)[]): Decimal =>
  amounts.reduce<Decimal>((sum, amount) => (amount === null ? sum : sum.plus(amount)), zero)
const orZero = (amount: Decimal | null): Decimal => amount ?? zero
/** Two amounts that are both there and are not the same; what is missing, another rule says. */
const unequal = (stated: Decimal | null, worked: Decimal): boolean => stated !== null && !stated.eq(worked)
const hundred = exactly('100')

/** Tax on a base by its rate. What lines rounded apart may leave is less than one unit: the tolerance of the public rules. */
export const taxIsOff = ({ base, tax, rate }: Pick<Breakdown, 'base' | 'tax' | 'rate'>): boolean =>
  base !== null && tax !== null && rate !== null && base.times(rate).minus(tax.times(hundred)).abs().gte(hundred)

const badPrefix = (id: string | null): boolean => id !== null && !isTaxPrefix(id.slice(0, 2).toUpperCase())
const empty = (period: EInvoice['period']): boolean => period !== null && period.from === null && period.to === null
const due = ({ totals }: EInvoice): Decimal => orZero(totals.withTax).minus(orZero(totals.paid)).plus(orZero(totals.rounding))

/**
 * BR-CO-*: what must agree (EN 16931-1, 6.4.2). BR-CO-05 to BR-CO-08 compare a reason with its code; ours has no codes. The sums are checked exactly: our
 * figures come from the ledger and have no remainder.
 */
export const sumRules: readonly Rule[] = rulesOf('en16931', [
  [
    'BR-CO-03', { en: 'Tax point date (BT-7) and its code (BT-8) exclude each other.', de: 'Datum (BT-7) und Code (BT-8) der Steuerfälligkeit schließen einander aus.' },
    whole((i) => i.taxPoint !== null && i.taxPointCode !== null),
  ],
  ['BR-CO-04', missing('BT-151'), eachOf('lines', (line) => line.category === null)],
  [
    'BR-CO-09', { en: 'VAT numbers (BT-31, BT-48) begin with the code of their country.', de: 'USt-IdNrn. (BT-31, BT-48) beginnen mit dem Code ihres Landes.' },
    whole((i) => badPrefix(i.seller.vatId) || badPrefix(i.buyer.vatId)),
  ],
  ['BR-CO-10', differs('BT-106', 'the sum of the lines (BT-131)', 'Summe der Positionen (BT-131)'), whole((i) => unequal(i.totals.lines, sumOf(i.lines.map((line) => line.net))))],
  [
    'BR-CO-11', differs('BT-107', 'the sum of the allowances (BT-92)', 'Summe der Nachlässe (BT-92)'),
    whole((i) => !orZero(i.totals.allowances).eq(sumOf(i.allowances.map((part) => part.amount)))),
  ],
  [
    'BR-CO-12', differs('BT-108', 'the sum of the charges (BT-99)', 'Summe der Zuschläge (BT-99)'),
    whole((i) => !orZero(i.totals.charges).eq(sumOf(i.charges.map((part) => part.amount)))),
  ],
  [
    'BR-CO-13', differs('BT-109', 'lines less allowances plus charges', 'Positionen abzüglich Nachlässe zuzüglich Zuschläge'),
    whole(({ totals: t }) => t.lines !== null && unequal(t.withoutTax, t.lines.minus(orZero(t.allowances)).plus(orZero(t.charges)))),
  ],
  [
    'BR-CO-14', differs('BT-110', 'the sum of the categories (BT-117)', 'Summe der Kategorien (BT-117)'),
    whole((i) => unequal(i.totals.tax ?? zero, sumOf(i.breakdown.map((part) => part.tax)))),
  ],
  [
    'BR-CO-15', differs('BT-112', 'total without tax plus tax', 'Gesamtbetrag ohne Steuer zuzüglich Steuer'),
    whole(({ totals: t }) => t.withoutTax !== null && unequal(t.withTax, t.withoutTax.plus(orZero(t.tax)))),
  ],
  ['BR-CO-16', differs('BT-115', 'total with tax less what is paid, plus rounding', 'Gesamtbetrag mit Steuer abzüglich Zahlungen zuzüglich Rundung'), whole((i) => i.totals.withTax !== null && unequal(i.totals.due, due(i)))],
  ['BR-CO-17', differs('BT-117', 'taxable amount times rate, to two places', 'zu versteuernder Betrag mal Satz, auf zwei Stellen'), eachOf('breakdown', taxIsOff)],
  ['BR-CO-18', missing('BG-23'), whole((i) => i.breakdown.length === 0)],
  ['BR-CO-19', { en: 'An invoicing period (BG-14) has a first or a last day.', de: 'Ein Abrechnungszeitraum (BG-14) hat einen ersten oder einen letzten Tag.' }, whole((i) => empty(i.period))],
  ['BR-CO-20', { en: 'The period of a line (BG-26) has a first or a last day.', de: 'Der Zeitraum einer Position (BG-26) hat einen ersten oder einen letzten Tag.' }, eachOf('lines', (line) => empty(line.period))],
  ['BR-CO-21', missing('BT-97'), eachOf('allowances', (part) => part.reason === null)],
  ['BR-CO-22', missing('BT-104'), eachOf('charges', (part) => part.reason === null)],
  ['BR-CO-23', missing('BT-139'), eachWithin('allowances', (part) => part.reason === null)],
  ['BR-CO-24', missing('BT-144'), eachWithin('charges', (part) => part.reason === null)],
  ['BR-CO-25', oneOf('BT-9', 'BT-20'), whole((i) => (i.totals.due?.gt(zero) ?? false) && i.due === null && i.paymentTerms === null)],
  ['BR-CO-26', oneOf('BT-29', 'BT-30', 'BT-31'), whole(({ seller: s }) => s.identifier === null && s.registration === null && s.vatId === null)],
]) // prettier-ignore

/** A percentage of a base, to two places, half away from nothing. */
export const shareIsOff = (amount: Decimal, base: Decimal, percent: Decimal): boolean =>
  base.times(percent).minus(amount.times(hundred)).abs().gt(one.plus(one))
