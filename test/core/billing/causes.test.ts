import fc from 'fast-check'
import { causesOf, changePercent, lineCauses, type Charged, type LineFacts } from '../../../core/billing/causes.ts'
import { replay, type ChargeTrace } from '../../../core/billing/trace.ts'
import { seedOf } from '../../world/dice.ts'

const running: LineFacts = { once: false, ended: false, known: true, upliftOn: null }
interface Terms {
  readonly quantity?: string
  readonly price?: string
  readonly days?: number
  readonly times?: string
  readonly kind?: Charged['kind']
  readonly from?: string
  readonly rate?: string
  readonly model?: 'flat' | 'fillUp'
}
function charged({
  quantity = '10',
  price = '38.00',
  days = 30,
  times = '1',
  kind = 'charge',
  from = '2026-11-01',
  rate,
  model = 'flat',
}: Terms = {}): Charged {
  const bands = [{ upTo: '5', unitPrice: price, flatFee: null }, { upTo: null, unitPrice: '20', flatFee: null }] // prettier-ignore
  const leg = {
    source: 'ECB',
    type: 'spot',
    day: from,
    base: 'EUR',
    quote: 'GBP',
    value: rate ?? '0.87',
    version: 1,
    inverse: false,
  } as const
  const trace = {
    v: 1, contract: 'C-1', line: 1, product: 'P', version: 1, period: { from, to: '2026-12-01', days, of: 30, months: 1, anchor: 'calendar', timing: 'advance' }, quantity,
    priceSource: 'line', basis: 'month', measure: 'agreed', tariff: { model, unitPrice: model === 'flat' ? price : null, packageSize: null, bands: model === 'flat' ? [] : bands },
    fills: [], rated: '0', factor: { times, days, of: 30 }, exact: '0', rounding: 'halfAway', currency: 'EUR', minor: '0', tax: { rule: 'contractLine', codes: [] },
    rates: { day: from, source: 'ECB', entity: { to: 'GBP', legs: [leg] }, group: null },
  } as unknown as ChargeTrace // prettier-ignore
  return { kind, currency: 'EUR', net: replay(trace), trace }
}

describe('why a line changed', () => {
  it.each<[string, Terms | null, Terms | null, Partial<LineFacts>, object]>([
    ['nothing changed', {}, {}, {}, {}],
    ['more of it', {}, { quantity: '12' }, {}, { quantity: 7600n }],
    ['another price', {}, { price: '40.00' }, {}, { price: 2000n }],
    ['an uplift', {}, { price: '39.67', from: '2026-12-01' }, { upliftOn: '2026-11-15' }, { uplift: 1670n }],
    ['both: the price counts at the new quantity', {}, { quantity: '12', price: '40.00' }, {}, { quantity: 7600n, price: 2400n }],
    ['half the month', {}, { days: 15 }, {}, { proration: -19000n }],
    ['a quarter instead of a month', {}, { times: '3' }, {}, { proration: 76000n }],
    ['a new line', null, {}, { known: false }, { new: 38000n }],
    ['a line that was not due the last time', null, {}, {}, { proration: 38000n }],
    ['an ended line', {}, null, { ended: true }, { ended: -38000n }],
    ['a line that is not due now', {}, null, {}, { proration: -38000n }],
    ['something sold once', null, {}, { once: true, known: false }, { oneOff: 38000n }],
    ['a correction', null, { kind: 'correction' }, {}, { correction: 38000n }],
  ])('%s', (_what, before, now, line, expected) => {
    expect(causesOf(before && charged(before), now && charged(now), { ...running, ...line })).toEqual(expected)
  })

  it('in the currency of the legal entity the exchange rate is a cause of its own', () => {
    const inPounds = (minor: bigint, { trace }: Charged): bigint =>
      (minor * BigInt(Math.round(Number(trace.rates.entity!.legs[0]!.value) * 100))) / 100n
    expect(causesOf(charged(), charged({ rate: '0.90', quantity: '12' }), running, inPounds)).toEqual({ quantity: 6612n, currency: 1368n })
  })

  const terms = fc.record({
    quantity: fc.integer({ min: 1, max: 400 }).map((n) => `${n}`),
    price: fc.integer({ min: 0, max: 99_999 }).map((n) => `${n / 100}`),
    days: fc.integer({ min: 1, max: 30 }),
    times: fc.constantFrom('1', '3', '12', '1/12', '5/12'),
    kind: fc.constantFrom('charge', 'charge', 'charge', 'correction', 'credit') as fc.Arbitrary<Charged['kind']>,
    rate: fc.integer({ min: 50, max: 150 }).map((n) => `${n / 100}`),
    model: fc.constantFrom('flat', 'fillUp') as fc.Arbitrary<'flat' | 'fillUp'>,
  })
  const facts = fc.record({ once: fc.boolean(), ended: fc.boolean(), known: fc.boolean(), upliftOn: fc.constantFrom(null, '2026-11-05') })
  it('the causes sum to the change, whatever happened', () => {
    const seed = seedOf()
    process.stdout.write(`SEED=${seed}\n`)
    const some = fc.array(terms, { maxLength: 4 })
    const inPounds = (minor: bigint, { trace }: Charged): bigint =>
      (minor * BigInt(trace.rates.entity!.legs[0]!.value.replace('.', '').padEnd(3, '0'))) / 100n
    fc.assert(
      fc.property(some, some, facts, fc.boolean(), (before, now, line, converted) => {
        const [was, is] = [before.map(charged), now.map(charged)]
        const into = converted ? inPounds : (minor: bigint): bigint => minor
        const total = (all: readonly Charged[]): bigint => all.reduce((sum, c) => sum + into(c.net, c), 0n)
        const found = Object.values(lineCauses(was, is, line, into)).reduce((sum, minor) => sum + minor, 0n)
        expect(found).toBe(total(is) - total(was))
      }),
      { seed, numRuns: 400 },
    )
  })
  it.each([[100n, 102n, '2'], [100n, 100n, '0'], [-100n, 50n, '150'], [300n, 200n, '-33.3'], [0n, 5n, null], [1000n, 1001n, '0.1'], [10000n, 10001n, '0']])('%s to %s is %s per cent', (before, now, percent) => {
    expect(changePercent(before, now)?.toString() ?? null).toBe(percent)
  }) // prettier-ignore
})
