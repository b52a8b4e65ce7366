import type { ProductTerms, Terms } from '../../../core/imports/judge.ts'

const product = (code: string, more: Partial<ProductTerms>, ...priced: string[]): ProductTerms => ({
  code,
  version: 1,
  periodic: true,
  counted: false,
  yearly: false,
  priced: new Set(priced),
  ...more,
})
const products = [
  product('MS-USER', {}, 'GBP', 'EUR', 'INR'),
  product('M365-A', {}, 'GBP', 'EUR', 'INR'),
  product('M365-M', {}, 'GBP'),
  product('NIGHT', {}, 'GBP'),
  product('WS-DEV', { counted: true }, 'GBP'),
  product('SV-DEV', { counted: true }, 'GBP'),
  product('BKP-GB', { counted: true }, 'GBP'),
  product('EDR', { counted: true }, 'EUR'),
  product('EP-IN', { counted: true }, 'INR'),
  product('LIC-YR', { yearly: true }, 'GBP'),
  product('FW-SUP', { yearly: true }, 'GBP'),
  product('FW-HA', { periodic: false }, 'GBP'),
]
const taxWords: Readonly<Record<string, readonly string[]>> = {
  S20: ['UK-S20'],
  Z0: ['UK-Z0'],
  OS: ['UK-OS'],
  S19: ['DE-S19'],
  RC: ['DE-RC'],
  'CGST+SGST': ['IN-CG9', 'IN-SG9'],
  IGST: ['IN-IG18'],
  EXP: ['IN-EXP-LUT'],
}
/** The house of the demo company, as far as rows are judged by it. */
export const demoTerms: Terms = {
  products: new Map(products.map((p) => [p.code, p])),
  currencies: new Set(['GBP', 'EUR', 'INR']),
  taxes: (word) => taxWords[word],
}
