import { hash } from 'node:crypto'
import type { Column } from '../../../main/storage/columns.ts'
import { digestOf, ownerColumn } from '../../../main/storage/feed.ts'
import { heldBy, inScopeSql, type Scope } from '../../../main/storage/scope.ts'
import { binder } from '../../../main/storage/session.ts'
import { tableOf } from '../../../main/storage/tables.ts'
import { verifySent } from '../../../main/sync/verify-sent.ts'
import { modules } from '../../../core/harmony.ts'
import { users } from '../../../core/people/user.ts'
import { expandPermits } from '../../../core/people/permits.ts'
import { allPermits } from '../../../core/harmony.ts'
import { roles } from '../../../core/people/user.ts'
import type { DeviceMachine } from './device-process.ts'
import type { Disk } from './disk.ts'
import { resolveOne } from './office.ts'
import { rowsOn } from './rows.ts'
import type { World } from './simulate.ts'

const held = heldBy(modules)
/** Nobody changes these here, and they are most of a copy: the product's own seal looks at them. */
const still = new Set(['rates', 'products', 'productVersions', 'clauses', 'taxCodes', 'indexSeries', 'indexValues', 'incidents'])
const moving = { ...held, of: (scope: Parameters<typeof held.of>[0]) => held.of(scope).filter((kind) => !still.has(kind.record)) }
/** Rounds after which a healthy network must have brought everything to its end. */
const rounds = 15

/** The faults stop, everything starts again, and the world must come to rest: then both sides say the same, and everything has an end. */
export async function atRest(world: World): Promise<void> {
  const { clockwork, hub, devices, network, witness } = world
  clockwork.calm = true
  clockwork.note('calm')
  network.heal()
  for (const machine of [hub, ...devices]) machine.process!.fuse = Infinity
  // Whatever was about to start again has started.
  await clockwork.run(clockwork.now + 400_000)
  if (!(await settled(world, 'delivered'))) return
  everythingEnded(world)
  await witness.look()
  if (witness.failed) return
  for (let left = 1, tries = 0; left > 0 && tries < 200; tries++) left = await inTime(world, resolveOne(world))
  if (!(await settled(world, 'decided'))) return
  await filesThere(world)
  await witness.look()
  await inStep(world)
  if (witness.failed) return
  clockwork.count('forgotten', forgotten(world))
  clockwork.count('files', [...witness.promised.values()].filter(({ file }) => file !== null).length)
  feedWhole(world)
  appliedOnce(world)
  toldOnce(world)
  inOrder(world)
  witness.numbersToldOf()
  optOuts(world)
  await signed(world)
  await books(world)
}

/** Waits for something that takes virtual time. */
async function inTime<T>({ clockwork }: World, work: Promise<T>): Promise<T> {
  let done = false
  void work.finally(() => (done = true))
  for (let tries = 0; !done && tries < 2_000; tries++) await clockwork.run(clockwork.now + 50, () => done)
  if (!done) throw new Error('bug: work that never ends')
  return work
}

async function settled(world: World, what: string): Promise<boolean> {
  const { devices, witness } = world
  for (const device of devices) {
    let quiet = false
    for (let i = 0; i < rounds && !quiet; i++) {
      while (!world.hub.up || !device.harmony) await world.clockwork.run(world.clockwork.now + 5_000)
      const round = await inTime(world, device.sync(false))
      const waiting = device.disk.rows(
        `select count(*) from queue_standing where state = 'saved' ${what === 'decided' ? `or state <> 'settled'` : ''}`,
      )[0]![0]
      quiet =
        round !== undefined && (round.stopped !== null ? round.left === 0 || round.stopped === 'lost' : waiting === 0 && round.got === 0)
    }
    if (quiet) continue
    const stuck = device.disk.rows(`select lseq, operation, state, hold, ack_epoch, feed_seq from queued where state <> 'settled'`)
    witness.fault(
      'I10 a device does not come to rest',
      `${device.name} ${what}: ${JSON.stringify(stuck)} ${JSON.stringify(device.disk.rows('select intent, kind, state from attentions'))} ${JSON.stringify(device.disk.rows(`select id from queue where state <> 'settled'`))} since ${device.state('since')} epoch ${device.state('epoch')}`,
    )
  }
  return !witness.failed
}

