import { generateKeyPairSync } from 'node:crypto'
import { freshHub, setUp, type Hub } from './hub.ts'
import { jwt, keys, part, standIn, type Claims, type Issuer } from './issuer.ts'

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

describe('signing in by a provider', () => {
  let hub: Hub
  let issuer: Issuer
  const usual = { secondFactor: 'optional', roles: [], clientId: 'harmony', claim: 'email', creates: false, newRoles: [], groupsClaim: null, groupRoles: [] } // prettier-ignore
  const rules = (more: object = {}) => hub.house.do('people.saveSignInRules', { ...usual, openidIssuer: issuer.address, ...more })
  beforeEach(async () => {
    issuer = await standIn()
    hub = await freshHub('sqlite', 'oidc', { oidc: { secret: 'kept in a file' } })
    await setUp(hub)
    await hub.house.do('people.createUser', { login: 'ben@example.com', name: 'Ben', roles: ['auditor'] })
    await rules()
  })
  afterEach(async () => {
    issuer.close()
    await hub.close()
  })
  const users = async () => (await hub.house.do('people.users', { order: ['login'] })).rows as { login: string; roles: string[] }[]
  /** Goes to the provider as a browser would, and stops at the address that leads back. */
  const gone = async () => {
    const start = await hub.send('/sign-in/start')
    const cookie = start.cookie!
    const at = await fetch(start.headers.get('location')!, { redirect: 'manual' })
    return { cookie, start, back: new URL(at.headers.get('location')!) }
  }
  const come = (back: URL, cookie: string | undefined) => hub.send(`${back.pathname}${back.search}`, cookie === undefined ? {} : { cookie })
  const session = (answer: { headers: Headers }) => answer.headers.getSetCookie().find((one) => /^sid=[\w-]{43};/.test(one))
  const signsIn = async (claims: Claims = {}, make: (claims: Claims) => string = jwt) => {
    issuer.next = { claims, make }
    const { cookie, back } = await gone()
    const answer = await come(back, cookie)
    return { answer, who: session(answer) }
  }

  it('signs in whom the provider knows, with code, PKCE, state and nonce, and keeps the session as every other', async () => {
    const { cookie, start, back } = await gone()
    expect(start.headers.get('set-cookie')).toMatch(/^signin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
    expect(start.headers.get('location')).toMatch(/code_challenge_method=S256/)
    const answer = await come(back, cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect(session(answer)).toMatch(/; HttpOnly; SameSite=Strict; Expires=/)
    const sid = session(answer)!.split(';')[0]!
    expect((await hub.send('/api/v1/people/me', { cookie: sid })).json).toMatchObject({ login: 'ben@example.com' })
    const { json } = await hub.send('/api/v1/people/signInWays')
    expect(json).toEqual({ signInProvider: '127.0.0.1' })
  })

  it.each<[string, Claims, (claims: Claims) => string]>([
    ['of another issuer', { iss: 'https://elsewhere.example' }, jwt],
    ['for another program', { aud: 'somebody else' }, jwt],
    ['with another nonce', { nonce: 'another' }, jwt],
    ['without a nonce', { nonce: undefined }, jwt],
    ['that has expired', { iat: 1_000, exp: 2_000 }, jwt],
    ['that nobody signed', {}, (claims) => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['signed with a key that is not the provider’s', {}, (claims) => jwt(claims, foreign.privateKey)],
    ['signed with the public key as a secret', {}, (claims) => jwt(claims, keys.privateKey, { alg: 'HS256', kid: 'k' })],
    ['changed after it was signed', {}, (claims) => jwt(claims).replace(/\.[^.]+\./, `.${part({ ...claims, sub: 'another' })}.`)],
    ['with an e-mail that nobody verified', { email_verified: false }, jwt],
    ['with an e-mail that it does not say is verified', { email_verified: undefined }, jwt],
    ['of somebody whom nobody here knows', { email: 'stranger@example.com' }, jwt],
  ])('lets nobody in by a token %s', async (_what, claims, make) => {
    const { answer, who } = await signsIn(claims, make)
    expect([answer.status, answer.headers.get('location'), who]).toEqual([303, '/?signIn=failed', undefined])
    expect(await users()).toHaveLength(2)
  })

  it('takes a state once, from the browser that went, and no other', async () => {
    const one = await gone()
    expect(session(await come(one.back, one.cookie))).toBeDefined()
    expect(session(await come(one.back, one.cookie))).toBeUndefined()
    const other = await gone()
    expect(session(await come(other.back, undefined))).toBeUndefined()
    const third = await gone()
    expect(session(await come(third.back, other.cookie))).toBeUndefined()
    const forged = await gone()
    forged.back.searchParams.set('state', 'made up')
    expect(session(await come(forged.back, forged.cookie))).toBeUndefined()
  })

  it('keeps who somebody is by what never changes: neither another name nor a name handed on opens anything', async () => {
    expect((await signsIn()).who).toBeDefined()
    // The same person under another address.
    expect((await signsIn({ email: 'ben.ode@example.com' })).who).toBeDefined()
    // Somebody else who was given the old address.
    expect((await signsIn({ sub: 'subject-2' })).who).toBeUndefined()
  })

  it('makes a user only where a rule says so, and gives roles by groups', async () => {
    await rules({ creates: true, newRoles: ['engineer'], groupsClaim: 'groups', groupRoles: [{ outsideGroup: 'money', role: 'finance' }] })
    expect((await signsIn({ sub: 'new', email: 'cleo@example.com', name: 'Cleo', groups: ['money', 'golf'] })).who).toBeDefined()
    const roles = async (login: string) => (await users()).find((user) => user.login === login)?.roles
    expect(await roles('cleo@example.com')).toEqual(['engineer', 'finance'])
    expect((await signsIn({ sub: 'new', email: 'cleo@example.com', groups: [] })).who).toBeDefined()
    expect(await roles('cleo@example.com')).toEqual(['engineer'])
  })

  it('leaves the last administrator theirs, whatever the groups say, and takes nobody who is deactivated', async () => {
    await rules({ claim: 'preferred_username', groupsClaim: 'groups', groupRoles: [{ outsideGroup: 'it', role: 'administrator' }] })
    expect((await signsIn({ sub: 'anna', preferred_username: 'anna.berg', groups: [] })).who).toBeDefined()
    expect((await users()).find(({ login }) => login === 'anna.berg')?.roles).toEqual(['administrator'])
    await rules()
    const ben = (await users()).find(({ login }) => login === 'ben@example.com') as unknown as { id: string }
    await hub.house.do('people.deactivateUser', { user: ben.id })
    expect((await signsIn()).who).toBeUndefined()
  })

  it('believes no proof but its own door’s', async () => {
    for (const proof of ['x', 'sealed:AAAA', JSON.stringify(['vouched/1', { openidIssuer: issuer.address }])]) {
      const answer = await hub.send('/api/v1/people/signInWith', { body: { proof } })
      expect([answer.json.code, session(answer)]).toEqual(['people.wrongProof', undefined])
    }
  })

  it('leads nowhere where no provider is set up', async () => {
    await rules({ openidIssuer: null })
    const start = await hub.send('/sign-in/start')
    expect(start.headers.get('location')).toBe('/?signIn=failed')
    expect(await hub.house.refused('people.saveSignInRules', { ...usual, openidIssuer: 'http://sso.example.com' })).toBe('people.badIssuer')
  })
})
