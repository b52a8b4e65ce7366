import { modules } from '../../core/harmony.ts'
import type { View } from '../../core/kernel/record.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { seeded, type BillingOptions } from './billing.ts'
import { billingDay } from './data.ts'
import { inProcess, median, report, type Line } from './measure.ts'
import { acting, storesOf, type Spot } from './places.ts'

export interface ListErrand {
  readonly does: 'list'
  readonly spot: Spot
}
interface Asking {
  readonly operation: string
  readonly how: string
  readonly input: unknown
}
export interface Answered {
  readonly operation: string
  readonly how: string
  readonly rows: number
  readonly ms: number
}

/** Rows of a page, as screens ask for them. */
const page = 100
/** Times that a question is measured, after one that warms it up. */
const times = 3

const viewOf = (name: string): View => modules.flatMap((module) => ('views' in module ? [...module.views] : [])).find((v) => v.view === name)! // prettier-ignore

/** A list as people use it: opened, searched, narrowed, sorted by each column, and at its far end. */
function asked(operation: string, view: View, total: number, first: Readonly<Record<string, unknown>>): Asking[] {
  const list = (how: string, input: object): Asking => ({ operation, how, input: { limit: page, ...input } })
  const fields = Object.entries(view.row.fields)
  const kindOf = (field: string): string => {
    const declared = view.row.fields[field]!
    return declared.kind === 'maybe' ? declared.inner!.kind : declared.kind
  }
  const sortable = fields.map(([name]) => name).filter((name) => !['data', 'many', 'shape', 'file'].includes(kindOf(name)))
  const narrowing = sortable.filter((name) => ['choice', 'code', 'currency', 'day', 'id'].includes(kindOf(name)) && first[name] !== null && first[name] !== undefined) // prettier-ignore
  return [
    list('first page', {}),
    ...(total > page ? [list('last page', { offset: total - page })] : []),
    list('search of two words', { search: 'Bristol 99' }),
    list('search without an answer', { search: 'zzzz' }),
    ...narrowing.map((field) => list(`where ${field} is`, { filter: { field, is: 'equal', value: first[field] } })),
    ...sortable.flatMap((field) => [list(`by ${field}`, { order: [field] }), list(`by ${field}, descending`, { order: [`-${field}`] })]),
  ]
}

/** Every list of the product and the details behind the large ones, on what lies in the store. */
export function listAll({ spot }: ListErrand): Promise<Answered[]> {
  return acting(spot, async (act, harmony) => {
    const answers: Answered[] = []
    const measure = async ({ operation, how, input }: Asking): Promise<void> => {
      let rows = 0
      const taken: number[] = []
      for (let n = 0; n <= times; n++) {
        const began = performance.now()
        const answer: { rows?: readonly unknown[]; total?: number } = await act(operation, input)
        if (n > 0) taken.push(performance.now() - began)
        rows = answer.total ?? 1
      }
      answers.push({ operation, how, rows, ms: median(taken) })
    }
    for (const operation of harmony.operations.values()) {
      if (operation.lists === undefined) continue
      const opened: { rows: readonly Record<string, unknown>[]; total: number } = await act(operation.name, { limit: 1 })
      if (opened.total < page) continue
      for (const asking of asked(operation.name, viewOf(operation.lists), opened.total, opened.rows[0]!)) await measure(asking)
    }
    const some = async (operation: string): Promise<string> => ((await act(operation, { limit: 1 })) as { rows: { id: string }[] }).rows[0]!.id // prettier-ignore
    const run = await some('billing.runs')
    const details: readonly (readonly [operation: string, input: object])[] = [
      ['billing.invoice', { invoice: await some('billing.invoices') }],
      ['billing.why', { charge: await some('billing.chargeList') }],
      ['billing.run', { run }],
      ['billing.totals', { run }],
      ['billing.charges', { run }],
      ['contracts.get', { contract: await some('contracts.list') }],
      ['customers.get', { customer: await some('customers.list') }],
      ['desk.tasks', {}],
      ['desk.history', { record: 'invoices', id: await some('billing.invoices') }],
      ['search.find', { text: 'Bristol 99' }],
    ]
    for (const [operation, input] of details) await measure({ operation, how: 'details', input })
    return answers
  })
}

async function measureOn(dialect: Dialect, invoices: number): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const { spot } = await seeded(stores, invoices)
    await acting(spot, async (act) => {
      const { run }: { run: string } = await act('billing.propose', { asOf: billingDay })
      await act('billing.post', { run })
    })
    const answers = await inProcess<Answered[]>({ does: 'list', spot })
    return summed(dialect, answers)
  } finally {
    await stores.end()
  }
}

/** A line for each list: its usual questions, and the slowest of the rest by name. */
function summed(dialect: Dialect, answers: readonly Answered[]): Line[] {
  const whole = (ms: number): number => Math.round(ms * 10) / 10
  const of = (operation: string, how: string): number | string => {
    const found = answers.find((a) => a.operation === operation && a.how === how)
    return found ? whole(found.ms) : ''
  }
  return [...new Set(answers.map((a) => a.operation))].map((operation) => {
    const own = answers.filter((a) => a.operation === operation)
    const slowest = own.toSorted((a, b) => b.ms - a.ms)
    if (own[0]!.how === 'details') return { database: dialect, operation, 'first page': whole(own[0]!.ms) }
    return {
      database: dialect,
      operation,
      rows: Math.max(...own.map((a) => a.rows)),
      'first page': of(operation, 'first page'),
      'last page': of(operation, 'last page'),
      search: of(operation, 'search of two words'),
      'over 150 ms': `${own.filter((a) => a.ms > 150).length} of ${own.length}`,
      slowest: slowest
        .slice(0, 3)
        .map((a) => `${a.how} ${Math.round(a.ms)}`)
        .join('; '),
    }
  })
}

/** Milliseconds of every list and detail, opened, searched, narrowed, sorted each way, and at the far end. */
export async function lists(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects) lines.push(...(await measureOn(dialect, options.invoices)))
  report('lists, in milliseconds', { invoices: options.invoices }, lines)
}
