import { changing, withEnd, withRecorded, type Changing, type Contract, type NewChange } from '../../../core/contracts/changing.ts'
import { plainLife, running, type ContractLine, type LineLife } from '../../../core/contracts/contract.ts'
import { day, type Day } from '../../../core/kernel/day.ts'
import { decimalText, exactly } from '../../../core/kernel/decimal.ts'
import type { Now } from '../../../core/kernel/operation.ts'
import type { Id } from '../../../core/kernel/shape.ts'
import { termsOn } from '../../../core/contracts/changing.ts'
import { timelineOf } from '../../../core/contracts/timeline.ts'

export const on = (text: string): Day => day(text)!
export const much = exactly
export const today = on('2026-11-30')

let made = 0
/** Each moment is later than the one before, so that what was known is a question. */
export function nowAt(at: Day = today): Now {
  made += 1
  const caller = { user: 'u', name: 'Grace', permits: new Set<string>(), entities: 'all' as const, language: 'en' }
  return {
    at: new Date(Date.parse(at) + made).toISOString() as never,
    today: at,
    newId: () => `change-${(made += 1)}`,
    digest: () => '',
    caller,
    authority: true,
    reference: () => null,
  }
}

const contract = {
  id: 'contract',
  number: 'C-1',
  entity: 'NLUK',
  customer: 'customer',
  state: 'active',
  name: null,
  signedOn: null,
} as unknown as Contract

export const lineOf = (more: Partial<ContractLine> = {}): ContractLine => ({
  ...running,
  id: 'line' as Id<'contractLines'>,
  contract: 'contract' as Id<'contracts'>,
  number: 1,
  entity: 'NLUK' as never,
  customer: 'customer' as never,
  product: 'MS-USER' as never,
  version: 1,
  description: null,
  quantity: much('10'),
  unitPrice: much('30'),
  currency: 'GBP',
  months: 1,
  timing: 'advance',
  anchor: 'calendar',
  start: on('2026-01-01'),
  end: null,
  billedTo: null,
  taxCodes: [],
  poNumber: null,
  ...more,
})
export const living = (life: Partial<LineLife>): LineLife => ({ ...plainLife, ...life })
export const sold = (more: Partial<ContractLine> = {}): Changing => changing({ contract, line: lineOf(more), changes: [] })
export const recorded = (of: Changing, change: NewChange, at: Day = today): Changing => withRecorded(of, change, nowAt(at))
export const ended = (of: Changing, end: string | null): Changing => withEnd(of, 'end', end === null ? null : on(end), {}, nowAt())

/** What is charged, as text: `2026-01-01..2026-06-10 10 x 30`. */
export const charged = (of: Changing, knownAt: string | null = null): string[] =>
  timelineOf(of.line, of.changes, knownAt as never).stretches.map(
    (s) => `${s.from}..${s.to ?? ''} ${decimalText(s.quantity)} x ${s.unitPrice === null ? 'list' : decimalText(s.unitPrice)}`,
  )
export const standing = (of: Changing, day_: string): string => {
  const { quantity, unitPrice, billing } = termsOn(of, on(day_))
  return `${decimalText(quantity)} x ${unitPrice === null ? 'list' : decimalText(unitPrice)}${billing ? '' : ' (not charged)'}`
}
