import fc from 'fast-check'
import { ceiling, decimal, decimalText, exactly, floor, ratio, ratioOf, ratioText, roundHalfAway } from '../../../core/kernel/decimal.ts'
import { add, allocate, exponents, majorText, money, priced, toMinor, type Currency } from '../../../core/kernel/money.ts'

describe('decimals', () => {
  it.each([
    ['1', '1'], ['-0', '0'], ['001.500', '1.5'], ['.5', '0.5'], ['5.', '5'], ['+3', '3'], ['0.000000000000000001', '0.000000000000000001'], ['99999999999999999999', '99999999999999999999'],
  ])('reads %s as %s', (text, shown) => expect(decimalText(decimal(text)!)).toBe(shown)) // prettier-ignore
  it.each(['', ' 1', '1 ', '1e3', '1,5', '1.2.3', 'NaN', 'Infinity', '0x10', '١', '100000000000000000000', '0.0000000000000000001', '--1'])(
    'does not read “%s”',
    (text) => expect(decimal(text)).toBeUndefined(),
  )
  it('are fractions without loss', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }), (digits, places) => {
        const sign = digits < 0n ? '-' : ''
        const text = `${digits < 0n ? -digits : digits}`.padStart(places + 1, '0')
        const written = `${sign}${text.slice(0, text.length - places)}${places ? `.${text.slice(text.length - places)}` : ''}`
        const { numerator, denominator } = ratioOf(decimal(written)!)
        expect(numerator * 10n ** BigInt(places)).toBe(digits * denominator)
      }),
    )
  })
  it('are written as the shortest exact text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n - 1n), max: 10n ** 20n - 1n }), fc.integer({ min: 0, max: 18 }), (digits, zeros) => {
        // Whole numbers of every length, with zeros behind them too.
        const whole = digits % 10n ** BigInt(20 - Math.min(zeros, 19))
        const text = `${whole * 10n ** BigInt(Math.min(zeros, 20 - `${whole < 0n ? -whole : whole}`.length))}`
        expect(decimalText(exactly(text))).toBe(text)
        // A point somewhere in it.
        const size = `${whole < 0n ? -whole : whole}`.padStart(zeros + 1, '0')
        const parts = [size.slice(0, size.length - zeros), size.slice(size.length - zeros).replace(/0+$/, '')]
        const written = parts[1] === '' ? parts[0]! : parts.join('.')
        expect(decimalText(exactly(`${whole < 0n ? '-' : ''}${written}`))).toBe(`${whole < 0n ? '-' : ''}${written}`)
      }),
    )
  })
  it.each([
    [5n, 2n, 3n, 2n], [-5n, 2n, -3n, -3n], [1n, 2n, 1n, 0n], [-1n, 2n, -1n, -1n], [7n, 3n, 2n, 2n], [-7n, 3n, -2n, -3n], [6n, 3n, 2n, 2n], [0n, 7n, 0n, 0n],
  ])('%s/%s rounds to %s and has the floor %s', (n, d, rounded, down) => {
    expect(roundHalfAway(ratio(n, d))).toBe(rounded)
    expect(floor(ratio(n, d))).toBe(down)
  }) // prettier-ignore
  it.each([['2.1', '3'], ['2', '2'], ['-2.1', '-2'], ['0.0001', '1']])('the ceiling of %s is %s', (text, up) => expect(decimalText(ceiling(exactly(text)))).toBe(up)) // prettier-ignore
  it('shows a fraction that does not end', () => expect(ratioText(ratio(1n, 3n), 12)).toBe('0.333333333333'))
})

describe('money', () => {
  it('knows the minor units of ISO 4217', () => expect([exponents.JPY, exponents.GBP, exponents.KWD]).toEqual([0, 2, 3]))
  it.each<[Currency, string, string, bigint]>([
    ['GBP', '42', '39.67', 166614n],
    ['GBP', '1', '0.005', 1n],
    ['GBP', '1', '-0.005', -1n],
    ['JPY', '1', '0.5', 1n],
    ['KWD', '1', '0.0005', 1n],
  ])('%s: %s at %s is %s', (currency, quantity, price, minor) =>
    expect(priced(currency, exactly(quantity), exactly(price)).minor).toBe(minor),
  )
  it('refuses to mix currencies and to grow beyond what every engine holds', () => {
    expect(() => add(money('EUR', 1n) as never, money('GBP', 1n))).toThrow('bug')
    expect(() => money('EUR', 10n ** 15n)).toThrow('bug')
  })
  it.each<[Currency, bigint, string]>([['GBP', -5n, '-0.05'], ['JPY', 1234n, '1234'], ['KWD', 1n, '0.001'], ['EUR', 100000n, '1000.00']])('%s %s is written %s', (c, minor, text) =>
    expect(majorText(c, minor)).toBe(text),
  ) // prettier-ignore
  it('splits 1,000.00 by three without losing a cent', () =>
    expect(allocate(money('EUR', 100000n), [1n, 1n, 1n]).map((m) => m.minor)).toEqual([33334n, 33333n, 33333n]))
  it('splits the pooled workstations as the demo company does', () =>
    expect(allocate(money('GBP', 203500n), [180n, 70n, 62n]).map((m) => m.minor)).toEqual([117404n, 45657n, 40439n]))
  it('always splits into exactly the whole, each share within one unit of its due', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 30 }),
        (whole, weights) => {
          const total = weights.reduce((a, b) => a + b, 0n)
          fc.pre(total > 0n)
          const shares = allocate(money('EUR', whole), weights)
          expect(shares.reduce((sum, s) => sum + s.minor, 0n)).toBe(whole)
          shares.forEach((share, i) => {
            const off = share.minor * total - whole * weights[i]!
            expect(off < total && off > -total).toBe(true)
          })
        },
      ),
    )
  })
  it('rounds once, on the exact product', () => expect(toMinor('GBP', ratioOf(exactly('300.055')))).toBe(30006n))
})
