import { addDays, type Day } from '../kernel/day.ts'
import type { Now } from '../kernel/operation.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { withEnd, withRecorded, type Changing, type NewChange } from './changing.ts'
import { measures, plainLife, type ContractLine, type LineLife } from './contract.ts'
import { termFrom } from './deadlines.ts'

/** What may be agreed otherwise than the product says. */
export interface AgreedTerm {
  readonly start: Day
  readonly end: Day | null
  readonly termEnd: Day | null
  readonly boundUntil: Day | null
}

/** How the terms of a line go on, as its product says. A plain line has none. */
export function renewalOf({ renew }: ProductDocument): LineLife['renewal'] {
  const { mode, initialMonths, extensionMonths, noticeDays, supplierNoticeDays } = renew
  const plain = mode === 'none' && [initialMonths, extensionMonths, noticeDays, supplierNoticeDays].every((one) => one === null)
  return plain ? null : { mode, initialMonths, extensionMonths, noticeDays, supplierNoticeDays }
}

/** First term and binding, counted from the first day. What does not renew by itself ends with its term. */
export function firstTerm(
  agreed: AgreedTerm,
  renewal: LineLife['renewal'],
  document: ProductDocument,
): Pick<ContractLine, 'end' | 'termEnd' | 'boundUntil'> {
  const { start } = agreed
  const months = renewal?.initialMonths ?? null
  const termEnd = agreed.termEnd ?? (renewal === null ? null : (agreed.end ?? (months === null ? null : termFrom(start, months))))
  const bound = document.renew.priceBindingMonths
  return {
    end: agreed.end ?? (renewal !== null && renewal.mode !== 'auto' ? termEnd : null),
    termEnd,
    boundUntil: agreed.boundUntil ?? (bound === null ? null : termFrom(start, bound)),
  }
}

/** What the product says of the life of its lines, where it differs from plain. */
export const lifeOf = (document: ProductDocument, said: Partial<LineLife>): LineLife | null => {
  const { proration } = document.bill
  const measure = measures.find((one) => one === document.sell.measure) ?? null
  const { uplift } = document.renew
  const life = {
    ...plainLife,
    ...said,
    uplift: said.uplift ?? (uplift as LineLife['uplift']),
    proration: said.proration ?? (proration === 'actual' || document.sell.measure === 'counted' ? null : proration),
    measure: said.measure ?? measure,
  }
  return Object.values(life).every((value) => value === null) ? null : life
}

/** A term that follows the one that runs. An end that stood with the old term moves with it. */
export function withTerm(
  of: Changing,
  termEnd: Day,
  more: Pick<NewChange, 'amendment' | 'reason'>,
  now: Now,
  boundUntil: Day | null = null,
): Changing {
  const { line } = of
  const moves = line.end !== null && !line.life?.noticeOn && line.end <= line.termEnd!
  const after = moves
    ? withEnd(of, 'renew', termEnd, more, now)
    : withRecorded(of, { act: 'renew', effective: addDays(line.termEnd!, 1), ...more }, now)
  return { ...after, line: { ...after.line, termEnd, boundUntil: boundUntil ?? after.line.boundUntil } }
}
