import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { incidentRepeats, knownIncidents } from './facts.ts'
import { incidents } from './incident.ts'
import { ownSource } from './usage-record.ts'

/** Takes an incident back, and with it its charge. It stays where it is, and beside it stands its opposite with the reason. */
export const reverseIncident = command({
  name: 'usage.reverseIncident',
  zone: 'operations',
  permit: 'usage.reverse',
  offline: 'queue',
  input: shape({ incident: maybe(idOf('incidents')), source: maybe(text), sourceId: maybe(text), reason: text }),
  output: incidents.shape,
  refusals: ['usage.unknownIncident', 'usage.reversedBefore', 'usage.isReversal', 'usage.incidentRepeated'],
  load: async ({ incident: id, source, sourceId }, read) => {
    const [told] = id === null && source !== null && sourceId !== null ? await read.ask(knownIncidents, { source, sourceIds: [sourceId] }) : [] // prettier-ignore
    const name = id ?? told?.id
    const incident = name && (await read.get(incidents, name))
    if (!incident) return { opposites: [], repeated: [] }
    const opposites = await read.list(incidents, { where: { field: 'reverses', is: 'equal', value: incident.id }, limit: 1 })
    return { incident, opposites, repeated: await read.ask(incidentRepeats, { incident: incident.id }) }
  },
  decide: (input, { incident, opposites, repeated }, now) => {
    if (!incident)
      return refuse('usage.unknownIncident', { incident: input.incident ?? `${input.source ?? ''} ${input.sourceId ?? ''}`.trim() })
    const name = { source: incident.source, sourceId: incident.sourceId }
    if (incident.reverses !== null) return refuse('usage.isReversal', name)
    if (opposites.length > 0) return refuse('usage.reversedBefore', name)
    // Those that repeat it are free because it is charged.
    if (repeated.length > 0) return refuse('usage.incidentRepeated', { ...name, by: repeated.map((other) => other.sourceId).join(', ') })
    const opposite = {
      ...incident,
      id: now.newId() as Id<'incidents'>,
      source: ownSource,
      sourceId: incident.id,
      note: null,
      reverses: incident.id,
      reason: input.reason.trim(),
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    return {
      result: opposite,
      changes: [add(incidents, opposite), tell('usage.incidentReversed', { incident: incident.id, contract: incident.contract })],
    }
  },
})
