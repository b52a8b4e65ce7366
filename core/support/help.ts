import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { longText, many, shape, text } from '../kernel/shape.ts'

/** What each version brought, as CHANGELOG.md tells it. */
const news = shape({ version: text, released: text, notes: many(shape({ lead: text, text: longText })) })
/** Answered by the host, which has the texts. */
export const newsTold = question('support.news', shape({ language: text }), news)

/** What is new, the latest version first. */
export const whatsNew = query({
  name: 'support.whatsNew',
  zone: 'setup',
  permit: null,
  input: shape({}),
  output: shape({ versions: many(news) }),
  ask: async (_input, read, now) => ({ versions: await read.ask(newsTold, { language: now.caller.language }) }),
})
