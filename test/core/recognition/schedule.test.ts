import fc from 'fast-check'
import { addDays, day } from '../../../core/kernel/day.ts'
import { scheduleMethods, scheduleOf, scheduleSteps } from '../../../core/recognition/schedule.ts'
import { calculate } from '../calculate.ts'

const schedule = (minor: string, from: string, to: string, more: object = {}, currency = 'GBP') =>
  calculate('recognition.schedule', { amount: { currency, minor }, from, to, ...more })
const months = (answer: any): string[] => answer.months.map((m: any) => `${m.month} ${m.amount.minor}`)

describe('recognition.schedule', () => {
  it('C-1008: five months earn 6,036.16 by days, not a penny less', async () => {
    const answer = await schedule('603616', '2026-07-01', '2026-12-01', { method: 'straightLine', by: 'day' })
    expect(months(answer)).toEqual(['2026-07 122301', '2026-08 122302', '2026-09 118356', '2026-10 122301', '2026-11 118356'])
    expect(answer.months.reduce((sum: bigint, m: any) => sum + BigInt(m.amount.minor), 0n)).toBe(603_616n)
    expect(answer.steps).toMatchObject([{ say: 'recognition.straightLine.day' }])
  })
  it.each([
    ['a whole year by months', ['1200000', '2026-07-01', '2027-07-01'], { by: 'month' }, Array(12).fill('100000')],
    ['three months by months', ['100000', '2026-01-01', '2026-04-01'], { by: 'month' }, ['33333', '33334', '33333']],
    ['months at both ends by their days', ['10000', '2026-01-16', '2026-03-15'], { by: 'month' }, ['2623', '5082', '2295']],
    ['a leap February by days', ['6000', '2028-02-01', '2028-04-01'], { by: 'day' }, ['2900', '3100']],
    ['days within a month', ['777', '2026-07-03', '2026-07-09'], {}, ['777']],
    ['a credit', ['-603616', '2026-07-01', '2026-12-01'], {}, ['-122301', '-122302', '-118356', '-122301', '-118356']],
    ['with the first day', ['10000', '2026-01-16', '2026-03-15'], { method: 'onInvoice' }, ['10000', '0', '0']],
    ['with the last day', ['10000', '2026-01-16', '2026-03-15'], { method: 'atExpiry' }, ['0', '0', '10000']],
  ] as const)('%s', async (_what, [minor, from, to], more, amounts) => {
    expect((await schedule(minor, from, to, more)).months.map((m: any) => m.amount.minor)).toEqual(amounts)
  })
  it.each([
    ['an end before the start', ['100', '2026-07-02', '2026-07-01'], {}, 'recognition.endBeforeStart'],
    ['no day', ['100', '2026-07-01', '2026-07-01'], {}, 'recognition.endBeforeStart'],
    ['more than a hundred years', ['100', '2026-07-01', '2126-07-02'], {}, 'recognition.tooLong'],
    ['an unknown method', ['100', '2026-07-01', '2026-08-01'], { method: 'someday' }, 'input.malformed'],
  ] as const)('refuses %s by name', async (_what, [minor, from, to], more, code) => {
    expect(await schedule(minor, from, to, more)).toBe(code)
  })

  it('months add up to the whole and follow each other without a gap', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.nat(3000),
        fc.integer({ min: 1, max: 1500 }),
        fc.constantFrom(...scheduleMethods),
        fc.constantFrom(...scheduleSteps),
        (minor, start, length, method, by) => {
          const from = addDays(day('2020-01-01')!, start)
          const to = addDays(from, length)
          const parts = scheduleOf({ currency: 'EUR', minor }, from, to, method, by)
          expect(parts.reduce((sum, part) => sum + part.amount.minor, 0n)).toBe(minor)
          expect([parts[0]!.from, ...parts.map((part) => part.to)]).toEqual([...parts.map((part) => part.from), to])
          expect(parts.every(({ amount }) => amount.minor === 0n || amount.minor > 0n === minor > 0n)).toBe(true)
        },
      ),
    )
  })
})
