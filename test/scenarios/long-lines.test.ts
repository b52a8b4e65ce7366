import type { Id } from '../../core/kernel/shape.ts'
import type { Day } from '../../core/kernel/day.ts'
import { chargesOfLines } from '../../core/billing/facts.ts'
import { Company } from '../simulation/contract-base.ts'
import { anyone, stores } from '../world/stores.ts'

/** A line that was charged for ten years costs a run as little as one of last month. */
describe.each(stores)('lines of many years on %s', (dialect) => {
  let company: Company
  let line: Id<'contractLines'>
  const charged = async (asOf: string, all = false) => {
    const found = await company.store.host.reader(anyone).ask(chargesOfLines, { lines: [line], asOf: asOf as Day, all })
    return found.map(({ from, kind, net }) => [from, kind, `${net}`].join(' '))
  }
  const bill = async (asOf: string): Promise<void> => {
    const { run } = await company.must('billing.propose', { asOf, entity: 'NLUK' })
    await company.must('billing.post', { run })
  }
  beforeAll(async () => {
    company = await Company.found(dialect, { seed: 1, contracts: 0, months: 0 })
    const customer = await company.must('customers.save', {
      name: 'Old Mill', code: 'OLD', country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, address: ['1 High Street'],
      poRequired: false,
    }) // prettier-ignore
    const contract = await company.must('contracts.open', { entity: 'NLUK', customer: customer.id, number: 'OLD-1', state: 'active' })
    const terms = { product: 'MS-USER', quantity: '10', unitPrice: '40.00', currency: 'GBP', taxCodes: ['UK-S20'], start: '2013-01-01' }
    const sold = await company.must('contracts.addLine', { contract: contract.id, ...terms })
    line = sold.id
    await bill('2023-01-01')
  })
  afterAll(() => company?.store.close())

  it('are looked at from the periods on that may differ', async () => {
    expect(await charged('2023-01-01', true)).toHaveLength(121)
    // The last period stands; what it is compared with is the one before.
    expect(await charged('2023-02-01')).toEqual(['2022-12-01', '2023-01-01'].map((from) => `${from} charge 40000`))
  })

  it('from what changed on, and from the last charge that nothing corrects', async () => {
    await company.must('contracts.changeQuantity', { line, quantity: '12', effective: '2022-10-01' })
    expect(await charged('2023-02-01')).toHaveLength(6)
    await bill('2023-02-01')
    const corrected = (await charged('2023-02-01', true)).filter((one) => !one.endsWith('charge 40000'))
    expect(corrected.at(-1)).toBe('2023-02-01 charge 48000')
    expect(corrected.filter((one) => one.includes('correction'))).toHaveLength(4)
    // Compared once more, nothing differs; then the line is as any other again.
    const { run } = await company.must('billing.propose', { asOf: '2023-02-01', entity: 'NLUK' })
    expect(await company.must('billing.run', { run })).toMatchObject({ charges: 0 })
    const few = await charged('2023-03-01')
    expect(few.at(-1)).toBe('2023-02-01 charge 48000')
    expect(few.length).toBeLessThan(8)
  })

  it('and what was taken back long ago is still known to be open', async () => {
    await company.must('contracts.suspend', { line, from: '2021-01-01' })
    await bill('2023-02-01')
    const { run } = await company.must('billing.propose', { asOf: '2023-02-01', entity: 'NLUK' })
    expect(await company.must('billing.run', { run })).toMatchObject({ charges: 0 })
    // The last charge that stands is that of December 2020.
    expect((await charged('2023-03-01')).filter((one) => one.startsWith('2020'))).toEqual([
      '2020-11-01 charge 40000',
      '2020-12-01 charge 40000',
    ])
    await company.must('contracts.resume', { line, on: '2023-03-01' })
    await bill('2023-03-01')
    expect((await charged('2023-03-01')).at(-1)).toBe('2023-03-01 charge 48000')
    expect(await company.faults()).toEqual([])
  })
})
