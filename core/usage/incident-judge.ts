import { dayIn } from '../kernel/day.ts'
import type { Now } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, anInstant, choice, codeOf, flag, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { isWithin, listFor } from './incident-price.ts'
import { priorities, type Incident, type IncidentPriceList } from './incident.ts'
import { contractFaults, contractNamed, type ContractFault, type NamedContract } from './naming.ts'
import { momentOf, sourceKey } from './reading.ts'

/** An incident as a service desk tells it when it is closed. */
export const incidentInput = shape({
  source: text,
  sourceId: text,
  /** Number or id, with the entity where several use the number. */
  contract: text,
  entity: maybe(codeOf('entities')),
  priority: choice(...priorities),
  type: text,
  summary: maybe(text),
  openedAt: maybe(anInstant),
  /** The moment of its closing, or the day where the customer is. */
  closedAt: maybe(anInstant),
  day: maybe(aDay),
  outOfHours: maybe(flag),
  /** The source's id of the incident that it is a duplicate of. */
  duplicateOf: maybe(text),
  /** The source's id of the incident that came back. */
  reopens: maybe(text),
  note: maybe(text),
})
export type IncidentInput = Of<typeof incidentInput>

export type IncidentFault =
  | ContractFault
  | 'usage.noDay'
  | 'usage.otherDay'
  | 'usage.closedBeforeOpened'
  | 'usage.unknownOriginal'
  | 'usage.repeatsTwice'
  | 'usage.sourceIdTaken'
export const incidentFaults = [
  'usage.noDay', 'usage.otherDay', 'usage.closedBeforeOpened', 'usage.unknownOriginal', 'usage.repeatsTwice', 'usage.sourceIdTaken', ...contractFaults,
] as const satisfies readonly IncidentFault[] // prettier-ignore

export interface IncidentFacts {
  readonly contracts: readonly NamedContract[]
  /** By `sourceKey`; `null`: told already, but not to be seen by the caller. */
  readonly known: ReadonlyMap<string, Incident | null>
  /** Incidents that were taken back. */
  readonly reversed: ReadonlySet<string>
  readonly lists: readonly IncidentPriceList[]
  /** Products that the contracts sell, by contract. */
  readonly products: ReadonlyMap<string, ReadonlySet<string>>
}

/** What an incident says, as a record; the one that was recorded before where the source repeats itself; or why it cannot be recorded. */
export function judgeIncident(input: IncidentInput, facts: IncidentFacts, now: Now): Incident | Refusal<IncidentFault> {
  const { source, sourceId, priority, summary, openedAt, note } = input
  const contract = contractNamed(input, facts.contracts)
  if (refused(contract)) return contract
  const moment = momentOf({ at: input.closedAt, day: input.day }, contract)
  if (refused(moment)) return moment
  if (openedAt !== null && openedAt > moment.at && dayIn(contract.zone, openedAt) > moment.day)
    return refuse('usage.closedBeforeOpened', { opened: openedAt, closed: moment.at })
  const original = originalOf(input, facts, contract)
  if (refused(original)) return original
  const type = input.type.trim().replace(/\s+/g, ' ')
  const incident: Incident = {
    id: now.newId() as Id<'incidents'>,
    source,
    sourceId,
    contract: contract.id,
    customer: contract.customer,
    entity: contract.entity,
    priority,
    type,
    summary,
    openedAt,
    closedAt: moment.at,
    day: moment.day,
    outOfHours: input.outOfHours === true,
    standing: standingOf(input, original, { type, day: moment.day }, facts),
    repeats: original?.id ?? null,
    note,
    reverses: null,
    reason: null,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
  const told = facts.known.get(sourceKey(source, sourceId))
  if (told === undefined) return incident
  return told !== null && isSame(told, incident, input.closedAt !== null) ? told : refuse('usage.sourceIdTaken', { source, sourceId })
}

/** The incident that this one repeats: told by the same source for the same contract, and not taken back. */
function originalOf(
  { source, sourceId, duplicateOf, reopens }: IncidentInput,
  { known, reversed }: IncidentFacts,
  contract: NamedContract,
): Incident | undefined | Refusal<IncidentFault> {
  if (duplicateOf !== null && reopens !== null) return refuse('usage.repeatsTwice')
  const name = duplicateOf ?? reopens
  if (name === null) return undefined
  const original = name === sourceId ? undefined : known.get(sourceKey(source, name))
  // One that was told before may go on although what it repeats has been taken back since.
  const stands = original && (!reversed.has(original.id) || known.has(sourceKey(source, sourceId)))
  if (!original || !stands || original.contract !== contract.id) return refuse('usage.unknownOriginal', { source, sourceId: name })
  return original
}

/** One charge for an incident, however many times it was opened and however many tickets tell of it. */
function standingOf(
  input: IncidentInput,
  original: Incident | undefined,
  { type, day }: Pick<Incident, 'type' | 'day'>,
  facts: IncidentFacts,
): Incident['standing'] {
  if (!original) return 'charged'
  if (input.duplicateOf !== null) return 'duplicate'
  const { entity, contract } = original
  const list = listFor(facts.lists, { entity, contract, type, day: original.day }, facts.products.get(contract))
  return isWithin(original.day, day, list?.reopenDays ?? 0) ? 'reopened' : 'charged'
}

function isSame(told: Incident, said: Incident, timed: boolean): boolean {
  return (
    told.reverses === null &&
    told.contract === said.contract &&
    told.priority === said.priority &&
    told.type === said.type &&
    told.summary === said.summary &&
    told.openedAt === said.openedAt &&
    (timed ? told.closedAt === said.closedAt : told.day === said.day) &&
    told.outOfHours === said.outOfHours &&
    told.repeats === said.repeats &&
    told.note === said.note
  )
}
