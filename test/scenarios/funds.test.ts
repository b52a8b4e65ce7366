import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const day = '2026-11-10'
const gbp = (minor: string) => ({ currency: 'GBP', minor })

/** Incidents take 8, 5, 3 and 1 tokens by priority: one P1, three P2, seven P3, twelve P4. */
const incidents = [[1, '8'], [3, '5'], [7, '3'], [12, '1']] as const // prettier-ignore
/** Demo facts 4.4 (BLK-40, TOK-200, KIT-15) and 4.6: what is bought in October and drawn in November. */
const golden = [
  {
    number: 'C-1002', entity: 'NLUK', customer: 'HAV', quantity: '40', paid: gbp('340000'),
    fund: {
      name: 'Support hours', unit: 'hours', expiryMonths: 6, carryOver: { percent: '25', times: 1 }, weights: [{ bookingType: 'night', factor: '1.5' }],
      topUp: { thresholdIn: 'percent', threshold: '20', method: 'fixed', quantity: '40' },
    },
    draws: [['2026-11-04', '4', 'day'], ['2026-11-11', '5', 'day'], ['2026-11-17', '3', 'night'], ['2026-11-24', '2.5', 'day']],
  },
  {
    number: 'C-2002', entity: 'NLDE', customer: 'RMK', quantity: '200', paid: { currency: 'EUR', minor: '240000' },
    fund: { name: 'Support-Token', unit: 'token', overage: 'bill', topUp: { thresholdIn: 'quantity', threshold: '40', method: 'target', quantity: '200' } },
    draws: incidents.flatMap(([times, tokens]) => Array.from({ length: times }, () => ['2026-11-12', tokens, 'day'])),
  },
  {
    number: 'C-2003', entity: 'NLDE', customer: 'RMK', quantity: '15000', paid: { currency: 'EUR', minor: '1500000' },
    fund: { name: 'Gerätebudget', unit: 'currency', overage: 'negative' },
    draws: Array.from({ length: 4 }, () => ['2026-11-19', '1149.00', 'day']),
  },
] as const // prettier-ignore
async function openGolden(house: House): Promise<void> {
  for (const { number, entity, customer: code, quantity, paid, fund: agreed, draws } of golden) {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
    // The demo company has them too: here they are opened by hand, beside it.
    const contract = (await house.do('contracts.open', { entity, customer: customer.id, number: `${number} by hand`, state: 'active' })).id
    const { fund } = await house.do('funds.open', { contract, quantity, paid, day: '2026-10-15', ...agreed })
    for (const [on, much, bookingType] of draws) await house.do('funds.draw', { fund, quantity: much, bookingType, day: on })
  }
}

