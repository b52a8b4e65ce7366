import fc from 'fast-check'
import type { LineChange } from '../../../core/contracts/line-change.ts'
import { timelineOf } from '../../../core/contracts/timeline.ts'
import { monthOf } from '../../../core/consolidation/period.ts'
import { addDays, addMonths, day as dayOf, dayOfMonth, type Day, type Instant } from '../../../core/kernel/day.ts'
import { exactly, ratio } from '../../../core/kernel/decimal.ts'
import { inGroup } from '../../../core/recurring/in-group.ts'
import { monthOfLines, standingAt, type Line, type Lived, type Terms } from '../../../core/recurring/moves.ts'

const day = (text: string): Day => dayOf(text)!
const begins = day('2026-01-01')
/** Price by version where none is agreed, so that a version is a price too. */
const worthOf = (_line: Line, { quantity, unitPrice, version }: Terms): bigint =>
  BigInt(
    quantity
      .times(unitPrice ?? exactly(`${version}`))
      .times(100)
      .toFixed(0),
  )

interface Own extends Line {
  readonly start: Day
  readonly end: Day | null
  readonly changes: readonly LineChange[]
}
let nth = 0
const line = (more: Partial<Own> & Pick<Own, 'id'>): Own => ({
  customer: 'ADA',
  product: 'CARE',
  currency: 'EUR',
  continues: null,
  start: begins,
  end: null,
  changes: [],
  ...more,
})
const change = (effective: string, terms: object, recordedAt = `${effective}T12:00:00.000Z`): LineChange =>
  ({
    id: `c${(nth += 1)}`,
    number: nth,
    act: 'quantity',
    retracts: null,
    quantity: null,
    unitPrice: null,
    version: null,
    end: null,
    billing: null,
    effective: day(effective),
    recordedAt,
    sets: Object.keys(terms),
    ...terms,
  }) as unknown as LineChange
const lifeOf = (own: Own, knownAt: Instant | null = null) =>
  timelineOf(
    { start: own.start, end: own.end, quantity: exactly('10'), unitPrice: exactly('3'), version: 1, life: null },
    own.changes,
    knownAt,
  )
const told = (lines: readonly Own[], period: string, recorded = false) => {
  const month = monthOf(period)!
  const lived = lines.map((own): Lived<Own> => {
    const after = lifeOf(own, recorded ? (`${month.last}T23:59:59.999Z` as Instant) : null)
    return { line: own, after, before: recorded ? lifeOf(own, `${addDays(month.first, -1)}T23:59:59.999Z` as Instant) : after }
  })
  return monthOfLines(lived, month, worthOf)
}
const steps = (lines: readonly Own[], period: string, recorded = false) =>
  told(lines, period, recorded).flatMap(({ line: { id }, moves }) =>
    moves.map(({ step, minor, late }) => [id, step, minor, ...(late ? ['late'] : [])]),
  )

describe('what moves recurring revenue', () => {
  const q = (quantity: string) => ({ quantity: exactly(quantity) })
  it.each<[string, readonly Own[], readonly unknown[]]>([
    ['a customer who had none is new, whatever comes after in the month', [line({ id: 'a', start: day('2026-03-05'), changes: [change('2026-03-20', q('12'))] })], [['a', 'newBusiness', 3000n], ['a', 'newBusiness', 600n]]],
    ['one who had something has more', [line({ id: 'a' }), line({ id: 'b', start: day('2026-03-05') })], [['b', 'expansion', 3000n]]],
    ['more of it first, then its price', [line({ id: 'a', changes: [change('2026-03-05', { ...q('12'), unitPrice: exactly('4') })] })], [['a', 'expansion', 600n], ['a', 'priceRise', 1200n]]],
    ['a lower price is less', [line({ id: 'a', changes: [change('2026-03-05', { unitPrice: exactly('2') })] })], [['a', 'contraction', -1000n]]],
    ['a version with another price is a price', [line({ id: 'a', changes: [change('2026-01-01', { unitPrice: null }), change('2026-03-05', { version: 5 })] })], [['a', 'priceRise', 4000n]]],
    ['one line of two is less', [line({ id: 'a' }), line({ id: 'b', end: day('2026-03-15') })], [['b', 'contraction', -3000n]]],
    ['the last line is lost', [line({ id: 'a', end: day('2026-03-15') })], [['a', 'churn', -3000n]]],
    ['what ends with February is lost in March, on its first day without it', [line({ id: 'a', end: day('2026-02-28') })], [['a', 'churn', -3000n]]],
    ['who comes back is no new customer', [line({ id: 'a', end: day('2026-01-31') }), line({ id: 'b', start: day('2026-03-10') })], [['b', 'reactivation', 3000n]]],
    ['a pause ends', [line({ id: 'a', changes: [change('2026-02-01', { billing: false }), change('2026-03-01', { billing: true })] })], [['a', 'reactivation', 3000n]]],
    ['a novation moves what it moves and no more', [line({ id: 'a', end: day('2026-03-15') }), line({ id: 'b', customer: 'BOB', start: day('2026-03-16'), continues: 'a', changes: [change('2026-03-16', q('9'))] })], [['a', 'moved', -3000n], ['b', 'moved', 3000n], ['b', 'newBusiness', -300n]]],
    ['of another product what differs is no price', [line({ id: 'a', end: day('2026-03-15') }), line({ id: 'b', product: 'DESK', start: day('2026-03-16'), continues: 'a', changes: [change('2026-03-16', { unitPrice: exactly('7') })] })], [['a', 'moved', -3000n], ['b', 'moved', 3000n], ['b', 'expansion', 4000n]]],
    ['came and went within the month', [line({ id: 'a', start: day('2026-03-02'), end: day('2026-03-09') })], [['a', 'newBusiness', 3000n], ['a', 'churn', -3000n]]],
  ])('%s', (_, lines, expected) => expect(steps(lines, '2026-03')).toEqual(expected)) // prettier-ignore

  it('what is learned late stands in the month that learned of it', () => {
    const lines = [line({ id: 'a', changes: [change('2026-02-10', { quantity: exactly('12') }, '2026-03-04T09:00:00.000Z')] })]
    expect(steps(lines, '2026-02')).toEqual([['a', 'expansion', 600n]])
    expect(steps(lines, '2026-02', true)).toEqual([])
    expect(steps(lines, '2026-03', true)).toEqual([['a', 'expansion', 600n, 'late']])
    expect(steps(lines, '2026-03')).toEqual([])
  })
})

