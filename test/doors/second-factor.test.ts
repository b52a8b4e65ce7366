import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { coreLine } from '../../main/desktop/core-line.ts'
import { serveIpc } from '../../main/doors/ipc.ts'
import { portPair } from '../desktop/fake-electron.ts'
import { stores } from '../world/stores.ts'
import { administrator, freshHub, password, setUp, tokenOf, type Hub } from './hub.ts'

describe.each(stores)('a second factor on %s', (dialect) => {
  let hub: Hub
  let cookie: string
  beforeEach(async () => {
    hub = await freshHub(dialect, 'factor')
    cookie = await setUp(hub)
  })
  afterEach(() => hub.close())

  const post = (name: string, body: unknown, as: string | null = cookie) =>
    hub.send(`/api/v1/people/${name}`, { body, ...(as === null ? {} : { cookie: as }) })
  const signIn = (more: object = {}) => post('signIn', { login: administrator.login, password, ...more }, null)
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(hub.now()) + steps * 30_000 })
  /** Sets one up and answers its secret, and the codes for a lost telephone. */
  const enrolled = async (): Promise<{ secret: string; codes: string[] }> => {
    const { json: begun } = await post('beginSecondFactor', { present: password })
    const confirmed = await post('confirmSecondFactor', { code: codeOf(begun.secret) })
    expect(confirmed.status).toBe(200)
    cookie = confirmed.cookie!
    hub.move(1)
    return { secret: begun.secret, codes: confirmed.json.recoveryCodes.split(' ') }
  }
  const codes = async (answers: readonly ReturnType<typeof post>[]) => (await Promise.all(answers)).map(({ json }) => json.code ?? 'in')

  it('is set up with a code, signs in in two steps, and takes each code once', async () => {
    const before = cookie
    const { json: begun } = await post('beginSecondFactor', { present: password })
    expect(begun.otpauth).toMatch(/^otpauth:\/\/totp\/Harmony:anna\.berg\?.*secret=[A-Z2-7]{32}/)
    // Until a code has confirmed it, nothing is asked for.
    expect((await signIn()).status).toBe(200)
    expect((await post('confirmSecondFactor', { code: '000000' })).json.code).toBe('people.wrongCode')
    const confirmed = await post('confirmSecondFactor', { code: codeOf(begun.secret) })
    expect([confirmed.json.recoveryCodes.split(' ').length, confirmed.json.session]).toEqual([10, undefined])
    // The session is a new one, and the old one is worth nothing.
    expect((await hub.send('/api/v1/people/me', { cookie: before })).status).toBe(401)
    expect((await hub.send('/api/v1/people/me', { cookie: confirmed.cookie! })).status).toBe(200)

    expect((await signIn()).json.code).toBe('people.codeNeeded')
    expect((await signIn({ password: 'wrong wrong wrong' })).json.code).toBe('people.wrongCredentials')
    // The code that confirmed it has been used.
    expect((await signIn({ code: codeOf(begun.secret) })).json.code).toBe('people.wrongCode')
    hub.move(1)
    const good = codeOf(begun.secret)
    expect((await signIn({ code: good })).status).toBe(200)
    expect((await signIn({ code: good })).json.code).toBe('people.wrongCode')
    // Also a code of the half minute before, which would still be in time.
    expect((await signIn({ code: codeOf(begun.secret, -1) })).json.code).toBe('people.wrongCode')
  })

  it('takes the same code once also from two who come at the same moment', async () => {
    const { secret } = await enrolled()
    const code = codeOf(secret)
    expect((await codes([signIn({ code }), signIn({ code }), signIn({ code })])).sort()).toEqual([
      'in',
      'people.wrongCode',
      'people.wrongCode',
    ])
  })

  it('makes whoever guesses wait, wherever they guess from, and looks at no code meanwhile', async () => {
    const { secret } = await enrolled()
    for (let i = 0; i < 5; i++) expect((await signIn({ code: `00000${i}` })).json.code).toBe('people.wrongCode')
    const right = await signIn({ code: codeOf(secret) })
    expect([right.json.code, right.json.about.seconds]).toEqual(['people.tooManyAttempts', '1'])
  })

  it('lets recovery codes in once each, however they are typed, and new ones make the old worthless', async () => {
    const { secret, codes: ten } = await enrolled()
    expect(new Set(ten).size).toBe(10)
    expect((await signIn({ code: ten[0]!.toLowerCase().replaceAll('-', ' ') })).status).toBe(200)
    expect((await signIn({ code: ten[0]! })).json.code).toBe('people.wrongCode')
    expect((await hub.send('/api/v1/people/secondFactor', { cookie })).json).toMatchObject({ codesLeft: 9, required: false })
    const renewed = await post('renewRecoveryCodes', { code: codeOf(secret) })
    expect((await signIn({ code: ten[1]! })).json.code).toBe('people.wrongCode')
    expect((await signIn({ code: renewed.json.recoveryCodes.split(' ')[0] })).status).toBe(200)
  })

  it('keeps neither the secret nor a code where the database or the log can be read', async () => {
    const { secret, codes: ten } = await enrolled()
    const held = await hub.house.harmony.database.read(async (session) => [
      await session.rows('select * from second_factors'),
      await session.rows('select * from recovery_codes'),
      await session.rows('select * from calls'),
      await session.rows('select * from events'),
    ])
    const text = JSON.stringify(held, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).toContain('people.confirmSecondFactor')
    for (const hidden of [secret, ...ten]) expect(text).not.toContain(hidden)
  })

  it('opens nothing with the sealed secret of another person', async () => {
    const { secret } = await enrolled()
    await hub.house.do('people.createUser', { login: 'ben', name: 'Ben', roles: ['auditor'], password })
    const { rows } = await hub.house.do('people.users', { search: 'ben' })
    await hub.house.harmony.database.transact((session) =>
      session.run(`insert into second_factors select '${rows[0].id}', secret, made_at, confirmed_at, last_step, rev from second_factors`),
    )
    expect((await signIn({ login: 'ben', code: codeOf(secret) })).json.code).toBe('people.factorLost')
  })

  it('is reset by an administrator, with a mark in the log, and whoever it was is signed out', async () => {
    await hub.house.do('people.createUser', { login: 'ben', name: 'Ben', roles: ['auditor'], password })
    const bens = (await post('signIn', { login: 'ben', password }, null)).cookie!
    const { json: begun } = await post('beginSecondFactor', { present: password }, bens)
    const ben = await post('confirmSecondFactor', { code: codeOf(begun.secret) }, bens)
    const { json: me } = await hub.send('/api/v1/people/me', { cookie: ben.cookie! })
    expect((await post('resetSecondFactor', { user: me.user, reason: 'x' }, ben.cookie!)).json.code).toBe('operation.forbidden')
    expect((await post('resetSecondFactor', { user: me.user, reason: 'Lost the telephone' })).status).toBe(200)
    expect((await hub.send('/api/v1/people/me', { cookie: ben.cookie! })).status).toBe(401)
    expect((await post('signIn', { login: 'ben', password }, null)).status).toBe(200)
    const told = (await hub.house.harmony.happeningsSince(0)).flatMap(({ events }) => events)
    expect(told).toContainEqual({ event: 'people.secondFactorReset', about: { user: me.user, reason: 'Lost the telephone' } })
  })

  it('is required by rule: until it is there one may set it up and nothing else, at every door', async () => {
    const rules = { ...(await hub.house.do('people.signInRules')), secondFactor: 'roles', roles: ['administrator'] }
    const token = await tokenOf(hub, cookie)
    await hub.house.do('people.saveSignInRules', rules)
    const get = (path: string) => hub.send(path, { cookie })
    expect((await get('/api/v1/people/users')).json.code).toBe('people.secondFactorRequired')
    const { json: manifest } = await get('/api/v1/manifest')
    expect([manifest.caller.mustEnrol, manifest.caller.permits]).toEqual([true, []])
    expect((await get('/api/v1/people/me')).status).toBe(200)
    // A program's token is a factor of its own.
    expect((await hub.send('/api/v1/people/users', { token })).status).toBe(200)
    await enrolled()
    expect((await get('/api/v1/people/users')).status).toBe(200)
  })

  it('is asked for at a window of the desktop, too', async () => {
    const { secret } = await enrolled()
    const { port1, port2 } = portPair()
    serveIpc(port2, hub.house.harmony, { language: 'en', log: () => undefined })
    const line = coreLine(() => undefined)
    line.connect(port1)
    const call = async (operation: string, input: object) =>
      ((await line.ask({ kind: 'call', id: randomUUID(), operation, input: input as never })) as { value: any }).value
    expect((await call('people.signIn', { login: administrator.login, password })).refusal.code).toBe('people.codeNeeded')
    expect((await call('people.me', {})).refusal.code).toBe('people.notSignedIn')
    expect(await call('people.signIn', { login: administrator.login, password, code: codeOf(secret) })).toMatchObject({ ok: true })
    expect((await call('people.me', {})).result.login).toBe(administrator.login)
    line.close()
  })
})
