import { zero, type Decimal } from '../kernel/decimal.ts'
import type { Breakdown, EInvoice } from './model.ts'
import { eachOf, rulesOf, whole, type Rule, type RuleText } from './rule.ts'
import { sumOf, taxIsOff } from './rules-sums.ts'

interface Category {
  readonly code: string
  /** How the rules call it, which for goods to another member state is not its code. */
  readonly rules: string
  readonly name: RuleText
  readonly taxed: boolean
  readonly exempt: boolean
  /** Who is missing that must be named, or named that must not be. */
  readonly parties: (invoice: EInvoice) => boolean
  readonly partiesText: RuleText
}

const sellerUnknown = ({ seller }: EInvoice): boolean => seller.vatId === null && seller.taxNumber === null
const sellerText: RuleText = { en: 'the VAT or tax number of the seller (BT-31, BT-32)', de: 'USt-IdNr. oder Steuernummer des Verkäufers (BT-31, BT-32)' } // prettier-ignore

const categories: readonly Category[] = [
  {
    code: 'S', rules: 'S', name: { en: 'standard rated (S)', de: 'Regelsatz (S)' }, taxed: true, exempt: false,
    parties: sellerUnknown, partiesText: sellerText,
  },
  {
    code: 'Z', rules: 'Z', name: { en: 'zero rated (Z)', de: 'Nullsatz (Z)' }, taxed: false, exempt: false,
    parties: sellerUnknown, partiesText: sellerText,
  },
  {
    code: 'E', rules: 'E', name: { en: 'exempt (E)', de: 'steuerbefreit (E)' }, taxed: false, exempt: true,
    parties: sellerUnknown, partiesText: sellerText,
  },
  {
    code: 'AE', rules: 'AE', name: { en: 'reverse charge (AE)', de: 'Steuerschuldnerschaft des Leistungsempfängers (AE)' }, taxed: false, exempt: true,
    parties: (i) => sellerUnknown(i) || (i.buyer.vatId === null && i.buyer.registration === null),
    partiesText: {
      en: 'the VAT or tax number of the seller (BT-31, BT-32) and the VAT or register number of the buyer (BT-48, BT-47)',
      de: 'USt-IdNr. oder Steuernummer des Verkäufers (BT-31, BT-32) und USt-IdNr. oder Registernummer des Käufers (BT-48, BT-47)',
    },
  },
  {
    code: 'K', rules: 'IC', name: { en: 'supply to another member state (K)', de: 'innergemeinschaftliche Lieferung (K)' }, taxed: false, exempt: true,
    parties: (i) => i.seller.vatId === null || i.buyer.vatId === null,
    partiesText: { en: 'the VAT numbers of seller and buyer (BT-31, BT-48)', de: 'die USt-IdNrn. von Verkäufer und Käufer (BT-31, BT-48)' },
  },
  {
    code: 'G', rules: 'G', name: { en: 'export (G)', de: 'Ausfuhr (G)' }, taxed: false, exempt: true,
    parties: (i) => i.seller.vatId === null, partiesText: { en: 'the VAT number of the seller (BT-31)', de: 'USt-IdNr. des Verkäufers (BT-31)' },
  },
  {
    code: 'O', rules: 'O', name: { en: 'outside the scope (O)', de: 'nicht steuerbar (O)' }, taxed: false, exempt: true,
    parties: (i) => i.seller.vatId !== null || i.buyer.vatId !== null,
    partiesText: { en: 'no VAT number of seller or buyer (BT-31, BT-48)', de: 'keine USt-IdNr. von Verkäufer oder Käufer (BT-31, BT-48)' },
  },
] // prettier-ignore

const users = (invoice: EInvoice, code: string): number =>
  [...invoice.lines, ...invoice.allowances, ...invoice.charges].filter((one) => one.category === code).length
const partsOf = (invoice: EInvoice, code: string): readonly Breakdown[] => invoice.breakdown.filter((part) => part.category === code)

/** Net of all that is of a category; of taxed ones, of one rate. */
function baseOf(invoice: EInvoice, code: string, rate: Decimal | null, byRate: boolean): Decimal {
  const own = (one: { readonly category: string | null; readonly rate: Decimal | null }): boolean =>
    one.category === code && (!byRate || (one.rate === null ? rate === null : rate !== null && one.rate.eq(rate)))
  const lines = sumOf(invoice.lines.filter(own).map((line) => line.net))
  const less = sumOf(invoice.allowances.filter(own).map((part) => part.amount))
  return lines.minus(less).plus(sumOf(invoice.charges.filter(own).map((part) => part.amount)))
}

const badRate = ({ code, taxed }: Category, rate: Decimal | null): boolean =>
  code === 'O' ? rate !== null : taxed ? rate === null || !rate.gt(zero) : rate === null || !rate.eq(zero)
const rateText = ({ code, taxed, name }: Category, term: string): RuleText =>
  code === 'O'
    ? { en: `What is ${name.en} has no tax rate (${term}).`, de: `Was ${name.de} ist, hat keinen Steuersatz (${term}).` }
    : taxed
      ? {
          en: `The tax rate (${term}) of ${name.en} is more than zero.`,
          de: `Der Steuersatz (${term}) bei ${name.de} ist größer als null.`,
        }
      : { en: `The tax rate (${term}) of ${name.en} is zero.`, de: `Der Steuersatz (${term}) bei ${name.de} ist null.` }

