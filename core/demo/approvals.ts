/** How far roles decide: field sales give 10 % away without asking, finance approves what is not large. The controller decides everything. */
export const limitRows = [
  { role: 'field-sales', kind: 'orders.discount', percent: '10' },
  { role: 'field-sales', kind: 'quotes.discount', percent: '10' },
  { role: 'service-manager', kind: 'any', percent: '5', currency: 'GBP', amount: '250000' },
  { role: 'finance', kind: 'any', percent: '20', currency: 'EUR', amount: '1000000' },
  { role: 'finance', kind: 'orders.credit', currency: 'EUR', amount: '500000' },
] as const

/** Grace plans next year's budget; Lena decides for her meanwhile. */
export const delegationRows = [
  { person: 'grace.patel', standIn: 'lena.brandt', firstDay: '2026-11-23', lastDay: '2026-12-04', note: 'Budget 2027' },
] as const

/** What customers may owe all companies together, in their own currency and its minor units. */
export const creditLimitRows = [
  { customer: 'HAV', amount: '2000000', reviewOn: '2027-06-30', note: null },
  { customer: 'PEN', amount: '2500000', reviewOn: '2027-06-30', note: null },
  { customer: 'MIL', amount: '3000000', reviewOn: null, note: 'Public sector: pays late, pays always.' },
  { customer: 'FJO', amount: '1500000', reviewOn: '2027-03-31', note: null },
  { customer: 'RMK', amount: '6000000', reviewOn: '2027-06-30', note: null },
  { customer: 'BAY', amount: '3000000', reviewOn: '2027-06-30', note: null },
  { customer: 'ALP', amount: '1000000', reviewOn: '2027-01-31', note: 'First year with us.' },
  { customer: 'KAV', amount: '150000000', reviewOn: '2027-06-30', note: null },
  { customer: 'BEN', amount: '60000000', reviewOn: '2027-06-30', note: null },
  { customer: 'ORB', amount: '5000000', reviewOn: '2027-06-30', note: null },
  { customer: 'QUA', amount: '250000', reviewOn: '2027-03-31', note: null },
  { customer: 'ZEN', amount: '1000000', reviewOn: '2027-03-31', note: null },
] as const
