import type { Instant } from '../kernel/day.ts'
import { query, type Module, type Operation, type Plain, type Read } from '../kernel/operation.ts'
import type { Answer, RecordKind } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  anInstant,
  choice,
  count,
  flag,
  many,
  maybe,
  planOf,
  shape,
  someData,
  text,
  type Field,
  type Value,
  type Wire,
} from '../kernel/shape.ts'
import { callsOfRecord, changesOfCalls, eventsOfCalls } from './reads.ts'

/** Calls of one answer; the screen asks for older ones. */
const pageOfCalls = 50
/** Older calls that are looked at for how a record stood before the oldest call that is shown. */
const lookBack = 20
/** Changed records of one call that are named; of the rest only how many. */
const namedRows = 20

const fieldChange = shape({
  field: text,
  /** The field as data, so that screens show its values as everywhere. */
  plan: someData,
  /** Nothing where it is not known how the record stood before. */
  before: maybe(someData),
  after: maybe(someData),
})
const rowChange = shape({
  record: text,
  row: text,
  /** Number, code or name; for a part of a part (a change of a line), those of what it belongs to. */
  label: maybe(text),
  does: choice('add', 'put', 'remove'),
  /** Empty where the log keeps no more than that it changed. */
  fields: many(fieldChange),
  /** The currencies that amounts among the fields stand in, by the field that holds them. */
  currencies: someData,
})
const entry = shape({
  seq: count,
  call: text,
  at: anInstant,
  user: text,
  /** The person's name; `null` where the machine did it. */
  name: maybe(text),
  operation: text,
  rows: many(rowChange),
  moreRows: count,
  events: many(shape({ event: text, about: someData })),
})
type RowChange = Value<typeof rowChange>
type Call = Answer<typeof callsOfRecord>

/** A record whose history can be read, and the right that it takes. */
interface Subject {
  readonly kind: RecordKind
  readonly permit: string
}
/** Rows of a kind as they stood after a call: what operations answer that answer the record itself. */
type Stood = ReadonlyMap<string, Plain>

/** What happened to a record, newest first: who did what when, and what it changed. From the log alone, so nobody keeps books beside it. */
export function historyOf(modules: readonly Module[]) {
  const operations = new Map(modules.flatMap((m) => m.operations.map((o) => [o.name, o] as const)))
  const subjects = new Map<string, Subject>(
    modules.flatMap((m) =>
      m.records
        .filter((kind) => !kind.secret && !kind.total && kind.partOf === undefined && m.permits.includes(`${m.name}.read`))
        .map((kind) => [kind.record, { kind, permit: `${m.name}.read` }] as const),
    ),
  )
  return query({
    name: 'desk.history',
    zone: 'operations',
    permit: null,
    input: shape({ record: text, id: text, before: maybe(count) }),
    output: shape({ entries: many(entry), more: flag }),
    refusals: ['desk.noHistory'],
    ask: async ({ record, id, before }, read, { caller }) => {
      const subject = subjects.get(record)
      const key = subject?.kind.shape.fields[subject.kind.key]
      // Who may not see a record learns nothing of it, not even that it is there.
      if (!subject || !caller.permits.has(subject.permit) || !fits(key!, id)) return refuse('desk.noHistory')
      if ((await read.get(subject.kind, id)) === undefined) return refuse('desk.noHistory')
      const seen = [...subjects.values()].filter((s) => caller.permits.has(s.permit)).map((s) => s.kind.record)
      const about = { record, row: id, id: key!.kind === 'id' ? (id as never) : null, records: seen }
      const calls = await read.ask(callsOfRecord, {
        ...about,
        before: before ?? Number.MAX_SAFE_INTEGER,
        limit: pageOfCalls + lookBack,
      })
      const shown = calls.slice(0, pageOfCalls)
      const numbers = calls.map((c) => c.seq)
      const [changes, events] = await Promise.all([
        read.ask(changesOfCalls, { ...about, calls: numbers }),
        read.ask(eventsOfCalls, { calls: shown.map((c) => c.seq) }),
      ])
      const rows = await rowsOf(read, subjects, changes, shown)
      const told = tellingOf(operations, subjects, calls, changes, rows, id)
      const ids = new Set([id, ...changes.map((c) => c.row)])
      return {
        entries: shown.map((call) => ({
          ...described(call),
          ...told(call),
          events: events
            .filter((e) => e.call === call.seq && names(e.about, ids))
            .map(({ event, about: what }) => ({ event, about: what })),
        })),
        more: calls.length > pageOfCalls,
      }
    },
  })
}

const fits = (key: Field<unknown>, id: string): boolean => {
  try {
    return key.parse(id, 'id') === id
  } catch {
    return false
  }
}
const described = (call: Call) => ({
  seq: call.seq,
  call: call.call,
  at: call.at as Instant,
  user: call.user,
  name: call.name,
  operation: call.operation,
})
/** Events of a call that speak of the record or of what belongs to it; a bulk import tells of many others. */
const names = (about: Wire, ids: ReadonlySet<string>): boolean =>
  typeof about === 'object' && about !== null && Object.values(about as Plain).some((value) => typeof value === 'string' && ids.has(value))

type Changed = Answer<typeof changesOfCalls>

