import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runInThisContext } from 'node:vm'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { projectRoot } from '../../main/places.ts'
import { openRoster, type Roster } from '../../main/schedule/roster.ts'
import type { WebhookWork } from '../../main/webhooks/worker.ts'
import { freshHouse, type House } from '../world/house.ts'
import { allowing } from '../world/network-policy.ts'
import { receiver, type Received, type Receiver } from '../world/receiver.ts'
import { stores } from '../world/stores.ts'

const loud = {
  warn: () => undefined,
  error: (facts: object, what: string) => process.stderr.write(`${what} ${JSON.stringify(facts, errors)}\n`),
}
const errors = (_key: string, value: unknown): unknown => (value instanceof Error ? value.stack : value)
const policy = allowing('127.0.0.0/8')
let now = Date.parse('2026-11-30T09:00:00.000Z')
/** Of one key: both hubs are admitted. */
const secretsKey = path.join(tmpdir(), `harmony-webhooks-${process.pid}.key`)
afterAll(() => rmSync(secretsKey, { force: true }))

/** The rule of Standard Webhooks as the handbook shows it: apart from the product, and so that the page is true. */
const shown = /^```js verify\.mjs\n([^]*?)^```/m.exec(readFileSync(path.join(projectRoot(), 'main/handbook/integrate.md'), 'utf8'))![1]!
const script = shown.replace(/^import (.*) from (.*)$/m, 'const $1 = require($2)').replace('export function', 'function')
type Check = (headers: object, body: string, secret: string, now: number) => unknown
const messageOf = (runInThisContext(`(require) => { ${script}; return messageOf }`) as (need: NodeJS.Require) => Check)(require)
const isSigned = ({ headers, body }: Received, secret: string, at = now) => messageOf(headers, body, secret, at) !== undefined

const ids = (some: readonly Received[]) => some.map(({ headers }) => headers['webhook-id'] as string)
const told = (some: readonly Received[]) => some.map(({ body }) => (JSON.parse(body) as { data: { subjects: { id: string }[] } }).data.subjects[0]?.id) // prettier-ignore

