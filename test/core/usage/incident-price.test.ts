import { exactly } from '../../../core/kernel/decimal.ts'
import { includedFrom, isWithin, listFor, priceOf } from '../../../core/usage/incident-price.ts'
import type { IncidentPriceList } from '../../../core/usage/incident.ts'

const list = (some: object = {}): IncidentPriceList =>
  ({
    id: 'a', entity: 'NLDE', name: 'Incidents', contract: null, product: null, type: null, validFrom: '2026-01-01', unit: 'token', currency: null,
    prices: [['P1', '8'], ['P2', '5'], ['P3', '3'], ['P4', '1']].map(([priority, price]) => ({ priority, price: exactly(price!) })),
    outOfHoursFactor: exactly('1.5'), includedCount: 0, includedPer: 'month', reopenDays: 0, recordedAt: '2026-01-01T00:00:00.000Z', recordedBy: 'x', ...some,
  }) as unknown as IncidentPriceList // prettier-ignore
const of = { entity: 'NLDE', contract: 'c1', type: 'Outage', day: '2026-11-10' } as never

describe('which price list counts', () => {
  const general = list({ id: 'general' })
  const later = list({ id: 'later', validFrom: '2026-06-01' })
  const future = list({ id: 'future', validFrom: '2026-12-01' })
  const again = list({ id: 'again', validFrom: '2026-06-01', recordedAt: '2026-07-01T00:00:00.000Z' })
  const typed = list({ id: 'typed', type: ' outage ' })
  const otherType = list({ id: 'other type', type: 'request' })
  const sold = list({ id: 'sold', product: 'TOK-200' })
  const own = list({ id: 'own', contract: 'c1' })
  const foreign = list({ id: 'foreign', contract: 'c2' })
  const abroad = list({ id: 'abroad', entity: 'NLUK', contract: 'c1' })
  it.each([
    ['the only one', [general], 'general'],
    ['none for another entity, contract or type', [abroad, foreign, otherType], undefined],
    ['the latest that is valid', [later, general, future], 'later'],
    ['of equals the one recorded last', [again, later], 'again'],
    ['a type before none', [later, typed], 'typed'],
    ['a product that the contract sells before a type', [typed, sold], 'sold'],
    ['the contract before everything', [sold, typed, own, again], 'own'],
  ])('%s', (_what, lists, id) => {
    expect(listFor(lists, of, new Set(['TOK-200']))?.id).toBe(id)
    expect(listFor(lists.toReversed(), of, new Set(['TOK-200']))?.id).toBe(id)
  })
  it('a product that the contract does not sell prices nothing', () => expect(listFor([sold], of)).toBeUndefined())
})

describe('what an incident costs', () => {
  const money = list({ unit: 'currency', currency: 'EUR', prices: [{ priority: 'P1', price: exactly('96.00') }] })
  it.each([
    ['P1', false, 'charged', list(), 0, '8', 'charged'],
    ['P4', false, 'charged', list(), 99, '1', 'charged'],
    ['P2', true, 'charged', list(), 0, '7.5', 'charged'],
    ['P1', true, 'charged', money, 0, '144', 'charged'],
    ['P3', false, 'charged', list({ includedCount: 2 }), 1, '0', 'included'],
    ['P3', false, 'charged', list({ includedCount: 2 }), 2, '3', 'charged'],
    ['P3', true, 'duplicate', list(), 0, '0', 'duplicate'],
    ['P3', false, 'reopened', list({ includedCount: 2 }), 0, '0', 'reopened'],
  ] as const)('%s, out of hours %s, %s', (priority, outOfHours, standing, prices, before, price, why) => {
    const found = priceOf({ priority, outOfHours, standing }, prices, before)
    expect([found?.price.toFixed(), found?.why]).toEqual([price, why])
  })
  it('without a price for its priority: nothing is known', () =>
    expect(priceOf({ priority: 'P2', outOfHours: false, standing: 'charged' }, money, 0)).toBeUndefined())
  it('the golden mix: 1 × P1, 3 × P2, 7 × P3, 12 × P4 are 56 tokens', () => {
    const mix = [['P1', 1], ['P2', 3], ['P3', 7], ['P4', 12]] as const // prettier-ignore
    const all = mix.flatMap(([priority, times]) =>
      Array.from({ length: times }, () => priceOf({ priority, outOfHours: false, standing: 'charged' }, list(), 0)!.price),
    )
    expect(all.reduce((sum, price) => sum.plus(price)).toFixed()).toBe('56')
  })
})

it.each([
  ['month', '2026-11-10', '2026-11-01'], ['quarter', '2026-11-10', '2026-10-01'], ['quarter', '2026-03-31', '2026-01-01'], ['year', '2026-11-10', '2026-01-01'],
] as const)('what is included per %s counts on %s from %s', (includedPer, day, first) => {
  expect(includedFrom({ includedPer }, day as never)).toBe(first)
}) // prettier-ignore
it.each([
  ['2026-11-10', '2026-11-10', 0, true], ['2026-11-10', '2026-11-11', 0, false], ['2026-11-10', '2026-11-15', 5, true], ['2026-11-10', '2026-11-16', 5, false],
  ['2026-11-10', '2026-11-09', 5, false],
] as const)('closed on %s, back on %s within %s days: %s', (closed, back, days, within) => {
  expect(isWithin(closed as never, back as never, days)).toBe(within)
}) // prettier-ignore
