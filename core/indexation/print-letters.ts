import { add, job, put, tell, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { question, type Answer } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { aFile, count, idOf, shape, someData, text, type FileRef, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { letterPage } from './letter-page.ts'
import { priceBatches, priceLetters, priceProposals, type PriceBatch, type PriceProposal } from './proposal.ts'
import { announced, letterCounts, unlettered } from './reads.ts'
import { indexSeries } from './series.ts'

/** Prints a letter and answers its bytes; answered by the host with its typesetter. */
export const renderLetter = question(
  'indexation.renderLetter',
  shape({ name: text, data: someData, copy: someData }),
  shape({ file: aFile }),
)

/** Letters that one portion writes. */
const portion = 10

interface Letter {
  readonly to: Answer<typeof unlettered>
  readonly number: string
  readonly language: string
  readonly file: FileRef
  readonly proposals: readonly PriceProposal[]
}

/** A letter goes to one customer from one legal entity: two entities have two letterheads. */
async function written(batch: PriceBatch, to: Answer<typeof unlettered>, read: Read, now: Now): Promise<Letter> {
  const [customer, entity] = [await read.get(customers, to.customer), await read.get(entities, to.entity)]
  assert(customer && entity, 'the customer and the legal entity of a price')
  const lines = await read.ask(announced, { batch: batch.id, ...to })
  const proposals = await read.some(priceProposals, lines.map((line) => line.id)) // prettier-ignore
  const series = await read.list(indexSeries, { limit: 10_000 })
  const same = await read.list(priceLetters, {
    where: { all: [{ field: 'batch', is: 'equal', value: batch.id }, { field: 'customer', is: 'equal', value: to.customer }] }, // prettier-ignore
    limit: 1000,
  })
  const number = `${batch.number}-${customer.code ?? customer.id.slice(-6)}${same.length === 0 ? '' : `-${same.length + 1}`}`
  const { language, data, copy } = letterPage({
    number,
    written: now.today,
    entity,
    customer,
    prices: lines.map((line) => ({ proposal: proposals.get(line.id)!, line })),
    series: new Map(series.map((one) => [one.code, one])),
  })
  const [answer] = await read.ask(renderLetter, { name: `${number.replace(/[^\w-]/g, '-')}.pdf`, data, copy })
  assert(answer, 'a printed letter')
  return { to, number, language, file: answer.file, proposals: [...proposals.values()] }
}

async function loadStep(state: JobState, read: Read, now: Now) {
  const batch = await read.get(priceBatches, state.subject)
  if (!batch || `${batch.portions}` !== state.marker) return { batch, next: undefined }
  const letters: Letter[] = []
  for (const to of await read.ask(unlettered, { batch: batch.id, limit: portion })) letters.push(await written(batch, to, read, now))
  return { batch, next: letters }
}

function step(
  state: JobState,
  { batch, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'indexation.unknownBatch'> {
  if (!batch) return refuse('indexation.unknownBatch', { batch: state.subject })
  // Another worker has done this portion already: go on where the batch stands.
  if (!next) return { result: { ...state, marker: `${batch.portions}` }, changes: [] }
  const after: PriceBatch = { ...batch, portions: batch.portions + 1 }
  const done = state.progress.done + next.length
  const last = next.length < portion
  return {
    result: {
      ...state,
      marker: last ? '' : `${after.portions}`,
      progress: { ...state.progress, done, of: last ? done : state.progress.of },
    },
    changes: [
      ...next.flatMap(({ to, number, language, file, proposals }) => {
        const id = now.newId() as Id<'priceLetters'>
        return [
          add(priceLetters, {
            id,
            batch: batch.id,
            ...to,
            number,
            language,
            lines: proposals.length,
            file,
            archivedAt: now.at,
            archivedBy: now.caller.name,
          }),
          ...proposals.map((proposal) => put(priceProposals, { ...proposal, state: 'lettered', letter: id })),
        ]
      }),
      ...(next.length > 0 ? [put(priceBatches, after)] : []),
      ...(last ? [tell('indexation.lettered', { batch: batch.id, number: batch.number })] : []),
    ],
  }
}

/** Writes the letters of a batch: one PDF for each customer and legal entity with all prices that are approved, in the customer's language, kept in the archive. */
export const printLetters = job({
  name: 'indexation.printLetters',
  zone: 'finance',
  permit: 'indexation.approve',
  input: shape({ batch: idOf('priceBatches') }),
  output: shape({ batch: idOf('priceBatches'), letters: count }),
  refusals: ['indexation.unknownBatch'],
  begin: {
    load: async ({ batch: id }, read) => {
      const batch = await read.get(priceBatches, id)
      return batch && { batch, counts: (await read.ask(letterCounts, { batch: batch.id }))[0] }
    },
    decide: ({ batch }, facts) => {
      if (!facts) return refuse('indexation.unknownBatch', { batch })
      const of = facts.counts?.waiting ?? 0
      return {
        result: {
          subject: batch,
          marker: of === 0 ? '' : `${facts.batch.portions}`,
          progress: { phase: 'indexation.printLetters', done: 0, of },
        },
        changes: [],
      }
    },
  },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const batch = subject as Id<'priceBatches'>
    return { batch, letters: (await read.ask(letterCounts, { batch }))[0]?.letters ?? 0 }
  },
})
