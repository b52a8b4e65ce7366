import { listing } from '../kernel/listing.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { question, view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, choice, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { attentions, resolutions } from './attention.ts'
import { intents } from './intent.ts'

/** What was captured on this device and what became of it. Everywhere else it is empty. */
export const outboxRows = view({
  view: 'sync.outbox',
  row: shape({
    id: idOf('intents'),
    capturedAt: anInstant,
    operation: text,
    /** What it is about, as people call it. */
    matter: maybe(text),
    reference: maybe(text),
    /** `applied`: the hub did it, and its own rows are not here yet; `settled`: they are, or a person decided. */
    state: choice('pending', 'sending', 'applied', 'needsYou', 'settled'),
    /** The number that the hub gave. */
    number: maybe(text),
    /** Why it waits, or what is to be known of what was applied: a refusal or a reason of the synchronisation, with what it speaks of. */
    code: maybe(text),
    about: someData,
    /** Not sent yet, and as things stand here by now the rules would say no. */
    warning: maybe(text),
    attention: maybe(idOf('attentions')),
    resolution: maybe(choice(...resolutions)),
    resolvedBy: maybe(text),
    note: maybe(text),
  }),
  key: 'id',
  search: ['matter', 'reference', 'operation'],
  order: ['-capturedAt'],
})
export const listOutbox = listing({ name: 'sync.outbox', zone: 'sales', permit: 'sync.read', view: outboxRows })

/** How far something is that was captured on this device. */
export const queuedState = question('sync.queued', shape({ intent: idOf('intents') }), shape({ state: text }))

/** Rows that something captured on this device touched and that the hub's own word is still missing for; everywhere else there are none. */
export const pendingRows = question('sync.pendingRows', shape({}), shape({ record: text, id: text, state: choice('pending', 'needsYou') }))

/** What the badges on lists and pages say: a row with work of this device on it that is not settled. */
export const badges = query({
  name: 'sync.badges',
  zone: 'sales',
  permit: null,
  input: shape({}),
  output: shape({ rows: many(shape({ record: text, id: text, state: choice('pending', 'needsYou') })) }),
  ask: async (_input, read) => ({ rows: await read.ask(pendingRows, {}) }),
})

/** Takes back what one captured oneself and what a person would have to decide: it is not applied, and the reason stays with it. */
export const withdrawIntent = command({
  name: 'sync.withdraw',
  zone: 'sales',
  permit: null,
  offline: 'queue',
  input: shape({ intent: idOf('intents'), reason: text }),
  output: attentions.shape,
  refusals: ['sync.unknownIntent', 'sync.notYours', 'sync.onItsWay', 'sync.appliedAlready', 'sync.resolvedAlready'],
  load: async ({ intent: id }, read) => {
    const [listed] = await read.list(attentions, {
      where: {
        all: [
          { field: 'intent', is: 'equal', value: id },
          { field: 'kind', is: 'equal', value: 'decide' },
        ],
      },
      limit: 1,
    })
    const attention = listed && (await read.get(attentions, listed.id))
    const intent = attention ? undefined : await read.get(intents, id)
    const [queued] = attention ? [] : await read.ask(queuedState, { intent: id })
    return { attention, state: queued?.state ?? intent?.state }
  },
  decide: ({ intent, reason }, { attention, state }, now) => {
    if (!attention && (state === 'saved' || state === 'attention')) return refuse('sync.onItsWay')
    if (!attention) return state === undefined ? refuse('sync.unknownIntent', { intent }) : refuse('sync.appliedAlready')
    if (attention.user !== now.caller.user) return refuse('sync.notYours')
    if (attention.state === 'resolved') return refuse('sync.resolvedAlready', { by: attention.resolvedBy ?? '' })
    const withdrawn = {
      ...attention,
      state: 'resolved' as const,
      resolution: 'drop' as const,
      resolvedAt: now.at,
      resolvedBy: now.caller.name,
      note: reason,
    }
    return { result: withdrawn, changes: [put(attentions, withdrawn), tell('sync.resolved', { attention: attention.id, how: 'drop' })] }
  },
})
