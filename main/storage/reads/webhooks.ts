import type { Reads } from './registry.ts'

const counted = (sending: string): string => `(select count(*) from webhook_messages m where m.webhook = w.id and m.sending = '${sending}')`

export const webhooksReads: Reads = {
  views: {
    'webhooks.list': `select w.id, w.name, w.url, w.state, w.stopped_by, w.state_since, coalesce(u.name, cast(w.owner as text)) as owner_name, w.owner, w.entity, w.in_order,
        ${counted('waiting')} as waiting, ${counted('failed')} as failing, ${counted('dead')} as given_up, p.delivered_at, w.created_at
      from webhooks w left join users u on u.id = w.owner left join webhook_places p on p.webhook = w.id`,
    'webhooks.messages': `select m.id, m.webhook, w.name as webhook_name, m.event_seq, m.event, m.event_at, m.sending, m.attempts, m.status, m.fault, m.took_ms, m.last_at, m.next_at, m.ended_at,
        m.event_id, m.answer
      from webhook_messages m join webhooks w on w.id = m.webhook`,
  },
  questions: {
    'webhooks.endOfLog': `select h.next_event - 1 as told_until from log_head h`,
    // Numbers of events rise with those of the calls that told them.
    'webhooks.lastBefore': `select coalesce(max(e.seq), 0) as told_until from events e
      where e.call_seq < coalesce((select min(c.seq) from calls c where c.at >= :moment), (select h.next_call from log_head h))`,
  },
}
