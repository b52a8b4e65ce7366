import { job, put, query, type Decision, type JobState, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts' // prettier-ignore
import type { Row } from '../kernel/record.ts'
import type { Currency } from '../kernel/money.ts'
import { causes, changePercent, type Cause, type Causes } from './causes.ts'
import { changesData, changesOf, countChange, noChanges, runChanges, type ChangeTotals, type EntityChanges } from './change-totals.ts'
import { differences, firstPlace, lastRuns, placeOf, placeText, type LineDifference, type Place } from './difference.ts'
import { entities } from '../entities/entity.ts'
import type { Run } from './propose.ts'
import { billingRuns } from './run.ts'
import { foreignIn, runFor } from './scope.ts'

/** Charges that one portion of a comparison reads. */
const portion = 2000
/** Lines that one page of `billing.difference` brings, at least as whole invoices allow. */
const page = 500
/** Up to so many charges are compared while somebody waits; more of them by the job. */
const comparedAtOnce = 5000

const causeAmount = shape({ cause: choice(...causes), currency: aCurrency, amount: minorIn('currency') })
const amountsOf = (found: Causes, currency: Currency) =>
  causes.flatMap((cause) => (found[cause] === undefined ? [] : [{ cause, currency, amount: found[cause] }]))

/** What changed on each line since the last run, and why. The causes of a line sum to its change, exactly. */
export const billingDifference = query({
  name: 'billing.difference',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ run: idOf('billingRuns'), cursor: maybe(text) }),
  output: shape({
    lines: many(
      shape({
        line: idOf('contractLines'),
        lineNumber: count,
        contract: idOf('contracts'),
        contractNumber: text,
        customerName: text,
        entity: codeOf('entities'),
        product: codeOf('products'),
        charges: many(idOf('charges')),
        from: aDay,
        to: aDay,
        currency: aCurrency,
        before: minorIn('currency'),
        now: minorIn('currency'),
        change: minorIn('currency'),
        percent: maybe(aDecimal),
        causes: many(causeAmount),
      }),
    ),
    cursor: maybe(text),
  }),
  refusals: ['billing.unknownRun', 'billing.badCursor'],
  ask: async ({ run: id, cursor }, read, { caller }) => {
    const run = await runFor(read, id, caller)
    if (!run) return refuse('billing.unknownRun', { run: id })
    const place = cursor === null ? firstPlace(run) : placeOf(cursor)
    if (!place) return refuse('billing.badCursor', { cursor: cursor ?? '' })
    const { lines, next } = await differences(read, run, await lastRuns(read, run), place, page)
    return { lines: lines.map(shownDifference), cursor: next && placeText(next) }
  },
})
const shownDifference = ({ line, charges, before, now, causes: found }: LineDifference) => ({
  line: line.line,
  lineNumber: line.lineNumber,
  contract: line.contract,
  contractNumber: line.contractNumber,
  customerName: line.customerName,
  entity: line.entity,
  product: line.product,
  charges: charges.map((c) => c.id),
  from: charges[0]!.from,
  to: line.to,
  currency: line.currency,
  before,
  now,
  change: now - before,
  percent: changePercent(before, now),
  causes: amountsOf(found, line.currency),
})

type Last = Awaited<ReturnType<typeof lastRuns>>

async function emptyTotals(read: Read, run: Run, last: Last): Promise<ChangeTotals> {
  const own = await read.some(entities, run.entities)
  return Object.fromEntries(
    run.entities.flatMap((code) => {
      const entity = own.get(code)
      return entity ? [[code, noChanges(entity.currency, last.get(code)?.[0]?.number ?? '')]] : []
    }),
  )
}
function countAll(totals: ChangeTotals, lines: readonly LineDifference[]): void {
  for (const one of lines) countChange(totals[one.line.entity]!, one.line.currency, one, one.own)
}

/** Why a run comes to another amount than the last one, in sums: by cause, currency and legal entity. */
export const billingChanges = query({
  name: 'billing.changes',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({
    run: idOf('billingRuns'),
    /** `false`: a large run that `billing.compare` has not compared yet. */
    ready: flag,
    entities: many(
      shape({
        entity: codeOf('entities'),
        currency: aCurrency,
        against: maybe(text),
        before: minorIn('currency'),
        now: minorIn('currency'),
        change: minorIn('currency'),
        percent: maybe(aDecimal),
        byCurrency: many(
          shape({ currency: aCurrency, before: minorIn('currency'), now: minorIn('currency'), change: minorIn('currency') }),
        ),
        /** In the entity's own currency. */
        causes: many(shape({ cause: choice(...causes), lines: count, currency: aCurrency, amount: minorIn('currency') })),
        causesByCurrency: many(causeAmount),
      }),
    ),
  }),
  refusals: ['billing.unknownRun'],
  ask: async ({ run: id }, read, { caller }) => {
    const run = await runFor(read, id, caller)
    if (!run) return refuse('billing.unknownRun', { run: id })
    const stored = await read.get(runChanges, id)
    const mine = (entity: string): boolean => caller.entities === 'all' || caller.entities.includes(entity)
    if (stored?.marker === 'done') return { run: id, ready: true, entities: shownTotals(changesOf(stored.totals), mine) }
    const last = await lastRuns(read, run)
    if (run.state === 'proposing' || sizeOf(run, last) > comparedAtOnce) return { run: id, ready: false, entities: [] }
    const totals = await emptyTotals(read, run, last)
    for (let place: Place | null = firstPlace(run); place;) {
      const part: Awaited<ReturnType<typeof differences>> = await differences(read, run, last, place, portion)
      countAll(totals, part.lines)
      place = part.next
    }
    return { run: id, ready: true, entities: shownTotals(totals, mine) }
  },
})
const sizeOf = (run: Run, last: Last): number => run.charges + [...new Set([...last.values()].flat())].reduce((sum, one) => sum + one.charges, 0) // prettier-ignore

