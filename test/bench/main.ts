import { parseArgs } from 'node:util'
import type { Dialect } from '../../main/storage/session.ts'
import { billing, doBilling, type BillingErrand } from './billing.ts'
import { doImport, imports, type ImportErrand } from './imports.ts'
import { dataSets, type DataSet } from './data.ts'
import { group } from './group.ts'
import { explain, explainSome, type ExplainErrand } from './explain.ts'
import { pouchHub, type PouchErrand } from './pouchdb.ts'
import { start } from './start.ts'
import { listAll, lists, type ListErrand } from './lists.ts'
import { bridgeOnce, recurring, type RecurringErrand } from './recurring.ts'
import { review, reviewOnce, type ReviewErrand } from './review.ts'
import { sync } from './sync.ts'
import { users } from './users.ts'
import { syncHub, type SyncHubErrand } from './sync-hub.ts'

type Errand = BillingErrand | ImportErrand | ListErrand | ExplainErrand | ReviewErrand | RecurringErrand | SyncHubErrand | PouchErrand

const usage = `npm run bench -- [billing | imports | lists | explain | review | recurring | group | start | sync | users]… [--data plain|mixed] [--invoices N] [--orders N] [--lines N] [--pairs N] [--users N] [--seconds N] [--thinking MS] [--requests N] [--products N] [--territory N] [--database sqlite|postgres]`

function done(errand: Errand): Promise<unknown> {
  if (errand.does === 'list') return listAll(errand)
  if (errand.does === 'explain') return explainSome(errand)
  if (errand.does === 'review') return reviewOnce(errand)
  if (errand.does === 'recurring') return bridgeOnce(errand)
  if (errand.does === 'sync hub') return syncHub(errand)
  if (errand.does === 'pouchdb hub') return pouchHub(errand)
  return errand.does === 'import' || errand.does === 'parse and load' ? doImport(errand) : doBilling(errand)
}

async function main(): Promise<void> {
  if (process.argv[2] === 'errand') {
    const errand = JSON.parse(process.argv[3]!) as Errand
    const answer = await done(errand)
    if (answer !== undefined) process.stdout.write(JSON.stringify(answer))
    return
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      invoices: { type: 'string', default: '100000' },
      data: { type: 'string', default: 'plain' },
      orders: { type: 'string', default: '10000' },
      lines: { type: 'string', default: '1000000' },
      pairs: { type: 'string', default: '5' },
      users: { type: 'string', default: '50' },
      seconds: { type: 'string', default: process.env['SECONDS'] ?? '600' },
      thinking: { type: 'string', default: '500' },
      requests: { type: 'string', default: '0' },
      products: { type: 'string', default: '50000' },
      territory: { type: 'string', default: '100000' },
      database: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
    },
  })
  if (!dataSets.some((set) => set === values.data)) throw new Error(`there is no data set "${values.data}"\n${usage}`)
  const options = {
    invoices: Number(values.invoices),
    pairs: Number(values.pairs),
    dialects: values.database as Dialect[],
    data: values.data as DataSet,
  }
  const jobs: Readonly<Record<string, () => Promise<void>>> = {
    billing: () => billing(options),
    imports: () => imports(options),
    lists: () => lists(options),
    explain: () => explain(options),
    review: () => review(options),
    recurring: () => recurring(options),
    group: () => group({ dialects: options.dialects, lines: Number(values.lines) }),
    start,
    users: () =>
      users({
        dialects: options.dialects,
        users: Number(values.users),
        seconds: Number(values.seconds),
        thinking: Number(values.thinking),
        requests: Number(values.requests),
      }),
    sync: () =>
      sync({
        dialects: options.dialects,
        orders: Number(values.orders),
        products: Number(values.products),
        territory: Number(values.territory),
      }),
  }
  for (const name of positionals.length > 0 ? positionals : Object.keys(jobs)) {
    const job = jobs[name]
    if (!job) throw new Error(`there is no benchmark "${name}"\n${usage}`)
    await job()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
})
