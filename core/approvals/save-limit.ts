import { decimalText, exactly } from '../kernel/decimal.ts'
import { command, put, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, aDecimal, codeOf, idOf, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { roles } from '../people/user.ts'
import { isKind } from './kinds.ts'
import { approvalLimits } from './limit.ts'

const hundred = exactly('100')

/** Says how far a role decides: creates a limit (without an id) or changes one. Without a figure it decides everything of the kind. */
export const saveLimit = command({
  name: 'approvals.saveLimit',
  zone: 'setup',
  permit: 'approvals.write',
  offline: 'never',
  input: shape({
    id: maybe(idOf('approvalLimits')),
    role: codeOf('roles'),
    kind: text,
    percent: maybe(aDecimal),
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
  }),
  output: approvalLimits.shape,
  refusals: [
    'approvals.unknownLimit',
    'approvals.unknownRole',
    'approvals.unknownKind',
    'approvals.badPercent',
    'approvals.negativeLimit',
    'approvals.amountWithoutCurrency',
    'approvals.limitTaken',
  ],
  load: async ({ id, role, kind }, read) => ({
    present: id === null ? undefined : await read.get(approvalLimits, id),
    role: await read.get(roles, role),
    same: await read.list(approvalLimits, {
      where: {
        all: [
          { field: 'role', is: 'equal', value: role },
          { field: 'kind', is: 'equal', value: kind },
        ],
      },
      limit: 2,
    }),
  }),
  decide: (input, { present, role, same }, now) => {
    const { id, kind, percent, currency, amount } = input
    if (id !== null && !present) return refuse('approvals.unknownLimit', { limit: id })
    if (!role) return refuse('approvals.unknownRole', { role: input.role })
    if (!isKind(kind)) return refuse('approvals.unknownKind', { kind })
    if (percent !== null && (percent.lt(0) || percent.gt(hundred))) return refuse('approvals.badPercent', { percent: decimalText(percent) })
    if (amount !== null && amount < 0n) return refuse('approvals.negativeLimit')
    if (amount !== null && currency === null) return refuse('approvals.amountWithoutCurrency')
    if (same.some((other) => other.id !== id)) return refuse('approvals.limitTaken', { role: role.name })
    const limit: Row<typeof approvalLimits> = {
      ...input,
      id: id ?? (now.newId() as Id<'approvalLimits'>),
      currency: amount === null ? null : currency,
    }
    return { result: limit, changes: [put(approvalLimits, limit), tell('approvals.limitSaved', { role: input.role, kind })] }
  },
})

/** Takes a limit away: the role decides by its limit for any kind, or nothing of it any more. */
export const removeLimit = command({
  name: 'approvals.removeLimit',
  zone: 'setup',
  permit: 'approvals.write',
  offline: 'never',
  input: shape({ id: idOf('approvalLimits') }),
  output: shape({ id: idOf('approvalLimits') }),
  refusals: ['approvals.unknownLimit'],
  load: ({ id }, read) => read.get(approvalLimits, id),
  decide: ({ id }, limit) =>
    limit
      ? { result: { id }, changes: [remove(approvalLimits, id), tell('approvals.limitRemoved', { role: limit.role, kind: limit.kind })] }
      : refuse('approvals.unknownLimit', { limit: id }),
})
