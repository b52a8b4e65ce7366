import { createHmac } from 'node:crypto'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { openRoster, type Roster } from '../../main/schedule/roster.ts'
import type { WebhookWork } from '../../main/webhooks/worker.ts'
import { freshHouse, type House } from '../world/house.ts'
import { allowing } from '../world/network-policy.ts'
import { receiver, type Received, type Receiver } from '../world/receiver.ts'
import { stores } from '../world/stores.ts'

const loud = { warn: () => undefined, error: (facts: object, what: string) => process.stderr.write(`${what} ${JSON.stringify(facts, errors)}\n`) }
const errors = (_key: string, value: unknown): unknown => (value instanceof Error ? value.stack : value)
const policy = allowing('127.0.0.0/8')

/** The rule of Standard Webhooks, written down once more and apart from the product. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const text = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
  const mac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(text).digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`)
}
const ids = (some: readonly Received[]) => some.map(({ headers }) => headers['webhook-id'] as string)
const told = (some: readonly Received[]) => some.map(({ body }) => (JSON.parse(body) as { data: { subjects: { id: string }[] } }).data.subjects[0]?.id) // prettier-ignore

describe.each(stores)('webhooks on %s', (dialect) => {
  let house: House
  let target: Receiver
  let now = Date.parse('2026-11-30T09:00:00.000Z')
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
    house = await freshHouse(dialect, 'webhooks', { clock, policy, shape: 'hub' })
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
    expect(isSigned({ ...target.all[0]!, body: `${target.all[0]!.body} ` }, secret)).toBe(false)
    expect(JSON.parse(target.all[0]!.body)).toMatchObject({ id: ids(target.all)[0], type: 'customers.territorySaved', data: { entity: null, subjects: [{ as: 'territory', record: 'territories' }] } }) // prettier-ignore
    expect(await messages(id)).toMatchObject([{ sending: 'delivered', status: 200, attempts: 1 }, { sending: 'delivered' }])
  })
})
