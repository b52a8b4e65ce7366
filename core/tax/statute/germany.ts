import { rulesOf, taxCode, type StatuteCode, type TaxRule } from './row.ts'

const de = 'DE'
const rated = (code: string, rate: string, which: 'S' | 'R', from: string, to?: string): StatuteCode =>
  taxCode(code, de, rate, {
    category: 'S',
    names: which === 'S' ? { en: `German VAT, standard rate ${rate} %`, de: `USt. ${rate} %` } : { en: `German VAT, reduced rate ${rate} %`, de: `USt. ${rate} % (ermäßigt)` },
    from,
    ...(to ? { to } : {}),
  }) // prettier-ignore

/** Rates: § 12 UStG; from July to December 2020 § 28 (1, 2) UStG (Zweites Corona-Steuerhilfegesetz). */
export const germanCodes: readonly StatuteCode[] = [
  rated('DE-S19', '19', 'S', '2007-01-01'),
  rated('DE-S16', '16', 'S', '1998-04-01', '2020-12-31'),
  rated('DE-R7', '7', 'R', '1983-07-01'),
  rated('DE-R5', '5', 'R', '2020-07-01', '2020-12-31'),
  taxCode('DE-Z0', de, '0', { category: 'Z', names: { en: 'German VAT, zero rate', de: 'USt. 0 %' }, from: '2023-01-01', notes: { en: 'Tax rate 0 % (s. 12(3) UStG).', de: 'Steuersatz 0 % (§ 12 Abs. 3 UStG).' } }),
  taxCode('DE-EX', de, '0', { category: 'E', names: { en: 'Exempt from German VAT', de: 'Von der USt. befreit' }, from: '1980-01-01', notes: { en: 'Exempt from VAT (s. 4 UStG).', de: 'Umsatzsteuerfrei (§ 4 UStG).' } }),
  taxCode('DE-RC', de, '0', {
    category: 'AE', names: { en: 'EU service, reverse charge', de: 'EU-Leistung, Steuerschuldnerschaft des Leistungsempfängers' }, from: '2010-01-01',
    notes: {
      en: 'Reverse charge: VAT is to be accounted for by the customer (Art. 196 Directive 2006/112/EC).',
      de: 'Steuerschuldnerschaft des Leistungsempfängers (Art. 196 MwStSystRL).',
    },
  }),
  taxCode('DE-OS', de, '0', {
    category: 'O', names: { en: 'Service to a third country', de: 'Leistung an Drittland, nicht steuerbar' }, from: '2010-01-01',
    notes: {
      en: 'Not taxable in Germany: the place of supply is outside Germany (s. 3a UStG).',
      de: 'Im Inland nicht steuerbare Leistung (§ 3a UStG).',
    },
  }),
  taxCode('DE-IG', de, '0', { category: 'K', names: { en: 'Goods to an EU business', de: 'Innergemeinschaftliche Lieferung' }, from: '1993-01-01', notes: { en: 'Tax-free intra-Community supply (s. 6a UStG).', de: 'Steuerfreie innergemeinschaftliche Lieferung (§ 6a UStG).' } }),
  taxCode('DE-AUS', de, '0', { category: 'G', names: { en: 'Goods to a third country', de: 'Ausfuhrlieferung' }, from: '1980-01-01', notes: { en: 'Tax-free export (s. 6 UStG).', de: 'Steuerfreie Ausfuhrlieferung (§ 6 UStG).' } }),
  taxCode('DE-13B', de, '19', {
    category: 'AE', names: { en: 'Services bought from abroad, s. 13b UStG, 19 %', de: 'Eingangsleistungen nach § 13b UStG, 19 %' }, from: '2007-01-01',
  }),
] // prettier-ignore

const standard = [['DE-S16', '1998-04-01', '2006-12-31'], ['DE-S19', '2007-01-01', '2020-06-30'], ['DE-S16', '2020-07-01', '2020-12-31'], ['DE-S19', '2021-01-01']] as const // prettier-ignore
const reduced = [['DE-R7', '1983-07-01', '2020-06-30'], ['DE-R5', '2020-07-01', '2020-12-31'], ['DE-R7', '2021-01-01']] as const // prettier-ignore

export const germanRules: readonly TaxRule[] = [
  ...rulesOf(de, 'elsewhere', { destinations: ['elsewhere'], supplies: ['event', 'land'], place: 'customer', source: '§ 3a (3) Nr. 1, 3, 5 UStG' }, ['DE-OS', '2010-01-01']),
  ...rulesOf(de, 'domestic-standard', { destinations: ['domestic'], taxClass: 'standard', source: '§ 12 (1), § 28 UStG' }, ...standard),
  ...rulesOf(de, 'domestic-reduced', { destinations: ['domestic'], taxClass: 'reduced', source: '§ 12 (2), § 28 UStG' }, ...reduced),
  ...rulesOf(de, 'domestic-zero', { destinations: ['domestic'], taxClass: 'zero', source: '§ 12 (3) UStG' }, ['DE-Z0', '2023-01-01']),
  ...rulesOf(de, 'domestic-exempt', { destinations: ['domestic'], taxClass: 'exempt', source: '§ 4 UStG' }, ['DE-EX', '1980-01-01']),
  ...rulesOf(de, 'goods-union', { destinations: ['union'], buyer: 'business', taxIds: true, supplies: ['goods'], source: '§ 6a UStG' }, ['DE-IG', '1993-01-01']),
  ...rulesOf(de, 'goods-export', { destinations: ['third'], supplies: ['goods'], source: '§ 6 UStG' }, ['DE-AUS', '1980-01-01']),
  ...rulesOf(de, 'union-business', { destinations: ['union'], buyer: 'business', taxIds: true, supplies: ['service', 'electronic', 'general'], place: 'customer', source: '§ 3a (2) UStG, 2006/112/EC Art. 44, 196, 226 (11a)' }, ['DE-RC', '2010-01-01']),
  ...rulesOf(de, 'business-abroad', { destinations: ['third'], buyer: 'business', supplies: ['service', 'electronic', 'general'], place: 'customer', source: '§ 3a (2) UStG' }, ['DE-OS', '2010-01-01']),
  ...rulesOf(de, 'consumer-abroad', { destinations: ['third'], buyer: 'consumer', supplies: ['service', 'electronic'], place: 'customer', source: '§ 3a (4, 5) UStG' }, ['DE-OS', '2010-01-01']),
  // Electronic services to consumers of the union bear their country's tax (one-stop shop): a house adds the rates that it needs.
  ...rulesOf(de, 'consumer-union-standard', { destinations: ['union', 'third'], supplies: ['service', 'general', 'goods'], taxClass: 'standard', source: '§ 3a (1), § 3c UStG' }, ...standard),
  ...rulesOf(de, 'consumer-union-reduced', { destinations: ['union', 'third'], supplies: ['service', 'general', 'goods'], taxClass: 'reduced', source: '§ 3a (1), § 3c UStG' }, ...reduced),
  ...rulesOf(de, 'consumer-union-zero', { destinations: ['union', 'third'], supplies: ['service', 'general', 'goods'], taxClass: 'zero', source: '§ 12 (3) UStG' }, ['DE-Z0', '2023-01-01']),
  ...rulesOf(de, 'consumer-union-exempt', { destinations: ['union', 'third'], supplies: ['service', 'general', 'goods'], taxClass: 'exempt', source: '§ 4 UStG' }, ['DE-EX', '1980-01-01']),
] // prettier-ignore
