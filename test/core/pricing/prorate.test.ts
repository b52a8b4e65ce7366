import fc from 'fast-check'
import { addDays, addMonths, day, type Day } from '../../../core/kernel/day.ts'
import type { Ratio } from '../../../core/kernel/decimal.ts'
import { fractionOf, prorationMethods } from '../../../core/pricing/proration.ts'
import { calculate } from '../calculate.ts'

const prorate = (method: string, minor: string, from: string, to: string, periodFrom: string, periodTo: string, currency = 'GBP') =>
  calculate('pricing.prorate', { method, amount: { currency, minor }, from, to, periodFrom, periodTo })

describe('pricing.prorate', () => {
  it.each([
    ['C-1004: five seats from 12 November', 'actual', '8800', '2026-11-12', '2026-12-01', '2026-11-01', '2026-12-01', '5573', 19, 30],
    [
      'C-1006: six seats until the year ends',
      'actual',
      '118800',
      '2026-04-15',
      '2027-01-01',
      '2026-01-01',
      '2027-01-01',
      '84950',
      261,
      365,
    ],
    ['C-1008: five months of a year', 'actual', '1440000', '2026-07-01', '2026-12-01', '2026-07-01', '2027-07-01', '603616', 153, 365],
    ['C-1008: what is left of it', 'actual', '1440000', '2026-12-01', '2027-07-01', '2026-07-01', '2027-07-01', '836384', 212, 365],
    ['a leap year', 'actual', '36600', '2028-01-01', '2028-03-01', '2028-01-01', '2029-01-01', '6000', 60, 366],
    ['a leap February', 'actual', '2900', '2028-02-29', '2028-03-01', '2028-02-01', '2028-03-01', '100', 1, 29],
    ['a credit', 'actual', '-8800', '2026-11-12', '2026-12-01', '2026-11-01', '2026-12-01', '-5573', 19, 30],
    ['no day', 'actual', '8800', '2026-11-12', '2026-11-12', '2026-11-01', '2026-12-01', '0', 0, 30],
    ['half a February of 30 days', '30/360', '3000', '2026-02-01', '2026-02-16', '2026-02-01', '2026-03-01', '1500', 15, 30],
    ['the end of a February of 30 days', '30/360', '3000', '2026-02-27', '2026-03-01', '2026-02-01', '2026-03-01', '400', 4, 30],
    ['a 31st, which is the 30th once more', '30/360', '3000', '2026-01-30', '2026-01-31', '2026-01-01', '2026-02-01', '0', 0, 30],
    ['from a 31st on', '30/360', '3000', '2026-01-31', '2026-02-01', '2026-01-01', '2026-02-01', '100', 1, 30],
    ['quarters of a year of 360 days', '30/360', '36000', '2026-01-01', '2026-04-01', '2026-01-01', '2027-01-01', '9000', 90, 360],
    [
      'two months and ten days of a year',
      'monthFraction',
      '1200000',
      '2026-01-01',
      '2026-03-11',
      '2026-01-01',
      '2027-01-01',
      '232258',
      69,
      365,
    ],
    ['a month of a year', 'monthFraction', '1200', '2026-02-01', '2026-03-01', '2026-01-01', '2027-01-01', '100', 28, 365],
    ['a month from the 31st of a year', 'monthFraction', '1200', '2026-01-31', '2026-02-28', '2026-01-31', '2027-01-31', '100', 28, 365],
    ['days of a month', 'monthFraction', '8800', '2026-11-12', '2026-12-01', '2026-11-01', '2026-12-01', '5573', 19, 30],
    ['a part where none is charged', 'none', '8800', '2026-11-12', '2026-12-01', '2026-11-01', '2026-12-01', '0', 19, 30],
    ['the whole where no part is charged', 'none', '8800', '2026-11-01', '2026-12-01', '2026-11-01', '2026-12-01', '8800', 30, 30],
    ['a part that costs the whole', 'full', '8800', '2026-11-30', '2026-12-01', '2026-11-01', '2026-12-01', '8800', 1, 30],
  ])('%s, by %s', async (_what, method, minor, from, to, periodFrom, periodTo, amount, days, of) => {
    const answer = await prorate(method, minor, from, to, periodFrom, periodTo)
    expect(answer).toMatchObject({ amount: { currency: 'GBP', minor: amount }, days, of })
    expect(answer.steps.map((s: any) => s.say)).toEqual([`pricing.proration.${method}`, 'pricing.prorated'])
  })
  it('rounds to whole yen and to thousandths of a dinar', async () => {
    expect((await prorate('actual', '100', '2026-11-01', '2026-11-06', '2026-11-01', '2026-12-01', 'JPY')).amount.minor).toBe('17')
    expect((await prorate('actual', '1000', '2026-11-01', '2026-11-06', '2026-11-01', '2026-12-01', 'KWD')).amount.minor).toBe('167')
  })

  it.each([
    ['an end before the start', ['2026-11-12', '2026-11-11', '2026-11-01', '2026-12-01'], 'pricing.endBeforeStart'],
    ['a period that ends before it begins', ['2026-11-12', '2026-11-13', '2026-12-01', '2026-11-01'], 'pricing.endBeforeStart'],
    ['a period of no day', ['2026-11-01', '2026-11-01', '2026-11-01', '2026-11-01'], 'pricing.endBeforeStart'],
    ['a part that begins before the period', ['2026-10-31', '2026-11-13', '2026-11-01', '2026-12-01'], 'pricing.outsidePeriod'],
    ['a part that ends after the period', ['2026-11-12', '2026-12-02', '2026-11-01', '2026-12-01'], 'pricing.outsidePeriod'],
    ['a day that there is not', ['2026-11-31', '2026-12-01', '2026-11-01', '2026-12-01'], 'input.invalidDay'],
  ] as const)('refuses %s by name', async (_what, [from, to, periodFrom, periodTo], code) => {
    expect(await prorate('actual', '8800', from, to, periodFrom, periodTo)).toBe(code)
  })
})

