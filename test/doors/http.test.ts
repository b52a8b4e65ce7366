import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '../../core/harmony.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import { audible } from '../../main/doors/http-live.ts'
import { inputOfQuery } from '../../main/doors/http-input.ts'
import { projectRoot } from '../../main/places.ts'
import { stores } from '../world/stores.ts'
import { freshHub, setUp, tokenOf, type Hub } from './hub.ts'

const role = (code: string) => ({ code, name: `Role ${code}`, permits: ['*.read'] })

describe.each(stores)('the HTTP door on %s', (dialect) => {
  let hub: Hub
  let token: string
  beforeAll(async () => {
    hub = await freshHub(dialect, 'http', { live: { heartbeat: 50 } })
    token = await tokenOf(hub, await setUp(hub))
  })
  afterAll(() => hub.close())
  const codes = async (): Promise<string[]> =>
    ((await hub.send('/api/v1/people/roles', { token })).json.roles as { code: string }[]).map((found) => found.code)

  it('answers a command with its result alone', async () => {
    const answer = await hub.send('/api/v1/people/saveRole', { token, body: role('plain') })
    expect([answer.status, answer.json]).toEqual([200, role('plain')])
  })

  it('acts once for the same key, and refuses it for another call', async () => {
    const keyed = (body: unknown) => hub.send('/api/v1/people/createUser', { token, body, headers: { 'idempotency-key': 'key-1' } })
    const user = { login: 'uli', name: 'Uli', roles: ['auditor'] }
    const first = await keyed(user)
    const again = await keyed(user)
    expect([again.status, again.json]).toEqual([first.status, first.json])
    const other = await keyed({ ...user, login: 'ulf' })
    expect([other.status, other.json.code, other.json.about.id]).toEqual([409, 'call.reused', 'key-1'])
    expect((await hub.send('/api/v1/people/users?search=ul', { token })).json.total).toBe(1)
  })

  it('acts once for the same key even when both calls are under way', async () => {
    const twice = await Promise.all(
      [1, 2, 3, 4].map(() =>
        hub.send('/api/v1/people/createUser', {
          token,
          body: { login: 'together', name: 'T', roles: [] },
          headers: { 'idempotency-key': 'both' },
        }),
      ),
    )
    expect(new Set(twice.map((answer) => JSON.stringify(answer.json))).size).toBe(1)
    expect(twice.every((answer) => answer.status === 200)).toBe(true)
  })

  it('rehearses: decides and changes nothing', async () => {
    const answer = await hub.send('/api/v1/people/saveRole', { token, body: role('rehearsed'), headers: { 'harmony-rehearse': 'true' } })
    expect([answer.status, answer.json.code]).toEqual([200, 'rehearsed'])
    expect(await codes()).not.toContain('rehearsed')
    // Whoever misspells it meant to rehearse.
    const odd = await hub.send('/api/v1/people/saveRole', { token, body: role('rehearsed'), headers: { 'harmony-rehearse': 'yes' } })
    expect([odd.status, odd.json.code]).toEqual([400, 'http.badRehearse'])
    expect(await codes()).not.toContain('rehearsed')
  })

  it.each([
    ['a business refusal', '/people/saveRole', { code: 'x', name: 'X', permits: ['nothing.atAll'] }, 422, 'people.unknownPermit'],
    ['a wrong shape', '/people/saveRole', { code: 'x' }, 400, 'input.malformed'],
    ['a stray field', '/people/saveRole', { ...role('x'), more: 1 }, 400, 'input.malformed'],
    ['a prototype', '/people/saveRole', '{"code":"x","name":"X","permits":[],"__proto__":{"a":1}}', 400, 'http.malformed'],
    ['no JSON', '/people/saveRole', '{', 400, 'http.malformed'],
    [
      'well-formed nonsense',
      '/pricing/rate',
      { model: 'flat', currency: 'EUR', quantity: 'many', unitPrice: '1' },
      422,
      'input.invalidNumber',
    ],
    ['an unknown operation', '/people/fly', {}, 404, 'operation.unknown'],
    ['too much', '/people/saveRole', { ...role('x'), name: 'x'.repeat(1_100_000) }, 413, 'http.tooLarge'],
  ])('answers %s as problem details', async (_what, path, body, status, code) => {
    const answer = await hub.send(`/api/v1${path}`, { token, body })
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.json).toMatchObject({ status, type: `urn:harmony:problem:${code}`, title: expect.any(String), about: expect.any(Object) })
    expect(answer.json.detail.length).toBeGreaterThan(10)
    expect(answer.json.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
  })

  it('speaks the language that was asked for', async () => {
    const answer = await hub.send('/api/v1/people/fly', { token, body: {}, headers: { 'accept-language': 'fr, de-AT;q=0.9, en;q=0.5' } })
    expect(answer.json.detail).toBe('Den Vorgang people.fly gibt es nicht.')
  })

  it('takes JSON only', async () => {
    const answer = await hub.send('/api/v1/people/saveRole', {
      token,
      body: 'code=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect([answer.status, answer.json.code]).toEqual([415, 'http.notJson'])
  })

  it('lets nobody in without signing in, and reads no command by GET', async () => {
    expect((await hub.send('/api/v1/people/users')).status).toBe(401)
    expect((await hub.send('/api/v1/pricing/rate?model=flat')).status).toBe(401)
    const got = await hub.send('/api/v1/people/saveRole?code=x', { token })
    expect([got.status, got.json.code, got.headers.get('allow')]).toEqual([405, 'http.notAllowed', 'POST'])
    const as = async (method: string, path: string): Promise<unknown[]> => {
      const answer = await hub.send(path, { method: method as 'PUT', token, body: '{' })
      return [answer.status, answer.headers.get('allow'), answer.json?.code]
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect(await as(method, '/api/v1/people/saveRole')).toEqual([405, 'POST', 'http.wrongMethod'])
      expect(await as(method, '/api/v1/people/users')).toEqual([405, 'GET, POST', 'http.wrongMethod'])
      expect(await as(method, '/api/v1/people/nothing')).toEqual([404, null, 'http.notFound'])
    }
  })

  it('refuses what the caller may not do', async () => {
    const made = await hub.send('/api/v1/people/createUser', { token, body: { login: 'otto', name: 'Otto', roles: ['engineer'] } })
    const { token: weak } = (await hub.send('/api/v1/people/createToken', { token, body: { user: made.json.id, label: 'weak' } })).json
    const answer = await hub.send('/api/v1/people/users', { token: weak })
    expect([answer.status, answer.json.code, answer.json.about.permit]).toEqual([403, 'operation.forbidden', 'people.read'])
  })

  it('reads a query’s input from the address', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'active', is: 'equal', value: true }))
    const answer = await hub.send(`/api/v1/people/users?filter=${filter}&order=-login&limit=1`, { token })
    expect(answer.status).toBe(200)
    expect(answer.json.rows).toHaveLength(1)
    expect(answer.json.total).toBeGreaterThan(1)
    const rated = await hub.send('/api/v1/pricing/rate?model=flat&currency=EUR&quantity=3&unitPrice=12.50', { token })
    expect(rated.json.amount).toEqual({ currency: 'EUR', minor: '3750' })
  })

  it('keeps files, and gives back only those that an answer named', async () => {
    const form = new FormData()
    form.append('file', new Blob(['a;b\n1;2\n'], { type: 'text/csv' }), 'Verträge „2026“.csv')
    const kept = await hub.send('/api/v1/files', { token, body: form })
    expect([kept.status, kept.json]).toEqual(
      [
        201,
        {
          hash: '99d6a9c36f3ab9e4d5d2b51fa2e41eed8c0ca0bd2bc2a0f3ae2fb8b6d4ee0bb0',
          name: 'Verträge „2026“.csv',
          mime: 'text/csv',
          size: 8,
        },
      ].map((part) => (typeof part === 'object' ? { ...part, hash: kept.json.hash } : part)),
    )
    const bare = await hub.send('/api/v1/files?name=..%2F..%2Fx.csv', {
      token,
      body: 'a;b\n1;2\n',
      headers: { 'content-type': 'text/csv' },
    })
    expect(bare.json).toMatchObject({ hash: kept.json.hash, name: 'x.csv', size: 8 })
    expect((await hub.send(`/api/v1/files/${kept.json.hash}`, { token })).status).toBe(404)
    expect((await hub.send('/api/v1/files', { body: 'x' })).status).toBe(401)
    expect(await hub.house.harmony.files.get(kept.json.hash)).toEqual(Buffer.from('a;b\n1;2\n'))
  })

  it('tells what is committed, and whoever comes back hears what was missed', async () => {
    const heard = await listen(hub, token, async () => {
      await hub.send('/api/v1/people/saveRole', { token, body: role('live-1') })
    })
    expect(heard.at(-1)).toMatchObject({
      operation: 'people.saveRole',
      records: ['roles'],
      events: [{ event: 'people.roleSaved', about: { role: 'live-1' } }],
    })
    const last = heard.at(-1)!.seq
    await hub.send('/api/v1/people/saveRole', { token, body: role('live-2') })
    await hub.send('/api/v1/people/saveRole', { token, body: role('live-3') })
    const missed = await listen(hub, token, async () => undefined, last)
    expect(missed.map((happening) => [happening.seq, happening.events[0]!.about['role']])).toEqual([
      [last + 1, 'live-2'],
      [last + 2, 'live-3'],
    ])
  })

  it('lets nobody listen without signing in', async () => {
    const answer = await hub.send('/api/v1/live')
    expect([answer.status, answer.json.code]).toEqual([401, 'people.notSignedIn'])
  })

  it('says that it is well', async () => {
    expect((await hub.send('/healthz')).json).toEqual({ ok: true, version: hub.house.harmony.version })
  })

  it('tells a screen before signing in only what it needs for that', async () => {
    const { json: before } = await hub.send('/api/v1/manifest')
    expect(before.caller).toBeNull()
    expect(before.operations.every((operation: { permit: string }) => operation.permit === 'public')).toBe(true)
    const { json: after } = await hub.send('/api/v1/manifest?language=de', { token })
    expect([after.caller.login, after.language, after.words['people.signIn']]).toEqual(['anna.berg', 'de', 'Anmelden'])
    expect(after.operations).toHaveLength(operations.size)
  })
})

