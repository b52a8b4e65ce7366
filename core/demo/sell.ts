import { campaignCosts, campaignMembers, campaigns, campaignSends } from '../campaigns/campaign.ts'
import { contracts } from '../contracts/contract.ts'
import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { matchName } from '../customers/rules.ts'
import { add, type Change, type Now, type Plain } from '../kernel/operation.ts'
import { momentIn, type Day } from '../kernel/day.ts'
import type { RecordKind } from '../kernel/record.ts'
import type { Fields } from '../kernel/shape.ts'
import { activities, visits } from '../opportunities/activity.ts'
import { consentEvents } from '../opportunities/consent.ts'
import { comparedAddress } from '../opportunities/consenting.ts'
import { leads } from '../opportunities/lead.ts'
import { firstStages, opportunities, opportunityStages } from '../opportunities/opportunity.ts'
import { users } from '../people/user.ts'
import { activityRows, campaignRows, costRows, leadRows, memberRows, opportunityRows, sentTo, visitRows } from './selling.ts'

const added = <F extends Fields>(kind: RecordKind<string, F>, row: object): Change => add(kind, kind.shape.parse(row, kind.record) as never)

/** What the demo company is trying to sell: leads, opportunities, activities, visits, campaigns. Whom they are about has been founded before. */
export function startSelling(now: Now, founded: readonly Change[], knownLogins: ReadonlyMap<string, string>): Change[] {
  const found = (kind: { readonly record: string }, field: string, value: string | null): Plain | undefined =>
    value === null
      ? undefined
      : founded.flatMap((c) => (c.does === 'add' && c.kind.record === kind.record ? [c.row] : [])).find((row) => row[field] === value)
  const idIn = (kind: { readonly record: string }, field: string, value: string | null): string | null =>
    (found(kind, field, value)?.['id'] as string | undefined) ?? null
  const person = (login: string | null) => ({
    id: idIn(users, 'login', login) ?? (login === null ? null : (knownLogins.get(login) ?? null)),
    name: (found(users, 'login', login)?.['name'] as string | undefined) ?? 'Demo',
  })
  const campaignIds = new Map<string, string>(campaignRows.map(({ key }) => [key, now.newId()]))
  const leadIds = new Map<string, string>(leadRows.map(({ company }) => [company, now.newId()]))
  const saleIds = new Map<string, string>(opportunityRows.map(({ name }) => [name, now.newId()]))
  const context: Context = { now, idIn, found, person, campaignIds, leadIds, saleIds }
  return [
    ...firstStages.map((stage) => added(opportunityStages, stage)),
    ...leadsOf(context),
    ...salesOf(context),
    ...doings(context),
    ...visitsOf(context),
    ...campaigning(context),
  ]
}

interface Context {
  readonly now: Now
  readonly idIn: (kind: { readonly record: string }, field: string, value: string | null) => string | null
  readonly found: (kind: { readonly record: string }, field: string, value: string | null) => Plain | undefined
  readonly person: (login: string | null) => { readonly id: string | null; readonly name: string }
  readonly campaignIds: ReadonlyMap<string, string>
  readonly leadIds: ReadonlyMap<string, string>
  readonly saleIds: ReadonlyMap<string, string>
}

const leadsOf = ({ now, person, campaignIds, leadIds }: Context): Change[] =>
  leadRows.flatMap((row) => {
    const { zone: _zone, owner, ...lead } = row
    const id = leadIds.get(lead.company)!
    const campaign = 'campaign' in row ? campaignIds.get('backup') : null
    const { optedOut: channel, campaign: _campaign, ...said } = { optedOut: null, campaign: null, ...lead }
    const by = person(owner)
    return [
      added(leads, { ...said, id, matchName: matchName(lead.company), campaign, owner: by.id, createdBy: by.name }),
      ...(channel === null
        ? []
        : [
            added(consentEvents, {
              id: now.newId(), lead: id, channel, address: comparedAddress(channel, lead), act: 'withdrawn', source: 'Telefon', saidBy: lead.name,
              saidAt: lead.createdAt, recordedAt: lead.createdAt, recordedBy: by.name,
            }),
          ]), // prettier-ignore
    ]
  })

