import { command, put, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { choice, flag, idOf, many, maybe, shape, someData, text, type Id } from '../kernel/shape.ts'
import { approvals } from './approval.ts'
import type { Approval } from './asking.ts'
import { readAuthority, readLimits } from './authority.ts'
import { exchangeFor } from './inbox.ts'
import { decidesFor, decisionFaults, type DecisionFault, type Power } from './judging.ts'

const mostAtOnce = 500
const decisions = ['approve', 'decline'] as const

/** Approves or declines. Of several, each has its own outcome, and one that cannot be decided stops no other. */
export const decideApprovals = command({
  name: 'approvals.decide',
  zone: 'finance',
  permit: 'approvals.decide',
  offline: 'never',
  input: shape({ ids: many(idOf('approvals'), mostAtOnce), decision: choice(...decisions), note: maybe(text) }),
  output: shape({
    outcomes: many(
      shape({
        id: idOf('approvals'),
        subject: text,
        done: flag,
        /** Why not, and what its sentence names. */
        refusal: maybe(text),
        about: someData,
      }),
    ),
  }),
  refusals: ['approvals.nothingChosen', 'approvals.reasonMissing', 'approvals.unknown', ...decisionFaults],
  load: async ({ ids }, read, now) => {
    const [found, authority, limits] = await Promise.all([
      read.some(approvals, ids),
      readAuthority(read, now.caller, now.today),
      readLimits(read),
    ])
    return { found, authority, limits, exchange: await exchangeFor(read, now.today, authority, limits, [...found.values()]) }
  },
  decide: ({ ids, decision, note }, { found, authority, limits, exchange }, now) => {
    if (ids.length === 0) return refuse('approvals.nothingChosen')
    if (decision === 'decline' && note === null) return refuse('approvals.reasonMissing')
    const judged = [...new Set(ids)].map((id) => {
      const approval = found.get(id)
      const answer: { readonly insteadOf: Power | null } | Refusal<'approvals.unknown' | DecisionFault> = approval
        ? decidesFor(authority, approval, limits, exchange)
        : refuse('approvals.unknown', { approval: id })
      return { id, approval, answer }
    })
    const [only] = judged
    if (judged.length === 1 && only && refused(only.answer)) return only.answer
    return {
      result: { outcomes: judged.map(({ id, approval, answer }) => outcome(id, approval, answer)) },
      changes: judged.flatMap(({ approval, answer }) =>
        approval && !refused(answer) ? decided(approval, answer.insteadOf, decision, note, now) : [],
      ),
    }
  },
})

const outcome = (id: Id<'approvals'>, approval: Approval | undefined, answer: { readonly insteadOf: Power | null } | Refusal) => ({
  id,
  subject: approval?.subject ?? id,
  done: !refused(answer),
  refusal: refused(answer) ? answer.refused : null,
  about: refused(answer) ? answer.about : {},
})

function decided(
  approval: Approval,
  insteadOf: Power | null,
  decision: (typeof decisions)[number],
  note: string | null,
  now: Now,
): Change[] {
  const { record, row, subject, kind } = approval
  const about = {
    approval: approval.id,
    record,
    row,
    subject,
    kind,
    ...(insteadOf ? { name: now.caller.name, instead: insteadOf.name } : {}),
  }
  return [
    put(approvals, {
      ...approval,
      state: decision === 'approve' ? 'approved' : 'declined',
      decidedAt: now.at,
      decidedBy: now.caller.user,
      decidedByName: now.caller.name,
      insteadOf: insteadOf?.user ?? null,
      insteadOfName: insteadOf?.name ?? null,
      note,
    }),
    decision === 'approve' ? tell('approvals.approved', about) : tell('approvals.declined', about),
  ]
}
