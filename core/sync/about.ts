import { customers } from '../customers/customer.ts'
import type { Operation, Plain, Read } from '../kernel/operation.ts'
import type { RecordKind, Row } from '../kernel/record.ts'
import type { Field } from '../kernel/shape.ts'
import { commandOf, type Commands } from './deciding.ts'
import type { Envelope } from './intent.ts'

type Customer = Row<typeof customers>
/** What a captured call is about, for people who look at it. */
export interface About {
  readonly record: string | null
  readonly subject: string | null
  readonly customer: Customer | undefined
}

/** The row that it edits, or that its input names; else only the kind of what it makes. The customer is the one it names, or whose that row is. */
export async function aboutOf(operations: Commands, envelope: Envelope, read: Read): Promise<About> {
  const { saw } = envelope
  const input = typeof envelope.input === 'object' && envelope.input !== null ? (envelope.input as Plain) : {}
  const named = await customerNamed(saw?.record === customers.record ? saw.id : input['customer'], read)
  if (saw) return { record: saw.record, subject: saw.id, customer: named }
  const command = commandOf(operations, envelope.operation)
  for (const [name, field] of Object.entries<Field<unknown>>(command?.input.fields ?? {})) {
    const kind = field.kind === 'id' ? edited(operations).get(field.of ?? '') : undefined
    const row = kind && isId(input[name]) ? await read.get(kind, input[name]) : undefined
    if (!kind || !row) continue
    const customer = named ?? (await customerNamed((row as Plain)['customer'], read))
    return { record: kind.record, subject: input[name] as string, customer }
  }
  return { record: command?.output.fields?.['id']?.of ?? null, subject: null, customer: named }
}

const customerNamed = async (id: unknown, read: Read): Promise<Customer | undefined> => (isId(id) ? read.get(customers, id) : undefined)
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

/** Kinds of rows that people edit, by their names: what a call may be about. */
const kinds = new WeakMap<Commands, ReadonlyMap<string, RecordKind>>()
function edited(operations: Commands): ReadonlyMap<string, RecordKind> {
  let found = kinds.get(operations)
  if (!found) kinds.set(operations, (found = new Map([...operations.values()].flatMap(editsOf))))
  return found
}
const editsOf = (operation: Operation): [string, RecordKind][] =>
  operation.does === 'command' && operation.edits ? [[operation.edits.of.record, operation.edits.of]] : []
