import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { serve, type ServingTimes } from '../../main/hub.ts'
import { newRecoveryPair, sealTo } from '../../main/keys/wraps.ts'
import { signs } from '../../main/signs.ts'
import { bundled } from '../world/bundle.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { administrator, send } from './hub.ts'
import { standIn } from './issuer.ts'

interface Process {
  readonly child: ChildProcess
  readonly port: number
  readonly address: string
  said(): string
}
/** Something due more than once in a second, and a minute that lasts for one. */
const times: ServingTimes = {
  entries: [{ name: 'expireQuotes', when: { every: 0.005 }, does: { operation: 'quotes.expireDue', input: {} } }],
  lookEvery: 100,
  beatEvery: 200,
  deadAfter: 2000,
}
async function hubProcess(house: House): Promise<Process> {
  const { databaseUrl, dataDir } = house.place
  const values = { port: '0', ...(databaseUrl ? { database: databaseUrl } : {}), ...(dataDir ? { data: dataDir } : {}) }
  const child = spawn(process.execPath, [await bundled('test/world/hub-process.ts'), JSON.stringify({ values, times })], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HARMONY_LOG_LEVEL: 'warn' },
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Harmony is at (\S+)$/.exec(line)?.[1]
    if (address === undefined) continue
    child.stdout.resume()
    return { child, address, port: Number(new URL(address).port), said: () => said }
  }
  throw new Error(`the hub did not start: ${said}`)
}
const ended = async ({ child }: Process): Promise<[number | null, NodeJS.Signals | null]> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return [child.exitCode, child.signalCode]
}
/** A token of somebody who may do everything. */
async function programOf(house: House): Promise<string> {
  await house.do('people.setUp', administrator)
  const [user] = (await house.do('people.users', { limit: 10 })).rows
  return (await house.do('people.createToken', { user: user.id, label: 'a program', expiresAt: null })).token
}

/** Hears everything once and in order, from whatever hub is there. */
function listener(addresses: readonly string[], token: string): { heard: number[]; words: string[]; stop(): void } {
  const heard: number[] = []
  const words: string[] = []
  let stopped = false
  let going = new AbortController()
  const listen = async (): Promise<void> => {
    for (let n = 0; !stopped; n++) {
      going = new AbortController()
      try {
        const answer = await fetch(`${addresses[n % addresses.length]}/api/v1/live`, {
          signal: going.signal,
          headers: { authorization: `Bearer ${token}`, 'last-event-id': String(heard.at(-1) ?? 0) },
        })
        let text = ''
        for await (const part of answer.body!) {
          text += Buffer.from(part).toString()
          const blocks = text.split('\n\n')
          text = blocks.pop()!
          for (const block of blocks) {
            const id = /^id: (\d+)$/m.exec(block)?.[1]
            if (id !== undefined) heard.push(Number(id))
            else words.push(block)
          }
        }
      } catch {
        await wait(50)
      }
    }
  }
  void listen()
  return { heard, words, stop: () => ((stopped = true), going.abort()) }
}

