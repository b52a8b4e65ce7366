import { listing } from '../kernel/listing.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, count, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { attentions } from './attention.ts'
import { intents } from './intent.ts'
import { deviceSteps } from './questions.ts'
import { attentionRows, deviceRows, intentRows } from './reads.ts'

export const listDevices = listing({ name: 'sync.devices', zone: 'setup', permit: 'sync.read', view: deviceRows })
export const listAttentions = listing({ name: 'sync.attentions', zone: 'sales', permit: 'sync.read', view: attentionRows })
export const listIntents = listing({ name: 'sync.intents', zone: 'setup', permit: 'sync.read', view: intentRows })

export const getAttention = query({
  name: 'sync.attention',
  zone: 'sales',
  permit: 'sync.read',
  input: shape({ attention: idOf('attentions') }),
  output: shape({
    attention: attentions.shape,
    capturedAt: maybe(anInstant),
    receivedAt: maybe(anInstant),
    clock: maybe(text),
    skew: maybe(count),
    reference: maybe(text),
    followers: many(idOf('attentions')),
  }),
  refusals: ['sync.unknownAttention'],
  ask: async ({ attention: id }, read) => {
    const attention = await read.get(attentions, id)
    if (!attention) return refuse('sync.unknownAttention', { attention: id })
    const intent = await read.get(intents, attention.intent)
    const followers = await read.list(attentions, { where: { field: 'cause', is: 'equal', value: id }, limit: 1000 })
    return {
      attention,
      capturedAt: intent?.capturedAt ?? null,
      receivedAt: intent?.receivedAt ?? null,
      clock: intent?.clock ?? null,
      skew: intent?.skew ?? null,
      reference: intent?.reference ?? null,
      followers: followers.map((one) => one.id),
    }
  },
})

/** The convergence seal: how many devices hold exactly what the hub holds for them, and which do not. Source: idea 5. */
export const seal = query({
  name: 'sync.seal',
  zone: 'sales',
  permit: 'sync.read',
  input: shape({}),
  output: shape({
    devices: count,
    inStep: count,
    /** When the one that was looked at longest ago was found to hold what the hub holds; `null` where one is not in step. */
    at: maybe(anInstant),
    behind: many(shape({ device: idOf('devices'), name: text, seenAt: maybe(text), unsent: count, behind: count })),
    details: maybe(someData),
    waiting: count,
    allInStep: flag,
  }),
  ask: async (_input, read) => {
    const steps = await read.ask(deviceSteps, {})
    const late = steps.filter((step) => !step.inStep)
    const sealed = steps.map((step) => step.sealedAt ?? '').sort()
    return {
      devices: steps.length,
      inStep: steps.length - late.length,
      at: late.length === 0 && steps.length > 0 ? (sealed[0] as never) : null,
      behind: late.map(({ device, name, seenAt, unsent, behind }) => ({ device, name, seenAt, unsent, behind })),
      details: null,
      waiting: await openAttentions(read),
      allInStep: late.length === 0 && steps.length > 0,
    }
  },
})

async function openAttentions(read: Read): Promise<number> {
  const { total } = await read.browse(attentionRows, { where: { field: 'state', is: 'not', value: 'resolved' }, limit: 1 })
  return total
}
export const waitingAttentions = (read: Read, _now: Now): Promise<number> => openAttentions(read)
