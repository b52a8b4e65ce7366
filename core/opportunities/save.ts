import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, codeOf, count, idOf, longText, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { opportunities, opportunityStages, type Opportunity } from './opportunity.ts'
import { begun } from './qualify-lead.ts'
import { callerAsOwner, isPercent, stagesOf } from './rules.ts'

/** Opens an opportunity (without an id) or changes one. Its stage is moved by `opportunities.move`. */
export const saveOpportunity = command({
  name: 'opportunities.save',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  // Amounts, chances and stages are in no group: two opinions of them are for people to settle.
  edits: {
    of: opportunities,
    id: ({ id }) => id,
    merges: [['name'], ['contact'], ['owner'], ['closeOn'], ['nextStep', 'nextStepOn'], ['campaign'], ['note']],
  },
  input: shape({
    id: maybe(idOf('opportunities')),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contact: maybe(idOf('contacts')),
    name: text,
    owner: maybe(idOf('users')),
    /** Of a new one; the first stage unless it is said. */
    firstStage: maybe(codeOf('opportunityStages')),
    currency: aCurrency,
    amount: minorIn('currency'),
    /** Per cent; the stage's own unless it is said. */
    probability: maybe(count),
    closeOn: aDay,
    nextStep: maybe(text),
    nextStepOn: maybe(aDay),
    campaign: maybe(idOf('campaigns')),
    note: maybe(longText),
  }),
  output: opportunities.shape,
  refusals: [
    'opportunities.unknown',
    'opportunities.unknownEntity',
    'opportunities.unknownCustomer',
    'opportunities.contactOfAnother',
    'opportunities.unknownStage',
    'opportunities.badAmount',
    'opportunities.badProbability',
  ],
  load: async ({ id, entity, customer, contact }, read) => ({
    present: id === null ? undefined : await read.get(opportunities, id),
    entity: await read.get(entities, entity),
    customer: await read.get(customers, customer),
    contact: contact === null ? null : await read.get(contacts, contact),
    stages: stagesOf(await read.list(opportunityStages, { limit: 1000 })),
  }),
  decide: (input, { present, entity, customer, contact, stages }, now) => {
    const { id, firstStage: wanted, probability, ...said } = input
    if (id !== null && !present) return refuse('opportunities.unknown', { opportunity: id })
    if (!entity) return refuse('opportunities.unknownEntity', { entity: input.entity })
    if (!customer) return refuse('opportunities.unknownCustomer', { customer: input.customer })
    if (contact === undefined || (contact && contact.customer !== customer.id))
      return refuse('opportunities.contactOfAnother', { customer: customer.name })
    const code = present?.stage ?? wanted ?? stages.find(({ outcome, active }) => outcome === 'open' && active)!.code
    const stage = stages.find((one) => one.code === code)
    if (!stage || (!present && (!stage.active || stage.outcome !== 'open'))) return refuse('opportunities.unknownStage', { stage: code })
    if (input.amount < 0n) return refuse('opportunities.badAmount')
    const chance = probability ?? present?.probability ?? stage.probability
    if (!isPercent(chance)) return refuse('opportunities.badProbability', { probability: `${chance}` })
    const opportunity: Opportunity = {
      ...(present ?? { ...begun(now), id: now.newId() as Id<'opportunities'>, lead: null, stage: stage.code, outcome: 'open' }),
      ...said,
      name: said.name.trim(),
      owner: said.owner ?? (present ? null : callerAsOwner(now)),
      // What is won or lost is no longer a matter of chance.
      probability: present && present.outcome !== 'open' ? present.probability : chance,
      slips: present && said.closeOn > present.closeOn ? present.slips + 1 : (present?.slips ?? 0),
    }
    return { result: opportunity, changes: [put(opportunities, opportunity), tell('opportunities.saved', { opportunity: opportunity.id })] }
  },
})
