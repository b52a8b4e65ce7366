import { modules, operations } from '../../../core/harmony.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Field } from '../../../core/kernel/shape.ts'
import { boundsOn, type Bounds } from '../../../core/kernel/bounds.ts'
import { dutiesOf, firstDutyRules, dutyRulesWith, togetherIn } from '../../../core/people/duty.ts'
import { canReach, ownable, ownership, type Owned } from '../../../core/people/ownership.ts'
import { boundOf, rightsOf, teamOf, type RoleBound, type RoleBounds } from '../../../core/people/role-bounds.ts'
import { limitsOf } from '../../../core/people/role-limits.ts'

const kinds = modules.flatMap((module) => (module.records as readonly RecordKind[]).map((kind) => [module.name, kind] as const))

describe('whose rows are', () => {
  it('is said of every record, and of no other', () => {
    const said = Object.entries(ownership).flatMap(([module, records]) => Object.keys(records).map((record) => `${module} ${record}`))
    expect(kinds.map(([module, kind]) => `${module} ${kind.record}`).filter((name) => !said.includes(name))).toEqual([])
    expect(said.filter((name) => !kinds.some(([module, kind]) => name === `${module} ${kind.record}`))).toEqual([])
  })

  it('names fields that are there and say whose they are', () => {
    const of = (field: Field<unknown> | undefined): string => (field === undefined ? 'nothing' : ((field.kind === 'maybe' ? field.inner!.of : field.of) ?? field.kind)) // prettier-ignore
    const wrong = kinds.flatMap(([module, kind]) => {
      const owned = ownership[module]?.[kind.record]
      if (owned === undefined || typeof owned === 'string') return []
      const { people = [], customer, territory, of: parents = [] } = owned as Owned
      const field = (name: string) => of(kind.shape.fields[name] as Field<unknown> | undefined)
      return [
        ...people.filter((name) => !['users', 'text'].includes(field(name))),
        ...(customer !== undefined && field(customer) !== 'customers' ? [customer] : []),
        ...(territory !== undefined && field(territory) !== 'territories' ? [territory] : []),
        // A row is owned by rows of records that are owned themselves.
        ...parents.filter((name) => !kinds.some(([upper, one]) => one.record === field(name) && typeof ownership[upper]![one.record] === 'object')),
        ...(people.length + parents.length === 0 && customer === undefined && territory === undefined ? ['nobody'] : []),
      ].map((name) => `${kind.record}.${name}`)
    }) // prettier-ignore
    expect(wrong).toEqual([])
  })

  it('bounds rights that operations take, and none whose module has nothing that is somebody’s', () => {
    const taken = new Set([...operations.values()].map(({ permit }) => permit))
    expect(ownable.filter((right) => !taken.has(right))).toEqual([])
    const owning = new Set(Object.entries(ownership).flatMap(([module, records]) => (Object.values(records).some((one) => typeof one === 'object') ? [module] : []))) // prettier-ignore
    expect(ownable.filter((right) => !owning.has(right.split('.')[0]!))).toEqual([])
    for (const right of ['people.write', 'ledger.read', 'billing.post', 'payables.release', 'audit.read', 'exports.write'])
      expect([right, canReach(right, 'own'), canReach(right, 'entities')]).toEqual([right, false, true])
  })
})

