import { modules } from '../../../core/harmony.ts'
import { catalogueOf, mayHear, rightsFor, unknownEntry, wants } from '../../../core/webhooks/catalogue.ts'
import { documentOf, subjectsOf } from '../../../core/webhooks/message.ts'
import { mostAttempts, pauseAfter } from '../../../core/webhooks/retry.ts'
import { readersOf } from '../../../core/webhooks/sample.ts'

const known = catalogueOf(modules)
const id = '0198e6f2-7a30-7c4e-9b1d-2f6a4c8e0b13'

describe('how long is waited after an attempt', () => {
  it.each([
    [1, 0, 8_000],
    [1, 999, 12_000],
    [2, 0, 24_000],
    [3, 999, 108_000],
    [8, 0, 17_280_000],
    [19, 999, 25_920_000],
  ])('attempt %i with chance %i: %i ms', (attempts, chance, expected) => {
    expect(pauseAfter(attempts, chance)).toBe(expected)
  })
  it('ends after twenty attempts, about three days', () => {
    expect(pauseAfter(mostAttempts, 500)).toBeUndefined()
    const all = (chance: number): number => Array.from({ length: mostAttempts - 1 }, (_, i) => pauseAfter(i + 1, chance)!).reduce((sum, one) => sum + one, 0) // prettier-ignore
    expect([all(0) / 86_400_000 > 2.4, all(999) / 86_400_000 < 3.8]).toEqual([true, true])
  })
  it('keeps to what the receiver asks for, within reason', () => {
    expect(pauseAfter(1, 0, 60_000)).toBe(60_000)
    expect(pauseAfter(1, 0, 1)).toBe(8_000)
    expect(pauseAfter(1, 0, 10 * 86_400_000)).toBe(25_920_000)
  })
})

describe('what is asked for', () => {
  it.each([
    [['billing.posted'], 'billing.posted', true],
    [['billing.*'], 'billing.posted', true],
    [['*'], 'people.signedIn', true],
    [['billing.posted'], 'billing.postedTwice', false],
    [['bill.*'], 'billing.posted', false],
    [[], 'billing.posted', false],
  ] as const)('%j wants %s: %s', (events, event, expected) => {
    expect(wants(events, event)).toBe(expected)
  })
  it('is an event of the product', () => {
    expect(unknownEntry(['*', 'orders.*', 'orders.executed'], known)).toBeUndefined()
    expect(['order.*', 'orders.', '**', '', 'orders.exec'].map((entry) => unknownEntry([entry], known))).toEqual(['order.*', 'orders.', '**', '', 'orders.exec']) // prettier-ignore
  })
  it('takes the right to read the module, of every event; where there is none, its first', () => {
    expect(known.filter(({ permit }) => permit === null)).toEqual([])
    expect(known.filter(({ module, permit }) => permit !== `${module}.read`).map(({ module }) => module)).toEqual(expect.arrayContaining(['backups'])) // prettier-ignore
    expect(rightsFor(['*'], known, new Set(['orders.read', 'orders.write', 'billing.read']))).toEqual(['billing.read', 'orders.read'])
    expect(rightsFor(['orders.*'], known, new Set(['billing.read']))).toEqual([])
    const told = known.find(({ event }) => event === 'orders.executed')
    expect(mayHear(told, new Set(['orders.read']), ['orders.read'])).toBe(true)
    expect(mayHear(told, new Set(['orders.read']), [])).toBe(false)
    expect(mayHear(told, new Set(), ['orders.read'])).toBe(false)
    expect(mayHear(undefined, new Set(['orders.read']), ['orders.read'])).toBe(false)
  })
})

describe('a message', () => {
  const readers = readersOf(modules)
  it('names ids and keys of rows, with where to read them, and nothing else', () => {
    const about = { order: id, product: 'MS-USER', number: 'NLUK-ORD-26-000017', reason: 'Grace Patel asked', entity: 'NLUK' }
    const happened = { eventId: 'evt_1', event: 'orders.executed', sequence: 7, at: '2026-11-30T18:00:00.000Z', about, rows: [{ record: 'orders', id }, { record: 'products', id: 'MS-USER' }] } // prettier-ignore
    expect(documentOf(happened, subjectsOf(happened), 'NORTHLIGHT', readers)).toEqual({
      id: 'evt_1',
      type: 'orders.executed',
      timestamp: '2026-11-30T18:00:00.000Z',
      sequence: 7,
      company: 'NORTHLIGHT',
      data: {
        entity: 'NLUK',
        subjects: [
          { as: 'order', record: 'orders', id, link: `/api/v1/${readers.get('orders')!.operation.replace('.', '/')}?${readers.get('orders')!.field}=${id}` },
          { as: 'product', record: 'products', id: 'MS-USER', link: readers.has('products') ? expect.stringContaining('=MS-USER') : null },
        ],
      },
    }) // prettier-ignore
  })
  it('leads to an operation that answers the row by its key, for what people ask for most', () => {
    for (const record of ['orders', 'contracts', 'customers', 'invoices', 'quotes']) expect([record, readers.get(record)?.operation]).toEqual([record, expect.any(String)]) // prettier-ignore
  })
})
