import type { Dialect } from '../../main/storage/session.ts'
import { seeded, type BillingOptions } from './billing.ts'
import { billingDay } from './data.ts'
import { inProcess, median, report, type Line } from './measure.ts'
import { acting, storesOf, type Spot } from './places.ts'

export interface ReviewErrand {
  readonly does: 'review'
  readonly spot: Spot
}
interface Answered {
  readonly question: string
  readonly rows: number
  readonly ms: number
}
/** Rows of a page, as screens ask for them. */
const page = 100
/** Times that a question is measured, after one that warms it up. */
const times = 5

/** What the screen of a run asks while a proposal of 100,000 charges is reviewed, with a month before it to compare with. */
export function reviewOnce({ spot }: ReviewErrand): Promise<Answered[]> {
  return acting(spot, async (act) => {
    const { run }: { run: string } = await act('billing.propose', { asOf: '2027-01-01' })
    const of = (where?: object): object => ({ all: [{ field: 'run', is: 'equal', value: run }, ...(where ? [where] : [])] })
    const tab = (value: string): object => of({ field: 'review', is: 'equal', value })
    const asked: readonly (readonly [question: string, operation: string, input: object])[] = [
      ['exceptions', 'billing.exceptions', { filter: of(), limit: page }],
      ['exceptions, counted', 'billing.exceptions', { filter: of(), limit: 1 }],
      ['exceptions by customer', 'billing.exceptions', { filter: of(), limit: page, order: ['-customerName'] }],
      ...['changed', 'zero', 'ready'].flatMap((value): [string, string, object][] => [
        [value, 'billing.reviewList', { filter: tab(value), limit: page }],
        [`${value}, counted`, 'billing.reviewList', { filter: tab(value), limit: 1 }],
      ]),
      ['changed, most first', 'billing.reviewList', { filter: tab('changed'), limit: page, order: ['-percent'] }],
      ['all', 'billing.reviewList', { filter: of(), limit: page }],
      ['all, most first', 'billing.reviewList', { filter: of(), limit: page, order: ['-percent'] }],
      ['approvals', 'billing.approvals', { run }],
      ['difference, first page', 'billing.difference', { run }],
    ]
    const answers: Answered[] = []
    for (const [question, operation, input] of asked) {
      const taken: number[] = []
      let rows = 1
      for (let n = 0; n <= times; n++) {
        const began = performance.now()
        const answer: { total?: number } = await act(operation, input)
        if (n > 0) taken.push(performance.now() - began)
        rows = answer.total ?? 1
      }
      answers.push({ question, rows, ms: median(taken) })
    }
    return answers
  })
}

async function measureOn(dialect: Dialect, { invoices, data }: BillingOptions): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const { spot } = await seeded(stores, invoices, data)
    await acting(spot, async (act) => {
      const { run }: { run: string } = await act('billing.propose', { asOf: billingDay })
      await act('billing.post', { run })
    })
    const answers = await inProcess<Answered[]>({ does: 'review', spot })
    return answers.map(({ question, rows, ms }) => ({ database: dialect, question, rows, ms: Math.round(ms * 10) / 10 }))
  } finally {
    await stores.end()
  }
}

/** How long people wait for the lists of a proposal that they review. */
export async function review(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects) lines.push(...(await measureOn(dialect, options)))
  report('review, in milliseconds', { data: options.data, invoices: options.invoices }, lines)
}
