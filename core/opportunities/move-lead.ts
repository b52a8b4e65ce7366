import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { leads } from './lead.ts'

/** Says where a lead stands. Discarding asks for a reason, and can be taken back; qualifying is an act of its own. */
export const moveLead = command({
  name: 'opportunities.moveLead',
  zone: 'sales',
  permit: 'opportunities.write',
  offline: 'queue',
  edits: { of: leads, id: ({ lead }) => lead },
  input: shape({ lead: idOf('leads'), state: choice('new', 'working', 'discarded'), reason: maybe(text) }),
  output: leads.shape,
  refusals: ['opportunities.unknownLead', 'opportunities.leadClosed', 'opportunities.noReason'],
  load: ({ lead }, read) => read.get(leads, lead),
  decide: ({ lead: id, state, reason }, present) => {
    if (!present) return refuse('opportunities.unknownLead', { lead: id })
    if (present.state === 'qualified') return refuse('opportunities.leadClosed', { name: present.name })
    if (state === 'discarded' && reason === null) return refuse('opportunities.noReason', { name: present.name })
    if (present.state === state && present.reason === reason) return { result: present, changes: [] }
    const lead = { ...present, state, reason: state === 'discarded' ? reason : null }
    return { result: lead, changes: [put(leads, lead), tell('opportunities.leadMoved', { lead: id, state })] }
  },
})
