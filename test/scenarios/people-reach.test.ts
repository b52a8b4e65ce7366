import { freshHouse } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('an administrator of one entity on %s', (dialect) => {
  it('manages the people of that entity and nobody who has more', async () => {
    const house = await freshHouse(dialect, 'reach')
    try {
      await house.do('demo.seed', {})
      const rolesOf = { roles: ['administrator'], email: null, title: null }
      await house.do('people.createUser', { login: 'de.admin', name: 'Administration DE', entities: ['NLDE'], password: null, ...rolesOf })
      const german = await house.as('de.admin')
      const { rows } = await house.do('people.users', { limit: 100 })
      const id = (login: string) => rows.find((r: { login: string }) => r.login === login).id as string
      const [grace, lena] = [id('grace.patel'), id('lena.brandt')]
      const words = 'correct horse battery staple'
      for (const [operation, input] of [
        ['people.createUser', { login: 'x.y', name: 'X', entities: null, password: null, ...rolesOf }],
        ['people.createUser', { login: 'x.y', name: 'X', entities: ['NLDE', 'NLUK'], password: null, ...rolesOf }],
        ['people.editUser', { user: grace, login: 'grace.patel', name: 'Grace', entities: ['NLDE'], ...rolesOf }],
        ['people.editUser', { user: lena, login: 'lena.brandt', name: 'Lena', entities: null, ...rolesOf }],
        ['people.setPassword', { user: grace, password: words }],
        ['people.createToken', { user: grace, label: 'mine now', expiresAt: null }],
        ['people.deactivateUser', { user: grace }],
        ['people.reactivateUser', { user: grace }],
      ] as const)
        expect([operation, await german.refused(operation, input)]).toEqual([operation, 'people.beyondReach'])
      await german.do('people.setPassword', { user: lena, password: words })
      await german.do('people.createUser', {
        login: 'neu.kollege',
        name: 'Neu',
        entities: ['NLDE'],
        password: null,
        email: null,
        title: null,
        roles: ['finance'],
      })
    } finally {
      await house.close()
    }
  })
})