describe.each(stores)('prepaid funds on %s', (dialect) => {
  let house: House
  let contract: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'funds')
    await house.do('demo.seed')
    await openGolden(house)
    contract = (await house.do('contracts.list', { search: 'C-1101' })).rows[0].id
  }, 60_000)
  afterAll(() => house?.close())

  const fundOf = async (number: string) => (await house.do('funds.list', { search: `${number} by hand` })).rows[0]
  const november = async (number: string) =>
    house.do('funds.statement', { fund: (await fundOf(number)).id, from: '2026-11-01', to: '2026-11-30' })
  const opened = (more: object = {}) =>
    house.do('funds.open', { contract, name: 'Support', unit: 'hours', quantity: '10', paid: gbp('85000'), day: '2026-10-01', ...more })
  /** What the fund says of itself, its lots and its ledger agree. */
  const agrees = async (fund: string) => {
    const { fund: row, lots, movements, closing, closingDeferred } = await house.do('funds.statement', { fund, from: '2020-01-01', to: '2040-01-01' }) // prettier-ignore
    expect([closing, closingDeferred]).toEqual([row.balance, row.deferred])
    expect(lots.reduce((sum: bigint, lot: { deferred: string }) => sum + BigInt(lot.deferred), 0n)).toBe(BigInt(row.deferred))
    expect(movements.map((m: { number: number }) => m.number).toSorted((a: number, b: number) => a - b)).toEqual(movements.map((_: unknown, i: number) => i + 1)) // prettier-ignore
    const stored = (await house.do('funds.lots', { filter: { field: 'fund', is: 'equal', value: fund } })).rows
    expect(stored.map((lot: any) => [lot.number, lot.remaining, lot.deferred]).toSorted()).toEqual(lots.map((lot: any) => [lot.number, lot.remaining, lot.deferred]).toSorted()) // prettier-ignore
    return row
  }

  it('C-1002 HAV BLK-40: 40 hours, 16.0 drawn in November, 24.0 left; 1,360.00 released, 2,040.00 deferred', async () => {
    const statement = await november('C-1002')
    expect(statement).toMatchObject({
      opening: '40', openingDeferred: '340000', drawn: '16', released: '136000', closing: '24', closingDeferred: '204000', currency: 'GBP', breakage: '0',
    }) // prettier-ignore
    expect(statement.movements.map((m: any) => [m.day, m.booked, m.weight, m.quantity, m.value, m.shares[0].number])).toEqual([
      ['2026-11-04', '4', '1', '-4', '-34000', 1], ['2026-11-11', '5', '1', '-5', '-42500', 1], ['2026-11-17', '3', '1.5', '-4.5', '-38250', 1],
      ['2026-11-24', '2.5', '1', '-2.5', '-21250', 1],
    ]) // prettier-ignore
    expect(statement.lots).toMatchObject([{ number: 1, remaining: '24', deferred: '204000', expires: '2027-04-14' }])
    expect(await fundOf('C-1002')).toMatchObject({ balance: '24', deferred: '204000', nextExpiry: '2027-04-14', topUpDue: null })
  })
  it('C-2002 RMK TOK-200: 56 tokens for 23 incidents, 144 left, 672.00 EUR released', async () => {
    const statement = await november('C-2002')
    expect(statement).toMatchObject({
      opening: '200',
      drawn: '56',
      released: '67200',
      closing: '144',
      closingDeferred: '172800',
      currency: 'EUR',
    })
    expect(statement.movements).toHaveLength(23)
  })
  it('C-2003 RMK KIT-15: four laptops, 10,404.00 left', async () => {
    expect(await november('C-2003')).toMatchObject({
      opening: '15000',
      drawn: '4596',
      released: '459600',
      closing: '10404',
      closingDeferred: '1040400',
    })
  })
  it('each of them agrees with its lots and its ledger', async () => {
    for (const { id } of (await house.do('funds.list')).rows) await agrees(id)
  })

  it('twenty draws at once never overdraw: ten of them find something', async () => {
    const { fund } = await opened()
    const caller = (await house.harmony.localAdministrator())!
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.harmony.run({ id: randomUUID(), operation: 'funds.draw', input: { fund, quantity: '1', day }, caller }, {}),
      ),
    )
    expect(outcomes.filter((o) => o.ok)).toHaveLength(10)
    expect(new Set(outcomes.flatMap((o) => (o.ok ? [] : [o.refusal.refused])))).toEqual(new Set(['funds.overdrawn']))
    expect(await agrees(fund)).toMatchObject({ balance: '0', deferred: '0', movements: 11 })
  }, 60_000)
  it('draws, purchases and a reversal at once lose nothing', async () => {
    const { fund, movements } = await opened({ overage: 'negative' })
    const first = await house.do('funds.draw', { fund, quantity: '2', day })
    expect(movements).toHaveLength(1)
    const paid = gbp('9000')
    await Promise.all([
      ...Array.from({ length: 10 }, () => house.do('funds.draw', { fund, quantity: '1.5', day })),
      ...Array.from({ length: 5 }, () => house.do('funds.purchase', { fund, quantity: '1', paid, day })),
      house.do('funds.reverse', { movement: first.movements[0].id, reason: 'entered twice' }),
    ])
    expect(await agrees(fund)).toMatchObject({ balance: '0', overdrawn: '0', deferred: '0', lots: 6 })
  }, 60_000)
  it('the same call draws once', async () => {
    const { fund } = await opened()
    const id = randomUUID()
    const once = await house.do('funds.draw', { fund, quantity: '4', day }, { id })
    expect(await house.do('funds.draw', { fund, quantity: '4', day }, { id })).toEqual(once)
    expect((await agrees(fund)).balance).toBe('6')
  })
  it('rehearsing draws nothing', async () => {
    const { fund } = await opened()
    expect((await house.do('funds.draw', { fund, quantity: '4', day }, { rehearse: true })).balance).toBe('6')
    expect((await agrees(fund)).balance).toBe('10')
  })

  it('what is taken back is taken back once, and stays in the ledger', async () => {
    const { fund } = await opened()
    const { movements } = await house.do('funds.draw', { fund, quantity: '3', bookingType: 'night', day, reference: 'T-1' })
    const movement = movements[0].id
    const back = await house.do('funds.reverse', { movement, reason: 'wrong customer', day: '2026-11-12' })
    expect(back.movements).toMatchObject([
      { act: 'draw', quantity: '3', value: '25500', reverses: movement, reason: 'wrong customer', reference: 'T-1' },
    ])
    expect(await house.refused('funds.reverse', { movement, reason: 'again' })).toBe('funds.reversedBefore')
    expect(await house.refused('funds.reverse', { movement: back.movements[0].id, reason: 'back' })).toBe('funds.notReversible')
    const listed = await house.do('funds.movements', { filter: { field: 'fund', is: 'equal', value: fund } })
    expect(listed.rows.map((m: any) => [m.number, m.act, m.quantity, m.balance])).toEqual([[3, 'draw', '3', '10'], [2, 'draw', '-3', '7'], [1, 'purchase', '10', '10']]) // prettier-ignore
    await agrees(fund)
  })
  it('lots lapse once their last day is over, and a quarter lives on', async () => {
    const { fund } = await opened({ day: '2025-01-01', expiryMonths: 6, carryOver: { percent: '25', times: 1 } })
    await house.do('funds.draw', { fund, quantity: '2', day: '2025-06-30' })
    expect(await house.do('funds.expire', { day: '2025-06-30' })).toMatchObject({ fundCount: 0 })
    expect(await house.do('funds.expire', { day: '2025-07-01' })).toEqual({ fundCount: 1, lapsed: 1, carriedOver: 1, more: false })
    expect(await agrees(fund)).toMatchObject({ balance: '2', deferred: '17000', lots: 2 })
    expect(await house.do('funds.statement', { fund, from: '2025-06-01', to: '2025-06-30' })).toMatchObject({ opening: '10', drawn: '2', lapsed: '6', breakage: '51000', closing: '2' }) // prettier-ignore
    expect(await house.do('funds.expire', { day: '2026-01-01' })).toEqual({ fundCount: 1, lapsed: 1, carriedOver: 0, more: false })
    expect(await agrees(fund)).toMatchObject({ balance: '0', deferred: '0' })
    expect(await house.do('funds.expire', { day: '2026-01-01' })).toMatchObject({ fundCount: 0, lapsed: 0 })
  })
  it('a fund that runs low is a task until it is filled', async () => {
    const tasks = async () => (await house.do('desk.tasks')).find((t: { task: string }) => t.task === 'funds.toTopUp').count
    const before = await tasks()
    const { fund } = await opened({ topUp: { thresholdIn: 'percent', threshold: '20', method: 'fixed', quantity: '10' } })
    await house.do('funds.draw', { fund, quantity: '8.5', day })
    expect((await house.do('funds.list', { filter: { field: 'topUpDue', is: 'filled' } })).rows).toMatchObject([
      { id: fund, topUpDue: '10' },
    ])
    expect(await tasks()).toBe(before + 1)
    await house.do('funds.purchase', { fund, quantity: '10', paid: gbp('85000'), day })
    expect(await tasks()).toBe(before)
  })
  it('a caller of another legal entity sees and moves nothing of it', async () => {
    const { fund, movements } = await opened()
    const caller = { ...(await house.harmony.localAdministrator())!, entities: ['NLDE'] }
    const outcome = async (operation: string, input: object) => {
      const said = await house.harmony.run({ id: randomUUID(), operation, input, caller }, {})
      return said.ok ? said.result : said.refusal.refused
    }
    expect(await outcome('funds.draw', { fund, quantity: '1', day })).toBe('funds.unknown')
    expect(await outcome('funds.purchase', { fund, quantity: '1', paid: gbp('1'), day })).toBe('funds.unknown')
    expect(await outcome('funds.statement', { fund, from: day, to: day })).toBe('funds.unknown')
    expect(await outcome('funds.reverse', { movement: movements[0].id, reason: 'x' })).toBe('funds.unknownMovement')
    const entities = async (list: string) => new Set(((await outcome(list, { limit: 1000 })) as any).rows.map((row: any) => row.entity))
    for (const list of ['funds.list', 'funds.lots', 'funds.movements']) expect(await entities(list)).toEqual(new Set(['NLDE']))
    // Somebody else's lots do not lapse by their hand either.
    const { fund: old } = await opened({ day: '2024-01-01', expiryMonths: 1 })
    expect(await outcome('funds.expire', { day: '2024-06-01' })).toMatchObject({ fundCount: 0 })
    expect(await agrees(old)).toMatchObject({ balance: '10' })
  })
  it.each([
    ['funds.unknown', 'funds.draw', { fund: randomUUID(), quantity: '1', day }],
    ['funds.unknown', 'funds.purchase', { fund: randomUUID(), quantity: '1', paid: gbp('1'), day }],
    ['funds.unknown', 'funds.statement', { fund: randomUUID(), from: day, to: day }],
    ['funds.unknownMovement', 'funds.reverse', { movement: randomUUID(), reason: 'none' }],
    ['funds.unknownContract', 'funds.open', { contract: randomUUID(), name: 'x', unit: 'hours', quantity: '1', paid: gbp('1'), day }],
    ['funds.endBeforeStart', 'funds.statement', { fund: randomUUID(), from: day, to: '2026-11-09' }],
  ])('%s is said by %s', async (code, operation, input) => {
    expect(await house.refused(operation, input)).toBe(code)
  })
  it('another currency and what the database itself keeps', async () => {
    const { fund } = await opened()
    expect(await house.refused('funds.purchase', { fund, quantity: '1', paid: { currency: 'EUR', minor: '1' }, day })).toBe(
      'funds.otherCurrency',
    )
    expect(await house.refused('funds.open', { contract, name: 'x', unit: 'currency', quantity: '1.005', paid: gbp('1'), day })).toBe(
      'funds.tooFine',
    )
    expect((await house.do('audit.check', { checks: null })).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  })
})
