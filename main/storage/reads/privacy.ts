import type { Reads } from './registry.ts'

/** How it stands with the erasure of a row. */
const erased = (id: string): string =>
  `case when exists (select 1 from erased_people x where x.id = ${id}) then 'yes' when exists (select 1 from erasures x where x.subject = ${id} and x.state = 'proposed') then 'proposed' else 'no' end as erased`

export const privacyReads: Reads = {
  views: {
    'privacy.erasures': `select e.id, e.name, e.person, e.cause, e.state, e.proposed_at, e.proposed_by, e.decided_at, e.decided_by, e.held_until from erasures e`,
    // Whoever was a lead before they were a contact is one person.
    'privacy.people': `select c.id, c.name, 'contact' as person, c.email, c.phone, cu.name as customer_name, ${erased('c.id')}
        from contacts c join customers cu on cu.id = c.customer
      union all select l.id, l.name, 'lead', l.email, l.phone, l.company, ${erased('l.id')} from leads l where l.contact is null and {entities l.entity}
      union all select u.id, u.name, 'user', u.email, null, null, ${erased('u.id')} from users u
      union all select k.id, k.name, 'customer', k.email, k.phone, null, ${erased('k.id')} from customers k where k.consumer`,
  },
  questions: {},
}