it('two hubs on one PostgreSQL: one is killed, and nothing is lost, done twice or unheard', async () => {
  const house = await freshHouse('postgres', 'two-hubs')
  const token = await programOf(house)
  const hubs = await Promise.all([hubProcess(house), hubProcess(house)])
  const [first, second] = hubs as [Process, Process]
  const ears = [listener([first.address, second.address], token), listener([second.address], token)]
  let done = 0
  let again = 0
  const asked = new Set<string>()
  const client = async (n: number): Promise<void> => {
    let at = n
    while (done < 300) {
      const login = `u${randomUUID().slice(0, 13)}`
      asked.add(login)
      // The same call under the same key until somebody answers it.
      for (const key = randomUUID(); ; again++) {
        try {
          const answer = await fetch(`${hubs[at % 2]!.address}/api/v1/people/createUser`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
            body: JSON.stringify({ login, name: login, roles: [] }),
          })
          if (answer.status !== 200) throw new Error(`bug: ${answer.status} ${await answer.text()}`)
          await answer.arrayBuffer()
          break
        } catch (error) {
          if (String(error).includes('bug:')) throw error
          at++
        }
      }
      done++
      if (done === 100) first.child.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, n) => client(n)))
  expect(await ended(first)).toEqual([null, 'SIGKILL'])
  const rows = (sql: string) => house.harmony.database.read((session) => session.rows(sql))
  const hubsLeft = async (): Promise<number> => (await rows('select id from hubs')).length
  while ((await hubsLeft()) > 1) await wait(50)
  second.child.kill('SIGTERM')
  expect([await ended(second), second.said().includes('"level":"error"')]).toEqual([[0, null], false])
  expect(await hubsLeft()).toBe(0)

  // What people did.
  const logins = (await rows(`select login from users where login like 'u%'`)).map(([login]) => login)
  expect(logins.toSorted()).toEqual([...asked].toSorted())
  expect(again).toBeGreaterThan(0)
  // What the clock called: each run once, and none open.
  const runs = await rows('select due, outcome, hub from scheduled_runs')
  const calls = (await rows(`select id from calls where operation = 'quotes.expireDue'`)).map(
    ([id]) => String(id).split('schedule:expireQuotes:')[1]!,
  )
  expect(new Set(runs.map(([, , hub]) => hub)).size).toBeGreaterThanOrEqual(1)
  const open = runs.filter(([, outcome]) => outcome === null)
  // The one that the second hub was told to stop in may wait for the next hub.
  expect(open.length).toBeLessThanOrEqual(1)
  expect(new Set(calls).size).toBe(calls.length)
  const finished = runs.filter(([, outcome]) => outcome === 'done').map(([due]) => due as string)
  expect([finished.length > 5, finished.filter((due) => !calls.includes(due))]).toEqual([true, []])
  expect(calls.filter((due) => !runs.some((run) => run[0] === due))).toEqual([])
  // What was heard: every commit once and in order, also by the one whose hub was killed.
  const [[last]] = (await rows('select next_call - 1 from log_head')) as [[string]]
  for (const { heard, words } of ears) {
    expect(heard).toEqual(heard.toSorted((a, b) => a - b))
    expect(new Set(heard).size).toBe(heard.length)
    // The very last commits may come after the stream was ended.
    expect(heard.at(-1)!).toBeGreaterThan(Number(last) - 10)
    expect(heard.length).toBe(heard.at(-1)! - heard[0]! + 1)
    expect(words.some((block) => /^event: stopping$/m.test(block))).toBe(true)
  }
  for (const ear of ears) ear.stop()
  await house.close()
})

