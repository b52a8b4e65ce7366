import { exactly } from '../../../core/kernel/decimal.ts'
import { saleNeeds, type Judged } from '../../../core/quotes/needs.ts'
import { usualRules } from '../../../core/quotes/sale-rules.ts'
import { factsFor, sale } from './sales.ts'

const judged = (more: Partial<Judged> = {}): Judged => ({ rules: usualRules('NLUK' as never), discountLimit: exactly('10'), ...more })
const needs = (
  lines: readonly object[],
  more: { payment?: { days: number; usual: number } | null; judged?: Judged; currency?: string } = {},
) => {
  const made = sale(lines, more.currency ? { currency: more.currency } : {})
  const document = ({ product, version }: { product: string; version: number }) => factsFor().listed.get(`${product}@${version}`)?.document
  return saleNeeds(
    { about: 'orders', lines: made.lines, figures: made.sums.figures, payment: more.payment ?? null, document },
    more.judged ?? judged(),
  )
}
const kinds = (...of: Parameters<typeof needs>) => needs(...of).map(({ kind }) => kind)
const user = (more: object = {}) => ({ product: 'MS-USER', quantity: '1', ...more })

describe('somebody must agree to', () => {
  it.each([
    ['nothing that is straight from the list', [user()], {}, []],
    ['no discount within the limit', [user({ percent: '10' })], {}, []],
    ['a discount beyond it', [user({ percent: '10.01' })], {}, ['orders.discount']],
    ['an agreed price that is as good as one', [user({ unitPrice: '34.19' })], {}, ['orders.discount']],
    ['no discount of somebody without a limit', [user({ percent: '50' })], { judged: judged({ discountLimit: null }) }, []],
    ['a margin below the floor', [{ product: 'FW-HA', quantity: '1', unitPrice: '5400' }], { judged: judged({ discountLimit: null }) }, ['orders.margin']],
    ['no margin at the floor', [{ product: 'FW-HA', quantity: '1', priceBy: 'margin', percent: '15' }], { judged: judged({ discountLimit: null }) }, []],
    ['something that is on no list', [{ product: 'TM-ENG', quantity: '8', unitPrice: '95' }], {}, ['orders.offList']],
    ['an agreed price in place of bands', [{ product: 'WS-DEV', quantity: '30', unitPrice: '6' }], {}, ['orders.offList']],
    ['a currency without list prices', [{ product: 'SSL', quantity: '1', unitPrice: '250' }], { currency: 'EUR' }, ['orders.currency']],
    ['a term longer than usual', [user({ termMonths: 48 })], {}, ['orders.term']],
    ['later payment', [user()], { payment: { days: 60, usual: 30 } }, ['orders.paymentTerms']],
    ['no earlier payment', [user()], { payment: { days: 14, usual: 30 } }, []],
    ['no option that nobody chose', [user({ percent: '50', optional: true }), user()], {}, []],
    ['an option that is chosen', [user({ percent: '50', optional: true, chosen: true }), user()], {}, ['orders.discount']],
    ['several things at once', [user({ percent: '20', termMonths: 60 })], { payment: { days: 90, usual: 30 } }, ['orders.discount', 'orders.term', 'orders.paymentTerms']],
  ] as const)('%s', (_what, lines, more, expected) => {
    expect(kinds(lines, more)).toEqual(expected)
  }) // prettier-ignore
  it('each with the figure that limits are compared with', () => {
    const [discount] = needs([user({ percent: '12' }), user({ percent: '15' })])
    expect([discount!.percent!.toString(), discount!.reasons.map(({ values }) => values.map(({ value }) => value))]).toEqual([
      '15',
      [
        ['MS-USER', '12', '10'],
        ['MS-USER', '15', '10'],
      ],
    ])
    const [margin] = needs([{ product: 'FW-HA', quantity: '1', unitPrice: '5400' }], { judged: judged({ discountLimit: null }) })
    // 754.60 of 5,400.00 are 13.97 %: 1.03 points are missing.
    expect([margin!.percent!.toString(), margin!.reasons[0]!.values.map(({ value }) => value)]).toEqual(['1.03', ['13.97', '15']])
  })
})
