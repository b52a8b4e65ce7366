import fc from 'fast-check'
import { dayOf, dayOfMonth, monthOf, ordinal, yearOf, type Day } from '../../../core/kernel/day.ts'
import { decideOrder, orderOf, readDay, type DateOrder } from '../../../core/imports/days.ts'

describe('a written day', () => {
  it.each<[written: string, order: DateOrder, day: string | undefined]>([
    ['27/07/2026', 'dayFirst', '2026-07-27'],
    ['7/3/2026', 'dayFirst', '2026-03-07'],
    ['07/03/2026', 'monthFirst', '2026-07-03'],
    ['24.05.2023', 'dayFirst', '2023-05-24'],
    ['24. 5. 2023', 'dayFirst', '2023-05-24'],
    ['24-05-2023', 'dayFirst', '2023-05-24'],
    ['2026-10-31', 'dayFirst', '2026-10-31'],
    ['2026-10-31', 'monthFirst', '2026-10-31'],
    ['2026/1/5', 'monthFirst', '2026-01-05'],
    ['20261031', 'dayFirst', '2026-10-31'],
    ['2026-10-31T00:00:00', 'dayFirst', '2026-10-31'],
    ['2026-10-31 00:00:00.000', 'dayFirst', '2026-10-31'],
    ['31/10/2026 00:00', 'dayFirst', '2026-10-31'],
    ['31/10/26', 'dayFirst', '2026-10-31'],
    ['31.12.99', 'dayFirst', '1999-12-31'],
    ['26/10/31', 'yearFirst', '2026-10-31'],
    ['31/10/2026', 'yearFirst', '2026-10-31'],
    ['27 Jul 2026', 'dayFirst', '2026-07-27'],
    ['27-Jul-26', 'dayFirst', '2026-07-27'],
    ['27. Juli 2026', 'dayFirst', '2026-07-27'],
    ['3. März 2026', 'dayFirst', '2026-03-03'],
    ['3. Dez. 2026', 'dayFirst', '2026-12-03'],
    ['July 27, 2026', 'dayFirst', '2026-07-27'],
    ['July 1st, 2026', 'dayFirst', '2026-07-01'],
    [' 27/07/2026 ', 'dayFirst', '2026-07-27'],
    ['29/02/2028', 'dayFirst', '2028-02-29'],
    // Days that there are not, and what is no day.
    ['31/02/2026', 'dayFirst', undefined],
    ['31.02.2026', 'dayFirst', undefined],
    ['2026-02-31', 'dayFirst', undefined],
    ['29/02/2026', 'dayFirst', undefined],
    ['29/02/2100', 'dayFirst', undefined],
    ['00/01/2026', 'dayFirst', undefined],
    ['13/13/2026', 'dayFirst', undefined],
    ['07/13/2026', 'dayFirst', undefined],
    ['01/01/1899', 'dayFirst', undefined],
    ['27/07-2026', 'dayFirst', undefined],
    ['2026-10-31T12:30:00', 'dayFirst', undefined],
    ['27 Foo 2026', 'dayFirst', undefined],
    ['46000', 'dayFirst', undefined],
    ['soon', 'dayFirst', undefined],
    ['', 'dayFirst', undefined],
  ])('%j with %s is %s', (written, order, day) => {
    expect(readDay({ text: written }, order)).toBe(day)
  })

  it('of a real date is the date, whatever it looks like', () => {
    expect(readDay({ text: 'Jul-26', day: '2026-07-27' }, 'monthFirst')).toBe('2026-07-27')
  })

  it.each<[written: string, order: DateOrder | undefined]>([
    ['27/07/2026', 'dayFirst'],
    ['07/27/2026', 'monthFirst'],
    ['05/06/2026', undefined],
    ['27/27/2026', undefined],
    ['05.06.2026', 'dayFirst'],
    ['2026-06-05', undefined],
    ['Total', undefined],
  ])('%j speaks for %s', (written, order) => {
    expect(orderOf({ text: written })).toBe(order)
  })

  it.each<[dayFirst: number, monthFirst: number, habit: DateOrder, order: DateOrder]>([
    [9, 1, 'monthFirst', 'dayFirst'],
    [0, 1, 'dayFirst', 'monthFirst'],
    [0, 0, 'dayFirst', 'dayFirst'],
    [0, 0, 'yearFirst', 'yearFirst'],
    [2, 2, 'monthFirst', 'monthFirst'],
  ])('%i day first, %i month first, habit %s: %s', (dayFirst, monthFirst, habit, order) => {
    expect(decideOrder(dayFirst, monthFirst, habit)).toBe(order)
  })
})

const two = (n: number): string => `${n}`.padStart(2, '0')
const ways: readonly (readonly [order: DateOrder, write: (day: Day) => string])[] = [
  ['dayFirst', (d) => `${two(dayOfMonth(d))}/${two(monthOf(d))}/${yearOf(d)}`],
  ['dayFirst', (d) => `${dayOfMonth(d)}.${monthOf(d)}.${yearOf(d)}`],
  ['monthFirst', (d) => `${monthOf(d)}/${dayOfMonth(d)}/${yearOf(d)}`],
  ['yearFirst', (d) => d],
  ['yearFirst', (d) => `${yearOf(d)}/${monthOf(d)}/${dayOfMonth(d)}`],
]
const days = fc.integer({ min: ordinal('1900-01-01' as Day), max: ordinal('2999-12-31' as Day) }).map(dayOf)

it('every way of writing a day reads back as the day', () => {
  fc.assert(fc.property(days, fc.constantFrom(...ways), (day, [order, write]) => expect(readDay({ text: write(day) }, order)).toBe(day)))
})
it('only days that there are come out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1899, max: 2101 }), (d, m, y) => {
      const read = readDay({ text: `${d}/${m}/${y}` }, 'dayFirst')
      if (read !== undefined) expect(dayOf(ordinal(read))).toBe(read)
    }),
  )
})
