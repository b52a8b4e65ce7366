import { entities } from '../entities/entity.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { matchName } from '../customers/rules.ts'
import { consentNow, consentOf } from './consent-of.ts'
import { leads } from './lead.ts'
import { activityRows, leadNames, twinsKnown } from './reads.ts'

/** A lead with what was done about it, what the person said of being contacted, and who else it may be. */
export const getLead = query({
  name: 'opportunities.lead',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({ lead: idOf('leads') }),
  output: shape({
    lead: leads.shape,
    /** What its legal entity reckons in. */
    currency: maybe(aCurrency),
    ownerName: maybe(text),
    campaignName: maybe(text),
    customerName: maybe(text),
    consent: many(consentNow),
    twins: many(twinsKnown.answers),
    activities: many(activityRows.row),
  }),
  refusals: ['opportunities.unknownLead'],
  ask: async ({ lead: id }, read) => {
    const lead = await read.get(leads, id)
    if (!lead) return refuse('opportunities.unknownLead', { lead: id })
    const [entity, consent, twins, shown, names] = await Promise.all([
      read.get(entities, lead.entity),
      consentOf(read, { contact: lead.contact, lead: id, email: lead.email, phone: lead.phone }),
      read.ask(twinsKnown, { matchName: lead.matchName, email: lead.email?.toLowerCase() ?? null }),
      read.browse(activityRows, { where: { field: 'lead', is: 'equal', value: id }, limit: mostShown }),
      read.ask(leadNames, { lead: id }),
    ])
    const known = new Set<string>([lead.id, lead.customer ?? '', lead.contact ?? ''])
    return {
      lead,
      currency: entity?.currency ?? null,
      ownerName: names[0]?.ownerName ?? null,
      campaignName: names[0]?.campaignName ?? null,
      customerName: names[0]?.customerName ?? null,
      consent,
      twins: twins.filter((twin) => !known.has(twin.id)),
      activities: shown.rows,
    }
  },
})
/** Of everything that happened, what a card shows. */
export const mostShown = 50

/** Who is known already by a name or an e-mail address, before a lead is taken in. */
export const findTwins = query({
  name: 'opportunities.twins',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({ name: text, company: maybe(text), email: maybe(text) }),
  output: shape({ twins: many(twinsKnown.answers) }),
  ask: async ({ name, company, email }, read) => ({
    twins: await read.ask(twinsKnown, { matchName: matchName(company ?? name), email: email?.trim().toLowerCase() ?? null }),
  }),
})