describe('what begins at one hub ends at another', () => {
  let house: House
  let token: string
  let doors: [HttpDoor, HttpDoor]
  let close: () => Promise<void>
  let folder: string
  let keyFile: string
  let second: Harmony
  const oidc = { secret: 'kept in a file', origin: 'http://hub.example.com' }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-second-'))
    keyFile = join(folder, 'first.key')
    house = await freshHouse('postgres', 'begun', { shape: 'hub', secretsKey: keyFile })
    token = await programOf(house)
    second = await openHarmony({ ...house.place, shape: 'hub', secretsKey: join(folder, 'secrets.key') })
    const [one, other] = await Promise.all(
      [house.harmony, second].map((harmony) => openHttp(harmony, { host: '127.0.0.1', port: 0, oidc })),
    )
    doors = [one!, other!]
    close = async () => {
      await Promise.all(doors.map((door) => door.close()))
      await second.close()
      await house.close()
      rmSync(folder, { recursive: true })
    }
  })
  afterAll(() => close())
  const bundle = (door: HttpDoor, hash: string | null, more = '') => send(door, `/api/v1/support/bundle${more}`, { token, body: { hash } })

  it('a file that one named is fetched at the other, by whom it was named to, and what was looked at is what is saved', async () => {
    const [one, other] = doors
    const { json: shown } = await bundle(one, null)
    const path = `/api/v1/files/${shown.file.hash}`
    expect((await send(other, path, { token })).bytes.equals((await send(one, path, { token })).bytes)).toBe(true)
    // Made anew at the other it would tell of another moment, and of another machine.
    const saved = await bundle(other, shown.file.hash, '?download=1')
    expect([saved.status, saved.headers.get('etag')]).toEqual([200, `"${shown.file.hash}"`])
    expect((await bundle(other, shown.file.hash)).json.parts).toEqual(shown.parts)
    const ben = await house.do('people.createUser', { login: 'ben.ode', name: 'Ben Ode', roles: ['administrator'] })
    const { token: foreign } = await house.do('people.createToken', { user: ben.id, label: 'another', expiresAt: null })
    expect((await send(other, path, { token: foreign })).status).toBe(404)
    const rows = (sql: string) => house.harmony.database.read((session) => session.rows(sql))
    await house.harmony.database.transact((session) => session.run(`update handed_files set at = at - interval '25 hours'`))
    await house.harmony.sweepSessions()
    expect(await rows('select hash from handed_files')).toEqual([])
  })

  it('what was uploaded to one is used at the other', async () => {
    const [one, other] = doors
    const bytes = Buffer.from('code,name\nX,Y\n')
    const put = await send(one, '/api/v1/files?name=a.csv', { token, method: 'POST', body: bytes, headers: { 'content-type': 'text/csv' } })
    expect([put.status, put.json.size]).toEqual([201, bytes.length])
    expect(await house.harmony.files.has(put.json.hash)).toBe(true)
    expect((await send(other, `/api/v1/files/${put.json.hash}`, { token })).status).toBe(404)
  })

  it('whoever left for the provider at one comes back to the other, once, and the database alone brings nobody in', async () => {
    const issuer = await standIn()
    try {
      await house.do('people.createUser', { login: 'ben@example.com', name: 'Ben', roles: ['auditor'] })
      await house.do('people.saveSignInRules', { secondFactor: 'optional', roles: [], openidIssuer: issuer.address, clientId: 'harmony', claim: 'email', creates: false, newRoles: [], groupsClaim: null, groupRoles: [] }) // prettier-ignore
      const [one, other] = doors
      const gone = async () => {
        const start = await send(one, '/sign-in/start')
        const at = await fetch(start.headers.get('location')!, { redirect: 'manual' })
        return { cookie: start.cookie!, back: new URL(at.headers.get('location')!) }
      }
      const come = (back: URL, cookie: string) => send(other, `${back.pathname}${back.search}`, { cookie })
      const session = (answer: { headers: Headers }) => answer.headers.getSetCookie().some((cookie) => /^sid=[\w-]{43};/.test(cookie))
      const first = await gone()
      const [[state, sealed] = []] = await house.harmony.database.read((s) => s.rows('select state, sealed from sign_ins_away'))
      expect(String(state)).not.toBe(first.back.searchParams.get('state'))
      expect(Buffer.from(String(sealed), 'base64url').toString('latin1')).not.toMatch(/nonce|verifier/)
      expect(session(await come(first.back, first.cookie))).toBe(true)
      expect(session(await come(first.back, first.cookie))).toBe(false)
      const foreign = await gone()
      expect(session(await come((await gone()).back, foreign.cookie))).toBe(false)
      await house.harmony.database.transact((s) => s.run(`update sign_ins_away set until = until - interval '11 minutes'`))
      expect(session(await come(foreign.back, foreign.cookie))).toBe(false)
    } finally {
      issuer.close()
    }
  })

  it('a second factor that was set up at one counts at another computer once that is admitted, and until then says so', async () => {
    const [one, other] = doors
    const admin = await house.do('people.createUser', { login: 'cleo', name: 'Cleo', roles: ['administrator'] })
    await house.do('people.setPassword', { user: admin.id, password: administrator.password })
    const signIn = (door: HttpDoor, more: object = {}) =>
      send(door, '/api/v1/people/signIn', { body: { login: 'cleo', password: administrator.password, ...more } })
    const { cookie } = await signIn(one)
    const act = (door: HttpDoor, name: string, body: object = {}, as = cookie!) =>
      send(door, `/api/v1/people/${name}`, { cookie: as, body })
    const { secret } = (await act(one, 'beginSecondFactor', { present: administrator.password })).json
    // Each code counts once: the one before, this one and the next are in time.
    const code = (steps: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
    const confirmed = await act(one, 'confirmSecondFactor', { code: code(-1) })
    const [here, recovery] = [confirmed.cookie!, confirmed.json.recoveryCodes.split(' ')]

    const refused = await signIn(other, { code: code(0) })
    expect([refused.json.code, refused.json.about.code]).toEqual([
      'people.codesElsewhere',
      expect.stringMatching(/^([0-9a-f]{4}-){3}[0-9a-f]{4}$/),
    ])
    // Nobody has guessed anything, so nobody waits.
    for (let i = 0; i < 6; i++) expect((await signIn(other, { code: code(0) })).json.code).toBe('people.codesElsewhere')
    const there = (await signIn(other, { code: recovery[0] })).cookie!
    const listed = async () => (await act(one, 'computers', {}, here)).json.computers as { code: string; publicKey: string; admittedBy: string | null; own: boolean }[] // prettier-ignore
    while ((await listed()).length === 0) await wait(20)
    const [asking] = await listed()
    expect(asking).toMatchObject({ code: refused.json.about.code, admittedBy: null, own: false })
    // Only who has the key gives it, and nobody gives it to a key that has not asked.
    expect((await act(other, 'admitComputer', { publicKey: asking!.publicKey }, there)).json.code).toBe('people.codesElsewhere')
    expect((await act(one, 'admitComputer', { publicKey: 'ab'.repeat(32) }, here)).json.code).toBe('people.unknownComputer')
    expect((await act(one, 'admitComputer', { publicKey: asking!.publicKey }, here)).status).toBe(200)
    expect((await signIn(other, { code: code(0) })).status).toBe(200)
    expect((await act(other, 'computers', {}, there)).json).toMatchObject({ holds: true, computers: [{ own: true, admittedBy: 'Cleo' }] })

    // The database and another computer's key open nothing: it is wrapped to the one that was admitted.
    const [[wrap] = []] = await house.harmony.database.read((s) => s.rows('select wrap from computers'))
    expect(String(wrap)).toMatch(/^R1\./)
    expect(String(wrap)).not.toContain(readFileSync(join(folder, 'secrets.key'), 'utf8').trim())
    // Off the list it opens nothing from that moment on, and asks again.
    expect((await act(one, 'removeComputer', { publicKey: asking!.publicKey }, here)).status).toBe(200)
    expect((await signIn(other, { code: code(1) })).json.code).toBe('people.codesElsewhere')
    while ((await listed()).length === 0) await wait(20)
    // A rehearsal forgets nothing; the act itself makes everybody begin again, with a key that nobody had before.
    const dry = { cookie: here, body: { reason: 'try' }, headers: { 'harmony-rehearse': 'true' } }
    const stolen = readFileSync(keyFile, 'utf8')
    expect((await send(one, '/api/v1/people/renewCompanyKey', dry)).json).toEqual({ people: 1 })
    expect(readFileSync(keyFile, 'utf8')).toBe(stolen)
    expect((await act(one, 'renewCompanyKey', { reason: 'A laptop was stolen' }, here)).json).toEqual({ people: 1 })
    expect(readFileSync(keyFile, 'utf8').split('\n').slice(1).join('\n')).toBe(stolen)
    expect((await signIn(other)).status).toBe(200)
    expect((await act(other, 'beginSecondFactor', { present: administrator.password }, there)).json.code).toBe('people.codesElsewhere')
    expect((await act(one, 'beginSecondFactor', { present: administrator.password }, here)).status).toBe(200)
  })

  it('the keys of the house lie closed: only an admitted computer seals and recovers, another key leaves what was sealed, and nobody is told more', async () => {
    const [one, other] = doors
    const rows = async (sql: string) => (await house.harmony.database.read((s) => s.rows(sql)))[0] ?? []
    const lying = async () => {
      const [key, secret] = await rows('select public_key, secret_key from seal_keys')
      const [pair] = await rows(`select value from settings where key = 'recovery'`)
      return { key: String(key), secret: String(secret), recovery: JSON.parse(String(pair)) as { key: string; secret: string } }
    }
    const challenge = (door: HttpDoor) => send(door, '/sync/v1/challenge', { body: {} })
    const recovered = (door: HttpDoor, wrap: string) => send(door, '/api/v1/sync/recoverKey', { token, body: { wrap, password: administrator.password } }) // prettier-ignore
    const proven = async (): Promise<boolean> => {
      const [text, until, signature] = ((await challenge(one)).json.nonce as string).split('.')
      return signs((await lying()).key, `harmony-challenge/1\n${text}.${until}\n`, signature!)
    }
    const wrap = `file:${sealTo(await house.harmony.recovery.key(), Buffer.alloc(32, 7), 'file')}`
    expect(await proven()).toBe(true)
    const fresh = await lying()
    expect([fresh.secret, fresh.recovery.secret]).toEqual([expect.stringMatching(/^closed:/), expect.stringMatching(/^closed:/)])

    // As a program of before left them: the first that starts with the company's key closes them, and one without it leaves them be.
    const pair = generateKeyPairSync('ed25519')
    const [key, secret] = [pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'), pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')] // prettier-ignore
    const open = newRecoveryPair()
    await house.harmony.database.transact(async (s) => {
      await s.run(`update seal_keys set public_key = '${key}', secret_key = '${secret}'`)
      await s.run(`update settings set value = '${JSON.stringify(open)}' where key = 'recovery'`)
    })
    const statement = `before\n`
    const before = sign(null, Buffer.from(statement), pair.privateKey).toString('hex')
    const closedWrap = `file:${sealTo(open.key, Buffer.alloc(32, 7), 'file')}`
    await (await openHarmony({ ...house.place, shape: 'hub', secretsKey: join(folder, 'third.key') })).close()
    expect([(await lying()).secret, (await recovered(one, closedWrap)).status]).toEqual([secret, 200])
    await (await openHarmony({ ...house.place, shape: 'hub', secretsKey: keyFile })).close()
    const closed = await lying()
    expect([closed.key, closed.recovery.key]).toEqual([key, open.key])
    for (const word of [secret, open.secret]) expect(`${closed.secret}${closed.recovery.secret}`).not.toContain(word.slice(-40))
    expect([await proven(), signs(key, statement, before)]).toEqual([true, true])
    expect([(await recovered(one, closedWrap)).status, (await recovered(one, wrap)).json.code]).toEqual([200, 'sync.notOurWrap'])

    // The computer that nobody admitted says which one it is, in the language of whoever asks.
    const busy = await send(other, '/sync/v1/challenge', { body: {}, headers: { 'accept-language': 'de' } })
    expect([busy.status, busy.json.code, busy.json.detail]).toEqual([503, 'key.elsewhere', expect.stringContaining('nicht zugelassen')])
    const refused = await recovered(other, closedWrap)
    expect([refused.status, refused.json.code, refused.json.about.code]).toEqual([422, 'key.elsewhere', busy.json.about.code])
    // Moved to another row, a closed key is of no use either.
    await house.harmony.database.transact((s) => s.run(`update seal_keys set secret_key = '${closed.recovery.secret}'`))
    expect((await challenge(one)).json.code).toBe('key.lost')
    await house.harmony.database.transact((s) => s.run(`update seal_keys set secret_key = '${closed.secret}'`))

    // Another key of the company: the same keys, closed anew; made where nobody has the old one, they go and others come.
    const renew = (door: HttpDoor) => send(door, '/api/v1/people/renewCompanyKey', { token, body: { reason: 'A laptop was stolen' } })
    expect((await renew(one)).status).toBe(200)
    const anew = await lying()
    expect([anew.key, anew.secret === closed.secret, anew.recovery.secret === closed.recovery.secret, await proven()]).toEqual([key, false, false, true]) // prettier-ignore
    expect((await renew(other)).status).toBe(200)
    expect((await rows('select count(*) from seal_keys'))[0]).toEqual('0')
    expect((await challenge(other)).status).toBe(200)
    expect((await rows('select public_key from seal_keys'))[0]).not.toBe(key)
    expect([(await challenge(one)).json.code, (await recovered(other, closedWrap)).json.code]).toEqual(['key.elsewhere', 'sync.notOurWrap'])
  })
})

