import { reaches, type Bound, type Bounds, type Reach } from '../kernel/bounds.ts'
import { record, type Row } from '../kernel/record.ts'
import { aCurrency, choice, codeOf, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { canReach } from './ownership.ts'
import { covers, expandPermits } from './permits.ts'
import type { roles, users } from './user.ts'

/** How far the rights of a role reach and up to which amount they go. A right that nothing names here reaches everything, for any amount. */
export const roleBounds = record(
  'roleBounds',
  shape({
    role: codeOf('roles'),
    /** `permit` is written as in a role: `contracts.write`, `contracts.*`, `*.read`, `*`. What says most of a right counts. */
    bounds: many(shape({ permit: text, extent: choice(...reaches), entities: maybe(many(codeOf('entities'), 500)) }), 200),
    limits: many(shape({ operation: text, currency: aCurrency, amount: minorIn('currency') }), 200),
  }),
  { key: 'role', devices: ['always'], personal: { keep: 'use', not: ['bounds', 'limits'] } },
)
export type RoleBounds = Row<typeof roleBounds>
export type RoleBound = RoleBounds['bounds'][number]

/** People who work together: what one of them looks after is the team's. A person may be in several. */
export const teams = record(
  'teams',
  shape({ code: codeOf('teams'), name: text, leader: idOf('users'), teammates: many(idOf('users'), 500) }),
  {
    key: 'code',
    devices: ['always'],
    personal: { keep: 'use', not: ['name'] },
  },
)
export type Team = Row<typeof teams>

/** What says most: the right itself, then its module, then its kind, then everything. */
const saying = (entry: string): number => (entry === '*' ? 0 : entry.startsWith('*.') ? 1 : entry.endsWith('.*') ? 2 : 3)
export function boundOf(right: string, bounds: readonly RoleBound[]): RoleBound | undefined {
  return bounds.filter((bound) => covers(bound.permit, right)).toSorted((a, b) => saying(b.permit) - saying(a.permit))[0]
}

type Role = Pick<Row<typeof roles>, 'code' | 'permits'>
/** What a role gives: rights, and how far each of them reaches where it does not reach everything. */
export function givenBy(role: Role, bounds: readonly RoleBound[], known: readonly string[]): ReadonlyMap<string, Bound | null> {
  const given = new Map<string, Bound | null>()
  for (const right of expandPermits(role.permits, known)) {
    const bound = boundOf(right, bounds)
    if (!bound || bound.extent === 'all') given.set(right, null)
    else if (canReach(right, bound.extent)) given.set(right, { reach: bound.extent, entities: bound.entities ?? [] })
  }
  return given
}

export interface Rights {
  readonly permits: ReadonlySet<string>
  readonly bounds: Bounds | undefined
}
/** The rights of a person by their roles: what one role gives without a bound, no other one takes. */
export function rightsOf(
  user: Pick<Row<typeof users>, 'id' | 'territories'>,
  held: readonly Role[],
  bounds: readonly RoleBounds[],
  inTeams: readonly Team[],
  known: readonly string[],
): Rights {
  const rights = new Map<string, Bound[] | null>()
  for (const role of held)
    for (const [right, bound] of givenBy(role, bounds.find((of) => of.role === role.code)?.bounds ?? [], known)) {
      const before = rights.get(right)
      if (before === null) continue
      rights.set(right, bound === null ? null : [...(before ?? []), bound])
    }
  const bounded = [...rights].flatMap(([right, found]) => (found === null ? [] : [[right, found] as const]))
  return {
    permits: new Set(rights.keys()),
    bounds:
      bounded.length === 0 ? undefined : { team: teamOf(user.id, inTeams), territories: user.territories ?? [], rights: new Map(bounded) },
  }
}

/** Everybody in a team with the person. */
export const teamOf = (user: string, all: readonly Team[]): readonly string[] => [
  ...new Set([
    user,
    ...all
      .filter((team) => team.leader === user || team.teammates.includes(user as never))
      .flatMap((team) => [team.leader, ...team.teammates]),
  ]),
]

/** Rights of an entry that cannot be bounded so. */
export const unfit = (right: readonly string[], reach: Reach): readonly string[] => right.filter((one) => !canReach(one, reach))