const aDay = fc.integer({ min: 0, max: 540 }).map((n) => addDays(begins, n))
const aChange = fc.record({
  effective: aDay,
  lag: fc.integer({ min: 0, max: 90 }),
  terms: fc.oneof(
    fc.record({ quantity: fc.integer({ min: 0, max: 20 }).map((n) => exactly(`${n}`)) }),
    fc.record({ unitPrice: fc.option(fc.integer({ min: 1, max: 900 }).map((n) => exactly(`${n}`).div(100))) }),
    fc.record({ version: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ billing: fc.boolean() }),
    fc.record({ end: fc.option(aDay) }),
  ),
})
const someLines = fc
  .array(
    fc.record({
      customer: fc.constantFrom('ADA', 'BOB', 'CYD'),
      product: fc.constantFrom('CARE', 'DESK'),
      currency: fc.constantFrom('EUR', 'EUR', 'USD'),
      start: aDay,
      length: fc.option(fc.integer({ min: 0, max: 200 })),
      goesOnFrom: fc.option(fc.nat({ max: 5 })),
      changes: fc.array(aChange, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((made) => {
    const lines: Own[] = []
    for (const [i, { start, length, goesOnFrom, changes, ...own }] of made.entries()) {
      const former = goesOnFrom === null ? undefined : lines[goesOnFrom]
      const from = former?.end ? addDays(former.end, 1) : start
      const end = length === null ? null : addDays(from, length)
      const recorded = changes.map(({ effective, lag, terms }) => change(effective, terms, `${addDays(effective, lag)}T10:00:00.000Z`))
      lines.push(line({ ...own, id: `l${i}`, start: from, end, continues: former?.id ?? null, changes: recorded }))
    }
    return lines
  })
const months = Array.from({ length: 18 }, (_, i) => addMonths(begins, i).slice(0, 7))
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)

describe('for any lives of lines', () => {
  it.each([false, true])('opening and steps are the closing, months follow each other, and customers are moved to nothing (as recorded: %s)', (recorded) => {
    fc.assert(
      fc.property(someLines, (lines) => {
        let before = new Map<string, bigint>()
        for (const [i, period] of months.entries()) {
          const last = monthOf(period)!.last
          expect(dayOfMonth(last)).toBeGreaterThan(27)
          const found = told(lines, period, recorded)
          for (const { line: own, opening, moves, closing } of found) {
            expect(opening + sum(moves.map(({ minor }) => minor))).toBe(closing)
            if (i > 0) expect(opening).toBe(before.get(own.id))
            // Seen for itself: what stands on the last day, as it was known then.
            const standing = standingAt(lifeOf(own, recorded ? (`${last}T23:59:59.999Z` as Instant) : null), last)
            expect(closing).toBe(standing ? worthOf(own, standing) : 0n)
            for (const { step, minor } of moves) {
              if (step === 'priceRise' || step === 'expansion') expect(minor > 0n).toBe(true)
              if (step === 'contraction') expect(minor < 0n).toBe(true)
            }
          }
          expect(sum(found.flatMap(({ moves }) => moves.filter(({ step }) => step === 'moved').map(({ minor }) => minor)))).toBe(0n)
          before = new Map(found.map(({ line: { id }, closing }) => [id, closing]))
        }
      }),
      { numRuns: 120 },
    )
  }) // prettier-ignore

  it('in the currency of the group the parts are the whole to the penny, and adjacent months meet', () => {
    const rate = (n: number) => ratio(BigInt(n), 10_000n)
    fc.assert(
      fc.property(someLines, fc.array(fc.integer({ min: 3_000, max: 19_000 }), { minLength: 19, maxLength: 19 }), fc.boolean(), (lines, rates, constant) => {
        const at = (i: number) => () => rate(rates[constant ? 18 : i]!)
        let before: bigint | undefined
        for (const [i, period] of months.entries()) {
          const found = told(lines, period).map((one) => inGroup(one, { from: 'EUR', to: 'GBP', before: at(i), now: at(i + 1) }))
          for (const one of found) expect(one.opening + one.exchange + sum(one.moves.map(({ amount }) => amount))).toBe(one.closing)
          if (constant) expect(sum(found.map(({ exchange }) => exchange))).toBe(0n)
          const opening = sum(found.map((one) => one.opening))
          if (before !== undefined) expect(opening).toBe(before)
          before = sum(found.map(({ closing }) => closing))
        }
      }),
      { numRuns: 60 },
    )
  }) // prettier-ignore
})
