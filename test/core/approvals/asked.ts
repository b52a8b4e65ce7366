import type { Approval, Subject, Wanted } from '../../../core/approvals/asking.ts'
import type { Limit, Power } from '../../../core/approvals/judging.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { step } from '../../../core/kernel/explanation.ts'
import { money, type Currency, type Money } from '../../../core/kernel/money.ts'
import type { Change, Now } from '../../../core/kernel/operation.ts'
import type { Code, Id } from '../../../core/kernel/shape.ts'
import { exchangeOn, type Exchange } from '../../../core/rates/exchange.ts'

export const today = '2026-11-30' as Day
export const amount = (text: string): Money => {
  const [figure, currency] = text.split(' ') as [string, Currency]
  return money(currency, BigInt(figure))
}

let made = 0
/** The moment of a call by somebody. */
export const nowOf = (user: string, at = '2026-11-30T09:00:00.000Z'): Now => ({
  at: at as Instant,
  today: at.slice(0, 10) as Day,
  newId: () => `0192f4a1-7c3e-7b1a-9d5e-${(made += 1).toString().padStart(12, '0')}`,
  digest: (text) => [...text].reduce((sum, letter) => (sum * 31n + BigInt(letter.codePointAt(0)!)) % 2n ** 127n, 7n).toString(16),
  caller: { user, name: user[0]!.toUpperCase() + user.slice(1), permits: new Set(), entities: 'all', language: 'en' },
  authority: true,
  reference: () => null,
})

export const subject = (more: Partial<Subject> = {}): Subject => ({
  record: 'orders',
  row: 'order-1',
  entity: 'NLUK' as Code<'entities'>,
  customer: null,
  subject: 'K7-000123, Zenith Legal',
  version: 'v1',
  worth: amount('640000 GBP'),
  groupWorth: amount('640000 GBP'),
  ...more,
})
export const discount = (percent = '15', more: Partial<Wanted> = {}): Wanted => ({
  kind: 'orders.discount',
  reasons: [step('approvals.why.discountTotal', { percent: ['decimal', percent], limit: ['decimal', '10'] })],
  percent: exactly(percent),
  ...more,
})
export const offList: Wanted = { kind: 'orders.offList', reasons: [step('approvals.why.offList', { product: ['text', 'FW-HA'] })] }

/** What is stored after some changes. */
export function stored(before: readonly Approval[], changes: readonly Change[]): Approval[] {
  const rows = new Map(before.map((row) => [row.id as string, row]))
  for (const change of changes)
    if (change.does === 'add' || change.does === 'put') {
      const row = change.row as unknown as Approval
      if (change.does === 'add' && rows.has(row.id)) throw new Error('added twice')
      rows.set(row.id, row)
    }
  return [...rows.values()]
}
export const events = (changes: readonly Change[]): string[] => changes.flatMap((change) => (change.does === 'tell' ? [change.event] : []))

export const limit = (role: string, kind: string, percent: string | null, figure: string | null = null): Limit => ({
  id: `${role}-${kind}` as Id<'approvalLimits'>,
  role: role as Code<'roles'>,
  kind,
  percent: percent === null ? null : exactly(percent),
  currency: figure === null ? null : amount(figure).currency,
  amount: figure === null ? null : amount(figure).minor,
})
export const power = (user: string, ...roles: string[]): Power => ({
  user,
  name: user,
  unlimited: roles.includes('everything'),
  roles: roles as Code<'roles'>[],
})
/** 1 EUR = 0.87 GBP, 1 INR = 0.0089 GBP, 1 GBP = 190 JPY (no minor units). */
export const exchange: Exchange = exchangeOn(
  [['EUR', 'GBP', '0.87'], ['INR', 'GBP', '0.0089'], ['GBP', 'JPY', '190']].map(([base, quote, value]) => ({
    source: 'TEST', type: 'spot' as const, base: base as Currency, quote: quote as Currency, day: '2026-11-29' as Day, value: exactly(value!), version: 1,
  })),
  today,
) // prettier-ignore
