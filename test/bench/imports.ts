import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isSheetFault, readSheet } from '../../main/integrations/spreadsheets/read.ts'
import { projectRoot } from '../../main/places.ts'
import type { Dialect } from '../../main/storage/session.ts'
import type { BillingOptions } from './billing.ts'
import { billingDay } from './data.ts'
import { countRows, loadTheSame, type Counts } from './limit.ts'
import { inProcess, medianCost, Meter, report, type Cost, type Line } from './measure.ts'
import { acting, foundCompanies, postmasterOf, storesOf, type Spot } from './places.ts'

export type ImportErrand =
  | { readonly does: 'import'; readonly spot: Spot; readonly folder: string }
  | { readonly does: 'parse and load'; readonly from: Spot; readonly into: Spot; readonly before: Counts; readonly folder: string }

/** The real files, by the legal entity that they belong to. */
const files: readonly (readonly [entity: string, name: string])[] = [
  ['NLUK', 'uk-agreements.xlsx'],
  ['NLDE', 'de-vertraege.csv'],
  ['NLIN', 'in-contracts.csv'],
]
/** What an import writes. */
const tables = ['customers', 'contracts', 'contract_lines', 'imports', 'import_rows']

async function importAll(spot: Spot, folder: string): Promise<Cost> {
  const meter = new Meter(await postmasterOf(spot))
  await acting(spot, (act, harmony) =>
    meter.measure(async () => {
      for (const [entity, name] of files) {
        const file = await harmony.files.put(readFileSync(path.join(folder, name)), name, 'application/octet-stream')
        await act('imports.contracts', { file, entity })
      }
      const { run }: { run: string } = await act('billing.propose', { asOf: billingDay })
      await act('billing.post', { run })
    }),
  )
  return meter.cost()
}

async function parseAndLoad(from: Spot, into: Spot, before: Counts, folder: string): Promise<Cost> {
  const parsing = new Meter()
  await parsing.measure(async () => {
    for (const [, name] of files)
      if (isSheetFault(await readSheet(readFileSync(path.join(folder, name)), name, {}))) throw new Error(`${name} cannot be read`)
  })
  const parsed = parsing.cost()
  const loaded = await loadTheSame(from, into, before, tables)
  return { ...loaded, wall: parsed.wall + loaded.wall, cpu: parsed.cpu + loaded.cpu }
}

export const doImport = (errand: ImportErrand): Promise<Cost> =>
  errand.does === 'import' ? importAll(errand.spot, errand.folder) : parseAndLoad(errand.from, errand.into, errand.before, errand.folder)

async function measureOn(dialect: Dialect, pairs: number, folder: string): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const spot = await stores.empty('founded')
    await foundCompanies(spot)
    const before = await countRows(spot)
    const ours: Cost[] = []
    const limit: Cost[] = []
    for (let pair = 0; pair < pairs; pair++) {
      const mine = await stores.copy(spot, `ours_${pair}`)
      const theirs = await stores.empty(`limit_${pair}`)
      ours.push(await inProcess<Cost>({ does: 'import', spot: mine, folder }))
      limit.push(await inProcess<Cost>({ does: 'parse and load', from: mine, into: theirs, before, folder }))
      await stores.drop(mine)
      await stores.drop(theirs)
    }
    const [own, bulk] = [medianCost(ours), medianCost(limit)]
    const line = (job: string, cost: Cost): Line => ({
      database: dialect,
      job,
      'wall s': cost.wall,
      'CPU s': cost.cpu,
      'peak MB': Math.round(cost.peak),
      'wall ×': cost.wall / bulk.wall,
      'CPU with server ×': (cost.cpu + cost.server) / (bulk.cpu + bulk.server),
    })
    return [line('import, propose, post', own), line('limit: parse and bulk load', bulk)]
  } finally {
    await stores.end()
  }
}

/** The three real files, from the bytes to the posted invoices. */
export async function imports({ dialects, pairs }: BillingOptions): Promise<void> {
  const folder = path.join(process.env['HARMONY_SHARED'] ?? path.join(projectRoot(), '../shared'), 'data/import')
  if (!existsSync(folder)) {
    process.stdout.write(
      '\nimports: left out, for there is no folder data/import beside the project (HARMONY_SHARED names another place)\n',
    )
    return
  }
  const lines: Line[] = []
  for (const dialect of dialects) lines.push(...(await measureOn(dialect, pairs, folder)))
  report('three real files', { pairs }, lines)
}
