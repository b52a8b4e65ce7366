import type { Code } from '../../core/kernel/shape.ts'
import { builtInOf } from '../../core/people/built-in.ts'
import { firstRoles } from '../../core/people/roles.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const code = 'engineer' as Code<'roles'>
const { permits: now } = firstRoles.find((role) => role.code === code)!
const before = now.slice(0, -2)
const gained = now.slice(-2)

describe('how a role stands to the product', () => {
  const role = (permits: readonly string[]) => ({ code, name: 'Engineer', permits })
  const given = (permits: readonly string[]) => ({ role: code, permits })
  it.each([
    ['as the product has it', now, now, false, []],
    ['in another order', [...now].reverse(), now, false, []],
    ['not brought to the present definition yet', before, before, false, []],
    ['changed before the product gained something', [...before, 'quotes.read'], before, true, gained],
    ['changed so that it opens what is new already', ['*'], before, true, []],
    ['changed and decided on since: what was left out is not offered again', before, now, true, []],
  ])('%s', (_what, permits, known, changed, offered) => {
    expect(builtInOf(role(permits), given(known))).toEqual({ definition: now, changed, offered })
  })
  it('a role that somebody here made is none of the product’s', () =>
    expect(builtInOf({ code: 'mine' as Code<'roles'>, name: 'Mine', permits: [] }, undefined)).toBeNull())
})

describe.each(stores)('built-in roles on %s', (dialect) => {
  let house: House
  beforeEach(async () => void (house = await freshHouse(dialect, 'built-in-roles')))
  afterEach(() => house.close())
  const set = (table: 'roles' | 'role_definitions', key: string, permits: readonly string[]): Promise<unknown> =>
    house.harmony.database.transact((session) =>
      session.run(`update ${table} set permits = '${JSON.stringify(permits)}' where ${key} = '${code}'`),
    )
  const role = async () => (await house.do('people.roles', {})).roles.find((one: { code: string }) => one.code === code)

  it('a new permit reaches the role that nobody changed, once, and the log says so', async () => {
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [] })
    await house.do('demo.seed', {})
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [] })
    // As an earlier release left it.
    await set('roles', 'code', before)
    await set('role_definitions', 'role', before)
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [code] })
    expect(await role()).toMatchObject({ permits: now, changed: false, offered: [] })
    const { entries } = await house.do('desk.history', { record: 'roles', id: code })
    expect(entries[0].events).toEqual([{ event: 'people.roleFollowed', about: { role: code, permits: gained.join(', ') } }])
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [] })
    expect((await house.do('people.roles', {})).roles.every((one: { changed: boolean }) => !one.changed)).toBe(true)
  })

  it('a role that a person changed is only offered it, and follows again when it is as the product has it', async () => {
    await house.do('demo.seed', {})
    await set('role_definitions', 'role', before)
    await set('roles', 'code', [...before, 'quotes.read'])
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [] })
    expect(await role()).toMatchObject({ permits: [...before, 'quotes.read'], changed: true, offered: gained })
    await house.do('people.saveRole', { code, name: 'Engineer', permits: [...before, 'quotes.read'] })
    expect(await role()).toMatchObject({ changed: true, offered: [] })
    await house.do('people.saveRole', { code, name: 'Engineer', permits: now })
    expect(await role()).toMatchObject({ changed: false, offered: [] })
  })

  it('an installation from before definitions were kept: untouched roles follow, saved ones are offered what they lack', async () => {
    await house.do('demo.seed', {})
    await house.do('people.saveRole', { code: 'auditor', name: 'Auditor', permits: ['ledger.read'] })
    await set('roles', 'code', before)
    await house.harmony.database.transact((session) => session.run('delete from role_definitions'))
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [code] })
    const { roles } = await house.do('people.roles', {})
    expect(roles.find((one: { code: string }) => one.code === 'auditor')).toMatchObject({
      permits: ['ledger.read'],
      changed: true,
      offered: ['*.read', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates'],
    })
    expect(await house.do('people.followRoles', {})).toEqual({ followed: [] })
  })
})
