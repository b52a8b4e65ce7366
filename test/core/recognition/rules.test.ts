import fc from 'fast-check'
import { addDays, addMonths, type Day } from '../../../core/kernel/day.ts'
import { exactly, ratio, roundHalfAway } from '../../../core/kernel/decimal.ts'
import type { Recognition } from '../../../core/recognition/recognition.ts'
import {
  afterMonthOf,
  fractionReleased,
  matchedCost,
  periodOf,
  releaseOf,
  stretchesOf,
  stretchOf,
  type Stretch,
} from '../../../core/recognition/rules.ts'

const day = (text: string) => text as Day
const charge = (id: string, from: string, to: string, total: bigint, corrects: string | null = null) =>
  ({
    id, corrects, recognition: 'straightLine', from, to, total, recognised: 0n, entityTotal: total, entityRecognised: 0n, groupTotal: total, groupRecognised: 0n, progress: null,
    recognisedTo: from, state: 'open',
  }) as unknown as Recognition // prettier-ignore
const months = (first: string, count: number): Day[] => Array.from({ length: count }, (_, i) => addMonths(day(`${first}-01`), i + 1))

/** What each month releases of some charges, each posted before a day: a month sees what was posted by its end. */
function released(charges: readonly (readonly [postedOn: string, row: Recognition])[], ends: readonly Day[]): bigint[] {
  const rows = new Map(charges.map(([, row]) => [row.id as string, row]))
  return ends.map((asOf) => {
    const seen = charges.filter(([postedOn]) => postedOn < asOf).map(([, { id }]) => rows.get(id)!)
    const stretches = stretchesOf(seen)
    return seen.reduce((sum, row) => {
      if (row.state === 'done') return sum
      const { amount, after } = releaseOf(row, asOf, stretches.get(row.id)!, null)
      rows.set(row.id, after)
      return sum + amount
    }, 0n)
  })
}

describe('what is earned by a day', () => {
  it.each<[string, Parameters<typeof fractionReleased>, bigint, bigint]>([
    ['with the invoice at once', ['onInvoice', day('2026-12-01'), day('2027-12-01'), day('2026-12-01')], 1n, 1n],
    ['by the day', ['straightLine', day('2026-07-01'), day('2027-07-01'), day('2026-12-01')], 153n, 365n],
    ['by the day, nothing before its first one', ['straightLine', day('2026-07-01'), day('2027-07-01'), day('2026-07-01')], 0n, 1n],
    ['by the day, all behind its last one', ['straightLine', day('2026-07-01'), day('2027-07-01'), day('2028-01-01')], 1n, 1n],
    ['a period without days with its end', ['straightLine', day('2026-07-01'), day('2026-07-01'), day('2026-07-01')], 1n, 1n],
    ['at expiry nothing before', ['atExpiry', day('2026-07-01'), day('2027-07-01'), day('2027-06-30')], 0n, 1n],
    ['at expiry all of it', ['atExpiry', day('2026-07-01'), day('2027-07-01'), day('2027-07-01')], 1n, 1n],
    ['nothing delivered', ['onDelivery', day('2026-07-01'), day('2026-07-02'), day('2030-01-01')], 0n, 1n],
    ['four tenths complete', ['percentComplete', day('2026-07-01'), day('2026-07-02'), day('2026-08-01'), exactly('0.4')], 4n, 10n],
  ])('%s', (_what, args, numerator, denominator) => {
    const fraction = fractionReleased(...args)
    expect(fraction.numerator * denominator).toBe(numerator * fraction.denominator)
  })
  it('takes its cost with it', () => {
    expect(matchedCost(120000n, 'straightLine', day('2026-07-01'), day('2027-07-01'), day('2026-12-01'))).toBe(50301n)
  })
  it.each([['2026-12', '2026-12-01', '2026-12-31', '2027-01-01'], ['2028-02', '2028-02-01', '2028-02-29', '2028-03-01']])('%s is a month', (text, first, last, asOf) => {
    expect(periodOf(text)).toEqual({ first, last, asOf })
  }) // prettier-ignore
  it.each(['2026-13', '2026', '2026-1', '26-12', '2026-12-01', ''])('"%s" is none', (text) => expect(periodOf(text)).toBeUndefined())
  it('knows the day behind a month', () => expect(afterMonthOf(day('2026-12-31'))).toBe('2027-01-01'))
})

