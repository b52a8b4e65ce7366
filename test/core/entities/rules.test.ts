import { fiscalYear, invoiceNumber, numberingFault, seriesKey } from '../../../core/entities/rules.ts'
import { entityRows } from '../../../core/demo/companies.ts'
import type { Day } from '../../../core/kernel/day.ts'

describe('the fiscal year', () => {
  it.each([
    [1, '2026-01-01', '26'],
    [1, '2026-12-31', '26'],
    [4, '2026-03-31', '25-26'],
    [4, '2026-04-01', '26-27'],
    [4, '2027-03-31', '26-27'],
    [10, '2099-10-01', '99-00'],
    [12, '2026-11-30', '25-26'],
    [2, '2009-01-31', '08-09'],
  ])('that starts in month %s holds %s: %s', (start, day, year) => expect(fiscalYear(start, day as Day)).toBe(year))
})

describe('the number of an invoice', () => {
  it.each([
    ['NLUK', '2026-12-01', 1, 'UK-INV-26-000001'],
    ['NLUK', '2027-01-01', 42, 'UK-INV-27-000042'],
    ['NLDE', '2026-12-01', 999_999, 'DE-RE-26-999999'],
    ['NLIN', '2026-12-01', 1, 'IN/26-27/000001'],
    ['NLIN', '2027-03-31', 312, 'IN/26-27/000312'],
  ])('%s, %s, %s: %s', (code, day, sequence, number) => {
    const entity = entityRows.find((e) => e.code === code)!
    expect(invoiceNumber(entity, fiscalYear(entity.fiscalYearStart, day as Day), sequence)).toBe(number)
    expect(number.length).toBeLessThanOrEqual(16)
  })
  it('never grows beyond what the law allows', () => {
    expect(() => invoiceNumber(entityRows[0], '26', 1_000_000)).toThrow('at most 16')
  })
  it('belongs to one series of entity, document and year', () => expect(seriesKey('NLUK', 'invoice', '26')).toBe('NLUK/invoice/26'))

  it.each([
    ['UK-INV-{yy}-', 6, 1, undefined],
    ['IN/{yy}/', 6, 4, undefined],
    ['UK-INV-{yy}-', 7, 1, 'length'],
    ['UK-INV-{yy}-', 6, 4, 'length'],
    ['X{yy}', 3, 1, 'length'],
    ['uk-{yy}-', 6, 1, 'characters'],
    ['UK {yy} ', 6, 1, 'characters'],
    ['UK-', 6, 1, 'year'],
  ] as const)('%s with %s digits, year from month %s: %s', (invoicePrefix, invoiceDigits, fiscalYearStart, fault) => {
    expect(numberingFault({ invoicePrefix, invoiceDigits, fiscalYearStart })).toBe(fault)
  })
})
