import type { Decimal } from '../kernel/decimal.ts'
import type { Step } from '../kernel/explanation.ts'
import type { Money } from '../kernel/money.ts'
import { add, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Code, Id } from '../kernel/shape.ts'
import { approvals } from './approval.ts'
import type { ApprovalKind } from './kinds.ts'

export type Approval = Row<typeof approvals>

/** What is to be approved. */
export interface Subject {
  /** The record and the key of its row: `orders` and the order's id. */
  readonly record: string
  readonly row: string
  readonly entity: Code<'entities'>
  readonly customer: Id<'customers'> | null
  /** What people call it. */
  readonly subject: string
  /** What it says as it stands, as a hash or a version: everything that an approval speaks of (lines, prices, terms), nothing that it does not (notes). */
  readonly version: string
  /** What it is worth, as agreed and in the group's currency where the rate is known: stands where a reason names no figure of its own. */
  readonly worth?: Money | null
  readonly groupWorth?: Money | null
}
/** One thing that somebody must agree to; each kind once. */
export interface Wanted {
  readonly kind: ApprovalKind
  /** Sentences: those of kinds.ts or the asking module's own. */
  readonly reasons: readonly Step[]
  /** What limits in per cent are compared with. */
  readonly percent?: Decimal | null
  /** What limits in money are compared with, instead of the subject's worth. */
  readonly amount?: Money | null
  readonly groupAmount?: Money | null
}

/**
 * Asks for what is wanted and is not asked yet. What was asked or decided for the subject as it stands is left alone; where the subject has changed since,
 * the question is asked again under another id, so that nobody agrees to what they have not seen; what is wanted no longer is withdrawn. `present` is what
 * `approvalsOf` read. New ids are taken for new questions only: a command that is decided again by the hub takes the ids of its own rows first.
 */
export function askApprovals(subject: Subject, wanted: readonly Wanted[], present: readonly Approval[], now: Now): Change[] {
  const standing = present.filter((a) => a.current && a.record === subject.record && a.row === subject.row)
  const about = ({ id, kind }: Approval) => ({ approval: id, record: subject.record, row: subject.row, subject: subject.subject, kind })
  const asked = wanted.flatMap((want): Change[] => {
    const fingerprint = fingerprintOf(subject, want, now)
    const known = standing.find((a) => a.kind === want.kind)
    if (known?.fingerprint === fingerprint && known.state !== 'withdrawn') return []
    const asks = question(subject, want, fingerprint, known?.askers ?? [], now)
    return [...(known ? [put(approvals, past(known, now))] : []), add(approvals, asks), tell('approvals.asked', about(asks))]
  })
  const gone = standing.filter((a) => !wanted.some((want) => want.kind === a.kind))
  return [
    ...asked,
    ...gone.flatMap((a) => [put(approvals, past(a, now)), ...(a.state === 'open' ? [tell('approvals.withdrawn', about(a))] : [])]),
  ]
}

/** What was decided stays decided; it only counts no longer. */
const past = (approval: Approval, now: Now): Approval =>
  approval.state === 'open' ? { ...approval, current: false, state: 'withdrawn', decidedAt: now.at } : { ...approval, current: false }

function question(subject: Subject, want: Wanted, fingerprint: string, askers: readonly string[], now: Now): Approval {
  const amount = want.amount ?? subject.worth ?? null
  const groupAmount = (want.amount ? want.groupAmount : (want.groupAmount ?? subject.groupWorth)) ?? null
  return {
    id: now.newId() as Id<'approvals'>,
    kind: want.kind,
    record: subject.record,
    row: subject.row,
    entity: subject.entity,
    customer: subject.customer,
    subject: subject.subject,
    reasons: want.reasons,
    percent: want.percent ?? null,
    currency: amount?.currency ?? null,
    amount: amount?.minor ?? null,
    groupCurrency: groupAmount?.currency ?? null,
    groupAmount: groupAmount?.minor ?? null,
    fingerprint,
    state: 'open',
    current: true,
    askedAt: now.at,
    askedBy: now.caller.user,
    askedByName: now.caller.name,
    askers: [...new Set([...askers, now.caller.user])],
    decidedAt: null,
    decidedBy: null,
    decidedByName: null,
    insteadOf: null,
    insteadOfName: null,
    note: null,
  }
}

/** Figures that move by themselves (rates, what a customer owes) are not in it: they would take back what was approved over night. */
const fingerprintOf = (subject: Subject, want: Wanted, now: Now): string =>
  now.digest(JSON.stringify([subject.version, want.kind, want.reasons.map((reason) => reason.say).toSorted()]))

/** Approvals that one subject asks for at a time: one of each kind. */
const mostOfOne = 100

/** What a subject asks for as it stands, decided or not. */
export const approvalsOf = (read: Read, { record, row }: Pick<Subject, 'record' | 'row'>): Promise<readonly Approval[]> =>
  read.list(approvals, {
    where: {
      all: [
        { field: 'row', is: 'equal', value: row },
        { field: 'record', is: 'equal', value: record },
        { field: 'current', is: 'equal', value: true },
      ],
    },
    order: ['id'],
    limit: mostOfOne,
  })

/**
 * Where a subject stands: `none` is asked for nothing, `declined` has to change before it goes on (also where the question was taken back), `open` waits,
 * `approved` has every answer.
 */
export function stateOfApprovals(list: readonly Approval[]): 'none' | 'open' | 'declined' | 'approved' {
  const states = list.filter((a) => a.current).map((a) => a.state)
  if (states.length === 0) return 'none'
  if (states.some((s) => s === 'declined' || s === 'withdrawn')) return 'declined'
  return states.includes('open') ? 'open' : 'approved'
}
