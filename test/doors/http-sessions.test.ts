import { request } from 'node:http'
import { openAttempts, placeOf } from '../../main/attempts.ts'
import { openPasswords } from '../../main/passwords.ts'
import { stores } from '../world/stores.ts'
import { administrator, freshHub, password, setUp, tokenOf, type Hub } from './hub.ts'

const signIn = (hub: Hub, login: string, word: string, cookie?: string) =>
  hub.send('/api/v1/people/signIn', { body: { login, password: word }, ...(cookie === undefined ? {} : { cookie }) })

describe.each(stores)('signing in over HTTP on %s', (dialect) => {
  let hub: Hub
  beforeEach(async () => {
    hub = await freshHub(dialect, 'sessions')
  })
  afterEach(() => hub.close())

  it('sets up the administrator once, and only once', async () => {
    expect((await hub.send('/api/v1/manifest')).json.installation).toMatchObject({ setUpNeeded: true, demo: false, shape: 'hub' })
    const both = await Promise.all([1, 2, 3].map(() => hub.send('/api/v1/people/setUp', { body: administrator })))
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 422, 422])
    expect(both.find((answer) => answer.status === 422)!.json.code).toBe('people.alreadySetUp')
    expect((await hub.send('/api/v1/manifest')).json.installation.setUpNeeded).toBe(false)
    expect((await hub.house.do('people.users')).total).toBe(1)
  })

  it('keeps the session in a cookie that scripts cannot read, and nowhere else', async () => {
    await setUp(hub)
    const answer = await signIn(hub, 'ANNA.berg', password)
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.json).sort()).toEqual(['name', 'user'])
    expect(answer.headers.get('set-cookie')).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Expires=/)
    const secret = answer.cookie!.slice('sid='.length)
    const everything = await hub.house.harmony.database.read(async (session) => [
      await session.rows('select * from sessions'),
      await session.rows('select * from calls'),
      await session.rows('select * from events'),
    ])
    const text = JSON.stringify(everything, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).toContain('people.signIn')
    expect(text).not.toContain(secret)
    expect(text).not.toContain(password)
  })

  it('signs out', async () => {
    const cookie = await setUp(hub)
    expect((await hub.send('/api/v1/people/me', { cookie })).json.login).toBe('anna.berg')
    const out = await hub.send('/api/v1/people/signOut', { cookie, body: {} })
    expect(out.headers.get('set-cookie')).toMatch(/^sid=; .*Max-Age=0/)
    const after = await hub.send('/api/v1/people/me', { cookie })
    expect([after.status, after.json.code]).toEqual([401, 'people.notSignedIn'])
  })

  it('gives a new session at each sign-in and ends the one that came with it', async () => {
    const first = await setUp(hub)
    const second = (await signIn(hub, 'anna.berg', password, first)).cookie!
    expect(second).not.toBe(first)
    expect((await hub.send('/api/v1/people/me', { cookie: first })).status).toBe(401)
    expect((await hub.send('/api/v1/people/me', { cookie: second })).status).toBe(200)
  })

  it('ends a session after half an hour without use, and after twelve hours in any case', async () => {
    const idle = await setUp(hub)
    hub.move(29)
    expect((await hub.send('/api/v1/people/me', { cookie: idle })).status).toBe(200)
    await settled(hub)
    hub.move(29)
    expect((await hub.send('/api/v1/people/me', { cookie: idle })).status).toBe(200)
    hub.move(61)
    expect((await hub.send('/api/v1/people/me', { cookie: idle })).status).toBe(401)

    const busy = (await signIn(hub, 'anna.berg', password)).cookie!
    for (let passed = 20; passed < 12 * 60; passed += 20) {
      hub.move(20)
      expect((await hub.send('/api/v1/people/me', { cookie: busy })).status).toBe(200)
      await settled(hub)
    }
    hub.move(20)
    expect((await hub.send('/api/v1/people/me', { cookie: busy })).status).toBe(401)
    expect(await hub.house.harmony.sweepSessions()).toBe(2)
  })

  it('lists a person’s sessions and ends them from afar', async () => {
    const here = await setUp(hub)
    const there = (await signIn(hub, 'anna.berg', password)).cookie!
    const { sessions } = (await hub.send('/api/v1/people/sessions', { cookie: here })).json as {
      sessions: { reference: string; own: boolean }[]
    }
    expect(sessions.map((session) => session.own).sort()).toEqual([false, true])
    const other = sessions.find((session) => !session.own)!
    expect((await hub.send('/api/v1/people/revokeSession', { cookie: here, body: { reference: other.reference } })).status).toBe(200)
    expect((await hub.send('/api/v1/people/me', { cookie: there })).status).toBe(401)
    expect((await hub.send('/api/v1/people/me', { cookie: here })).status).toBe(200)
  })

  it('takes tokens of programs until they are revoked or expire', async () => {
    const cookie = await setUp(hub)
    const token = await tokenOf(hub, cookie)
    expect(token).toMatch(/^harmony_[\w-]{43}$/)
    expect((await hub.send('/api/v1/people/me', { token })).json.login).toBe('anna.berg')
    // A token needs no page of ours: a browser never sends one by itself.
    const called = await hub.send('/api/v1/people/saveRole', { token, body: { code: 'reader', name: 'Reader', permits: ['*.read'] } })
    expect(called.status).toBe(200)
    const { json: me } = await hub.send('/api/v1/people/me', { cookie })
    const { tokens } = (await hub.send(`/api/v1/people/tokens?user=${me.user}`, { cookie })).json as { tokens: { reference: string }[] }
    await hub.send('/api/v1/people/revokeToken', { cookie, body: { user: me.user, reference: tokens[0]!.reference } })
    const after = await hub.send('/api/v1/people/me', { token })
    expect([after.status, after.json.code]).toEqual([401, 'http.badToken'])

    const short = await tokenOf(hub, cookie, '2026-11-30T09:10:00Z')
    expect((await hub.send('/api/v1/people/me', { token: short })).status).toBe(200)
    hub.move(10)
    expect((await hub.send('/api/v1/people/me', { token: short })).status).toBe(401)
  })

  it('gives a token out once: the same call again cannot', async () => {
    const cookie = await setUp(hub)
    const { json: me } = await hub.send('/api/v1/people/me', { cookie })
    const again = { cookie, body: { user: me.user, label: 'x' }, headers: { 'idempotency-key': 'once' } }
    const first = await hub.send('/api/v1/people/createToken', again)
    expect((await hub.send('/api/v1/people/createToken', again)).json).toEqual(first.json)
    const { tokens } = (await hub.send(`/api/v1/people/tokens?user=${me.user}`, { cookie })).json as { tokens: unknown[] }
    expect(tokens).toHaveLength(1)
  })

  it('works as hard for a login that does not exist, and refuses it in the same words', async () => {
    await setUp(hub)
    hub.work.verified = 0
    const wrong = await signIn(hub, 'anna.berg', 'not the password')
    expect(hub.work.verified).toBe(1)
    const unknown = await signIn(hub, 'nobody', 'not the password')
    expect(hub.work.verified).toBe(2)
    expect([wrong.status, wrong.json.code, wrong.json.detail]).toEqual([unknown.status, unknown.json.code, unknown.json.detail])
  })

  it('makes whoever fails five times wait, without looking at a password', async () => {
    await setUp(hub)
    for (let i = 0; i < 5; i++) expect((await signIn(hub, 'anna.berg', `wrong ${i}`)).json.code).toBe('people.wrongCredentials')
    hub.work.verified = 0
    const sixth = await signIn(hub, 'anna.berg', password)
    expect(sixth.json.code).toBe('people.tooManyAttempts')
    expect(sixth.json.about.seconds).toBe('1')
    expect(hub.work.verified).toBe(0)
    expect((await signIn(hub, 'somebody.else', 'wrong')).json.code).toBe('people.wrongCredentials')
  })

  /** Another hub on the same database, or this one after a restart. */
  const elsewhere = () => {
    const hasher = { hash: async (text: string) => text, verify: async (verifier: string, text: string) => verifier === text }
    const attempts = openAttempts(hub.house.harmony.database, () => Date.parse(hub.now()))
    const passwords = openPasswords(attempts, hasher)
    const from = async (address: string, text: string, login = 'anna.berg') => {
      const found = await passwords.check({ login, address }, text, password)
      await attempts.settled()
      return found.right ? 'in' : found.waitSeconds
    }
    return { attempts, from }
  }

  it('counts failures for all hubs and across restarts, forgives them with the right password, and the next day', async () => {
    await setUp(hub)
    for (let i = 0; i < 5; i++) await signIn(hub, 'anna.berg', `wrong ${i}`)
    const { from, attempts } = elsewhere()
    expect(await from('127.0.0.1', password)).toBe(1)
    hub.move(1)
    expect(await from('127.0.0.1', 'wrong')).toBe(0)
    expect((await signIn(hub, 'anna.berg', password)).json.about.seconds).toBe('2')
    hub.move(1)
    expect(await from('127.0.0.1', password)).toBe('in')
    for (let i = 0; i < 5; i++) expect((await signIn(hub, 'anna.berg', `wrong ${i}`)).json.code).toBe('people.wrongCredentials')
    expect(await from('127.0.0.1', password)).toBe(1)
    hub.move(24 * 60)
    expect(await from('127.0.0.1', 'wrong')).toBe(0)
    expect(await from('127.0.0.1', password)).toBe('in')
    // Side by side they do not slip through; neither names nor addresses are kept, and nothing for ever.
    expect((await Promise.all(Array.from({ length: 9 }, () => from('192.0.2.1', 'wrong')))).filter((wait) => wait === 0)).toHaveLength(5)
    const kept = await hub.house.harmony.database.read((session) => session.rows('select key from failed_attempts'))
    expect(kept.every(([key]) => /^[0-9a-f]{64}$/.test(String(key)))).toBe(true)
    hub.move(31 * 24 * 60)
    expect(await attempts.sweep()).toBe(kept.length)
  })

  it('slows strangers down at one name from wherever they come, and nobody where they signed in lately', async () => {
    await setUp(hub)
    const { from } = elsewhere()
    expect(await from('192.0.2.1', password)).toBe('in')
    for (let i = 0; i < 50; i++) expect(await from(`198.51.100.${i}`, 'wrong')).toBe(0)
    expect([await from('203.0.113.7', password), await from('192.0.2.1', password)]).toEqual([1, 'in'])
    for (let i = 0; i < 9; i++) {
      hub.move(1)
      await from(`203.0.113.${i + 10}`, 'wrong')
      await from(`203.0.113.${i + 20}`, 'wrong')
    }
    expect(await from('203.0.113.7', password)).toBeLessThanOrEqual(60)
    hub.move(2)
    expect(await from('203.0.113.7', password)).toBe('in')
  })

  it('takes a network of IPv6 for one place, and a burglar’s own password gives a place nothing back', async () => {
    await setUp(hub)
    const { from } = elsewhere()
    for (let i = 0; i < 5; i++) await from(`2001:db8:1:2::${i}`, 'wrong')
    expect([await from('2001:db8:1:2:ffff::1', password), await from('2001:db8:1:3::1', password)]).toEqual([1, 'in'])
    for (let i = 0; i < 100; i++) {
      await from('192.0.2.9', 'wrong', `login${i}`)
      if (i % 25 === 24) expect(await from('192.0.2.9', password, 'burglar')).toBe(i === 99 ? 1 : 'in')
    }
    expect(['::ffff:192.0.2.1', '2001:DB8::1', '2001:db8:0:0:1::', '192.0.2.1', 'fe80::1%eth0', 'here'].map(placeOf)).toEqual([
      '192.0.2.1', '2001:db8:0:0', '2001:db8:0:0', '192.0.2.1', 'fe80:0:0:0', 'here',
    ]) // prettier-ignore
  })

  it('forgets the rights of whoever is deactivated at once', async () => {
    const cookie = await setUp(hub)
    const made = await hub.send('/api/v1/people/createUser', {
      cookie,
      body: { login: 'ben', name: 'Ben', roles: ['auditor'], password: 'a long sentence of words' },
    })
    const ben = (await signIn(hub, 'ben', 'a long sentence of words')).cookie!
    expect((await hub.send('/api/v1/people/users', { cookie: ben })).status).toBe(200)
    expect((await hub.send('/api/v1/people/deactivateUser', { cookie: ben, body: { user: made.json.id } })).json.code).toBe(
      'operation.forbidden',
    )
    await hub.send('/api/v1/people/deactivateUser', { cookie, body: { user: made.json.id } })
    expect((await hub.send('/api/v1/people/users', { cookie: ben })).status).toBe(401)
    expect((await signIn(hub, 'ben', 'a long sentence of words')).json.code).toBe('people.wrongCredentials')
  })
})

