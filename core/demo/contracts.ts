import type { AgreedRenewal } from './terms.ts'

interface DemoLine {
  readonly product: string
  readonly quantity: string
  readonly currency: string
  readonly tax: readonly string[]
  readonly start: string
  readonly end?: string
  readonly billedTo?: string
  readonly unitPrice?: string
  readonly months?: number
  readonly timing?: 'advance' | 'arrears'
  readonly anchor?: 'calendar' | 'anniversary'
  readonly po?: string
  readonly description?: string
  /** Counted by readings. */
  readonly measure?: 'peak'
  /** Last day of the term that runs, where the product does not say it: a line that ends with another one. */
  readonly termEnd?: string
  /** Agreed otherwise than the product says. */
  readonly renewal?: AgreedRenewal
  /** The price has risen for the year until this day. */
  readonly boundUntil?: string
}
interface DemoContract {
  readonly number: string
  readonly entity: string
  readonly customer: string
  readonly name: string
  readonly state?: 'draft' | 'active' | 'ended'
  /** Agreed for the contract; left out, each product says its own terms. */
  readonly renewal?: AgreedRenewal
  /** A subsidiary of the customer elsewhere, which it is for. */
  readonly recipient?: {
    readonly name: string
    readonly address: readonly string[]
    readonly country: string
    readonly region: string | null
    readonly taxId: string
  }
  readonly lines: readonly DemoLine[]
}

const uk = { currency: 'GBP', tax: ['UK-S20'] } as const
const de = { currency: 'EUR', tax: ['DE-S19'] } as const
const karnataka = { currency: 'INR', tax: ['IN-CG9', 'IN-SG9'] } as const
const otherState = { currency: 'INR', tax: ['IN-IG18'] } as const
/** Counted after the month: billed up to October, so November is due on 1 December. */
const counted = { timing: 'arrears', billedTo: '2026-10-31' } as const
/** Paid ahead: billed up to November, so December is due on 1 December. */
const ahead = { timing: 'advance', billedTo: '2026-11-30' } as const

/** Sold for shorter than it is bought: the watch over exposure has something to see. */
const byYear = { initialMonths: 12, extensionMonths: 12, noticeDays: 90 } as const
const byQuarter = { initialMonths: 3, extensionMonths: 3, noticeDays: 30 } as const

