import { question } from '../kernel/record.ts'
import { count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** A fresh enrolment code, and the same closed so that the log does not keep it. */
export const newCode = question('sync.newCode', shape({}), shape({ code: text, sealed: text }))

/** How many devices there ever were: the next short code. */
export const deviceCount = question('sync.deviceCount', shape({}), shape({ devices: count }))

/** Every device that counts, and whether its copy was seen to be the hub's. */
export const deviceSteps = question(
  'sync.steps',
  shape({}),
  shape({ device: idOf('devices'), name: text, seenAt: maybe(text), unsent: count, inStep: flag, behind: count, sealedAt: maybe(text) }),
)

/** The last call that touched a row and had to do with an intent: the intent itself, or a person's decision of it. */
export const intentBehind = question('sync.intentBehind', shape({ record: text, row: text }), shape({ intent: idOf('intents') }))
