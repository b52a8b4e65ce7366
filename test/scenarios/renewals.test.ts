import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const renewal = { mode: 'auto', initialMonths: 12, extensionMonths: 12, noticeDays: 30, supplierNoticeDays: 90 }

describe.each(stores)('the calendar of renewals on %s', (dialect) => {
  let house: House
  let contract: string
  const rows = async (more: object = {}) => (await house.do('contracts.renewals', { search: 'R-1', ...more })).rows
  const task = async () => (await house.do('desk.tasks')).find((t: any) => t.task === 'contracts.noticesDue').count
  beforeAll(async () => {
    house = await freshHouse(dialect, 'renewals')
    await house.do('demo.seed')
    const customer = (await house.do('customers.list', { search: 'Harbour' })).rows[0].id
    contract = (await house.do('contracts.open', { entity: 'NLUK', customer, number: 'R-1', state: 'active' })).id
    const line = { contract, currency: 'GBP', taxCodes: ['UK-S20'], start: '2026-01-15', quantity: '7' }
    await house.do('contracts.addLine', {
      ...line,
      product: 'MS-USER',
      unitPrice: '38.335',
      termEnd: '2027-01-14',
      boundUntil: '2027-06-30',
      renewal,
    })
    await house.do('contracts.addLine', {
      ...line,
      product: 'LIC-YR',
      termEnd: '2026-12-31',
      renewal: { ...renewal, mode: 'manual', supplierNoticeDays: null },
    })
    await house.do('contracts.addLine', {
      ...line,
      product: 'MS-USER',
      end: '2027-03-31',
      termEnd: null,
      renewal: { ...renewal, mode: 'none' },
    })
  }, 60_000)
  afterAll(() => house?.close())

  it('says when each term ends, by when each side must give notice, and what a year is worth', async () => {
    expect((await rows({ order: ['number'] })).map((r: any) => [r.number, r.termEnd, r.customerNoticeBy, r.supplierNoticeBy, r.boundUntil, r.renewalMode, r.valuePerYear])).toMatchObject([
      [1, '2027-01-14', '2026-12-15', '2026-10-16', '2027-06-30', 'auto', '322014'],
      [2, '2026-12-31', '2026-12-01', '2026-12-01', null, 'manual', '138600'],
      [3, '2027-03-31', expect.anything(), expect.anything(), null, 'none', '319200'],
    ]) // prettier-ignore
  })
  it('is filtered by what comes up when', async () => {
    const within = (field: string, from: string, to: string) => rows({ filter: { field, is: 'between', value: [from, to] } })
    expect((await within('termEnd', '2026-12-01', '2027-01-31')).map((r: any) => r.number).toSorted()).toEqual([1, 2])
    expect((await within('boundUntil', '2027-06-01', '2027-06-30')).map((r: any) => r.number)).toEqual([1])
    expect(
      (await rows({ filter: { field: 'valuePerYear', is: 'more', value: '300000' }, order: ['-valuePerYear'] })).map((r: any) => r.number),
    ).toEqual([1, 3])
  })
  it('deadlines of the next 30 days are tasks until notice is given', async () => {
    const before = await task()
    const line = (await rows({ order: ['number'] }))[0].id
    await house.do('contracts.giveNotice', { line, by: 'customer' })
    expect((await rows({ order: ['number'] }))[0]).toMatchObject({ state: 'notice', customerNoticeBy: null, supplierNoticeBy: null })
    expect(await task()).toBe(before - 1)
  })
})
