import { daysBetween } from '../kernel/day.ts'
import { command, put, query, tell, type Now, type Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, aFile, anInstant, choice, flag, many, maybe, shape, text, type FileRef } from '../kernel/shape.ts'
import { fetchRateFile, publications, type Publication } from './files.ts'
import { lastPublished } from './published.ts'
import { ecb } from './sources.ts'

/** Whether the clock may fetch a source's rates. Nothing is fetched of one that is not here: a house that says nothing never calls out. */
export const rateFeeds = record('rateFeeds', shape({ source: text, active: flag, changedAt: anInstant, changedBy: text }), {
  key: 'source',
  personal: { keep: 'use' },
})

const fetchRefusals = ['rates.offline', 'rates.timeOut', 'rates.answerTooLarge', 'rates.notServed'] as const
const codes = { offline: 'rates.offline', timeOut: 'rates.timeOut', tooLarge: 'rates.answerTooLarge', refused: 'rates.notServed' } as const

/** Days after which the file of the last day alone would leave a gap: a weekend and the day itself. */
const gap = 3
const lastDayOf = async (read: Read) => (await read.ask(lastPublished, { source: ecb }))[0]?.day ?? null

async function fetchFile(
  asked: Publication | null,
  read: Read,
  now: Now,
): Promise<{ readonly file: FileRef; readonly publication: Publication } | Refusal<(typeof fetchRefusals)[number]>> {
  const last = await lastDayOf(read)
  const publication = asked ?? (last !== null && daysBetween(last, now.today) <= gap ? 'daily' : 'quarter')
  const [answer] = await read.ask(fetchRateFile, { publication })
  assert(answer, 'an answer about the file')
  if (answer.fault !== null) return refuse(codes[answer.fault], answer.about as Readonly<Record<string, string>>)
  assert(answer.file, 'the file that was fetched')
  return { file: answer.file, publication }
}

/** Fetches what the ECB published, over the network, because somebody asked; left out, the smallest file that leaves no gap. What it holds is taken over by `rates.import`. */
export const fetchRates = query({
  name: 'rates.fetch',
  zone: 'finance',
  permit: 'rates.write',
  input: shape({ publication: maybe(choice(...publications)) }),
  output: shape({ file: aFile, publication: choice(...publications) }),
  refusals: fetchRefusals,
  ask: ({ publication }, read, now) => fetchFile(publication, read, now),
})

/** What the clock takes over: nothing, unless somebody has switched it on and a day is missing. */
export const fetchDue = query({
  name: 'rates.fetchDue',
  zone: 'finance',
  permit: 'rates.write',
  input: shape({}),
  output: shape({ rows: many(shape({ file: aFile })) }),
  refusals: fetchRefusals,
  ask: async (_input, read, now) => {
    const feed = await read.get(rateFeeds, ecb)
    if (!feed?.active || (await lastDayOf(read)) === now.today) return { rows: [] }
    const found = await fetchFile(null, read, now)
    return refused(found) ? found : { rows: [{ file: found.file }] }
  },
})

/** Lets the clock fetch the rates of the ECB each afternoon, or stops it. */
export const switchFeed = command({
  name: 'rates.switchFeed',
  zone: 'finance',
  permit: 'rates.setPolicy',
  offline: 'never',
  input: shape({ active: flag }),
  output: rateFeeds.shape,
  refusals: [],
  load: () => Promise.resolve(),
  decide: ({ active }, _facts, now) => {
    const feed: Row<typeof rateFeeds> = { source: ecb, active, changedAt: now.at, changedBy: now.caller.name }
    return { result: feed, changes: [put(rateFeeds, feed), tell('rates.feedSwitched', { source: ecb, active: `${active}` })] }
  },
})

/** Whether the clock fetches, and the last day that is there. */
export const readFeed = query({
  name: 'rates.feed',
  zone: 'finance',
  permit: 'rates.read',
  input: shape({}),
  output: shape({ source: text, active: flag, changedAt: maybe(anInstant), changedBy: maybe(text), lastDay: maybe(aDay) }),
  ask: async (_input, read) => {
    const feed = await read.get(rateFeeds, ecb)
    return {
      source: ecb,
      active: feed?.active ?? false,
      changedAt: feed?.changedAt ?? null,
      changedBy: feed?.changedBy ?? null,
      lastDay: await lastDayOf(read),
    }
  },
})
