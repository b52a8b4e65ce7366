import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text } from '../kernel/shape.ts'
import { approvals } from './approval.ts'

/** Takes back what one asked for. The subject stays where it is until it is asked again. */
export const withdrawApproval = command({
  name: 'approvals.withdraw',
  zone: 'sales',
  permit: 'approvals.ask',
  offline: 'never',
  input: shape({ id: idOf('approvals'), note: maybe(text) }),
  output: approvals.shape,
  refusals: ['approvals.unknown', 'approvals.decided', 'approvals.notAsked'],
  load: ({ id }, read) => read.get(approvals, id),
  decide: ({ id, note }, approval, now) => {
    if (!approval) return refuse('approvals.unknown', { approval: id })
    const { subject, state, current, askers, askedByName, record, row, kind } = approval
    if (state !== 'open' || !current) return refuse('approvals.decided', { subject, state })
    if (!askers.includes(now.caller.user)) return refuse('approvals.notAsked', { subject, name: askedByName })
    const withdrawn = {
      ...approval,
      state: 'withdrawn' as const,
      decidedAt: now.at,
      decidedBy: now.caller.user,
      decidedByName: now.caller.name,
      note,
    }
    return {
      result: withdrawn,
      changes: [put(approvals, withdrawn), tell('approvals.withdrawn', { approval: id, record, row, subject, kind })],
    }
  },
})
