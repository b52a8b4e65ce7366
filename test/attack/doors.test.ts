import { request as plainRequest } from 'node:http'
import { stores } from '../world/stores.ts'
import { administrator, freshHub, password, setUp, tokenOf, type Hub } from '../doors/hub.ts'
import { pathCorpus, smuggled, sqlCorpus } from './corpora.ts'
import { bytes } from './raw.ts'

/** All of a corpus with `FUZZ=all`; else a third, another one on each database. */
const portion = <T>(corpus: readonly T[], dialect: string): readonly T[] =>
  process.env['FUZZ'] === 'all' ? corpus : corpus.filter((_, n) => n % 3 === (dialect === 'sqlite' ? 0 : 1))

describe.each(stores)('attacks at the door of a hub on %s', (dialect) => {
  let hub: Hub
  let cookie: string
  let asked = 0
  beforeAll(async () => {
    hub = await freshHub(dialect, 'attack-doors')
    cookie = await setUp(hub)
  })
  afterAll(async () => {
    await hub.close()
    process.stderr.write(`${dialect}: ${asked} hostile requests\n`)
  }, 30_000)
  const headOfLog = async (): Promise<number> => (await hub.house.harmony.happeningsSince(0)).at(-1)?.seq ?? 0
  const send: Hub['send'] = (...request) => (asked++, hub.send(...request))

  it('takes no statement of somebody else’s for its own, wherever it stands', async () => {
    const before = await headOfLog()
    const of = encodeURIComponent
    for (const text of portion(sqlCorpus, dialect)) {
      const filter = (value: unknown): string => of(JSON.stringify(value))
      const addresses = [
        `search=${of(text)}`, `order=${of(text)}`, `order=-${of(text)}`, `filter=${filter({ field: text, is: 'equal', value: 'a' })}`, `filter=${filter({ field: 'login', is: 'equal', value: text })}`, `filter=${filter({ field: 'login', is: text, value: 'a' })}`,
        `filter=${filter({ field: 'login', is: 'in', value: [text] })}`, `limit=${of(text)}`, `offset=${of(text)}`, `${of(text)}=1`,
      ] // prettier-ignore
      const answers = await Promise.all(addresses.map((query) => send(`/api/v1/people/users?${query}`, { cookie })))
      for (const [n, { status, json }] of answers.entries()) {
        expect([text, addresses[n], [200, 400, 422].includes(status)]).toEqual([text, addresses[n], true])
        expect(JSON.stringify(json)).not.toMatch(/syntax error at|SQLITE_|near "[^"]*": syntax|does not exist|\$argon2/i)
      }
      // Taken as it is written: nobody is called so.
      expect([text, answers[4]!.json.rows ?? [], answers[6]!.json.rows ?? []]).toEqual([text, [], []])
      if (/or '?1|union|true/.test(text)) expect([text, answers[0]!.json.rows]).toEqual([text, []])
      for (const body of [
        { login: text, password: text },
        { login: administrator.login, password: text },
      ])
        expect([text, [400, 422].includes((await send('/api/v1/people/signIn', { body })).status)]).toEqual([text, true])
      expect([text, [404].includes((await send(`/api/v1/people/${of(text.slice(0, 90))}`, { cookie })).status)]).toEqual([text, true])
    }
    expect(await headOfLog()).toBe(before)
    expect((await hub.house.do('people.users', {})).rows).toHaveLength(1)
  }, 60_000)

  it('looks at a long address as quickly as at a short one', async () => {
    const took = async (signs: number): Promise<number> => {
      const began = process.cpuUsage()
      for (const end of ['!.html', '!.js', '!', '.html!']) await send(`/${'-'.repeat(signs)}${end}`)
      return process.cpuUsage(began).user
    }
    await took(10)
    // With the square of its length it would be two seconds.
    expect(await took(14_000)).toBeLessThan(1_000_000)
  })

  it('leaves its folders by no path, wherever one is named', async () => {
    const before = await headOfLog()
    const secrets = /root:x:|BEGIN [A-Z ]*KEY|SQLite format|"devDependencies"|for 16-bit app/
    for (const text of portion(pathCorpus, dialect)) {
      const of = encodeURIComponent(text)
      for (const address of [
        `/api/v1/manifest?language=${of}`,
        `/api/v1/files/${of.slice(0, 200)}`,
        `/api/v1/files/${'a'.repeat(64)}?name=${of}`,
        `/${of.slice(0, 500)}`,
        `/assets/${of.slice(0, 500)}`,
        `/assets/${encodeURI(text.slice(0, 500)).replaceAll('%00', '')}`,
        `/api/v1/people/users?download=${of}`,
      ]) {
        const { status, bytes: body } = await send(address, {
          cookie,
          headers: { 'accept-language': text.replace(/[^\x20-\x7e]/g, '').slice(0, 200) },
        })
        expect([address, status >= 500 && status !== 503]).toEqual([address, false])
        expect([address, secrets.test(body.toString('latin1'))]).toEqual([address, false])
      }
    }
    expect(await headOfLog()).toBe(before)
  }, 60_000)

  it('reads a request as one or as none, however its end is written', async () => {
    const before = await headOfLog()
    for (const [what, text] of smuggled(hub.door.port, cookie)) {
      asked++
      const answer = await bytes(hub.door.port, text)
      expect([what, answer.status >= 400 && answer.status < 500, answer.answers]).toEqual([what, true, 1])
    }
    // Nobody was signed out by what stood behind, and nothing was changed by what stood before.
    expect([(await hub.send('/api/v1/people/me', { cookie })).status, await headOfLog()]).toEqual([200, before])
  })

  it('stops reading where a body is too long, also where nobody said how long it is', async () => {
    const before = await headOfLog()
    const endless = (path: string, type: string): Promise<{ status: number; sent: number }> =>
      new Promise((done) => {
        let sent = 0
        const asking = plainRequest(
          {
            port: hub.door.port,
            path,
            method: 'POST',
            headers: { cookie, 'content-type': type, 'sec-fetch-site': 'same-origin', 'transfer-encoding': 'chunked' },
          },
          (answer) => {
            answer.resume()
            done({ status: answer.statusCode!, sent })
            asking.destroy()
          },
        )
        asking.on('error', () => done({ status: 0, sent }))
        const more = (): void => {
          if (asking.destroyed) return
          sent += 65_536
          asking.write(Buffer.alloc(65_536, 32), () => setImmediate(more))
        }
        more()
      })
    asked += 4
    for (const [path, most] of [
      ['/api/v1/people/savePreferences', 1_048_576],
      ['/api/v1/people/signIn', 1_048_576],
      ['/sync/v1/hello', 8_000_000],
      ['/sync/v1/push', 40_000_000],
    ] as const) {
      const { status, sent } = await endless(path, path.startsWith('/sync') ? 'application/octet-stream' : 'application/json')
      expect([path, [0, 400, 401, 413, 415].includes(status), sent < most + 20_000_000]).toEqual([path, true, true])
    }
    expect(await headOfLog()).toBe(before)
  }, 60_000)

  it('gives a stolen or guessed credential nothing: another’s name, a piece, a neighbour, one that was taken back', async () => {
    const token = await tokenOf(hub, cookie)
    const value = cookie.split('=')[1]!
    const neighbour = (text: string): string => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')
    for (const wrong of [neighbour(token), token.slice(0, -1), `${token}A`, token.toUpperCase(), token.replace('harmony_', ''), value, ''])
      expect([wrong, (await send('/api/v1/people/me', { token: wrong })).status]).toEqual([wrong, 401])
    for (const wrong of [neighbour(value), value.slice(1), value.toLowerCase(), token.slice(8), `${value}; sid=${value}`])
      expect([wrong, (await send('/api/v1/people/me', { cookie: `sid=${wrong}` })).status]).toEqual([wrong, 401])
    // In an address it counts for nothing: addresses are written down everywhere.
    for (const query of [`?token=${token}`, `?access_token=${token}`, `?sid=${value}`, `?authorization=Bearer%20${token}`])
      expect([query, (await send(`/api/v1/people/me${query}`)).status >= 400]).toEqual([query, true])
    for (let n = 0; n < 200; n++) {
      const guess = Buffer.from(Array.from({ length: 32 }, (_, i) => (n * 31 + i * 17) % 256)).toString('base64url')
      expect((await send('/api/v1/people/me', n % 2 ? { token: `harmony_${guess}` } : { cookie: `sid=${guess}` })).status).toBe(401)
    }
    const second = (await hub.send('/api/v1/people/signIn', { body: { login: administrator.login, password } })).cookie!
    await hub.send('/api/v1/people/signOut', { cookie: second, body: {} })
    expect((await send('/api/v1/people/me', { cookie: second })).status).toBe(401)
  })
})
