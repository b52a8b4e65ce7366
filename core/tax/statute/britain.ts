import { rulesOf, taxCode, type StatuteCode, type TaxRule } from './row.ts'

const uk = 'GB'
const outside = {
  en: 'Outside the scope of UK VAT: the place of supply is outside the United Kingdom (VATA 1994 s.7A, Sch. 4A).',
  de: 'Im Vereinigten Königreich nicht steuerbar: Der Leistungsort liegt außerhalb (VATA 1994 s.7A, Sch. 4A).',
}
const standard = (code: string, rate: string, from: string, to?: string): StatuteCode =>
  taxCode(code, uk, rate, {
    category: 'S',
    names: { en: `UK VAT, standard rate ${rate} %`, de: `Britische USt., Regelsatz ${rate.replace('.', ',')} %` },
    from,
    ...(to ? { to } : {}),
  })

/** Rates: VATA 1994 s.2 and the orders that changed it; GOV.UK, "VAT rates" (historic). */
export const britishCodes: readonly StatuteCode[] = [
  standard('UK-S20', '20', '2011-01-04'),
  standard('UK-S17.5', '17.5', '1991-04-01', '2011-01-03'),
  standard('UK-S15', '15', '2008-12-01', '2009-12-31'),
  taxCode('UK-R5', uk, '5', { category: 'S', names: { en: 'UK VAT, reduced rate 5 %', de: 'Britische USt., ermäßigter Satz 5 %' }, from: '1997-09-01' }),
  taxCode('UK-Z0', uk, '0', { category: 'Z', names: { en: 'UK VAT, zero rate', de: 'Britische USt., Nullsatz' }, from: '1973-04-01' }),
  taxCode('UK-EX', uk, '0', {
    category: 'E', names: { en: 'UK VAT, exempt', de: 'Von der britischen USt. befreit' }, from: '1973-04-01',
    notes: { en: 'Exempt from VAT.', de: 'Von der britischen Umsatzsteuer befreit.' },
  }),
  taxCode('UK-OS', uk, '0', { category: 'O', names: { en: 'Outside the scope of UK VAT', de: 'Im Vereinigten Königreich nicht steuerbar' }, notes: outside, from: '2010-01-01' }),
  taxCode('UK-EUS', uk, '0', {
    category: 'AE', names: { en: 'EU service until 2020, reverse charge', de: 'EU-Leistung bis 2020, Steuerschuldnerschaft des Leistungsempfängers' }, from: '2010-01-01', to: '2020-12-31',
    notes: {
      en: 'Reverse charge: VAT is to be accounted for by the customer (Art. 196 Directive 2006/112/EC).',
      de: 'Steuerschuldnerschaft des Leistungsempfängers (Art. 196 MwStSystRL).',
    },
  }),
  taxCode('UK-EXP', uk, '0', {
    category: 'G', names: { en: 'Goods exported from the UK', de: 'Ausfuhr von Gegenständen aus dem Vereinigten Königreich' }, from: '1973-04-01',
    notes: { en: 'Zero-rated export (VATA 1994 s.30(6)).', de: 'Steuerfreie Ausfuhr aus dem Vereinigten Königreich (VATA 1994 s.30(6)).' },
  }),
  taxCode('UK-RC', uk, '20', {
    category: 'AE', names: { en: 'UK reverse charge on purchases 20 %', de: 'Britische Steuerschuldnerschaft bei Eingangsleistungen 20 %' }, from: '2011-01-04',
  }),
] // prettier-ignore

const rates = [
  ['UK-S17.5', '1991-04-01', '2008-11-30'], ['UK-S15', '2008-12-01', '2009-12-31'], ['UK-S17.5', '2010-01-01', '2011-01-03'], ['UK-S20', '2011-01-04'],
] as const // prettier-ignore

export const britishRules: readonly TaxRule[] = [
  ...rulesOf(uk, 'elsewhere', { destinations: ['elsewhere'], supplies: ['event', 'land'], place: 'customer', source: 'VATA 1994 Sch. 4A paras 1-3' }, ['UK-OS', '2010-01-01']),
  ...rulesOf(uk, 'domestic-standard', { destinations: ['domestic'], taxClass: 'standard', source: 'VATA 1994 s.2(1)' }, ...rates),
  ...rulesOf(uk, 'domestic-reduced', { destinations: ['domestic'], taxClass: 'reduced', source: 'VATA 1994 s.29A, Sch. 7A' }, ['UK-R5', '1997-09-01']),
  ...rulesOf(uk, 'domestic-zero', { destinations: ['domestic'], taxClass: 'zero', source: 'VATA 1994 s.30, Sch. 8' }, ['UK-Z0', '1973-04-01']),
  ...rulesOf(uk, 'domestic-exempt', { destinations: ['domestic'], taxClass: 'exempt', source: 'VATA 1994 s.31, Sch. 9' }, ['UK-EX', '1973-04-01']),
  ...rulesOf(uk, 'goods-export', { destinations: ['union', 'third'], supplies: ['goods'], source: 'VATA 1994 s.30(6)' }, ['UK-EXP', '1973-04-01']),
  ...rulesOf(uk, 'union-business', { destinations: ['union'], buyer: 'business', taxIds: true, supplies: ['service', 'electronic', 'general'], place: 'customer', source: '2006/112/EC Art. 44, 196' }, ['UK-EUS', '2010-01-01', '2020-12-31']),
  ...rulesOf(uk, 'business-abroad', { destinations: ['third'], buyer: 'business', supplies: ['service', 'electronic', 'general'], place: 'customer', source: 'VATA 1994 s.7A(2)(a)' }, ['UK-OS', '2010-01-01']),
  ...rulesOf(uk, 'consumer-abroad', { destinations: ['third'], buyer: 'consumer', supplies: ['service', 'electronic'], place: 'customer', source: 'VATA 1994 Sch. 4A paras 9, 16' }, ['UK-OS', '2010-01-01']),
  ...rulesOf(uk, 'consumer-general-standard', { destinations: ['union', 'third'], taxClass: 'standard', source: 'VATA 1994 s.7A(2)(b)' }, ...rates),
  ...rulesOf(uk, 'consumer-general-reduced', { destinations: ['union', 'third'], taxClass: 'reduced', source: 'VATA 1994 s.7A(2)(b)' }, ['UK-R5', '1997-09-01']),
  ...rulesOf(uk, 'consumer-general-zero', { destinations: ['union', 'third'], taxClass: 'zero', source: 'VATA 1994 s.7A(2)(b)' }, ['UK-Z0', '1973-04-01']),
  ...rulesOf(uk, 'consumer-general-exempt', { destinations: ['union', 'third'], taxClass: 'exempt', source: 'VATA 1994 s.7A(2)(b)' }, ['UK-EX', '1973-04-01']),
] // prettier-ignore
