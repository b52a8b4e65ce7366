import { readFileSync } from 'node:fs'
import path from 'node:path'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const folder = path.join(__dirname, '../world/import')
interface Expected {
  readonly asOf: string
  readonly files: Readonly<
    Record<
      string,
      {
        readonly entity: string
        readonly rows: number
        readonly customers: number
        readonly contracts: number
        readonly lines: number
        readonly rejected: readonly { readonly row: number; readonly reason: string }[]
        readonly ignored: readonly number[]
        readonly charges: number
        readonly invoices: number
        readonly byCurrency: unknown
        readonly taxByCode: unknown
        readonly grossInEntityCurrency: string
        readonly grossInGBP: string
      }
    >
  >
}
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Expected

async function importFile(house: House, name: string, entity: string) {
  const file = await house.harmony.files.put(readFileSync(path.join(folder, name)), name, 'application/octet-stream')
  const done = await house.do('imports.contracts', { file, entity })
  return house.do('imports.report', { import: done.import })
}

describe.each(stores)('the main job on %s', (dialect) => {
  it('imports three spreadsheets, bills them to the penny, posts in three currencies, and proves it', async () => {
    const house = await freshHouse(dialect, 'main-job')
    try {
      await house.do('demo.seed', { empty: true })
      const files = Object.entries(expected.files)
      for (const [name, want] of files) {
        const report = await importFile(house, name, want.entity)
        expect({ rows: report.rows, customers: report.customers, contracts: report.contracts, lines: report.lines }).toEqual({
          rows: want.rows,
          customers: want.customers,
          contracts: want.contracts,
          lines: want.lines,
        })
        expect(report.rejected.map(({ row, reason }: { row: number; reason: string }) => ({ row, reason }))).toEqual(want.rejected)
        expect(report.ignored).toEqual(want.ignored)
      }
      const proposed = await house.do('billing.propose', { asOf: expected.asOf })
      const sum = (key: 'charges' | 'invoices') => files.reduce((all, [, want]) => all + want[key], 0)
      expect(proposed).toMatchObject({ charges: sum('charges'), invoices: sum('invoices') })
      const totals = await house.do('billing.totals', { run: proposed.run })
      for (const [, want] of files) {
        const found = totals.entities.find((e: { entity: string }) => e.entity === want.entity)
        expect(found).toMatchObject({
          charges: want.charges,
          invoices: want.invoices,
          byCurrency: want.byCurrency,
          taxByCode: want.taxByCode,
          grossInEntityCurrency: want.grossInEntityCurrency,
          grossInGroupCurrency: want.grossInGBP,
        })
      }
      expect(await house.do('billing.post', { run: proposed.run })).toEqual({ run: proposed.run, posted: sum('invoices') })
      // What was posted is what was proposed: the receivables in the ledger come to the same totals.
      const { rows } = await house.do('ledger.balances', { filter: { field: 'account', is: 'equal', value: '1100' }, limit: 1000 })
      for (const [, want] of files) {
        const own = rows.filter((r: { entity: string }) => r.entity === want.entity)
        const total = (field: string) => own.reduce((all: bigint, r: Record<string, string>) => all + BigInt(r[field]!), 0n).toString()
        expect([total('entityAmount'), total('groupAmount')]).toEqual([
          want.grossInEntityCurrency.replace('.', ''),
          want.grossInGBP.replace('.', ''),
        ])
      }
      const audit = await house.do('audit.check', {})
      expect(audit.checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
      expect(audit.checks.find((c: { check: string }) => c.check === 'audit.tracesReplay').records).toBe(sum('charges'))
      expect(await house.do('billing.propose', { asOf: expected.asOf })).toMatchObject({ charges: 0, invoices: 0 })
    } finally {
      await house.close()
    }
  }, 120_000)
})
