import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { aFile, anInstant, choice, longText, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { checks, findingNames } from './findings.ts'

const aDiagnosis = shape({
  at: anInstant,
  version: text,
  checks: many(
    shape({
      check: choice(...checks),
      stands: choice('fine', 'warning', 'fault'),
      /** Its sentence is `support.found.<finding>`, the way out `support.remedy.<finding>`. */
      finding: choice(...findingNames),
      about: someData,
    }),
  ),
})
/** Answered by the host, which alone knows the machine. */
export const diagnosisMade = question('support.diagnosis', shape({}), aDiagnosis)
/** Answered by the host: a bundle for support, or, by its hash, the very one that was looked at. */
export const bundleMade = question(
  'support.bundleMade',
  shape({ hash: maybe(text) }),
  shape({ file: aFile, parts: many(shape({ name: text, text: longText })) }),
)

/** Whether everything that Harmony stands on is as it should be, in plain words with a way out. Changes nothing. */
export const diagnose = query({
  name: 'support.diagnose',
  zone: 'setup',
  permit: 'support.read',
  input: shape({}),
  output: aDiagnosis,
  ask: async (_input, read) => (await read.ask(diagnosisMade, {}))[0]!,
})

/** What would help somebody who helps: diagnosis, settings, the end of the log, without secrets and without business data. Nothing is sent anywhere. */
export const bundle = query({
  name: 'support.bundle',
  zone: 'setup',
  permit: 'support.read',
  input: shape({ hash: maybe(text) }),
  output: bundleMade.answers,
  ask: async (input, read) => (await read.ask(bundleMade, input))[0]!,
})
