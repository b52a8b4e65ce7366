import { anEInvoice, type EInvoice } from '../../../core/einvoice/model.ts'
import { profileOn, type Profile } from '../../../core/einvoice/profile.ts'
import type { Day } from '../../../core/kernel/day.ts'

/** An e-invoice as it comes over a wire: a test changes it, then it is parsed like anybody's. */
export type Wired = any

const address = (line1: string, postCode: string, city: string, country: string) => ({ line1, line2: null, line3: null, city, postCode, region: null, country }) // prettier-ignore
const line = (id: string, more: Wired) => ({
  id, note: null, quantity: '1', unit: 'C62', net: '1000.00', period: { from: '2026-12-01', to: '2026-12-31' }, allowances: [], charges: [], price: '1000.00', grossPrice: null,
  discount: null, baseQuantity: null, baseUnit: null, category: 'S', rate: '19', name: 'Managed user', description: null, sellerItem: 'MS-USER', standardItem: null, origin: null,
  attributes: [], ...more,
}) // prettier-ignore

const rates: Readonly<Record<string, string | null>> = { S: '19', Z: '0', E: '0', AE: '0', K: '0', G: '0', O: null }
const exemptions: Readonly<Record<string, string>> = {
  E: 'VATEX-EU-132',
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
}

/** A valid document of one tax category, with two lines, an allowance and a charge: 1,000.00 + 623.10 - 23.10 + 10.00 = 1,610.00, with 19 % 1,915.90. */
export function sample(category = 'S'): Wired {
  const rate = rates[category] ?? null
  const taxed = category === 'S'
  const outside = category === 'O'
  return {
    number: 'DE-RE-26-000001', issued: '2026-12-01', type: '380', currency: 'EUR', taxCurrency: null, taxPoint: null, taxPointCode: null, due: '2026-12-31',
    buyerReference: '04011000-1234512345-06', project: null, contract: 'C-2001', purchaseOrder: 'PO-77', salesOrder: null,
    paymentTerms: '2 % Skonto bei Zahlung bis 15.12.2026.\n#SKONTO#TAGE=14#PROZENT=2.00#\n', notes: ['Danke & bis bald <3'], preceding: [],
    seller: {
      name: 'Northlight IT GmbH', identifier: null, registration: { id: 'HRB 999999', scheme: null }, vatId: outside ? null : 'DE999999995', taxNumber: '045/123/45678', legal: 'Sitz: Frankfurt am Main',
      electronicAddress: { id: 'rechnung@northlight.example', scheme: 'EM' }, address: address('Lindenstraße 48', '60325', 'Frankfurt am Main', 'DE'),
      contact: { name: 'Lena Brandt', phone: '+49 69 90000100', email: 'lena.brandt@northlight.example' },
    },
    buyer: {
      name: 'Rhein-Main Klinikverbund GmbH', identifier: { id: 'RMK', scheme: null }, registration: null, vatId: outside ? null : 'DE123456788', taxNumber: null, legal: null,
      electronicAddress: { id: 'rechnung@rm-klinikverbund.example', scheme: 'EM' }, address: address('Großer Hasenpfad 12', '60598', 'Frankfurt am Main', 'DE'), contact: null,
    },
    delivery: { name: null, on: '2026-12-31', address: address('Großer Hasenpfad 12', '60598', 'Frankfurt am Main', 'DE') },
    period: { from: '2026-12-01', to: '2026-12-31' },
    payment: { code: '58', reference: 'DE-RE-26-000001', accounts: [{ id: 'DE89370400440532013000', name: 'Northlight IT GmbH', bic: 'COBADEFFXXX' }], card: null, debit: null },
    allowances: [{ amount: '23.10', base: '231.00', percent: '10', category, rate, reason: 'Rabatt' }],
    charges: [{ amount: '10.00', base: null, percent: null, category, rate, reason: 'Anfahrt' }],
    totals: {
      lines: '1623.10', allowances: '23.10', charges: '10.00', withoutTax: '1610.00', tax: taxed ? '305.90' : '0.00', accountingTax: null, withTax: taxed ? '1915.90' : '1610.00', paid: null,
      rounding: null, due: taxed ? '1915.90' : '1610.00',
    },
    breakdown: [
      {
        base: '1610.00', tax: taxed ? '305.90' : '0.00', category, rate: outside ? '0' : rate, exemption: exemptions[category] ? 'Keine Steuer' : null, exemptionCode: exemptions[category] ?? null,
      },
    ],
    documents: [{ id: 'T-1', description: 'Stundenzettel', uri: 'https://northlight.example/t-1' }],
    lines: [
      line('1', { category, rate }),
      line('2', {
        quantity: '201', unit: 'C62', net: '623.10', price: '3.10', grossPrice: '3.50', discount: '0.40', name: 'Endpoint security', sellerItem: 'EDR', category, rate,
        standardItem: { id: '4012345000009', scheme: '0160' }, origin: 'DE', attributes: [{ name: 'Standort', value: 'Frankfurt' }],
      }),
    ],
  } // prettier-ignore
}

export const parsed = (wired: Wired): EInvoice => anEInvoice.parse(wired, 'invoice')
export const day = '2026-12-01' as Day
/** A profile whose rules are those of a set. */
export const profileFor = (of: string): Profile => profileOn(of === 'xrechnung' ? 'xrechnung-ubl' : of === 'peppol' ? 'peppol' : 'ubl', day)
