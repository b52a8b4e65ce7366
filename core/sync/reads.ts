import { view } from '../kernel/record.ts'
import { anInstant, choice, codeOf, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { attentionStates, resolutions } from './attention.ts'
import { deviceStates } from './device.ts'

export const deviceRows = view({
  view: 'sync.devices',
  row: shape({
    id: idOf('devices'),
    name: text,
    shortCode: text,
    user: idOf('users'),
    userName: text,
    state: choice(...deviceStates),
    enrolledAt: anInstant,
    lastCallAt: maybe(anInstant),
    /** Changes of the log that it has not got yet. */
    changesBehind: maybe(count),
    unsent: maybe(count),
    oldestUnsent: maybe(anInstant),
    inStep: flag,
    sealedAt: maybe(anInstant),
    programVersion: maybe(text),
    skew: maybe(count),
  }),
  key: 'id',
  search: ['name', 'shortCode', 'userName'],
  order: ['name'],
})

/** What came from the field and waits for a person, or did. */
export const attentionRows = view({
  view: 'sync.attentions',
  row: shape({
    id: idOf('attentions'),
    kind: choice('decide', 'note'),
    state: choice(...attentionStates),
    matter: maybe(text),
    operation: text,
    code: text,
    customer: maybe(idOf('customers')),
    entity: maybe(codeOf('entities')),
    user: idOf('users'),
    userName: text,
    deviceName: text,
    reference: maybe(text),
    openedAt: anInstant,
    assignee: maybe(idOf('users')),
    assigneeName: maybe(text),
    resolution: maybe(choice(...resolutions)),
    resolvedAt: maybe(anInstant),
    resolvedBy: maybe(text),
  }),
  key: 'id',
  search: ['matter', 'userName', 'deviceName', 'reference', 'code'],
  order: ['-openedAt'],
  entityField: 'entity',
})

/** Everything that arrived from the field. */
export const intentRows = view({
  view: 'sync.intents',
  row: shape({
    id: idOf('intents'),
    operation: text,
    deviceName: text,
    userName: text,
    reference: maybe(text),
    capturedAt: anInstant,
    receivedAt: anInstant,
    clock: text,
    skew: maybe(count),
    state: choice('applied', 'attention'),
    code: maybe(text),
  }),
  key: 'id',
  search: ['operation', 'deviceName', 'userName', 'reference'],
  order: ['-receivedAt'],
})
