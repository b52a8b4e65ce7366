import type { Reads } from './registry.ts'

const lastChange = `(select next_change - 1 from log_head)`

export const syncReads: Reads = {
  views: {
    'sync.devices': `select d.id, d.name, d.short_code, d."user", u.name as user_name, d.state, d.enrolled_at, s.at as seen_at,
        case when s.since is null then null else ${lastChange} - s.since end as behind, s.unsent, s.oldest as oldest_unsent,
        (s.sealed_seq is not null and s.unsent = 0 and s.sealed_seq = s.since) as in_step, s.sealed_at, s.version as program_version, s.skew
      from devices d join users u on u.id = d."user" left join device_seen s on s.device = d.id`,
    'sync.attentions': `select a.id, a.kind, a.state, a.title, a.operation, a.code, a.customer, a.entity, a."user", u.name as user_name, d.name as device_name, i.reference, a.opened_at,
        w.name as assignee_name, a.resolution, a.resolved_at, a.resolved_by
      from attentions a join users u on u.id = a."user" left join devices d on d.id = a.device left join intents i on i.id = a.intent left join users w on w.id = a.assignee`,
    'sync.intents': `select i.id, i.operation, d.name as device_name, u.name as user_name, i.reference, i.captured_at, i.received_at, i.clock, i.skew, i.state, i.code
      from intents i join devices d on d.id = i.device join users u on u.id = i.actor`,
  },
  questions: {
    'sync.deviceCount': `select count(*) as devices from devices`,
    'sync.steps': `select d.id as device, d.name, s.at as seen_at, coalesce(s.unsent, 0) as unsent,
        (s.sealed_seq is not null and s.unsent = 0 and s.sealed_seq = s.since) as in_step, ${lastChange} - coalesce(s.since, 0) as behind, s.sealed_at
      from devices d left join device_seen s on s.device = d.id where d.state = 'active' order by d.name`,
  },
}
