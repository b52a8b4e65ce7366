import fc from 'fast-check'
import { boxesOf, boxWords, formOf, unfilledOf, type TaxSum } from '../../../core/tax/boxes.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { taxModule } from '../../../core/tax/module.ts'
import { taxedLines, taxInGross, taxOnNet, taxOnNets, type Amount } from '../../../core/tax/sums.ts'

const rate = (text: string) => exactly(text)
const line = (minor: bigint, rates: string[], gross = false): Amount => ({ minor, gross, rates: rates.map(rate), group: rates.join('+') })
const sum = (all: readonly bigint[]): bigint => all.reduce((a, b) => a + b, 0n)

describe('tax is rounded', () => {
  it('once for a document: finance.md 2.6, example 1', () => {
    expect(taxOnNets([11111n, 11111n, 11111n], rate('20'), 'document')).toBe(6667n)
    expect(taxOnNets([11111n, 11111n, 11111n], rate('20'), 'line')).toBe(6666n)
  })
  it('halves up', () => {
    expect(taxOnNet(250n, rate('5'))).toBe(13n)
    expect(taxOnNet(-250n, rate('5'))).toBe(-13n)
    expect(taxOnNet(249n, rate('5'))).toBe(12n)
  })
  it.each([
    ['20', 12000n, 2000n], // 1/6
    ['5', 2100n, 100n], // 1/21
    ['19', 11900n, 1900n], // 19/119
    ['10', 1100n, 100n], // 1/11
  ])('%s %% inside %s is %s', (percent, gross, tax) => expect(taxInGross(gross, rate(percent), rate(percent))).toBe(tax))
  it('CGST and SGST of an inclusive price, each at its half', () => {
    expect(taxedLines([line(11800n, ['9', '9'], true)], 'document')).toEqual([{ base: 10000n, taxes: [900n, 900n] }])
  })
})

const rates = [['20'], ['19'], ['7'], ['5'], ['9', '9'], ['2.5', '2.5'], ['18'], ['17.5'], ['0']]
const aLine = fc.record({ minor: fc.bigInt(-1_000_000n, 100_000_000n), gross: fc.boolean(), which: fc.nat(rates.length - 1) })
const linesOf = (all: readonly { readonly minor: bigint; readonly gross: boolean; readonly which: number }[]): Amount[] =>
  all.map(({ minor, gross, which }) => line(minor, rates[which]!, gross))
const fixed = { seed: 20261123, numRuns: 300 }

describe('taxes of a document', () => {
  it('of its lines are those of the document', () => {
    fc.assert(
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 12 }), (all) => {
        const lines = linesOf(all)
        const taxed = taxedLines(lines, 'document')
        for (const gross of [false, true])
          for (const group of new Set(lines.map((one) => one.group))) {
            const of = lines.flatMap((one, i) => (one.gross === gross && one.group === group ? [i] : []))
            if (of.length === 0) continue
            const whole = sum(of.map((i) => lines[i]!.minor))
            const own = lines[of[0]!]!.rates
            const together = own.reduce((a, b) => a.plus(b), exactly('0'))
            for (const [nth, one] of own.entries())
              expect(sum(of.map((i) => taxed[i]!.taxes[nth]!))).toBe(gross ? taxInGross(whole, one, together) : taxOnNet(whole, one))
          }
      }),
      fixed,
    )
  })
  it('and base of an inclusive price are the price again', () => {
    fc.assert(
      fc.property(
        fc.array(aLine, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('document' as const, 'line' as const),
        (all, rounding) => {
          const lines = linesOf(all.map((one) => ({ ...one, gross: true })))
          for (const [i, { base, taxes }] of taxedLines(lines, rounding).entries()) expect(base + sum(taxes)).toBe(lines[i]!.minor)
        },
      ),
      fixed,
    )
  })
  it('that was added to a net price is inside the gross one, to the penny', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10_000_000_000n), fc.constantFrom('20', '19', '7', '5', '10', '18'), (net, percent) => {
        const gross = net + taxOnNet(net, rate(percent))
        expect(taxInGross(gross, rate(percent), rate(percent))).toBe(gross - net)
      }),
      fixed,
    )
  })
})

describe('boxes of a return', () => {
  const usual: TaxSum = { side: 'purchase', code: 'X', short: 'X', category: 'AE', rate: '19', partyCountry: null, registered: true, credit: false, base: 10000n, outputTax: 1900n, inputTax: 1900n }
  const filled = (country: string, of: Partial<TaxSum>): string =>
    boxesOf(country, [{ ...usual, ...of }], '2026-11-30' as never).flatMap(({ box, amount }) => (amount === 0n ? [] : [box])).join(' ')
  it.each([
    ['DE', 'bought in the rest of the union', { partyCountry: 'AT' }, '46 47 67'],
    ['DE', 'bought in Germany, of which § 13b (1) does not speak', { partyCountry: 'DE' }, '84 85 67'],
    ['DE', 'bought in a third country', { partyCountry: 'US' }, '84 85 67'],
    ['DE', 'sold to the union', { side: 'sale', partyCountry: 'AT', rate: '0', outputTax: 0n, inputTax: 0n }, '21'],
    ['DE', 'sold in Germany, whose customer owes the tax', { side: 'sale', partyCountry: 'DE', rate: '0', outputTax: 0n, inputTax: 0n }, '60'],
    ['IN', 'a service from abroad', { partyCountry: 'GB' }, '3.1d 3.1d-tax 4A2'],
    ['IN', 'reverse charge at home', { partyCountry: 'IN' }, '3.1d 3.1d-tax 4A3'],
    ['GB', 'a service from abroad', { partyCountry: 'US' }, '1 3 4 6 7'],
  ] as const)('%s, %s: %s', (country, _what, of, boxes) => expect(filled(country, of)).toBe(boxes))
  it('are told where nobody fills them, and none of these is ever filled', () => {
    for (const country of ['GB', 'DE', 'IN', 'AU', 'FR']) {
      const sums = (['S', 'AE', 'Z', 'E', 'O', 'G', 'K', 'L'] as const).flatMap((category) => (['sale', 'purchase'] as const).map((side) => ({ ...usual, category, side })))
      const amounts = new Map(boxesOf(country, sums, '2026-11-30' as never).map(({ box, amount }) => [box, amount]))
      for (const box of unfilledOf(country)) expect(`${box} ${amounts.get(box) ?? 0n}`).toBe(`${box} 0`)
    }
    expect(unfilledOf('DE')).toContain('37')
    expect(boxWords.filter((word) => !(taxModule.says as readonly string[]).includes(word))).toEqual([])
    expect(formOf('FR').form).toBe('other')
  })
}) // prettier-ignore
