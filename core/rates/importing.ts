import type { Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { add, job, put, query, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aFile, choice, count, idOf, many, maybe, shape, text, type FileRef, type Id } from '../kernel/shape.ts'
import { rateFileDays, rateFileFacts } from './files.ts'
import { origins, rateImports } from './import.ts'
import { standingRates } from './published.ts'
import { rates } from './rate.ts'

type Import = Row<typeof rateImports>
type FileRate = Answer<typeof rateFileDays>
type Standing = Answer<typeof standingRates>

/** Days that one portion takes over: about 8,000 rates. */
const portion = 250

export const fileRefusals = ['rates.fileMissing', 'rates.fileTooLarge', 'rates.notRates', 'rates.unsafeFile', 'rates.brokenArchive', 'rates.emptyFile'] as const // prettier-ignore
type FileRefusal = (typeof fileRefusals)[number]
const codes = { missing: 'rates.fileMissing', tooLarge: 'rates.fileTooLarge', notRates: 'rates.notRates', unsafe: 'rates.unsafeFile', brokenArchive: 'rates.brokenArchive', empty: 'rates.emptyFile' } as const // prettier-ignore

async function openFile(file: FileRef, since: Day | null, read: Read): Promise<Answer<typeof rateFileFacts> | Refusal<FileRefusal>> {
  const [facts] = await read.ask(rateFileFacts, { file, since })
  assert(facts, 'facts of the file')
  return facts.fault === null
    ? facts
    : refuse(codes[facts.fault], { ...(facts.about as Readonly<Record<string, string>>), file: file.name })
}

/** What a rate of a file is against what stands: what two people set by hand is no publication, so it never makes the file's rate a changed one. */
function compare(wanted: readonly FileRate[], standing: readonly Standing[]) {
  const known = new Map<string, { readonly version: number; readonly published: Standing | undefined }>()
  for (const rate of standing) {
    const key = `${rate.day}/${rate.quote}`
    const published = rate.overridden ? known.get(key)?.published : rate
    known.set(key, { version: Math.max(rate.version, known.get(key)?.version ?? 0), published })
  }
  return wanted.map((rate) => {
    const { version = 0, published } = known.get(`${rate.day}/${rate.quote}`) ?? {}
    const is = published === undefined ? 'added' : published.value.eq(rate.value) ? 'unchanged' : 'changed'
    return { rate, before: published?.value, version: version + 1, is } as const
  })
}
async function readPortion(of: Pick<Import, 'file' | 'since' | 'source'>, after: Day | null, read: Read) {
  const wanted = await read.ask(rateFileDays, { file: of.file, since: of.since, after, days: portion })
  const [first, last] = [wanted[0]?.day, wanted.at(-1)?.day]
  const standing = first && last ? await read.ask(standingRates, { source: of.source, from: first, to: last }) : []
  return compare(wanted, standing)
}

/** Changed rates that a preview shows. */
const mostShown = 100

/** What a file would bring, before anything of it is taken over. */
export const previewImport = query({
  name: 'rates.previewImport',
  zone: 'finance',
  permit: 'rates.write',
  input: shape({ file: aFile, since: maybe(aDay) }),
  output: shape({
    source: text,
    days: count,
    firstDay: maybe(aDay),
    lastDay: maybe(aDay),
    added: count,
    changed: count,
    unchanged: count,
    unknown: many(text),
    /** Of the changed ones the first, with what stands now. */
    changes: many(shape({ day: aDay, base: aCurrency, quote: aCurrency, valueBefore: text, value: text })),
  }),
  refusals: fileRefusals,
  ask: async ({ file, since }, read) => {
    const facts = await openFile(file, since, read)
    if (refused(facts)) return facts
    const { source, days, firstDay, lastDay, unknown } = facts
    const counts = { added: 0, changed: 0, unchanged: 0 }
    const changes: { day: Day; base: 'EUR'; quote: FileRate['quote']; valueBefore: string; value: string }[] = []
    for (let after: Day | null = null; ;) {
      const found = await readPortion({ file, since, source }, after, read)
      for (const { rate, before, is } of found) {
        counts[is] += 1
        if (is === 'changed' && changes.length < mostShown)
          changes.push({ day: rate.day, base: 'EUR', quote: rate.quote, valueBefore: decimalText(before!), value: decimalText(rate.value) })
      }
      after = found.at(-1)?.rate.day ?? null
      if (after === null || after === lastDay) break
    }
    return { source, days, firstDay, lastDay, ...counts, unknown, changes }
  },
})

const stateOf = (one: Import): JobState => ({
  subject: one.id,
  marker: one.state === 'done' ? '' : one.marker,
  progress: { phase: 'rates.importing', done: one.daysRead, of: one.days },
})
/** Before the first day. */
const atStart = 'start'

interface Begun {
  readonly facts: Answer<typeof rateFileFacts>
  readonly file: FileRef
  readonly since: Day | null
  readonly origin: Import['origin']
  readonly left: Import | undefined
}
function begin({ facts, file, since, origin, left }: Begun, now: Now): Decision<JobState> {
  // The same file goes on where it was left.
  if (left) return { result: stateOf(left), changes: [] }
  const { source, days, unknown, firstDay, lastDay } = facts
  const one: Import = {
    id: now.newId() as Id<'rateImports'>, source, origin, file, since, state: 'reading', marker: atStart, days, daysRead: 0, added: 0, changed: 0, unchanged: 0, unknown,
    firstDay, lastDay, fetchedAt: now.at, createdBy: now.caller.name,
  } // prettier-ignore
  return { result: stateOf(one), changes: [add(rateImports, one)] }
}
async function leftOf(file: FileRef, since: Day | null, read: Read): Promise<Import | undefined> {
  const open = await read.list(rateImports, { where: { field: 'state', is: 'equal', value: 'reading' }, order: ['fetchedAt'], limit: 100 })
  return open.find((one) => one.file.hash === file.hash && one.since === since)
}

const step = {
  load: async (state: JobState, read: Read) => {
    const one = await read.get(rateImports, state.subject)
    if (!one || one.state === 'done' || one.marker !== state.marker) return { one, found: undefined }
    return { one, found: await readPortion(one, one.marker === atStart ? null : (one.marker as Day), read) }
  },
  decide: (
    state: JobState,
    { one, found }: { readonly one: Import | undefined; readonly found: ReturnType<typeof compare> | undefined },
    now: Now,
  ): Decision<JobState> | Refusal<'rates.unknownImport'> => {
    if (!one) return refuse('rates.unknownImport', { import: state.subject })
    // Another worker has done this portion already: go on where the import stands.
    if (!found) return { result: stateOf(one), changes: [] }
    const fresh = found.filter(({ is }) => is !== 'unchanged')
    const of = (wanted: (typeof found)[number]['is']): number => found.filter(({ is }) => is === wanted).length
    const last = found.at(-1)?.rate.day
    const done = last === undefined || last === one.lastDay
    const after: Import = {
      ...one,
      state: done ? 'done' : 'reading',
      marker: last ?? one.marker,
      daysRead: one.daysRead + new Set(found.map(({ rate }) => rate.day)).size,
      added: one.added + of('added'),
      changed: one.changed + of('changed'),
      unchanged: one.unchanged + of('unchanged'),
    }
    const told = { import: one.id, source: one.source, file: one.file.name, added: `${after.added}`, changed: `${after.changed}` }
    const changes: Change[] = [
      ...fresh.map(({ rate: { day, quote, value }, version }) =>
        add(rates, {
          id: now.newId() as Id<'rates'>, source: one.source, type: 'spot', base: 'EUR', quote, day, value, version, fetchedAt: one.fetchedAt, import: one.id, override: null,
        })), // prettier-ignore
      put(rateImports, after),
      ...(done ? [tell('rates.imported', told)] : []),
    ]
    return { result: stateOf(after), changes }
  },
}
async function finish(subject: string, read: Read): Promise<Import> {
  const one = await read.get(rateImports, subject)
  assert(one, 'the import that was run')
  return one
}
const common = { zone: 'finance', permit: 'rates.write', output: rateImports.shape, step, finish } as const

/** Takes over a file that somebody has: what is new and what changed, as a new version; what was posted keeps the old. Importing it again changes nothing. */
export const importRates = job({
  ...common,
  name: 'rates.import',
  input: shape({ file: aFile, since: maybe(aDay), origin: maybe(choice(...origins)) }),
  refusals: [...fileRefusals, 'rates.unknownImport'],
  begin: {
    load: async ({ file, since }, read) => ({ facts: await openFile(file, since, read), left: await leftOf(file, since, read) }),
    decide: ({ file, since, origin }, { facts, left }, now) =>
      refused(facts) ? facts : begin({ facts, file, since, origin: origin ?? 'file', left }, now),
  },
})

/** Goes on with an import that was stopped. */
export const resumeImport = job({
  ...common,
  name: 'rates.resumeImport',
  input: shape({ import: idOf('rateImports') }),
  refusals: ['rates.unknownImport'],
  begin: {
    load: ({ import: id }, read) => read.get(rateImports, id),
    decide: ({ import: id }, one) => (one ? { result: stateOf(one), changes: [] } : refuse('rates.unknownImport', { import: id })),
  },
})