/** The note of a session's last use is written beside the answer; waits until it stands. */
async function settled(hub: Hub): Promise<void> {
  for (let looked = 0; looked < 10_000; looked++) {
    const rows = await hub.house.harmony.database.read((session) => session.rows('select max(seen_at) from sessions'))
    if (new Date(`${String(rows[0]![0])}`).toISOString() === hub.now()) return
  }
  throw new Error('the session was not noted as used')
}

describe('where a request comes from', () => {
  let hub: Hub
  let cookie: string
  beforeAll(async () => {
    hub = await freshHub('sqlite', 'origins')
    cookie = await setUp(hub)
  })
  afterAll(() => hub.close())
  const save = (headers: Record<string, string>) =>
    hub.send('/api/v1/people/saveRole', { cookie, fromPage: false, headers, body: { code: 'r', name: 'R', permits: [] } })

  it.each([
    ['our page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }, 403],
    ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }, 403],
    ['an older browser, our page', { origin: 'OURS' }, 200],
    ['an older browser, another site', { origin: 'https://evil.example' }, 403],
    ['an older browser, a sandboxed frame', { origin: 'null' }, 403],
    ['no browser', {}, 403],
  ])('a change from %s', async (_who, headers, status) => {
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value === 'OURS' ? hub.door.address : value]))
    const answer = await save(sent)
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.json.code).toBe('http.crossSite')
  })

  it.each([
    ['127.0.0.1:PORT', 200],
    ['localhost:PORT', 200],
    ['[::1]:PORT', 200],
    ['localhost', 200],
    ['evil.example', 421],
    ['evil.example:PORT', 421],
    ['127.0.0.1:1', 421],
    ['localhost.evil.example', 421],
  ])('by the name %s: %i', async (host, status) => {
    const { port } = new URL(hub.door.address)
    const answered = await new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/api/v1/manifest', headers: { host: host.replace('PORT', port) } }, (response) => {
        response.resume()
        resolve(response.statusCode!)
      })
        .on('error', reject)
        .end()
    })
    expect(answered).toBe(status)
  })
})

describe('behind a proxy that ends TLS', () => {
  it('sets the cookie that only TLS can have, and tells browsers to stay with TLS', async () => {
    const hub = await freshHub('sqlite', 'proxied', { behindProxy: true, hostNames: ['harmony.example'] })
    try {
      const answer = await hub.send('/api/v1/people/setUp', {
        body: administrator,
        fromPage: false,
        headers: { 'x-forwarded-host': 'harmony.example', 'x-forwarded-proto': 'https', origin: 'https://harmony.example' },
      })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; /)
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
    } finally {
      await hub.close()
    }
  })
  it('serves plain HTTP on no other address than the machine’s own', async () => {
    await expect(freshHub('sqlite', 'plain', { host: '0.0.0.0' })).rejects.toThrow('plain HTTP')
  })
})
