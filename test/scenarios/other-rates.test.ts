import { Company } from '../simulation/contract-base.ts'
import { stores } from '../world/stores.ts'

/**
 * What is taken back at another rate than it was invoiced at leaves revenue at the rate of then, in every currency; what the rates differ by is a gain or loss on
 * money, and where only the group's currency differs it is translation.
 */
describe.each(stores)('corrections at another rate on %s', (dialect) => {
  let company: Company
  beforeAll(async () => {
    company = await Company.found(dialect, { seed: 1, contracts: 0, months: 0 })
    for (const entity of ['NLUK', 'NLDE'])
      await company.must('rates.savePolicy', { entity, source: 'SIM', type: 'spot', maxAgeDays: 4, taxType: 'tax' })
    await rate('2023-01-01', '0.80')
  })
  afterAll(() => company?.store.close())

  const rate = (day: string, value: string) =>
    company.must('rates.record', { source: 'SIM', type: 'spot', base: 'EUR', quote: 'GBP', day, value })
  const sold = async (entity: string, code: string, terms: object): Promise<string> => {
    const customer = await company.must('customers.save', {
      name: `Customer ${code}`, code, country: 'NO', currency: 'EUR', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, address: ['1 High Street'], poRequired: false,
    }) // prettier-ignore
    const contract = await company.must('contracts.open', { entity, customer: customer.id, number: code, state: 'active' })
    return (
      await company.must('contracts.addLine', { contract: contract.id, product: 'CONSULT', currency: 'EUR', start: '2023-01-01', ...terms })
    ).id
  }
  const bill = async (asOf: string, entity: string): Promise<void> => {
    const { run } = await company.must('billing.propose', { asOf, entity })
    await company.must('billing.post', { run })
  }
  /** The books of a line's charges and of the accounts of differences, in three currencies. */
  const books = async (entity: string, asOf: string): Promise<Record<string, string>> => {
    const rows = await company.store.database.read((session) =>
      session.rows(`select l.account, sum(l.amount), sum(l.entity_amount), sum(l.group_amount) from journal_lines l join journals j on j.id = l.journal
        where j.entity = '${entity}' and j.posted_on = '${asOf}' group by l.account order by l.account`),
    )
    return Object.fromEntries(rows.map(([account, ...amounts]) => [String(account), amounts.map(String).join(' / ')]))
  }
  const terms = { quantity: '1', unitPrice: '1000.00', months: 1, timing: 'advance', anchor: 'calendar' }

  it('take revenue back as it was booked; the difference is realised', async () => {
    const line = await sold('NLUK', 'FX-1', { ...terms, taxCodes: ['UK-OS'] })
    await bill('2023-01-01', 'NLUK')
    expect(await books('NLUK', '2023-01-01')).toEqual({ 1100: '100000 / 80000 / 80000', 4300: '-100000 / -80000 / -80000' })
    await company.must('contracts.changeQuantity', { line, quantity: '0.75', effective: '2023-01-01' })
    await rate('2023-02-01', '0.90')
    await bill('2023-02-01', 'NLUK')
    // January goes back at 0.80 and is charged again at 0.90, as February is. The 1,000.00 that went back gained 100.00, which revenue never sees.
    expect(await books('NLUK', '2023-02-01')).toEqual({
      1100: '50000 / 45000 / 45000',
      4300: '-50000 / -55000 / -55000',
      7100: '0 / 10000 / 10000',
    })
    expect(await company.faults()).toEqual([])
  })

  it('take parts at the rate of then, and the last of it to the penny', async () => {
    const line = await sold('NLUK', 'FX-3', { ...terms, taxCodes: ['UK-OS'], start: '2023-03-01', end: '2023-03-31' })
    await rate('2023-03-02', '0.80')
    await bill('2023-03-02', 'NLUK')
    await company.must('contracts.suspend', { line, from: '2023-03-16' })
    await rate('2023-03-17', '0.90')
    await bill('2023-03-17', 'NLUK')
    // Sixteen of 31 days: 516.13, booked at 412.90 and owed back at 464.52.
    expect(await books('NLUK', '2023-03-17')).toEqual({
      1100: '-51613 / -46452 / -46452',
      4300: '51613 / 41290 / 41290',
      7100: '0 / 5162 / 5162',
    })
    await company.must('contracts.changeQuantity', { line, quantity: '0', effective: '2023-03-01' })
    // At the rate at which it was booked there is no difference.
    await rate('2023-03-18', '0.80')
    await bill('2023-03-18', 'NLUK')
    expect(await books('NLUK', '2023-03-18')).toEqual({
      1100: '-48387 / -38710 / -38710',
      4300: '48387 / 38710 / 38710',
    })
    expect(await company.faults()).toEqual([])
  })

  it('are translation where only the group has another currency', async () => {
    const line = await sold('NLDE', 'FX-2', { ...terms, taxCodes: ['DE-S19'] })
    await rate('2023-04-01', '0.80')
    await bill('2023-04-01', 'NLDE')
    await company.must('contracts.changeQuantity', { line, quantity: '0.5', effective: '2023-04-01' })
    await rate('2023-05-01', '0.90')
    await bill('2023-05-01', 'NLDE')
    // 1,000.00 of April back at 0.80; half of April and of May at 0.90.
    expect(await books('NLDE', '2023-05-01')).toEqual({ 1100: '0 / 0 / 0', 3900: '0 / 0 / 10000', 4300: '0 / 0 / -10000' })
    expect(await company.faults()).toEqual([])
  })
})