/** The ten rules that each category has, from -01 to -10. */
function rulesOfCategory(category: Category): readonly Rule[] {
  const { code, rules, name, taxed, exempt, parties, partiesText } = category
  const id = (number: string): string => `BR-${rules}-${number}`
  const asks = (where: RuleText): RuleText => ({
    en: `With ${name.en} ${where.en}, the invoice names ${partiesText.en}.`,
    de: `Bei ${name.de} ${where.de} nennt die Rechnung: ${partiesText.de}.`,
  })
  const has = (list: 'lines' | 'allowances' | 'charges') => (i: EInvoice) => i[list].some((one) => one.category === code)
  const used = (i: EInvoice): boolean => {
    const parts = partsOf(i, code).length
    return users(i, code) === 0 ? parts > 0 : taxed ? parts === 0 : parts !== 1
  }
  return rulesOf('en16931', [
    [
      id('01'),
      {
        en: `The breakdown of the tax (BG-23) has ${taxed ? 'a part' : 'exactly one part'} for ${name.en} where it is used, and none where it is not.`,
        de: `Die Aufschlüsselung der Steuer (BG-23) hat für ${name.de} ${taxed ? 'einen Teil' : 'genau einen Teil'}, wo die Kategorie vorkommt, sonst keinen.`,
      },
      whole(used),
    ],
    [id('02'), asks({ en: 'on a line', de: 'in einer Position' }), whole((i) => has('lines')(i) && parties(i))],
    [id('03'), asks({ en: 'on an allowance', de: 'in einem Nachlass' }), whole((i) => has('allowances')(i) && parties(i))],
    [id('04'), asks({ en: 'on a charge', de: 'in einem Zuschlag' }), whole((i) => has('charges')(i) && parties(i))],
    [id('05'), rateText(category, 'BT-152'), eachOf('lines', (line) => line.category === code && badRate(category, line.rate))],
    [id('06'), rateText(category, 'BT-96'), eachOf('allowances', (part) => part.category === code && badRate(category, part.rate))],
    [id('07'), rateText(category, 'BT-103'), eachOf('charges', (part) => part.category === code && badRate(category, part.rate))],
    [
      id('08'),
      {
        en: `The taxable amount (BT-116) of ${name.en} is the sum of its lines, less allowances, plus charges${taxed ? ', for each rate' : ''}.`,
        de: `Der zu versteuernde Betrag (BT-116) bei ${name.de} ist die Summe der Positionen abzüglich Nachlässe zuzüglich Zuschläge${taxed ? ', je Satz' : ''}.`,
      },
      eachOf('breakdown', (part, i) => part.category === code && part.base !== null && !part.base.eq(baseOf(i, code, part.rate, taxed))),
    ],
    [
      id('09'),
      taxed
        ? { en: `The tax (BT-117) of ${name.en} is its base times its rate.`, de: `Die Steuer (BT-117) bei ${name.de} ist Betrag mal Satz.` }
        : { en: `The tax (BT-117) of ${name.en} is zero.`, de: `Die Steuer (BT-117) bei ${name.de} ist null.` },
      eachOf('breakdown', (part) => part.category === code && (taxed ? taxIsOff(part) : part.tax !== null && !part.tax.eq(zero))),
    ],
    [
      id('10'),
      exempt
        ? { en: `What is ${name.en} says why no tax is charged (BT-120, BT-121).`, de: `Bei ${name.de} steht, warum keine Steuer anfällt (BT-120, BT-121).` }
        : { en: `What is ${name.en} has no reason of exemption (BT-120, BT-121).`, de: `Bei ${name.de} steht kein Grund der Befreiung (BT-120, BT-121).` },
      eachOf('breakdown', (part) => part.category === code && (part.exemption !== null || part.exemptionCode !== null) !== exempt),
    ],
  ]) // prettier-ignore
}

const mixed = (list: 'lines' | 'allowances' | 'charges') =>
  whole((i) => partsOf(i, 'O').length > 0 && i[list].some((one) => one.category !== null && one.category !== 'O'))
const alone = (en: string, de: string): RuleText => ({
  en: `With something outside the scope (O), ${en} is of another category.`,
  de: `Ist etwas nicht steuerbar (O), so ist ${de} von anderer Kategorie.`,
})

/** BR-S-*, BR-Z-*, BR-E-*, BR-AE-*, BR-IC-*, BR-G-*, BR-O-* (EN 16931-1, 6.4.3). The taxes of the Canary Islands and of Ceuta and Melilla are not ours. */
export const categoryRules: readonly Rule[] = [
  ...categories.flatMap(rulesOfCategory),
  ...rulesOf('en16931', [
    [
      'BR-IC-11', { en: 'A supply to another member state (K) names its delivery date (BT-72) or period (BG-14).', de: 'Eine innergemeinschaftliche Lieferung (K) nennt Lieferdatum (BT-72) oder Zeitraum (BG-14).' },
      whole((i) => partsOf(i, 'K').length > 0 && !i.delivery?.on && i.period === null),
    ],
    [
      'BR-IC-12', { en: 'A supply to another member state (K) names the country it goes to (BT-80).', de: 'Eine innergemeinschaftliche Lieferung (K) nennt das Land der Lieferung (BT-80).' },
      whole((i) => partsOf(i, 'K').length > 0 && !i.delivery?.address?.country),
    ],
    ['BR-O-11', alone('no part of the breakdown (BG-23)', 'kein Teil der Aufschlüsselung (BG-23)'), whole((i) => partsOf(i, 'O').length > 0 && i.breakdown.some((part) => part.category !== 'O'))],
    ['BR-O-12', alone('no line (BT-151)', 'keine Position (BT-151)'), mixed('lines')],
    ['BR-O-13', alone('no allowance (BT-95)', 'kein Nachlass (BT-95)'), mixed('allowances')],
    ['BR-O-14', alone('no charge (BT-102)', 'kein Zuschlag (BT-102)'), mixed('charges')],
  ]),
] // prettier-ignore
