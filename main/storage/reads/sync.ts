import type { Reads } from './registry.ts'

const lastChange = `(select next_change - 1 from log_head)`

const said = (name: string): string => `json_extract(q.body, '$.input.${name}')`
/** A column of the row that the input of a captured call names. */
const ofNamed = (column: string, table: string, name: string): string => `(select x.${column} from ${table} x where x.id = ${said(name)})`
/** Whom it is about: the customer that the call names, or of what it names. */
const customerOf = [
  said('customer'),
  `case when json_extract(q.body, '$.saw.record') = 'customers' then json_extract(q.body, '$.saw.id') end`,
  ...[['orders', 'order'], ['quotes', 'quote'], ['signatures', 'signature'], ['opportunities', 'opportunity']].map(([table, name]) => ofNamed('customer', table!, name!)),
].join(', ') // prettier-ignore

// A queue is only in SQLite files, and only a device fills it.
const outbox = `select q.id, q.at as captured_at, q.operation,
    coalesce(q.reference, ${ofNamed('reference', 'orders', 'order')}, ${ofNamed('reference', 'quotes', 'quote')}) as reference,
    coalesce(a.matter, n.matter, c.name, ${ofNamed('company', 'leads', 'lead')}, ${ofNamed('name', 'contacts', 'contact')}, ${said('title')}, ${said('company')}, ${said('name')}) as matter,
    case q.state when 'saved' then case when q.hold is null and q.lseq <= cast((select value from device_state where key = 'sending') as integer) then 'sending' else 'pending' end
      when 'attention' then case when a.state = 'resolved' then 'settled' else 'needsYou' end else q.state end as state,
    coalesce(json_extract(q.outcome, '$.result.number'), json_extract(q.outcome, '$.result.order.number')) as number,
    coalesce(q.hold, case when a.state = 'resolved' then null else coalesce(a.code, json_extract(q.outcome, '$.code')) end, n.code) as code,
    coalesce(a.about, n.about, json_extract(q.outcome, '$.about'), '{}') as about, case when q.state = 'saved' then q.warning end as warning,
    coalesce(a.id, n.id) as attention, a.resolution, a.resolved_by, a.note
  from queued q left join attentions a on a.intent = q.id and a.kind = 'decide'
    left join attentions n on n.id = (select min(x.id) from attentions x where x.intent = q.id and x.kind = 'note' and x.state <> 'resolved') and a.id is null
    left join customers c on c.id = coalesce(${customerOf})`
const noOutbox = `select null::uuid as id, null::timestamptz as captured_at, null::text as operation, null::text as reference, null::text as matter, null::text as state, null::text as number, null::text as code,
    null::text as about, null::text as warning, null::uuid as attention, null::text as resolution, null::text as resolved_by, null::text as note where false`

export const syncReads: Reads = {
  views: {
    'sync.devices': `select d.id, d.name, d.short_code, d."user", u.name as user_name, d.state, d.enrolled_at, s.at as last_call_at,
        case when s.since is null then null else ${lastChange} - s.since end as changes_behind, s.unsent, s.oldest as oldest_unsent,
        (s.sealed_seq is not null and s.unsent = 0 and s.sealed_seq = s.since) as in_step, s.sealed_at, s.version as program_version, s.skew
      from devices d join users u on u.id = d."user" left join device_seen s on s.device = d.id`,
    'sync.attentions': `select a.id, a.kind, a.state, a.matter, a.operation, a.code, a.customer, a.entity, a."user", u.name as user_name, d.name as device_name, i.reference, a.opened_at,
        a.assignee, w.name as assignee_name, a.resolution, a.resolved_at, a.resolved_by
      from attentions a join users u on u.id = a."user" left join devices d on d.id = a.device left join intents i on i.id = a.intent left join users w on w.id = a.assignee`,
    'sync.intents': `select i.id, i.operation, d.name as device_name, u.name as user_name, i.reference, i.captured_at, i.received_at, i.clock, i.skew, i.state, i.code
      from intents i join devices d on d.id = i.device join users u on u.id = i.actor`,
    'sync.outbox': (dialect) => (dialect === 'sqlite' ? outbox : noOutbox),
  },
  questions: {
    'sync.queued': (dialect) =>
      dialect === 'sqlite' ? `select state from queued where id = :intent` : `select null::text as state where :intent is null`,
    'sync.pendingRows': (dialect) =>
      dialect === 'sqlite'
        ? `select t.record, t.row_id as id, min(case q.state when 'attention' then 'needsYou' else 'pending' end) as state
           from touched t join queue_standing q on q.lseq = t.lseq where q.state <> 'settled' group by t.record, t.row_id limit 5000`
        : `select null::text as record, null::text as id, null::text as state where false`,
    'sync.intentBehind': (dialect) => {
      const waited = `(select a.intent from attentions a where a.id = ${dialect === 'postgres' ? 'b.row_id::uuid' : 'b.row_id'})`
      return `select case b.record when 'intents' then ${dialect === 'postgres' ? 'b.row_id::uuid' : 'b.row_id'} else ${waited} end as intent
        from changes c join changes b on b.call_seq = c.call_seq and b.record in ('intents', 'attentions')
        where c.row_id = :row and c.record = :record order by c.seq desc, b.record desc limit 1`
    },
    'sync.deviceCount': `select count(*) as devices from devices`,
    'sync.steps': `select d.id as device, d.name, s.at as seen_at, coalesce(s.unsent, 0) as unsent,
        (s.sealed_seq is not null and s.unsent = 0 and s.sealed_seq = s.since) as in_step, ${lastChange} - coalesce(s.since, 0) as behind, s.sealed_at
      from devices d left join device_seen s on s.device = d.id where d.state = 'active' order by d.name`,
  },
}
