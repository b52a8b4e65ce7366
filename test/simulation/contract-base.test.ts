import type { Day } from '../../core/kernel/day.ts'
import { dice, seedOf } from '../world/dice.ts'
import { stores } from '../world/stores.ts'
import { Company } from './contract-base.ts'

/** `npm run test:long` lives 36 months with 2,000 contracts. */
const size = { contracts: Number(process.env['CONTRACTS'] ?? 50), months: Number(process.env['MONTHS'] ?? 12) }
const patience = 60_000 + size.contracts * size.months * 400

jest.setTimeout(patience)

describe('a simulated contract base', () => {
  const seed = seedOf()
  const companies: Company[] = []
  beforeAll(async () => {
    process.stdout.write(`SEED=${seed} (contract base)\n`)
    for (const dialect of stores) {
      const company = await Company.found(dialect, { seed, ...size })
      companies.push(company)
      await company.live()
    }
  })
  afterAll(() => Promise.all(companies.map((company) => company.store.close())))

  it('lives the same life on both databases, to the penny', async () => {
    const [sqlite, postgres] = await Promise.all(companies.map((company) => company.books()))
    expect(sqlite!.acts).toEqual(postgres!.acts)
    expect(sqlite!.charges).toEqual(postgres!.charges)
    expect(sqlite!.invoices).toEqual(postgres!.invoices)
    expect(sqlite!.balances).toEqual(postgres!.balances)
    expect(sqlite!.charges.length).toBeGreaterThan(size.contracts * 5)
  })

  it.each(stores.map((dialect, i) => [dialect, i] as const))('leaves books that are right (%s)', async (_dialect, i) => {
    expect(await companies[i]!.faults()).toEqual([])
  })

  it('comes to the same when the whole history is computed again from nothing', async () => {
    const [company] = companies
    const asOf = company!.runs.at(-1)!.asOf
    const differing: unknown[] = []
    const wanted = new Map<string, bigint>()
    for (const contract of company!.contracts) {
      const afresh = await company!.must('billing.asKnown', { contract: contract.id, asOf, afresh: true })
      for (const { line, net } of afresh.charges) wanted.set(line, (wanted.get(line) ?? 0n) + BigInt(net))
      expect(afresh.blocked.filter((b: { reason: string }) => b.reason !== 'noReading')).toEqual([])
    }
    const charged = new Map(
      (await company!.store.database.read((session) => session.rows(`select line, sum(net) from charges group by line`))).map(([line, net]) => [line as string, BigInt(net as number)]),
    ) // prettier-ignore
    for (const line of new Set([...wanted.keys(), ...charged.keys()]))
      if ((wanted.get(line) ?? 0n) !== (charged.get(line) ?? 0n))
        differing.push({
          contract: company!.lines.find((l) => l.id === line)?.contract,
          line,
          afresh: `${wanted.get(line)}`,
          charged: `${charged.get(line)}`,
        })
    expect(differing).toEqual([])
  })

  it('bills every contract again as it was known at each run: exactly what the run charged', async () => {
    const roll = dice(seed)
    const [company] = companies
    for (const { run, asOf, createdAt } of company!.runs)
      for (let i = 0; i < Math.min(12, company!.contracts.length); i++) {
        const contract = company!.contracts[Math.floor(roll() * company!.contracts.length)]!
        const known = await company!.must('billing.asKnown', { contract: contract.id, asOf, knownAt: createdAt })
        const archived = await company!.store.database.read((session) =>
          session.rows(`select l.number, c."from", c.nth, c.net from charges c join contract_lines l on l.id = c.line where c.run = '${run}' and c.contract = '${contract.id}'`),
        ) // prettier-ignore
        const shown = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => row.join(' ')).sort()
        expect({ contract: contract.number, asOf, charges: shown(known.charges.map((c: any) => [c.lineNumber, c.from, c.net])) }).toEqual({
          contract: contract.number,
          asOf,
          charges: shown(archived.map(([number, from, , net]) => [number, from as Day, net])),
        })
      }
  })

  it('finds nothing more to charge for any day that was posted', async () => {
    for (const company of companies) {
      const { run } = await company.must('billing.propose', { asOf: company.runs.at(-1)!.asOf, entity: 'NLUK' })
      expect(await company.must('billing.run', { run })).toMatchObject({ charges: 0 })
    }
  })
})
