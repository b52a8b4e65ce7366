import { modules, operations } from '../../core/harmony.ts'
import { record } from '../../core/kernel/record.ts'
import { query, type Module } from '../../core/kernel/operation.ts'
import { idOf, shape, text } from '../../core/kernel/shape.ts'
import { isKnownEntry } from '../../core/people/permits.ts'
import { firstRoles } from '../../core/people/roles.ts'
import { conventions, operationsNamed } from './conventions.ts'
import { sourcesIn } from './source.ts'

const texts: ReadonlyMap<string, readonly string[]> = new Map(
  modules.map((m) => [m.name, sourcesIn(`core/${m.name}`).filter(({ path }) => !/\/words\.\w+\.ts$/.test(path)).map((s) => s.text)]),
) // prettier-ignore

describe('modules keep to the conventions', () => {
  it.each(Object.keys(conventions))('%s', (name) => {
    expect(conventions[name]!(modules, texts)).toEqual([])
  })
  it('what a module needs stands before it in the list', () => {
    const order = modules.map((m) => m.name)
    expect(
      modules.flatMap((m) => m.needs.filter((n) => order.indexOf(n) > order.indexOf(m.name)).map((n) => `${m.name} before ${n}`)),
    ).toEqual([])
  })
  it('the roles that an installation starts with open something with every entry', () => {
    const permits = modules.flatMap((m) => m.permits)
    expect(
      firstRoles.flatMap((role) => role.permits.filter((entry) => !isKnownEntry(entry, permits)).map((entry) => `${role.code}: ${entry}`)),
    ).toEqual([])
  })
})

/** The commands that people type have names of their own; this one table says what is behind them. */
const tableOfCommands = 'main/doors/cli-commands.ts'
it('no door knows an operation by name', () => {
  const doors = sourcesIn('main/doors', 'main/desktop', 'main/storage', 'main/integrations').filter(
    ({ path }) => path !== tableOfCommands && !path.startsWith('main/storage/reads/'),
  )
  expect(doors.flatMap(({ path, strings }) => operationsNamed(path, strings, operations))).toEqual([])
  expect(operationsNamed('main/doors/x.ts', ['a', 'billing.post'], operations)).toEqual([
    'main/doors/x.ts names the operation billing.post',
  ])
})

const house: Module = {
  name: 'houses',
  needs: [],
  records: [record('houses', shape({ id: idOf('houses'), name: text }), { key: 'id' })],
  operations: [
    query({
      name: 'houses.get',
      zone: 'sales',
      permit: 'houses.read',
      input: shape({}),
      output: text,
      refusals: ['houses.unknown'],
      ask: async () => 'x',
    }),
  ],
  permits: ['houses.read'],
  events: ['houses.built'],
}
const built = new Map([['houses', ["tell('houses.built', {})", "refusals: ['houses.unknown']", "refuse('houses.unknown')"]]])
const get = house.operations[0]!
const command = { ...get, does: 'command', offline: 'never' } as unknown as Module['operations'][number]

// Each convention finds what breaks it, and nothing in a module that keeps to it.
describe.each<[name: keyof typeof conventions, broken: readonly Module[], code: ReadonlyMap<string, readonly string[]>, says: string]>([
  ['namesFollowTheModule', [{ ...house, operations: [{ ...get, name: 'homes.get' }] }], built, 'homes.get'],
  ['namesFollowTheModule', [{ ...house, permits: ['read'] }], built, 'read'],
  ['namesFollowTheModule', [{ ...house, says: ['house.word'] }], built, 'house.word'],
  ['namesAreUnique', [house, { ...house, name: 'homes', operations: [] }], built, 'record houses'],
  ['permitsAreDeclared', [{ ...house, permits: [] }], built, 'houses.read'],
  ['permitsAreDeclared', [{ ...house, permits: ['houses.read', 'houses.burn'] }], built, 'houses.burn'],
  ['writingIsNotReading', [{ ...house, operations: [command] }], built, 'houses.get'],
  ['eventsAreTold', [house], new Map([['houses', []]]), 'never told'],
  ['eventsAreTold', [{ ...house, events: [] }], built, 'not declared'],
  ['refusalsAreDeclared', [{ ...house, operations: [] }], built, 'houses.unknown'],
  ['refusalsHappen', [house], new Map([['houses', ["refusals: ['houses.unknown']"]]]), 'never said'],
  ['refusalsAreNamed', [{ ...house, operations: [{ ...get, refusals: ['unknown'] }] }], built, 'unknown'],
  ['viewsAreListed', [{ ...house, operations: [{ ...get, lists: 'houseList' }] }], built, 'houseList'],
  ['referencesLeadSomewhere', [{ ...house, records: [{ ...house.records[0]!, key: 'code' }] }], built, 'no field code'],
  ['referencesLeadSomewhere', [{ ...house, records: [{ ...house.records[0]!, partOf: 'streets' }] }], built, 'streets'],
])('%s', (name, broken, code, says) => {
  it(`finds ${says}`, () => {
    expect(conventions[name]!(broken, code).join()).toContain(says)
    expect(conventions[name]!([house], built)).toEqual([])
  })
})
