import type { Reads } from './registry.ts'

export const peopleReads: Reads = {
  views: {
    'people.sessions': `select substr(s.hash, 1, 16) as reference, s."user", u.name as user_name, s.label, s.created_at, s.seen_at, s.expires_at, s.shown_by from sessions s join users u on u.id = s."user"`,
    'people.users': `select u.id, u.login, u.name, u.email, u.title, u.roles, u.entities, u.active from users u`,
  },
  questions: {
    'people.changedBefore': `select k.operation, ch.row_id as "row" from changes ch join calls k on k.seq = ch.call_seq
      where ch.record = :record and {in ch.row_id :rows} and k.user_id = :user and {in k.operation :operations} limit 1`,
    'people.rowsDoneBoth': `select u.id as "user", u.name as user_name, d.row_id as "row", d.one, d.other, d.done_at from (
        select k.user_id, ch.row_id, min(case when {in k.operation :one} then k.operation end) as one, min(case when {in k.operation :other} then k.operation end) as other, max(k.at) as done_at
        from changes ch join calls k on k.seq = ch.call_seq
        where ch.record = :record and ({in k.operation :one} or {in k.operation :other}) group by k.user_id, ch.row_id
      ) d join users u on cast(u.id as text) = d.user_id where d.one is not null and d.other is not null order by d.done_at desc, d.row_id limit :limit`,
    'people.userCount': `select count(*) as users from users`,
    // Roles are kept as a list of codes in JSON, and a code holds neither quotes nor escapes.
    'people.activeHolders': `select u.id as "user" from users u where u.active and replace(u.roles, '"' || :role || '"', '') <> u.roles`,
    'people.rolesSavedByPeople': `select distinct c.row_id as role from changes c join calls k on k.seq = c.call_seq where c.record = 'roles' and k.operation = 'people.saveRole'`,
    'people.identitiesOf': `select o.hash, o.openid_issuer from outside_identities o where o."user" = :user order by o.hash`,
    'people.recoveryCodesOf': `select r.hash, r.used_at from recovery_codes r where r."user" = :user order by r.hash`,
    'people.sessionsOf': `select s.hash, s.label, s.created_at, s.seen_at, s.expires_at from sessions s where s."user" = :user order by s.seen_at desc, s.hash`,
    'people.tokensOf': `select t.hash, t.label, t.created_at, t.expires_at, t.scopes from tokens t where t."user" = :user order by t.created_at desc, t.hash`,
  },
}
