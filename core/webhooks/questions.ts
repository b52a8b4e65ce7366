import { question } from '../kernel/record.ts'
import { anInstant, choice, count, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** What is wrong with an address, as far as the text alone tells; where it leads is looked at again before each attempt. */
export const urlFaults = ['malformed', 'notHttps', 'credentials', 'port', 'forbidden'] as const

/** The host reads an address the way that it will call it. */
export const urlJudged = question(
  'webhooks.urlJudged',
  shape({ url: text }),
  shape({ fault: maybe(choice(...urlFaults)), url: text, host: text }),
)

/**
 * A fresh secret. `shown` is sealed for the way out; `kept` for the database: nothing where this computer has not the company's key. `at` is of the real
 * clock, by which messages go out also where a demo's clock stands still.
 */
export const newSecret = question(
  'webhooks.newSecret',
  shape({ webhook: idOf('webhooks') }),
  shape({ shown: text, kept: maybe(text), at: anInstant }),
)

/** Number of the last event in the log, and of the last one before a moment (ISO, as the log has it). */
export const endOfLog = question('webhooks.endOfLog', shape({}), shape({ toldUntil: count }))
export const lastBefore = question('webhooks.lastBefore', shape({ moment: text }), shape({ toldUntil: count }))
