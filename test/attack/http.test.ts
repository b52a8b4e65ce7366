import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { stores } from '../world/stores.ts'
import { openHttp } from '../../main/doors/http.ts'
import { bytes, lines } from './raw.ts'
import { misfit } from './schema.ts'
import { freshHub, password, setUp, tokenOf, type Hub } from '../doors/hub.ts'

const raw = (hub: Hub, head: readonly string[], body?: string) => lines(hub.door.port, head, body)

describe.each(stores)('attacks over HTTP on %s', (dialect) => {
  let hub: Hub
  let cookie: string
  beforeAll(async () => {
    hub = await freshHub(dialect, 'attack-http')
    cookie = await setUp(hub)
  })
  afterAll(() => hub.close(), 30_000)
  const headOfLog = async (): Promise<number> => (await hub.house.harmony.happeningsSince(0)).at(-1)?.seq ?? 0

  describe('addresses', () => {
    const addresses = [
      '/%61pi/v1/people/me', '/api/v1/people/%6de', '/api/v1/people/me/', '//api/v1/people/me', '/api//v1/people/me', '/api/v1/../v1/people/me', '/API/v1/people/me', '/api/v1/people/me%00',
      '/api/v1/people/me%2f..', '/api/v1/__proto__/constructor', '/api/v1/constructor/prototype', '/api/v1/people/toString', '/api/v1/%ff/%fe', '/api/v1/people/%', '/%', '/..%2f..%2fetc%2fpasswd',
      '/../../etc/passwd', '/assets/..%5c..%5cpackage.json', '/%2e%2e/%2e%2e/package.json', '/index.html%00.js', '/.env', '/api', '/api/', '/api/v1', '/api/v1/files/../people/me', `/api/v1/people/${'x'.repeat(5000)}`,
      `/${'a/'.repeat(3000)}`, '/api/v1/files/%2e%2e%2f%2e%2e', '/%61pi/v1/live', '/%61pi/v1/manifest', '/%61pi/v1/files/aa', '/api/v1/manifest?language=%00&language=de', '/api/v1/manifest?language=__proto__',
      '/api/v1/people/users?filter=%7B%22__proto__%22%3A1%7D', '/api/v1/people/users?__proto__=1&constructor=2', '/api/v1/people/users?limit=1e3', '/api/v1/people/users?order=%00', '/api/v1/people/users?download=1',
      '/api/v1/people/users?limit=1&limit=2', '/api/v1/people/users?search=%ed%a0%80', '/healthz?x=1', '/%68ealthz', '*',
    ] // prettier-ignore
    it.each(['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'PATCH'])('of all kinds answer %s without a fault', async (method) => {
      const before = await headOfLog()
      for (const address of addresses)
        for (const target of [address, `http://127.0.0.1:${hub.door.port}${address}`]) {
          const body = method === 'POST' ? '{}' : ''
          const answer = await raw(hub, [`${method} ${target} HTTP/1.1`, 'Content-Type: application/json', ...(/live/.test(target) ? [] : [`Cookie: ${cookie}`])], body)
          expect([target, answer.status >= 500 && answer.status !== 503 ? answer : 'fine']).toEqual([target, 'fine'])
          expect([target, answer.body]).not.toEqual([target, expect.stringMatching(/ at .*\.(ts|js|cjs):|SQLITE|node_modules|root:x:/)])
          // What the server of Node itself refuses to read has no headers of ours.
          if (answer.status !== 0 && /content-type/.test(answer.headers)) {
            expect([target, answer.headers]).toEqual([target, expect.stringContaining('x-content-type-options: nosniff')])
            expect([target, answer.headers]).toEqual([target, expect.stringContaining('content-security-policy:')])
          }
        }
      expect(await headOfLog()).toBe(before)
    })

    it.each([
      '/%61pi/v1/people/savePreferences', '/api/v1/people/%73avePreferences', 'http://127.0.0.1/api/v1/people/savePreferences', 'http://evil.example/api/v1/people/savePreferences',
    ])('written as %s are guarded against other sites like any', async (target) => {
      const before = await headOfLog()
      for (const site of [[], ['Sec-Fetch-Site: cross-site'], ['Sec-Fetch-Site: same-site'], ['Sec-Fetch-Site: none'], ['Origin: null'], ['Origin: http://evil.example'], [`Origin: http://127.0.0.1:${hub.door.port}.evil.example`]]) {
        const answer = await raw(hub, [`POST ${target} HTTP/1.1`, 'Content-Type: application/json', `Cookie: ${cookie}`, ...site], '{"theme":"dark"}')
        expect([site, answer.status]).toEqual([site, 403])
        expect(answer.body).toContain('http.crossSite')
      }
      expect(await headOfLog()).toBe(before)
    })
  }) // prettier-ignore

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'theme=dark'], ['plain text', 'text/plain', '{"theme":"dark"}'], ['no type', '', '{"theme":"dark"}'], ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['JSON with a byte-order mark of another encoding', 'application/json; charset=utf-16', '\ufffe{'], ['a type with a twist', 'application/json\t; x=text/plain', '{"theme":"dark"}'],
  ])('takes no change sent as %s', async (_what, type, body) => {
    const before = await headOfLog()
    const answer = await raw(hub, ['POST /api/v1/people/savePreferences HTTP/1.1', ...(type === '' ? [] : [`Content-Type: ${type}`]), `Cookie: ${cookie}`, 'Sec-Fetch-Site: same-origin'], body)
    if (!type.includes('twist') && !type.includes('x=text')) {
      expect([400, 415]).toContain(answer.status)
      expect(await headOfLog()).toBe(before)
    }
    expect(answer.status).toBeLessThan(500)
  }) // prettier-ignore

  it('lets no header turn one method into another', async () => {
    const before = await headOfLog()
    for (const header of ['X-HTTP-Method-Override: POST', 'X-Method-Override: POST', 'X-HTTP-Method: POST']) {
      const answer = await raw(hub, [
        'GET /api/v1/people/signOut?_method=POST HTTP/1.1',
        header,
        `Cookie: ${cookie}`,
        'Sec-Fetch-Site: cross-site',
      ])
      expect(answer.status).toBe(405)
    }
    expect(await headOfLog()).toBe(before)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost@evil.example', '', '127.0.0.1:1', '0.0.0.0', '[::ffff:127.0.0.1]'])('is not reached as "%s"', async (host) => {
    const answer = await raw(hub, ['GET /api/v1/people/me HTTP/1.1', `Host: ${host}`, `Cookie: ${cookie}`])
    expect([400, 421]).toContain(answer.status)
    const forwarded = await raw(hub, ['GET /api/v1/people/me HTTP/1.1', `Host: ${host}`, `X-Forwarded-Host: 127.0.0.1:${hub.door.port}`, `Cookie: ${cookie}`])
    expect([400, 421]).toContain(forwarded.status)
  }) // prettier-ignore

  describe('idempotency keys', () => {
    it('answer nobody who does not know the password, even when the right one was sent under the same key', async () => {
      const key = { 'idempotency-key': 'sign-in' }
      const right = await hub.send('/api/v1/people/signIn', { body: { login: 'anna.berg', password }, headers: key })
      expect([right.status, right.cookie?.length]).toEqual([200, 47])
      const wrong = await hub.send('/api/v1/people/signIn', { body: { login: 'anna.berg', password: 'not her password' }, headers: key })
      expect([wrong.status, wrong.cookie]).toEqual([422, undefined])
      const again = await hub.send('/api/v1/people/signIn', { body: { login: 'anna.berg', password }, headers: key })
      expect(again.status).toBe(200)
    })

    it('of another secret are another call, so that nobody believes that a password was set which was not', async () => {
      const { json: me } = await hub.send('/api/v1/people/me', { cookie })
      const made = await hub.send('/api/v1/people/createUser', { cookie, body: { login: 'ben', name: 'Ben', roles: [], password: 'the first long password' } })
      const set = (word: string) => hub.send('/api/v1/people/setPassword', { cookie, body: { user: made.json.id, password: word }, headers: { 'idempotency-key': 'set-1' } })
      expect((await set('the second long password')).status).toBe(200)
      expect((await set('the second long password')).status).toBe(200)
      const other = await set('the third long password')
      expect([other.status, other.json.code]).toEqual([409, 'call.reused'])
      expect(me.login).toBe('anna.berg')
      const kept = await hub.house.harmony.database.read((session) => session.rows('select * from calls'))
      expect(JSON.stringify(kept, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('long password')
    }) // prettier-ignore

    it.each([
      ['of ten thousand characters', 'x'.repeat(10_000)], ['of nothing', ''], ['with a blank', 'a b'], ['with a control character', 'a\tb'], ['beyond ASCII', 'caf\u00e9'],
    ])('%s are refused', async (_what, key) => {
      const before = await headOfLog()
      const answer = await raw(hub, ['POST /api/v1/people/savePreferences HTTP/1.1', 'Content-Type: application/json', `Cookie: ${cookie}`, 'Sec-Fetch-Site: same-origin', `Idempotency-Key: ${key}`], '{"theme":"dark"}')
      expect([answer.status, await headOfLog()]).toEqual([400, before])
    }) // prettier-ignore
  })

  describe('uploads', () => {
    const form = (name: string, part = 'file'): FormData => {
      const data = new FormData()
      data.set(part, new Blob(['a,b\n']), name)
      return data
    }
    it.each([
      ['two names', () => ['/api/v1/files?name=a&name=b', new Uint8Array([1])]], ['a name that is a list', () => ['/api/v1/files?name[]=a', new Uint8Array([1])]], ['nothing', () => ['/api/v1/files', new Uint8Array()]],
      ['a path for a name', () => ['/api/v1/files', form('../../etc/passwd')]], ['a name of another direction', () => ['/api/v1/files', form('invoice\u202efdp.exe')]], ['a name with lines', () => ['/api/v1/files', form('a\r\nSet-Cookie: x=1.csv')]],
      ['a name without end', () => ['/api/v1/files', form('x'.repeat(5000))]], ['a prototype for a field', () => ['/api/v1/files', form('a.csv', '__proto__')]], ['a constructor for a field', () => ['/api/v1/files', form('a.csv', 'constructor')]],
      ['only dots', () => ['/api/v1/files?name=..', new Uint8Array([1])]], ['blank', () => ['/api/v1/files?name=%20', new Uint8Array([1])]], ['half a character', () => ['/api/v1/files?name=%f0%9f', new Uint8Array([1])]],
      ['a long name of emoji', () => [`/api/v1/files?name=x${encodeURIComponent('😀'.repeat(150))}`, new Uint8Array([1])]],
    ] as [string, () => [string, Uint8Array | FormData]][])('named with %s are kept under a plain name or refused', async (_what, make) => {
      const [path, body] = make()
      const answer = await hub.send(path, { cookie, body, ...(body instanceof FormData ? {} : { headers: { 'content-type': 'application/octet-stream' } }) })
      expect([201, 400]).toContain(answer.status)
      if (answer.status === 201) {
        expect(answer.json.name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]/u)
        expect(answer.json.name.isWellFormed()).toBe(true)
        expect(answer.json.name.length).toBeGreaterThan(0)
      }
    }) // prettier-ignore
    it.each([
      ['a form without a boundary', 'multipart/form-data', 'x'], ['a form that breaks off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc'],
      ['a form of nothing', 'multipart/form-data; boundary=x', '--x--\r\n'], ['two files', 'multipart/form-data; boundary=x', ['a', 'b'].map((n) => `--x\r\nContent-Disposition: form-data; name="${n}"; filename="${n}"\r\n\r\nabc\r\n`).join('') + '--x--\r\n'],
      ['a hundred fields', 'multipart/form-data; boundary=x', Array.from({ length: 100 }, (_, n) => `--x\r\nContent-Disposition: form-data; name="f${n}"\r\n\r\nabc\r\n`).join('') + '--x--\r\n'],
    ])('of %s do no harm', async (_what, type, body) => {
      const answer = await raw(hub, ['POST /api/v1/files HTTP/1.1', `Content-Type: ${type}`, `Cookie: ${cookie}`, 'Sec-Fetch-Site: same-origin'], body)
      expect(answer.status).toBeGreaterThanOrEqual(200)
      expect(answer.status).toBeLessThan(500)
    }) // prettier-ignore
  })

  it.each([
    ['a body larger than it may be', () => Buffer.alloc(1_100_000, 32), {}, 413],
    ['a compressed bomb', () => gzipSync(Buffer.alloc(50_000_000, 32)), { 'content-encoding': 'gzip' }, 413],
    ['a million brackets', () => Buffer.from('['.repeat(1_000_000)), {}, 400],
    ['half a million nested objects', () => Buffer.from(`${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}`), {}, 400],
    ['a prototype', () => Buffer.from('{"__proto__":{"admin":true},"theme":"dark"}'), {}, 400],
    ['a constructor', () => Buffer.from('{"constructor":{"prototype":{"admin":true}}}'), {}, 400],
    ['broken UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
    ['a number beyond all', () => Buffer.from('{"theme":1e999}'), {}, 400],
    ['nothing at all', () => Buffer.from(' '), {}, 400],
  ])('refuses %s', async (_what, make, headers, status) => {
    const before = await headOfLog()
    const answer = await hub.send('/api/v1/people/savePreferences', { cookie, body: new Uint8Array(make()), headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8'])
    expect(answer.json.detail).not.toMatch(/\{\{/)
    expect([await headOfLog(), ({} as { admin?: boolean }).admin]).toEqual([before, undefined])
  })

  it('reflects what was sent as data of a problem and never as a page', async () => {
    const script = '<script>alert(1)</script>'
    for (const [path, request] of [
      [`/api/v1/people/${encodeURIComponent(script)}`, { cookie }], [`/api/v1/people/users?order=${encodeURIComponent(script)}`, { cookie }], ['/api/v1/people/signInAs', { body: { login: script } }],
      [`/${encodeURIComponent(script)}.json`, {}], ['/api/v1/people/createUser', { cookie, body: { login: script, name: 'x', roles: [] } }],
    ] as const) {
      const answer = await hub.send(path, request)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect([path, answer.headers.get('content-type')]).toEqual([path, 'application/problem+json; charset=utf-8'])
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  }) // prettier-ignore

  it('lets no session be slipped in, and gives none that it did not make', async () => {
    const planted = `sid=${'a'.repeat(43)}`
    const signed = await hub.send('/api/v1/people/signIn', { cookie: planted, body: { login: 'anna.berg', password } })
    expect(signed.cookie).not.toBe(planted)
    expect((await hub.send('/api/v1/people/me', { cookie: planted })).status).toBe(401)
    expect((await hub.send('/api/v1/people/me', { cookie: `${signed.cookie}; ${planted}` })).status).toBe(401)
    expect((await hub.send('/api/v1/people/me', { cookie: `${planted}; ${signed.cookie}` })).status).toBe(401)
    for (const odd of ['sid', 'sid=', 'sid=__proto__', `sid=${"' or 1=1 --".padEnd(43, 'x')}`, `sid="${signed.cookie!.slice(4)}"`, `SID=${signed.cookie!.slice(4)}`])
      expect([odd, (await hub.send('/api/v1/people/me', { cookie: odd })).status]).toEqual([odd, 401])
  }) // prettier-ignore

  it.each(['Bearer', 'Bearer ', 'Bearer a b', 'Basic YWRtaW46YWRtaW4=', 'bearer harmony_x', `Bearer ${'x'.repeat(7000)}`, 'Bearer null'])('takes "%s" for no token, whatever cookie comes with it', async (authorization) => {
    const answer = await hub.send('/api/v1/people/me', { cookie, headers: { authorization } })
    expect([answer.status, answer.json.code]).toEqual([401, 'http.badToken'])
  }) // prettier-ignore

  it('counts wrong passwords of people who are there and who are not alike, and stops counting hashes when they must wait', async () => {
    const costs: number[] = []
    for (const login of ['anna.berg', 'nobody.at.all']) {
      hub.work.verified = hub.work.hashed = 0
      for (let tries = 0; tries < 12; tries++)
        await hub.send('/api/v1/people/signIn', { body: { login, password: `wrong ${tries} password` } })
      costs.push(hub.work.verified)
    }
    expect(costs).toEqual([5, 5])
  })

  const me = '/api/v1/people/me'
  const json = ['Content-Type: application/json', 'Sec-Fetch-Site: same-origin']
  it.each([
    ['a folded header', [`GET ${me} HTTP/1.1`, 'X-A: b', ` Cookie: sid=x`], [400]],
    ['a NUL in a header', [`GET ${me} HTTP/1.1`, 'X-A: b\0c'], [400]],
    ['a NUL in the address', [`GET ${me}\0 HTTP/1.1`], [400]],
    ['a name with a dot at its end', [`GET ${me} HTTP/1.1`, 'Host: localhost.'], [421]],
    ['a name with somebody’s password', [`GET http://a:b@evil.example${me} HTTP/1.1`, 'Host: evil.example'], [400, 421]],
    ['a zone of IPv6', [`GET ${me} HTTP/1.1`, 'Host: [::1%25lo]'], [400, 421]],
    ['two names with a blank', [`GET ${me} HTTP/1.1`, 'Host: localhost evil.example'], [400, 421]],
    ['more headers than anybody has', [`GET ${me} HTTP/1.1`, ...Array.from({ length: 3000 }, (_, n) => `X-${n}: ${n}`)], [400, 401, 431]],
    ['a header of 20 kB', [`GET ${me} HTTP/1.1`, `X-A: ${'a'.repeat(20_000)}`], [0, 431]],
    ['a language of 12 kB', [`GET ${me} HTTP/1.1`, `Accept-Language: ${'de-'.repeat(4000)}`], [401]],
    ['languages without end', [`GET ${me} HTTP/1.1`, `Accept-Language: ${'de;q=0.'.repeat(1700)}`], [401]],
    ['another protocol', [`GET ${me} HTTP/1.1`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13'], [401]],
    ['HTTP/2 over plain text', [`GET ${me} HTTP/1.1`, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'], [401]],
    ['a tunnel', ['CONNECT evil.example:443 HTTP/1.1'], [0, 400, 404, 405, 421]],
    ['an address elsewhere that a proxy would obey', [`GET /healthz HTTP/1.1`, `X-Original-URL: ${me}`, `X-Rewrite-URL: ${me}`], [200]],
    ['a token in the address', [`GET ${me}?access_token=x&authorization=Bearer%20x HTTP/1.1`], [400, 401]],
    ['a length below nothing', [`POST ${me} HTTP/1.1`, ...json, 'Content-Length: -1'], [400]],
    ['two lengths', [`POST ${me} HTTP/1.1`, ...json, 'Content-Length: 2', 'Content-Length: 3'], [400]],
    ['an expectation', [`POST ${me} HTTP/1.1`, ...json, 'Expect: 200-maybe'], [417, 400, 401]],
    ['a coding of its own', [`POST ${me} HTTP/1.1`, ...json, 'Content-Encoding: bomb', 'Content-Length: 0'], [400, 401, 415]],
    ['a part of an answer', [`GET /api/v1/manifest HTTP/1.1`, 'Range: bytes=0-0,1-1,2-2'], [200]],
    ['whether anything was ever there', [`GET /api/v1/manifest HTTP/1.1`, 'If-None-Match: *'], [200]],
  ] as const)('answers %s with a plain no, and nobody else’s page reads it', async (_what, head, wanted) => {
    const answer = await bytes(hub.door.port, [head[0], ...(head.some((line) => /^host:/i.test(line)) ? [] : [`Host: 127.0.0.1:${hub.door.port}`]), ...head.slice(1), 'Connection: close', '', ''].join('\r\n'))
    expect(wanted).toContain(answer.status)
    expect(answer.headers).not.toMatch(/access-control-allow|^etag:|upgrade: websocket|www\.|^location:/m)
    expect(/anna\.berg|"user":"/.test(answer.body)).toBe(false)
  }) // prettier-ignore

  it('gives other sites’ pages no leave to read, listen or ask beforehand', async () => {
    for (const [method, path] of [['OPTIONS', '/api/v1/people/signIn'], ['GET', '/api/v1/manifest'], ['GET', '/api/v1/openapi.json'], ['GET', '/sign-in/start'], ['GET', '/'], ['GET', '/api/v1/live']] as const) {
      const answer = await raw(hub, [`${method} ${path} HTTP/1.1`, 'Origin: https://evil.example', 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: content-type, authorization'])
      expect([path, answer.headers.match(/access-control[^\r]*/g)]).toEqual([path, null])
      expect([path, answer.headers]).toEqual([path, expect.stringMatching(/frame-ancestors 'none'|x-frame-options/)])
    }
  }) // prettier-ignore

  it('sends whoever signs in by a provider nowhere but home, and believes no way back that it did not begin', async () => {
    for (const path of [
      '/sign-in/start?returnTo=//evil.example', '/sign-in/start?redirect_uri=https://evil.example', '/sign-in/callback?state=a&code=b&returnTo=https://evil.example', '/sign-in/callback?state=a&state=b&code=c',
      '/sign-in/callback?state[]=a', '/sign-in/callback?state=__proto__', `/sign-in/callback?state=${'a'.repeat(4000)}`, '/sign-in/callback?error=x&error_description=%0d%0aSet-Cookie:%20sid=x', '/sign-in/callback?iss=https://evil.example&code=x&state=',
    ]) {
      const answer = await raw(hub, [`GET ${path} HTTP/1.1`, `Cookie: signin=${'a'.repeat(43)}`])
      expect([path, answer.status, /^location: (.*)$/m.exec(answer.headers)?.[1]?.trim()]).toEqual([path, 303, '/?signin=failed'])
      expect(answer.headers).not.toMatch(/set-cookie: sid=[\w-]/)
    }
  }) // prettier-ignore

  it('takes for a login only what is one, however it is written, and the last of two of a name', async () => {
    const code = async (login: string) => (await hub.send('/api/v1/people/signIn', { body: `{"login":${JSON.stringify(login)},"password":"${password}"}` })).json.code
    for (const login of ['ＡＮＮＡ.berg', 'anna\u200b.berg', 'anna.berg\u0000', 'anna.bérg', 'аnna.berg', "anna.berg' or '1'='1", 'ANNA．BERG', 'anna.berg%00'])
      expect([login, ['people.wrongCredentials', 'input.malformed', undefined].includes(await code(login))]).toEqual([login, true])
    const doubled = await hub.send('/api/v1/people/signIn', { body: `{"login":"anna.berg","login":"nobody","password":"${password}"}` })
    expect([doubled.status, doubled.cookie]).toEqual([422, undefined])
  }) // prettier-ignore

  it('lets go of a listener that does not read, and of no other', async () => {
    const token = await tokenOf(hub, cookie)
    const door = await openHttp(hub.house.harmony, {
      host: '127.0.0.1',
      port: 0,
      perMinute: 100_000,
      live: { heartbeat: 300, waiting: 100 },
    })
    try {
      const socket = connect(door.port, '127.0.0.1')
      const ended = new Promise<void>((done) => socket.once('close', () => done()))
      socket.on('error', () => undefined)
      socket.write(`GET /api/v1/live?after=0 HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
      socket.resume()
      // So little may wait that whatever is told at once is too much.
      await ended
      expect((await hub.send('/api/v1/people/me', { cookie })).status).toBe(200)
    } finally {
      await door.close()
    }
  })

  it('gives up on whoever sends slowly', () => {
    const { server } = hub.door.app
    expect(server.headersTimeout).toBeLessThanOrEqual(20_000)
    expect(server.requestTimeout).toBeLessThanOrEqual(120_000)
    expect(server.requestTimeout).toBeGreaterThan(0)
  })

  it('forgets hundreds of listeners that hang up', async () => {
    const token = await tokenOf(hub, cookie)
    const many = 300
    let left = 0
    const allLeft = new Promise<void>((done) => {
      const leaving = (): void => {
        if (++left === many) done()
      }
      hub.door.app.server.on('connection', (socket) => socket.once('close', leaving))
    })
    const listeners = await Promise.all(
      Array.from({ length: many }, async () => {
        const socket = connect(hub.door.port, '127.0.0.1')
        const heard = new Promise<string>((hear, fail) => socket.once('data', (part) => hear(part.toString())).once('error', fail))
        socket.write(`GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:${hub.door.port}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
        return { socket, heard: await heard }
      }),
    )
    expect(listeners.every(({ heard }) => heard.startsWith('HTTP/1.1 200 '))).toBe(true)
    for (const { socket } of listeners) socket.destroy()
    await allLeft
    const answer = await hub.send('/api/v1/people/savePreferences', { cookie, body: { theme: 'dark' } })
    expect(answer.status).toBe(200)
  }, 30_000)

  it('describes itself in a document whose references lead somewhere and whose examples fit', async () => {
    const { json: document } = await hub.send('/api/v1/openapi.json')
    const broken: string[] = []
    const walk = (node: any, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      if (typeof node.$ref === 'string') {
        const found = node.$ref.replace('#/', '').split('/').reduce((at: any, step: string) => at?.[step.replace(/~1/g, '/').replace(/~0/g, '~')], document) // prettier-ignore
        if (found === undefined) broken.push(`${path}: ${node.$ref}`)
      }
      for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`)
    }
    walk(document, '#')
    expect(broken).toEqual([])
    let checked = 0
    const fits = (media: any, steps: readonly string[]): void => {
      const examples = [media.example, ...Object.values(media.examples ?? {}).map((e: any) => e.value)].filter((e) => e !== undefined)
      for (const example of examples) {
        checked++
        const wrong = misfit(media.schema, example, document)
        if (wrong !== undefined) broken.push(`${steps.join(' ')}: ${wrong}`)
      }
    }
    for (const [path, methods] of Object.entries<any>(document.paths))
      for (const [method, operation] of Object.entries<any>(methods)) {
        for (const [type, media] of Object.entries<any>(operation.requestBody?.content ?? {})) if (media.schema) fits(media, ['paths', path, method, 'requestBody', 'content', type])
        for (const [status, response] of Object.entries<any>(operation.responses ?? {}))
          for (const [type, media] of Object.entries<any>(response.content ?? {})) if (media.schema) fits(media, ['paths', path, method, 'responses', status, 'content', type])
      } // prettier-ignore
    expect(broken).toEqual([])
    expect(checked).toBeGreaterThan(30)
  })
})
