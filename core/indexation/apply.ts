import { add, job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { count, flag, idOf, maybe, shape, type Id } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { productVersions } from '../catalog/product.ts'
import { contractLines, type ContractLine } from '../contracts/contract.ts'
import { lineChanges, type LineChange } from '../contracts/line-change.ts'
import { standingOn, withChange } from '../contracts/timeline.ts'
import { boundFault, priceOf } from './judge.ts'
import { priceBatches, priceProposals, type PriceBatch, type PriceProposal, type ProposalState } from './proposal.ts'
import { batchTotals } from './reads.ts'

/** Lines that one portion changes. */
const portion = 200
/** The marker says whether only accepted prices are put into force, and names the portion. */
const statesOf = (marker: string): readonly ProposalState[] =>
  marker.startsWith('accepted:') ? ['accepted'] : ['approved', 'lettered', 'accepted']
const markerOf = (batch: PriceBatch, marker: string): string => `${marker.startsWith('accepted:') ? 'accepted' : 'all'}:${batch.portions}`

const waiting = (batch: Id<'priceBatches'>, marker: string) =>
  ({ all: [{ field: 'batch', is: 'equal', value: batch }, { field: 'state', is: 'in', value: statesOf(marker) }] }) as const // prettier-ignore

async function loadStep(state: JobState, read: Read) {
  const batch = await read.get(priceBatches, state.subject)
  if (!batch || markerOf(batch, state.marker) !== state.marker) return { batch, next: undefined }
  const proposals = await read.list(priceProposals, { where: waiting(batch.id, state.marker), limit: portion })
  const ids = proposals.map((proposal) => proposal.line as string)
  return {
    batch,
    next: {
      proposals,
      lines: await read.some(contractLines, ids),
      changes:
        ids.length === 0
          ? []
          : await read.list(lineChanges, { where: { field: 'line', is: 'in', value: ids }, order: ['number'], limit: 100_000 }),
      versions: new Map((await read.list(productVersions, { limit: 100_000 })).map((v) => [`${v.product}@${v.version}`, v])),
    },
  }
}
type Next = NonNullable<Awaited<ReturnType<typeof loadStep>>['next']>

function step(
  state: JobState,
  { batch, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'indexation.unknownBatch'> {
  if (!batch) return refuse('indexation.unknownBatch', { batch: state.subject })
  // Another worker has done this portion already: go on where the batch stands.
  if (!next) return { result: { ...state, marker: markerOf(batch, state.marker) }, changes: [] }
  const { proposals } = next
  const after: PriceBatch = { ...batch, portions: batch.portions + 1 }
  const done = state.progress.done + proposals.length
  const last = proposals.length < portion
  return {
    result: {
      ...state,
      marker: last ? '' : markerOf(after, state.marker),
      progress: { ...state.progress, done, of: last ? done : state.progress.of },
    },
    changes: [
      ...proposals.flatMap((proposal) => applied(proposal, next, batch, now)),
      ...(proposals.length > 0 ? [put(priceBatches, after)] : []),
      ...(last ? [tell('indexation.applied', { batch: batch.id, number: batch.number })] : []),
    ],
  }
}

/** The price as it was reviewed becomes a change of its line. What has changed since is left for a person to look at. */
function applied(proposal: PriceProposal, { lines, changes, versions }: Next, batch: PriceBatch, now: Now): Change[] {
  const line = lines.get(proposal.line)
  const before = changes.filter((change) => change.line === proposal.line)
  const moved = !line || proposal.newPrice === null || !stillHolds(proposal, line, before, versions)
  const bound = line && boundFault(line, proposal.effective)
  if (moved || bound)
    return [put(priceProposals, { ...proposal, state: 'excepted', ...(bound ?? { reason: 'moved' as const, about: {} }) })]
  const change: LineChange = {
    id: now.newId() as LineChange['id'],
    line: line.id,
    contract: line.contract,
    entity: line.entity,
    number: line.changes + 1,
    effective: proposal.effective,
    act: 'uplift',
    sets: ['unitPrice'],
    quantity: null,
    unitPrice: proposal.newPrice,
    version: null,
    end: null,
    billing: null,
    amendment: null,
    reason: batch.number,
    retracts: null,
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
  return [
    add(lineChanges, change),
    put(contractLines, withChange(line, before, change, now.today)),
    put(priceProposals, { ...proposal, state: 'applied', change: change.id }),
  ]
}

const inForce: readonly ContractLine['state'][] = ['active', 'suspended', 'notice']
/** The line still runs on that day, and its price is still the one that was raised. */
function stillHolds(proposal: PriceProposal, line: ContractLine, before: readonly LineChange[], versions: Next['versions']): boolean {
  const on: Day = proposal.effective
  if (!inForce.includes(line.state) || (line.end !== null && line.end < on)) return false
  const standing = standingOn(line, before, on)
  const priced = priceOf(standing.unitPrice, versions.get(`${line.product}@${standing.version}`), line.currency)
  return 'price' in priced && proposal.oldPrice !== null && priced.price.eq(proposal.oldPrice)
}

/** Puts approved prices into force: each becomes a change of its line from its day on, and billing charges it by itself, backwards too. */
export const applyPrices = job({
  name: 'indexation.apply',
  zone: 'finance',
  permit: 'indexation.approve',
  input: shape({
    batch: idOf('priceBatches'),
    /** Only prices that the customer agreed to. */
    acceptedOnly: maybe(flag),
  }),
  output: shape({ batch: idOf('priceBatches'), applied: count, exceptionCount: count }),
  refusals: ['indexation.unknownBatch', 'indexation.notProposed'],
  begin: {
    load: async ({ batch: id, acceptedOnly }, read) => {
      const batch = await read.get(priceBatches, id)
      const marker = acceptedOnly ? 'accepted:' : 'all:'
      return {
        batch,
        marker,
        lines: batch ? (await read.list(priceProposals, { where: waiting(batch.id, marker), limit: 100_000 })).length : 0,
      }
    },
    decide: (input, { batch, marker, lines }) => {
      if (!batch) return refuse('indexation.unknownBatch', { batch: input.batch })
      if (batch.state !== 'proposed') return refuse('indexation.notProposed', { number: batch.number })
      return {
        result: {
          subject: batch.id,
          marker: lines === 0 ? '' : markerOf(batch, marker),
          progress: { phase: 'indexation.apply', done: 0, of: lines },
        },
        changes: [],
      }
    },
  },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const batch = subject as Id<'priceBatches'>
    const totals = await read.ask(batchTotals, { batch })
    const of = (state: ProposalState): number => totals.filter((total) => total.state === state).reduce((sum, { lines }) => sum + lines, 0)
    return { batch, applied: of('applied'), exceptionCount: of('excepted') }
  },
})
