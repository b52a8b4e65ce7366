import { operations as own } from '../../../core/harmony.ts'
import type { Operation } from '../../../core/kernel/operation.ts'
import type { Page } from '../../../main/sync/replica.ts'
import { SyncRefusal, type PullReply, type Push, type PushReply } from '../../../main/sync/messages.ts'
import type { Session } from '../../../main/storage/session.ts'
import { begins } from './company.ts'
import type { DeviceMachine } from './device-process.ts'
import type { Bent } from './network.ts'
import type { World } from './simulate.ts'
import { hubRelease, poisons } from './work.ts'

/** A mistake that somebody might make, put into a running world: the simulation must find it. Source: `sync.md` 3.6. */
export interface Mutant {
  readonly name: string
  into(world: World): void
}

type Command = Extract<Operation, { does: 'command' }>
const idOf = (body: string): string => (JSON.parse(body) as { id: string }).id
const each =
  (work: (device: DeviceMachine, world: World) => void) =>
  (world: World): void =>
    world.devices.forEach((device) => work(device, world))

/** What the hub makes of one kind of message of one device. */
const atDoor = (kind: 'push' | 'pull', bent: (device: DeviceMachine, world: World, ...said: Parameters<Bent>) => Promise<unknown>) =>
  each((device, world) => {
    device.door = (what, request, next) => (what === kind ? bent(device, world, what, request, next) : next(...request))
  })
/** What a device makes of sending. */
const sending = (bent: (device: DeviceMachine, request: Push, next: () => Promise<PushReply>) => Promise<PushReply>) =>
  each((device) => {
    device.line = (transport) => ({ ...transport, push: (token, request) => bent(device, request, () => transport.push(token, request)) })
  })
const forget = (device: DeviceMachine, ids: readonly string[]): void => {
  device.disk.version += 1
  device.disk.handle.exec('drop trigger if exists queue_kept')
  for (const id of ids) {
    device.disk.handle.prepare('delete from touched where lseq = (select lseq from queue where id = ?)').run(id)
    device.disk.handle.prepare('delete from queue where id = ?').run(id)
  }
}
const where = (device: DeviceMachine, state: string): string[] =>
  device.disk.rows(`select id from queued where state in (${state})`).map(([id]) => id as string)
/** The hub's statements. */
const statements =
  (bent: (world: World, inner: Session) => Partial<Session>) =>
  (world: World): void => {
    world.hub.between = (inner) => ({ ...inner, ...bent(world, inner) })
  }
const atHub = (world: World, ...bent: Command[]): void => {
  world.hub.operations = new Map([...hubRelease(() => world.hub.die('poison')), ...bent.map((one) => [one.name, one] as const)])
}
const command = (name: string): Command => own.get(name) as Command
const earlierCalls = (sql: string): boolean => sql.startsWith('select id, input_hash, outcome from calls')
/** The look at what came before, outside the transaction. */
const earlierIntents = (sql: string): boolean => sql.startsWith('select i.id, i.body_hash')

