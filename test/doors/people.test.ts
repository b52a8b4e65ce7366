import { stores } from '../world/stores.ts'
import { freshHub, setUp, type Hub } from './hub.ts'

describe.each(stores)('people on %s', (dialect) => {
  let hub: Hub
  let anna: string
  beforeEach(async () => {
    hub = await freshHub(dialect, 'people')
    await setUp(hub)
    anna = ((await hub.house.do('people.users')) as { rows: { id: string }[] }).rows[0]!.id
  })
  afterEach(() => hub.close())
  const user = (login: string, roles: string[] = ['administrator']) => hub.house.do('people.createUser', { login, name: login, roles })

  it('keeps the last active administrator', async () => {
    expect(await hub.house.refused('people.deactivateUser', { user: anna })).toBe('people.lastAdministrator')
    const edit = { user: anna, login: 'anna', name: 'Anna', roles: ['auditor'] }
    expect(await hub.house.refused('people.editUser', edit)).toBe('people.lastAdministrator')
    const { id: ben } = await user('ben')
    await hub.house.do('people.deactivateUser', { user: ben })
    expect(await hub.house.refused('people.deactivateUser', { user: anna })).toBe('people.lastAdministrator')
    await hub.house.do('people.reactivateUser', { user: ben })
    await hub.house.do('people.editUser', edit)
  })

  it('keeps the last one also when all are deactivated at the same moment', async () => {
    const ids = [anna, ...(await Promise.all(['b', 'c', 'd', 'e'].map(async (login) => (await user(`${login}.admin`)).id as string)))]
    const outcomes = await Promise.all(ids.map((id) => hub.house.do('people.deactivateUser', { user: id }).then(() => 'done', () => 'refused'))) // prettier-ignore
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(4)
    const { rows } = await hub.house.do('people.users', { filter: { field: 'active', is: 'equal', value: true } })
    expect(rows).toHaveLength(1)
  })

  it('gives a login to one person only, whatever its case', async () => {
    await user('Ben.Ode')
    expect(await hub.house.refused('people.createUser', { login: 'ben.ODE', name: 'x', roles: [] })).toBe('people.loginTaken')
    const both = await Promise.all(['twin', 'TWIN', 'Twin'].map((login) => user(login).then(() => 'done', (error: Error) => error.message))) // prettier-ignore
    expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(both.filter((outcome) => outcome.includes('people.loginTaken'))).toHaveLength(2)
  })

  it.each([
    [{ login: 'a b', name: 'x', roles: [] }, 'people.badLogin'],
    [{ login: 'x', name: 'x', roles: ['nobody'] }, 'people.unknownRole'],
    [{ login: 'x', name: 'x', roles: [], password: 'short' }, 'people.passwordTooShort'],
    [{ login: 'xaver', name: 'x', roles: [], password: 'xaver xaver xaver' }, 'people.passwordTooEasy'],
  ])('refuses %j: %s', async (input, code) => {
    expect(await hub.house.refused('people.createUser', input)).toBe(code)
  })

  it('hashes a password only when it can be used', async () => {
    hub.work.hashed = 0
    await hub.house.refused('people.createUser', { login: 'x', name: 'x', roles: [], password: 'short' })
    expect(hub.work.hashed).toBe(0)
    await hub.house.do('people.createUser', { login: 'x', name: 'x', roles: [], password: 'long enough to use' })
    expect(hub.work.hashed).toBe(1)
  })

  it('a role that lost a right loses it at once', async () => {
    await hub.house.do('people.saveRole', { code: 'clerk', name: 'Clerk', permits: ['people.read'] })
    await user('carl', ['clerk'])
    const carl = await hub.house.as('carl')
    expect((await carl.do('people.users')).total).toBe(2)
    await hub.house.do('people.saveRole', { code: 'clerk', name: 'Clerk', permits: [] })
    expect(await (await hub.house.as('carl')).refused('people.users')).toBe('operation.forbidden')
    expect(await hub.house.refused('people.saveRole', { code: 'administrator', name: 'A', permits: ['people.read'] })).toBe(
      'people.administratorKeepsAll',
    )
    expect(await hub.house.refused('people.saveRole', { code: 'clerk', name: 'C', permits: ['fly.away'] })).toBe('people.unknownPermit')
  })

  it('remembers what a person prefers, until they follow the browser again', async () => {
    const me = await hub.house.as('anna.berg')
    await me.do('people.savePreferences', { language: 'de', culture: 'de-AT', theme: 'dark' })
    expect(await me.do('people.me')).toMatchObject({ language: 'de', culture: 'de-AT', theme: 'dark' })
    await me.do('people.savePreferences', {})
    expect(await me.do('people.me')).toMatchObject({ language: null, culture: null, theme: null })
    expect(await me.refused('people.savePreferences', { language: 'Deutsch!' })).toBe('people.unknownLanguage')
    expect(await hub.house.refused('people.savePreferences', { theme: 'dark' })).toBe('people.noUserOfItsOwn')
  })

  it('lets nobody sign in as another where it is no demo', async () => {
    const answer = await hub.send('/api/v1/people/signInAs', { body: { login: 'anna.berg' } })
    expect([answer.status, answer.json.code]).toEqual([422, 'people.notADemo'])
    // A hub that somebody has set up never becomes one, also not by a command at the machine: everybody could sign in as its administrator.
    expect(await hub.house.refused('demo.seed', { empty: true })).toBe('demo.notEmpty')
    expect((await hub.send('/api/v1/people/demoPeople')).json.people).toEqual([])
  })
})

describe.each(stores)('the demo company on %s', (dialect) => {
  it('signs in as any of its people with one click, and says that it is a demo', async () => {
    const hub = await freshHub(dialect, 'demopeople')
    try {
      await hub.house.do('demo.seed', { empty: true })
      const { json: manifest } = await hub.send('/api/v1/manifest')
      expect(manifest.installation).toMatchObject({ demo: true, setUpNeeded: false })
      expect(manifest.installation.clock).toMatch(/^2026-11-30T18:00/)
      const { people } = (await hub.send('/api/v1/people/demoPeople')).json as { people: { login: string; name: string }[] }
      expect(people.map((person) => person.name)).toContain('Grace Patel')
      for (const { login, name } of people) {
        const signed = await hub.send('/api/v1/people/signInAs', { body: { login } })
        expect([signed.status, (await hub.send('/api/v1/people/me', { cookie: signed.cookie! })).json.name]).toEqual([200, name])
      }
      // The business clock stands still; sessions live by the real one, a week without use.
      const cookie = (await hub.send('/api/v1/people/signInAs', { body: { login: 'grace.patel' } })).cookie!
      hub.move(6 * 24 * 60)
      expect((await hub.send('/api/v1/people/me', { cookie })).status).toBe(200)
    } finally {
      await hub.close()
    }
  })
})