describe.each(stores)('webhooks on %s', (dialect) => {
  let house: House
  let target: Receiver
  const clock = () => now
  const hubs: { work: WebhookWork; roster: Roster; harmony: Harmony }[] = []
  const hub = async (harmony: Harmony, patience = 5_000) => {
    const roster = openRoster(harmony.database, { version: 'test', deadAfter: 0, monotonic: () => performance.now() })
    await roster.beat()
    const work = harmony.webhooks!.work({ hub: () => roster.id, log: loud, lookEvery: 1e9, sending: { patience } })
    hubs.push({ work, roster, harmony })
    return { work, roster }
  }
  const settled = () => Promise.all(hubs.map(({ work }) => work.settled()))
  const happens = async (...codes: readonly string[]) => {
    for (const code of codes) await house.do('customers.saveTerritory', { code, name: `Area ${code}` })
  }
  let ada: Pick<House, 'do' | 'refused'>
  const subscribed = (more: object = {}) => ada.do('webhooks.create', { name: 'ERP', url: target.url, events: ['customers.*'], entity: null, inOrder: false, ...more }) as Promise<{ id: string; secret: string }> // prettier-ignore
  const messages = async (webhook: string) => (await house.do('webhooks.messages', { filter: { field: 'webhook', is: 'equal', value: webhook }, order: ['eventSeq'] })).rows as any[] // prettier-ignore

  beforeAll(async () => {
    house = await freshHouse(dialect, 'webhooks', { clock, policy, secretsKey, shape: 'hub' })
    const visitor = house.harmony.visitor({ address: 'here', language: 'en' })
    const input = { name: 'Ada', login: 'ada', password: 'a long sentence to remember' }
    await house.harmony.run({ id: 'set-up', operation: 'people.setUp', input, caller: visitor })
    ada = await house.as('ada')
  }, 60_000)
  beforeEach(async () => {
    target = await receiver()
  })
  afterEach(async () => {
    for (const { work, roster, harmony } of hubs.splice(0)) {
      await work.stop()
      await roster.leave()
      if (harmony !== house.harmony) await harmony.close()
    }
    for (const { id } of (await house.do('webhooks.list')).rows) await house.do('webhooks.remove', { webhook: id })
    await target.close()
  })
  afterAll(() => house?.close())

  it('tells what happens from then on, once, signed, and nothing of before', async () => {
    await happens('BEFORE')
    const { id, secret } = await subscribed()
    await hub(house.harmony)
    await happens('A1', 'A2')
    await settled()
    expect(told(target.all).sort()).toEqual(['A1', 'A2'])
    expect(target.all.every((one) => isSigned(one, secret))).toBe(true)
    expect([isSigned(target.all[0]!, secret, now + 301_000), isSigned(target.all[0]!, secret.replace(/.{6}=*$/, 'AAAAA='))]).toEqual([
      false,
      false,
    ])
    expect(isSigned({ ...target.all[0]!, body: `${target.all[0]!.body} ` }, secret)).toBe(false)
    expect(JSON.parse(target.all[0]!.body)).toMatchObject({ id: ids(target.all)[0], type: 'customers.territorySaved', data: { entity: null, subjects: [{ as: 'territory', record: 'territories' }] } }) // prettier-ignore
    expect(await messages(id)).toMatchObject([{ sending: 'delivered', status: 200, attempts: 1 }, { sending: 'delivered' }])
  })

  it('loses nothing while nobody sends, and tells it in order where that was asked for, around what is not taken at first', async () => {
    const { id } = await subscribed({ inOrder: true })
    await happens('B1', 'B2', 'B3')
    target.answers((_one, sofar) => (sofar <= 2 ? 500 : 200))
    await hub(house.harmony)
    await settled()
    // The first one is not taken: those behind it wait for it, whatever the clock says.
    expect(told(target.all)).toEqual(['B1'])
    expect(await messages(id)).toMatchObject([{ sending: 'failed', status: 500, attempts: 1 }, { sending: 'waiting', attempts: 0 }, { sending: 'waiting' }]) // prettier-ignore
    now += 12_000
    await settled()
    now += 40_000
    await settled()
    expect(told(target.all)).toEqual(['B1', 'B1', 'B1', 'B2', 'B3'])
    expect(new Set(ids(target.all)).size).toBe(3)
  })

  it('lets what is not taken hold up nobody else, and sends it again when the receiver is well', async () => {
    const other = await receiver()
    try {
      const slow = await subscribed({ name: 'slow' })
      const quick = await subscribed({ name: 'quick', url: other.url })
      target.answers(() => 'silence')
      const started = await hub(house.harmony, 300)
      await happens('C1', 'C2', 'C3', 'C4', 'C5', 'C6')
      // All of them at the one, while the other still waits for an answer to its first ones, never to more than four.
      await other.has(6)
      expect((await messages(slow.id)).filter(({ sending }) => sending === 'delivered')).toEqual([])
      expect(target.all.length).toBeLessThanOrEqual(4)
      await started.work.settled()
      expect(await messages(quick.id)).toHaveLength(6)
      expect((await messages(slow.id)).map(({ sending, fault, status }) => [sending, fault, status])).toEqual(Array.from({ length: 6 }, () => ['failed', 'timeOut', null])) // prettier-ignore
      target.answers(() => 204)
      now += 12_000
      await settled()
      expect(new Set(told(target.all.slice(-6)))).toEqual(new Set(['C1', 'C2', 'C3', 'C4', 'C5', 'C6']))
    } finally {
      await other.close()
    }
  })

  it('is given up after twenty attempts over three days, stops, says so among the tasks, and is sent again from the log', async () => {
    const { id } = await subscribed()
    target.answers(() => ({ status: 503, body: 'down for good', headers: { 'retry-after': '60' } }))
    await hub(house.harmony)
    const began = now
    await happens('D1')
    for (let attempt = 0; attempt < 20; attempt++) {
      await settled()
      now = Date.parse((await messages(id))[0].nextAt ?? new Date(now).toISOString())
    }
    expect(await messages(id)).toMatchObject([{ sending: 'dead', attempts: 20, status: 503, answer: 'down for good' }])
    expect((now - began) / 86_400_000).toBeGreaterThan(2.5)
    expect((now - began) / 86_400_000).toBeLessThan(4)
    expect(await house.do('webhooks.get', { webhook: id })).toMatchObject({ webhook: { state: 'paused', stoppedBy: 'failing' } })
    expect(await ada.do('desk.tasks')).toContainEqual({ task: 'webhooks.stopped', count: 1 })
    // What happens meanwhile waits in the log.
    await happens('D2')
    await settled()
    expect(target.all).toHaveLength(20)
    expect(await house.refused('webhooks.replayDead', { webhook: id })).toBe('webhooks.notActive')
    target.answers(() => 200)
    await ada.do('webhooks.resume', { webhook: id, fromNow: false })
    expect(await ada.do('webhooks.replayDead', { webhook: id })).toEqual({ replayed: 1, more: false })
    await settled()
    expect(told(target.all.slice(20)).sort()).toEqual(['D1', 'D2'])
    // Everything since a moment once more, each under the id that it had.
    await ada.do('webhooks.replaySince', { webhook: id, since: '2026-11-01T00:00:00.000Z' })
    await settled()
    const again = target.all.filter(({ body }) => /"D[12]"/.test(body)).slice(-2)
    expect(new Set(ids(target.all.filter(({ body }) => body.includes('"D1"')))).size).toBe(1)
    expect(told(again).sort()).toEqual(['D1', 'D2'])
    await ada.do('webhooks.replay', { message: (await messages(id)).at(-1).id })
    await settled()
    expect(told(target.all).at(-1)).toBe('D2')
  }, 60_000)

  it('ends where the receiver says that it is no more, follows no redirect, and keeps little of an answer', async () => {
    const { id } = await subscribed()
    await hub(house.harmony)
    target.answers(() => ({ status: 302, headers: { location: target.url }, body: 'x'.repeat(100_000) }))
    await happens('E1')
    await settled()
    expect(target.all).toHaveLength(1)
    const [first] = await messages(id)
    expect([first.sending, first.fault, first.answer.length]).toEqual(['failed', 'redirected', 2_000])
    target.answers(() => 410)
    await happens('E2')
    await settled()
    expect(await house.do('webhooks.get', { webhook: id })).toMatchObject({ webhook: { state: 'dead', stoppedBy: 'gone' } })
    expect((await messages(id)).map(({ sending }) => sending)).toEqual(['dead', 'dead'])
    await happens('E3')
    await settled()
    expect(target.all).toHaveLength(2)
  })

  it('tells nothing of what is of another legal entity, and leaves no trace of it', async () => {
    const { id } = await subscribed({ entity: null })
    await hub(house.harmony)
    await house.harmony.database.transact((session) => session.run(`update webhooks set entity = 'NLDE'`))
    await happens('E4')
    await settled()
    expect([target.all, await messages(id)]).toEqual([[], []])
  })

  it('signs with both secrets while one takes the place of the other, and a sample is tried once', async () => {
    const { id, secret: former } = await subscribed()
    await hub(house.harmony)
    const { secret } = await ada.do('webhooks.rotateSecret', { webhook: id, overlapHours: 24 })
    await ada.do('webhooks.sendSample', { webhook: id })
    await settled()
    expect([isSigned(target.all[0]!, former), isSigned(target.all[0]!, secret)]).toEqual([true, true])
    expect(JSON.parse(target.all[0]!.body)).toMatchObject({ test: true })
    now += 25 * 3_600_000
    target.answers(() => 500)
    await ada.do('webhooks.sendSample', { webhook: id })
    await settled()
    expect([isSigned(target.all[1]!, former), isSigned(target.all[1]!, secret)]).toEqual([false, true])
    expect((await messages(id)).map(({ sending }) => sending).sort()).toEqual(['dead', 'delivered'])
    // One that is in wrong hands signs nothing from that moment on.
    const { secret: third } = await ada.do('webhooks.rotateSecret', { webhook: id, overlapHours: 0 })
    await ada.do('webhooks.sendSample', { webhook: id })
    await settled()
    expect([isSigned(target.all[2]!, secret), isSigned(target.all[2]!, third)]).toEqual([false, true])
    // Nothing of a secret lies in the database or in the log as it is.
    const lines = await house.harmony.database.read((session) => session.rows(`select kept from webhook_secrets union all select outcome from calls where operation like 'webhooks.%'`)) // prettier-ignore
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.filter(([text]) => [former, secret, third].some((one) => String(text).includes(one.slice(6))))).toEqual([])
  })

  it('pauses and goes on, from where it was or from now on, and goes away with all that it had', async () => {
    const { id } = await subscribed()
    await hub(house.harmony)
    await ada.do('webhooks.pause', { webhook: id })
    await happens('F1')
    await settled()
    expect(target.all).toEqual([])
    await ada.do('webhooks.resume', { webhook: id, fromNow: true })
    await happens('F2')
    await settled()
    await ada.do('webhooks.pause', { webhook: id })
    await happens('F3')
    await ada.do('webhooks.resume', { webhook: id, fromNow: false })
    await settled()
    expect(told(target.all)).toEqual(['F2', 'F3'])
    // Programs take away what they asked for themselves, and nobody else's.
    const hook = await ada.do('webhooks.subscribe', { url: target.url, events: ['customers.territorySaved'] })
    await house.do('people.createUser', { login: 'ben', name: 'Ben', roles: ['administrator'], email: null, title: null, entities: null, password: null }) // prettier-ignore
    const ben = await house.as('ben')
    expect(await ben.refused('webhooks.unsubscribe', { id: hook.id })).toBe('webhooks.notYours')
    expect(await ada.do('webhooks.unsubscribe', { id: hook.id })).toEqual({ id: hook.id, removed: true })
    expect(await ada.do('webhooks.unsubscribe', { id: hook.id })).toEqual({ id: hook.id, removed: false })
    // Whoever saves it owns it; when they leave, it stops.
    const { webhook } = await house.do('webhooks.get', { webhook: id })
    const { name, url, events, entity, inOrder } = webhook
    expect((await ben.do('webhooks.edit', { webhook: id, name, url, events, entity, inOrder })).owner).not.toBe(webhook.owner)
    const { rows } = await house.do('people.users', {})
    await ada.do('people.deactivateUser', { user: rows.find((one: { login: string }) => one.login === 'ben').id })
    await happens('F4')
    await settled()
    expect(await house.do('webhooks.get', { webhook: id })).toMatchObject({ webhook: { state: 'paused', stoppedBy: 'noOwner' } })
    expect(await ada.refused('webhooks.resume', { webhook: id, fromNow: false })).toBe('webhooks.ownerGone')
    await ada.do('webhooks.edit', { webhook: id, name, url, events, entity, inOrder })
    await ada.do('webhooks.resume', { webhook: id, fromNow: false })
    await settled()
    expect(told(target.all)).toEqual(['F2', 'F3', 'F4'])
    await house.do('webhooks.remove', { webhook: id })
    expect((await house.do('webhooks.messages', {})).total).toBe(0)
  }, 30_000)

  it('sends each message once whichever of two hubs does, and one goes on with what the other was killed in the middle of', async () => {
    const { id } = await subscribed({ inOrder: true })
    const other = await openHarmony({ ...house.place, secretsKey: secretsKey, policy, clock, shape: 'hub' })
    const [first] = [await hub(house.harmony, 60_000), await hub(other)]
    await happens('G1', 'G2', 'G3', 'G4', 'G5', 'G6')
    await settled()
    expect(told(target.all)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6'])
    expect((await messages(id)).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1])
    // It has sent, and is gone before it can write down what came of it.
    await hubs[1]!.work.stop()
    target.answers((_one, sofar) => (sofar === 7 ? 'silence' : 200))
    await happens('G7', 'G8')
    await target.has(7)
    await first!.roster.leave()
    await hubs.splice(1, 1)[0]!.roster.leave()
    const heir = await hub(other)
    await heir.work.settled()
    expect(told(target.all)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G7', 'G8'])
    expect(new Set(ids(target.all)).size).toBe(8)
    expect((await messages(id)).map(({ sending, attempts }) => [sending, attempts]).at(-2)).toEqual(['delivered', 2])
    // The answer that comes too late is nobody's any more.
    await target.close()
    await first!.work.stop()
    target = await receiver()
    expect((await messages(id)).at(-2)).toMatchObject({ sending: 'delivered', status: 200 })
  }, 30_000)
})
