import { parseArgs } from 'node:util'
import type { Dialect } from '../../main/storage/session.ts'
import { billing, doBilling, type BillingErrand } from './billing.ts'
import { doImport, imports, type ImportErrand } from './imports.ts'
import { start } from './start.ts'
import { listAll, lists, type ListErrand } from './lists.ts'

type Errand = BillingErrand | ImportErrand | ListErrand

const usage = `npm run bench -- [billing | imports | lists | start]… [--invoices N] [--pairs N] [--database sqlite|postgres]`

function done(errand: Errand): Promise<unknown> {
  if (errand.does === 'list') return listAll(errand)
  return errand.does === 'import' || errand.does === 'parse and load' ? doImport(errand) : doBilling(errand)
}

async function main(): Promise<void> {
  if (process.argv[2] === 'errand') {
    const errand = JSON.parse(process.argv[3]!) as Errand
    process.stdout.write(JSON.stringify(await done(errand)))
    return
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      invoices: { type: 'string', default: '100000' },
      pairs: { type: 'string', default: '5' },
      database: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
    },
  })
  const options = { invoices: Number(values.invoices), pairs: Number(values.pairs), dialects: values.database as Dialect[] }
  const jobs: Readonly<Record<string, () => Promise<void>>> = {
    billing: () => billing(options),
    imports: () => imports(options),
    lists: () => lists(options),
    start,
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
