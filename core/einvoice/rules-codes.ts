import type { Decimal } from '../kernel/decimal.ts'
import * as codes from './codes.ts'
import type { EInvoice, Party } from './model.ts'
import { eachOf, eachWithin, rulesOf, whole, type Rule } from './rule.ts'
import { decimals, unlisted } from './terms.ts'

const tooFine = (value: Decimal | null): boolean => value !== null && !value.round(2, 0).eq(value)
const total = (name: keyof EInvoice['totals']) => whole((i) => tooFine(i.totals[name]))
const not = (is: (code: string) => boolean) => (code: string | null | undefined) => code !== null && code !== undefined && !is(code)
const parties = (bad: (party: Party) => boolean) => whole((i) => bad(i.seller) || bad(i.buyer))

/** BR-DEC-*: amounts have two places at most (EN 16931-3). */
export const decimalRules: readonly Rule[] = rulesOf('en16931', [
  ['BR-DEC-01', decimals('BT-92'), eachOf('allowances', (one) => tooFine(one.amount))],
  ['BR-DEC-02', decimals('BT-93'), eachOf('allowances', (one) => tooFine(one.base))],
  ['BR-DEC-05', decimals('BT-99'), eachOf('charges', (one) => tooFine(one.amount))],
  ['BR-DEC-06', decimals('BT-100'), eachOf('charges', (one) => tooFine(one.base))],
  ['BR-DEC-09', decimals('BT-106'), total('lines')],
  ['BR-DEC-10', decimals('BT-107'), total('allowances')],
  ['BR-DEC-11', decimals('BT-108'), total('charges')],
  ['BR-DEC-12', decimals('BT-109'), total('withoutTax')],
  ['BR-DEC-13', decimals('BT-110'), total('tax')],
  ['BR-DEC-14', decimals('BT-112'), total('withTax')],
  ['BR-DEC-15', decimals('BT-111'), total('accountingTax')],
  ['BR-DEC-16', decimals('BT-113'), total('paid')],
  ['BR-DEC-17', decimals('BT-114'), total('rounding')],
  ['BR-DEC-18', decimals('BT-115'), total('due')],
  ['BR-DEC-19', decimals('BT-116'), eachOf('breakdown', (part) => tooFine(part.base))],
  ['BR-DEC-20', decimals('BT-117'), eachOf('breakdown', (part) => tooFine(part.tax))],
  ['BR-DEC-23', decimals('BT-131'), eachOf('lines', (line) => tooFine(line.net))],
  ['BR-DEC-24', decimals('BT-136'), eachWithin('allowances', (one) => tooFine(one.amount))],
  ['BR-DEC-25', decimals('BT-137'), eachWithin('allowances', (one) => tooFine(one.base))],
  ['BR-DEC-27', decimals('BT-141'), eachWithin('charges', (one) => tooFine(one.amount))],
  ['BR-DEC-28', decimals('BT-142'), eachWithin('charges', (one) => tooFine(one.base))],
])

/** Our writer puts one currency on all amounts, so BR-CL-03 asks the same as BR-CL-04; the lists that our model has no field for (BR-CL-06 to -08 in part, -13, -19, -20, -24, -26) have nothing to look at. */
export const codeRules: readonly Rule[] = rulesOf('en16931', [
  ['BR-CL-01', unlisted('BT-3', 'UNTDID 1001'), whole((i) => not(codes.isDocumentType)(i.type))],
  ['BR-CL-03', unlisted('BT-5', 'ISO 4217'), whole((i) => not(codes.isCurrencyCode)(i.currency))],
  ['BR-CL-04', unlisted('BT-5', 'ISO 4217'), whole((i) => not(codes.isCurrencyCode)(i.currency))],
  ['BR-CL-05', unlisted('BT-6', 'ISO 4217'), whole((i) => not(codes.isCurrencyCode)(i.taxCurrency))],
  ['BR-CL-06', unlisted('BT-8', 'UNTDID 2005'), whole((i) => not(codes.isTaxPointCode)(i.taxPointCode))],
  ['BR-CL-10', unlisted('BT-29', 'ISO 6523'), parties(({ identifier }) => not(codes.isIcd)(identifier?.scheme))],
  ['BR-CL-11', unlisted('BT-30', 'ISO 6523'), parties(({ registration }) => not(codes.isIcd)(registration?.scheme))],
  ['BR-CL-14', unlisted('BT-40', 'ISO 3166'), whole((i) => [i.seller.address, i.buyer.address, i.delivery?.address].some((one) => not(codes.isCountry)(one?.country)))],
  ['BR-CL-15', unlisted('BT-159', 'ISO 3166'), eachOf('lines', (line) => not(codes.isCountry)(line.origin))],
  ['BR-CL-16', unlisted('BT-81', 'UNTDID 4461'), whole((i) => not(codes.isPaymentMeans)(i.payment?.code))],
  ['BR-CL-17', unlisted('BT-118', 'UNTDID 5305'), whole((i) => [...i.breakdown, ...i.allowances, ...i.charges].some((one) => not(codes.isTaxCategory)(one.category)))],
  ['BR-CL-18', unlisted('BT-151', 'UNTDID 5305'), eachOf('lines', (line) => not(codes.isTaxCategory)(line.category))],
  ['BR-CL-21', unlisted('BT-157', 'ISO 6523'), eachOf('lines', (line) => not(codes.isIcd)(line.standardItem?.scheme))],
  ['BR-CL-22', unlisted('BT-121', 'VATEX'), eachOf('breakdown', (part) => not(codes.isExemptionCode)(part.exemptionCode))],
  ['BR-CL-23', unlisted('BT-130', 'UN/ECE 20'), eachOf('lines', (line) => not(codes.isUnit)(line.unit) || not(codes.isUnit)(line.baseUnit))],
  ['BR-CL-25', unlisted('BT-49', 'EAS'), parties(({ electronicAddress }) => not(codes.isAddressScheme)(electronicAddress?.scheme))],
]) // prettier-ignore