/** The changed rows as they stand today, and those that they belong to: for their labels, and for records that never change. */
async function rowsOf(
  read: Read,
  subjects: ReadonlyMap<string, Subject>,
  changes: readonly Changed[],
  shown: readonly Call[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Plain>>> {
  const wanted = new Map<string, Set<string>>()
  const want = (record: string, id: string): void => void (wanted.get(record) ?? wanted.set(record, new Set()).get(record)!).add(id)
  for (const call of shown) for (const { record, row } of changes.filter((c) => c.call === call.seq).slice(0, namedRows)) want(record, row)
  const found = new Map<string, ReadonlyMap<string, Plain>>()
  const look = async (record: string): Promise<void> => {
    const subject = subjects.get(record)
    if (subject) found.set(record, await read.some(subject.kind, [...wanted.get(record)!]))
  }
  await Promise.all([...wanted.keys()].map(look))
  const before = new Map([...wanted].map(([record, ids]) => [record, ids.size]))
  for (const [record, rows] of found) {
    const owner = ownerField(subjects.get(record)!.kind, subjects)
    if (owner) for (const row of rows.values()) if (typeof row[owner.field] === 'string') want(owner.of, row[owner.field] as string)
  }
  await Promise.all([...wanted.keys()].filter((record) => wanted.get(record)!.size !== before.get(record)).map(look))
  return found
}

/** A change belongs to its line, an actual cost to its cost line: people know the owner's number. */
function ownerField(kind: RecordKind, subjects: ReadonlyMap<string, Subject>): { field: string; of: string } | undefined {
  if (!kind.immutable) return undefined
  const found = Object.entries(kind.shape.fields).find(
    ([name, field]) => name !== kind.key && field.kind === 'id' && field.of !== kind.record && subjects.has(field.of ?? ''),
  )
  return found && { field: found[0], of: found[1].of! }
}
const labels = ['number', 'name', 'code', 'reference'] as const
function labelOf(row: Plain | undefined): string | null {
  const value = row && labels.map((name) => row[name]).find((v) => v !== null && v !== undefined)
  return value === undefined ? null : `${value as string | number}`
}

/** Says of a call what it changed: by what operations answered of the record before and then, and by the rows that never change since. */
function tellingOf(
  operations: ReadonlyMap<string, Operation>,
  subjects: ReadonlyMap<string, Subject>,
  calls: readonly Call[],
  changes: readonly Changed[],
  rows: ReadonlyMap<string, ReadonlyMap<string, Plain>>,
  self: string,
): (call: Call) => { rows: readonly RowChange[]; moreRows: number } {
  const stood = new Map(calls.map((call) => [call.seq, standing(operations.get(call.operation), call.outcome, subjects)]))
  // Newest first: the first state after a call in the list is the last one before it in time.
  const earlier = (call: Call, key: string): Plain | undefined =>
    calls.slice(calls.indexOf(call) + 1).map((c) => stood.get(c.seq)!.get(key)).find((row) => row !== undefined) // prettier-ignore
  return (call) => {
    const own = changes.filter((c) => c.call === call.seq)
    const named = own.slice(0, namedRows).map(({ record, row: id, does }): RowChange => {
      const { kind } = subjects.get(record)!
      const key = `${record} ${id}`
      const now = rows.get(record)?.get(id)
      const after = stood.get(call.seq)!.get(key) ?? (kind.immutable && now ? (kind.shape.print(now as never) as Plain) : undefined)
      const before = does === 'add' ? undefined : earlier(call, key)
      const owner = ownerField(kind, subjects)
      const above = owner && now ? rows.get(owner.of)?.get(`${now[owner.field] as string}`) : undefined
      return {
        record,
        row: id,
        label: id === self ? null : labelOf(owner ? above : now),
        does,
        fields: after && (before || does === 'add') ? differences(kind, before, after) : [],
        currencies: currenciesOf(kind, after ?? {}),
      }
    })
    return { rows: named, moreRows: own.length - named.length }
  }
}

/** What an operation's answer says of how rows stand after it: only where its answer is declared as the record itself, so nothing else ever shows. */
function standing(operation: Operation | undefined, outcome: Wire, subjects: ReadonlyMap<string, Subject>): Stood {
  const found = new Map<string, Plain>()
  const walk = (field: Field<unknown>, value: Wire): void => {
    if (value === null || typeof value !== 'object') return
    if (field.kind === 'maybe') return walk(field.inner!, value)
    if (field.kind === 'many') return (value as readonly Wire[]).forEach((item) => walk(field.inner!, item))
    if (field.kind !== 'shape') return
    const subject = [...subjects.values()].find((s) => (s.kind.shape as Field<unknown>) === field)
    if (subject) found.set(`${subject.kind.record} ${String((value as Plain)[subject.kind.key])}`, value as Plain)
    else for (const [name, inner] of Object.entries(field.fields!)) walk(inner as Field<unknown>, ((value as Plain)[name] ?? null) as Wire)
  }
  const { result } = outcome as { result?: Wire }
  // Long work answers where it stands, not what its operation promises in the end.
  if (operation && operation.does === 'command' && result !== undefined) walk(operation.output as Field<unknown>, result)
  return found
}

const currenciesOf = (kind: RecordKind, row: Plain): Wire =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => kind.shape.fields[name]?.kind === 'currency')
      .map(([name, value]) => [name, value as Wire]),
  )

/** Who and when stands at the call itself. */
const saidByTheCall = new Set(['recordedBy', 'createdBy', 'landedBy', 'by', 'user', 'matchName'])

function differences(kind: RecordKind, before: Plain | undefined, after: Plain): Value<typeof fieldChange>[] {
  return Object.entries(kind.shape.fields).flatMap(([field, declared]) => {
    const plan = planOf(declared as Field<unknown>)
    if (field === kind.key || field === kind.entityField || plan.kind === 'id' || plan.kind === 'instant' || saidByTheCall.has(field))
      return []
    const [was, is] = [before?.[field] ?? null, after[field] ?? null] as [Wire, Wire]
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, plan: plan as unknown as Wire, before: was, after: is }]
  })
}
