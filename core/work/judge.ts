import { decimalText } from '../kernel/decimal.ts'
import type { Now, Read } from '../kernel/operation.ts'
import type { RecordKind, Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, aDecimal, aFile, choice, codeOf, idOf, maybe, shape, someMoney, text, type Id, type Of } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { bookingTypes } from '../funds/fund.ts'
import { contractFaults, contractNamed, contractsOf, type ContractFault, type NamedContract } from '../usage/naming.ts'
import { expenseKinds, type Expense, type TimeEntry } from './entry.ts'

const origin = {
  source: text,
  sourceId: text,
  entity: maybe(codeOf('entities')),
  /** Number or id of the contract; without one a project, its entity and, where known, its customer. */
  contract: maybe(text),
  project: maybe(text),
  customer: maybe(idOf('customers')),
  person: text,
  day: aDay,
}
/** Time as a source tells it. */
export const timeInput = shape({
  ...origin,
  hours: aDecimal,
  bookingType: maybe(choice(...bookingTypes)),
  workType: maybe(text),
  note: maybe(text),
})
/** An expense as a source tells it. */
export const expenseInput = shape({
  ...origin,
  expenseKind: maybe(choice(...expenseKinds)),
  amount: someMoney,
  receipt: maybe(aFile),
  note: maybe(text),
})
export type TimeInput = Of<typeof timeInput>
export type ExpenseInput = Of<typeof expenseInput>
type Origin = Pick<TimeInput, keyof typeof origin>

type PlaceFault = ContractFault | 'work.nowhere' | 'work.unknownEntity' | 'work.unknownCustomer'
const placeFaults = [
  'work.nowhere',
  'work.unknownEntity',
  'work.unknownCustomer',
  ...contractFaults,
] as const satisfies readonly PlaceFault[]
export type TimeFault = PlaceFault | 'work.badHours' | 'work.sourceIdTaken'
export type ExpenseFault = PlaceFault | 'work.notPositive' | 'work.sourceIdTaken'
export const timeFaults = ['work.badHours', 'work.sourceIdTaken', ...placeFaults] as const satisfies readonly TimeFault[]
export const expenseFaults = ['work.notPositive', 'work.sourceIdTaken', ...placeFaults] as const satisfies readonly ExpenseFault[]

export interface WorkFacts<T> {
  readonly contracts: readonly NamedContract[]
  readonly entities: ReadonlySet<string>
  readonly customers: ReadonlySet<string>
  /** By `source` and `sourceId`; `null`: told already, but not to be seen by the caller. */
  readonly known: ReadonlyMap<string, T | null>
}
export const workKey = (source: string, sourceId: string): string => `${source}\n${sourceId}`

/** What work is decided on: a few questions, however much of it there is. */
export async function workFacts<K extends RecordKind>(
  inputs: readonly Origin[],
  told: (source: string, sourceIds: readonly string[]) => Promise<readonly { readonly id: string; readonly sourceId: string }[]>,
  kind: K,
  read: Read,
): Promise<WorkFacts<Row<K>>> {
  const contracts = await contractsOf(inputs.map(({ contract, entity }) => ({ contract, entity })), read) // prettier-ignore
  const named = [...new Set(inputs.flatMap(({ entity }) => (entity === null ? [] : [entity as string])))]
  const buyers = [...new Set(inputs.flatMap(({ customer }) => (customer === null ? [] : [customer as string])))]
  const bySource = new Map<string, string[]>()
  for (const { source, sourceId } of inputs) bySource.set(source, [...(bySource.get(source) ?? []), sourceId])
  const known = new Map<string, Row<K> | null>()
  for (const [source, sourceIds] of bySource) {
    const found = await told(source, sourceIds)
    const rows = found.length === 0 ? new Map() : await read.some(kind, found.map(({ id }) => id)) // prettier-ignore
    for (const { id, sourceId } of found) known.set(workKey(source, sourceId), (rows.get(id) as Row<K> | undefined) ?? null)
  }
  return {
    contracts,
    entities: new Set((named.length === 0 ? new Map() : await read.some(entities, named)).keys()),
    customers: new Set((buyers.length === 0 ? new Map() : await read.some(customers, buyers)).keys()),
    known,
  }
}

