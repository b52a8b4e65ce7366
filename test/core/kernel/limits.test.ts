import { beyondLimit } from '../../../core/kernel/limits.ts'
import type { Change, Now, Operation } from '../../../core/kernel/operation.ts'

const operation = {
  name: 'x.pay',
  does: 'command',
  worth: { record: 'payments', amount: 'amount', currency: 'currency' },
} as unknown as Operation
const paid = (currency: string, amount: bigint | null, record = 'payments'): Change => ({
  does: 'add',
  kind: { record } as never,
  row: { currency, amount },
})
const by = (limits?: [string, [string, bigint][]][]): Now => ({ caller: { limits: limits && new Map(limits.map(([name, most]) => [name, new Map(most)])) } }) as unknown as Now // prettier-ignore

describe('an amount up to which somebody does something', () => {
  const upTo5 = by([['x.pay', [['EUR', 500n]]]])
  it.each([
    ['nothing moved', [], true],
    ['what is allowed', [paid('EUR', 500n)], true],
    ['a cent more', [paid('EUR', 501n)], false],
    ['several that come to more', [paid('EUR', 300n), paid('EUR', 300n)], false],
    ['what goes back', [paid('EUR', -501n)], false],
    ['what comes and goes, which is not nothing', [paid('EUR', 600n), paid('EUR', -600n)], false],
    ['a currency without a limit', [paid('GBP', 1n)], false],
    ['no amount', [paid('EUR', null)], true],
    ['another record', [paid('EUR', 900n, 'invoices')], true],
  ] as const)('%s', (_, changes, allowed) => {
    expect(beyondLimit(operation, changes, upTo5) === undefined).toBe(allowed)
  })

  it('says what it comes to and what is allowed', () => {
    expect(beyondLimit(operation, [paid('EUR', 501n)], upTo5)).toEqual({ refused: 'limit.exceeded', about: { currency: 'EUR', amount: '5.01', limit: '5.00' } }) // prettier-ignore
  })

  it('holds for whom it is named, and for no other operation', () => {
    expect(beyondLimit(operation, [paid('EUR', 501n)], by())).toBeUndefined()
    expect(beyondLimit(operation, [paid('EUR', 501n)], by([['x.refund', [['EUR', 1n]]]]))).toBeUndefined()
  })
})