export const mutants: readonly Mutant[] = [
  {
    name: 'outbox-deleted-on-send',
    into: sending((device, request, next) => {
      const answer = next()
      forget(device, request.intents.map(({ body }) => idOf(body))) // prettier-ignore
      return answer
    }),
  },
  {
    name: 'no-dedupe',
    into: statements((_world, inner) => ({
      rows: async (sql, ...more) => (earlierCalls(sql) || earlierIntents(sql) ? [] : inner.rows(sql, ...more)),
    })),
  },
  {
    name: 'dedupe-check-outside-tx',
    // Whoever looks before the transaction does not see what was committed a moment ago, and the table has no key that says so.
    into: statements((world, inner) => ({
      rows: async (sql, ...more) => {
        const found = await inner.rows(sql, ...more)
        const intent = earlierIntents(sql)
        if (!intent && !earlierCalls(sql)) return found
        const before = new Date(begins + world.clockwork.now - 2_000).toISOString()
        const callOf = (id: unknown): unknown => (intent ? `intent/${String(id)}` : id)
        return found.filter(([id]) => (world.hub.disk.rows('select at from calls where id = ?', [callOf(id)])[0]![0] as string) < before)
      },
      runEach: (sql, ...more) => inner.runEach(sql.replace(/^insert into (?="?(?:intents|calls)\b)/, 'insert or ignore into '), ...more),
    })),
  },
  {
    name: 'feed-serial',
    // A number that was given before the commit: who reads meanwhile goes past what others are about to commit.
    into: atDoor('pull', async (device, world, _kind, request, next) => {
      const reply = (await next(...request)) as PullReply
      if ('reset' in reply) return reply
      const since = new Date(begins + world.clockwork.now - 1_500).toISOString()
      const late = new Map(
        world.hub.disk.rows(`select c.record, c.row_id, l.id from changes c join calls l on l.seq = c.call_seq where l.at > ?`, [since]).map(([record, id, call]) => [`${record}/${id}`, call as string]), // prettier-ignore
      )
      const own = (call: string): boolean => world.witness.promised.get(call.replace('intent/', ''))?.device === device
      return {
        ...reply,
        rows: reply.rows.filter((row) => !late.has(`${row.record}/${row.id}`) || own(late.get(`${row.record}/${row.id}`)!)),
      }
    }),
  },
  {
    name: 'cursor-before-apply',
    into: each((device, { clockwork }) => {
      device.bend = ({ device: field, database }) => {
        const { replica } = field!
        const apply = replica.apply
        Object.assign(replica, {
          apply: async (page: Page, scope: never) => {
            await database.transact((session) => session.run(`update device_state set value = ? where key = 'since' and value = ?`, [String(page.next), String(page.from)])) // prettier-ignore
            await clockwork.sleep(3)
            return apply({ ...page, from: page.next }, scope)
          },
        })
      }
    }),
  },
  {
    name: 'overlay-dropped-on-ack',
    into: each((device) => {
      device.bend = ({ device: field, database }) => {
        const { replica } = field!
        const decide = replica.decide
        Object.assign(replica, {
          decide: async (verdicts: never) => {
            await decide(verdicts)
            await database.transact((session) => session.run(`update queue_standing set feed_seq = -1 where state = 'applied'`))
            const since = Number(device.state('since'))
            await replica.apply(
              { epoch: Number(device.state('epoch')), from: since, next: since, rows: [], names: {} },
              { user: '', territories: null, entities: 'all', permits: new Set() },
            )
          },
        })
      }
    }),
  },
  {
    name: 'lww-overwrite',
    into: (world) => {
      const { edits: _, ...rest } = command('customers.saveContact')
      atHub(world, rest as Command)
    },
  },
  {
    name: 'number-max-plus-one',
    into: (world) => {
      world.hub.disk.handle.exec('drop index if exists orders_number')
      const given = new Map<string, { at: number; rows: readonly unknown[][] }>()
      statements((_world, inner) => ({
        rows: async (sql, values, steady) => {
          const found = await inner.rows(sql, values, steady)
          if (!/from number_series/.test(sql)) return found
          const key = JSON.stringify(values)
          const before = given.get(key)
          if (before && world.clockwork.now - before.at < 600_000) return before.rows as never
          given.set(key, { at: world.clockwork.now, rows: found as unknown[][] })
          return found
        },
      }))(world)
    },
  },
  { name: 'migration-drops-outbox', into: each((device) => (device.upgraded = () => forget(device, where(device, `'saved'`)))) },
  {
    name: 'reject-drops-intent',
    into: statements((_world, inner) => ({
      runEach: async (sql, ...more) => (/^insert into "?attentions/.test(sql) ? undefined : inner.runEach(sql, ...more)),
    })),
  },
  {
    name: 'terms-latest',
    into: (world) => {
      const capture = command('orders.capture')
      const newest = (change: any) => (change.does === 'add' && change.kind.record === 'signatures' ? { ...change, row: { ...change.row, clauses: change.row.clauses.map((clause: object) => ({ ...clause, version: 99 })) } } : change) // prettier-ignore
      const decide: Command['decide'] = (input, facts, now) => {
        const decision = capture.decide(input, facts, now)
        return 'changes' in decision ? { ...decision, changes: decision.changes.map(newest) } : decision
      }
      atHub(world, { ...capture, decide })
    },
  },
  {
    name: 'dedupe-by-device-seq',
    into: (world) => {
      const last = new Map<string, number>()
      atDoor('push', async (device, { witness }, _kind, [token, request], next) => {
        const { intents, ...rest } = request as Push
        const place = (body: string): number => witness.promised.get(idOf(body))?.lseq ?? Infinity
        const known = intents.filter(({ body }) => place(body) <= (last.get(device.name) ?? 0))
        const reply = (await next(token, { ...rest, intents: intents.filter((one) => !known.includes(one)), hole: true })) as PushReply
        for (const { id } of reply.results) last.set(device.name, Math.max(last.get(device.name) ?? 0, witness.promised.get(id)?.lseq ?? 0))
        const replayed = known.map(({ body }) => ({
          id: idOf(body),
          state: 'applied',
          code: null,
          about: {},
          result: null,
          merged: [],
          attention: null,
        }))
        return { ...reply, results: [...replayed, ...reply.results] }
      })(world)
    },
  },
  { name: 'no-epoch-check', into: (world) => void (world.hub.newEpoch = () => Promise.resolve()) },
  { name: 'ack-before-fsync', into: each((device) => (device.disk.lazy = true)) },
  {
    name: 'blob-freed-on-order-ack',
    into: each((device) => {
      const look = device.disk.committed
      device.disk.committed = () => {
        look()
        const freed = device.disk.rows(`select id from queued where state = 'applied' and operation = 'orders.capture'`).length > 0
        if (freed) device.disk.handle.exec('delete from files')
      }
    }),
  },
  {
    name: 'scope-change-wipes-outbox',
    into: each((device) => {
      device.bend = ({ device: field }) => {
        const begin = field!.replica.beginLoading
        Object.assign(field!.replica, {
          beginLoading: () => {
            forget(device, where(device, `'saved', 'applied', 'attention'`))
            return begin()
          },
        })
      }
    }),
  },
  {
    name: '401-is-reject',
    into: sending(async (device, request, next) => {
      try {
        return await next()
      } catch (error) {
        if (error instanceof SyncRefusal && error.status === 401) forget(device, request.intents.map(({ body }) => idOf(body))) // prettier-ignore
        throw error
      }
    }),
  },
  {
    name: 'poison-blocks-queue',
    into: atDoor('push', (_device, _world, _kind, request, next) => {
      if ((request[1] as Push).intents.some(({ body }) => body.includes(poisons.load) || body.includes(poisons.decide)))
        throw new Error('status 500')
      return next(...request)
    }),
  },
  {
    name: 'stale-pull-applied',
    into: each((device, { network, clockwork }) => {
      // Whatever cache stands on the way: it needs one for a page to come twice.
      network.weather = { ...network.weather, stale: clockwork.dice.comes(0.3) ? 0.1 : network.weather.stale }
      device.bend = ({ device: field, database }) => {
        const { apply } = field!.replica
        Object.assign(field!.replica, {
          apply: async (page: Page, scope: never) => {
            const newest = Math.max(Number(device.state('since')), page.next)
            const set = (since: number): Promise<number> => database.transact((session) => session.run(`update device_state set value = ? where key = 'since'`, [String(since)])) // prettier-ignore
            await set(page.from)
            const applied = await apply({ ...page, epoch: Number(device.state('epoch')) }, scope)
            await set(newest)
            return applied
          },
        })
      }
    }),
  },
  {
    name: 'repush-renumbers',
    // What was shown before the restore is not said with what is sent again.
    into: atDoor('push', (_device, _world, _kind, [token, request], next) => {
      const { intents, ...rest } = request as Push
      return next(token, { ...rest, intents: intents.map(({ body, signature }) => ({ body, signature })) })
    }),
  },
  {
    name: 'laptops-say-no-numbers',
    // What other laptops had read before the restore is not asked for.
    into: atDoor('push', (_device, _world, _kind, [token, request], next) => {
      const { papers: _, ...rest } = request as Push
      return next(token, rest)
    }),
  },
  {
    name: 'side-effect-outside-tx',
    into: (world) => {
      const save = command('customers.saveContact')
      const decide: Command['decide'] = (input, facts, now) => {
        const decision = save.decide(input, facts, now)
        // A message goes out as soon as it is decided.
        if ('changes' in decision && input.id === null)
          world.witness.sent.set(input.name as string, (world.witness.sent.get(input.name as string) ?? 0) + 1)
        return decision
      }
      atHub(world, { ...save, decide })
    },
  },
  {
    name: 'partial-batch-acked',
    into: sending(async (_device, request, next) => {
      const reply = await next()
      const told = new Set(reply.results.map(({ id }) => id))
      const rest = request.intents.map(({ body }) => idOf(body)).filter((id) => !told.has(id))
      const missing = [...rest, ...reply.results.filter(({ state }) => state !== 'applied' && state !== 'attention').map(({ id }) => id)]
      const fine = reply.results.filter(({ state }) => state === 'applied' || state === 'attention')
      return {
        ...reply,
        results: [
          ...fine,
          ...missing.map((id) => ({ id, state: 'applied' as const, code: null, about: {}, result: null, merged: [], attention: null })),
        ],
      }
    }),
  },
  {
    name: 'no-device-order',
    // Two requests of one device side by side, and nobody looks at the chain.
    into: atDoor('push', async (_device, { clockwork }, _kind, [token, request], next) => {
      const { intents, ...rest } = request as Push
      if (intents.length < 2) return next(token, { ...rest, intents, hole: true })
      const half = Math.ceil(intents.length / 2)
      const alone = async (some: Push['intents'], late: number): Promise<PushReply> => {
        await clockwork.sleep(clockwork.dice.throw() * late)
        return (await next(token, { ...rest, intents: some, hole: true })) as PushReply
      }
      const [first, second] = await Promise.all([alone(intents.slice(0, half), 100), alone(intents.slice(half), 100)])
      return { ...second, results: [...first.results, ...second.results] }
    }),
  },
  {
    name: 'restore-reuses-numbers',
    into: (world) =>
      void (world.hub.newEpoch = (harmony) =>
        harmony.database.transact((session) =>
          session.run(`insert into settings (key, value) values ('sync.epoch', ?) on conflict (key) do update set value = excluded.value`, [
            String(1_000 + (world.clockwork.counted['restored'] ?? 0)),
          ]),
        )),
  },
  {
    name: 'forget-on-ack',
    into: each((device) => {
      const look = device.disk.committed
      device.disk.committed = () => {
        look()
        forget(device, where(device, `'settled'`))
      }
    }),
  },
  {
    name: 'attention-no-bump',
    into: atDoor('pull', async (_device, _world, _kind, request, next) => {
      const reply = (await next(...request)) as PullReply
      return 'reset' in reply ? reply : { ...reply, rows: reply.rows.filter((row) => row.record !== 'attentions') }
    }),
  },
]
export const mutantNamed = (name: string): Mutant | undefined => mutants.find((mutant) => mutant.name === name)
