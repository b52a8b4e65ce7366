import { day, type Day } from '../../../core/kernel/day.ts'
import { mayStepBack, nextTermEnd, noticeDeadlines, termFrom } from '../../../core/contracts/deadlines.ts'

const on = (text: string): Day => day(text)!
const renewal = (more: object = {}) => ({
  mode: 'auto' as const,
  initialMonths: 12,
  extensionMonths: 12,
  noticeDays: 90,
  supplierNoticeDays: 180,
  ...more,
})
const line = (more: object = {}, terms: object = {}) => ({
  start: on('2026-01-01'), end: null, termEnd: on('2026-12-31'), life: { renewal: renewal(terms) }, ...more,
}) // prettier-ignore

describe('terms', () => {
  it.each([
    ['2026-01-01', 12, '2026-12-31'],
    ['2026-01-31', 1, '2026-02-27'],
    ['2024-02-29', 12, '2025-02-27'],
  ])('from %s for %i months ends %s', (first, months, last) => expect(termFrom(on(first), months)).toBe(last))
  it.each([
    ['2026-01-01', '2026-12-31', 12, '2027-12-31'],
    ['2026-01-31', '2026-02-27', 1, '2026-03-30'],
    ['2026-01-31', '2026-03-30', 1, '2026-04-29'],
    ['2026-04-15', '2026-12-31', 12, '2027-12-31'],
  ])('of a line from %s after %s and %i months ends %s', (start, end, months, next) =>
    expect(nextTermEnd(on(start), on(end), months)).toBe(next),
  )
})

describe('notice', () => {
  it('counts back from the last day of the term, for each side', () => {
    expect(noticeDeadlines(line())).toMatchObject({ termEnd: '2026-12-31', customerNoticeBy: '2026-10-02', supplierNoticeBy: '2026-07-04' })
    expect(noticeDeadlines(line({}, { supplierNoticeDays: null })).supplierNoticeBy).toBe('2026-10-02')
    expect(noticeDeadlines({ start: on('2026-01-01'), end: null, termEnd: null, life: null })).toMatchObject({
      termEnd: null,
      customerNoticeBy: null,
      supplierNoticeBy: null,
    })
  })
  it.each([
    ['in time', line(), '2026-10-02', 'customer', '2026-12-31'],
    ['a day late', line(), '2026-10-03', 'customer', '2027-12-31'],
    ['years early', line(), '2026-01-01', 'customer', '2026-12-31'],
    ['ours in time', line(), '2026-07-04', 'supplier', '2026-12-31'],
    ['ours a day late', line(), '2026-07-05', 'supplier', '2027-12-31'],
    ['monthly extension', line({}, { extensionMonths: 1, noticeDays: 30 }), '2026-12-15', 'customer', '2027-01-31'],
    ['until further notice after the first term', line({}, { mode: 'manual', noticeDays: 30 }), '2026-12-15', 'customer', '2027-01-14'],
    ['renewed for as long as the first term', line({}, { extensionMonths: null }), '2026-10-03', 'customer', '2027-12-31'],
    ['without a term', line({ termEnd: null }, { initialMonths: null, noticeDays: 30 }), '2026-03-01', 'customer', '2026-03-31'],
    ['before it begins', line({ termEnd: null }, { noticeDays: 10 }), '2025-06-01', 'customer', '2026-01-01'],
    ['without any rule', { ...line({ termEnd: null }), life: null }, '2026-03-01', 'customer', '2026-03-01'],
    ['ends anyway', line({ end: on('2026-12-31') }), '2026-12-30', 'customer', '2026-12-31'],
  ] as const)('%s', (_, one, received, by, last) => expect(noticeDeadlines(one).earliestEnd(on(received), by)).toBe(last))
})

describe('stepping back', () => {
  const renewed = [{ act: 'renew' as const, effective: on('2027-01-01') }]
  it.each([
    ['2026-01-01', 7, true],
    ['2026-01-07', 7, true],
    ['2026-01-08', 7, false],
    ['2026-01-01', null, false],
    ['2026-12-31', 7, false],
    ['2027-01-07', 7, true],
    ['2027-01-08', 7, false],
  ])('on %s within %s days: %s', (day, days, may) => expect(mayStepBack(on('2026-01-01'), renewed, days, on(day))).toBe(may))
})
