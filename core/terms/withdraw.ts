import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, shape, text, type Id } from '../kernel/shape.ts'
import { clauses, clauseWithdrawals, type ClauseWithdrawal } from './clause.ts'

/** Takes a version out of new orders from a day on. What was signed with it stands. */
export const withdrawClause = command({
  name: 'terms.withdraw',
  zone: 'sales',
  permit: 'terms.write',
  offline: 'never',
  input: shape({ clause: idOf('clauses'), from: aDay, reason: text }),
  output: clauseWithdrawals.shape,
  refusals: ['terms.unknownClause', 'terms.inThePast', 'terms.withdrawnBefore'],
  load: async ({ clause }, read) => ({
    clause: await read.get(clauses, clause),
    before: await read.list(clauseWithdrawals, { where: { field: 'clause', is: 'equal', value: clause }, limit: 1 }),
  }),
  decide: (input, { clause, before: [before] }, now) => {
    if (!clause) return refuse('terms.unknownClause', { clause: input.clause })
    if (before) return refuse('terms.withdrawnBefore', { clause: clause.code, version: `${clause.version}`, from: before.from })
    if (input.from < now.today) return refuse('terms.inThePast', { day: input.from })
    const row: ClauseWithdrawal = {
      id: now.newId() as Id<'clauseWithdrawals'>,
      ...input,
      withdrawnAt: now.at,
      withdrawnBy: now.caller.name,
    }
    const told = { clause: clause.id, code: clause.code, version: `${clause.version}` }
    return { result: row, changes: [add(clauseWithdrawals, row), tell('terms.withdrawn', told)] }
  },
})
