import { entities } from '../entities/entity.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, codeOf, count, flag, many, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { retentionRules, yearsOf } from './retention-rule.ts'
import { isKnown, keptByLaw, lawOf } from './statute.ts'

/** How long what is kept in each country in which the group has a legal entity. */
export const retentionPolicy = query({
  name: 'privacy.retention',
  zone: 'setup',
  permit: 'privacy.read',
  input: shape({}),
  output: many(shape({ rule: codeOf('retentionRules'), country: text, keep: choice(...keptByLaw), years: count, law: count, source: text, lawKnown: flag, houseRule: flag, note: maybe(text) })), // prettier-ignore
  ask: async (_input, read) => {
    const [houses, rules] = await Promise.all([read.list(entities, { limit: 1000 }), read.list(retentionRules, { limit: 1000 })])
    const countries = [...new Set(houses.map(({ country }) => country))].sort()
    const years = yearsOf(rules)
    return countries.flatMap((country) =>
      keptByLaw.map((keep) => {
        const rule = `${country}.${keep}` as Code<'retentionRules'>
        const own = rules.find((one) => one.rule === rule)
        const law = lawOf(country)
        return { rule, country, keep, years: years(country, keep), law: law.years[keep], source: law.source, lawKnown: isKnown(country), houseRule: own !== undefined, note: own?.note ?? null } // prettier-ignore
      }),
    )
  },
})

const longest = 99
/** A house may keep longer than the law makes it, never shorter. Where the product knows no law, the house says what is one. */
export const saveRetention = command({
  name: 'privacy.saveRetention',
  zone: 'setup',
  permit: 'privacy.setRetention',
  offline: 'never',
  input: shape({ country: text, keep: choice(...keptByLaw), years: count, note: maybe(text) }),
  output: retentionRules.shape,
  refusals: ['privacy.belowLaw', 'privacy.badYears', 'privacy.unknownCountry'],
  load: async ({ country }, read) => ({
    houses: await read.list(entities, { where: { field: 'country', is: 'equal', value: country }, limit: 1 }),
  }),
  decide: ({ country, keep, years, note }, { houses }, now) => {
    if (houses.length === 0) return refuse('privacy.unknownCountry', { country })
    if (years < 0 || years > longest) return refuse('privacy.badYears', { most: String(longest) })
    const law = lawOf(country)
    if (isKnown(country) && years < law.years[keep])
      return refuse('privacy.belowLaw', { country, law: String(law.years[keep]), source: law.source })
    const rule = `${country}.${keep}` as Code<'retentionRules'>
    const row = { rule, country, keep, years, note, changedAt: now.at, changedBy: now.caller.name }
    return { result: row, changes: [put(retentionRules, row), tell('privacy.retentionSaved', { rule })] }
  },
})
