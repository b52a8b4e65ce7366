import { filterOn, listing } from '../kernel/listing.ts'
import { add, command, query, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, codeOf, count, flag, idOf, many, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import type { Filter } from '../kernel/filter.ts'
import { exceptionView, reviewLogView, reviewView } from './review-views.ts'
import { approvalState, chargeReviews, decisions } from './reviewing.ts'
import { foreignIn, runFor } from './scope.ts'
import { openEntities } from './drop.ts'

/** Charges that one decision may speak of; beyond, the whole run is meant. */
const mostCharges = 10_000

export const listReview = listing({ name: 'billing.reviewList', zone: 'finance', permit: 'billing.read', view: reviewView })
export const listExceptions = listing({ name: 'billing.exceptions', zone: 'finance', permit: 'billing.read', view: exceptionView })
export const listReviews = listing({ name: 'billing.reviews', zone: 'finance', permit: 'billing.read', view: reviewLogView })

interface Chosen {
  readonly run: Id<'billingRuns'>
  readonly charges: readonly Id<'charges'>[] | null
  readonly invoice: Id<'invoices'> | null
  readonly filter: Filter | null
}
/** The charges of a run that were chosen: by their ids, an invoice, a filter, or all of these together. */
async function chosen({ run, charges, invoice, filter }: Chosen, read: Read) {
  const conditions: Filter[] = [{ field: 'run', is: 'equal', value: run }]
  if (invoice !== null) conditions.push({ field: 'invoice', is: 'equal', value: invoice })
  if (filter !== null) conditions.push(filter)
  const found: { readonly id: Id<'charges'>; readonly entity: Code<'entities'> }[] = []
  const parts = charges === null ? [null] : partsOf(charges)
  for (const part of parts) {
    const all = part === null ? conditions : [...conditions, { field: 'id', is: 'in', value: part } as const]
    for (let offset = 0; found.length <= mostCharges; offset += 1000) {
      const { rows } = await read.browse(reviewView, { where: { all }, order: ['id'], offset, limit: 1000 })
      found.push(...rows.map(({ id, entity }) => ({ id, entity })))
      if (rows.length < 1000) break
    }
  }
  return found
}
const partsOf = <T>(items: readonly T[]): T[][] => Array.from({ length: Math.ceil(items.length / 500) }, (_, i) => items.slice(i * 500, (i + 1) * 500)) // prettier-ignore

const said = (
  run: Id<'billingRuns'>,
  entity: Code<'entities'>,
  charge: Id<'charges'> | null,
  decision: (typeof decisions)[number],
  comment: string | null,
  now: Now,
): Change =>
  add(chargeReviews, { id: now.newId() as Id<'chargeReviews'>, run, entity, charge, decision, comment, at: now.at, by: now.caller.name, user: now.caller.user }) // prettier-ignore

/** Approves, holds or comments charges of a proposal. What is held is not posted; it is due again in the next run. */
export const reviewCharges = command({
  name: 'billing.review',
  zone: 'finance',
  permit: 'billing.review',
  offline: 'never',
  input: shape({
    run: idOf('billingRuns'),
    charges: maybe(many(idOf('charges'), mostCharges)),
    invoice: maybe(idOf('invoices')),
    filter: maybe(filterOn(reviewView.row.fields)),
    decision: choice(...decisions),
    comment: maybe(text),
  }),
  output: shape({ run: idOf('billingRuns'), charges: count }),
  refusals: ['billing.unknownRun', 'billing.notProposed', 'billing.nothingChosen', 'billing.unknownCharge', 'billing.tooManyChosen', 'billing.commentMissing', 'billing.partPosted'],
  load: async (input, read, now) => {
    const run = await runFor(read, input.run, now.caller)
    const open = run?.state === 'proposed'
    return { run, found: open && (input.charges ?? input.invoice ?? input.filter) !== null ? await chosen(input, read) : [] }
  },
  decide: (input, { run, found }, now) => {
    const { charges, invoice, filter, decision, comment } = input
    if (!run) return refuse('billing.unknownRun', { run: input.run })
    if (run.state !== 'proposed') return refuse('billing.notProposed', { run: run.number, state: run.state })
    if (charges === null && invoice === null && filter === null) return refuse('billing.nothingChosen', { run: run.number })
    if (decision === 'comment' && comment === null) return refuse('billing.commentMissing', {})
    if (found.length > mostCharges) return refuse('billing.tooManyChosen', { limit: `${mostCharges}` })
    const missing = charges?.find((id) => !found.some((c) => c.id === id))
    if (missing !== undefined && invoice === null && filter === null) return refuse('billing.unknownCharge', { charge: missing })
    const posted = found.find((c) => run.done.includes(c.entity))
    if (posted) return refuse('billing.partPosted', { run: run.number, entity: posted.entity })
    return {
      result: { run: run.id, charges: found.length },
      changes: [
        ...found.map((c) => said(run.id, c.entity, c.id, decision, comment, now)),
        ...(found.length > 0 ? [tell('billing.reviewed', { run: run.id, number: run.number, decision, charges: `${found.length}` })] : []),
      ],
    }
  },
}) // prettier-ignore

/** Approves everything of a run that one works for, or of one legal entity in it. What somebody holds stays held. */
export const approveRun = command({
  name: 'billing.approve',
  zone: 'finance',
  permit: 'billing.review',
  offline: 'never',
  input: shape({ run: idOf('billingRuns'), entity: maybe(codeOf('entities')), comment: maybe(text) }),
  output: shape({ run: idOf('billingRuns'), entities: many(codeOf('entities')) }),
  refusals: ['billing.unknownRun', 'billing.notProposed', 'billing.notInRun', 'billing.ownProposal'],
  load: async ({ run }, read, now) => runFor(read, run, now.caller),
  decide: ({ run: id, entity, comment }, run, now) => {
    if (!run) return refuse('billing.unknownRun', { run: id })
    if (run.state !== 'proposed') return refuse('billing.notProposed', { run: run.number, state: run.state })
    const mine = openEntities(run).filter((code) => foreignIn({ entities: [code] }, now.caller) === undefined)
    const approved = entity === null ? mine : mine.filter((code) => code === entity)
    if (approved.length === 0) return refuse('billing.notInRun', { run: run.number, entity: entity ?? '' })
    // It would not count, and nobody should think that it did.
    if (run.proposer === now.caller.user) return refuse('billing.ownProposal', { run: run.number })
    return {
      result: { run: id, entities: approved },
      changes: [
        ...approved.map((code) => said(id, code, null, 'approve', comment, now)),
        tell('billing.approved', { run: id, number: run.number, entities: approved.join(', ') }),
      ],
    }
  },
})

/** How far the review of a run is: approvals needed and given by legal entity, what is held, what is posted already. */
export const runApprovals = query({
  name: 'billing.approvals',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({
    run: idOf('billingRuns'),
    ready: flag,
    /** The caller proposed it, so others approve. */
    own: flag,
    entities: many(
      shape({
        entity: codeOf('entities'),
        /** People who must approve; whoever proposed does not count. */
        needed: count,
        /** People who approved everything. */
        approvedWhole: count,
        /** Charges that nobody holds and that too few people approved. */
        missing: count,
        held: count,
        posted: flag,
      }),
    ),
  }),
  refusals: ['billing.unknownRun'],
  ask: async ({ run: id }, read, { caller }) => {
    const run = await runFor(read, id, caller)
    if (!run) return refuse('billing.unknownRun', { run: id })
    const states = await read.ask(approvalState, { run: id, entities: run.entities })
    const shown = states.map((one) => ({ ...one, posted: run.done.includes(one.entity) }))
    const own = run.proposer === caller.user
    return { run: id, ready: shown.every((one) => one.posted || one.missing === 0), own, entities: shown }
  },
})
