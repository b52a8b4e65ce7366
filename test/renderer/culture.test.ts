import {
  cultureSample, dayIn, dayOrder, decimalIn, editableDecimal, figuresIn, moneyIn, parseDay, parseDecimal, parseMinor, weekStart,
} from '../../renderer/app/culture.ts' // prettier-ignore

const minus = '\u2212'
const nbsp = '\u00a0'

describe('numbers are written as the culture writes them, exactly', () => {
  it.each([
    ['de-DE', '1234567.891', '1.234.567,891'],
    ['en-GB', '1234567.891', '1,234,567.891'],
    ['en-IN', '1234567.891', '12,34,567.891'],
    ['en-IN', '123456789012', '1,23,45,67,89,012'],
    ['de-DE', '-0.5', `${minus}0,5`],
    // More digits than a floating-point number holds.
    ['de-DE', '12345678901234567890.123456789012345678', '12.345.678.901.234.567.890,123456789012345678'],
    ['en-GB', '0.000000000000000001', '0.000000000000000001'],
  ])('%s %s', (culture, text, shown) => expect(decimalIn(culture, text)).toBe(shown))
})

describe('amounts keep the places of their currency', () => {
  it.each([
    ['de-DE', 'EUR', '-123456750', `${minus}1.234.567,50${nbsp}EUR`],
    ['en-GB', 'EUR', '-123456750', `EUR${nbsp}${minus}1,234,567.50`],
    ['en-IN', 'INR', '1234567890', `INR${nbsp}1,23,45,678.90`],
    ['en-GB', 'JPY', '1234', `JPY${nbsp}1,234`],
    ['de-DE', 'KWD', '1234', `1,234${nbsp}KWD`],
    ['en-GB', 'GBP', '0', `GBP${nbsp}0.00`],
    // 2^53 and above: the limit of the product.
    ['en-GB', 'GBP', '999999999999999', `GBP${nbsp}9,999,999,999,999.99`],
  ])('%s %s %s', (culture, currency, minor, shown) => expect(moneyIn(culture, currency, minor)).toBe(shown))
  it('shows what it cannot place as it came', () => expect(figuresIn('en-GB', '', '-12')).toBe(`${minus}12`))
})

describe('numbers are read as people type them', () => {
  it.each([
    ['de-DE', '1.234.567,891', '1234567.891'],
    ['de-DE', '1234,5', '1234.5'],
    ['de-DE', '1.234', '1234'],
    // Pasted plain from another program.
    ['de-DE', '1234.5', '1234.5'],
    ['de-DE', '0.125', '0.125'],
    ['de-DE', '.5', '0.5'],
    ['de-DE', ',5', '0.5'],
    ['de-DE', `1${nbsp}234,5`, '1234.5'],
    ['de-DE', '-12,50', '-12.50'],
    ['de-DE', `${minus}12,50`, '-12.50'],
    ['de-DE', '12,50-', '-12.50'],
    ['de-DE', '1,2,3', undefined],
    ['de-DE', '12.34.567,8', '1234567.8'],
    ['de-DE', '1.2345', '1.2345'],
    ['de-DE', '12.3456,7', undefined],
    ['en-GB', '1,234,567.891', '1234567.891'],
    ['en-GB', '(1,234.50)', '-1234.50'],
    ['en-GB', '(-1)', undefined],
    ['en-GB', '1.234,5', undefined],
    ['en-GB', '1234567', '1234567'],
    ['en-GB', '007', '7'],
    ['en-GB', '-0', '0'],
    ['en-GB', '', undefined],
    ['en-GB', '-', undefined],
    ['en-GB', '1e5', undefined],
    ['en-GB', '12abc', undefined],
    ['en-IN', '12,34,567.891', '1234567.891'],
    ['en-IN', '1,23,45,678', '12345678'],
    ['de-CH', '1’234.50', '1234.50'],
    ['de-CH', "1'234.50", '1234.50'],
    ['fr-FR', '1 234,5', '1234.5'],
    ['fr-FR', '1\u202f234,5', '1234.5'],
  ])('%s “%s”', (culture, typed, text) => expect(parseDecimal(culture, typed)).toBe(text))
  it.each([
    ['de-DE', 'EUR', '1.234,5', '123450'],
    ['de-DE', 'EUR', '1,005', undefined],
    ['de-DE', 'EUR', '1,500', '150'],
    ['en-GB', 'JPY', '1,234', '1234'],
    ['en-GB', 'JPY', '1.5', undefined],
    ['en-GB', 'KWD', '-0.001', '-1'],
  ])('%s %s “%s” in minor units', (culture, currency, typed, minor) => expect(parseMinor(culture, currency, typed)).toBe(minor))
  it.each(['de-DE', 'en-GB', 'en-IN', 'de-CH', 'fr-FR'])('%s reads what it writes', (culture) => {
    for (const text of ['0', '1', '999', '1000', '1234567.891', '-0.05', '100000', '12345678901234567890.5']) {
      expect(parseDecimal(culture, decimalIn(culture, text))).toBe(text)
      expect(parseDecimal(culture, editableDecimal(culture, text))).toBe(text)
    }
  })
})

describe('days', () => {
  it.each([
    ['de-DE', '05.03.2026'],
    ['en-GB', '05/03/2026'],
    ['en-US', '03/05/2026'],
    ['en-IN', '05/03/2026'],
  ])('%s has always four digits of the year', (culture, shown) => expect(dayIn(culture, '2026-03-05')).toBe(shown))
  it.each([
    ['de-DE', '30.11.2026', '2026-11-30'],
    ['de-DE', '30.11.26', '2026-11-30'],
    ['de-DE', '30.11.', '2026-11-30'],
    ['de-DE', '301126', '2026-11-30'],
    ['de-DE', '30112026', '2026-11-30'],
    ['de-DE', '2026-11-30', '2026-11-30'],
    ['de-DE', '5.3.', '2026-03-05'],
    ['en-GB', '30/11', '2026-11-30'],
    ['en-US', '11/30/2026', '2026-11-30'],
    ['en-US', '30/11/2026', undefined],
    ['de-DE', '30.02.2026', undefined],
    ['de-DE', '29.02.2028', '2028-02-29'],
    ['de-DE', '31.04.', undefined],
    ['de-DE', 'morgen', undefined],
    ['de-DE', '', undefined],
    ['de-DE', '01.01.1800', undefined],
  ])('%s “%s”', (culture, typed, day) => expect(parseDay(culture, typed, '2026-11-30')).toBe(day))
  it('know their order and their first day of the week', () => {
    expect(dayOrder('en-US')).toEqual(['month', 'day', 'year'])
    expect([weekStart('de-DE'), weekStart('en-IN')]).toEqual([1, 7])
    expect(cultureSample('de-DE')).toBe('1.234.567,89 · 30.11.2026')
  })
})