describe('hard cases of deferral', () => {
  it('starts in the middle of a month: 1,200.00 from 12 November, the last day takes the last penny', () => {
    const row = charge('a', '2026-11-12', '2027-11-12', 120000n)
    const parts = released([['2026-11-12', row]], months('2026-11', 13))
    expect(parts.slice(0, 3)).toEqual([6247n, 10191n, 10192n])
    expect(parts.reduce((a, b) => a + b)).toBe(120000n)
  })
  it('C-1008: five months of a year that ends early sum to 6,036.16, and its credit leaves nothing', () => {
    const year = charge('a', '2026-07-01', '2027-07-01', 1440000n)
    const credit = charge('b', '2026-12-01', '2027-07-01', -836384n, 'a')
    expect(released([['2026-07-01', year], ['2026-12-01', credit]], months('2026-07', 7))).toEqual([122301n, 122302n, 118356n, 122301n, 118356n, 0n, 0n]) // prettier-ignore
  })
  it('a credit that comes before the months are run leaves each of them what it earned', () => {
    const year = charge('a', '2026-07-01', '2027-07-01', 1440000n)
    const credit = charge('b', '2026-12-01', '2027-07-01', -836384n, 'a')
    expect(released([['2026-07-01', year], ['2026-09-10', credit]], months('2026-07', 6))).toEqual([122301n, 122302n, 118356n, 122301n, 118356n, 0n]) // prettier-ignore
  })
  it('a quantity that changes in the middle of its term: credit of the rest, charge of the rest, each by its own days', () => {
    // 10 seats at 198.00 a year; from 15 November on 12.
    const year = charge('a', '2026-07-01', '2027-07-01', 198000n)
    const credit = charge('b', '2026-11-15', '2027-07-01', -123682n, 'a')
    const more = charge('c', '2026-11-15', '2027-07-01', 148419n)
    const parts = released([['2026-07-01', year], ['2026-12-01', credit], ['2026-12-01', more]], months('2026-07', 12)) // prettier-ignore
    expect(parts.reduce((a, b) => a + b)).toBe(198000n - 123682n + 148419n)
    // November saw ten seats to its end; December makes up for the two since the 15th.
    expect(parts[4]).toBe(16274n)
    expect(parts[5]).toBe(30595n - 8679n)
  })
  it('what is credited in full is taken back at once', () => {
    const year = charge('a', '2026-07-01', '2027-07-01', 1440000n)
    const credit = charge('b', '2026-07-01', '2027-07-01', -1440000n, 'a')
    expect(released([['2026-07-01', year], ['2026-09-20', credit]], months('2026-07', 4))).toEqual([122301n, 122302n, -244603n, 0n]) // prettier-ignore
  })
  it('a price that is corrected over the same days changes what every day earns', () => {
    const year = charge('a', '2026-07-01', '2027-07-01', 1440000n)
    const dearer = charge('b', '2026-07-01', '2027-07-01', 36500n, 'a')
    expect(released([['2026-07-01', year], ['2026-08-20', dearer]], months('2026-07', 2))).toEqual([122301n, 122302n + 6200n]) // prettier-ignore
  })
  it('stage payments: 7,400 / 7,400 / 3,700, each with its own milestone', () => {
    const stages = [740000n, 740000n, 370000n].map(
      (total, i) => ({ ...charge(`s${i}`, '2026-10-01', '2026-10-02', total), recognition: 'onMilestone' }) as Recognition,
    )
    const reached = (at: readonly (string | null)[]) =>
      stages.map((row, i) => releaseOf(row, day('2027-01-01'), stretchOf(row), at[i] === null ? null : exactly(at[i]!)).amount)
    expect(reached(['1', null, null])).toEqual([740000n, 0n, 0n])
    expect(reached(['1', '0.5', null])).toEqual([740000n, 370000n, 0n])
    expect(reached(['1', '1', '1'])).toEqual([740000n, 740000n, 370000n])
  })
  it('another rate: each currency earns its own total, to the last unit', () => {
    const row = { ...charge('a', '2026-07-01', '2027-07-01', 100000n), entityTotal: 8743713n, groupTotal: 87350n } as Recognition
    let now = row
    const parts = months('2026-07', 12).map((asOf) => {
      const { amount, entityAmount, groupAmount, after } = releaseOf(now, asOf, stretchOf(row), null)
      now = after
      return [amount, entityAmount, groupAmount]
    })
    expect([0, 1, 2].map((i) => parts.reduce((sum, part) => sum + part[i]!, 0n))).toEqual([100000n, 8743713n, 87350n])
    expect(now.state).toBe('done')
  })
})

