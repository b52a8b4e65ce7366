import { askApprovals, type Approval } from '../../../core/approvals/asking.ts'
import { standsIn } from '../../../core/approvals/delegation.ts'
import { decidesFor, limitFault, percentLimit, type Authority, type Limit, type Power } from '../../../core/approvals/judging.ts'
import { decimalText, exactly } from '../../../core/kernel/decimal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { amount, discount, exchange, limit, nowOf, power, stored, subject } from './asked.ts'

const asked = (percent: string | null, worth: string | null, group: string | null = null): Approval => ({
  ...stored([], askApprovals(subject(), [discount()], [], nowOf('amelia')))[0]!,
  percent: percent === null ? null : exactly(percent),
  currency: worth === null ? null : amount(worth).currency,
  amount: worth === null ? null : amount(worth).minor,
  groupCurrency: group === null ? null : amount(group).currency,
  groupAmount: group === null ? null : amount(group).minor,
})
const judged = (of: Power, approval: Approval, limits: readonly Limit[]): string =>
  limitFault(of, approval, limits, exchange)?.refused ?? 'within'
const sales = power('tom', 'field-sales')
const above = 'approvals.aboveLimit'
const none = 'approvals.noLimit'

describe('limits', () => {
  it.each<[string, Limit[], Approval, string]>([
    ['nothing was set', [], asked('5', '100 GBP'), none],
    ['of another role', [limit('finance', 'any', '50')], asked('5', '100 GBP'), none],
    ['of another kind', [limit('field-sales', 'quotes.discount', '50')], asked('5', '100 GBP'), none],
    ['at the limit', [limit('field-sales', 'orders.discount', '10')], asked('10', '100 GBP'), 'within'],
    ['a trace above it', [limit('field-sales', 'orders.discount', '10')], asked('10.0001', '100 GBP'), above],
    ['for any kind', [limit('field-sales', 'any', '10')], asked('10', null), 'within'],
    ['its own kind counts before any', [limit('field-sales', 'any', '50'), limit('field-sales', 'orders.discount', '10')], asked('20', null), above],
    ['without a figure: everything of the kind', [limit('field-sales', 'orders.discount', null)], asked('99', '99999999 GBP'), 'within'],
    ['money at the limit', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '50000 GBP'), 'within'],
    ['money a penny above', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '50001 GBP'), above],
    ['both figures must hold: the money does not', [limit('field-sales', 'any', '20', '50000 GBP')], asked('15', '50001 GBP'), above],
    ['both figures must hold: the per cent do not', [limit('field-sales', 'any', '20', '50000 GBP')], asked('21', '100 GBP'), above],
    ['both hold', [limit('field-sales', 'any', '20', '50000 GBP')], asked('20', '50000 GBP'), 'within'],
    ['per cent says nothing of what has only money', [limit('field-sales', 'any', '20')], asked(null, '100 GBP'), none],
    ['money says nothing of what has only per cent', [limit('field-sales', 'any', null, '50000 GBP')], asked('1', null), none],
    ['euros at the day’s rate: 574.71 EUR are 499.9977 GBP', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '57471 EUR'), 'within'],
    ['euros at the day’s rate: 574.72 EUR are 500.0064 GBP', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '57472 EUR'), above],
    ['a currency without minor units: 95,000 JPY are 500 GBP', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '95000 JPY'), 'within'],
    ['a currency without minor units: 95,001 JPY are more', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '95001 JPY'), above],
    ['a limit in rupees through the pound: 500 EUR are 48,876.404… INR', [limit('field-sales', 'any', null, '4887641 INR')], asked(null, '50000 EUR'), 'within'],
    ['a limit in rupees, one paisa less', [limit('field-sales', 'any', null, '4887640 INR')], asked(null, '50000 EUR'), above],
    ['as it was asked, in the group’s currency', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '57472 EUR', '49999 GBP'), 'within'],
    ['no rate, no answer', [limit('field-sales', 'any', null, '50000 GBP')], asked(null, '100 USD'), 'rates.missing'],
  ])('%s', (_what, limits, approval, expected) => expect(judged(sales, approval, limits)).toBe(expected)) // prettier-ignore

  it('of several roles the one counts that reaches furthest', () => {
    const both = power('tom', 'field-sales', 'finance')
    const limits = [limit('field-sales', 'orders.discount', '10'), limit('finance', 'any', '30')]
    expect([judged(both, asked('30', null), limits), judged(both, asked('31', null), limits)]).toEqual(['within', above])
  })
  it('whoever decides without a limit needs none', () =>
    expect(judged(power('grace', 'everything'), asked('99', '1 USD'), [])).toBe('within'))
  it('says which figure and which limit', () => {
    const fault = (approval: Approval, of: Limit) => limitFault(sales, approval, [of], exchange)?.about
    expect(fault(asked('15', null), limit('field-sales', 'any', '10'))).toMatchObject({ figure: '15 %', limit: '10 %' })
    expect(fault(asked(null, '60000 EUR'), limit('field-sales', 'any', null, '50000 GBP'))).toMatchObject({
      figure: '600.00 EUR',
      limit: '500.00 GBP',
    })
  })
})