type Place = Pick<TimeEntry, 'entity' | 'contract' | 'customer' | 'project'>
/** Work belongs to a contract, or to a project of an entity. */
function placeOf(input: Origin, facts: WorkFacts<unknown>): Place | Refusal<PlaceFault> {
  const { project } = input
  if (input.contract !== null) {
    const contract = contractNamed({ contract: input.contract, entity: input.entity }, facts.contracts)
    if (refused(contract)) return contract
    return { entity: contract.entity, contract: contract.id, customer: contract.customer, project }
  }
  if (project === null || input.entity === null) return refuse('work.nowhere')
  if (!facts.entities.has(input.entity)) return refuse('work.unknownEntity', { entity: input.entity })
  if (input.customer !== null && !facts.customers.has(input.customer)) return refuse('work.unknownCustomer', { customer: input.customer })
  return { entity: input.entity, contract: null, customer: input.customer, project }
}

const stamped = (now: Now) => ({ reverses: null, reason: null, recordedAt: now.at, recordedBy: now.caller.name })

/** Hours that one person works on one day. */
const longestDay = 24

/** What a time entry says, as a record; the one that was recorded before where the source repeats itself; or why it cannot be recorded. */
export function judgeTime(input: TimeInput, facts: WorkFacts<TimeEntry>, now: Now): TimeEntry | Refusal<TimeFault> {
  const { source, sourceId, person, day, hours, workType, note } = input
  const place = placeOf(input, facts)
  if (refused(place)) return place
  if (hours.lte(0) || hours.gt(longestDay)) return refuse('work.badHours', { hours: decimalText(hours), most: `${longestDay}` })
  const id = now.newId() as Id<'timeEntries'>
  const bookingType = input.bookingType ?? 'day'
  const entry: TimeEntry = { id, source, sourceId, ...place, person, day, hours, bookingType, workType, note, ...stamped(now) }
  const told = facts.known.get(workKey(source, sourceId))
  if (told === undefined) return entry
  const same =
    told !== null && isSame(told, entry) && told.hours.eq(hours) && told.bookingType === bookingType && told.workType === workType
  return same ? told : refuse('work.sourceIdTaken', { source, sourceId })
}

/** The same of an expense. */
export function judgeExpense(input: ExpenseInput, facts: WorkFacts<Expense>, now: Now): Expense | Refusal<ExpenseFault> {
  const { source, sourceId, person, day, receipt, note } = input
  const place = placeOf(input, facts)
  if (refused(place)) return place
  const { currency, minor: amount } = input.amount
  if (amount <= 0n) return refuse('work.notPositive', { amount: `${amount}`, currency })
  const expenseKind = input.expenseKind ?? 'other'
  const id = now.newId() as Id<'expenses'>
  const expense: Expense = { id, source, sourceId, ...place, person, day, expenseKind, currency, amount, receipt, note, ...stamped(now) }
  const told = facts.known.get(workKey(source, sourceId))
  if (told === undefined) return expense
  const same =
    told !== null &&
    isSame(told, expense) &&
    told.currency === currency &&
    told.amount === amount &&
    told.expenseKind === expenseKind &&
    told.receipt?.hash === receipt?.hash
  return same ? told : refuse('work.sourceIdTaken', { source, sourceId })
}

type Shared = Pick<TimeEntry, 'contract' | 'customer' | 'entity' | 'project' | 'person' | 'day' | 'note'> & {
  readonly reverses: string | null
}
const isSame = (told: Shared, said: Shared): boolean =>
  told.reverses === null &&
  told.contract === said.contract &&
  told.customer === said.customer &&
  told.entity === said.entity &&
  told.project === said.project &&
  told.person === said.person &&
  told.day === said.day &&
  told.note === said.note
