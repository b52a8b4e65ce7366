import type { Change, Decision, EditedPart, Now, Operation, Plain, Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { Malformed, type Fields, type Shape, type Wire } from '../kernel/shape.ts'
import { atWalls } from '../kernel/wall.ts'
import type { Envelope } from './intent.ts'
import { idsOf } from './ids.ts'
import { reading } from './reading.ts'
import { because } from './reasons.ts'
import { merge, type Merge, type Printed } from './rules.ts'

export type Commands = ReadonlyMap<string, Operation>
export type Queueable = Extract<Operation, { does: 'command' }>

/** The command that an intent names, where a device may queue it. */
export function commandOf(operations: Commands, name: string): Queueable | undefined {
  const operation = operations.get(name)
  return operation?.does === 'command' && operation.offline === 'queue' ? operation : undefined
}
export const versionOf = (command: Queueable): number => command.version ?? 1

/** The input as the command takes it today. */
export const lifted = (command: Queueable, version: number, input: Wire): Wire =>
  (command.upcasts ?? []).slice(version - 1).reduce((older, upcast) => upcast(older), input)

export type Parsed = { readonly input: Plain } | Refusal
export function parsed(command: Queueable, input: Wire): Parsed {
  try {
    return { input: command.input.parse(input, 'input') as Plain }
  } catch (error) {
    if (error instanceof Malformed) return refuse(error.code, { at: error.at, wanted: error.wanted, value: error.value })
    throw error
  }
}

/** Of an edit: how the row stands now beside what the person saw; `'gone'` where it is no more. */
export async function threeWays(
  command: Queueable,
  envelope: Envelope,
  input: () => Wire,
  read: Read,
): Promise<(Merge & { now: Printed }) | 'gone' | undefined> {
  const { edits } = command
  if (!edits || !envelope.saw) return undefined
  const row = await read.get(edits.of, envelope.saw.id)
  if (!row) return 'gone'
  const rowsOf = (part: EditedPart, owner: string) =>
    read.list(part.of, { where: { field: part.by, is: 'equal', value: owner }, order: [part.order], limit: mostParts })
  const now = {
    ...printedRow(edits.of.shape, row, Object.keys(command.input.fields ?? {})),
    ...(await printedParts(edits.parts, envelope.saw.id, rowsOf)),
  }
  return { ...merge(edits, input() as Printed, envelope.saw.was, now), now }
}
/** The fields of a row that an input has too, as they travel. */
export function printedRow(of: Shape<Fields>, row: Plain, fields: readonly string[]): Printed {
  const shown: Record<string, Wire> = {}
  for (const field of fields) if (field in of.fields) shown[field] = of.fields[field]!.print(row[field])
  return shown
}

/** Rows that hang on what is edited are there at most. */
const mostParts = 25_000
/** What hangs on a row, as an input says it. `rowsOf` answers the rows of a part that hang on a key, in their order. */
export async function printedParts(
  parts: readonly EditedPart[] | undefined,
  owner: string,
  rowsOf: (part: EditedPart, owner: string) => Promise<readonly Plain[]>,
): Promise<Printed> {
  const shown: Record<string, Wire> = {}
  for (const part of parts ?? []) {
    const rows: Wire[] = []
    for (const row of await rowsOf(part, owner))
      rows.push({
        ...printedRow(part.of.shape, row, part.fields),
        ...(await printedParts(part.parts, row[part.of.key] as string, rowsOf)),
      })
    shown[part.as] = rows
  }
  return shown
}

/** Where a call of the field is decided: the moment, the ids and the reference are the intent's. */
export const momentOf = (
  now: Now,
  envelope: Pick<Envelope, 'id' | 'reference'>,
  day: Now['today'],
  numberBefore: NonNullable<Now['numberBefore']>,
): Now => ({
  ...now,
  today: day,
  newId: idsOf(envelope.id, now.digest),
  reference: () => envelope.reference,
  numberBefore,
})

/** The answer as the command gives it, not printed: most of it nobody asks for. */
export type Decided = { readonly answer: unknown; readonly changes: readonly Change[] } | Refusal

/** Decides a captured call as the hub would its own. A bug of the decision is an answer, not an end: one bad intent must not hold up the others. */
export async function decided(command: Queueable, input: Plain, envelope: Envelope, read: Read, now: Now): Promise<Decided> {
  const facts: unknown = await command.load(input as never, reading(read, envelope.witness), now)
  let decision: Decision<unknown> | Refusal
  try {
    decision = command.decide(input as never, facts as never, now) as Decision<unknown> | Refusal
  } catch (error) {
    return because('sync.broken', { operation: command.name, why: String(error).slice(0, 200) })
  }
  if (refused(decision)) return decision
  const fault = await atWalls(command, decision.changes, read, now)
  return fault ?? { answer: decision.result, changes: decision.changes }
}
