import fc from 'fast-check'
import { replay, type ChargeTrace } from '../../../core/billing/trace.ts'
import type { LineChange } from '../../../core/contracts/line-change.ts'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { addDays } from '../../../core/kernel/day.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { Books, changed, factsOn, lineOf } from './company.ts'

describe('what should have been charged, minus what was', () => {
  // 10 units at 10.00 a month, in advance from 1 January; the run of 1 March has charged three months.
  const billed = (): Books => {
    const books = new Books(lineOf())
    books.run(factsOn('2026-03-01'))
    expect(books.charges.map((c) => c.net)).toEqual([10000n, 10000n, 10000n])
    return books
  }
  it.each<[string, LineChange[], string[]]>([
    ['nothing changed', [], []],
    [
      'two more from the middle of a month: the rest at the old quantity back, at the new one charged',
      [changed(1, '2026-03-16', { quantity: '12' })],
      ['2026-03-16/2026-04-01 -5161 correction', '2026-03-16/2026-04-01 6194'],
    ],
    [
      'a price from the first of a charged month',
      [changed(1, '2026-03-01', { unitPrice: '11' })],
      ['2026-03-01/2026-04-01 -10000 correction', '2026-03-01/2026-04-01 11000'],
    ],
    [
      'a quantity changed two months back',
      [changed(1, '2026-02-01', { quantity: '9' })],
      [
        '2026-02-01/2026-03-01 -10000 correction',
        '2026-02-01/2026-03-01 9000',
        '2026-03-01/2026-04-01 -10000 correction',
        '2026-03-01/2026-04-01 9000',
      ],
    ],
    ['an end within a charged month', [changed(1, '2026-03-11', { end: '2026-03-10' })], ['2026-03-11/2026-04-01 -6774 correction']],
    [
      'an end before charged months',
      [changed(1, '2026-02-01', { end: '2026-01-31' })],
      ['2026-02-01/2026-03-01 -10000 correction', '2026-03-01/2026-04-01 -10000 correction'],
    ],
    [
      'suspended for some days',
      [changed(1, '2026-03-05', { billing: false }), changed(2, '2026-03-20', { billing: true })],
      ['2026-03-05/2026-04-01 -8710 correction', '2026-03-20/2026-04-01 3871'],
    ],
    ['what was changed and taken back', [changed(1, '2026-03-01', { quantity: '50' }), changed(2, '2026-03-01', { retracts: 1 })], []],
  ])('%s', (_name, changes, expected) => {
    const books = billed()
    expect(books.run(factsOn('2026-03-01'), { changes })).toEqual(expected)
    // What is corrected stays corrected.
    expect(books.run(factsOn('2026-03-01'), { changes })).toEqual([])
    for (const charge of books.charges) expect(replay(charge.trace as unknown as ChargeTrace)).toBe(charge.net)
  })

  it('values the whole plan at a second change within a period, not the last step alone', () => {
    const books = billed()
    const first = changed(1, '2026-03-11', { quantity: '20' })
    books.run(factsOn('2026-03-11'), { changes: [first] })
    const second = changed(2, '2026-03-21', { quantity: '5' })
    expect(books.run(factsOn('2026-03-21'), { changes: [first, second] })).toEqual([
      '2026-03-21/2026-04-01 -7096 correction',
      '2026-03-21/2026-04-01 1774',
    ])
    // 10 days of 10, 10 of 20, 11 of 5 units.
    expect(books.total() - 20000n).toBe(3226n + 6452n + 1774n)
  })

  it('goes on behind an end that was taken away', () => {
    const books = new Books(lineOf())
    const ended = changed(1, '2026-01-16', { end: '2026-01-15' })
    expect(books.run(factsOn('2026-01-01'), { changes: [ended] })).toEqual(['2026-01-01/2026-01-16 4839'])
    const goesOn = changed(2, '2026-01-16', { end: null })
    expect(books.run(factsOn('2026-01-20'), { changes: [ended, goesOn] })).toEqual(['2026-01-16/2026-02-01 5161 correction'])
    expect(books.run(factsOn('2026-02-01'), { changes: [ended, goesOn] })).toEqual(['2026-02-01/2026-03-01 10000'])
  })

  it('C-1008: a yearly fee paid in advance ends early; used and unused are what was charged', () => {
    const books = new Books(lineOf({ start: '2026-07-01' as Day, months: 12, anchor: 'anniversary', quantity: '1', unitPrice: '1200' }))
    expect(books.run(factsOn('2026-07-01'))).toEqual(['2026-07-01/2027-07-01 1440000'])
    expect(books.run(factsOn('2026-12-01'), { changes: [changed(1, '2026-12-01', { end: '2026-11-30' })] })).toEqual([
      '2026-12-01/2027-07-01 -836384 correction',
    ])
    expect(books.total()).toBe(603616n)
  })

  const reading = (day: string, quantity: string) => ({ day: day as Day, quantity: exactly(quantity) })
  it('bills the difference when a reading is corrected', () => {
    const books = new Books(lineOf({ life: { measure: 'peak' }, timing: 'arrears' }))
    const early = [reading('2026-01-05', '7'), reading('2026-01-20', '9')]
    expect(books.run(factsOn('2026-02-01'), { readings: early })).toEqual(['2026-01-01/2026-02-01 9000'])
    expect(books.run(factsOn('2026-02-01'), { readings: [...early, reading('2026-01-21', '12')] })).toEqual([
      '2026-01-01/2026-02-01 3000 correction',
    ])
    expect(books.run(factsOn('2026-02-01'), { readings: [reading('2026-01-05', '7')] })).toEqual(['2026-01-01/2026-02-01 -5000 correction'])
    expect(books.total()).toBe(7000n)
    for (const charge of books.charges) expect(replay(charge.trace as unknown as ChargeTrace)).toBe(charge.net)
  })

  it('C-1007: a commitment over a quarter, by sum and by peak', () => {
    const prices = [
      {
        currency: 'GBP',
        unitPrice: exactly('6'),
        packageSize: null,
        bands: [],
        free: null,
        minimum: null,
        cap: null,
        commit: { quantity: exactly('50'), overage: exactly('6.50') },
      },
    ] as never
    const readings = [reading('2026-10-31', '52'), reading('2026-11-30', '55'), reading('2026-12-31', '58')]
    for (const [measure, over] of [['sum', 9750n], ['peak', 15600n]] as const) {
      const books = new Books(lineOf({ start: '2026-10-01' as Day, recheckFrom: null, months: 3, timing: 'arrears', life: { measure } }))
      books.run(factsOn('2027-01-01', { prices }), { readings })
      expect(books.total()).toBe(3n * 30000n + over)
      expect(replay(books.charges[0]!.trace as unknown as ChargeTrace)).toBe(books.total())
    } // prettier-ignore
  })

  it('C-4001: three sites share what their pool comes to', () => {
    const bands = [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00']].map(([upTo, unitPrice]) => ({ upTo: upTo === null ? null : exactly(upTo!), unitPrice: exactly(unitPrice!), flatFee: null })) // prettier-ignore
    const prices = [
      { currency: 'GBP', unitPrice: null, packageSize: null, bands, free: null, minimum: null, cap: null, commit: null },
    ] as never
    const counts = ['180', '70', '62']
    const members = counts.map((quantity, i) => ({ line: `${i}`, quantityIn: () => exactly(quantity) }))
    const amounts = counts.map((quantity, i) => {
      const books = new Books({ ...lineOf({ quantity, timing: 'arrears', life: { pool: 'ORB' } }), id: `${i}` as never })
      books.run(factsOn('2026-02-01', { prices, model: 'fillUp', measure: 'counted' }), { pool: members })
      expect(replay(books.charges[0]!.trace as unknown as ChargeTrace)).toBe(books.total())
      return books.total()
    })
    expect(amounts).toEqual([117404n, 45657n, 40439n])
  })
})

describe('random lives of a line', () => {
  const dayIn = (n: number): Day => addDays('2026-01-01' as Day, n)
  const someChange = fc.record({
    effective: fc.integer({ min: 0, max: 700 }),
    recorded: fc.integer({ min: 0, max: 700 }),
    says: fc.oneof(
      fc.record({ quantity: fc.integer({ min: 0, max: 40 }).map(String) }),
      fc.record({ unitPrice: fc.constantFrom('0', '7.77', '12.345', '19.99', null) }),
      fc.record({ billing: fc.boolean() }),
      fc.record({ end: fc.oneof(fc.constant(null), fc.integer({ min: 30, max: 700 }).map(dayIn)) }),
    ),
  })
  const life = fc.record({
    line: fc.record({ months: fc.constantFrom(1, 3, 12), timing: fc.constantFrom('advance', 'arrears'), anchor: fc.constantFrom('calendar', 'anniversary'), start: fc.integer({ min: 0, max: 60 }).map(dayIn) }),
    changes: fc.array(someChange, { maxLength: 8 }),
    runs: fc.array(fc.integer({ min: 10, max: 730 }), { minLength: 1, maxLength: 10 }),
  }) // prettier-ignore
  const live = ({ line, changes, runs }: typeof life extends fc.Arbitrary<infer Life> ? Life : never) => {
    // Changes are numbered in the order of recording.
    const known = [...changes].sort((a, b) => a.recorded - b.recorded).map((c, i) => changed(i + 1, dayIn(c.effective), c.says as never, dayIn(c.recorded))) // prettier-ignore
    const books = new Books(lineOf({ ...(line as object), recheckFrom: line.start }))
    const days = [...new Set(runs)].sort((a, b) => a - b).map(dayIn)
    return { books, known, days, by: (day: Day) => known.filter((c) => c.recordedAt <= `${day}T18:00:00.000Z`) }
  }

  it('come to the same, whenever they were billed: run after run, or all at once knowing everything', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { books, known, days, by } = live(given)
        for (const day of days) books.run(factsOn(day), { changes: by(day) })
        const last = days.at(-1)!
        books.run(factsOn(last), { changes: known })
        expect(books.run(factsOn(last), { changes: known })).toEqual([])
        const afresh = new Books(books.line)
        afresh.run(factsOn(last), { changes: known })
        // A period that was charged before its end was known may lie ahead of what is due now; both bill on to the same day.
        const later = addDays(last, 800)
        books.run(factsOn(later), { changes: known })
        afresh.run(factsOn(later), { changes: known })
        expect(books.total()).toBe(afresh.total())
        for (const charge of books.charges) expect(replay(charge.trace as unknown as ChargeTrace)).toBe(charge.net)
      }),
      { numRuns: 500 },
    )
  })

  it('are billed again as they were known on the day of each run, to the penny', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { books, known, days, by } = live(given)
        for (const day of days) {
          const before = [...books.charges]
          const billed = books.run(factsOn(day), { changes: by(day) })
          // Later, with everything recorded since: what was known then bills what was billed then.
          const again = new Books(books.line)
          again.charges.push(...before)
          expect(again.run(factsOn(day), { changes: known, knownAt: `${day}T18:00:00.000Z` as Instant })).toEqual(billed)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never charge a day twice, and give back no more than was charged', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { books, days, by } = live(given)
        for (const day of days) {
          books.run(factsOn(day), { changes: by(day) })
          const keys = books.charges.map((c) => `${c.from} ${c.nth}`)
          expect(new Set(keys).size).toBe(keys.length)
          expect(books.total() >= 0n).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