describe('charges that stand together', () => {
  const seen = (rows: readonly Recognition[]) =>
    Object.fromEntries([...stretchesOf(rows)].map(([id, { from, to, gone }]) => [id, { from, to, gone }]))
  it.each<[string, readonly Recognition[], Record<string, Omit<Stretch, 'beside'>>]>([
    ['alone', [charge('a', '2026-07-01', '2027-07-01', 10n)], { a: { from: day('2026-07-01'), to: day('2027-07-01'), gone: false } }],
    ['a goodwill in the middle leaves the period', [charge('a', '2026-07-01', '2027-07-01', 10n), charge('b', '2026-09-01', '2026-10-01', -2n, 'a')],
      { a: { from: day('2026-07-01'), to: day('2027-07-01'), gone: false }, b: { from: day('2026-09-01'), to: day('2026-10-01'), gone: false } }],
    ['what goes on behind the end has days of its own', [charge('a', '2026-07-01', '2027-07-01', 10n), charge('b', '2027-07-01', '2027-09-01', 2n, 'a')],
      { a: { from: day('2026-07-01'), to: day('2027-07-01'), gone: false }, b: { from: day('2027-07-01'), to: day('2027-09-01'), gone: false } }],
    ['cut twice', [charge('a', '2026-07-01', '2027-07-01', 10n), charge('b', '2027-01-01', '2027-07-01', -5n, 'a'), charge('c', '2026-10-01', '2027-01-01', -2n, 'a')],
      Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { from: day('2026-07-01'), to: day('2026-10-01'), gone: false }]))],
    ['a credit of a credit note\'s line', [charge('a', '2026-07-01', '2027-07-01', 10n), charge('b', '2026-07-01', '2027-07-01', -4n, 'a'), charge('c', '2026-07-01', '2027-07-01', -6n, 'b')],
      Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { from: day('2026-07-01'), to: day('2026-07-01'), gone: true }]))],
    ['others are not touched', [charge('a', '2026-07-01', '2027-07-01', 10n), charge('x', '2026-07-01', '2027-07-01', 10n), charge('b', '2026-07-01', '2027-07-01', -10n, 'a')],
      { a: { from: day('2026-07-01'), to: day('2026-07-01'), gone: true }, b: { from: day('2026-07-01'), to: day('2026-07-01'), gone: true }, x: { from: day('2026-07-01'), to: day('2027-07-01'), gone: false } }],
  ])('%s', (_what, rows, stretches) => expect(seen(rows)).toEqual(stretches)) // prettier-ignore

  it('parts sum to the whole in every currency, whatever months are run', () => {
    const minor = fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n })
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({ min: 1, max: 1500 }), fc.array(fc.integer({ min: 0, max: 1600 }), { maxLength: 30 }), (total, entityTotal, groupTotal, length, stops) => {
        const from = day('2026-02-11')
        let row = { ...charge('a', from, addDays(from, length), total), entityTotal, groupTotal } as Recognition
        const sums = [0n, 0n, 0n]
        for (const stop of [...stops.toSorted((a, b) => a - b), 1600]) {
          if (row.state === 'done') break
          const { amount, entityAmount, groupAmount, after } = releaseOf(row, addDays(from, stop), stretchOf(row), null)
          ;[amount, entityAmount, groupAmount].forEach((part, i) => (sums[i]! += part))
          // Never a unit away from what the days say.
          if (stop < length) expect(after.recognised).toBe(roundHalfAway(ratio(total * BigInt(stop), BigInt(length))))
          row = after
        }
        expect([...sums, row.state]).toEqual([total, entityTotal, groupTotal, 'done'])
      }),
    ) // prettier-ignore
  })
})
