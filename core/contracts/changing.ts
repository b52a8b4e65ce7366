import { addDays, earlier, later, type Day } from '../kernel/day.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { add, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { idOf, many, shape, type Id } from '../kernel/shape.ts'
import { contractLines, contracts, plainLife, type ContractLine, type LineLife } from './contract.ts'
import { lineChanges, type LineChange, type changedFields } from './line-change.ts'
import { knownChanges, standingOn, withChange } from './timeline.ts'

export type Contract = Row<typeof contracts>
/** A line with all that is recorded of it. */
export interface History {
  readonly contract: Contract
  readonly line: ContractLine
  readonly changes: readonly LineChange[]
}
/** A line while it is changed: its row as it becomes, and the changes that are recorded with it. */
export interface Changing extends History {
  readonly recorded: readonly LineChange[]
}
/** What an operation that changes a line answers: the line as it stands now, and what was recorded. */
export const changedLine = shape({ ...contractLines.shape.fields, recorded: many(lineChanges.shape, 1000) })
export const lineNamed = { line: idOf('contractLines') } as const

/** The most changes of one line that are read. */
const mostChanges = 10_000

export const changesOf = (line: string, read: Read): Promise<readonly LineChange[]> =>
  read.list(lineChanges, { where: { field: 'line', is: 'equal', value: line }, order: ['number'], limit: mostChanges })

export async function historyOf(id: string, read: Read): Promise<History | undefined> {
  const line = await read.get(contractLines, id)
  const contract = line && (await read.get(contracts, line.contract))
  return line && contract && { line, contract, changes: line.changes === 0 ? [] : await changesOf(line.id, read) }
}
/** The lines of a contract that a call speaks of: one, or all of it. */
export async function historiesOf(
  input: { readonly line: string | null; readonly contract: string | null },
  read: Read,
): Promise<History[]> {
  if (input.line !== null) {
    const one = await historyOf(input.line, read)
    return one ? [one] : []
  }
  const contract = input.contract === null ? undefined : await read.get(contracts, input.contract)
  if (!contract) return []
  const found: History[] = []
  for (const line of await linesIn(contract.id, read))
    found.push({ contract, line, changes: line.changes === 0 ? [] : await changesOf(line.id, read) })
  return found
}
export const linesIn = (contract: string, read: Read): Promise<readonly ContractLine[]> =>
  read.list(contractLines, { where: { field: 'contract', is: 'equal', value: contract }, order: ['number'], limit: 10_000 })

/** What a change says beside which line it is of. */
export interface NewChange {
  readonly act: LineChange['act']
  readonly effective: Day
  readonly quantity?: Decimal
  readonly unitPrice?: Decimal | null
  readonly version?: number
  readonly end?: Day | null
  readonly billing?: boolean
  readonly retracts?: Id<'lineChanges'>
  readonly amendment?: string | null
  readonly reason?: string | null
}

export const changing = (history: History): Changing => ({ ...history, recorded: [] })