/** Contracts of facts 4.6 that run on recurring and counted lines, and further ones of the same customers. Everything else waits for its own capability. */
export const demoContracts: readonly DemoContract[] = [
  {
    number: 'C-1001', entity: 'NLUK', customer: 'HAV', name: 'Managed users',
    // 38.00 raised on 1 December 2026 by CPI 3.4 % + 1 %: 39.67, rounded before it is multiplied.
    lines: [{ product: 'MS-USER', quantity: '42', unitPrice: '39.67', ...uk, ...ahead, anchor: 'anniversary', start: '2024-12-01', boundUntil: '2027-11-30', po: 'HV-2026-114' }],
  },
  {
    number: 'C-1002', entity: 'NLUK', customer: 'HAV', name: 'Support hours',
    // Bought and paid in October, before Harmony billed: what is left of it is in its fund.
    lines: [{ product: 'BLK-40', quantity: '1', ...uk, timing: 'advance', anchor: 'anniversary', start: '2026-10-01', billedTo: '2026-10-01', po: 'HV-2026-112' }],
  },
  {
    number: 'C-1003', entity: 'NLUK', customer: 'PEN', name: 'Device care', renewal: { initialMonths: 36, extensionMonths: 12, noticeDays: 90 },
    lines: [
      { product: 'WS-DEV', quantity: '312', ...uk, ...counted, start: '2025-03-01', po: 'PO-48121' },
      { product: 'SV-DEV', quantity: '23', ...uk, ...counted, start: '2025-03-01', po: 'PO-48121' },
    ],
  },
  {
    number: 'C-1004', entity: 'NLUK', customer: 'PEN', name: 'Productivity suite',
    lines: [
      { product: 'M365-A', quantity: '90', ...uk, ...ahead, start: '2026-02-01', po: 'PO-48133' },
      // Five seats from 12 November: 19 of 30 days catch up with the December invoice.
      { product: 'M365-A', quantity: '5', ...uk, timing: 'advance', start: '2026-11-12', termEnd: '2027-01-31', po: 'PO-48133' },
    ],
  },
  {
    number: 'C-1005', entity: 'NLUK', customer: 'PEN', name: 'Backup storage',
    lines: [
      { product: 'BKP-GB', quantity: '1730', ...uk, ...counted, start: '2025-06-01', po: 'PO-48140', description: 'Head office' },
      { product: 'BKP-GB', quantity: '2000.5', ...uk, ...counted, start: '2025-06-01', po: 'PO-48141', description: 'Depot Wakefield' },
    ],
  },
  {
    number: 'C-1006', entity: 'NLUK', customer: 'MIL', name: 'CAD licences',
    lines: [
      { product: 'LIC-YR', quantity: '30', ...uk, timing: 'advance', months: 12, start: '2025-01-01', billedTo: '2026-12-31', po: 'MLT-2025-007' },
      { product: 'LIC-YR', quantity: '6', ...uk, timing: 'advance', months: 12, start: '2026-04-15', termEnd: '2026-12-31', billedTo: '2026-12-31', po: 'MLT-2026-019', description: 'Ends with the other seats' },
    ],
  },
  {
    number: 'C-1009', entity: 'NLUK', customer: 'MIL', name: 'Overnight desk',
    lines: [{ product: 'NIGHT', quantity: '1', unitPrice: '1305.00', ...uk, ...ahead, start: '2024-12-01', boundUntil: '2027-11-30', po: 'MLT-2024-011' }],
  },
  {
    number: 'C-1101', entity: 'NLUK', customer: 'HAV', name: 'Productivity suite and firewall',
    lines: [
      { product: 'M365-M', quantity: '42', ...uk, ...ahead, start: '2025-12-01', po: 'HV-2026-115' },
      { product: 'FW-SUP', quantity: '1', ...uk, timing: 'advance', months: 12, anchor: 'anniversary', start: '2025-12-01', billedTo: '2026-11-30', po: 'HV-2026-115', renewal: byYear },
    ],
  },
  {
    number: 'C-1102', entity: 'NLUK', customer: 'FJO', name: 'Productivity suite',
    lines: [{ product: 'M365-A', quantity: '24', currency: 'EUR', tax: ['UK-OS'], ...ahead, start: '2026-01-01' }],
  },
  {
    number: 'C-1103', entity: 'NLUK', customer: 'ORB', name: 'Stores United Kingdom',
    lines: [
      { product: 'MS-USER', quantity: '64', unitPrice: '36.50', ...uk, ...ahead, start: '2026-01-01' },
      { product: 'WS-DEV', quantity: '180', ...uk, ...counted, start: '2026-01-01' },
    ],
  },
  {
    number: 'C-1104', entity: 'NLUK', customer: 'QUA', name: 'Practice support',
    lines: [
      { product: 'MS-USER', quantity: '14', ...uk, ...ahead, months: 3, anchor: 'anniversary', start: '2026-03-01' },
      { product: 'BKP-GB', quantity: '420.75', ...uk, ...counted, start: '2026-03-01' },
    ],
  },
  {
    number: 'C-1105', entity: 'NLUK', customer: 'ZEN', name: 'Managed users (offer)', state: 'draft',
    lines: [{ product: 'MS-USER', quantity: '12', ...uk, timing: 'advance', start: '2027-01-01' }],
  },
  {
    number: 'C-2001', entity: 'NLDE', customer: 'RMK', name: 'Endgeräteschutz',
    lines: [{ product: 'EDR', quantity: '201', ...de, ...counted, start: '2025-05-01', po: 'RMK-4500012' }],
  },
  {
    number: 'C-2002', entity: 'NLDE', customer: 'RMK', name: 'Support-Token',
    lines: [{ product: 'TOK-200', quantity: '1', ...de, timing: 'advance', anchor: 'anniversary', start: '2026-10-05', billedTo: '2026-10-05', po: 'RMK-4500021' }],
  },
  {
    number: 'C-2003', entity: 'NLDE', customer: 'RMK', name: 'Gerätebudget',
    lines: [{ product: 'KIT-15', quantity: '1', ...de, timing: 'advance', anchor: 'anniversary', start: '2026-10-05', billedTo: '2026-10-05', po: 'RMK-4500022' }],
  },
  {
    number: 'C-2005', entity: 'NLDE', customer: 'ALP', name: 'Betreute Arbeitsplätze',
    lines: [{ product: 'MS-USER', quantity: '18', currency: 'EUR', tax: ['DE-RC'], ...ahead, start: '2025-09-01' }],
  },
  {
    number: 'C-2101', entity: 'NLDE', customer: 'RMK', name: 'Betreute Arbeitsplätze',
    lines: [{ product: 'MS-USER', quantity: '120', unitPrice: '41.80', ...de, ...ahead, start: '2025-05-01', po: 'RMK-4500018' }],
  },
  {
    number: 'C-2102', entity: 'NLDE', customer: 'BAY', name: 'Arbeitsplätze und Office-Paket',
    lines: [
      { product: 'MS-USER', quantity: '35', ...de, ...ahead, start: '2026-04-01' },
      { product: 'M365-A', quantity: '35', ...de, ...ahead, start: '2026-04-01', renewal: byQuarter },
      { product: 'EDR', quantity: '46', ...de, ...counted, start: '2026-04-01' },
    ],
  },
  {
    number: 'C-2103', entity: 'NLDE', customer: 'ORB', name: 'Filialen Deutschland',
    recipient: { name: 'Orbis Retail Deutschland GmbH', address: ['Zentrale Rechnungsprüfung', 'Schadowstraße 11', '40212 Düsseldorf'], country: 'DE', region: null, taxId: 'DE 274 123 454' },
    lines: [
      { product: 'MS-USER', quantity: '70', unitPrice: '42.00', ...de, ...ahead, start: '2026-01-01' },
      // The highest count of the quarter, so that the first invoice is that of 1 January.
      { product: 'EDR', quantity: '0', ...de, timing: 'arrears', months: 3, measure: 'peak', start: '2026-10-01', description: 'Kassen der Filialen' },
    ],
  },
  {
    number: 'C-3001', entity: 'NLIN', customer: 'KAV', name: 'Managed endpoints',
    lines: [{ product: 'EP-IN', quantity: '640', ...karnataka, ...counted, start: '2025-04-01' }],
  },
  {
    number: 'C-3002', entity: 'NLIN', customer: 'BEN', name: 'Managed users',
    lines: [{ product: 'MS-USER', quantity: '55', unitPrice: '1900', ...otherState, ...ahead, start: '2025-07-01' }],
  },
  {
    number: 'C-3003', entity: 'NLIN', customer: 'ALP', name: 'Consulting',
    // One month from 16 November in advance: due on that day, once.
    lines: [
      { product: 'CONSULT', quantity: '1', unitPrice: '1000.00', currency: 'EUR', tax: ['IN-EXP-LUT'], timing: 'advance', anchor: 'anniversary', start: '2026-11-16', end: '2026-12-15' },
    ],
  },
  {
    number: 'C-3101', entity: 'NLIN', customer: 'KAV', name: 'Productivity suite',
    lines: [{ product: 'M365-A', quantity: '210', ...karnataka, ...ahead, start: '2026-04-01', po: 'KT/2026/0417' }],
  },
  {
    number: 'C-3102', entity: 'NLIN', customer: 'ORB', name: 'Stores India',
    recipient: { name: 'Orbis Retail India Pvt Ltd', address: ['Level 4, Raheja Tower', 'Mumbai 400051, Maharashtra (27)'], country: 'IN', region: 'MH', taxId: '27AAACO0000R1ZL' },
    lines: [{ product: 'EP-IN', quantity: '62', ...otherState, ...counted, start: '2026-01-01' }],
  },
] // prettier-ignore