it('a hub whose port is taken does nothing of what the clock calls', async () => {
  const house = await freshHouse('postgres', 'taken')
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  let begun = false
  const due: ServingTimes = {
    get entries() {
      begun = true
      return times.entries!
    },
  }
  const terminal = {
    input: process.stdin,
    output: new PassThrough(),
    errors: new PassThrough(),
    environment: {},
    interrupted: () => () => undefined,
  }
  try {
    const values = { port: String(port), database: house.place.databaseUrl!, data: mkdtempSync(join(tmpdir(), 'harmony-taken-')) }
    await expect(serve({ positionals: [], values }, terminal, due)).rejects.toThrow('EADDRINUSE')
    expect(begun).toBe(false)
  } finally {
    taken.close()
    await house.close()
  }
})

describe.each(stores)('a hub that is told to stop on %s', (dialect) => {
  it('takes nothing new, lets what is under way end, and ends at once when it is told twice', async () => {
    const house = await freshHouse(dialect, 'stop')
    const token = await programOf(house)
    const half = async (hub: Process) => {
      const body = JSON.stringify({ login: `slow${hub.port}`, name: 'Slow', roles: [] })
      const socket = connect(hub.port, '127.0.0.1')
      let text = ''
      socket.on('data', (part) => (text += part.toString())).on('error', () => undefined)
      socket.write(
        `POST /api/v1/people/createUser HTTP/1.1\r\nHost: 127.0.0.1:${hub.port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
      )
      await fetch(`${hub.address}/healthz`)
      hub.child.kill('SIGTERM')
      // No new connection is taken any more.
      while (
        await fetch(`${hub.address}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        await wait(20)
      return { finish: async () => (socket.write(body.slice(10)), await once(socket, 'close'), text) }
    }
    const polite = await hubProcess(house)
    const answered = await (await half(polite)).finish()
    expect([answered.slice(0, 15), await ended(polite)]).toEqual(['HTTP/1.1 200 OK', [0, null]])
    const hasty = await hubProcess(house)
    await half(hasty)
    expect(hasty.child.exitCode).toBe(null)
    hasty.child.kill('SIGTERM')
    expect(await ended(hasty)).toEqual([null, 'SIGTERM'])
    const users = (await house.do('people.users', { limit: 100 })).rows.map(({ login }: { login: string }) => login)
    expect([users.includes(`slow${polite.port}`), users.includes(`slow${hasty.port}`)]).toEqual([true, false])
    await house.close()
  })
})
