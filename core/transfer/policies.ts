import { addDays } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { entities } from '../entities/entity.ts'
import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { apart, groupCurrencies } from './one-group.ts'
import { employments, transferKinds, transferMethods, transferPolicies, type Employment, type TransferPolicy } from './policy.ts'

const most = 10_000

/** Proposes a policy between two legal entities, or its next version. It holds once somebody else has approved it. */
export const proposePolicy = command({
  name: 'transfer.proposePolicy',
  zone: 'finance',
  permit: 'transfer.write',
  offline: 'never',
  input: shape({
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    kind: choice(...transferKinds),
    method: choice(...transferMethods),
    percent: maybe(aDecimal),
    rate: maybe(aDecimal),
    /** Left out: the provider's. */
    currency: maybe(aCurrency),
    from: aDay,
    end: maybe(aDay),
    agreement: text,
  }),
  output: transferPolicies.shape,
  refusals: ['transfer.sameEntity', 'transfer.unknownEntity', 'transfer.missingPercent', 'transfer.badPercent', 'transfer.missingRate', 'transfer.endBeforeStart', 'transfer.groupsApart'],
  load: async (input, read) => ({ provider: await read.get(entities, input.provider), receiver: await read.get(entities, input.receiver), currencyOf: await groupCurrencies(read) }),
  decide: (input, { provider, receiver, currencyOf }, now) => {
    if (!provider || !receiver) return refuse('transfer.unknownEntity', { entity: provider ? input.receiver : input.provider })
    if (input.provider === input.receiver) return refuse('transfer.sameEntity', { entity: input.receiver })
    const distant = apart(provider, receiver, currencyOf)
    if (distant) return distant
    const { method, percent, rate } = input
    if (method === 'rateCard' ? rate === null || rate.lte(0) : false) return refuse('transfer.missingRate', {})
    if (method !== 'rateCard' && method !== 'passThrough' && percent === null) return refuse('transfer.missingPercent', { method })
    const mostPercent = method === 'resaleMinus' ? '100' : '1000'
    if (percent !== null && (percent.lt(0) || percent.gt(mostPercent))) return refuse('transfer.badPercent', { percent: decimalText(percent), most: mostPercent })
    if (input.end !== null && input.end < input.from) return refuse('transfer.endBeforeStart', { from: input.from, end: input.end })
    const row: TransferPolicy = {
      ...input, id: now.newId() as TransferPolicy['id'], currency: input.currency ?? provider.currency, percent: method === 'rateCard' || method === 'passThrough' ? null : percent,
      rate: method === 'rateCard' ? rate : null, state: 'proposed', proposedBy: now.caller.user, proposedAt: now.at, approvedBy: null, approvedAt: null,
    } // prettier-ignore
    return { result: row, changes: [add(transferPolicies, row), tell('transfer.policyProposed', { policy: row.id, provider: row.provider, receiver: row.receiver })] }
  },
}) // prettier-ignore

/** Approves a proposed policy or turns it down. Whoever proposed it cannot; what was charged before it keeps its price. */
export const decidePolicy = command({
  name: 'transfer.decidePolicy',
  zone: 'finance',
  permit: 'transfer.approve',
  offline: 'never',
  input: shape({ policy: idOf('transferPolicies'), approve: flag }),
  output: transferPolicies.shape,
  refusals: ['transfer.unknownPolicy', 'transfer.decided', 'transfer.samePerson'],
  load: (input, read) => read.get(transferPolicies, input.policy),
  decide: ({ policy, approve }, row, now) => {
    if (!row) return refuse('transfer.unknownPolicy', { policy })
    if (row.state !== 'proposed') return refuse('transfer.decided', { policy })
    if (approve && row.proposedBy === now.caller.user) return refuse('transfer.samePerson', {})
    const after: TransferPolicy = { ...row, state: approve ? 'approved' : 'withdrawn', approvedBy: now.caller.user, approvedAt: now.at }
    const about = { policy, provider: row.provider, receiver: row.receiver }
    const told = approve ? tell('transfer.policyApproved', about) : tell('transfer.policyWithdrawn', about)
    return { result: after, changes: [put(transferPolicies, after), told] }
  },
}) // prettier-ignore

/** Says where somebody is employed from a day on and what an hour costs. What stood before ends on the day before. */
export const saveEmployment = command({
  name: 'transfer.saveEmployment',
  zone: 'finance',
  permit: 'transfer.write',
  offline: 'never',
  input: shape({ person: text, entity: codeOf('entities'), from: aDay, hourCost: aDecimal }),
  output: employments.shape,
  refusals: ['transfer.unknownEntity', 'transfer.badCost', 'transfer.laterEmployment'],
  load: async (input, read) => ({
    entity: await read.get(entities, input.entity),
    known: await read.list(employments, { where: { field: 'person', is: 'equal', value: input.person }, limit: most }),
  }),
  decide: (input, { entity, known }, now) => {
    if (!entity) return refuse('transfer.unknownEntity', { entity: input.entity })
    if (input.hourCost.lt(0)) return refuse('transfer.badCost', { cost: decimalText(input.hourCost) })
    const last = known.reduce<Employment | undefined>((latest, one) => (latest && latest.from > one.from ? latest : one), undefined)
    if (last && last.from > input.from) return refuse('transfer.laterEmployment', { person: input.person, from: last.from })
    const row: Employment = { ...input, id: last?.from === input.from ? last.id : (now.newId() as Employment['id']), end: null }
    const before = last && last.id !== row.id ? [put(employments, { ...last, end: addDays(input.from, -1) })] : []
    return {
      result: row,
      changes: [...before, put(employments, row), tell('transfer.employed', { person: input.person, entity: input.entity })],
    }
  },
})
