import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

// Where time, expenses and incidents land, and what that brings about: demo-group 4.6, C-1002, C-2002 and C-2003, and the ladder's own rules.
describe.each(stores)('the coverage ladder on %s', (dialect) => {
  let house: House
  const contractOf = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'coverage')
    await house.do('demo.seed')
    for (const [number, entity, code] of [
      ['K-1', 'NLUK', 'QUA'],
      ['K-2', 'NLDE', 'RMK'],
      ['K-3', 'NLDE', 'RMK'],
      ['K-4', 'NLUK', 'PEN'],
      ['K-5', 'NLDE', 'BAY'],
    ] as const) {
      // prettier-ignore
      const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows
      contractOf.set(number, (await house.do('contracts.open', { entity, customer: customer.id, number, state: 'active' })).id)
    }
  }, 60_000)
  afterAll(() => house?.close())

  const contract = (number: string): string => contractOf.get(number)!
  const open = (number: string, more: object) => house.do('funds.open', { contract: contract(number), day: '2026-10-01', ...more })
  const fundsOf = async (number: string) => (await house.do('funds.list', { search: number })).rows
  let told = 0
  const time = (number: string, more: object) =>
    house.do('work.record', { source: 'test', sourceId: `t${++told}`, contract: number, person: 'Amelia Hart', day: '2026-11-10', ...more })
  const incident = (number: string, priority: string, more: object = {}) =>
    house.do('usage.recordIncident', { source: 'test', sourceId: `i${++told}`, contract: number, priority, type: 'support', day: '2026-11-10', ...more }) // prettier-ignore
  const spent = (number: string, minor: string, more: object = {}) =>
    house.do('work.recordExpense', { source: 'test', sourceId: `e${++told}`, contract: number, person: 'Jonas Weber', day: '2026-11-12', expenseKind: 'material', amount: { currency: 'EUR', minor }, ...more }) // prettier-ignore
  const landed = (kind: string, entry: { id: string }) => house.do('coverage.land', { kind, entry: entry.id })
  const broken = async () => (await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)
  const says = (landing: { why: { say: string }[] }): string[] => landing.why.map(({ say }) => say)

  it('C-1002: 11.5 hours by day and 3 by night are 16.0 of 40: 24.0 are left, 1,360.00 are earned, 2,040.00 are not', async () => {
    const rules = [
      { name: 'Project', rung: 'project' },
      { name: 'Block', rung: 'fund' },
    ]
    await house.do('coverage.setLadder', { contract: contract('K-1'), rules })
    const { fund } = await open('K-1', { name: 'Support hours', unit: 'hours', quantity: '40', paid: { currency: 'GBP', minor: '340000' }, weights: [{ bookingType: 'night', factor: '1.5' }] }) // prettier-ignore
    await landed('time', await time('K-1', { hours: '11.5' }))
    const night = await landed('time', await time('K-1', { hours: '3', bookingType: 'night' }))
    expect(night.parts).toMatchObject([{ rung: 'fund', quantity: '4.5', unit: 'hours' }])
    expect(says(night)).toEqual(['coverage.why.ladder.contract', 'coverage.why.noProject', 'coverage.why.weighted'])
    const statement = await house.do('funds.statement', { fund, from: '2026-11-01', to: '2026-11-30' })
    expect([statement.opening, statement.closing, statement.released, statement.closingDeferred]).toEqual(['40', '24', '136000', '204000'])
    const why = await house.do('coverage.why', { movement: statement.movements[1].id })
    expect(why.landing.id).toBe(night.id)
    expect(await broken()).toEqual([])
  })

  it('C-2002: 23 incidents by priority take 56 of 200 tokens without a timesheet: 144 are left, 672.00 are earned', async () => {
    await open('K-2', { name: 'Support tokens', unit: 'token', quantity: '200', paid: { currency: 'EUR', minor: '240000' } })
    const prices = [['P1', '8'], ['P2', '5'], ['P3', '3'], ['P4', '1']].map(([priority, price]) => ({ priority, price })) // prettier-ignore
    await house.do('usage.setIncidentPrices', { entity: 'NLDE', name: 'Tokens', contract: 'K-2', validFrom: '2026-01-01', unit: 'token', prices }) // prettier-ignore
    for (const [priority, times] of [
      ['P1', 1],
      ['P2', 3],
      ['P3', 7],
      ['P4', 12],
    ] as const)
      // prettier-ignore
      for (let i = 0; i < times; i += 1) await incident('K-2', priority)
    expect(await house.do('coverage.landDue')).toEqual({ landed: 23, waiting: 0 })
    expect(await house.do('coverage.landDue')).toEqual({ landed: 0, waiting: 0 })
    const [fund] = await fundsOf('K-2')
    expect([fund.balance, fund.deferred]).toEqual(['144', '172800'])
    expect(await broken()).toEqual([])
  })

  it('C-2003: four laptops at 1,149.00 leave 10,404.00 of a kit fund', async () => {
    await open('K-3', { name: 'Kit', unit: 'currency', quantity: '15000', paid: { currency: 'EUR', minor: '1500000' } })
    for (let i = 0; i < 4; i += 1) await landed('expense', await spent('K-3', '114900', { note: 'Laptop' }))
    const [fund] = await fundsOf('K-3')
    expect([fund.balance, fund.deferred]).toEqual(['10404', '1040400'])
    expect(await broken()).toEqual([])
  })

  it('what names a project lands there; what a block cannot hold goes on, and waits while nothing is agreed for it', async () => {
    expect((await landed('time', await time('K-1', { hours: '2', project: 'PRJ-1' }))).rung).toBe('project')
    const long = await time('K-1', { hours: '10' })
    await landed('time', long)
    const longer = await time('K-1', { hours: '20' })
    expect(await house.refused('coverage.land', { kind: 'time', entry: longer.id })).toBe('funds.overdrawn')
    expect(await house.do('coverage.landDue')).toEqual({ landed: 0, waiting: 1 })
    expect((await house.do('coverage.waiting')).rows).toMatchObject([
      { entry: longer.id, refusal: 'funds.overdrawn', contractNumber: 'K-1' },
    ])
    // Once the ladder says how it is billed, the entry is split: 14 hours of the fund, 6 billed at their rate.
    const rules = [
      { name: 'Block', rung: 'fund' },
      { name: 'Included', rung: 'included', kinds: ['time'], hours: '1' },
      { name: 'Hourly', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '95', taxCodes: ['UK-S20'] },
    ]
    await house.do('coverage.setLadder', { contract: contract('K-1'), rules })
    expect(await house.do('coverage.landDue')).toEqual({ landed: 1, waiting: 0 })
    expect((await house.do('coverage.waiting')).rows).toEqual([])
    const { landing } = await house.do('coverage.why', { entry: longer.id })
    expect(landing.parts.map((p: { rung: string; quantity: string }) => [p.rung, p.quantity])).toEqual([['fund', '14'], ['included', '1'], ['billable', '5']]) // prettier-ignore
    const { rows } = await house.do('contracts.lines', { search: 'K-1' })
    expect(rows).toMatchObject([{ product: 'TM-ENG', quantity: '5', unitPrice: '95', kind: 'oneOff', state: 'active' }])
    expect(await broken()).toEqual([])
  })

  it('what lands billable is billed by the next run, and credited when the entry is taken back', async () => {
    const bill = async (asOf: string) => {
      const { run } = await house.do('billing.propose', { asOf, entity: 'NLUK' })
      await house.do('billing.post', { run })
      const { charges } = await house.do('billing.charges', { run })
      return charges.filter((c: { contract: string }) => c.contract === contract('K-1')).map((c: { net: string }) => c.net)
    }
    expect(await bill('2026-11-20')).toEqual(['47500'])
    const { rows } = await house.do('coverage.list', { search: 'K-1', filter: { field: 'rung', is: 'equal', value: 'several' } })
    await house.do('work.reverse', { time: rows[0].entry, reason: 'Booked on the wrong customer' })
    const back = await house.do('coverage.land', { kind: 'time', entry: rows[0].entry })
    expect(back).toMatchObject({ reverses: rows[0].id, reason: 'Booked on the wrong customer' })
    expect((await fundsOf('K-1'))[0].balance).toBe('14')
    expect(await bill('2026-11-27')).toEqual(['-47500'])
    expect(await bill('2026-11-28')).toEqual([])
    expect(await broken()).toEqual([])
  })

  it('units beyond a fund that bills go at its own price, else at that of a purchase, else by bands', async () => {
    const hours = { unit: 'hours', quantity: '1', paid: { currency: 'GBP', minor: '8500' }, scope: ['own'] } as const
    await open('K-4', { ...hours, name: 'Own price', overage: 'bill', overagePrice: '99', product: 'BLK-40' })
    await open('K-4', { ...hours, name: 'List price', overage: 'bill', product: 'BLK-40', scope: ['list'] })
    await open('K-4', { ...hours, name: 'Bands', overage: 'banded', overageBands: [{ upTo: '2', unitPrice: '95' }, { unitPrice: '110' }], product: 'BLK-40', scope: ['bands'] }) // prettier-ignore
    await house.do('contracts.addLine', { contract: contract('K-4'), product: 'MS-USER', quantity: '1', currency: 'GBP', start: '2027-01-01', taxCodes: ['UK-S20'] }) // prettier-ignore
    for (const workType of ['own', 'list', 'bands']) await landed('time', await time('K-4', { hours: '4', workType }))
    await landed('time', await time('K-4', { hours: '1', workType: 'bands' }))
    const { rows } = await house.do('contracts.lines', {
      filter: {
        all: [
          { field: 'contractNumber', is: 'equal', value: 'K-4' },
          { field: 'product', is: 'equal', value: 'BLK-40' },
        ],
      },
    })
    expect(rows.map((r: { quantity: string; unitPrice: string }) => [r.quantity, r.unitPrice])).toEqual([['3', '99'], ['3', '85'], ['2', '95'], ['1', '110'], ['1', '110']]) // prettier-ignore
    expect(await broken()).toEqual([])
  })

  it('incidents without a fund are invoiced at their price: 96, 60, 36 and 12 euros, a duplicate at nothing', async () => {
    const products = ['P1', 'P2', 'P3', 'P4'].map((p) => ({ name: p, rung: 'billable', kinds: ['incident'], priorities: [p], product: `INC-${p}`, taxCodes: ['DE-S19'] })) // prettier-ignore
    await house.do('contracts.addLine', { contract: contract('K-5'), product: 'MS-USER', quantity: '1', currency: 'EUR', start: '2027-01-01', taxCodes: ['DE-S19'] }) // prettier-ignore
    await house.do('coverage.setLadder', { contract: contract('K-5'), rules: [{ name: 'Funds', rung: 'fund' }, ...products] })
    for (const priority of ['P1', 'P2', 'P3', 'P4']) await landed('incident', await incident('K-5', priority))
    const { run } = await house.do('billing.propose', { asOf: '2026-11-30', entity: 'NLDE' })
    const { charges } = await house.do('billing.charges', { run })
    const own = charges.filter((c: { contract: string }) => c.contract === contract('K-5')).map((c: { net: string }) => c.net)
    expect(own.toSorted()).toEqual(['1200', '3600', '6000', '9600'])
  })

  it('a rehearsal says what would land elsewhere and changes nothing', async () => {
    const rules = [{ name: 'All', rung: 'included' }]
    const before = await fundsOf('K-3')
    const { entries, differing, stranded } = await house.do('coverage.rehearse', { contract: contract('K-3'), rules, from: '2026-11-01', to: '2026-11-30' }) // prettier-ignore
    expect([entries.length, differing, stranded]).toEqual([4, 4, 0])
    expect(entries[0]).toMatchObject({ rung: 'included', differs: true })
    expect((await house.do('coverage.rehearse', { contract: contract('K-3'), rules: [{ name: 'Kit', rung: 'fund' }], from: '2026-11-01', to: '2026-11-30' })).differing).toBe(0) // prettier-ignore
    expect(await fundsOf('K-3')).toEqual(before)
  })

  it('a legal entity has a ladder for all contracts that have none of their own', async () => {
    expect(await house.do('coverage.ladder', { entity: 'NLIN' })).toMatchObject({
      contract: null,
      entity: 'NLIN',
      number: 'NLIN',
      source: 'usual',
    })
    const rules = [{ name: 'Funds first', rung: 'fund' }, { name: 'The rest', rung: 'billable' }] // prettier-ignore
    await house.do('coverage.setLadder', { entity: 'NLIN', rules })
    expect(await house.do('coverage.ladder', { entity: 'NLIN' })).toMatchObject({ source: 'entity', rules })
    const [kaveri] = (await house.do('customers.list', { search: 'Kaveri' })).rows
    const { id } = await house.do('contracts.open', { entity: 'NLIN', customer: kaveri.id, number: 'K-9', state: 'active' })
    expect(await house.do('coverage.ladder', { contract: id })).toMatchObject({ contract: id, source: 'entity', rules })
    await house.do('coverage.setLadder', { contract: id, rules: [{ name: 'Own', rung: 'billable' }] })
    expect(await house.do('coverage.ladder', { contract: id })).toMatchObject({ source: 'contract' })
    expect(await house.refused('coverage.ladder', {})).toBe('coverage.unknownContract')
  })

  it('twenty at a time: every entry lands once, and no fund gives more than it holds', async () => {
    const [fund] = await fundsOf('K-3')
    const many = await Promise.all(Array.from({ length: 20 }, () => spent('K-3', '60000')))
    const outcomes = await Promise.allSettled([...many, ...many].map((entry) => landed('expense', entry)))
    const done = outcomes.filter((o) => o.status === 'fulfilled')
    // 17 x 600.00 are within 10,404.00; each of them landed once and was told twice.
    expect(new Set(done.map((o) => o.value.id)).size).toBe(17)
    expect((await fundsOf('K-3'))[0].balance).toBe('204')
    expect(fund.balance).toBe('10404')
    expect(await broken()).toEqual([])
  }, 60_000)
})
