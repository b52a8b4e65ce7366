import { exactly, one, zero, type Decimal } from '../kernel/decimal.ts'
import { isAbn, isBelgianEnterprise, isGln } from './codes.ts'
import type { Breakdown, EInvoice, Line, LineSurcharge } from './model.ts'
import { eachOf, known, rulesOf, whole, type Rule, type RuleText } from './rule.ts'
import { shareIsOff, sumOf } from './rules-sums.ts'
import { missing, oneOf } from './terms.ts'

/** Two hundredths, the tolerance that Peppol grants a line. */
const slack = exactly('0.02')

/** Quantity times price for so many, less allowances, plus charges. Multiplied out, for a third has no decimals. */
export function lineIsOff({ quantity, price, baseQuantity, net, allowances, charges }: Line): boolean {
  if (quantity === null || price === null || net === null) return false
  const per = baseQuantity ?? one
  const rest = net.minus(sumOf(charges.map((c) => c.amount))).plus(sumOf(allowances.map((a) => a.amount)))
  return quantity.times(price).minus(rest.times(per)).abs().gt(slack.times(per.abs()))
}

const surcharges = (i: EInvoice): readonly LineSurcharge[] => [
  ...i.allowances,
  ...i.charges,
  ...i.lines.flatMap((line) => [...line.allowances, ...line.charges]),
]
const sameSign = (a: Decimal | null, b: Decimal | null): boolean => a === null || b === null || a.times(b).gte(zero)
const addresses = (i: EInvoice) => [i.seller, i.buyer].map((party) => party.electronicAddress)
const checked = (scheme: string, is: (id: string) => boolean) =>
  whole((i) => addresses(i).some((at) => at !== null && at.scheme === scheme && !is(at.id)))
const reserved = (code: string, category: string) =>
  eachOf('breakdown', (part: Breakdown) => part.exemptionCode === `VATEX-EU-${code}` && part.category !== category)
const reservedText = (code: string, category: string): RuleText => ({
  en: `The code VATEX-EU-${code} (BT-121) belongs to the category ${category} (BT-118).`,
  de: `Der Code VATEX-EU-${code} (BT-121) gehört zur Kategorie ${category} (BT-118).`,
})
const checkText = (scheme: string): RuleText => ({
  en: `The check digits of the electronic address are wrong (list ${scheme}; BT-34, BT-49).`,
  de: `Die Prüfziffern der elektronischen Adresse stimmen nicht (Liste ${scheme}; BT-34, BT-49).`,
})

const invoiceTypes = ['71', '80', '82', '84', '102', '218', '219', '326', '331', '380', '382', '383', '384', '386', '388', '393', '395', '553', '575', '623', '780', '817', '870', '875', '876', '877'] // prettier-ignore
const creditTypes = ['381', '396', '81', '83', '532']
const german = (i: EInvoice): boolean => i.seller.address?.country === 'DE' && i.buyer.address?.country === 'DE'
const outside = (line: Line, i: EInvoice, side: 'from' | 'to'): boolean => {
  const [own, all] = [line.period?.[side], i.period?.[side]]
  return known(own) && known(all) && (side === 'from' ? own < all : own > all)
}

