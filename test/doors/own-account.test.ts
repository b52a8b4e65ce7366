import { administrator, freshHub, password, setUp, type Hub } from './hub.ts'

describe('one’s own account', () => {
  let hub: Hub
  let anna: string
  let ben: string
  let bensId: string
  const post = (name: string, body: unknown, cookie: string) => hub.send(`/api/v1/people/${name}`, { cookie, body })
  const get = (name: string, cookie: string) => hub.send(`/api/v1/people/${name}`, { cookie })
  const signIn = async (login: string) => (await hub.send('/api/v1/people/signIn', { body: { login, password } })).cookie!
  beforeEach(async () => {
    hub = await freshHub('sqlite', 'account')
    anna = await setUp(hub)
    bensId = (await hub.house.do('people.createUser', { login: 'ben', name: 'Ben', roles: ['engineer'], password })).id
    ben = await signIn('ben')
  })
  afterEach(() => hub.close())
  const token = (scopes: string[], more: object = {}, cookie = ben) =>
    post('createOwnToken', { label: 'a program', expiresAt: '2027-01-01T00:00:00Z', scopes, ...more }, cookie)

  it('makes tokens with rights of its own and never with more, that end', async () => {
    const made = await token(['work.read'])
    expect(made.json.token).toMatch(/^harmony_[\w-]{43}$/)
    const { json: me } = await hub.send('/api/v1/people/me', { token: made.json.token })
    expect([me.login, me.permits]).toEqual(['ben', ['work.read']])
    expect((await hub.send('/api/v1/catalog/list', { token: made.json.token, body: {} })).json.code).toBe('operation.forbidden')
    expect((await token(['people.write'])).json.code).toBe('people.beyondOwnRights')
    expect((await token(['*'])).json.code).toBe('people.beyondOwnRights')
    expect((await token([])).json.code).toBe('people.unknownPermit')
    expect((await token(['fly.away'])).json.code).toBe('people.unknownPermit')
    expect((await token(['work.read'], { expiresAt: '2028-06-01T00:00:00Z' })).json.code).toBe('people.tokenTooLong')
    expect((await token(['work.read'], { expiresAt: '2026-01-01T00:00:00Z' })).json.code).toBe('people.tokenTooLong')
    // No token makes another one.
    const again = await hub.send('/api/v1/people/createOwnToken', { token: made.json.token, body: { label: 'x', expiresAt: '2027-01-01T00:00:00Z', scopes: ['work.read'] } }) // prettier-ignore
    expect(again.json.code).toBe('people.onlySignedIn')
  })

  it('loses the rights of a token with those of its user, and its token when it is revoked by its owner alone', async () => {
    const made = (await token(['work.read'])).json
    const { tokens } = (await get('ownTokens', ben)).json
    expect(tokens).toMatchObject([{ reference: made.reference, scopes: ['work.read'] }])
    expect((await post('revokeOwnToken', { reference: made.reference }, anna)).json.code).toBe('people.unknownToken')
    await hub.house.do('people.saveRole', { code: 'engineer', name: 'Engineer', permits: ['catalog.read'] })
    expect((await hub.send('/api/v1/people/me', { token: made.token })).json.permits).toEqual([])
    await post('revokeOwnToken', { reference: made.reference }, ben)
    expect((await hub.send('/api/v1/people/me', { token: made.token })).status).toBe(401)
  })

  it('gives a token of somebody the scopes that an administrator names', async () => {
    const made = await post('createToken', { user: bensId, label: 'nightly', scopes: ['catalog.read', 'people.write'] }, anna)
    // What the user has not, the token has not.
    expect((await hub.send('/api/v1/people/me', { token: made.json.token })).json.permits).toEqual(['catalog.read'])
  })

  it('makes no token that has more than the token that asks, and none that is over', async () => {
    const { user: annasId } = (await get('me', anna)).json
    const few = (await post('createToken', { user: annasId, label: 'people', scopes: ['people.write'] }, anna)).json.token
    const more = (body: object) => hub.send('/api/v1/people/createToken', { token: few, body: { user: annasId, label: 'all', ...body } })
    expect((await more({})).json.code).toBe('people.beyondOwnRights')
    expect((await more({ scopes: ['*'] })).json.code).toBe('people.beyondOwnRights')
    expect((await more({ scopes: ['people.write'] })).status).toBe(200)
    expect((await more({ scopes: ['people.write'], expiresAt: '2020-01-01T00:00:00Z' })).json.code).toBe('people.tokenEnded')
  })

  it('gets a new session with a new password, and every other one ends', async () => {
    const other = await signIn('ben')
    const changed = await post('changePassword', { present: password, password: 'another long sentence' }, ben)
    expect([changed.status, changed.json.session, changed.cookie !== ben]).toEqual([200, undefined, true])
    expect([(await get('me', ben)).status, (await get('me', other)).status, (await get('me', changed.cookie!)).status]).toEqual([
      401, 401, 200,
    ])
  })

  it('signs in anew when its rights change, and goes on when only its name does', async () => {
    const edit = { user: bensId, login: 'ben', name: 'Benedict', roles: ['engineer'] }
    await post('editUser', edit, anna)
    expect((await get('me', ben)).status).toBe(200)
    await post('editUser', { ...edit, roles: ['engineer', 'auditor'] }, anna)
    expect((await get('me', ben)).status).toBe(401)
    ben = await signIn('ben')
    await post('editUser', { ...edit, roles: ['engineer', 'auditor'], entities: [] }, anna)
    expect((await get('me', ben)).status).toBe(401)
  })

  it('is signed out everywhere by an administrator, who sees where everybody is', async () => {
    await signIn('ben')
    const { rows } = (await hub.send('/api/v1/people/allSessions', { cookie: anna, body: {} })).json
    expect(rows.map(({ userName, shownBy }: { userName: string; shownBy: string }) => `${userName} ${shownBy}`).sort()).toEqual(['Anna Berg password', 'Ben password', 'Ben password']) // prettier-ignore
    expect(rows.every(({ reference }: { reference: string }) => reference.length === 16)).toBe(true)
    expect((await hub.send('/api/v1/people/allSessions', { cookie: ben, body: {} })).json.code).toBe('operation.forbidden')
    expect((await post('revokeSessions', { user: bensId }, ben)).json.code).toBe('operation.forbidden')
    expect((await post('revokeSessions', { user: bensId }, anna)).json).toEqual({ ended: 2 })
    expect([(await get('me', ben)).status, (await get('me', anna)).json.login]).toEqual([401, administrator.login])
  })
})
