import { createHash, randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { openHttp, type HttpDoor, type HttpOptions } from '../../main/doors/http.ts'
import { syncLimits } from '../../main/doors/sync.ts'
import { httpTransport, pinOf, type HttpTransport } from '../../main/sync/http-transport.ts'
import { helloText, partBytes, SyncRefusal, type Pull } from '../../main/sync/messages.ts'
import { signedBy } from '../world/device-key.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'
import { testCertificate } from './certificate.ts'

const hashOf = (some: Uint8Array): string => createHash('sha256').update(some).digest('hex')
const open = (house: House, more: Partial<HttpOptions> = {}): Promise<HttpDoor> =>
  openHttp(house.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000, ...more })

/** A server that answers whatever it likes. */
async function strange(answer: RequestListener): Promise<{ server: Server; address: string }> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe.each(stores)('the door for devices on %s', (dialect) => {
  let hub: House
  let door: HttpDoor
  let line: HttpTransport
  let laptop: Laptop
  let token: string
  const pull: Pull = {
    epoch: 1,
    since: 0,
    scope: '',
    schema: '',
    limit: 10,
    unsent: 0,
    oldest: null,
    version: '0',
    skew: null,
    digest: null,
  }
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, to: { port: number } = door): Promise<Response> =>
    fetch(`http://127.0.0.1:${to.port}/sync/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: body instanceof Uint8Array || typeof body === 'string' ? (body as BodyInit) : JSON.stringify(body),
    })
  const code = async (response: Response): Promise<[number, string]> => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ]

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'sync door', { shape: 'hub' })
    await hub.do('demo.seed', {})
    door = await open(hub)
    line = httpTransport({ hub: door.address })
    laptop = await freshLaptop(hub, 'amelia.ford', 'laptop', { transport: line })
    const { nonce } = await line.challenge()
    const signature = await signedBy(laptop, helloText(nonce))
    token = (await line.hello({ device: laptop.id, nonce, signature, version: 'test' })).token
  })
  afterAll(async () => {
    line?.close()
    await door?.close()
    await laptop?.close()
    await hub?.close()
  })

  it('takes a laptop through a whole round, and says nothing in one small request when there is nothing', async () => {
    expect(await laptop.sync(true)).toMatchObject({ left: 0, inStep: true, filesLeft: 0 })
    const [customer] = (await laptop.do('customers.list', { limit: 1 })).rows
    const contact = { customer: customer.id, name: 'Iris Novák', title: 'Partner', email: 'iris@zenith.example', getsInvoices: false, technical: false, decides: true, active: true } // prettier-ignore
    const { id } = await laptop.do('customers.saveContact', contact)
    expect(await laptop.sync(true)).toMatchObject({ sent: 1, left: 0, inStep: true })
    const there = (await hub.do('customers.contacts', { limit: 100 })).rows.find((row: { id: string }) => row.id === id)
    expect(there).toMatchObject({ name: 'Iris Novák' })

    await laptop.sync()
    const before = line.traffic()
    await laptop.sync()
    const after = line.traffic()
    expect(after.requests - before.requests).toBe(1)
    expect([after.up - before.up, after.down - before.down].map((bytes) => bytes < 480)).toEqual([true, true])
    expect(after.up + after.down - before.up - before.down).toBeLessThan(600)
  })

  it('packs what is large, both ways', async () => {
    const answer = await post('load', { asked: '1', cursor: null, limit: 500 }, { 'accept-encoding': 'gzip' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(((await answer.json()) as { rows: unknown[] }).rows.length).toBeGreaterThan(100)
    const asked = gzipSync(JSON.stringify({ asked: '2', cursor: null, limit: 1 }))
    expect((await post('load', asked, { 'content-encoding': 'gzip' })).status).toBe(200)
  })

  it.each([
    ['nothing shown', 'pull', pull, { authorization: '' }, [401, 'http.badToken']],
    ['a cookie instead', 'pull', pull, { authorization: '', cookie: `sid=${'a'.repeat(43)}` }, [401, 'http.badToken']],
    ['a token of nobody', 'pull', pull, { authorization: 'Bearer abc.def.ghi' }, [401, 'sync.badSignature']],
    ['another site', 'challenge', {}, { origin: 'http://evil.example' }, [403, 'http.crossSite']],
    ['another site, in a newer browser', 'challenge', {}, { 'sec-fetch-site': 'cross-site' }, [403, 'http.crossSite']],
    ['another kind of body', 'pull', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, [415, 'http.notJson']],
    ['no JSON', 'pull', '{"epoch":', {}, [400, 'http.malformed']],
    ['text that is no text', 'pull', Buffer.from([0x22, 0xff, 0x22]), {}, [400, 'http.malformed']],
    ['a stray key', 'pull', { ...pull, more: 1 }, {}, [400, 'http.malformed']],
    ['another type', 'pull', { ...pull, since: '0' }, {}, [400, 'http.malformed']],
    ['a prototype', 'push', '{"epoch":1,"intents":[{"__proto__":{},"body":"","signature":""}]}', {}, [400, 'http.malformed']],
    ['a cursor of another hub', 'load', { asked: '3', cursor: '["customers",7]', limit: 5 }, {}, [400, 'http.malformed']],
    ['a cursor that is no key', 'load', { asked: '4', cursor: '["customers","x"]', limit: 5 }, {}, [400, 'http.malformed']],
    ['another packing', 'pull', pull, { 'content-encoding': 'br' }, [415, 'http.notJson']],
    ['half a packing', 'pull', gzipSync('{}').subarray(0, 10), { 'content-encoding': 'gzip' }, [400, 'http.malformed']],
    ['a message that grows a thousandfold', 'pull', gzipSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'gzip' }, [413, 'http.tooLarge']],
    ['a push that grows a hundredfold', 'push', gzipSync(Buffer.alloc(200_000_000, 32), { level: 1 }), { 'content-encoding': 'gzip' }, [413, 'sync.tooLarge']],
    ['a message that is large', 'pull', { ...pull, version: 'x'.repeat(10_000) }, {}, [413, 'http.tooLarge']],
    ['too many intents at once', 'push', { epoch: 1, intents: Array.from({ length: 201 }, () => ({ body: '{}', signature: '' })) }, {}, [413, 'sync.tooLarge']],
    ['another epoch', 'push', { epoch: 2, intents: [] }, {}, [412, 'sync.otherEpoch']],
  ] as const)('refuses %s by name', async (_what, path, body, headers, expected) => {
    const answer = await post(path, body, headers)
    expect(await code(answer)).toEqual(expected)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  }) // prettier-ignore

  it('says no in the language of whoever asks, with a reference', async () => {
    const answer = await post('push', { epoch: 2, intents: [] }, { 'accept-language': 'de' })
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining('Sicherung'),
      instance: expect.stringMatching(/^urn:uuid:/),
    })
  })

  it('lets one address greet and enrol only so often', async () => {
    const other = await open(hub, { sync: { ...syncLimits, greetings: 3, enrolments: 3 } })
    try {
      const greeted = await Promise.all(Array.from({ length: 5 }, () => post('challenge', {}, {}, other)))
      expect(greeted.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429])
      expect(Number(greeted.find(({ status }) => status === 429)!.headers.get('retry-after'))).toBeGreaterThan(0)
      const enrol = () =>
        fetch(`http://127.0.0.1:${other.port}/api/v1/sync/enrol`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: other.address },
          body: JSON.stringify({ code: '7K3M-9QDX-W2', publicKey: 'a'.repeat(64) }),
        })
      const tried: [number, string][] = []
      for (let n = 0; n < 5; n++) tried.push(await code(await enrol()))
      expect(tried).toEqual([...Array.from({ length: 3 }, () => [422, 'sync.badCode']), [429, 'http.tooMany'], [429, 'http.tooMany']])
    } finally {
      await other.close()
    }
  })

  it('says when it has too much to do, and goes on afterwards', async () => {
    // A hub that takes its time.
    const slow: NonNullable<House['harmony']['hub']> = {
      ...hub.harmony.hub!,
      load: async (...asked) => {
        await new Promise((later) => setTimeout(later, 200))
        return hub.harmony.hub!.load(...asked)
      },
    }
    const other = await open({ ...hub, harmony: { ...hub.harmony, hub: slow } }, { sync: { ...syncLimits, width: 1, queue: 1 } })
    try {
      const load = { asked: '5', cursor: null, limit: 5 }
      const answers = await Promise.all(Array.from({ length: 12 }, () => post('load', load, {}, other)))
      const busy = answers.filter(({ status }) => status === 503)
      expect(busy.length).toBe(10)
      expect(await code(busy[0]!)).toEqual([503, 'sync.busy'])
      expect(Number(busy[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(5)
      expect((await post('load', load, {}, other)).status).toBe(200)
    } finally {
      await other.close()
    }
  })

  it('hints that there is something new', async () => {
    let hints = 0
    const stop = line.listen(
      () => Promise.resolve(token),
      () => void hints++,
    )
    try {
      await new Promise((later) => setTimeout(later, 300))
      await hub.do('customers.saveTerritory', { code: 'POKE', name: 'A hint' }).catch(async () => {
        const [user] = (await hub.do('people.users', { limit: 1 })).rows
        await hub.do('sync.invite', { user: user.id, name: 'other' })
        const [customer] = (await hub.do('customers.list', { limit: 1 })).rows
        await hub.do('customers.saveContact', { customer: customer.id, name: 'A hint', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
      })
      for (let n = 0; n < 100 && hints === 0; n++) await new Promise((later) => setTimeout(later, 50))
      expect(hints).toBe(1)
    } finally {
      stop()
    }
  })

  describe('files', () => {
    const bytes = randomBytes(2 * partBytes + 1_000)
    it('come in parts of any order, twice if need be, and are whole by their hash', async () => {
      const hash = hashOf(bytes)
      const part = (n: number, size = bytes.length) => {
        const some = bytes.subarray(n * partBytes, (n + 1) * partBytes)
        return { part: n, size, sum: hashOf(some), bytes: some }
      }
      expect(await line.blobs.have(token, hash)).toBeNull()
      await line.blobs.put(token, hash, part(2))
      await line.blobs.put(token, hash, part(0))
      expect(await line.blobs.put(token, hash, part(0))).toMatchObject({ complete: false, parts: 3, have: '05' })
      expect(await line.blobs.have(token, hash)).toMatchObject({ complete: false, parts: 3, have: '05' })
      await expect(line.blobs.put(token, hash, { ...part(1), sum: hashOf(randomBytes(3)) })).rejects.toMatchObject({ code: 'sync.badPart' })
      await expect(line.blobs.put(token, hash, { ...part(1), part: 3 })).rejects.toMatchObject({ code: 'sync.tooLarge' })
      expect(await line.blobs.put(token, hash, part(1))).toMatchObject({ complete: true, epoch: 1 })
      expect(await line.blobs.have(token, hash)).toMatchObject({ complete: true })
      expect(Buffer.compare((await hub.harmony.files.get(hash))!, bytes)).toBe(0)
    })
    it('of captured work follow it, once, and again to a hub that went back to a backup', async () => {
      const order = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
      const { payload } = await laptop.do('orders.paper', { order: order.id, day: '2026-11-18' })
      const paper = Buffer.from(JSON.stringify(payload))
      const { hash } = await laptop.harmony.files.put(paper, 'order.pdf', 'application/pdf')
      const document = { hash, name: 'order.pdf', mime: 'application/pdf', size: paper.length }
      await laptop.do('orders.capture', { order: order.id, signing: signatureOf(payload, { document }) })
      expect(await hub.harmony.files.has(hash)).toBe(false)
      expect(await laptop.sync()).toMatchObject({ sent: 2, left: 0, filesLeft: 0 })
      expect(Buffer.compare((await hub.harmony.files.get(hash))!, paper)).toBe(0)
      const before = line.traffic().requests
      await laptop.sync()
      expect(line.traffic().requests).toBe(before + 1)
      await laptop.harmony.database.transact((session) => session.run('update outgoing_blobs set complete_epoch = 0'))
      expect(await laptop.sync()).toMatchObject({ filesLeft: 0 })
      expect(line.traffic().requests).toBe(before + 3)
    })
    it('that come to something else are not kept', async () => {
      const other = randomBytes(1_000)
      const hash = hashOf(randomBytes(3))
      const part = { part: 0, size: 1_000, sum: hashOf(other), bytes: other }
      await expect(line.blobs.put(token, hash, part)).rejects.toMatchObject({ status: 422, code: 'sync.badPart' })
      expect(await line.blobs.have(token, hash)).toBeNull()
      expect(await hub.harmony.files.has(hash)).toBe(false)
    })
  })

  it('gives nothing to a device that is suspended, and takes what it still has', async () => {
    await hub.do('sync.setDevice', { device: laptop.id, state: 'suspended' })
    expect(await code(await post('pull', { ...pull, epoch: 1 }))).toEqual([423, 'sync.suspended'])
    expect((await post('push', { epoch: 1, intents: [] })).status).toBe(200)
    await hub.do('sync.setDevice', { device: laptop.id, state: 'lost' })
    expect(await code(await post('push', { epoch: 1, intents: [] }))).toEqual([423, 'sync.lost'])
    expect(await line.blobs.have(token, 'a'.repeat(64)).catch((error: SyncRefusal) => error.status)).toBe(423)
  })
})

describe('the way to the hub', () => {
  it.each([
    ['a page of a captive portal', (_q, s) => s.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the Wi-Fi</html>')],
    ['JSON of somebody else', (_q, s) => s.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')],
    ['a refusal that is not the hub’s', (_q, s) => s.writeHead(503, { 'content-type': 'text/html' }).end('Service unavailable')],
    ['a problem of another program', (_q, s) => s.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"type":"about:blank","status":401,"code":"x"}')],
    ['half a packed answer', (_q, s) => {
      const whole = gzipSync(JSON.stringify({ nonce: 'x'.repeat(500) }))
      s.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 12))
    }],
    ['an answer that breaks off', (_q, s) => {
      s.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{"nonce":')
      setTimeout(() => s.destroy(), 20)
    }],
    ['a redirect', (_q, s) => s.writeHead(302, { location: 'https://portal.example/' }).end()],
    ['nothing at all', (q) => void q.socket.destroy()],
    ['silence', () => undefined],
  ] as readonly [string, RequestListener][])('knows nothing after %s', async (_what, answer) => {
    const { server, address } = await strange(answer)
    const line = httpTransport({ hub: address, idle: 300 })
    try {
      const error: unknown = await line.challenge().then(() => 'answered', (why: unknown) => why) // prettier-ignore
      expect(error).toHaveProperty('message')
      expect(error).not.toBeInstanceOf(SyncRefusal)
    } finally {
      line.close()
      server.closeAllConnections()
      server.close()
    }
  }) // prettier-ignore

  it('is encrypted, except to this machine itself', () => {
    expect(() => httpTransport({ hub: 'http://hub.example' })).toThrow('https')
    expect(() => httpTransport({ hub: 'ftp://127.0.0.1' })).toThrow('https')
    expect(() => httpTransport({ hub: 'https://hub.example', pin: 'short' })).toThrow('pin')
    httpTransport({ hub: 'http://127.0.0.1:1' }).close()
  })

  it('believes a certificate only where it is vouched for, and of a pinned hub only its key', async () => {
    const house = await freshHouse('sqlite', 'sync tls', { shape: 'hub' })
    const door = await open(house, { tls: testCertificate, hostNames: ['localhost'] })
    const hub = `https://localhost:${door.port}`
    const answer = async (options: { ca?: string; pin?: string }): Promise<string> => {
      const line = httpTransport({ hub, ...options })
      return line.challenge().then(() => 'answered', (why: Error & { code?: string }) => why.code ?? why.message).finally(line.close) // prettier-ignore
    }
    try {
      const pin = pinOf(testCertificate.cert)
      expect(await answer({})).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
      expect(await answer({ pin })).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
      expect(await answer({ ca: testCertificate.cert })).toBe('answered')
      expect(await answer({ ca: testCertificate.cert, pin })).toBe('answered')
      expect(await answer({ ca: testCertificate.cert, pin: 'a'.repeat(64) })).toContain('key of the hub')
    } finally {
      await door.close()
      await house.close()
    }
  })
})