const shownTotals = (totals: ChangeTotals, mine: (entity: string) => boolean) =>
  Object.entries(totals)
    .filter(([entity]) => mine(entity))
    .map(([entity, sums]) => ({ entity: entity as Run['entities'][number], ...shownEntity(sums) }))

const shownEntity = ({ currency, against, before, now, byCurrency, causes: found }: EntityChanges) => ({
  currency,
  against: against === '' ? null : against,
  before,
  now,
  change: now - before,
  percent: changePercent(before, now),
  byCurrency: Object.entries(byCurrency).map(([code, sums]) => ({ currency: code as Currency, ...sums, change: sums.now - sums.before })),
  causes: causes.flatMap((cause) => (found[cause] ? [{ cause, lines: found[cause].lines, currency, amount: found[cause].own }] : [])),
  causesByCurrency: causes.flatMap((cause) =>
    Object.entries(found[cause]?.byCurrency ?? {}).map(([code, amount]) => ({ cause, currency: code as Currency, amount })),
  ),
})
export type ShownCause = Cause

type Compared = Row<typeof runChanges>
const stateOf = (compared: Compared): JobState => ({
  subject: compared.run,
  marker: compared.marker === 'done' ? '' : compared.marker,
  progress: { phase: 'billing.comparing', done: compared.done, of: compared.of },
})
/** What was compared before something left the proposal is compared anew: the number of charges tells these apart. */
const markerFor = (run: Run, place: Place): string => `${run.charges}/${placeText(place)}`
const placeIn = (marker: string): Place | undefined => placeOf(marker.split('/')[1] ?? '')

/** Compares a run with the last one and keeps the sums. Beside the proposing, so that it holds nobody up. */
export const compareRun = job({
  name: 'billing.compare',
  zone: 'finance',
  permit: 'billing.review',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({ run: idOf('billingRuns'), lines: count }),
  refusals: ['billing.unknownRun', 'billing.notReady', 'billing.foreignEntity'],
  begin: {
    load: async ({ run: id }, read, now) => {
      const run = await runFor(read, id, now.caller)
      const last = run ? await lastRuns(read, run) : new Map<string, readonly Run[]>()
      return { run, last, compared: await read.get(runChanges, id), totals: run ? await emptyTotals(read, run, last) : {} }
    },
    decide: ({ run: id }, { run, last, compared, totals }, now) => {
      if (!run) return refuse('billing.unknownRun', { run: id })
      const foreign = foreignIn(run, now.caller)
      if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
      if (run.state === 'proposing') return refuse('billing.notReady', { run: run.number, state: run.state })
      if (compared) return { result: stateOf(compared), changes: [] }
      const fresh = { run: id, marker: markerFor(run, firstPlace(run)), done: 0, of: sizeOf(run, last), totals: changesData(totals) }
      return { result: stateOf(fresh), changes: [put(runChanges, fresh)] }
    },
  },
  step: {
    load: async (state, read) => {
      const id = state.subject as Id<'billingRuns'>
      const [run, compared] = [await read.get(billingRuns, id), await read.get(runChanges, id)]
      const place = placeIn(state.marker)
      if (!run || compared?.marker !== state.marker || !place) return { run, compared, part: undefined }
      return { run, compared, part: await differences(read, run, await lastRuns(read, run), place, portion) }
    },
    decide: (state, { run, compared, part }): Decision<JobState> | Refusal<'billing.unknownRun'> => {
      if (!run) return refuse('billing.unknownRun', { run: state.subject })
      // Another worker has done this portion already, or something left the proposal meanwhile.
      if (!compared) return { result: { ...state, marker: '' }, changes: [] }
      if (!part) return { result: stateOf(compared), changes: [] }
      const totals = changesOf(compared.totals)
      countAll(totals, part.lines)
      const after: Compared = {
        ...compared,
        marker: part.next ? markerFor(run, part.next) : 'done',
        done: compared.done + part.lines.length,
        totals: changesData(totals),
      }
      return { result: stateOf(after), changes: [put(runChanges, after)] }
    },
  },
  finish: async (subject, read) => {
    const compared = await read.get(runChanges, subject)
    assert(compared === undefined || compared.run === subject, 'the comparison of the run')
    return { run: subject as Id<'billingRuns'>, lines: compared?.done ?? 0 }
  },
})