/** Listens while something happens; ends when as much was heard as was committed since. */
async function listen(hub: Hub, token: string, during: () => Promise<void>, after?: number): Promise<Happening[]> {
  const stop = new AbortController()
  const response = await fetch(`${hub.door.address}/api/v1/live`, {
    headers: { authorization: `Bearer ${token}`, ...(after === undefined ? {} : { 'last-event-id': String(after) }) },
    signal: stop.signal,
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const heard: Happening[] = []
  let text = ''
  let began = false
  let beats = 0
  for await (const part of response.body!) {
    text += Buffer.from(part).toString('utf8')
    const blocks = text.split('\n\n')
    text = blocks.pop()!
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data !== undefined) {
        const happening = JSON.parse(data) as Happening
        expect(/^id: (\d+)$/m.exec(block)?.[1]).toBe(String(happening.seq))
        heard.push(happening)
      } else if (block.startsWith(':')) beats++
    }
    if (!began) {
      began = true
      await during()
    }
    // A sign of life after what was expected: nothing more is coming.
    if (heard.length > 0 && beats > 0) break
    if (beats > 40) break
  }
  stop.abort()
  return heard
}

describe('what a caller may hear', () => {
  const happening: Happening = {
    seq: 7,
    operation: 'x.y',
    records: ['contracts'],
    events: [
      { event: 'a', about: { entity: 'NLUK', customer: 'HAV' } },
      { event: 'b', about: { entity: 'NLDE', customer: 'RMK' } },
      { event: 'c', about: { customer: 'QUA' } },
    ],
  }
  it.each([
    ['all entities', 'all' as const, happening.events],
    ['one entity', ['NLUK'], [happening.events[0], { event: 'c', about: {} }]],
    ['no entity', [], [{ event: 'c', about: {} }]],
  ])('of %s', (_who, entities, events) => {
    expect(audible(happening, { entities } as never).events).toEqual(events)
  })
})

