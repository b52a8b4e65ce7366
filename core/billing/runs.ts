import { command, job, query, tell } from '../kernel/operation.ts'
import { listing } from '../kernel/listing.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { count, idOf, many, maybe, shape, someData, text, aCurrency, codeOf, choice, type Id, type Wire } from '../kernel/shape.ts'
import { salesTaxMissing } from './charge-tax.ts'
import { dropped, openEntities } from './drop.ts'
import { beforeAll, tracedCharges } from './facts.ts'
import { postBilling } from './post.ts'
import { proposeBilling, runState } from './propose.ts'
import { blockedView, chargeView, runView } from './reads.ts'
import { billingRuns, charges } from './run.ts'
import { foreignIn, ownPart, runFor } from './scope.ts'
import { reportOf, totalsOf } from './totals.ts'

const aRun = shape({ run: idOf('billingRuns') })

export const listRuns = listing({ name: 'billing.runs', zone: 'finance', permit: 'billing.read', view: runView })
export const listCharges = listing({ name: 'billing.chargeList', zone: 'finance', permit: 'billing.read', view: chargeView })
export const listBlocked = listing({ name: 'billing.blockedList', zone: 'finance', permit: 'billing.read', view: blockedView })

/** One run as it stands. */
export const getRun = query({
  name: 'billing.run',
  zone: 'finance',
  permit: 'billing.read',
  input: aRun,
  output: billingRuns.shape,
  refusals: ['billing.unknownRun'],
  ask: async ({ run }, read, { caller }) => {
    const found = await runFor(read, run, caller)
    return found ? ownPart(read, found, caller) : refuse('billing.unknownRun', { run })
  },
})

/** Totals of a run as integrators read them. */
export const runTotals = query({
  name: 'billing.totals',
  zone: 'finance',
  permit: 'billing.read',
  input: aRun,
  output: shape({
    run: idOf('billingRuns'),
    entities: many(
      shape({
        entity: codeOf('entities'),
        charges: count,
        invoices: count,
        byCurrency: someData,
        taxByCode: someData,
        entityCurrency: aCurrency,
        groupCurrency: aCurrency,
        grossInEntityCurrency: text,
        grossInGroupCurrency: text,
      }),
    ),
    /** Charges whose sales tax has not been asked of the service yet; until it is nothing is posted. */
    salesTaxMissing: count,
  }),
  refusals: ['billing.unknownRun'],
  ask: async ({ run }, read, now) => {
    const found = await runFor(read, run, now.caller)
    if (!found) return refuse('billing.unknownRun', { run })
    const mine = now.caller.entities
    const asked = found.state === 'proposed' ? await read.ask(salesTaxMissing, { run, entities: openEntities(found) }) : []
    const all = reportOf(totalsOf(found.totals)).entities.filter((e) => mine === 'all' || mine.includes(e.entity))
    return {
      run,
      entities: all.map((e) => ({
        ...e,
        entity: e.entity as (typeof found.entities)[number],
        byCurrency: e.byCurrency as unknown as Wire,
        taxByCode: e.taxByCode as unknown as Wire,
      })),
      salesTaxMissing: asked[0]?.charges ?? 0,
    }
  },
})

/** Charges that one page of `billing.charges` brings. */
const page = 500

/** Charges of a run with their traces, page by page. */
export const pageCharges = query({
  name: 'billing.charges',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ run: idOf('billingRuns'), cursor: maybe(idOf('charges')) }),
  output: shape({
    charges: many(tracedCharges.answers),
    cursor: maybe(idOf('charges')),
  }),
  refusals: ['billing.unknownRun'],
  ask: async ({ run, cursor }, read, now) => {
    if (!(await runFor(read, run, now.caller))) return refuse('billing.unknownRun', { run })
    const last = cursor === null ? undefined : await read.get(charges, cursor)
    const after = { after: last?.id ?? (beforeAll as Id<'charges'>), afterInvoice: last?.invoice ?? (beforeAll as Id<'invoices'>) }
    const found = await read.ask(tracedCharges, { run, ...after, limit: page })
    return { charges: found, cursor: found.length === page ? found[found.length - 1]!.id : null }
  },
})

/** Drops a proposal: nothing of it remains but its entry in the log and in the list of runs. */
export const cancelRun = command({
  name: 'billing.cancel',
  zone: 'finance',
  permit: 'billing.propose',
  offline: 'never',
  input: aRun,
  output: shape({ run: idOf('billingRuns'), state: choice('cancelled') }),
  refusals: ['billing.unknownRun', 'billing.cannotCancel', 'billing.foreignEntity'],
  load: async ({ run }, read, now) => runFor(read, run, now.caller),
  decide: ({ run: id }, run, now) => {
    if (!run) return refuse('billing.unknownRun', { run: id })
    const foreign = foreignIn({ entities: openEntities(run) }, now.caller)
    if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
    if (run.state !== 'proposing' && run.state !== 'proposed') return refuse('billing.cannotCancel', { run: run.number, state: run.state })
    return {
      result: { run: id, state: 'cancelled' as const },
      changes: [...dropped(run, 'cancelled'), tell('billing.cancelled', { run: id, number: run.number })],
    }
  },
})

/** Goes on with a run that was stopped half way, in whichever phase it stands. */
export const resumeRun = job({
  name: 'billing.resume',
  zone: 'finance',
  permit: 'billing.post',
  input: aRun,
  output: shape({ run: idOf('billingRuns'), state: text, charges: count, invoices: count, posted: count }),
  refusals: [
    'billing.unknownRun',
    'billing.notOpen',
    'billing.notReady',
    'billing.foreignEntity',
    'billing.unknownEntity',
    'billing.runIsPosting',
    'billing.notInRun',
    'billing.postingPart',
    'billing.approvalsMissing',
    'billing.salesTaxMissing',
  ],
  begin: {
    load: async ({ run }, read, now) => runFor(read, run, now.caller),
    decide: ({ run: id }, run, now) => {
      if (!run) return refuse('billing.unknownRun', { run: id })
      const foreign = foreignIn(run, now.caller)
      if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
      if (run.state === 'proposing') return { result: runState(run, 'proposing', run.charges, 0), changes: [] }
      return { result: runState(run, 'posting', run.posted, run.invoices), changes: [] }
    },
  },
  step: {
    load: async (state, read, now) =>
      (await read.get(billingRuns, state.subject))?.state === 'proposing'
        ? { phase: 'proposing' as const, facts: await proposeBilling.step.load(state, read, now) }
        : { phase: 'posting' as const, facts: await postBilling.step.load(state, read, now) },
    decide: (state, loaded, now) =>
      loaded.phase === 'proposing'
        ? proposeBilling.step.decide(state, loaded.facts, now)
        : postBilling.step.decide(state, loaded.facts, now),
  },
  finish: async (subject, read) => {
    const run = await read.get(billingRuns, subject)
    assert(run, 'the run that was resumed')
    return { run: run.id, state: run.state, charges: run.charges, invoices: run.invoices, posted: run.posted }
  },
})
