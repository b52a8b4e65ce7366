import { add, command, job, query, tell, type Change, type JobState, type Read } from '../kernel/operation.ts'
import { inLanguage } from '../kernel/by-language.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, choice, count, flag, idOf, longText, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { channels } from './channel.ts'
import { eInvoices, eInvoiceStates, invalidCount, waitingCount, waitingInvoices } from './e-invoice.ts'
import { eInvoiceOf, isApplicable } from './of-invoice.ts'
import { eInvoiceFacts, eInvoicesOf, prepareEInvoice, type Prepared } from './preparing.ts'
import { syntaxes } from './profile.ts'
import { rendered } from './render.ts'
import { aValidation, type Finding } from './validate.ts'

/** What preparing adds: the e-invoice in the archive, once. */
export const preparedChanges = ({ row, kept }: Prepared): Change[] =>
  kept ? [] : [add(eInvoices, row), tell('einvoice.prepared', { invoice: row.invoice, eInvoice: row.id, valid: `${row.valid}` })]

/** Why it may not be sent, in the words of the first rule that is broken. */
export function invalid(number: string, findings: readonly Finding[], language: string): Refusal<'einvoice.invalid'> {
  const fatal = findings.filter((finding) => finding.level === 'fatal')
  const [first] = fatal
  return refuse('einvoice.invalid', {
    number,
    rule: first?.rule ?? '',
    sentence: first ? (inLanguage(first.text, language) ?? inLanguage(first.text, 'en') ?? '') : '',
    rules: fatal.map((finding) => finding.rule).join(', '),
  })
}

/** Writes the e-invoice of a posted document, checks it, and keeps it with the report. One that is valid stays as it is. */
export const prepareInvoice = command({
  name: 'einvoice.prepare',
  zone: 'finance',
  permit: 'einvoice.prepare',
  offline: 'never',
  input: shape({ invoice: idOf('invoices') }),
  output: eInvoices.shape,
  refusals: ['einvoice.unknownInvoice', 'einvoice.noChannel', 'einvoice.notApplicable'],
  load: ({ invoice }, read, now) => prepareEInvoice(read, invoice, now),
  decide: (_input, prepared) => (refused(prepared) ? prepared : { result: prepared.row, changes: preparedChanges(prepared) }),
})

/** How the e-invoice of a document stands, and what it would say now: in the syntax of its customer, or in any other that is asked for. */
export const eInvoiceOfInvoice = query({
  name: 'einvoice.ofInvoice',
  zone: 'finance',
  permit: 'einvoice.read',
  input: shape({ invoice: idOf('invoices'), syntax: maybe(choice(...syntaxes)) }),
  output: shape({
    channel: choice(...channels),
    state: choice(...eInvoiceStates),
    /** What is in the archive, the last one first. */
    archived: many(eInvoices.shape),
    /** What it would say now; empty where no syntax is wanted or none is possible. */
    current: maybe(shape({ syntax: choice(...syntaxes), profile: text, xml: longText, validation: aValidation })),
  }),
  refusals: ['einvoice.unknownInvoice'],
  ask: async ({ invoice: id, syntax: asked }, read) => {
    const facts = await eInvoiceFacts(read, id)
    if (!facts) return refuse('einvoice.unknownInvoice', { invoice: id })
    const channel = facts.buyer?.channel ?? 'none'
    const applicable = isApplicable(facts)
    const archived = await eInvoicesOf(read, id)
    const [last] = archived
    const syntax = asked ?? (channel === 'none' ? null : channel)
    const made = syntax === null || !applicable ? null : rendered(eInvoiceOf(facts), syntax)
    const state = channel === 'none' || !applicable ? 'notApplicable' : !last || last.syntax !== channel ? 'waiting' : last.valid ? 'valid' : 'invalid' // prettier-ignore
    const current = made && { syntax: made.profile.syntax, profile: made.profile.name, xml: made.xml, validation: made.validation }
    return { channel, state, archived, current }
  },
})

/** The e-invoice of a document as it goes to the customer, or the report of its check. What is invalid is not given out. */
export const eInvoiceFile = query({
  name: 'einvoice.file',
  zone: 'finance',
  permit: 'einvoice.read',
  input: shape({ invoice: idOf('invoices'), /** The report instead, which an invalid one has too. */ report: maybe(flag) }),
  output: shape({ file: aFile }),
  refusals: ['einvoice.unknownInvoice', 'einvoice.notPrepared', 'einvoice.invalid'],
  ask: async ({ invoice: id, report }, read, { caller }) => {
    const facts = await eInvoiceFacts(read, id)
    if (!facts) return refuse('einvoice.unknownInvoice', { invoice: id })
    const [last] = await eInvoicesOf(read, id)
    if (!last) return refuse('einvoice.notPrepared', { number: facts.invoice.number })
    if (report) return { file: last.report }
    return last.valid ? { file: last.xml } : invalid(facts.invoice.number, last.findings, caller.language)
  },
})

/** Documents that one portion writes. */
const portion = 50
const nextOf = async (read: Read, after: Id<'invoices'> | null) => read.ask(waitingInvoices, { after, limit: portion })

const waitingNow = async (read: Read): Promise<number> => (await read.ask(waitingCount, {}))[0]?.waiting ?? 0
/** Invalid ones wait for somebody who completes what is missing. */
export const countInvalid = async (read: Read): Promise<number> => (await read.ask(invalidCount, {}))[0]?.invalid ?? 0

async function begun(read: Read): Promise<JobState> {
  const of = await waitingNow(read)
  return { subject: 'waiting', marker: of === 0 ? '' : 'first', progress: { phase: 'einvoice.prepareWaiting', done: 0, of } }
}

/** Writes every e-invoice that is still to be written. */
export const prepareWaiting = job({
  name: 'einvoice.prepareWaiting',
  zone: 'finance',
  permit: 'einvoice.prepare',
  input: shape({}),
  output: shape({ waiting: count, invalid: count }),
  refusals: [],
  begin: { load: (_input, read) => begun(read), decide: (_input, state) => ({ result: state, changes: [] }) },
  step: {
    load: async (state, read, now) => {
      const next = await nextOf(read, state.marker === 'first' ? null : (state.marker as Id<'invoices'>))
      const made: Prepared[] = []
      for (const { id } of next) {
        const prepared = await prepareEInvoice(read, id, now)
        if (!refused(prepared)) made.push(prepared)
      }
      return { made, last: next.at(-1)?.id ?? '', more: next.length === portion }
    },
    decide: (state, { made, last, more }) => ({
      result: { ...state, marker: more ? last : '', progress: { ...state.progress, done: state.progress.done + made.length } },
      changes: made.flatMap(preparedChanges),
    }),
  },
  finish: async (_subject, read) => {
    return { waiting: await waitingNow(read), invalid: await countInvalid(read) }
  },
})
