import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../../main/storage/connect.ts'
import type { Session } from '../../../main/storage/session.ts'

/** A connection of its own, by which the server is asked who waits. */
type Looking = Pick<ReturnType<Database['listener']>, 'query'>

/** Milliseconds after which a statement that has not come back is asked after: does it wait for a lock? */
const patience = 4
/** Milliseconds after which a schedule is stuck. */
const longest = 5_000

/** Who goes first, and after how many of the own statements since the last change the other one goes on. */
export interface Schedule {
  readonly first: 0 | 1
  readonly changes: readonly number[]
}
export interface Played<T> {
  /** What each came to. */
  readonly results: readonly PromiseSettledResult<T>[]
  /** The changes of the schedule that took place: both were there to go on. */
  readonly changes: number
  /** Statements and ends of transactions of each, in the order in which they ran: `0 begin`. */
  readonly steps: readonly string[]
}

interface Waiting {
  readonly what: string
  go(): void
}
/** One of the two whose statements are interleaved. */
class Actor {
  readonly waiting: Waiting[] = []
  readonly sessions = new Set<number>()
  under = 0
  done = false
  /** Nothing holds it up any more: the schedule is over. */
  private free = false
  /** Waits here until the stage lets it go on. */
  async turn(what: string): Promise<void> {
    if (this.free) this.under += 1
    else await new Promise<void>((go) => this.waiting.push({ what, go }))
  }
  letGo(): void {
    this.free = true
    for (const { go } of this.waiting.splice(0)) {
      this.under += 1
      go()
    }
  }
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    await this.turn(what)
    try {
      return await work()
    } finally {
      this.under -= 1
    }
  }
  get ready(): boolean {
    return !this.done && this.under === 0 && this.waiting.length > 0
  }
}

/**
 * Steps two works that use databases through it statement by statement: one goes on at a time, in the order that a schedule says. Who waits for a lock of the other
 * gives way until it is given. Everything else, that neither of the two does, passes freely.
 */
export class Stage {
  private readonly playing = new AsyncLocalStorage<Actor>()
  private readonly looking: Looking
  /** `looking`: a connection of its own, by which the server is asked who waits. */
  constructor(looking: Looking) {
    this.looking = looking
  }

  /** A database whose statements are stepped. */
  through(database: Database): Database {
    return {
      ...database,
      transact: async (body, within) => {
        const actor = this.playing.getStore()
        if (!actor) return database.transact(body, within)
        let ended: { committed(): void } | undefined
        try {
          return await database.transact(async (session) => {
            await actor.step('begin', async () => undefined)
            let process = 0
            const known = async (sql: string): Promise<void> => {
              // It must be the first of its transaction, and a transaction that only reads waits for no row.
              if (process !== 0 || sql.startsWith('set transaction')) return
              const [row] = await session.rows('select pg_backend_pid()')
              actor.sessions.add((process = Number(row![0])))
            }
            const result = await body(stepped(session, actor, known))
            // The commit itself runs after this body: it counts as under way until it is over.
            await actor.turn('commit')
            ended = { committed: () => void (actor.under -= 1) }
            actor.sessions.delete(process)
            return result
          }, within)
        } finally {
          ended?.committed()
        }
      },
      read: (body, within) => {
        const actor = this.playing.getStore()
        return database.read((session) => body(actor ? stepped(session, actor) : session), within)
      },
    }
  }

  async play<T>(works: readonly [() => Promise<T>, () => Promise<T>], { first, changes }: Schedule): Promise<Played<T>> {
    const actors = works.map(() => new Actor())
    const running = works.map((work, i) => this.playing.run(actors[i]!, work).finally(() => (actors[i]!.done = true)))
    const settled = Promise.allSettled(running)
    const steps: string[] = []
    const left = [...changes]
    let [current, own, changed]: [number, number, number] = [first, 0, 0]
    const until = performance.now() + longest
    while (actors.some(({ done }) => !done)) {
      const ready = await this.quiet(actors, until)
      if (!ready) {
        for (const actor of actors) actor.letGo()
        await settled
        throw new Error(`stuck after ${steps.slice(-8).join(' | ')}`)
      }
      const other = 1 - current
      if (own === left[0] && ready[current] && ready[other]) {
        left.shift()
        ;[current, own] = [other, 0]
        changed += 1
      } else if (!ready[current]) {
        if (!ready[other]) continue
        ;[current, own] = [other, 0]
      }
      const next = actors[current]!.waiting.shift()!
      actors[current]!.under += 1
      own += 1
      steps.push(`${current} ${next.what}`)
      next.go()
    }
    // What a work woke goes on by itself.
    for (const actor of actors) actor.letGo()
    return { results: await settled, changes: changed, steps }
  }

  /** Waits until each has come to its next step, is done or waits for a lock. Answers who can go on; `undefined` when nobody ever will. */
  private async quiet(actors: readonly Actor[], until: number): Promise<boolean[] | undefined> {
    let since = performance.now()
    for (;;) {
      // The server needs the processor too.
      await (performance.now() - since < 1 ? turn() : sleep(1))
      const open = actors.filter((actor) => !actor.done && !actor.ready)
      if (open.length === 0) break
      if (performance.now() > until) return undefined
      if (performance.now() - since < patience) continue
      const stuck = await Promise.all(open.map((actor) => this.waits(actor)))
      if (stuck.every(Boolean) && open.length < actors.length) break
      since = performance.now()
    }
    return actors.map(({ ready }) => ready)
  }
  private async waits({ sessions, under }: Actor): Promise<boolean> {
    if (under === 0 || sessions.size === 0) return false
    const { rows } = await this.looking.query(`select 1 from pg_stat_activity where pid = any($1) and wait_event_type = 'Lock'`, [[...sessions]]) // prettier-ignore
    return rows.length > 0
  }
}

/** What a step is called: the beginning of its statement. */
const called = (sql: string): string => sql.replace(/\s+/g, ' ').slice(0, 60)
/** How a process hears of what was committed: beside the work that woke it, and in its own time. */
const isListening = (sql: string): boolean => /^select (seq, operation from calls|call_seq, )/.test(sql)

function stepped(session: Session, actor: Actor, known = async (_sql: string): Promise<void> => undefined): Session {
  const step = <T>(sql: string, work: () => Promise<T>): Promise<T> => actor.step(called(sql), () => known(sql).then(work))
  return {
    ...session,
    rows: (sql, values, steady) => {
      const work = (): ReturnType<Session['rows']> => session.rows(sql, values, steady)
      return isListening(sql) ? work() : step(sql, work)
    },
    run: (sql, values, steady) => step(sql, () => session.run(sql, values, steady)),
    runEach: (sql, rows, valuesOf) => step(sql, () => session.runEach(sql, rows, valuesOf)),
    script: (sql) => step(sql, () => session.script(sql)),
    copy: (table, columns, rows, lineOf) => step(`copy ${table}`, () => session.copy(table, columns, rows, lineOf)),
    alone: (work) => session.alone((own) => work(stepped(own, actor, known))),
  }
}
