/** Where people are employed and what an hour of them truly costs (demo group 4.3), in major units of the entity's currency. */
export const employmentRows = (
  [
    ['Owen Price', 'NLUK', '32.00'],
    ['Sian Rees', 'NLUK', '41.00'],
    ['Mehmet Aydin', 'NLDE', '46.00'],
    ['Priya Raman', 'NLIN', '1450.00'],
    ['Arjun Shetty', 'NLIN', '1600.00'],
  ] as const
).map(([person, entity, hourCost]) => ({ person, entity, from: '2025-01-01', end: null, hourCost }))

/** India lends its night team to the others at cost and 12 % (4.7), in rupees; what it spends for them it passes on. */
export const transferPolicyRows = (['NLDE', 'NLUK'] as const).flatMap(
  (receiver) =>
  (
    [
      ['time', 'costPlus', '12'],
      ['expense', 'passThrough', null],
    ] as const
  ).map(([kind, method, percent]) => ({
    provider: 'NLIN', receiver, kind, method, percent, rate: null, currency: 'INR', from: '2026-01-01', end: null, agreement: `IC-2026-NLIN-${receiver}`, state: 'approved',
  })), // prettier-ignore
)