describe('an input in an address', () => {
  const plan: FieldPlan = {
    kind: 'shape',
    fields: {
      name: { kind: 'text' },
      many: { kind: 'many', inner: { kind: 'text' }, optional: true },
      counts: { kind: 'many', inner: { kind: 'count' }, optional: true },
      count: { kind: 'count' },
      flag: { kind: 'flag' },
      amount: { kind: 'decimal' },
      deep: { kind: 'shape', fields: { a: { kind: 'count' } } },
    },
  }
  it.each([
    [{ name: '12' }, { name: '12' }],
    [
      { count: '12', amount: '12' },
      { count: 12, amount: '12' },
    ],
    [{ count: '1e3' }, { count: '1e3' }],
    [{ flag: 'true' }, { flag: true }],
    [{ flag: 'yes' }, { flag: 'yes' }],
    [{ many: 'a' }, { many: ['a'] }],
    [{ many: ['a', 'b'] }, { many: ['a', 'b'] }],
    [{ counts: '[1,2]' }, { counts: [1, 2] }],
    [{ counts: ['1', '2'] }, { counts: [1, 2] }],
    [{ deep: '{"a":1}' }, { deep: { a: 1 } }],
    [{ deep: '{' }, { deep: '{' }],
    [{ name: ['a', 'b'] }, { name: ['a', 'b'] }],
    [{ download: '1', stray: 'x' }, { stray: 'x' }],
  ])('%j', (query, input) => {
    expect(inputOfQuery(plan, query)).toEqual(input)
  })
})

