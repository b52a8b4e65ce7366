import type { Reads } from './registry.ts'

export const signingReads: Reads = {
  views: {
    'signing.list': `select s.id, s.record, s.subject, s.kind, s.reference, s.entity, s.customer, coalesce(cu.name, '') as customer_name, s.signer, s."role",
        s.place, s.method, s.signed_at, k.received_at as countersigned_at, k.chain, s.captured_by
      from signatures s left join customers cu on cu.id = s.customer left join countersignatures k on k.signature = s.id`,
    'signing.invitations': `select i.id, i.record, i.subject, i.entity, i.customer, coalesce(cu.name, '') as customer_name, i.signer, i.email, i.state,
        i.expires_at, i.viewed_at, i.created_at, i.created_by
      from signing_invitations i left join customers cu on cu.id = i.customer`,
  },
  questions: {},
}
