import fc from 'fast-check'
import { decimal, decimalText } from '../../../core/kernel/decimal.ts'
import { decideMark, markOf, readNumber, type DecimalMark } from '../../../core/imports/numbers.ts'

describe('a written number', () => {
  it.each<[written: string, mark: DecimalMark, number: string | undefined]>([
    ['12', 'point', '12'],
    ['0', 'comma', '0'],
    ['1057.5', 'point', '1057.5'],
    ['2916.0', 'point', '2916.0'],
    ['£1,009.40', 'point', '1009.40'],
    ['£21.7536', 'point', '21.7536'],
    ['£ 38.00', 'point', '38.00'],
    ['20,8060', 'comma', '20.8060'],
    ['1.234,50', 'comma', '1234.50'],
    ['1.234.567', 'comma', '1234567'],
    ['20,20 €', 'comma', '20.20'],
    ['EUR 20,20', 'comma', '20.20'],
    ['1,23,456.00', 'point', '123456.00'],
    ['12,34,567', 'point', '1234567'],
    ['₹ 1,650.00', 'point', '1650.00'],
    ['Rs. 1,650', 'point', '1650'],
    ['1 234,56', 'comma', '1234.56'],
    ['1\u00a0234,56', 'comma', '1234.56'],
    ['1\u202f234\u202f567', 'comma', '1234567'],
    ["1'234.50", 'point', '1234.50'],
    ['1’234.50', 'point', '1234.50'],
    ['-3', 'point', '-3'],
    ['−3,5', 'comma', '-3.5'],
    ['(3.50)', 'point', '-3.50'],
    ['12.50-', 'point', '-12.50'],
    ['£-5', 'point', '-5'],
    ['-£5', 'point', '-5'],
    ['+7', 'point', '7'],
    ['.5', 'point', '0.5'],
    [',5', 'comma', '0.5'],
    ['5.', 'point', '5'],
    [' 42 ', 'point', '42'],
    // What is no number is none: nothing is guessed and nothing is left out.
    ['20,80', 'point', undefined],
    ['20.80', 'comma', undefined],
    ['1,2345', 'point', undefined],
    ['1,23,4', 'point', undefined],
    ['0,123', 'point', undefined],
    ['1.2.3', 'point', undefined],
    ['1,234.5.6', 'point', undefined],
    ["1'23", 'point', undefined],
    ['12 pcs', 'point', undefined],
    ['abc', 'point', undefined],
    ['', 'point', undefined],
    ['.', 'point', undefined],
    ['-', 'point', undefined],
    ['1e5', 'point', undefined],
    ['£', 'point', undefined],
    ['--5', 'point', undefined],
    ['٣', 'point', undefined],
  ])('%j where decimals have a %s is %s', (written, mark, number) => {
    expect(readNumber(written, mark)).toBe(number)
  })

  it.each<[written: string, speaksFor: DecimalMark | undefined]>([
    ['12', undefined],
    ['1,234', undefined],
    ['1.234', undefined],
    ['12,5', 'comma'],
    ['12.50', 'point'],
    ['0,123', 'comma'],
    ['1234.567', 'point'],
    ['1,234,567', 'point'],
    ['1.234.567', 'comma'],
    ['1,234.5', 'point'],
    ['1.234,5', 'comma'],
    ['1,23,456.00', 'point'],
    ['£1009.4', 'point'],
    ["1'234,5", 'comma'],
    ['???', undefined],
    ['', undefined],
  ])('%j speaks for the %s', (written, speaksFor) => {
    expect(markOf(written)).toBe(speaksFor)
  })

  it.each<[point: number, comma: number, culture: string, mark: DecimalMark]>([
    [10, 2, 'de-DE', 'point'],
    [0, 1, 'en-GB', 'comma'],
    [0, 0, 'en-GB', 'point'],
    [0, 0, 'en-IN', 'point'],
    [0, 0, 'de-DE', 'comma'],
    [3, 3, 'de-AT', 'comma'],
    [0, 0, 'de-CH', 'point'],
    [0, 0, 'fr-FR', 'comma'],
  ])('%i for the point, %i for the comma in %s: %s', (point, comma, culture, mark) => {
    expect(decideMark(point, comma, culture)).toBe(mark)
  })
})

const grouped = {
  threes: (whole: string, sign: string) => whole.replace(/\B(?=(\d{3})+$)/g, sign),
  lakh: (whole: string) => (whole.length <= 3 ? whole : `${whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')},${whole.slice(-3)}`),
}
/** The ways in which the countries write a decimal. */
const ways: readonly (readonly [mark: DecimalMark, write: (whole: string, fraction: string) => string])[] = [
  ['point', (w, f) => `${w}${f && `.${f}`}`],
  ['comma', (w, f) => `${w}${f && `,${f}`}`],
  ['point', (w, f) => `${grouped.threes(w, ',')}${f && `.${f}`}`],
  ['comma', (w, f) => `${grouped.threes(w, '.')}${f && `,${f}`}`],
  ['comma', (w, f) => `${grouped.threes(w, '\u00a0')}${f && `,${f}`}`],
  ['point', (w, f) => `${grouped.threes(w, "'")}${f && `.${f}`}`],
  ['point', (w, f) => `₹ ${grouped.lakh(w)}${f && `.${f}`}`],
  ['point', (w, f) => `£${grouped.threes(w, ',')}${f && `.${f}`}`],
  ['comma', (w, f) => `${grouped.threes(w, '.')}${f && `,${f}`} €`],
]
const wholes = fc.bigInt({ min: 0n, max: 99_999_999_999n }).map(String)
const fractions = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 })

it('every way of writing a number reads back as the number', () => {
  fc.assert(
    fc.property(wholes, fractions, fc.constantFrom(...ways), fc.boolean(), (whole, fraction, [mark, write], negative) => {
      const text = `${negative ? '-' : ''}${write(whole, fraction)}`
      const read = readNumber(text, mark)
      expect(read && decimalText(decimal(read)!)).toBe(decimalText(decimal(`${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`)!))
    }),
  )
})

it('a number that speaks for a mark is never another number under the other one, only none', () => {
  fc.assert(
    fc.property(wholes, fractions, fc.constantFrom(...ways), (whole, fraction, [mark, write]) => {
      const text = write(whole, fraction)
      const speaksFor = markOf(text)
      if (speaksFor !== undefined) expect(speaksFor).toBe(mark)
      const other = readNumber(text, mark === 'point' ? 'comma' : 'point')
      if (speaksFor !== undefined && other !== undefined) expect(fraction).toBe('')
    }),
  )
})

it('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom<DecimalMark>('point', 'comma'), (text, mark) => {
      const read = readNumber(text, mark)
      if (read !== undefined) expect(read).toMatch(/^-?\d+(\.\d+)?$/)
      markOf(text)
    }),
  )
})
