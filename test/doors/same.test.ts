import { randomUUID } from 'node:crypto'
import type { Reply } from '../../core/kernel/manifest.ts'
import { stores } from '../world/stores.ts'
import { freshHub, type Hub } from './hub.ts'
import { harmony } from './terminal.ts'

type Door = (operation: string, input: unknown) => Promise<Reply>

/** Calls whose outcome is the same whoever brings them: results, refusals of every kind, rehearsals. */
const calls: readonly (readonly [string, unknown])[] = [
  ['people.me', {}],
  ['people.users', { order: ['login'], limit: 3 }],
  ['people.users', { filter: { field: 'login', is: 'contains', value: 'a' }, search: 'patel' }],
  ['people.users', { filter: { field: 'shoeSize', is: 'equal', value: '7' } }],
  ['people.roles', {}],
  ['people.user', { user: '00000000-0000-7000-8000-00000000dead' }],
  ['people.user', { user: 'x' }],
  ['people.createUser', { login: 'grace.patel', name: 'x', roles: [] }],
  ['people.saveRole', { code: 'x', name: 'X', permits: ['whales.feed'] }],
  ['people.saveRole', { code: 'reader', name: 'Reader', permits: ['*.read'] }],
  ['people.savePreferences', { theme: 'dark' }],
  ['people.fly', {}],
  ['entities.list', { order: ['code'] }],
  ['rates.list', { order: ['day', 'base', 'quote', 'type'], limit: 2 }],
  ['catalog.list', { order: ['code'], limit: 5 }],
  ['tax.list', {}],
  ['desk.tasks', {}],
  ['billing.propose', { asOf: '2026-02-30' }],
  ['billing.propose', { asOf: '2026-12-01', entity: 'WHALE' }],
  ['pricing.rate', { model: 'fillUp', currency: 'GBP', quantity: '312', bands: [{ upTo: '25', unitPrice: '9.00' }, { upTo: '100', unitPrice: '7.50' }, { upTo: '250', unitPrice: '6.25' }, { upTo: null, unitPrice: '5.00' }] }],
  ['pricing.rate', { model: 'flat', currency: 'XXL', quantity: '1', unitPrice: '1' }],
] // prettier-ignore

describe.each(stores)('one core behind all doors on %s', (dialect) => {
  let hub: Hub
  let doors: Record<'inside' | 'http' | 'cli', Door>
  beforeAll(async () => {
    hub = await freshHub(dialect, 'same')
    await hub.house.do('demo.seed', { empty: true })
    const login = 'it.admin'
    const { cookie } = await hub.send('/api/v1/people/signInAs', { body: { login } })
    const { dataDir, databaseUrl } = hub.house.place
    const store = databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl]
    doors = {
      inside: async (operation, input) => {
        const caller = (await hub.house.harmony.localAdministrator(login))!
        return hub.house.harmony.reply(await hub.house.harmony.run({ id: randomUUID(), operation, input, caller }), 'en')
      },
      http: async (operation, input) => {
        const { status, json } = await hub.send(`/api/v1/${operation.replace('.', '/')}`, { body: input, cookie: cookie! })
        return status === 200
          ? { ok: true, result: json }
          : { ok: false, refusal: { code: json.code, message: json.detail, about: json.about } }
      },
      cli: async (operation, input) =>
        (await harmony(['call', operation, '--input', '-', '--as', login, '--language', 'en', ...store], JSON.stringify(input)))
          .json as Reply,
    }
  })
  afterAll(() => hub.close())

  it.each(calls)('%s %j', async (operation, input) => {
    const inside = await doors.inside(operation, input)
    expect(await doors.http(operation, input)).toEqual(inside)
    expect(await doors.cli(operation, input)).toEqual(inside)
  })
})
