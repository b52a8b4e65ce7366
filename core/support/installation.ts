import { command, query, tell } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, count, flag, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { settingFaults, settingKeys, sources } from './settings.ts'

const aSetting = shape({
  setting: choice(...settingKeys),
  type: choice('flag', 'count', 'choice', 'text', 'texts'),
  /** A flag is `true` or `false`; no text at all: nothing is set. */
  values: many(longText),
  source: choice(...sources),
  /** The organisation has the say. */
  managed: flag,
  /** A person may set it where the organisation has no say. */
  personal: flag,
  /** What may be chosen. */
  options: many(text),
  least: maybe(count),
  most: maybe(count),
  /** How a text looks like. */
  example: maybe(text),
})
const aFault = shape({ source: choice(...sources), place: text, setting: maybe(text), fault: choice(...settingFaults) })

/** Answered by the host: what holds on this machine, and what was set in vain. */
export const settingsHere = question('support.settings', shape({}), shape({ settings: many(aSetting), faults: many(aFault), file: text }))
/** Answered by the host: what would become of a value. `installation` names this process, for each has settings of its own. */
export const settingJudged = question(
  'support.settingJudged',
  shape({ setting: choice(...settingKeys), chosen: maybe(many(longText)) }),
  shape({ verdict: choice('fine', 'managed', 'notPersonal', 'wrong'), installation: text }),
)

/** How this installation is set: each setting with its value, where that comes from, and whether it is managed. */
export const installation = query({
  name: 'support.installation',
  zone: 'setup',
  permit: 'support.read',
  input: shape({}),
  output: settingsHere.answers,
  ask: async (_input, read) => (await read.ask(settingsHere, {}))[0]!,
})

/** Chooses a setting of this installation; without values it is as it would be without. The host writes it down once this is committed; it counts from the next start. */
export const chooseSetting = command({
  name: 'support.choose',
  zone: 'setup',
  permit: 'support.change',
  offline: 'never',
  input: shape({ setting: choice(...settingKeys), chosen: maybe(many(longText, 200)) }),
  output: shape({ setting: choice(...settingKeys) }),
  refusals: ['support.managed', 'support.notPersonal', 'support.wrongValue'],
  load: async (input, read) => (await read.ask(settingJudged, input))[0]!,
  decide: (input, { verdict, installation: where }) => {
    const { setting, chosen } = input
    if (verdict === 'managed') return refuse('support.managed', { setting })
    if (verdict === 'notPersonal') return refuse('support.notPersonal', { setting })
    if (verdict === 'wrong') return refuse('support.wrongValue', { setting })
    const about = { setting, chosen: chosen === null ? '' : JSON.stringify(chosen), installation: where }
    return { result: { setting }, changes: [tell('support.settingChosen', about)] }
  },
})
