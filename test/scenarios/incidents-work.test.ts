import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('incidents and work are recorded once, on %s', (dialect) => {
  let house: House
  let contract: { id: string; number: string }
  let ids = 0
  const nextId = () => `I-${++ids}`
  beforeAll(async () => {
    house = await freshHouse(dialect, 'incidents')
    await house.do('demo.seed')
    const customers = (await house.do('customers.list', { limit: 1000 })).rows as { code: string; id: string }[]
    const customer = customers.find(({ code }) => code === 'RMK')!.id
    contract = await house.do('contracts.open', { entity: 'NLDE', customer, number: 'I-1', state: 'active' })
  }, 60_000)
  afterAll(() => house?.close())

  const incident = (more: object = {}) => ({
    source: 'desk', sourceId: nextId(), contract: 'I-1', entity: 'NLDE', priority: 'P2', type: 'outage', closedAt: '2026-11-10T10:00:00Z', ...more,
  }) // prettier-ignore
  const twentyTimes = async (operation: string, input: unknown) => {
    const caller = (await house.harmony.localAdministrator())!
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => house.harmony.run({ id: randomUUID(), operation, input, caller }, {})),
    )
    expect(outcomes.filter((o) => !o.ok)).toEqual([])
    return new Set(outcomes.map((o) => o.ok && (o.result as { id: string }).id)).size
  }

  it('an incident falls on the day of its closing where the customer is', async () => {
    const input = incident({ closedAt: '2026-11-10T23:30:00Z', openedAt: '2026-11-10T20:00:00Z', outOfHours: true })
    const told = await house.do('usage.recordIncident', input)
    expect(told).toMatchObject({ day: '2026-11-11', standing: 'charged', outOfHours: true, contract: contract.id })
    expect(await house.do('usage.recordIncident', input)).toEqual(told)
    expect(await house.refused('usage.recordIncident', { ...input, priority: 'P1' })).toBe('usage.sourceIdTaken')
  })
  it('twenty times at once it is one', async () => {
    expect(await twentyTimes('usage.recordIncident', incident())).toBe(1)
    expect(
      await twentyTimes('work.record', { source: 's', sourceId: nextId(), contract: 'I-1', person: 'A', day: '2026-11-10', hours: '1' }),
    ).toBe(1)
    const expense = {
      source: 's',
      sourceId: nextId(),
      contract: 'I-1',
      person: 'A',
      day: '2026-11-10',
      amount: { currency: 'EUR', minor: '100' },
    }
    expect(await twentyTimes('work.recordExpense', expense)).toBe(1)
  }, 60_000)

  it('duplicates and what comes back in time are not charged again; what comes back later is', async () => {
    const prices = {
      entity: 'NLDE', name: 'Incidents', validFrom: '2026-01-01', unit: 'token', reopenDays: 5, outOfHoursFactor: '2',
      prices: [['P1', '8'], ['P2', '5'], ['P3', '3'], ['P4', '1']].map(([priority, price]) => ({ priority, price })),
    } // prettier-ignore
    expect(await house.do('usage.setIncidentPrices', prices)).toMatchObject({ unit: 'token', currency: null, includedPer: 'month' })
    expect((await house.do('usage.incidentPrices', { search: 'Incidents' })).rows[0]).toMatchObject({
      reopenDays: 5,
      outOfHoursFactor: '2',
    })
    const first = incident()
    await house.do('usage.recordIncident', first)
    const record = async (more: object) => (await house.do('usage.recordIncident', incident(more))).standing
    expect(await record({ duplicateOf: first.sourceId })).toBe('duplicate')
    expect(await record({ reopens: first.sourceId, closedAt: '2026-11-15T22:59:59Z' })).toBe('reopened')
    expect(await record({ reopens: first.sourceId, closedAt: '2026-11-15T23:00:00Z' })).toBe('charged')
    expect(await house.refused('usage.reverseIncident', { source: 'desk', sourceId: first.sourceId, reason: 'never happened' })).toBe(
      'usage.incidentRepeated',
    )
  })

  it('what is taken back is taken back once, and nothing goes back to it any more', async () => {
    const input = incident()
    const told = await house.do('usage.recordIncident', input)
    const back = await house.do('usage.reverseIncident', { incident: told.id, reason: 'a test' })
    expect(back).toMatchObject({ reverses: told.id, reason: 'a test' })
    expect(await house.refused('usage.reverseIncident', { incident: told.id, reason: 'again' })).toBe('usage.reversedBefore')
    expect(await house.refused('usage.reverseIncident', { incident: back.id, reason: 'again' })).toBe('usage.isReversal')
    expect(await house.refused('usage.recordIncident', incident({ duplicateOf: input.sourceId }))).toBe('usage.unknownOriginal')
    expect((await house.do('usage.incidents', { filter: { field: 'isReversed', is: 'equal', value: true } })).total).toBe(2)
  })

  it.each([
    [{ contract: 'nobody knows' }, 'usage.unknownContract'],
    [{ closedAt: null }, 'usage.noDay'],
    [{ day: '2026-11-12' }, 'usage.otherDay'],
    [{ openedAt: '2026-11-11T10:00:00Z' }, 'usage.closedBeforeOpened'],
    [{ duplicateOf: 'I-none' }, 'usage.unknownOriginal'],
    [{ duplicateOf: 'a', reopens: 'b' }, 'usage.repeatsTwice'],
    [{ priority: 'P5' }, 'input.malformed'],
  ])('an incident with %j is refused as %s', async (more, code) => {
    expect(await house.refused('usage.recordIncident', incident(more))).toBe(code)
  })
  it.each([
    [{ entity: 'NLFR' }, 'usage.unknownEntity'],
    [{ product: 'NOTHING' }, 'usage.unknownProduct'],
    [{ contract: 'I-404' }, 'usage.unknownContract'],
    [{ prices: [] }, 'usage.noPrices'],
    [
      {
        prices: [
          { priority: 'P1', price: '1' },
          { priority: 'P1', price: '2' },
        ],
      },
      'usage.priorityTwice',
    ],
    [{ prices: [{ priority: 'P1', price: '-1' }] }, 'usage.negativePrice'],
    [{ outOfHoursFactor: '0.5' }, 'usage.badFactor'],
    [{ includedCount: -1 }, 'usage.badIncluded'],
    [{ unit: 'currency' }, 'usage.currencyMissing'],
  ])('prices with %j are refused as %s', async (more, code) => {
    const list = { entity: 'NLDE', name: 'x', validFrom: '2026-01-01', unit: 'token', prices: [{ priority: 'P1', price: '8' }], ...more }
    expect(await house.refused('usage.setIncidentPrices', list)).toBe(code)
  })

  const time = (more: object = {}) => ({ source: 'sheet', sourceId: nextId(), contract: 'I-1', person: 'Mehmet Aydin', day: '2026-11-10', hours: '7.5', ...more }) // prettier-ignore
  it('time is recorded, told again, and taken back', async () => {
    const input = time({ bookingType: 'night', workType: 'project', note: 'cut-over' })
    const told = await house.do('work.record', input)
    expect(told).toMatchObject({ entity: 'NLDE', contract: contract.id, bookingType: 'night', hours: '7.5' })
    expect(await house.do('work.record', input)).toEqual(told)
    expect(await house.refused('work.record', { ...input, hours: '8' })).toBe('work.sourceIdTaken')
    expect(await house.do('work.reverse', { source: 'sheet', sourceId: input.sourceId, reason: 'wrong day' })).toMatchObject({
      hours: '-7.5',
      reverses: told.id,
    })
    expect(await house.refused('work.reverse', { time: told.id, reason: 'again' })).toBe('work.reversedBefore')
    expect(await house.refused('work.reverse', { source: 'sheet', sourceId: 'none', reason: 'again' })).toBe('work.unknownEntry')
    const own = await house.do('work.record', time({ contract: null, project: 'Migration', entity: 'NLDE' }))
    expect(own).toMatchObject({ contract: null, customer: null, project: 'Migration', entity: 'NLDE' })
  })
  it('an expense is recorded with its receipt, and taken back', async () => {
    const receipt = await house.harmony.files.put(Buffer.from('a picture'), 'train.jpg', 'image/jpeg')
    const { hours: _hours, ...shared } = time()
    const input = { ...shared, expenseKind: 'travel', amount: { currency: 'INR', minor: '120000' }, receipt }
    const before = (await house.do('work.expenses', { search: 'Mehmet' })).total
    const told = await house.do('work.recordExpense', input)
    expect(told).toMatchObject({ amount: '120000', currency: 'INR', receipt: { name: 'train.jpg' } })
    expect(await house.do('work.recordExpense', input)).toEqual(told)
    expect(await house.refused('work.recordExpense', { ...input, amount: { currency: 'INR', minor: '120001' } })).toBe('work.sourceIdTaken')
    const back = await house.do('work.reverseExpense', { expense: told.id, reason: 'private' })
    expect(back).toMatchObject({ amount: '-120000', reverses: told.id })
    expect(await house.refused('work.reverseExpense', { expense: back.id, reason: 'again' })).toBe('work.isReversal')
    expect((await house.do('work.expenses', { search: 'Mehmet' })).total).toBe(before + 2)
  })
  it.each([
    [{ hours: '0' }, 'work.badHours'],
    [{ hours: '24.01' }, 'work.badHours'],
    [{ hours: 'all day' }, 'input.invalidNumber'],
    [{ contract: null }, 'work.nowhere'],
    [{ contract: null, project: 'Migration' }, 'work.nowhere'],
    [{ contract: null, project: 'Migration', entity: 'NLFR' }, 'work.unknownEntity'],
    [{ contract: 'I-404' }, 'usage.unknownContract'],
    [{ bookingType: 'evening' }, 'input.malformed'],
  ])('time with %j is refused as %s', async (more, code) => {
    expect(await house.refused('work.record', time(more))).toBe(code)
  })
})
