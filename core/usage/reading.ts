import { dayIn, momentIn, type Day, type Instant } from '../kernel/day.ts'
import { decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Now } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import type { RegisterReading } from './facts.ts'
import { lineFaults, lineNamed, type LineFault, type Named, type NamedLine } from './naming.ts'
import { readingKinds, type UsageRecord } from './usage-record.ts'

/** A reading as a source tells it. */
export const readingInput = shape({
  source: text,
  sourceId: text,
  /** The line by its id; or its contract (number or id, with the entity where several use the number) and its number or product. */
  line: maybe(idOf('contractLines')),
  entity: maybe(codeOf('entities')),
  contract: maybe(text),
  lineNumber: maybe(count),
  product: maybe(codeOf('products')),
  /** The moment, or the day where the customer is, which then counts from its beginning. */
  at: maybe(anInstant),
  day: maybe(aDay),
  kind: choice(...readingKinds),
  quantity: aDecimal,
  /** Of a register: it begins with this reading. */
  restarts: maybe(flag),
  note: maybe(text),
})
export type ReadingInput = Of<typeof readingInput>

export type ReadingFault =
  LineFault | 'usage.noDay' | 'usage.otherDay' | 'usage.negativeLevel' | 'usage.outsideTerm' | 'usage.registerFalls' | 'usage.sourceIdTaken'
export const readingFaults = [
  'usage.noDay', 'usage.otherDay', 'usage.negativeLevel', 'usage.outsideTerm', 'usage.registerFalls', 'usage.sourceIdTaken', ...lineFaults,
] as const satisfies readonly ReadingFault[] // prettier-ignore

export interface ReadingFacts {
  readonly named: Named
  /** By `sourceKey`; `null`: told already, but not to be seen by the caller. */
  readonly known: ReadonlyMap<string, UsageRecord | null>
  /** By line. */
  readonly registers: ReadonlyMap<string, readonly RegisterReading[]>
}
export const sourceKey = (source: string, sourceId: string): string => `${source}\n${sourceId}`

/** What a reading says, as a record; the one that was recorded before where the source repeats itself; or why it cannot be recorded. */
export function judgeReading(input: ReadingInput, facts: ReadingFacts, now: Now): UsageRecord | Refusal<ReadingFault> {
  const { source, sourceId, kind, quantity, note } = input
  const line = lineNamed(input, facts.named, (zone) => input.day ?? (input.at && dayIn(zone, input.at)))
  if (refused(line)) return line
  const moment = momentOf(input, line)
  if (refused(moment)) return moment
  const told = facts.known.get(sourceKey(source, sourceId))
  const restarts = kind === 'meter' && input.restarts === true
  if (told !== undefined)
    return told !== null && isSame(told, { line: line.id, ...moment, kind, quantity, restarts, note }, input.at !== null)
      ? told
      : refuse('usage.sourceIdTaken', { source, sourceId })
  const fault = quantityFault(input, line, moment, facts.registers.get(line.id) ?? [])
  if (fault) return fault
  return {
    id: now.newId() as Id<'usageRecords'>,
    source,
    sourceId,
    line: line.id,
    contract: line.contract,
    customer: line.customer,
    entity: line.entity,
    ...moment,
    kind,
    quantity,
    restarts,
    note,
    reverses: null,
    reason: null,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
}

interface Moment {
  readonly at: Instant
  readonly day: Day
}
/** A moment falls on the day that it is where the customer is; a day alone counts from its first moment there. */
export function momentOf(
  input: { readonly at: Instant | null; readonly day: Day | null },
  { zone }: { readonly zone: string },
): Moment | Refusal<'usage.noDay' | 'usage.otherDay'> {
  if (input.at === null) {
    const at = input.day && momentIn(zone, input.day)
    return input.day !== null && at ? { at, day: input.day } : refuse('usage.noDay')
  }
  const day = dayIn(zone, input.at)
  return input.day === null || input.day === day ? { at: input.at, day } : refuse('usage.otherDay', { day: input.day, at: input.at, zone })
}

type Content = Pick<UsageRecord, 'line' | 'at' | 'day' | 'kind' | 'quantity' | 'restarts' | 'note'>
function isSame(told: UsageRecord, said: Content, timed: boolean): boolean {
  return (
    told.reverses === null &&
    told.line === said.line &&
    (timed ? told.at === said.at : told.day === said.day) &&
    told.kind === said.kind &&
    told.quantity.eq(said.quantity) &&
    told.restarts === said.restarts &&
    told.note === said.note
  )
}

function quantityFault(
  { source, kind, quantity, restarts }: ReadingInput,
  line: NamedLine,
  { at, day }: Moment,
  registers: readonly RegisterReading[],
): Refusal<ReadingFault> | undefined {
  if (kind === 'amount') {
    const inside = line.start <= day && (line.end === null || day <= line.end)
    const where = { contract: line.contractNumber, line: `${line.number}`, day, start: line.start, end: line.end ?? '–' }
    return inside ? undefined : refuse('usage.outsideTerm', where)
  }
  if (quantity.lt(0)) return refuse('usage.negativeLevel', { quantity: decimalText(quantity) })
  return kind === 'meter' && restarts !== true
    ? fallOf(
        quantity,
        at,
        line,
        registers.filter((reading) => reading.source === source),
      )
    : undefined
}

/** The register of a source only rises, from one reading to the next in the order of time, until it begins anew. */
function fallOf(quantity: Decimal, at: Instant, line: NamedLine, registers: readonly RegisterReading[]): Refusal<ReadingFault> | undefined {
  let before: RegisterReading | undefined
  let after: RegisterReading | undefined
  for (const reading of registers)
    if (reading.at <= at) before = !before || before.at <= reading.at ? reading : before
    else after = !after || reading.at < after.at ? reading : after
  const told = (other: RegisterReading): Refusal<'usage.registerFalls'> =>
    refuse('usage.registerFalls', {
      contract: line.contractNumber,
      line: `${line.number}`,
      quantity: decimalText(quantity),
      other: decimalText(other.quantity),
      day: other.day,
    })
  if (before?.quantity.gt(quantity)) return told(before)
  return after && !after.restarts && after.quantity.lt(quantity) ? told(after) : undefined
}