const salesOf = ({ idIn, person, campaignIds, saleIds }: Context): Change[] =>
  opportunityRows.map((row) => {
    const { customer, contact, owner, since, ...sale } = row
    const stage = firstStages.find(({ code }) => code === sale.stage)!
    return added(opportunities, {
      ...sale,
      id: saleIds.get(sale.name),
      customer: idIn(customers, 'code', customer),
      contact: idIn(contacts, 'name', contact),
      owner: person(owner).id,
      outcome: stage.outcome,
      probability: stage.probability,
      campaign: 'campaign' in row ? campaignIds.get('backup') : null,
      contract: 'contract' in row ? idIn(contracts, 'number', row.contract) : null,
      slips: 0,
      stageSince: since,
      createdAt: since,
      createdBy: person(owner).name,
    })
  })

const doings = ({ now, idIn, found, person, leadIds, saleIds }: Context): Change[] =>
  activityRows.map((row) => {
    const all = { customer: null, lead: null, opportunity: null, dueOn: null, dueTime: null, doneAt: null, result: null, ...row }
    const sale = opportunityRows.find(({ name }) => name === all.opportunity)
    const lead = leadRows.find(({ company }) => company === all.lead)
    const code = all.customer ?? sale?.customer ?? null
    const zone = (found(customers, 'code', code)?.['zone'] as string | undefined) ?? lead?.zone ?? 'Europe/London'
    const by = person(all.owner)
    return added(activities, {
      ...all,
      id: now.newId(),
      entity: sale?.entity ?? lead?.entity ?? null,
      customer: idIn(customers, 'code', code),
      lead: all.lead === null ? null : leadIds.get(all.lead),
      opportunity: all.opportunity === null ? null : saleIds.get(all.opportunity),
      owner: by.id,
      zone,
      dueAt: all.dueOn === null ? null : momentIn(zone, all.dueOn as Day, all.dueTime ?? undefined),
      done: all.doneAt !== null,
      doneBy: all.doneAt === null ? null : by.name,
      createdAt: all.doneAt ?? '2026-11-26T09:00:00Z',
      createdBy: by.name,
    })
  })

/** The stops of a day have their order from where they stand in the list. */
const visitsOf = ({ now, idIn, found, person }: Context): Change[] =>
  visitRows.flatMap((row, i) => {
    const by = person(row.owner)
    if (by.id === null) return []
    return [
      added(visits, {
        ...row,
        id: now.newId(),
        owner: by.id,
        rank: visitRows.slice(0, i).filter(({ owner, day }) => owner === row.owner && day === row.day).length + 1,
        customer: idIn(customers, 'code', row.customer),
        contact: idIn(contacts, 'name', row.contact),
        zone: found(customers, 'code', row.customer)?.['zone'],
        createdAt: '2026-11-27T16:00:00Z',
        createdBy: by.name,
      }),
    ]
  })

function campaigning({ now, found, person, campaignIds }: Context): Change[] {
  const planned = campaignRows.map(({ key, owner, ...campaign }) =>
    added(campaigns, { ...campaign, id: campaignIds.get(key), owner: person(owner).id, createdBy: person(owner).name }),
  )
  const { entity, startedAt, startOn } = campaignRows[0]
  const campaign = campaignIds.get('backup')
  const members = memberRows.flatMap((row): Change[] => {
    const contact = found(contacts, 'name', row.contact)
    const customer = found(customers, 'code', row.customer)
    if (!contact || !customer) return []
    const id = now.newId()
    const all = { response: null, respondedAt: null, ...row }
    const email = contact['email'] as string
    const who = { contact: contact['id'], customer: customer['id'] }
    const sent = { ...sentTo(row.contact, customer['name'] as string, email), recipient: email, language: 'en' }
    const optedOut = {
      id: now.newId(), ...who, channel: 'mail', address: comparedAddress('mail', { email, phone: null }), act: 'withdrawn', source: campaignRows[0].name,
      saidBy: row.contact, saidAt: all.respondedAt, recordedAt: all.respondedAt, recordedBy: 'Amelia Ford',
    } // prettier-ignore
    return [
      added(campaignMembers, {
        ...all, ...who, id, campaign, entity, name: row.contact, email, phone: contact['phone'], address: null, language: 'en', chosenAt: startedAt, chosenBy: 'Amelia Ford',
      }), // prettier-ignore
      added(campaignSends, {
        id: now.newId(), campaign, member: id, entity, stepNumber: 1, channel: 'mail', dueOn: startOn, ...sent, handedOverAt: startedAt, handedOverBy: 'Amelia Ford',
      }), // prettier-ignore
      ...(all.response === 'optOut' ? [added(consentEvents, optedOut)] : []),
    ]
  })
  const costs = costRows.map((cost) =>
    added(campaignCosts, { ...cost, id: now.newId(), campaign, entity, recordedAt: startedAt, recordedBy: 'Amelia Ford' }),
  )
  return [...planned, ...members, ...costs]
}
