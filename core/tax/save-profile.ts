import { command, put, query, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, shape } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { isCountry, meantCountry } from './countries.ts'
import { taxProfiles, usualProfile } from './profile.ts'
import { indianState } from './tax-ids.ts'

/** How a legal entity is taxed; the usual where nothing was set. */
export const getTaxProfile = query({
  name: 'tax.profile',
  zone: 'finance',
  permit: 'tax.read',
  input: shape({ entity: codeOf('entities') }),
  output: taxProfiles.shape,
  refusals: ['tax.unknownEntity'],
  ask: async ({ entity }, read) => {
    if (!(await read.get(entities, entity))) return refuse('tax.unknownEntity', { entity })
    return (await read.get(taxProfiles, entity)) ?? { entity, ...usualProfile }
  },
})

export const saveTaxProfile = command({
  name: 'tax.saveProfile',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input: taxProfiles.shape,
  output: taxProfiles.shape,
  refusals: ['tax.unknownEntity', 'tax.badCountry', 'tax.badRegion', 'tax.badDays', 'tax.badReturn'],
  load: async ({ entity }, read) => read.get(entities, entity),
  decide: (input, entity) => {
    if (!entity) return refuse('tax.unknownEntity', { entity: input.entity })
    const strange = input.registrations.find(({ country }) => !isCountry(country))
    if (strange) return refuse('tax.badCountry', { country: strange.country, meant: meantCountry[strange.country] ?? 'GB, DE, IN' })
    if (entity.country === 'IN' && input.region !== null && indianState(null, input.region) === null)
      return refuse('tax.badRegion', { region: input.region, country: entity.country })
    const spans = [
      ...input.registrations.map((r) => [r.validFrom, r.validTo] as const),
      [input.undertakingFrom, input.undertakingTo] as const,
    ]
    const backwards = spans.find(([from, to]) => from !== null && to !== null && to < from)
    if (backwards) return refuse('tax.badDays', { from: backwards[0]!, to: backwards[1]! })
    if (![1, 3, 12].includes(input.returnMonths)) return refuse('tax.badReturn', { months: `${input.returnMonths}` })
    return { result: input, changes: [put(taxProfiles, input), tell('tax.profileSaved', { entity: entity.code })] }
  },
})
