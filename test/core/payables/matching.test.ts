import type { Day } from '../../../core/kernel/day.ts'
import { exactly, ratio } from '../../../core/kernel/decimal.ts'
import { matchLine, type Before, type Invoiced, type Tolerance } from '../../../core/payables/matching.ts'
import { taxesOf } from '../../../core/payables/taxing.ts'
import { keyOfNumber } from '../../../core/payables/supplier-invoice.ts'
import type { CostLine } from '../../../core/purchases/cost-line.ts'
import { stretchesOf } from '../../../core/purchases/terms.ts'
import type { Exchange } from '../../../core/rates/exchange.ts'

const start = '2026-11-18' as Day
const cost = {
  id: 'k', contract: 'c', line: null, entity: 'NLUK', number: 1, supplier: 'bastion', item: 'Firewall pair', quantityRule: 'fixed', quantity: exactly('2'), currency: 'USD',
  unitCost: exactly('100.00'), end: null, termEnd: null, noticeDays: null, months: null, timing: 'advance', start, extensionMonths: null, agreedOn: start, state: 'ordered', orderedOn: start,
  reference: null, changes: 0, signed: null, addedBy: null,
} as unknown as CostLine // prettier-ignore
const usual: Invoiced = { supplier: 'bastion', day: start, currency: 'USD', net: 20_000n, quantity: exactly('2'), window: null }
const none: Tolerance = { quantityPercent: exactly('0'), pricePercent: exactly('0'), currency: 'GBP', amount: 0n }
// A dollar is three quarters of a pound.
const exchange = { rate: () => ratio(3n, 4n) } as unknown as Exchange
const found = (
  line: Partial<Invoiced>,
  { terms = {}, before = [], received = null, tolerance = none }: { terms?: object; before?: Before[]; received?: string | null; tolerance?: Tolerance } = {},
) => {
  const ordered = { ...cost, ...terms }
  const bought = { cost: ordered, stretches: stretchesOf(ordered, []), actuals: [] }
  const match = { bought, sold: null, before, received: received === null ? null : exactly(received) }
  return matchLine({ ...usual, ...line }, match, tolerance, exchange).map(({ say }) => say.replace('payables.why.', ''))
} // prettier-ignore
const half: Before = { currency: 'USD', net: 10_000n, quantity: exactly('1'), window: null }
const within = (pricePercent: string, amount: bigint): Tolerance => ({ ...none, pricePercent: exactly(pricePercent), amount })
const december = { from: '2026-12-01' as Day, to: '2027-01-01' as Day }
const monthly = { months: 1, quantity: exactly('1'), start: '2026-12-01' as Day }

describe('ordered, delivered, invoiced', () => {
  it.each<[string, Partial<Invoiced>, Parameters<typeof found>[1], string[]]>([
    ['as ordered', {}, {}, []],
    ['cheaper', { net: 19_000n }, {}, []],
    ['a part of it', { net: 10_000n, quantity: exactly('1') }, {}, []],
    ['the other part', { net: 10_000n, quantity: exactly('1') }, { before: [half] }, []],
    ['the same once more', {}, { before: [half] }, ['tooMany']],
    ['without a quantity, once more', { quantity: null }, { before: [half] }, ['tooMuch']],
    ['a cent too dear', { net: 20_001n }, {}, ['tooDear']],
    ['2 % too dear, allowed', { net: 20_400n }, { tolerance: within('2', 300n) }, []],
    ['2 % too dear, more than 2.99 pounds', { net: 20_400n }, { tolerance: within('2', 299n) }, ['tooDear']],
    ['more than 2 %', { net: 20_401n }, { tolerance: within('2', 9_999n) }, ['tooDear']],
    ['10 % more in number, allowed', { net: 22_000n, quantity: exactly('2.2') }, { tolerance: { ...within('10', 9_999n), quantityPercent: exactly('10') } }, []],
    ['not ordered yet', {}, { terms: { state: 'planned' } }, ['notOrdered']],
    ['somebody else’s', { supplier: 'rhenus' }, {}, ['otherSupplier']],
    ['another currency', { currency: 'EUR' }, {}, ['otherCurrency']],
    ['before it is delivered', { day: '2026-11-17' as Day }, {}, ['notDelivered']],
    ['one of two came in', {}, { received: '1' }, ['notReceived']],
    ['both came in', {}, { received: '2' }, []],
    ['credited', { net: -5_000n, quantity: null }, { before: [half] }, []],
    ['credited more than invoiced', { net: -10_001n, quantity: null }, { before: [half] }, ['creditedMore']],
    ['a month', { net: 10_000n, quantity: null, window: december }, { terms: monthly }, []],
    ['a month twice', { net: 10_000n, quantity: null, window: december }, { terms: monthly, before: [{ ...half, window: december }] }, ['tooMuch']],
    ['a month after another', { net: 10_000n, quantity: null, window: december }, { terms: monthly, before: [{ ...half, window: { from: '2027-01-01' as Day, to: '2027-02-01' as Day } }] }, []],
    ['a month before it begins', { net: 10_000n, quantity: null, window: { from: '2026-11-01' as Day, to: '2026-12-01' as Day } }, { terms: monthly }, ['notScheduled']],
  ])('%s', (_what, line, more, reasons) => expect(found(line, more)).toEqual(reasons)) // prettier-ignore
  it('a document is known by its number, however it is written', () =>
    expect(['RE-2026/077', 're 2026 077', 'Ré 1'].map(keyOfNumber)).toEqual(['RE2026077', 'RE2026077', 'RÉ1']))
})

describe('taxes of a supplier', () => {
  const code = (name: string, rate: string) => [name, { code: name, rate: exactly(rate), country: 'GB' }] as const
  const codes = new Map([code('UK-S20', '20'), code('UK-R5', '5')]) as unknown as Parameters<typeof taxesOf>[2]
  const line = (net: bigint, ...taxCodes: string[]) => ({ net, taxCodes: taxCodes as never[] })
  const lines = [line(3n, 'UK-S20'), line(3n, 'UK-S20'), line(100n, 'UK-R5'), line(7n)]
  const sums = (printed: [string, bigint][] = []) => {
    const taxes = taxesOf(lines, printed.map(([name, tax]) => ({ code: name as never, tax })), codes, 'GB') // prettier-ignore
    return 'refused' in taxes ? taxes.refused : taxes.map(({ code: name, base, tax }) => `${name} ${base} ${tax}`)
  }
  it('once for each code', () => expect(sums()).toEqual(['UK-R5 100 5', 'UK-S20 6 1']))
  it('as printed, where it rounds by line', () => expect(sums([['UK-S20', 2n]])).toEqual(['UK-R5 100 5', 'UK-S20 6 2']))
  it('not further than a minor unit for each line', () => expect(sums([['UK-S20', 4n]])).toBe('payables.taxDiffers'))
  it('not of a code that no line has', () => expect(sums([['UK-Z0', 0n]])).toBe('payables.unknownTaxCode'))
})
