import { readerOf } from '../../../core/imports/reader.ts'
import type { DateOrder } from '../../../core/imports/days.ts'

const momentOf = (cell: { text: string; day?: string }, order: DateOrder = 'dayFirst') =>
  readerOf(['at'], { row: 1, headings: ['at'], layout: [0], mark: 'point', order }).moment([cell], 'at')

it.each<[text: string, says: object | null | undefined]>([
  ['', null],
  ['2026-11-30T18:00:00Z', { at: '2026-11-30T18:00:00.000Z' }],
  ['2026-11-30 18:00:00+05:30', { at: '2026-11-30T12:30:00.000Z' }],
  ['2026-11-30', { day: '2026-11-30', time: null }],
  ['30.11.2026 7:05', { day: '2026-11-30', time: '07:05:00' }],
  ['30.11.2026, 23:59:59 Uhr', { day: '2026-11-30', time: '23:59:59' }],
  ['30/11/2026 12:15 AM', { day: '2026-11-30', time: '00:15:00' }],
  ['30/11/2026 12:15 p.m.', { day: '2026-11-30', time: '12:15:00' }],
  ['30/11/2026 11:15pm', { day: '2026-11-30', time: '23:15:00' }],
  ['30/11/2026 13:15 pm', undefined],
  ['30/11/2026 24:00', undefined],
  ['30/11/2026 10:60', undefined],
  ['31.02.2026 10:00', undefined],
  ['yesterday', undefined],
])('the moment %j', (text, says) => expect(momentOf({ text })).toEqual(says))

it('a real date of the spreadsheet keeps its time', () => {
  expect(momentOf({ text: '30/11/2026 18:30', day: '2026-11-30' })).toEqual({ day: '2026-11-30', time: '18:30:00' })
  expect(momentOf({ text: '30 Nov', day: '2026-11-30' })).toEqual({ day: '2026-11-30', time: null })
})
it('the order of the file decides', () =>
  expect(momentOf({ text: '05/06/2026 10:00' }, 'monthFirst')).toEqual({ day: '2026-05-06', time: '10:00:00' }))
