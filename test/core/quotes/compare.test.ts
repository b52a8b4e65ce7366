import fc from 'fast-check'
import { compared } from '../../../core/quotes/compare.ts'
import { on } from '../purchases/deals.ts'
import { sale } from './sales.ts'

const version = (lines: readonly object[], more: object = {}) => {
  const { sums, lines: made } = sale(lines, more)
  return { ...sums, lines: made, validUntil: on('2026-12-31'), title: null }
}
const said = ({ lines, steps }: ReturnType<typeof compared>) => [
  lines.map((l) => [l.change, l.product, l.difference, l.steps.map(({ say }) => say)]),
  steps.map(({ say }) => say),
]

describe('two versions of a quote', () => {
  it('are compared line by line, in money and in words', () => {
    const was = version([{ product: 'MS-USER', quantity: '10' }, { product: 'SSL', quantity: '1' }, { product: 'NIGHT', quantity: '1' }]) // prettier-ignore
    const is = version([{ product: 'MS-USER', quantity: '12', percent: '10' }, { product: 'NIGHT', quantity: '1', termMonths: 24 }, { product: 'FW-SUP', quantity: '1' }]) // prettier-ignore
    expect(said(compared(was, is))).toEqual([
      [
        ['changed', 'MS-USER', 36_480n, ['quotes.step.line.quantity', 'quotes.step.line.price']],
        ['removed', 'SSL', -21_000n, ['quotes.step.line.removed']],
        ['changed', 'NIGHT', 1_500_000n, ['quotes.step.line.term']],
        ['added', 'FW-SUP', 294_000n, ['quotes.step.line.added']],
      ],
      ['quotes.step.sum.oneOff.less', 'quotes.step.sum.monthly.more', 'quotes.step.sum.termValue.more', 'quotes.step.sum.oneOffTax.less', 'quotes.step.sum.monthlyTax.more'],
    ]) // prettier-ignore
  })
  it('say which options the customer took, and which tax changed', () => {
    const was = version([{ product: 'SSL', quantity: '1', optional: true }])
    const is = version([{ product: 'SSL', quantity: '1', optional: true, chosen: true, taxCodes: ['UK-Z0'] }])
    expect(said(compared(was, is))[0]).toEqual([['changed', 'SSL', 21_000n, ['quotes.step.line.chosen', 'quotes.step.line.tax']]])
  })
  it('of two currencies are not compared in money', () => {
    const answer = compared(version([{ product: 'MS-USER', quantity: '1' }]), version([{ product: 'MS-USER', quantity: '1' }], { currency: 'EUR' })) // prettier-ignore
    expect([answer.sums, answer.steps.map(({ say }) => say)]).toEqual([[], ['quotes.step.currency']])
  })
  it('that are the same say so, and every difference of money is the difference of their lines', () => {
    const line = fc.record({
      product: fc.constantFrom('MS-USER', 'SSL', 'NIGHT', 'FW-SUP'),
      quantity: fc.integer({ min: 1, max: 500 }).map(String),
    })
    const lines = fc.uniqueArray(line, { maxLength: 4, selector: ({ product }) => product })
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [was, is] = [version(a), version(b)]
        expect(compared(was, was).steps.map(({ say }) => say)).toEqual(['quotes.step.same'])
        const { sums, lines: changed } = compared(was, is)
        expect(changed.reduce((sum, { difference }) => sum + difference, 0n)).toBe(
          sums.find(({ what }) => what === 'termValue')!.difference,
        )
      }),
    )
  })
})