/** In a healthy network every file that captured work names comes to the hub, whole and by its hash. */
async function filesThere(world: World): Promise<void> {
  const { hub, witness, devices } = world
  for (const device of devices) for (let i = 0; i < rounds && device.filesLeft > 0; i++) await inTime(world, device.sync(false))
  const there = new Set(hub.disk.rows('select id from intents').map(([id]) => id as string))
  for (const one of witness.promised.values()) {
    if (one.file === null || !there.has(one.id) || one.device.stopped === 'lost') continue
    const [row] = hub.disk.rows('select bytes from files where hash = ?', [one.file]) as unknown as [Buffer][]
    if (!row) witness.fault('I9 a file never came to the hub', `${one.device.name} ${one.id} ${one.file.slice(0, 12)}`)
    else if (sha256(row[0]) !== one.file) witness.fault('I9 a file is another one at the hub', `${one.device.name} ${one.id}`)
  }
}
const sha256 = (bytes: Buffer): string => hash('sha256', bytes, 'hex')

/** How much devices forgot that they had captured, for a verified backup holds it. */
const forgotten = ({ devices, witness }: World): number => {
  const kept = new Set(devices.flatMap(({ disk }) => disk.rows('select id from queue').map(([id]) => id as string)))
  return [...witness.promised.values()].filter(({ id, gone }) => !gone && !kept.has(id)).length
}

/** Every intent has its end at the hub; what waits for a person is seen by both sides. */
function everythingEnded({ hub, witness }: World): void {
  const there = new Map<string, string>()
  for (const [id, state, body] of hub.disk.rows('select id, state, body from intents') as [string, string, string][]) {
    there.set(id, state)
    if (witness.promised.get(id)?.body !== body) witness.fault('I1 the hub has what nobody captured', id)
  }
  for (const one of witness.promised.values()) {
    if (one.gone) continue
    const state = there.get(one.id)
    if (state === undefined) {
      if (one.device.stopped !== 'lost')
        witness.fault('I1 an intent never came to the hub', `${one.device.name} ${one.operation} ${one.id}`)
      continue
    }
    if (state !== 'attention') continue
    if (hub.disk.rows(`select 1 from attentions where intent = ? and kind = 'decide'`, [one.id]).length === 0)
      witness.fault('I1 an intent was refused without a task', `${one.operation} ${one.id}`)
    if (one.device.stopped || one.device.rolled) continue
    const queued = one.device.disk.rows('select state from queued where id = ?', [one.id])[0]?.[0]
    const seen = one.device.disk.rows(`select state from attentions where intent = ? and kind = 'decide'`, [one.id])[0]?.[0]
    if (seen === undefined || (seen !== 'resolved' && queued !== 'attention'))
      witness.fault(
        'I1 what waits for a person is not seen on the device',
        `${one.device.name} ${one.operation} ${one.id} ${String(queued)} ${String(seen)}`,
      )
  }
}

