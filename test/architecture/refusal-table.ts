import type { Module } from '../../core/kernel/operation.ts'
import { kernelRefusals } from '../../core/kernel/run.ts'
import { say, type Words } from '../../core/kernel/words.ts'

/** Where the table stands in core/GLOSSARY.md. */
export const marks = { begin: '<!-- refusals: npm run glossary -->', end: '<!-- /refusals -->' }

/** What stands in the holes of the examples. */
const usual: Words = {
  account: '1100', age: '10', amount: '12.00', asOf: '2026-12-01', at: 'input.quantity', band: '2', base: 'EUR', before: '2026-12-01', billedTo: '2026-11-30',
  charge: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', code: 'UK-S20', column: 'Qty', contract: 'C-1003', count: '0', country: 'DE', culture: 'xx-YY', currency: 'GBP',
  customer: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', day: '2026-11-30', days: '400', email: 'grace.patel', end: '2026-10-31', entity: 'NLUK', field: 'currency', file: 'agreements.xlsx',
  from: 'GBP', group: 'NORTHLIGHT', headings: 'Quantity, Start', id: '6f1c…', import: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', invoice: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', language: 'xx',
  least: '12', limit: '7', line: '3', login: 'grace.patel', minor: '1', model: 'flat', month: '13', months: '0', name: 'Kestrel Foods Ltd', next: '2026-12-01', number: 'C-1003',
  operation: 'billing.pst', other: 'KESTREL FOODS LIMITED', permit: 'billing.post', prefix: 'NLUK-', price: '-4.50', product: 'MS-USER', published: '2026-11-20', quantity: '-1', quote: 'GBP',
  rate: '-1', reference: '3f9a', role: 'finanse', run: 'BR-2026-12-01', seconds: '30', sheet: 'Tabelle9', sheets: 'Agreements, Notes', short: 'S20', source: 'ECB', start: '2026-11-01',
  state: 'cancelled', to: 'EUR', unit: 'month', upTo: '50', user: 'Grace Patel', value: '-1', version: '2', wanted: 'a decimal number', zone: 'Europe/Londn',
  batch: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', index: 'UK-CPI', letter: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', last: '129.0', proposal: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', text: 'autumn 129.25', today: '2026-11-30',
  agreed: '50', boundUntil: '2026-12-31', change: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', earliest: '2027-12-31', effective: '2026-10-15', measured: '46', noticeBy: '2026-10-02', on: '2026-10-01', regularEnd: '2026-12-31', step: '2', termEnd: '2026-12-31', until: '2026-11-30',
} // prettier-ignore
/** Where the usual value would say something else than the refusal. */
const own: Readonly<Record<string, Words>> = {
  'operation.forbidden': { permit: 'Post invoices' },
  'input.invalidNumber': { value: '12,5x' },
  'input.invalidDay': { at: 'input.start', value: '2026-02-30', wanted: 'a day like 2026-11-30' },
  'input.invalidInstant': { at: 'input.seenAt', value: 'noon', wanted: 'a moment like 2026-11-30T18:00:00Z' },
  'input.unknownCurrency': { at: 'input.currency', value: 'GBB' },
  'input.tooLong': { at: 'input.name', wanted: 'at most 500 characters' },
  'input.empty': { at: 'input.name' },
  'billing.cannotCancel': { state: 'posted' },
  'billing.notReady': { state: 'superseded' },
  'contracts.badRenewal': { limit: '120', days: '3650' },
  'contracts.tooFarAhead': { asOf: '2040-01-01', furthest: '2036-11-30' },
  'contracts.badPercent': { percent: '120' },
  'contracts.priceBound': { next: '2027-01-01' },
  'contracts.effectiveAfterEnd': { effective: '2026-11-15' },
  'contracts.notCharged': { from: '2026-11-01' },
  'contracts.nothingToMove': { from: '2027-01-01' },
  'contracts.movesBeforeStart': { from: '2026-10-01' },
  'contracts.sameCustomer': { customer: 'Kestrel Foods Ltd' },
  'contracts.joinsTooLate': { start: '2026-11-15' },
  'contracts.noDecrease': { termEnd: '2026-12-31' },
  'contracts.notRetractable': { number: '4' },
  'contracts.retractedBefore': { number: '4' },
  'contracts.termBackwards': { before: '2026-12-31', termEnd: '2026-06-30' },
  'contracts.noticeGiven': { end: '2026-12-31' },
  'contracts.badPeriod': { limit: '1200' },
  'contracts.unknownTax': { code: 'UK-S21' },
  'catalog.badMonths': { limit: '120' },
  'catalog.milestonesSum': { percent: '80' },
  'catalog.termMissing': { field: 'noticeDays' },
  'catalog.termStray': { field: 'noticeDays' },
  'indexation.badMonth': { month: '2026-13' },
  'indexation.badNotice': { days: '-1', limit: '730' },
  'indexation.badWindow': { effective: '2026-12-01', until: '2026-11-30', months: '12' },
  'indexation.batchUnderWay': { number: 'UP-2026-12-01' },
  'indexation.knownLater': { day: '2026-12-17' },
  'indexation.monthTwice': { month: '2026-10' },
  'indexation.notPositive': { value: '0', month: '2026-10' },
  'indexation.notProposed': { number: 'UP-2026-12-01' },
  'indexation.notPublishedYet': { day: '2026-12-17' },
  'indexation.publishedBefore': { month: '2026-10', day: '2026-09-30' },
  'indexation.unchangedValue': { month: '2026-10', value: '129.25' },
  'indexation.unknownEntity': { entity: 'NLFR' },
  'indexation.unknownIndex': { index: 'UK-CPA' },
  'indexation.unusual': { value: '1292.5', month: '2026-10', before: '2026-09' },
  'lab.endBeforeStart': { from: '2026-12-01', to: '2026-01-01' },
  'lab.tooMuch': { limit: '200000' },
  'customers.badCountry': { country: 'Germany' },
  'entities.badCountry': { country: 'Germany' },
  'tax.badCountry': { country: 'Germany' },
  'customers.codeTaken': { code: 'KESTREL' },
  'customers.badName': { name: '-' },
  'entities.badNumbering': { limit: '16' },
  'entities.unknown': { entity: 'NLFR' },
  'billing.unknownEntity': { entity: 'NLFR' },
  'contracts.unknownEntity': { entity: 'NLFR' },
  'ledger.unknownJournal': { journal: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417' },
  'recognition.invalidPercent': { percent: '120' },
  'recognition.invalidPeriod': { period: '2026-13' },
  'recognition.periodsBackwards': { from: '2026-12', to: '2026-11' },
  'recognition.runIsPosting': { run: 'RR-2026-12', period: '2026-12' },
  'recognition.unknownEntity': { entity: 'NLFR' },
  'recognition.unknownRun': { run: 'RR-2026-12' },
  'funds.badCarryOver': { percent: '120', times: '1' },
  'funds.badMonths': { limit: '120' },
  'funds.badTopUp': { threshold: '0', quantity: '40' },
  'funds.badWeight': { bookingType: 'night', factor: '15' },
  'funds.endBeforeStart': { start: '2026-11-01', end: '2026-10-31' },
  'funds.expiresBeforeStart': { start: '2026-11-01', expires: '2026-10-31' },
  'funds.lotTwice': { lot: '1' },
  'funds.lotUsed': { movement: '1', fund: 'Support hours' },
  'funds.notReversible': { movement: '4', fund: 'Support hours' },
  'funds.otherCurrency': { fund: 'Support hours', currency: 'GBP', paid: 'EUR' },
  'funds.outOfScope': { fund: 'Support hours', scope: 'remote, on site', workType: 'project' },
  'funds.overdrawn': { fund: 'Support hours', wanted: '30', left: '24' },
  'funds.reversedBefore': { movement: '3', fund: 'Support hours', opposite: '5' },
  'funds.settledSince': { movement: '3', fund: 'Support hours' },
  'funds.tooFine': { quantity: '1.2345678', places: '6' },
  'funds.tooLarge': { quantity: '1000000000000' },
  'funds.unknown': { fund: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417' },
  'funds.unknownMovement': { movement: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417' },
  'purchases.badCountry': { country: 'Germany' },
  'purchases.badDays': { from: '2026-12-01', end: '2026-11-30' },
  'purchases.badMonths': { item: 'Firewall support', limit: '120' },
  'purchases.badNotice': { item: 'Firewall support', days: '-1', limit: '1095' },
  'purchases.badQuantity': { item: 'Firewall pair', quantity: '0' },
  'purchases.codeTaken': { code: 'RHENUS', other: 'Rhenus Distribution GmbH' },
  'purchases.contractEnded': { contract: 'C-1010' },
  'purchases.costEnded': { item: 'Firewall support' },
  'purchases.costTwice': { item: 'Firewall pair' },
  'purchases.dropped': { item: 'Firewall pair' },
  'purchases.effectiveBackwards': { item: 'Firewall pair', number: '1' },
  'purchases.endBeforeStart': { item: 'Firewall support' },
  'purchases.incompleteCost': { item: 'Rack' },
  'purchases.negativeCost': { item: 'Firewall pair', cost: '-1', currency: 'USD' },
  'purchases.nothingChanged': { item: '“Firewall pair”' },
  'purchases.nothingPaid': { item: 'Firewall pair' },
  'purchases.paidBefore': { item: 'Firewall pair', reference: 'RE-77' },
  'purchases.perUnitOfNothing': { item: 'Firewall support' },
  'purchases.supplierInactive': { supplier: 'Rhenus Distribution GmbH' },
  'purchases.termBeforeStart': { item: 'Firewall support' },
  'purchases.tooLarge': { item: 'Firewall pair', cost: '1000000000', currency: 'USD' },
  'purchases.unknownCostLine': { costLine: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417' },
  'purchases.unknownSupplier': { supplier: 'RHENUS' },
  'imports.blankHeading': { heading: '#' },
  'imports.columnTwice': { heading: 'Units', column: 'quantity' },
  'imports.unknownColumn': { heading: 'Units', column: 'priority' },
  'imports.unknownEntity': { entity: 'NLFR' },
  'usage.ambiguousContract': { entities: 'NLUK, NLDE' },
  'usage.ambiguousLine': { lines: '1, 4' },
  'usage.badFactor': { factor: '20' },
  'usage.badIncluded': { included: '-3', days: '400' },
  'usage.closedBeforeOpened': { opened: '2026-11-12T09:00:00.000Z', closed: '2026-11-11T17:00:00.000Z' },
  'usage.incidentRepeated': { source: 'service desk', sourceId: 'T-4711', by: 'T-4720' },
  'usage.negativeLevel': { quantity: '-3' },
  'usage.negativePrice': { priority: 'P1' },
  'usage.otherDay': { day: '2026-11-30', at: '2026-11-30T23:30:00.000Z', zone: 'Europe/Berlin' },
  'usage.outsideTerm': { start: '2026-01-01', end: '2026-10-31' },
  'usage.priorityTwice': { priority: 'P1' },
  'usage.registerFalls': { quantity: '980', other: '1000', day: '2026-10-31' },
  'usage.reversedBefore': { source: 'rmm', sourceId: 'R-1' },
  'usage.sourceIdTaken': { source: 'rmm', sourceId: 'R-1' },
  'usage.unknownIncident': { incident: 'service desk T-4711' },
  'usage.unknownOriginal': { source: 'service desk', sourceId: 'T-4711' },
  'usage.unknownReading': { usage: 'rmm R-1' },
  'usage.currencyMissing': { name: 'Incidents 2026' },
  'work.badHours': { hours: '25', most: '24' },
  'work.notPositive': { amount: '-1200' },
  'work.reversedBefore': { source: 'timesheet', sourceId: 'Z-1' },
  'work.sourceIdTaken': { source: 'timesheet', sourceId: 'Z-1' },
  'work.unknownEntry': { entry: 'timesheet Z-1' },
  'ledger.roundingTooLarge': { minor: '5' },
  'people.badLogin': { login: 'grace patel' },
  'people.unknownPermit': { permit: 'billing.pots' },
  'people.unknownUser': { user: 'g.patel' },
  'pricing.badDecimals': { value: '9' },
  'pricing.badIndex': { value: '0' },
  'pricing.endBeforeStart': { from: '2026-11-12', to: '2026-11-11' },
  'pricing.floorAboveCap': { floor: '5', cap: '4' },
  'pricing.minimumAboveCap': { minimum: '250.00', cap: '200.00' },
  'pricing.outsidePeriod': { from: '2026-11-12', to: '2026-12-02', periodFrom: '2026-11-01', periodTo: '2026-12-01' },
  'recognition.endBeforeStart': { from: '2026-11-12', to: '2026-11-12' },
  'recognition.tooLong': { from: '2026-11-01', to: '2226-11-01' },
  'pricing.amountTooLarge': { value: '10000000000000.00' },
  'pricing.bandsOverlap': { from: '100' },
  'pricing.negativePrice': { value: '-4.50' },
  'pricing.packageSize': { value: '0' },
  'rates.unchanged': { value: '0.8421' },
  'rates.unusual': { value: '8.421', before: '0.8421' },
  'tax.rateFixed': { rate: '20' },
  'tax.badRate': { rate: '120', category: 'S' },
  'tax.shortTaken': { other: 'UK-S20' },
} // prettier-ignore

export interface RefusalRow {
  readonly code: string
  readonly example: string
  /** Holes for which there is no example yet. */
  readonly unfilled: readonly string[]
  readonly from: string
}
export function refusalRows(modules: readonly Module[], words: Words): RefusalRow[] {
  const from = new Map<string, string[]>()
  for (const m of modules)
    for (const o of m.operations) for (const code of o.refusals as readonly string[]) from.set(code, [...(from.get(code) ?? []), o.name])
  const kernel = kernelRefusals.map((code) => [code, ['any']] as const)
  return [...kernel, ...[...from].sort(([a], [b]) => (a < b ? -1 : 1))].map(([code, operations]) => {
    const example = say(words, code, { ...usual, ...own[code] })
    return {
      code,
      example,
      unfilled: [...example.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!),
      from: operations[0] === 'any' ? 'any operation' : operations.slice(0, 3).map((name) => `\`${name}\``).join(', ') + (operations.length > 3 ? ' …' : ''),
    } // prettier-ignore
  })
}

export const refusalTable = (rows: readonly RefusalRow[]): string =>
  [
    '| code | for example | said by |',
    '|---|---|---|',
    ...rows.map(({ code, example, from }) => `| \`${code}\` | ${example.replaceAll('|', '\\|')} | ${from} |`),
  ].join('\n')

export function withTable(glossary: string, table: string): string {
  const [begin, end] = [glossary.indexOf(marks.begin), glossary.indexOf(marks.end)]
  if (begin < 0 || end < begin) throw new Error('core/GLOSSARY.md has lost the marks of its table of refusals')
  return `${glossary.slice(0, begin + marks.begin.length)}\n${table}\n${glossary.slice(end)}`
}
