import { rulesOf, taxCode, type StatuteCode, type TaxRule } from './row.ts'

const india = 'IN'
const from = '2017-07-01'
const lut = {
  en: 'Supply meant for export under letter of undertaking without payment of integrated tax.',
  de: 'Ausfuhrleistung aufgrund einer Verpflichtungserklärung (LUT) ohne Zahlung der indischen IGST.',
}
const paid = {
  en: 'Supply meant for export on payment of integrated tax.',
  de: 'Ausfuhrleistung mit Zahlung der indischen IGST.',
}
const half = (code: string, name: 'CGST' | 'SGST', rate: string): StatuteCode =>
  taxCode(code, india, rate, { category: 'L', names: { en: `${name} ${rate} %`, de: `${name} ${rate.replace('.', ',')} %` }, from })

/** Rates of services: notification 11/2017 (central tax, rate) and 8/2017 (integrated tax, rate), as amended. */
export const indianCodes: readonly StatuteCode[] = [
  half('IN-CG9', 'CGST', '9'),
  half('IN-SG9', 'SGST', '9'),
  half('IN-CG2.5', 'CGST', '2.5'),
  half('IN-SG2.5', 'SGST', '2.5'),
  taxCode('IN-IG18', india, '18', { category: 'S', names: { en: 'IGST 18 %', de: 'IGST 18 %' }, from }),
  taxCode('IN-IG5', india, '5', { category: 'S', names: { en: 'IGST 5 %', de: 'IGST 5 %' }, from }),
  taxCode('IN-NIL', india, '0', { category: 'Z', names: { en: 'GST, nil rated', de: 'GST, Nullsatz' }, from }),
  taxCode('IN-EX', india, '0', { category: 'E', names: { en: 'Exempt from GST', de: 'Von der GST befreit' }, from, notes: { en: 'Exempt from GST.', de: 'Von der GST befreit.' } }),
  taxCode('IN-OS', india, '0', { category: 'O', names: { en: 'Outside the scope of GST', de: 'In Indien nicht steuerbar' }, from, notes: { en: 'The place of supply is outside India (IGST Act 2017 s.13).', de: 'Der Leistungsort liegt außerhalb Indiens (IGST Act 2017 s.13).' } }),
  // Its short code is the one that documents have always shown.
  { ...taxCode('IN-EXP-LUT', india, '0', { category: 'G', names: { en: 'Export under LUT', de: 'Export unter LUT' }, notes: lut, from }), short: 'EXP' },
  { ...taxCode('IN-EXP-IG18', india, '18', { category: 'S', names: { en: 'Export on payment of IGST 18 %', de: 'Export mit Zahlung von IGST 18 %' }, notes: paid, from }), short: 'EXP18' },
  taxCode('IN-RCM18', india, '18', { category: 'AE', names: { en: 'GST reverse charge on purchases 18 %', de: 'GST-Steuerschuldnerschaft bei Eingangsleistungen 18 %' }, from }),
] // prettier-ignore

const abroad = { destinations: ['union', 'third'], place: 'customer' } as const
export const indianRules: readonly TaxRule[] = [
  ...rulesOf(india, 'elsewhere', { destinations: ['elsewhere'], supplies: ['event', 'land'], place: 'customer', source: 'IGST Act 2017 s.13(4, 5)' }, ['IN-OS', from]),
  ...rulesOf(india, 'same-state-standard', { destinations: ['domestic'], taxClass: 'standard', sameState: true, source: 'CGST Act 2017 s.9, IGST Act 2017 s.8, s.12(2)' }, ['IN-CG9+IN-SG9', from]),
  ...rulesOf(india, 'other-state-standard', { destinations: ['domestic'], taxClass: 'standard', sameState: false, source: 'IGST Act 2017 s.5, s.7, s.12(2)' }, ['IN-IG18', from]),
  ...rulesOf(india, 'same-state-reduced', { destinations: ['domestic'], taxClass: 'reduced', sameState: true, source: 'CGST Act 2017 s.9' }, ['IN-CG2.5+IN-SG2.5', from]),
  ...rulesOf(india, 'other-state-reduced', { destinations: ['domestic'], taxClass: 'reduced', sameState: false, source: 'IGST Act 2017 s.5' }, ['IN-IG5', from]),
  ...rulesOf(india, 'domestic-nil', { destinations: ['domestic'], taxClass: 'zero', source: 'CGST Act 2017 s.11' }, ['IN-NIL', from]),
  ...rulesOf(india, 'domestic-exempt', { destinations: ['domestic'], taxClass: 'exempt', source: 'CGST Act 2017 s.11' }, ['IN-EX', from]),
  ...rulesOf(india, 'export-undertaking', { ...abroad, undertaking: true, source: 'IGST Act 2017 s.2(6), s.13(2), s.16(3)(a)' }, ['IN-EXP-LUT', from]),
  ...rulesOf(india, 'export-paid', { ...abroad, undertaking: false, source: 'IGST Act 2017 s.13(2), s.16(3)(b)' }, ['IN-EXP-IG18', from]),
] // prettier-ignore
