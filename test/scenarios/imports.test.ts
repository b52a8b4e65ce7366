import { readFileSync } from 'node:fs'
import path from 'node:path'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const world = path.join(__dirname, '../world/import')
const files = { NLUK: 'uk-agreements.xlsx', NLDE: 'de-vertraege.csv', NLIN: 'in-contracts.csv' } as const
type EntityCode = keyof typeof files
interface Expected {
  readonly rows: number
  readonly customers: number
  readonly contracts: number
  readonly lines: number
  readonly rejected: readonly { readonly row: number; readonly reason: string }[]
  readonly ignored: readonly number[]
  readonly entity: string
  readonly charges: number
  readonly invoices: number
  readonly byCurrency: object
  readonly taxByCode: object
  readonly grossInEntityCurrency: string
  readonly grossInGBP: string
}
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const expected = (JSON.parse(readFileSync(path.join(world, 'expected.json'), 'utf8')) as { files: Record<string, Expected> }).files
const put = (house: House, name: string, bytes: Uint8Array) => house.harmony.files.put(bytes, name, 'application/octet-stream')
const real = (house: House, entity: EntityCode) => put(house, files[entity], readFileSync(path.join(world, files[entity])))

describe.each(stores)('importing the contracts of a bought company on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'imports')
    await house.do('demo.seed', { empty: true })
  })
  afterAll(() => house.close())

  it.each(Object.keys(files) as EntityCode[])('%s: preview, import and report say what must come out', async (entity) => {
    const file = await real(house, entity)
    const { rows, customers, contracts, lines, rejected, ignored } = expected[files[entity]]!
    const preview = await house.do('imports.preview', { file, entity })
    expect(preview).toMatchObject({
      rows,
      customers,
      contracts,
      lines,
      unchanged: 0,
      conflicts: 0,
      rejected: rejected.length,
      ignored: ignored.length,
    })
    const done = await house.do('imports.contracts', { file, entity })
    expect(done).toMatchObject({
      rows,
      customers,
      contracts,
      lines,
      state: 'published',
      rejected: rejected.length,
      ignored: ignored.length,
    })
    const report = await house.do('imports.report', { import: done.import })
    expect({ ...report, rejected: report.rejected.map(({ row, reason }: { row: number; reason: string }) => ({ row, reason })) }).toEqual({
      rows, customers, contracts, lines, unchanged: 0, conflicts: 0, rejected, ignored,
    }) // prettier-ignore
  })
  it('their December run meets every figure', async () => {
    const { run, charges, invoices } = await house.do('billing.propose', { asOf: '2026-12-01' })
    const { entities } = await house.do('billing.totals', { run })
    const golden = Object.values(expected)
    expect([charges, invoices]).toEqual([sum(golden.map((g) => g.charges)), sum(golden.map((g) => g.invoices))])
    for (const { entity, charges, invoices, byCurrency, taxByCode, grossInEntityCurrency, grossInGBP } of golden)
      expect(entities.find((e: { entity: string }) => e.entity === entity)).toMatchObject({
        charges, invoices, byCurrency, taxByCode, grossInEntityCurrency, grossInGroupCurrency: grossInGBP,
      }) // prettier-ignore
  })
})