/** Both sides hold the same, by a look from outside and by the product's own seal. */
async function inStep(world: World): Promise<void> {
  const { hub, devices, witness } = world
  const known = await rowsOn(hub.disk, users)
  const permitsOf = new Map((await rowsOn(hub.disk, roles)).map((role) => [role['code'] as string, role['permits'] as string[]]))
  const atHub = said(hub.disk)
  for (const device of devices) {
    if (device.stopped) continue
    const user = known.find((row) => row['id'] === device.state('user'))!
    if (!user['active']) continue
    const permits = expandPermits(
      (user['roles'] as string[]).flatMap((role) => permitsOf.get(role) ?? []),
      allPermits,
    )
    const scope = { user: user['id'], territories: user['territories'], entities: user['entities'] ?? 'all', permits }
    if (!(await equal(atHub, hub.disk, device.disk, scope as never)))
      witness.fault('I4 the copy differs from the hub', `${device.name}: ${await difference(world, device, scope)}`)
    const strangers = outside(device, scope)
    if (strangers !== undefined) witness.fault('I8 a row outside the scope', `${device.name}: ${strangers}`)
  }
  if (witness.failed) return
  // The product's own comparison is dear: one device of some schedules stands for all.
  for (const device of world.clockwork.dice.comes(0.35) ? [world.clockwork.dice.one(devices)] : []) {
    if (device.stopped || !known.find((row) => row['id'] === device.state('user'))!['active']) continue
    const round = await inTime(world, device.sync(true))
    if (!round?.inStep) witness.fault('I4 the seal does not see that both are in step', `${device.name} ${JSON.stringify(round)}`)
  }
}
/** Says the same of both: as the columns lie, and where those differ by the product's own fingerprint. */
async function equal(atHub: Said, hub: Disk, device: Disk, scope: Scope): Promise<boolean> {
  const looks = moving.of(scope).flatMap((kind) => {
    const { name, key, columns } = tableOf(kind, 'sqlite')
    const b = binder('sqlite')
    const rows = `from ${name} t where ${inScopeSql(kind, 't', scope, moving, b)}`
    const own = { sql: textOf(columns, `(select t.* ${rows} order by t.${key.quoted})`), values: b.values }
    const parts = moving.partsOf(kind).map((part) => {
      const table = tableOf(part, 'sqlite')
      const owner = ownerColumn(part, { dialect: 'sqlite' }).quoted
      const sorted = `(select * from ${table.name} where ${owner} in (select t.${key.quoted} ${rows}) order by ${owner}, ${table.list})`
      return { sql: textOf(table.columns, sorted), values: b.values }
    })
    return [own, ...parts]
  })
  if (looks.every(({ sql, values }) => atHub(sql, values) === device.rows(sql, values)[0]![0])) return true
  return (await digestOf(hub.session, moving, scope)) === (await digestOf(device.session, moving, scope))
}
type Said = (sql: string, values: readonly unknown[]) => unknown
/** What a disk answers while nothing writes to it: much of what two devices hold is the same. */
function said(disk: Disk): Said {
  const known = new Map<string, unknown>()
  return (sql, values) => {
    const key = JSON.stringify([sql, values])
    if (!known.has(key)) known.set(key, disk.rows(sql, values)[0]![0])
    return known.get(key)
  }
}
const textOf = (columns: readonly Column[], from: string): string =>
  `select json_group_array(json_array(${columns.map((c) => c.quoted).join(', ')})) from ${from}`
async function difference({ hub }: World, device: DeviceMachine, scope: object): Promise<string> {
  for (const kind of held.of(scope as never)) {
    const one = { ...held, of: () => [kind] }
    if ((await digestOf(hub.disk.session, one, scope as never)) === (await digestOf(device.disk.session, one, scope as never))) continue
    const [ours, mine] = [await rowsOn(hub.disk, kind), await rowsOn(device.disk, kind)]
    const texts = new Map(ours.map((row) => [row[kind.key] as string, JSON.stringify(row)]))
    for (const row of mine) {
      const theirs = texts.get(row[kind.key] as string)
      texts.delete(row[kind.key] as string)
      if (theirs !== JSON.stringify(row)) return `${kind.record}: ${JSON.stringify(row).slice(0, 600)} instead of ${theirs?.slice(0, 600)}`
    }
    return `${kind.record}, or its parts: ${mine.length} rows of ${ours.length} at the hub; missing, if in scope: ${[...texts.values()].slice(0, 3).join(' ').slice(0, 600)}`
  }
  return 'nothing'
}
function outside(device: DeviceMachine, scope: object): string | undefined {
  const inside = new Set(held.of(scope as never))
  const strange = held.kinds.filter((kind) => !inside.has(kind))
  return strange.find((kind) => device.disk.rows(`select 1 from ${tableOf(kind, 'sqlite').name} limit 1`).length > 0)?.record
}

