/** Whom the demo company buys from. */
export const supplierRows = [
  { code: 'BASTION', name: 'Bastion Hardware Inc', country: 'US', currency: 'USD', taxId: null, paymentDays: 30, note: null, active: true },
  {
    code: 'CUMULUS',
    name: 'Cumulus Distribution',
    country: 'IE',
    currency: 'USD',
    taxId: 'IE9999999WI',
    paymentDays: 45,
    note: null,
    active: true,
  },
  {
    code: 'RHENUS',
    name: 'Rhenus Distribution GmbH',
    country: 'DE',
    currency: 'EUR',
    taxId: 'DE888888884',
    paymentDays: 14,
    note: null,
    active: true,
  },
] as const

/** The day whose rates the running purchases were calculated with. */
const calculated = '2026-10-01'
const seat = {
  supplier: 'CUMULUS', item: 'Productivity suite, seats', quantityRule: 'perUnit', quantity: '1', currency: 'USD', unitCost: '16.10', months: 1, timing: 'arrears', agreedOn: calculated,
} as const // prettier-ignore

interface DemoCost {
  readonly contract: string
  /** Number of the contract line. */
  readonly line: number
  /** `null`: own labour. */
  readonly supplier: string | null
  readonly item: string
  readonly quantityRule?: 'fixed' | 'perUnit'
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly months?: number
  readonly timing?: 'advance' | 'arrears'
  readonly start: string
  readonly termEnd?: string
  readonly noticeDays?: number
  readonly extensionMonths?: number
  readonly agreedOn: string
  readonly orderedOn?: string
  readonly reference?: string
}

/** What is bought for contracts that run: seats in dollars, and support of a firewall on a supplier's term of its own (facts 4.4). */
export const demoCosts: readonly DemoCost[] = [
  { ...seat, contract: 'C-1004', line: 1, start: '2026-02-01', termEnd: '2027-01-31', noticeDays: 7, extensionMonths: 12 },
  { ...seat, contract: 'C-1004', line: 2, start: '2026-11-12', termEnd: '2027-01-31', noticeDays: 7, extensionMonths: 12 },
  {
    contract: 'C-1101', line: 2, supplier: 'RHENUS', item: 'Firewall support', quantityRule: 'perUnit', quantity: '1', currency: 'EUR', unitCost: '620.00', months: 12, start: '2025-11-16',
    termEnd: '2028-11-15', noticeDays: 90, agreedOn: calculated, orderedOn: '2025-11-10', reference: 'PO-25-0417',
  },
  { ...seat, contract: 'C-1102', line: 1, start: '2026-01-01', termEnd: '2026-12-31', noticeDays: 7, extensionMonths: 12 },
  { ...seat, contract: 'C-2102', line: 2, start: '2026-04-01', termEnd: '2027-03-31', noticeDays: 7, extensionMonths: 12 },
  { ...seat, contract: 'C-3101', line: 1, start: '2026-04-01', termEnd: '2027-03-31', noticeDays: 7, extensionMonths: 12 },
] // prettier-ignore

/** Three currencies that are one: the entity sells in pounds and consolidates in them. */
const inPounds = (sales: string, cost: string, margin: string, percent: string) =>
  (['transaction', 'entity', 'group'] as const).map((currencyOf) => ({ currencyOf, currency: 'GBP', sales, cost, margin, percent }))

/** The supplier's new price list, a year after the firewall was sold: EUR 640.00 a year became 620.00, at the spot of 16 November. What it came to was worked out then. */
export const demoOrder = {
  contract: 'C-1101', costBefore: '640.00', number: 1, effective: '2026-11-16', reason: 'New price list of the distributor', from: '2026-11-16', to: '2027-11-16', ratesOn: '2026-11-16',
  marginBefore: inPounds('98000', '55680', '42320', '43.18'), marginAfter: inPounds('98000', '53940', '44060', '44.96'), recordedAt: '2026-11-16T10:24:00.000Z',
  recordedBy: 'Sian Rees',
} as const // prettier-ignore
/** The distributor's invoice for the second year of the same. */
export const demoActual = {
  contract: 'C-1101', number: 1, day: '2026-11-16', currency: 'EUR', amount: '62000', entityCurrency: 'GBP', entityAmount: '53940', groupCurrency: 'GBP', groupAmount: '53940',
  from: '2026-11-16', to: '2027-11-16', reference: 'RE-2026-11874', recordedAt: '2026-11-18T09:05:00.000Z', recordedBy: 'Grace Patel',
} as const // prettier-ignore

/** C-1010 (facts 4.6): a firewall pair that a salesperson sells to Zenith Legal on 18 November, on a laptop without a line. */
export const firewallOrder = {
  contract: {
    number: 'C-1010',
    entity: 'NLUK',
    customer: 'ZEN',
    product: 'FW-HA',
    unitPrice: '6400.00',
    currency: 'GBP',
    start: '2026-11-18',
  },
  costs: [
    { supplier: 'BASTION', item: 'Firewall pair', quantity: '1', currency: 'USD', unitCost: '5150.00' },
    { supplier: 'RHENUS', item: 'Firewall support, first year', quantity: '1', currency: 'EUR', unitCost: '620.00' },
    { supplier: null, item: 'Installation, hours', quantity: '6', currency: 'GBP', unitCost: '32.00' },
  ],
  /** After the signature the hardware comes from another supplier. */
  change: { item: 'Firewall pair', supplier: 'RHENUS', currency: 'EUR', unitCost: '4480.00' },
} as const