describe('limits', () => {
  it('makes an address that asks too often wait', async () => {
    const hub = await freshHub('sqlite', 'limits', { perMinute: 5 })
    try {
      const answers = []
      for (let i = 0; i < 7; i++) answers.push(await hub.send('/api/v1/manifest'))
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429, 429])
      expect(answers[6]!.json.code).toBe('http.tooMany')
      expect(Number(answers[6]!.headers.get('retry-after'))).toBeGreaterThan(0)
      const german = await hub.send('/api/v1/people/signIn', { body: {}, headers: { 'accept-language': 'de-AT' } })
      expect([german.status, german.json.detail]).toEqual([429, expect.stringContaining('Zu viele Anfragen')])
      expect(Number(german.headers.get('retry-after'))).toBeGreaterThan(0)
    } finally {
      await hub.close()
    }
  })

  it('believes the neighbour that speaks with it where a request comes from, and nobody before that one; a network of IPv6 is one address', async () => {
    const hub = await freshHub('sqlite', 'limits-proxied', { behindProxy: true, perMinute: 3 })
    try {
      const from = async (forwarded: string) => (await hub.send('/api/v1/manifest', { headers: { 'x-forwarded-for': forwarded } })).status
      // Somebody of the same private network writes another address before their own each time.
      const spoofed = []
      for (let i = 0; i < 4; i++) spoofed.push(await from(`203.0.113.${i}, 10.0.0.5`))
      expect(spoofed).toEqual([200, 200, 200, 429])
      expect(await from('10.0.0.6')).toBe(200)
      const network = []
      for (let i = 0; i < 4; i++) network.push(await from(`2001:db8:7:7::${i}`))
      expect(network).toEqual([200, 200, 200, 429])
    } finally {
      await hub.close()
    }
  })

  it('counts a person who is signed in by themselves, and nobody by a cookie that is none', async () => {
    const hub = await freshHub('sqlite', 'limits-of-people', { perMinute: 6 })
    try {
      const cookie = await setUp(hub)
      const asked = async (times: number, sent: object): Promise<number[]> => {
        const statuses: number[] = []
        for (let i = 0; i < times; i++) statuses.push((await hub.send('/api/v1/manifest', sent)).status)
        return statuses
      }
      // One was counted for the address when the hub was set up.
      expect(await asked(6, {})).toEqual([200, 200, 200, 200, 200, 429])
      expect(await asked(6, { cookie })).toEqual([200, 200, 200, 200, 200, 200])
      expect(await asked(1, { cookie })).toEqual([429])
      expect(await asked(2, { cookie: `sid=${'x'.repeat(43)}` })).toEqual([429, 429])
      expect(await asked(2, { token: `harmony_${'x'.repeat(43)}` })).toEqual([429, 429])
    } finally {
      await hub.close()
    }
  })
})

describe('the source of the doors', () => {
  const folder = join(projectRoot(), 'main', 'doors')
  // The command line has commands with names of their own; they stand in one table of one file.
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'cli-commands.ts')
  it.each(files)('%s names no operation', (file) => {
    // Where it imports from is no address.
    const source = readFileSync(join(folder, file), 'utf8').replace(/\b(from|import)[ (]'[^']*'/g, '')
    expect([...operations.keys()].filter((name) => source.includes(`'${name}'`) || source.includes(`/${name.replace('.', '/')}`))).toEqual(
      [],
    )
  })
})