/** The line with one more change, its row as it stands today. */
export function withRecorded(of: Changing, change: NewChange, now: Now): Changing {
  const { line } = of
  const { quantity = null, unitPrice = null, version = null, end = null, billing = null } = change
  const sets = (['quantity', 'unitPrice', 'version', 'end', 'billing'] as const satisfies (typeof changedFields)[number][]).filter((field) => change[field] !== undefined) // prettier-ignore
  const recorded: LineChange = {
    id: now.newId() as Id<'lineChanges'>,
    line: line.id,
    contract: line.contract,
    entity: line.entity,
    number: line.changes + 1,
    effective: change.effective,
    act: change.act,
    sets,
    quantity,
    unitPrice,
    version,
    end,
    billing,
    amendment: change.amendment ?? null,
    reason: change.reason ?? null,
    retracts: change.retracts ?? null,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
  // What sets no term is only told: nothing that was charged is compared again.
  const after =
    sets.length === 0 && recorded.retracts === null
      ? { ...line, changes: line.changes + 1 }
      : withChange(line, of.changes, recorded, now.today)
  const changes = [...of.changes, recorded]
  return { ...of, line: { ...after, state: stateOn(after, changes, now.today) }, changes, recorded: [...of.recorded, recorded] }
}
export const withLife = (of: Changing, life: Partial<LineLife>): Changing => ({
  ...of,
  line: { ...of.line, life: { ...(of.line.life ?? plainLife), ...life } },
})

/** A new last day. What changes is the charge of the days between the old one and the new. */
export function withEnd(
  of: Changing,
  act: LineChange['act'],
  end: Day | null,
  more: Pick<NewChange, 'reason' | 'amendment'>,
  now: Now,
): Changing {
  const before = of.line.end
  const last = before === null ? end : end === null ? before : earlier(before, end)
  return withRecorded(of, { act, effective: last === null ? of.line.start : addDays(last, 1), end, ...more }, now)
}

/** The state of a line in force on a day, from what is recorded of it. */
export function stateOn(line: ContractLine, changes: readonly LineChange[], on: Day): ContractLine['state'] {
  if (line.state === 'draft' || line.state === 'signed' || line.state === 'awaiting') return line.state
  if (line.end !== null && line.end < on) return 'ended'
  if (line.life?.noticeOn) return 'notice'
  return pauseOn(changes, on) === 'suspend' ? 'suspended' : 'active'
}
/** What keeps a line from being charged on a day; nothing where it is charged. */
export function pauseOn(changes: readonly LineChange[], on: Day): LineChange['act'] | undefined {
  const last = knownChanges(changes, null)
    .filter((change) => change.sets.includes('billing') && change.effective <= on)
    .toSorted((a, b) => (a.effective === b.effective ? a.number - b.number : a.effective < b.effective ? -1 : 1))
    .at(-1)
  return last?.billing === false ? last.act : undefined
}

/** The rows that a changed line makes. */
export const savedLine = ({ line, contract, recorded }: Changing): Change[] => [
  put(contractLines, line),
  ...recorded.map((change) => add(lineChanges, change)),
  tell('contracts.lineChanged', { contract: contract.id, line: line.id, number: contract.number }),
]
export const answerOf = ({ line, recorded }: Changing) => ({ ...line, recorded })
export const changed = (of: Changing) => ({ result: answerOf(of), changes: savedLine(of) })

export const effectiveFaults = [
  'contracts.ended', 'contracts.effectiveBeforeStart', 'contracts.effectiveAfterEnd', 'contracts.billedBefore',
] as const // prettier-ignore
type EffectiveFault = (typeof effectiveFaults)[number]

/** The day from which a change holds: today where none is said, never before the line begins. */
export const effectiveDay = ({ line }: History, said: Day | null, now: Now): Day => said ?? later(line.start, now.today)

/** May anything change from this day on? */
export function effectiveFault({ line, contract }: History, effective: Day): Refusal<EffectiveFault> | undefined {
  if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
  if (effective < line.start)
    return refuse('contracts.effectiveBeforeStart', { ...named({ line, contract }), start: line.start, effective })
  if (line.end !== null && effective > line.end)
    return refuse('contracts.effectiveAfterEnd', { ...named({ line, contract }), end: line.end, effective })
  if (line.billedTo !== null && effective <= line.billedTo)
    return refuse('contracts.billedBefore', { ...named({ line, contract }), billedTo: line.billedTo, effective })
  return undefined
}
/** What sentences call a line. */
export const named = ({ line, contract }: Pick<History, 'line' | 'contract'>) => ({ contract: contract.number, line: `${line.number}` })

/** An agreed price is bound to the last day of its binding, unless both sides signed an amendment. */
export function boundFault(of: History, effective: Day, amendment: string | null): Refusal<'contracts.priceBound'> | undefined {
  const { boundUntil, state } = of.line
  if (boundUntil === null || effective > boundUntil || amendment !== null || state === 'draft') return undefined
  return refuse('contracts.priceBound', { ...named(of), boundUntil, effective, next: addDays(boundUntil, 1) })
}

/** The terms of a line on a day, as known now. */
export const termsOn = ({ line, changes }: History, on: Day) => standingOn(line, changes, on)
