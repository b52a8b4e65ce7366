import type { Bounds } from '../../core/kernel/bounds.ts'
import type { Module } from '../../core/kernel/operation.ts'
import type { DeviceScope, RecordKind } from '../../core/kernel/record.ts'
import { sensitivities } from '../../core/kernel/sensitive.ts'
import { assert } from '../../core/kernel/refusal.ts'
import type { Field } from '../../core/kernel/shape.ts'
import { boundSql, kindsIn, type Kinds } from './reads/bounds.ts'
import type { Binder, Dialect } from './session.ts'
import { kindsOf, tableOf } from './tables.ts'
import { quoted, snake } from './columns.ts'

/** Whose copy it is: what a device in the field may hold. */
export interface Scope {
  readonly user: string
  /** `null`: every territory. */
  readonly territories: readonly string[] | null
  readonly entities: readonly string[] | 'all'
  readonly permits: ReadonlySet<string>
  /** How far the person's rights reach: a device holds no more than they would see at the hub. */
  readonly bounds?: Bounds
}

/** The kinds of rows that devices hold, with the parts that go with their owners. */
export interface Held {
  readonly kinds: readonly RecordKind[]
  readonly names: ReadonlySet<string>
  readonly all: Kinds
  partsOf(kind: RecordKind): readonly RecordKind[]
  kind(name: string): RecordKind
  /** Held at all, as itself or with its owner? */
  holds(kind: RecordKind): boolean
  /** Kinds that a scope may hold. */
  of(scope: Scope): readonly RecordKind[]
}

type Modules = readonly Pick<Module, 'name' | 'records' | 'permits'>[]
const known = new WeakMap<Modules, Held>()
const none: readonly RecordKind[] = []
export function heldBy(modules: Modules): Held {
  let held = known.get(modules)
  if (!held) known.set(modules, (held = heldIn(modules)))
  return held
}
function heldIn(modules: Modules): Held {
  const all = kindsOf(modules)
  const kinds = all.filter((kind) => kind.devices !== undefined)
  const byName = new Map(all.map((kind) => [kind.record, kind]))
  const parts = Map.groupBy(all.filter((kind) => kind.partOf !== undefined), (kind) => kind.partOf!) // prettier-ignore
  const names = new Set(kinds.map((kind) => kind.record))
  const permitOf = new Map(
    modules.flatMap((m) => m.records.map((kind) => [kind.record, m.permits.includes(`${m.name}.read`) ? `${m.name}.read` : null] as const)),
  )
  const always = (kind: RecordKind): boolean =>
    kind.devices!.every((scope) => scope === 'always' || (typeof scope === 'object' && 'user' in scope))
  return {
    kinds,
    names,
    all: kindsIn(modules),
    partsOf: (kind) => parts.get(kind.record) ?? none,
    kind: (name) => byName.get(name)!,
    holds: (kind) => names.has(kind.record) || (kind.partOf !== undefined && names.has(kind.partOf)),
    of: (scope) =>
      kinds.filter((kind) => {
        const permit = permitOf.get(kind.record) ?? null
        if (kind.sensitive !== undefined && !scope.permits.has(sensitivities[kind.sensitive])) return false
        return always(kind) || permit === null || scope.permits.has(permit)
      }),
  }
}

/** SQL that is true where a row (`alias`) is in the scope. Marks are taken in the order of the text. */
export function inScopeSql(kind: RecordKind, alias: string, scope: Scope, held: Held, b: Binder, depth = 0): string {
  assert(depth < 5, 'scopes that end')
  const some = (kind.devices ?? []).map((rule) => ruleSql(rule, kind, alias, scope, held, b, depth))
  const parts = [some.length === 0 ? '1 = 0' : some.length === 1 ? some[0]! : `(${some.join(' or ')})`]
  if (kind.entityField !== undefined && scope.entities !== 'all') {
    const entity = `${alias}.${columnOf(kind, kind.entityField, b.dialect)}`
    parts.push(`(${entity} is null or ${b.isOneOf(entity, scope.entities, 'text')})`)
  }
  const reached = boundSql(kind, alias, { ...scope, strictly: true }, held.all, b)
  return (reached === undefined ? parts : [...parts, reached]).join(' and ')
}

function ruleSql(rule: DeviceScope, kind: RecordKind, alias: string, scope: Scope, held: Held, b: Binder, depth: number): string {
  if (rule === 'always' || rule === 'all') return '1 = 1'
  if ('user' in rule) return `${alias}.${columnOf(kind, rule.user, b.dialect)} = ${b.mark(scope.user, typeIn(kind, rule.user, b.dialect))}`
  if ('territory' in rule) {
    if (scope.territories === null) return '1 = 1'
    const column = `${alias}.${columnOf(kind, rule.territory, b.dialect)}`
    return `(${column} is null or ${b.isOneOf(column, scope.territories, 'text')})`
  }
  const field = 'customer' in rule ? rule.customer : rule.of
  const declared = kind.shape.fields[field] as Field<unknown>
  const named = declared.kind === 'maybe' ? declared.inner!.of : declared.of
  const owner = held.kind(named!)
  assert(owner?.devices, `${kind.record}.${field} to name a record that devices hold`)
  const table = tableOf(owner, b.dialect)
  const inner = `o${depth}`
  return `exists (select 1 from ${table.name} ${inner} where ${inner}.${table.key.quoted} = ${alias}.${columnOf(kind, field, b.dialect)} and ${inScopeSql(owner, inner, scope, held, b, depth + 1)})`
}
const columnOf = (kind: RecordKind, field: string, dialect: Dialect): string => {
  const found = tableOf(kind, dialect).columns.find((c) => c.field === field)
  assert(found, `a field ${field} of ${kind.record}`)
  return quoted(snake(field))
}
const typeIn = (kind: RecordKind, field: string, dialect: Dialect): string =>
  tableOf(kind, dialect).columns.find((c) => c.field === field)!.type