/** The feed has no gap. */
function feedWhole({ hub, witness }: World): void {
  const [[least, most, count]] = hub.disk.rows('select min(seq), max(seq), count(*) from changes') as [[number, number, number]]
  if (most - least + 1 !== count) witness.fault('I12 the feed has a gap', `${least} to ${most}, ${count} changes`)
}
/** Nothing was done twice. */
function appliedOnce({ hub, witness }: World): void {
  for (const [id, times] of hub.disk.rows(
    `select row_id, count(*) from changes where record = 'intents' group by row_id having count(*) > 1`,
  ))
    witness.fault('I2 an intent was taken in twice', `${id as string}, ${times as number} times`)
  for (const [mark, times] of hub.disk.rows(
    `select reference, count(*) from fund_movements where reference like 'm%' group by reference, fund, act having count(*) > 1`,
  ))
    witness.fault('I2 drawn twice', `${mark as string}, ${times as number} times`)
  for (const [name, times] of hub.disk.rows(
    `select name, count(*) from contacts where name like 'Contact m%' group by name having count(*) > 1`,
  ))
    witness.fault('I2 made twice', `${name as string}, ${times as number} times`)
  for (const [mark, times] of hub.disk.rows(`select source_id, count(*) from time_entries group by source_id having count(*) > 1`))
    witness.fault('I2 recorded twice', `${mark as string}, ${times as number} times`)
}
/** Whatever was told to the world outside was told once, and of what stands. */
function toldOnce({ hub, witness }: World): void {
  for (const [what, times] of witness.sent) {
    if (times > 1) witness.fault('I2 an effect was repeated', `${what}, ${times} times`)
  }
  for (const [about, times] of hub.disk.rows(
    `select about, count(*) from events where event in ('sync.applied', 'sync.parked') group by json_extract(about, '$.intent') having count(*) > 1`,
  ))
    witness.fault('I2 told twice', `${about as string}, ${times as number} times`)
}
/** Intents of a device were taken in in the order of its chain. */
function inOrder({ hub, witness }: World): void {
  const place = new Map(
    hub.disk
      .rows(`select row_id, min(seq) from changes where record = 'intents' group by row_id`)
      .map(([id, seq]) => [id as string, seq as number]),
  )
  for (const one of witness.promised.values()) {
    const [own, before] = [place.get(one.id), one.previous === null ? undefined : place.get(one.previous)]
    if (own === undefined) continue
    if (before !== undefined && before > own) witness.fault('I11 out of order', `${one.previous} after ${one.id}`)
    const known = one.previous === null ? undefined : witness.promised.get(one.previous)
    if (before === undefined && known && !known.gone) witness.fault('I11 before what it follows', `${one.id} without ${one.previous}`)
  }
}
/** Whoever opted out is out. */
function optOuts({ hub, witness }: World): void {
  for (const one of witness.promised.values()) {
    if (one.operation !== 'opportunities.recordConsent' || one.gone) continue
    const { input } = JSON.parse(one.body) as { input: { act: string; contact: string; channel: string; source: string } }
    if (input.act !== 'withdrawn' || hub.disk.rows(`select 1 from intents where id = ? and state = 'applied'`, [one.id]).length === 0)
      continue
    const stands = hub.disk.rows(
      `select 1 from consent_events e where e.source = ? and e.contact = ? and e.channel = ? and e.act = 'withdrawn' and not exists (select 1 from consent_events y where y.answers = e.id)`,
      [input.source, input.contact, input.channel],
    )
    if (stands.length === 0) witness.fault('I5 an opt-out was undone', `${input.contact} ${input.channel}`)
  }
}
/** Whatever laptops signed together, the hub can prove of each intent. */
async function signed(world: World): Promise<void> {
  const { hub, network, witness } = world
  const wrong = network.together === null ? null : await inTime(world, verifySent(hub.harmony!.database))
  if (wrong) witness.fault('I5 what the hub keeps is not what a laptop signed', JSON.stringify(wrong))
}
/** The books hold. */
async function books(world: World): Promise<void> {
  const { hub, witness, clockwork } = world
  const checks = clockwork.dice.comes(0.1) ? null : ['audit.journalsBalance', 'audit.fundsAgree', 'audit.balancesAgree']
  const audit = await inTime(world, hub.office('audit.check', { checks }))
  if (audit?.ok !== true)
    witness.fault(
      'the books do not hold',
      JSON.stringify(audit?.checks?.filter((check: { ok: boolean }) => !check.ok) ?? audit, (_key, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      ),
    )
}
