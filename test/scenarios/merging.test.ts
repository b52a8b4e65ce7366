import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { newKeyFile } from '../../main/moving/age.ts'
import { harmony } from '../doors/terminal.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-merging-'))
const key = path.join(folder, 'key.txt')
const file = path.join(folder, 'bought.tar.gz.age')
let recipient = ''
let bought: House
const wordsOf = ({ place: { dataDir, databaseUrl } }: House): string[] =>
  databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl, '--data', path.join(folder, 'data')]

/** A company that has invoiced, been paid for and sealed. */
async function founded(house: House): Promise<void> {
  await house.do('demo.seed')
  const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
  await house.do('billing.post', { run })
}
const sql = (house: House, text: string) => house.harmony.database.transact((session) => session.rows(text), 'all')

beforeAll(async () => {
  recipient = await newKeyFile(key, '2026-11-23T10:00:00.000Z')
  bought = await freshHouse('sqlite', 'bought')
  await founded(bought)
  // The two companies are not quite alike.
  await sql(bought, `update accounts set side = 'expense' where code = '4200'`)
  await sql(bought, `update products set names = '{"en":"Something else"}' where code = 'EDR'`)
  await sql(bought, `update tax_codes set category = 'L' where code = (select min(code) from tax_codes)`)
  await bought.harmony.files.put(Buffer.from('%PDF- a paper of theirs'), 'paper.pdf', 'application/pdf')
  expect((await harmony(['export', '--to', file, '--recipient', recipient, ...wordsOf(bought)])).code).toBe(0)
}, 120_000)
afterAll(async () => {
  await bought?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(stores)('a bought company comes into a house on %s', (dialect) => {
  let house: House
  const merging = (...more: string[]) => harmony(['import', '--merge', file, '--identity', key, ...wordsOf(house), ...more])
  beforeAll(async () => {
    house = await freshHouse(dialect, 'merging')
    await founded(house)
  }, 120_000)
  afterAll(() => house?.close())

  it('says first what would come and what is in its way, and changes nothing', async () => {
    const before = await sql(house, 'select count(*) from changes')
    const { code, json, errors } = await merging()
    expect(code).toBe(0)
    expect(errors).toContain('conflicts are to be decided')
    const { preview, mapping, open } = json.result
    expect(preview).toMatchObject({ groupCurrency: 'GBP', translates: false, customers: 12, users: 12, suppliers: 3, files: 1 })
    expect(preview.entities.map(({ code: entity }: any) => entity)).toEqual(['NLDE', 'NLIN', 'NLUK'])
    // One of each kind that two companies of the same make have in common.
    const found = (kind: string) => preview.conflicts.filter((one: any) => one.kind === kind)
    const cases: readonly [kind: string, count: number, reason: string, verdicts: readonly string[], blocks: boolean][] = [
      ['entities', 3, 'sameCode', ['rename'], true],
      ['taxIds', 3, 'sameTaxId', ['apart'], true],
      ['series', 3, 'sameNumbers', ['apart'], false],
      ['accounts', 1, 'otherValue', ['rename'], true],
      ['taxCodes', 1, 'otherValue', ['rename'], true],
      ['products', 1, 'otherValue', ['rename'], true],
      ['suppliers', 3, 'sameTaxId', ['same', 'apart'], true],
      ['customers', 12, 'sameTaxId', ['same', 'apart'], true],
      ['users', 12, 'sameLogin', ['same', 'rename'], true],
      ['sources', 2, 'sameId', ['rename'], true],
    ]
    for (const [kind, count, reason, verdicts, blocks] of cases) {
      expect([kind, found(kind).length]).toEqual([kind, count])
      expect(found(kind)).toEqual(expect.arrayContaining([expect.objectContaining({ reason, verdicts, blocks })]))
    }
    expect(mapping.decisions).toHaveLength(preview.conflicts.length)
    expect(open).toBe(preview.conflicts.filter((one: any) => one.blocks).length)
    // What was opened is on record; nothing else is.
    expect(Number((await sql(house, 'select count(*) from changes'))[0]![0]) - Number(before[0]![0])).toBe(1)
    expect((await merging('--carry-out')).json).toMatchObject({ ok: false, refusal: { code: 'backups.mergeUndecided' } })
  })

  it('comes whole by what was decided: histories, numbers and seals as they were, the books of both in order', async () => {
    const { json } = await merging()
    const conflicts = json.result.preview.conflicts as { kind: string; former: string; formerName: string }[]
    const apart = conflicts.find(({ kind }) => kind === 'customers')!
    const decisions = json.result.mapping.decisions.map((one: any) =>
      one.kind === 'taxIds' || one.former === apart.former ? { ...one, verdict: 'apart', rename: null } : one.kind === 'users' ? { ...one, verdict: 'rename', rename: `bought-${one.former.slice(-12)}` } : one,
    ) // prettier-ignore
    const mapping = path.join(folder, `${dialect}.json`)
    writeFileSync(mapping, JSON.stringify({ decisions }))
    const before = (await house.do('audit.run', {})) as { ok: boolean }
    expect(before.ok).toBe(true)
    const done = await merging('--mapping', mapping, '--carry-out')
    if (done.code !== 0) console.error(JSON.stringify(done.json).slice(0, 4000), done.errors)
    expect(done).toMatchObject({ code: 0, json: { ok: true, result: { finished: false, audit: { ok: true } } } })
  })
})
