/** Where time, expenses and incidents of the demo company land: facts 4.4 and 4.6. Hours of C-1002, tokens of C-2002, kit of C-2003. */
export const incidentLists = [
  {
    entity: 'NLDE', contract: 'C-2002', name: 'Support-Token', unit: 'token', currency: null,
    prices: [['P1', '8'], ['P2', '5'], ['P3', '3'], ['P4', '1']],
  },
  { entity: 'NLDE', contract: null, name: 'Störungen', unit: 'currency', currency: 'EUR', prices: [['P1', '96'], ['P2', '60'], ['P3', '36'], ['P4', '12']] },
] as const // prettier-ignore

/** What no fund covers is billed: incidents at their price, travel and expenses at cost and 5 per cent. */
const incidentRules = ['P1', 'P2', 'P3', 'P4'].map((priority) => ({
  name: `Incident ${priority}`, rung: 'billable', kinds: ['incident'], priorities: [priority], product: `INC-${priority}`,
})) // prettier-ignore
const ladder = [
  { name: 'Project', rung: 'project' },
  { name: 'Funds', rung: 'fund' },
  { name: 'Included', rung: 'included', hours: '0', incidents: 0 },
]
/** Engineers' time at their rates (facts 4.3), out of hours times 1.5. */
const outOfHours = ['night', 'weekend', 'holiday'].map((bookingType) => ({ bookingType, factor: '1.5' }))
const timeRule = (unitPrice: string) => ({
  name: 'Engineer time',
  rung: 'billable',
  kinds: ['time'],
  product: 'TM-ENG',
  unitPrice,
  weights: outOfHours,
})
const expensesRule = { name: 'Expenses', rung: 'billable', kinds: ['expense'], product: 'TRV', markup: '5' }
export const ladders = [
  { entity: 'NLUK', rules: [...ladder, timeRule('95'), expensesRule] },
  { entity: 'NLDE', rules: [...ladder, ...incidentRules, timeRule('110'), expensesRule] },
] as const

/** Worked in November on C-1002: 11.5 hours by day and 3 by night. */
export const demoTime = [
  { day: '2026-11-03', person: 'Owen Price', hours: '4', bookingType: 'day', note: 'Printers moved to the new server' },
  { day: '2026-11-10', person: 'Owen Price', hours: '2.5', bookingType: 'day', note: 'Onboarding of four people' },
  { day: '2026-11-14', person: 'Priya Raman', hours: '3', bookingType: 'night', note: 'Firewall replaced out of hours' },
  { day: '2026-11-24', person: 'Owen Price', hours: '5', bookingType: 'day', note: 'Mailboxes tidied up' },
] as const

/** Closed in November on C-2002: 1 of P1, 3 of P2, 7 of P3, 12 of P4, which are 56 tokens. */
const closed = { P1: 1, P2: 3, P3: 7, P4: 12 } as const
const summaries = {
  P1: ['Aufnahme ohne Netz'],
  P2: ['Anmeldung am Stationsrechner langsam', 'Drucker der Ambulanz', 'VPN bricht ab'],
  P3: ['Postfach voll', 'Neues Kennwort', 'Bildschirm flackert'],
  P4: ['Frage zur Signatur', 'Maus getauscht', 'Verteiler ergänzt', 'Zugriff auf Ordner'],
} as const
export const demoIncidents = Object.entries(closed).flatMap(([priority, times]) =>
  Array.from({ length: times }, (_, i) => {
    const told = summaries[priority as keyof typeof closed]
    const day = 2 + ((i * 5 + times) % 26)
    return { priority, day: `2026-11-${day < 10 ? '0' : ''}${day}`, summary: told[i % told.length]!, sourceId: `SD-${priority}-${i + 1}` }
  }),
)

/** Bought in November from the kit of C-2003. */
export const demoKit = ['2026-11-04', '2026-11-11', '2026-11-18', '2026-11-25'].map((day) => ({
  day, person: 'Mehmet Aydin', amount: '114900', note: 'Notebook 14 Zoll',
})) // prettier-ignore
