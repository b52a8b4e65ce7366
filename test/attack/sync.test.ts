import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import type { Wire } from '../../core/kernel/shape.ts'
import { canonicalJson } from '../../core/signing/canonical.ts'
import { intentText } from '../../core/sync/batch.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { syncLimits } from '../../main/doors/sync.ts'
import { largestIntent } from '../../main/sync/message-shapes.ts'
import { helloText } from '../../main/sync/messages.ts'
import { signedBy } from '../world/device-key.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { anything } from './corpus.ts'

/** What came and was not believed, and how often something was begun: the only traces that a refusal leaves. */
const traces = ['sync_quarantine', 'sync_attempts']
/** Where something is kept because it was captured, whatever the rules say of it. */
const evidence = ['intents', 'attentions', 'calls', 'changes', 'events', 'log_head', 'device_seen']

/** A fingerprint of every table but those. */
async function stateOf({ harmony }: House, without: readonly string[]): Promise<string> {
  const { database } = harmony
  const hash = createHash('sha256')
  const names = await database.read((session) =>
    session.rows(
      session.dialect === 'sqlite'
        ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`
        : `select tablename from pg_tables where schemaname = current_schema() order by tablename`,
    ),
  )
  for (const [name] of names as [string][]) {
    if (without.includes(name)) continue
    const rows = await database.read((session) => session.rows(`select * from ${name}`))
    hash.update(`${name}\n${rows.map((row) => JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))).sort().join('\n')}\n`) // prettier-ignore
  }
  return hash.digest('hex')
}

let made = 0
/** A fresh id of an intent. */
const intentId = (): string => {
  const hex = (0x019a_b000_0000 + ++made).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`
}

