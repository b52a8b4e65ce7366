import { add, command, tell, type Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { knownIncidents, reversedIncidents } from './facts.ts'
import { incidentFaults, incidentInput, judgeIncident, type IncidentFacts, type IncidentInput } from './incident-judge.ts'
import { incidentPrices, incidents, type Incident } from './incident.ts'
import { contractsOf, linesNamed } from './naming.ts'
import { sourceKey } from './reading.ts'

/** Price lists of one entity; more are too many to be meant. */
const mostLists = 10_000

/** Records an incident that was closed. The same incident of the same source again is the same record. */
export const recordIncident = command({
  name: 'usage.recordIncident',
  zone: 'operations',
  permit: 'usage.record',
  offline: 'queue',
  input: incidentInput,
  output: incidents.shape,
  refusals: incidentFaults,
  load: (input, read) => incidentFacts([input], read),
  decide: (input, facts, now) => {
    const incident = judgeIncident(input, facts, now)
    if (refused(incident)) return incident
    if (facts.known.has(sourceKey(input.source, input.sourceId))) return { result: incident, changes: [] }
    const { id, contract, priority } = incident
    return { result: incident, changes: [add(incidents, incident), tell('usage.incidentRecorded', { incident: id, contract, priority })] }
  },
})

/** What incidents are decided on: a few questions, however many there are. */
export async function incidentFacts(inputs: readonly IncidentInput[], read: Read): Promise<IncidentFacts> {
  const contracts = await contractsOf(inputs.map(({ contract, entity }) => ({ contract, entity })), read) // prettier-ignore
  const known = await knownOf(inputs, read)
  const told = [...known.values()].flatMap((incident) => (incident === null ? [] : [incident.id]))
  const reversals = await read.ask(reversedIncidents, { incidents: told })
  const reopened = inputs.some((input) => input.reopens !== null)
  const own = [...new Set(contracts.map((contract) => contract.entity as string))]
  const lists = reopened && own.length > 0 ? await read.list(incidentPrices, { where: { field: 'entity', is: 'in', value: own }, limit: mostLists }) : [] // prettier-ignore
  const products = new Map<string, Set<string>>()
  if (reopened)
    for (const line of await read.ask(linesNamed, { lines: [], contracts: contracts.map(({ id }) => id) }))
      products.set(line.contract, (products.get(line.contract) ?? new Set()).add(line.product))
  return { contracts, known, reversed: new Set(reversals.map((r) => r.incident as string)), lists, products }
}

/** What the sources have told already of these incidents, and of those that they repeat. */
async function knownOf(inputs: readonly IncidentInput[], read: Read): Promise<Map<string, Incident | null>> {
  const bySource = new Map<string, Set<string>>()
  for (const { source, sourceId, duplicateOf, reopens } of inputs) {
    const ids = bySource.get(source) ?? new Set()
    for (const id of [sourceId, duplicateOf, reopens]) if (id !== null) ids.add(id)
    bySource.set(source, ids)
  }
  const known = new Map<string, Incident | null>()
  for (const [source, sourceIds] of bySource) {
    const found = await read.ask(knownIncidents, { source, sourceIds: [...sourceIds] })
    const rows = found.length === 0 ? new Map<string, Incident>() : await read.some(incidents, found.map(({ id }) => id)) // prettier-ignore
    for (const { id, sourceId } of found) known.set(sourceKey(source, sourceId), rows.get(id) ?? null)
  }
  return known
}
