import { entities } from '../entities/entity.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, flag, many, shape, text } from '../kernel/shape.ts'
import { ratePolicies, readPolicies, usualPolicy } from './policy.ts'

/** More than a quarter of a year is no rate of the day any more. */
const mostAgeDays = 92

/** Says which rates a legal entity converts by. What was posted keeps the rates that it was posted with. */
export const savePolicy = command({
  name: 'rates.savePolicy',
  zone: 'setup',
  permit: 'rates.setPolicy',
  offline: 'never',
  input: ratePolicies.shape,
  output: ratePolicies.shape,
  refusals: ['rates.unknownEntity', 'rates.badAge'],
  load: (input, read) => read.get(entities, input.entity),
  decide: (input, entity) => {
    if (!entity) return refuse('rates.unknownEntity', { entity: input.entity })
    if (input.maxAgeDays < 0 || input.maxAgeDays > mostAgeDays)
      return refuse('rates.badAge', { days: `${input.maxAgeDays}`, limit: `${mostAgeDays}` })
    return { result: input, changes: [put(ratePolicies, input), tell('rates.policySaved', { entity: input.entity, source: input.source })] }
  },
})

/** Which rates each legal entity converts by, those that have said nothing among them. */
export const listPolicies = query({
  name: 'rates.policies',
  zone: 'finance',
  permit: 'rates.read',
  input: shape({}),
  output: shape({
    policies: many(
      shape({ ...ratePolicies.shape.fields, name: text, currency: entities.shape.fields.currency, group: codeOf('groups'), usual: flag }),
    ),
  }),
  ask: async (_input, read) => {
    const [own, all] = await Promise.all([readPolicies(read), read.list(entities, { order: ['code'], limit: 1000 })])
    return {
      policies: all.map(({ code, name, currency, group }) => {
        const saved = own.find((policy) => policy.entity === code)
        return { ...(saved ?? { ...usualPolicy, entity: code }), name, currency, group, usual: !saved }
      }),
    }
  },
})
