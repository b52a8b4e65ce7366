/** Leads, opportunities and their stages, activities, visits, consent; campaigns with members, messages and costs. */
export const name = '0015-campaigns'

type Dialect = 'sqlite' | 'postgres'

// Frozen with the migration: a later change of how a kind of field is stored is a later migration.
const types = {
  sqlite: { id: 'text', count: 'integer', day: 'text', instant: 'text', minor: 'integer', flag: 'integer' },
  postgres: { id: 'uuid', count: 'bigint', day: 'date', instant: 'timestamptz(3)', minor: 'bigint', flag: 'boolean' },
} as const

export function statements(dialect: Dialect): string[] {
  return [
    ...selling(dialect),
    ...speaking(dialect),
    ...campaigning(dialect),
    ...indexes,
    ...immutables.flatMap((table) => guards(dialect, table)),
  ]
}

function selling(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table leads (
      id ${t.id} not null primary key,
      entity text not null,
      name text not null,
      company text,
      match_name text not null,
      title text,
      email text,
      phone text,
      address text,
      country text,
      language text,
      source text not null,
      campaign ${t.id},
      owner ${t.id},
      territory text,
      state text not null,
      reason text,
      note text,
      customer ${t.id},
      contact ${t.id},
      opportunity ${t.id},
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table opportunity_stages (
      code text not null primary key,
      names text not null,
      rank ${t.count} not null,
      probability ${t.count} not null,
      outcome text not null,
      active ${t.flag} not null,
      rev ${t.count} not null default 1
    )`,
    `create table opportunities (
      id ${t.id} not null primary key,
      entity text not null,
      customer ${t.id} not null,
      contact ${t.id},
      name text not null,
      owner ${t.id},
      stage text not null,
      outcome text not null,
      currency text not null,
      amount ${t.minor} not null,
      probability ${t.count} not null,
      close_on ${t.day} not null,
      slips ${t.count} not null,
      next_step text,
      next_step_on ${t.day},
      campaign ${t.id},
      lead ${t.id},
      note text,
      lost_reason text,
      closed_on ${t.day},
      contract ${t.id},
      stage_since ${t.instant} not null,
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
  ]
}

function speaking(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table activities (
      id ${t.id} not null primary key,
      entity text,
      kind text not null,
      topic text not null,
      note text,
      owner ${t.id},
      customer ${t.id},
      contact ${t.id},
      lead ${t.id},
      opportunity ${t.id},
      campaign ${t.id},
      due_on ${t.day},
      due_time text,
      zone text not null,
      due_at ${t.instant},
      done ${t.flag} not null,
      done_at ${t.instant},
      done_by text,
      result text,
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table visits (
      id ${t.id} not null primary key,
      owner ${t.id} not null,
      "day" ${t.day} not null,
      rank ${t.count} not null,
      customer ${t.id},
      lead ${t.id},
      contact ${t.id},
      due_time text,
      zone text not null,
      purpose text,
      note text,
      state text not null,
      result text,
      done_at ${t.instant},
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table consent_events (
      id ${t.id} not null primary key,
      contact ${t.id},
      lead ${t.id},
      customer ${t.id},
      channel text not null,
      address text,
      act text not null,
      lawful_basis text,
      source text not null,
      evidence text,
      answers ${t.id},
      said_by text not null,
      said_at ${t.instant} not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
  ]
}

function campaigning(dialect: Dialect): string[] {
  const t = types[dialect]
  return [
    `create table campaigns (
      id ${t.id} not null primary key,
      entity text not null,
      name text not null,
      channel text not null,
      owner ${t.id},
      state text not null,
      currency text not null,
      budget ${t.minor} not null,
      lawful_basis text not null,
      audience text not null,
      course text not null,
      start_on ${t.day},
      started_at ${t.instant},
      started_by text,
      note text,
      created_at ${t.instant} not null,
      created_by text not null,
      rev ${t.count} not null default 1
    )`,
    `create table campaign_members (
      id ${t.id} not null primary key,
      campaign ${t.id} not null,
      entity text not null,
      contact ${t.id},
      lead ${t.id},
      customer ${t.id},
      name text not null,
      email text,
      phone text,
      address text,
      language text not null,
      chosen_at ${t.instant} not null,
      chosen_by text not null,
      response text,
      responded_at ${t.instant},
      note text,
      made_lead ${t.id},
      rev ${t.count} not null default 1
    )`,
    `create table campaign_sends (
      id ${t.id} not null primary key,
      campaign ${t.id} not null,
      member ${t.id} not null,
      entity text not null,
      step_number ${t.count} not null,
      channel text not null,
      due_on ${t.day} not null,
      recipient text not null,
      language text not null,
      topic text not null,
      message text not null,
      handed_over_at ${t.instant},
      handed_over_by text,
      rev ${t.count} not null default 1
    )`,
    `create table campaign_costs (
      id ${t.id} not null primary key,
      campaign ${t.id} not null,
      entity text not null,
      "day" ${t.day} not null,
      what text not null,
      currency text not null,
      amount ${t.minor} not null,
      recorded_at ${t.instant} not null,
      recorded_by text not null
    )`,
  ]
}

// Each costs time on every bulk load, so each has its reason.
const indexes = [
  `create index leads_match on leads (match_name)`, // is it there already?
  `create index leads_contact on leads (contact)`, // what a contact said while a lead
  `create index opportunities_customer on opportunities (customer)`, // the sales of a customer
  `create index opportunities_open on opportunities (outcome, close_on)`, // the board and the forecast
  `create index activities_due on activities (owner, due_on) where done_at is null`, // somebody's day
  `create index activities_customer on activities (customer)`, // what was said to a customer
  `create index activities_lead on activities (lead) where lead is not null`, // what was said to a lead
  `create index activities_opportunity on activities (opportunity) where opportunity is not null`, // what was done for a sale
  `create index visits_day on visits (owner, "day")`, // the plan of a day
  `create index consent_events_contact on consent_events (contact) where contact is not null`, // what a contact said
  `create index consent_events_lead on consent_events (lead) where lead is not null`, // what a lead said
  `create index consent_events_address on consent_events (channel, address) where act = 'withdrawn'`, // who must not be written to
  `create unique index consent_events_answers on consent_events (answers) where answers is not null`, // a withdrawal is taken back once
  `create unique index campaign_members_contact on campaign_members (campaign, contact) where contact is not null`, // nobody is asked twice
  `create unique index campaign_members_lead on campaign_members (campaign, lead) where lead is not null`,
  `create index campaign_sends_due on campaign_sends (campaign, due_on)`, // what is to be sent
  `create index campaign_costs_campaign on campaign_costs (campaign)`, // what was spent
]

const immutables = ['consent_events', 'campaign_costs'] as const
function guards(dialect: Dialect, table: string): string[] {
  if (dialect === 'sqlite')
    return (['update', 'delete'] as const).map(
      (act) =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'harmony: ${table} rows never change'); end`,
    )
  return [
    `create trigger ${table}_frozen before update or delete on ${table} for each row execute function harmony_refuse_change()`,
    `create trigger ${table}_kept before truncate on ${table} for each statement execute function harmony_refuse_change()`,
  ]
}