describe('how far a right reaches', () => {
  const bound = (permit: string, extent: RoleBound['extent'], entities: string[] | null = null): RoleBound => ({ permit, extent, entities: entities as never }) // prettier-ignore
  it.each([
    ['contracts.write', [bound('*', 'team'), bound('contracts.*', 'own')], 'own'],
    ['contracts.write', [bound('contracts.*', 'own'), bound('contracts.write', 'all')], 'all'],
    ['contracts.read', [bound('*.read', 'all'), bound('*', 'own')], 'all'],
    ['contracts.read', [bound('*.read', 'team'), bound('contracts.*', 'own')], 'own'],
    ['orders.read', [bound('contracts.*', 'own')], undefined],
  ])('%s is bounded by what says most', (right, bounds, extent) => {
    expect(boundOf(right, bounds)?.extent).toBe(extent)
  })

  const known = ['customers.read', 'contracts.read', 'contracts.write', 'ledger.read']
  const role = (code: string, ...permits: string[]) => ({ code: code as never, permits })
  const bounds = (code: string, ...all: RoleBound[]): RoleBounds => ({ role: code as never, bounds: all, limits: [] })
  const somebody = { id: 'u1' as never, territories: null }

  it('adds what roles give: what one gives without a bound no other one takes, and bounds stand beside each other', () => {
    const rights = rightsOf(somebody, [role('a', '*'), role('b', 'contracts.read')], [bounds('a', bound('*', 'own'))], [], known)
    expect([...rights.permits].sort()).toEqual(['contracts.read', 'contracts.write', 'customers.read'])
    expect([...rights.bounds!.rights.keys()].sort()).toEqual(['contracts.write', 'customers.read'])
    const both = rightsOf(somebody, [role('a', 'contracts.read'), role('b', 'contracts.read')], [bounds('a', bound('*', 'own')), bounds('b', bound('*', 'entities', ['NLDE']))], [], known) // prettier-ignore
    expect(both.bounds!.rights.get('contracts.read')).toEqual([{ reach: 'own', entities: [] }, { reach: 'entities', entities: ['NLDE'] }]) // prettier-ignore
  })

  it('is nothing where nothing is bounded, so that nobody pays for it', () => {
    expect(rightsOf(somebody, [role('a', '*')], [], [], known).bounds).toBeUndefined()
  })

  it('counts everybody in a team with the person, and nobody else', () => {
    const team = (code: string, leader: string, ...teammates: string[]) => ({ code, name: code, leader, teammates }) as never
    expect([...teamOf('u1', [team('A', 'u2', 'u1'), team('B', 'u1', 'u3'), team('C', 'u4', 'u5')])].sort()).toEqual(['u1', 'u2', 'u3'])
    expect(teamOf('u9', [team('A', 'u2', 'u1')])).toEqual(['u9'])
  })

  it('bounds a command by its own right, and what only asks by the right to read the module too', () => {
    const own = [{ reach: 'own' as const, entities: [] }]
    const rights = new Map([['contracts.write', own], ['customers.read', own]]) // prettier-ignore
    const of = (acting: Bounds['acting'], reading: string): number => boundsOn({ team: [], territories: [], rights, ...(acting ? { acting } : {}) }, reading).length // prettier-ignore
    expect(of({ permit: 'contracts.write', asks: false }, 'customers.read')).toBe(1)
    expect(of({ permit: 'billing.post', asks: false }, 'customers.read')).toBe(0)
    expect(of({ permit: 'billing.read', asks: true }, 'customers.read')).toBe(1)
    expect(of({ permit: null, asks: true }, 'customers.read')).toBe(1)
    expect(of(undefined, 'customers.read')).toBe(1)
    expect(of({ permit: 'contracts.write', asks: true }, 'customers.read')).toBe(2)
  })

  it('limits what every role that opens it limits, by the highest', () => {
    const limit = (code: string, ...limits: [string, bigint][]): RoleBounds => ({ role: code as never, bounds: [], limits: limits.map(([currency, amount]) => ({ operation: 'x.pay', currency: currency as never, amount })) }) // prettier-ignore
    const held = (...codes: string[]) => codes.map((code) => ({ role: code, opens: () => true }))
    expect(limitsOf(held('a', 'b'), [limit('a', ['EUR', 5n]), limit('b', ['EUR', 9n], ['GBP', 2n])])?.get('x.pay')).toEqual(new Map([['EUR', 9n], ['GBP', 2n]])) // prettier-ignore
    expect(limitsOf(held('a', 'b'), [limit('a', ['EUR', 5n])])).toBeUndefined()
    expect(limitsOf([{ role: 'b', opens: () => false }, ...held('a')], [limit('a', ['EUR', 5n])])?.get('x.pay')).toEqual(new Map([['EUR', 5n]])) // prettier-ignore
  })
})

describe('separated duties', () => {
  it('name operations and records that are there, each with a right', () => {
    const records = new Set(kinds.map(([, kind]) => kind.record))
    for (const { one, other, tiedBy } of firstDutyRules) {
      for (const name of [...one, ...other]) expect([name, typeof operations.get(name)?.permit]).toEqual([name, 'string'])
      if (tiedBy !== null) expect(records).toContain(tiedBy)
    }
    expect(new Set(firstDutyRules.map(({ code }) => code)).size).toBe(firstDutyRules.length)
  })

  it('tell who has both halves, and nothing of whoever has one', () => {
    const takes = new Map([...operations.values()].map(({ name, permit }) => [name, permit ?? '']))
    const rule = firstDutyRules.filter(({ code }) => code === 'journal-and-approval')
    expect(togetherIn(rule, new Set(['adjustments.write', 'adjustments.approve']), takes)).toMatchObject([{ one: ['adjustments.propose'], other: ['adjustments.decide'] }]) // prettier-ignore
    expect(togetherIn(rule, new Set(['adjustments.write']), takes)).toEqual([])
    expect(togetherIn([{ ...rule[0]!, effect: 'off' }], new Set(['adjustments.write', 'adjustments.approve']), takes)).toEqual([])
  })

  it('ask of each half whether the other one was done, where the rule refuses', () => {
    expect(dutiesOf(dutyRulesWith([])).size).toBe(0)
    const [own] = firstDutyRules.filter(({ code }) => code === 'journal-and-approval')
    const duties = dutiesOf(dutyRulesWith([{ ...own!, effect: 'refuse' }]))
    expect(Object.fromEntries(duties)).toEqual({
      'adjustments.propose': [{ rule: 'journal-and-approval', others: ['adjustments.decide'], link: 'adjustments' }],
      'adjustments.decide': [{ rule: 'journal-and-approval', others: ['adjustments.propose'], link: 'adjustments' }],
    })
  })
})
