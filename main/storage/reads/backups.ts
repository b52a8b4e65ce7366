import type { Reads } from './registry.ts'

export const backupsReads: Reads = {
  views: {
    'backups.list': `select b.id, b.asked_at, b.state, b."trigger", b.requester, b.ended_at, b.path, b.size, b."rows", b.verified_at, b.fault, b.hash, b.removed_at
      from backups b`,
    'backups.merges': `select m.id, m.opened_at, m.name, m.state, m.taken_at, m.opened_by, m.calls, m.done_at, m.done_by, m.fault from merges m`,
  },
  questions: {},
}