/** PEPPOL-EN16931-* and PEPPOL-COMMON-* (Peppol BIS Billing 3.0). What only a writer can break (empty elements, several currencies, several tax totals) ours never does. */
export const peppolRules: readonly Rule[] = rulesOf('peppol', [
  ['PEPPOL-EN16931-R001', missing('BT-23'), whole((_i, profile) => profile.businessProcess === null)],
  ['PEPPOL-EN16931-R002', { en: 'At most one note (BT-22), unless seller and buyer are German.', de: 'Höchstens eine Bemerkung (BT-22), außer zwischen Deutschen.' }, whole((i) => i.notes.length > 1 && !german(i))],
  ['PEPPOL-EN16931-R003', oneOf('BT-10', 'BT-13'), whole((i) => i.buyerReference === null && i.purchaseOrder === null)],
  ['PEPPOL-EN16931-R004', { en: 'The specification (BT-24) is that of Peppol BIS Billing 3.0.', de: 'Die Spezifikation (BT-24) ist die von Peppol BIS Billing 3.0.' }, whole((_i, profile) => !profile.specification.startsWith('urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'))],
  ['PEPPOL-EN16931-R005', { en: 'The currency of the tax (BT-6) is another one than that of the invoice (BT-5).', de: 'Die Währung der Steuer (BT-6) ist eine andere als die der Rechnung (BT-5).' }, whole((i) => i.taxCurrency !== null && i.taxCurrency === i.currency)],
  ['PEPPOL-EN16931-R007', { en: 'The business process (BT-23) has the form urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0.', de: 'Der Geschäftsprozess (BT-23) hat die Form urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0.' }, whole((_i, profile) => profile.businessProcess !== null && !/^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/.test(profile.businessProcess))],
  ['PEPPOL-EN16931-R010', missing('BT-49'), whole((i) => i.buyer.electronicAddress === null)],
  ['PEPPOL-EN16931-R020', missing('BT-34'), whole((i) => i.seller.electronicAddress === null)],
  ['PEPPOL-EN16931-R040', { en: 'An allowance or charge is its base times its percentage.', de: 'Ein Nachlass oder Zuschlag ist Grundbetrag mal Prozentsatz.' }, whole((i) => surcharges(i).some((s) => s.amount !== null && s.base !== null && s.percent !== null && shareIsOff(s.amount, s.base, s.percent)))],
  ['PEPPOL-EN16931-R041', { en: 'A percentage of an allowance or charge has a base.', de: 'Ein Prozentsatz eines Nachlasses oder Zuschlags hat einen Grundbetrag.' }, whole((i) => surcharges(i).some((s) => s.percent !== null && s.base === null))],
  ['PEPPOL-EN16931-R042', { en: 'A base of an allowance or charge has a percentage.', de: 'Ein Grundbetrag eines Nachlasses oder Zuschlags hat einen Prozentsatz.' }, whole((i) => surcharges(i).some((s) => s.base !== null && s.percent === null))],
  ['PEPPOL-EN16931-R046', { en: 'The net price (BT-146) is the gross price (BT-148) less its discount (BT-147).', de: 'Der Nettopreis (BT-146) ist der Bruttopreis (BT-148) abzüglich Nachlass (BT-147).' }, eachOf('lines', (l) => l.grossPrice !== null && l.price !== null && !l.price.eq(l.grossPrice.minus(l.discount ?? zero)))],
  ['PEPPOL-EN16931-R055', { en: 'The tax in both currencies (BT-110, BT-111) has the same sign.', de: 'Die Steuer hat in beiden Währungen (BT-110, BT-111) dasselbe Vorzeichen.' }, whole(({ totals: t }) => !sameSign(t.tax, t.accountingTax))],
  ['PEPPOL-EN16931-R061', missing('BT-89'), whole((i) => ['49', '59'].includes(i.payment?.code ?? '') && !known(i.payment?.debit?.mandate))],
  ['PEPPOL-EN16931-R110', { en: 'The period of a line begins within the invoicing period.', de: 'Der Zeitraum einer Position beginnt im Abrechnungszeitraum.' }, eachOf('lines', (line, i) => outside(line, i, 'from'))],
  ['PEPPOL-EN16931-R111', { en: 'The period of a line ends within the invoicing period.', de: 'Der Zeitraum einer Position endet im Abrechnungszeitraum.' }, eachOf('lines', (line, i) => outside(line, i, 'to'))],
  ['PEPPOL-EN16931-R120', { en: 'The net amount of a line (BT-131) is quantity times price, less allowances, plus charges.', de: 'Der Nettobetrag einer Position (BT-131) ist Menge mal Preis, abzüglich Nachlässe, zuzüglich Zuschläge.' }, eachOf('lines', lineIsOff)],
  ['PEPPOL-EN16931-R121', { en: 'The quantity that a price is for (BT-149) is more than zero.', de: 'Die Menge, für die ein Preis gilt (BT-149), ist größer als null.' }, eachOf('lines', (line) => line.baseQuantity?.lte(zero) ?? false)],
  ['PEPPOL-EN16931-R130', { en: 'Price and quantity have the same unit (BT-130, BT-150).', de: 'Preis und Menge haben dieselbe Einheit (BT-130, BT-150).' }, eachOf('lines', (line) => line.baseUnit !== null && line.baseUnit !== line.unit)],
  ['PEPPOL-EN16931-P0100', { en: 'The document type of an invoice (BT-3) is one of Peppol’s list.', de: 'Die Art der Rechnung (BT-3) ist in der Liste von Peppol.' }, whole((i) => i.type !== null && !invoiceTypes.includes(i.type) && !creditTypes.includes(i.type))],
  ['PEPPOL-EN16931-P0104', reservedText('G', 'G'), reserved('G', 'G')],
  ['PEPPOL-EN16931-P0105', reservedText('O', 'O'), reserved('O', 'O')],
  ['PEPPOL-EN16931-P0106', reservedText('IC', 'K'), reserved('IC', 'K')],
  ['PEPPOL-EN16931-P0107', reservedText('AE', 'AE'), reserved('AE', 'AE')],
  ['PEPPOL-EN16931-P0112', { en: 'Partial (326) and corrected (384) invoices go only between Germans.', de: 'Teilrechnungen (326) und korrigierte Rechnungen (384) gibt es nur zwischen Deutschen.' }, whole((i) => ['326', '384'].includes(i.type ?? '') && !german(i))],
  ['PEPPOL-COMMON-R040', checkText('0088'), checked('0088', isGln)],
  ['PEPPOL-COMMON-R043', checkText('0208'), checked('0208', isBelgianEnterprise)],
  ['PEPPOL-COMMON-R050', checkText('0151'), checked('0151', isAbn)],
]) // prettier-ignore

/** The rules of Peppol that XRechnung 3.0 took over. A line that is not quantity times price is worth a word there, no more (finance.md 4.2). */
const taken = ['R001', 'R005', 'R010', 'R020', 'R040', 'R041', 'R042', 'R046', 'R055', 'R061', 'R110', 'R111', 'R120', 'R121', 'R130']
export const peppolRulesOfXRechnung: readonly Rule[] = peppolRules
  .filter(({ id }) => taken.includes(id.replace('PEPPOL-EN16931-', '')))
  .map((rule) => ({ ...rule, of: 'xrechnung', level: rule.id.endsWith('R120') ? 'warning' : rule.level }))