describe('who decides', () => {
  const limits = [limit('finance', 'any', '20'), limit('service-manager', 'any', '5')]
  const lena = power('lena', 'finance')
  const grace = power('grace', 'everything')
  const arjun = power('arjun', 'service-manager')
  const authority = (own: Power, ...standsInFor: Power[]): Authority => ({ ...own, standsInFor })
  const by = (who: Authority, approval: Approval): string => {
    const answer = decidesFor(who, approval, limits, exchange)
    return refused(answer) ? answer.refused : (answer.insteadOf?.name ?? 'own')
  }
  const at = (percent: string, more: Partial<Approval> = {}): Approval => ({ ...asked(percent, null), ...more })
  it.each<[string, Authority, Approval, string]>([
    ['with one’s own limit', authority(lena), at('20'), 'own'],
    ['not above it', authority(lena), at('21'), above],
    ['one’s own limit first, also where one stands in', authority(lena, grace), at('20'), 'own'],
    ['with the limit of whom one stands in for', authority(lena, grace), at('21'), 'grace'],
    ['of several, the first whose limit reaches so far', authority(arjun, lena, grace), at('21'), 'grace'],
    ['no further than theirs', authority(arjun, lena), at('21'), above],
    ['never one’s own request', authority({ ...grace, user: 'amelia' }), at('1'), 'approvals.ownRequest'],
    ['never what one worked on', authority(grace), at('1', { askers: ['amelia', 'grace'] }), 'approvals.ownRequest'],
    ['never with the limit of whoever asked', authority(arjun, grace), at('21', { askers: ['grace'] }), above],
    ['never one’s own request by standing in', authority({ ...arjun, user: 'amelia' }, grace), at('21'), 'approvals.ownRequest'],
    ['not what was decided', authority(grace), at('1', { state: 'approved' }), 'approvals.decided'],
    ['not what was taken back', authority(grace), at('1', { state: 'withdrawn' }), 'approvals.decided'],
    ['not what is asked no longer', authority(grace), at('1', { current: false }), 'approvals.decided'],
  ])('%s', (_what, who, approval, expected) => expect(by(who, approval)).toBe(expected)) // prettier-ignore
})

describe('standing in', () => {
  const of = { firstDay: '2026-11-23' as Day, lastDay: '2026-12-04' as Day, endedAt: null }
  it.each([
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-12-04', true],
    ['2026-12-05', false],
  ])('on %s: %s', (day, expected) => expect(standsIn(of, day as Day)).toBe(expected))
  it('not once it was ended', () => expect(standsIn({ ...of, endedAt: '2026-11-24T09:00:00.000Z' }, '2026-11-25' as Day)).toBe(false))
})

describe('what one gives away without asking', () => {
  const given = (of: Power, ...limits: Limit[]): string | null => {
    const most = percentLimit(of, 'orders.discount', limits)
    return most === null ? null : decimalText(most)
  }
  it.each<[string, string | null, Power, Limit[]]>([
    ['nothing without a limit', '0', sales, []],
    ['the limit of the kind', '10', sales, [limit('field-sales', 'orders.discount', '10'), limit('field-sales', 'any', '40')]],
    ['the limit for any kind', '40', sales, [limit('field-sales', 'quotes.discount', '10'), limit('field-sales', 'any', '40')]],
    ['the greatest of several roles', '30', power('tom', 'field-sales', 'finance'), [limit('field-sales', 'any', '10'), limit('finance', 'any', '30')]],
    ['whichever role comes first', '30', power('tom', 'finance', 'field-sales'), [limit('field-sales', 'any', '10'), limit('finance', 'any', '30')]],
    ['a limit in money gives no per cent', '0', sales, [limit('field-sales', 'any', null, '50000 GBP')]],
    ['anything where there is no figure', null, sales, [limit('field-sales', 'any', null)]],
    ['anything without limits', null, power('grace', 'everything'), []],
  ])('%s', (_what, expected, of, limits) => expect(given(of, ...limits)).toBe(expected)) // prettier-ignore
})