describe('proration', () => {
  const first = day('2019-01-01')!
  const aPeriod = fc
    .tuple(fc.nat(4000), fc.oneof(fc.integer({ min: 1, max: 800 }), fc.constantFrom(-1, -3, -6, -12)))
    .map(([start, length]) => {
      const from = addDays(first, start)
      return { from, to: length > 0 ? addDays(from, length) : addMonths(from, -length) }
    })
  const cutIn = ({ from, to }: { from: Day; to: Day }, share: number): Day => {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
    return addDays(from, Math.floor(days * share))
  }
  const equal = (a: Ratio, b: Ratio) => a.numerator * b.denominator === b.numerator * a.denominator
  const add = (a: Ratio, b: Ratio): Ratio => ({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  })
  const one = { numerator: 1n, denominator: 1n }
  const aShare = fc.double({ min: 0, max: 1, noNaN: true })

  it.each(['actual', '30/360'] as const)('by %s adjacent parts add up to the period', (method) => {
    fc.assert(
      fc.property(aPeriod, fc.array(aShare, { minLength: 1, maxLength: 5 }), (period, shares) => {
        const cuts = [period.from, ...shares.map((share) => cutIn(period, share)).sort(), period.to]
        const parts = cuts.slice(1).map((to, i) => fractionOf(method, cuts[i]!, to, period.from, period.to))
        expect(equal(parts.reduce(add), one)).toBe(true)
      }),
    )
  })
  it.each(prorationMethods)('by %s a whole is one, and a part between nothing and the whole', (method) => {
    fc.assert(
      fc.property(aPeriod, aShare, aShare, (period, a, b) => {
        const { from, to } = period
        expect(fractionOf(method, from, to, from, to)).toEqual(one)
        const [start, end] = [cutIn(period, a), cutIn(period, b)].sort() as [Day, Day]
        const { numerator, denominator } = fractionOf(method, start, end, from, to)
        expect(denominator).toBeGreaterThan(0n)
        expect([numerator >= 0n, numerator <= denominator]).toEqual([true, true])
      }),
      { numRuns: 500 },
    )
  })
})
