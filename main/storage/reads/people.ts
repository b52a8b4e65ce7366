import type { Reads } from './registry.ts'

export const peopleReads: Reads = {
  views: {
    'people.users': `select u.id, u.login, u.name, u.email, u.title, u.roles, u.entities, u.active from users u`,
  },
  questions: {
    'people.userCount': `select count(*) as users from users`,
    // Roles are kept as a list of codes in JSON, and a code holds neither quotes nor escapes.
    'people.activeHolders': `select u.id as "user" from users u where u.active and replace(u.roles, '"' || :role || '"', '') <> u.roles`,
    'people.rolesSavedByPeople': `select distinct c.row_id as role from changes c join calls k on k.seq = c.call_seq where c.record = 'roles' and k.operation = 'people.saveRole'`,
    'people.sessionsOf': `select s.hash, s.label, s.created_at, s.seen_at, s.expires_at from sessions s where s."user" = :user order by s.seen_at desc, s.hash`,
    'people.tokensOf': `select t.hash, t.label, t.created_at, t.expires_at from tokens t where t."user" = :user order by t.created_at desc, t.hash`,
  },
}
