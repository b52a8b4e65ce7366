import { amountsMeant, majorsIn } from '../../../core/search/amounts.ts'

describe('amounts as people of any culture type them', () => {
  it.each([
    ['1,999.37', ['1999.37']],
    ['1.999,37', ['1999.37']],
    ['1999.37', ['1999.37']],
    ['1999,37', ['1999.37']],
    ['1 999,37', ['1999.37']],
    ['1\u202f999,37', ['1999.37']],
    ['1’999.37', ['1999.37']],
    ['1,23,456.78', ['123456.78']],
    ['12,34,567', ['1234567']],
    ['1.234.567', ['1234567']],
    ['1.234.567,8', ['1234567.8']],
    // One sign before three digits is either sign.
    ['1.999', ['1999', '1.999']],
    ['0,125', ['0.125']],
    ['EUR 1.999,37', ['1999.37']],
    ['1.999,37 EUR', ['1999.37']],
    ['£1,999.37', ['1999.37']],
    ['-12.50', ['12.5']],
    ['−12,50', ['12.5']],
    ['1999', ['1999']],
    ['1999,', ['1999']],
    ['2026-11-30', []],
    ['30.11.2026', []],
    ['C-1003', []],
    ['1,2,3', []],
    ['1.5.7,3', []],
    ['', []],
  ])('%s', (typed, majors) => expect(majorsIn(typed)).toEqual(majors))

  it('means minor units by the places of the currency, and what is owed back as well', () => {
    expect(amountsMeant('1.999')).toEqual({
      whole: [1999n, -1999n],
      hundredths: [199900n, -199900n],
      thousandths: [1999000n, -1999000n, 1999n, -1999n],
    })
    expect(amountsMeant('12.5')).toEqual({ whole: [], hundredths: [1250n, -1250n], thousandths: [12500n, -12500n] })
    expect(amountsMeant('0')).toEqual({ whole: [], hundredths: [], thousandths: [] })
    expect(amountsMeant('9'.repeat(18))).toEqual({ whole: [], hundredths: [], thousandths: [] })
  })
})
