import { concernsOf, lastNetOf, type Review } from '../../../core/billing/concerns.ts'
import type { DueCharge } from '../../../core/billing/charging.ts'
import type { PastCharge } from '../../../core/billing/facts.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { plainLife } from '../../../core/contracts/contract.ts'
import { lineOf } from './company.ts'

const review: Review = { threshold: exactly('10'), reversed: new Set(['DE-RC']), untaxed: new Set(['customer']) }
const due = (of: object = {}): DueCharge =>
  ({
    kind: 'charge',
    from: '2026-12-01',
    net: 1000n,
    taxCodes: ['DE-S19'],
    trace: { tax: { rule: 'contractLine', codes: [] } },
    ...of,
  }) as unknown as DueCharge
const renewal = { mode: 'auto', initialMonths: 12, extensionMonths: 12, noticeDays: 90, supplierNoticeDays: null }
type Line = Parameters<typeof concernsOf>[1]
const line = (of: object = {}): Line => ({ ...lineOf(), termEnd: null, lastNet: null, life: plainLife, ...of }) as unknown as Line

describe('what somebody should look at', () => {
  it.each<[string, object, object, bigint | null, readonly string[] | null]>([
    ['an amount as the last time', {}, {}, 1000n, null],
    ['a line that is new', {}, {}, null, null],
    ['ten per cent more, and no more', { net: 1100n }, {}, 1000n, null],
    ['a penny beyond ten per cent', { net: 1101n }, {}, 1000n, ['changed']],
    ['a penny beyond ten per cent less', { net: 899n }, {}, 1000n, ['changed']],
    ['something after nothing', {}, {}, 0n, null],
    ['a credit that is as large as the last one', { net: -1000n }, {}, -1000n, ['negative']],
    ['nothing to pay', { net: 0n }, {}, 1000n, ['changed', 'zero']],
    ['a correction, whatever the line was charged', { net: -5n, kind: 'correction' }, { end: '2026-11-30' }, null, ['negative']],
    ['tax that the customer owes', { taxCodes: ['DE-RC'] }, {}, null, ['taxIdMissing']],
    ['tax that another customer owes', { taxCodes: ['DE-RC'] }, { customer: 'other' }, null, null],
    ['a tax that the rules would not choose', { trace: { tax: { differs: { codes: 'DE-RC' } } } }, {}, null, ['taxDiffers']],
    ['days behind the end', {}, { end: '2026-11-30' }, null, ['expired']],
    ['the last day', {}, { end: '2026-12-01' }, null, null],
    ['a term that is over', {}, { termEnd: '2026-11-30' }, null, ['expired']],
    ['a term that renews itself', {}, { termEnd: '2026-11-30', life: { ...plainLife, renewal } }, null, null],
  ])('%s', (_what, charge, of, lastNet, concerns) => {
    expect(concernsOf(due(charge), line(of), lastNet, review)).toEqual(concerns)
  })

  const past = (from: string, net: bigint, more: object = {}): PastCharge =>
    ({ from, net, nth: 0, kind: 'charge', ...more }) as unknown as PastCharge
  const history = [
    past('2026-10-01', 1n),
    past('2026-11-01', 2n),
    past('2026-11-01', 3n, { nth: 2 }),
    past('2026-11-15', 4n, { kind: 'correction' }),
    past('2026-12-01', 5n),
  ]
  it.each<[string, string, readonly PastCharge[] | null, bigint | null]>([
    ['its last charge that begins earlier, as it was charged last', '2026-12-01', history, 3n],
    ['the one before, of an older period', '2026-11-01', history, 1n],
    ['nothing of a first period', '2026-10-01', history, null],
    ['what was looked up, of a line that needs no look back', '2026-12-01', null, 77n],
  ])('compares with %s', (_what, from, charged, last) => {
    expect(lastNetOf(due({ from }), { lastNet: 77n }, charged)).toBe(last)
    expect(lastNetOf(due({ from, kind: 'correction' }), { lastNet: 77n }, charged)).toBeNull()
  })
})