describe.each(stores)('what comes to the door for devices on %s', (dialect) => {
  let hub: House
  let door: HttpDoor
  let now = Date.parse('2026-11-30T09:00:00Z')
  const log: string[] = []
  let amelia: Laptop, tom: Laptop
  let token: string, tomsToken: string
  let customer: string, foreign: string, user: string, tomsUser: string

  const post = async (path: string, message: unknown, as: string | null = token): Promise<{ status: number; json: any }> => {
    const answer = await fetch(`${door.address}/sync/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(as === null ? {} : { authorization: `Bearer ${as}` }) },
      body: typeof message === 'string' ? message : JSON.stringify(message),
    })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) }
  }
  const greet = async (laptop: Laptop, by: Laptop = laptop, more: object = {}) => {
    const { nonce } = (await post('challenge', {}, null)).json
    return post('hello', { device: laptop.id, nonce, signature: await signedBy(by, helloText(nonce)), version: '1', ...more }, null)
  }
  /** What somebody with the laptop's key could send. */
  const envelope = (more: object = {}): Envelope => ({
    v: 1,
    id: intentId(),
    device: amelia.id,
    previous: null,
    operation: 'customers.saveContact',
    version: 1,
    input: { customer: randomUUID(), name: 'Nobody', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true },
    actor: user,
    after: [],
    reference: null,
    witness: [],
    at: '2026-11-30T08:00:00.000Z',
    zone: 'Europe/London',
    monotonic: 1_000,
    boot: 'b',
    offset: null,
    offsetAge: null,
    lease: null,
    ...more,
  }) // prettier-ignore
  const signed = async (of: object | string, by: Laptop = amelia) => {
    const body = typeof of === 'string' ? of : canonicalJson(of as unknown as Wire)
    return { body, signature: await signedBy(by, intentText(createHash('sha256').update(body).digest('hex'))) }
  }
  const push = (intents: readonly unknown[], more: object = {}, as?: string) => post('push', { epoch: 1, intents, ...more }, as)
  const resultOf = async (answer: ReturnType<typeof push>) => {
    const { status, json } = await answer
    return status === 200 ? [json.results.at(-1)?.state, json.results.at(-1)?.code ?? null] : [status, json.code]
  }
  const count = async (table: string): Promise<number> =>
    Number((await hub.harmony.database.read((session) => session.rows(`select count(*) from ${table}`)))[0]![0])
  /** Nothing but the trace of a refusal. */
  const unchanged = async (work: () => Promise<void>, without: readonly string[] = traces): Promise<void> => {
    const before = await stateOf(hub, without)
    await work()
    expect(await stateOf(hub, without)).toBe(before)
  }

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'attack sync', { shape: 'hub', clock: () => now })
    await hub.do('demo.seed', {})
    const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) })
    door = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0, perMinute: 1_000_000, logger, sync: { ...syncLimits, greetings: 1_000_000 } }) // prettier-ignore
    ;[amelia, tom] = [await freshLaptop(hub, 'amelia.ford'), await freshLaptop(hub, 'tom.okafor')] // prettier-ignore
    token = (await greet(amelia)).json.token
    tomsToken = (await greet(tom)).json.token
    const known = async (code: string) =>
      (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0].id
    ;[customer, foreign] = [await known('ZEN'), await known('PEN')]
    const devices = (await hub.do('sync.devices', { limit: 10 })).rows
    user = devices.find((row: { id: string }) => row.id === amelia.id).user
    tomsUser = devices.find((row: { id: string }) => row.id === tom.id).user
  }, 120_000)
  afterAll(async () => {
    await door?.close()
    await amelia?.close()
    await tom?.close()
    await hub?.close()
  })

  it('is taken where nothing is wrong with it, so that every other case can fail', async () => {
    const good = envelope({ input: { ...(envelope().input as object), customer } })
    const before = await stateOf(hub, [...traces, ...evidence])
    expect(await resultOf(push([await signed(good)]))).toEqual(['applied', null])
    expect(await stateOf(hub, [...traces, ...evidence])).not.toBe(before)
  })

  it('is refused from whoever is no device of ours, or not the one it says', async () => {
    await unchanged(async () => {
      const { nonce } = (await post('challenge', {}, null)).json
      const signature = await signedBy(amelia, helloText(nonce))
      const hello = { device: amelia.id, nonce, signature, version: '1' }
      const [head, until] = nonce.split('.')
      for (const [message, code] of [
        [{ ...hello, device: randomUUID() }, 'sync.unknownDevice'],
        [{ ...hello, device: tom.id }, 'sync.badSignature'],
        [{ ...hello, signature: `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}` }, 'sync.badSignature'],
        [{ ...hello, signature: '0'.repeat(128) }, 'sync.badSignature'],
        [{ ...hello, nonce: `${head}.${until}.${'0'.repeat(128)}` }, 'sync.badSignature'],
        [{ ...hello, nonce: `${head}.${Number(until) + 1}${nonce.slice(head.length + until.length + 1)}` }, 'sync.badSignature'],
        [{ ...hello, device: `${amelia.id}'` }, 'http.malformed'],
      ] as const) {
        const { status, json } = await post('hello', message, null)
        expect([json.code, status]).toEqual([code, code === 'http.malformed' ? 400 : 401])
      }
      expect((await greet(amelia, tom)).json.code).toBe('sync.badSignature')
    })
  })

  it('is refused with a token that is none, is another’s, or has run out', async () => {
    await unchanged(async () => {
      const pull = { epoch: 1, since: 0, scope: '', schema: '', limit: 1, unsent: 0, version: '1' }
      const [id, until, signature] = token.split('.') as [string, string, string]
      const [tomsId] = tomsToken.split('.')
      for (const forged of [
        `${tomsId}.${until}.${signature}`,
        `${id}.${(Number.parseInt(until, 36) + 1).toString(36)}.${signature}`,
        `${id}.zzzzzzzzzzzz.${signature}`,
        `${id}..${signature}`,
        `${id}.${until}`,
        `${token}.x`,
        `${id}.${until}.${Buffer.alloc(64).toString('base64url')}`,
        token.toUpperCase(),
        '...',
        'x',
      ])
        // prettier-ignore
        expect([forged, (await post('pull', pull, forged)).status]).toEqual([forged, 401])
      // A challenge is signed by the hub as well, and is no token.
      const { nonce } = (await post('challenge', {}, null)).json
      expect((await post('pull', pull, nonce)).status).toBe(401)
      now += 3_600_001
      try {
        expect((await post('pull', pull)).json.code).toBe('sync.badSignature')
      } finally {
        now -= 3_600_001
      }
      // Somebody else's device carries the intent: it is not believed.
      expect(await resultOf(push([await signed(envelope())], {}, tomsToken))).toEqual(['refused', 'sync.badSignature'])
      expect(await resultOf(push([await signed(envelope(), tom)]))).toEqual(['refused', 'sync.badSignature'])
    })
  })

  it('is put aside where one byte is another', async () => {
    await unchanged(async () => {
      const one = await signed(envelope({ input: { ...(envelope().input as object), customer } }))
      const aside = await count('sync_quarantine')
      const other = { ...one, body: one.body.replace('Nobody', 'Nobodz') }
      expect(await resultOf(push([other]))).toEqual(['refused', 'sync.badSignature'])
      const digit = one.signature.startsWith('0') ? '1' : '0'
      expect(await resultOf(push([{ ...one, signature: digit + one.signature.slice(1) }]))).toEqual(['refused', 'sync.badSignature'])
      expect(await resultOf(push([{ ...one, body: `${one.body} ` }]))).toEqual(['refused', 'sync.badSignature'])
      expect(await count('sync_quarantine')).toBe(aside + 3)
      expect(log.at(-1)).toContain('sync.badSignature')
    })
  })

  it('does nothing twice when it is replayed, and nothing under an id that was used', async () => {
    const one = envelope({ input: { ...(envelope().input as object), customer, name: 'Once' } })
    const batch = [await signed(one)]
    const first = await push(batch)
    await unchanged(async () => {
      const again = await push(batch)
      expect(again.json.results).toEqual(first.json.results)
      expect((await push([...batch, ...batch])).json.results.at(-1)).toEqual(first.json.results[0])
      expect(await resultOf(push([await signed({ ...one, zone: 'Europe/Paris' })]))).toEqual(['refused', 'sync.idReused'])
    })
  })

  it('changes nothing of other people’s customers, and says so on both sides', async () => {
    await unchanged(async () => {
      const contact = envelope({ input: { ...(envelope().input as object), customer: foreign } })
      expect(await resultOf(push([await signed(contact)]))).toEqual(['attention', 'sync.outsideTerritory'])
    }, [...traces, ...evidence])
    const { rows } = await hub.do('sync.attentions', { limit: 100 })
    expect(rows.filter((row: { code: string }) => row.code === 'sync.outsideTerritory')).toHaveLength(1)
  })

  it.each([
    ['another person', () => ({ actor: tomsUser }), ['refused', 'sync.actorRevoked']],
    ['a person that there is not', () => ({ actor: randomUUID() }), ['refused', 'sync.actorRevoked']],
    ['a link to nothing', () => ({ previous: intentId() }), ['gap', null]],
    ['an operation that only the hub has', () => ({ operation: 'people.createUser', input: { login: 'eve', name: 'Eve', roles: ['administrator'] } }), ['tooNew', null]],
    ['an operation of the hub’s own', () => ({ operation: 'sync.setDevice', input: { device: amelia.id, state: 'active' } }), ['tooNew', null]],
    ['an operation that wipes', () => ({ operation: 'demo.seed', input: {} }), ['tooNew', null]],
    ['an operation that there is not', () => ({ operation: '__proto__' }), ['tooNew', null]],
    ['a version that there is not yet', () => ({ version: 99 }), ['tooNew', null]],
    ['a version below the first', () => ({ version: 0 }), ['refused', 'sync.malformed']],
    ['another layout', () => ({ v: 2 }), ['refused', 'sync.malformed']],
    ['a stray key', () => ({ more: true }), ['refused', 'sync.malformed']],
    ['an id of another kind', () => ({ id: randomUUID() }), ['refused', 'sync.malformed']],
    ['a moment that is none', () => ({ at: 'yesterday' }), ['refused', 'sync.malformed']],
  ] as const)('is not carried out with %s', async (_what, more, expected) => {
    await unchanged(async () => {
      expect(await resultOf(push([await signed(envelope(more()))]))).toEqual(expected)
      expect(log.at(-1)).toContain('intent refused')
    })
  }) // prettier-ignore

  it('stops at a gap, and only the first of a batch may follow a hole', async () => {
    const [first, second] = [envelope(), envelope({ previous: intentId() })]
    await unchanged(async () => {
      const { json } = await push([await signed(first), await signed(second), await signed(envelope())], { hole: true })
      expect(json.results.map((result: { state: string }) => result.state)).toEqual(['attention', 'gap'])
    }, [...traces, ...evidence])
    await unchanged(async () => {
      expect(await resultOf(push([await signed(second), await signed(envelope({ previous: second.id }))]))).toEqual(['gap', null])
    })
  })

  it.each([
    ['an intent of a size that nobody captures', async () => ({ epoch: 1, intents: [await signed(envelope({ input: { note: 'x'.repeat(largestIntent) } }))] }), [400, 413]],
    ['many large ones at once', async () => ({ epoch: 1, intents: await Promise.all(Array.from({ length: 3 }, () => signed(envelope({ input: { note: 'x'.repeat(500_000) } })))) }), [413]],
    ['more than two hundred', async () => ({ epoch: 1, intents: Array.from({ length: 201 }, () => ({ body: '{}', signature: '0' })) }), [413]],
    ['another timeline', async () => ({ epoch: 7, intents: [await signed(envelope())] }), [412]],
    ['nesting without end', async () => `{"epoch":1,"intents":[{"body":${JSON.stringify(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)},"signature":"0"}]}`, [200]],
    ['lists in lists', async () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`, [400]],
  ] as const)('is refused as %s', async (_what, message, expected) => {
    const body = await message()
    await unchanged(async () => {
      const { status, json } = await post('push', body)
      expect(expected).toContain(status)
      if (status === 200) expect(json.results[0]).toMatchObject({ state: 'refused', code: 'sync.malformed' })
    })
  }) // prettier-ignore

  const strange = fc.constantFrom(...anything.filter((value) => typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint')) // prettier-ignore
  it('never breaks the hub, whatever a stolen laptop signs', async () => {
    const fields = Object.keys(envelope())
    const inputs = Object.keys(envelope().input as object)
    await unchanged(
      () =>
        fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...fields, 'saw', 'stray', '__proto__'),
            fc.constantFrom(...inputs, 'stray'),
            fc.oneof(strange, fc.json().map((text) => JSON.parse(text) as unknown), fc.string({ unit: 'binary' })), // prettier-ignore
            fc.boolean(),
            async (field, inside, value, within) => {
              const base = envelope() as unknown as Record<string, unknown>
              const changed = within ? { ...base, input: { ...(base['input'] as object), [inside]: value } } : { ...base }
              if (!within) Object.defineProperty(changed, field, { value, enumerable: true, configurable: true })
              let body: string | undefined
              try {
                body = JSON.stringify(changed)
              } catch {
                return // what JSON cannot carry cannot come
              }
              const sent = { ...(await signed(body)), body: body.isWellFormed() ? body : body.toWellFormed() }
              const { status, json } = await push([sent])
              expect([200, 400, 413]).toContain(status)
              if (status === 200) expect(['refused', 'tooNew', 'gap', 'attention']).toContain(json.results[0].state)
              else expect(json.code).toMatch(/^(http|sync)\./)
            },
          ),
          { numRuns: 150 },
        ),
      [...traces, ...evidence],
    )
  }, 240_000)

  it('never breaks the hub, whatever the message', async () => {
    const message = fc.oneof(
      fc.json(),
      fc.record({ epoch: fc.constant(1), intents: fc.array(fc.record({ body: fc.json(), signature: fc.string() }), { maxLength: 3 }) }).map((m) => JSON.stringify(m)),
      fc.record({ cursor: fc.oneof(fc.string(), fc.json(), fc.tuple(fc.constantFrom('customers', 'orders', '__proto__'), fc.string()).map((at) => JSON.stringify(at))), limit: fc.integer() }).map((m) => JSON.stringify(m)),
      fc.record({ epoch: fc.integer(), since: fc.maxSafeInteger(), scope: fc.string(), schema: fc.string(), limit: fc.maxSafeInteger(), unsent: fc.nat(), version: fc.string() }).map((m) => JSON.stringify(m)),
      fc.string({ unit: 'binary' }),
    ) // prettier-ignore
    await unchanged(
      () =>
        fc.assert(
          fc.asyncProperty(fc.constantFrom('challenge', 'hello', 'push', 'pull', 'load'), message, async (path, text) => {
            const { status, json } = await post(path, text.toWellFormed())
            expect(status).toBeLessThan(500)
            if (status >= 400) expect(json.code).toMatch(/^(http|sync)\./)
          }),
          { numRuns: 200 },
        ),
      [...traces, 'device_seen'],
    )
  }, 240_000)

  it('gets nothing by trying codes of enrolment', async () => {
    await hub.do('sync.invite', { user, name: 'a second laptop' })
    await unchanged(async () => {
      const codes = new Map<string, number>()
      for (let n = 0; n < 60; n++) {
        const answer = await fetch(`${door.address}/api/v1/sync/enrol`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: door.address },
          body: JSON.stringify({ code: `${String(n).padStart(4, '0')}-0000-00`, publicKey: 'a'.repeat(64) }),
        })
        const { code } = (await answer.json()) as { code: string }
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
      expect(Object.fromEntries(codes)).toEqual({ 'sync.badCode': 20, 'http.tooMany': 40 })
    })
  })

  it('is kept but not carried out from a suspended device, and put aside from a lost one', async () => {
    await hub.do('sync.setDevice', { device: amelia.id, state: 'suspended' })
    const contact = () => signed(envelope({ input: { ...(envelope().input as object), customer } }))
    await unchanged(async () => {
      expect(await resultOf(push([await contact()]))).toEqual(['attention', 'sync.actorRevoked'])
      expect((await post('load', { asked: '1', cursor: null, limit: 1 })).json.code).toBe('sync.suspended')
      expect((await greet(amelia)).json.state).toBe('suspended')
    }, [...traces, ...evidence])
    await hub.do('sync.setDevice', { device: amelia.id, state: 'lost' })
    await unchanged(async () => {
      const aside = await count('sync_quarantine')
      expect(await resultOf(push([await contact()]))).toEqual([423, 'sync.lost'])
      expect(await count('sync_quarantine')).toBe(aside + 1)
      expect((await greet(amelia)).json.code).toBe('sync.lost')
      expect((await post('pull', { epoch: 1, since: 0, scope: '', schema: '', limit: 1, unsent: 0, version: '1' })).json.code).toBe(
        'sync.lost',
      )
    })
  })
})
