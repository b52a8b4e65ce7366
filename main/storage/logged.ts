import type { PersonWord } from '../../core/kernel/forgetting.ts'
import type { Database } from './connect.ts'
import type { Answerer } from './reads/registry.ts'
import { inLog } from './redacting.ts'

/** What the log says of a person, and the logs of companies that were bought. */
export const loggedAnswerers = (database: Database): Readonly<Record<string, Answerer>> => ({
  'privacy.logged': async ({ rows, words }) => {
    const about = { rows: rows as readonly string[], words: words as readonly PersonWord[] }
    const found = await database.read((session) => inLog(session, about, database.foldCollation), 'all')
    return found.map(({ merge, seq, call, events }) => ({
      merge,
      seq,
      at: call.at,
      operation: call.operation,
      user: call.user,
      outcome: JSON.parse(call.outcome) as unknown,
      events: events.map(({ event, about: said }) => ({ event, about: JSON.parse(said) as unknown })),
    }))
  },
})
