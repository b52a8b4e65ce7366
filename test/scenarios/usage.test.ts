import { randomUUID } from 'node:crypto'
import { contractLines } from '../../core/contracts/contract.ts'
import type { Instant } from '../../core/kernel/day.ts'
import { run } from '../../core/kernel/run.ts'
import { modules, operations } from '../../core/harmony.ts'
import { readingsOf } from '../../core/usage/facts.ts'
import { openHost } from '../../main/storage/host.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('what is billed must first be recorded, on %s', (dialect) => {
  let house: House
  let ids = 0
  const nextId = () => `R-${++ids}`
  const customers = new Map<string, string>()

  beforeAll(async () => {
    house = await freshHouse(dialect, 'usage')
    await house.do('demo.seed')
    for (const { code, id } of (await house.do('customers.list', { limit: 1000 })).rows) customers.set(code, id)
  }, 60_000)
  afterAll(() => house?.close())

  /** A contract of its own with one line of endpoints, for a customer in a zone. */
  const sold = async (more: { entity?: string; customer?: string; zone?: string; start?: string; end?: string | null } = {}) => {
    let customer = customers.get(more.customer ?? 'RMK')!
    if (more.zone) {
      const name = `Customer of ${more.zone} ${nextId()}`
      customer = (
        await house.do('customers.save', {
          name,
          country: 'US',
          currency: 'EUR',
          language: 'en',
          culture: 'en-US',
          zone: more.zone,
          paymentDays: 30,
          address: [],
          poRequired: false,
        })
      ).id
    }
    const number = `U-${nextId()}`
    const entity = more.entity ?? 'NLDE'
    const contract = (await house.do('contracts.open', { entity, customer, number, state: 'active' })).id
    const line = await house.do('contracts.addLine', {
      contract, product: 'EDR', quantity: '10', currency: 'EUR', start: more.start ?? '2026-01-01', end: more.end ?? null, taxCodes: ['DE-S19'],
    }) // prettier-ignore
    return { number, contract, line: line.id as string }
  }
  const caller = async () => (await house.harmony.localAdministrator())!
  /** What a question answers, as billing would ask it. */
  const reader = async () => {
    const host = await openHost({
      database: house.harmony.database,
      modules,
      clock: { at: () => '2026-11-23T00:00:00.000Z' as Instant, zone: 'UTC' },
    })
    return host.reader(await caller())
  }
  const readings = async (line: string, from: string, to: string, knownAt: Instant | null = null) =>
    (await (await reader()).ask(readingsOf, { lines: [line], from, to, knownAt } as never)).map((r) => [
      r.day,
      r.kind,
      r.quantity.toFixed(),
    ])
  const recheckOf = async (line: string) => (await (await reader()).get(contractLines, line))?.recheckFrom

  it('a reading is recorded once, by the line or by what people call it', async () => {
    const { number, line } = await sold()
    const input = { source: 'rmm', sourceId: nextId(), line, at: '2026-11-10T10:00:00Z', kind: 'level', quantity: '12' }
    const told = await house.do('usage.record', input)
    expect(told).toMatchObject({ line, day: '2026-11-10', entity: 'NLDE', quantity: '12', reverses: null })
    expect(await house.do('usage.record', input)).toEqual(told)
    expect(await house.do('usage.record', { ...input, line: null, contract: number, lineNumber: 1 })).toEqual(told)
    expect(await house.do('usage.record', { ...input, line: null, contract: number, product: 'EDR', entity: 'NLDE' })).toEqual(told)
    expect(await house.refused('usage.record', { ...input, quantity: '13' })).toBe('usage.sourceIdTaken')
    expect(await house.refused('usage.record', { ...input, note: 'again' })).toBe('usage.sourceIdTaken')
    const { rows, total } = await house.do('usage.list', { search: number })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ contractNumber: number, lineNumber: 1, product: 'EDR', isReversed: false })
  })

  it('the same reading twenty times at once is one record', async () => {
    const { number, line } = await sold()
    const who = await caller()
    const input = { source: 'rmm', sourceId: nextId(), line, day: '2026-11-10', kind: 'level', quantity: '7' }
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => house.harmony.run({ id: randomUUID(), operation: 'usage.record', input, caller: who }, {})),
    )
    expect(outcomes.filter((o) => !o.ok)).toEqual([])
    expect(new Set(outcomes.map((o) => o.ok && (o.result as { id: string }).id)).size).toBe(1)
    expect((await house.do('usage.list', { search: number })).total).toBe(1)
  }, 60_000)

  it.each([
    // Berlin leaves summer time on 25 October at 01:00 UTC: that day has 25 hours, from 22:00 UTC to 23:00 UTC.
    ['Europe/Berlin', '2026-10-24T21:59:59Z', '2026-10-24'],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26'],
    // New York goes to summer time on 8 March at 07:00 UTC: that day has 23 hours, from 05:00 UTC to 04:00 UTC.
    ['America/New_York', '2026-03-08T04:59:59Z', '2026-03-07'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
    ['Asia/Kolkata', '2026-10-31T18:30:00Z', '2026-11-01'],
  ])('in %s the moment %s is on %s', async (zone, at, day) => {
    const { line } = await sold({ zone })
    expect(await house.do('usage.record', { source: 'rmm', sourceId: nextId(), line, at, kind: 'amount', quantity: '1' })).toMatchObject({
      day,
    })
    const said = { source: 'rmm', sourceId: nextId(), line, at, day: '2026-12-24', kind: 'amount', quantity: '1' }
    expect(await house.refused('usage.record', said)).toBe('usage.otherDay')
  })
  it.each([
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
  ])('in %s the day %s begins at %s', async (zone, day, at) => {
    const { line } = await sold({ zone })
    expect(await house.do('usage.record', { source: 'hand', sourceId: nextId(), line, day, kind: 'level', quantity: '1' })).toMatchObject({
      at,
      day,
    })
  })

  it.each([
    [{ quantity: 'many' }, 'input.invalidNumber'],
    [{ quantity: '-1' }, 'usage.negativeLevel'],
    [{ kind: 'meter', quantity: '-0.5' }, 'usage.negativeLevel'],
    [{ day: null }, 'usage.noDay'],
    [{ line: null }, 'usage.lineNotNamed'],
    [{ line: null, contract: 'nobody knows', lineNumber: 1 }, 'usage.unknownContract'],
    [{ line: null, contract: 'OWN', lineNumber: 99 }, 'usage.unknownLine'],
    [{ line: '00000000-0000-7000-8000-000000000000' }, 'usage.unknownLine'],
    [{ entity: 'NLUK' }, 'usage.unknownLine'],
    [{ kind: 'amount', day: '2025-12-31' }, 'usage.outsideTerm'],
    [{ kind: 'amount', day: '2026-12-01' }, 'usage.outsideTerm'],
  ])('%j is refused as %s', async (more, code) => {
    const { number, line } = await sold({ end: '2026-11-30' })
    const input = { source: 'rmm', sourceId: nextId(), line, day: '2026-11-10', kind: 'level', quantity: '1', ...more }
    if ('contract' in more && more.contract === 'OWN') Object.assign(input, { contract: number })
    expect(await house.refused('usage.record', input)).toBe(code)
  })

  it('a number that two entities use, and a product on two lines, must be said more exactly', async () => {
    const { number, contract } = await sold()
    const twin = await house.do('contracts.open', { entity: 'NLUK', customer: customers.get('PEN'), number, state: 'active' })
    expect(twin.number).toBe(number)
    const input = { source: 'rmm', sourceId: nextId(), contract: number, product: 'EDR', day: '2026-11-10', kind: 'level', quantity: '1' }
    expect(await house.refused('usage.record', input)).toBe('usage.ambiguousContract')
    await house.do('contracts.addLine', {
      contract,
      product: 'EDR',
      quantity: '1',
      currency: 'EUR',
      start: '2026-10-01',
      taxCodes: ['DE-S19'],
    })
    expect(await house.refused('usage.record', { ...input, entity: 'NLDE' })).toBe('usage.ambiguousLine')
    // In June only the first of them ran.
    expect(await house.do('usage.record', { ...input, entity: 'NLDE', day: '2026-06-10' })).toMatchObject({ day: '2026-06-10' })
  })

  it('a register only rises until it begins anew', async () => {
    const { line } = await sold()
    const shows = (quantity: string, day: string, more: object = {}) => ({
      source: 'meter',
      sourceId: nextId(),
      line,
      day,
      kind: 'meter',
      quantity,
      ...more,
    })
    await house.do('usage.record', shows('1000', '2026-11-01'))
    await house.do('usage.record', shows('1500', '2026-11-30'))
    expect(await house.refused('usage.record', shows('999', '2026-11-15'))).toBe('usage.registerFalls')
    expect(await house.refused('usage.record', shows('1501', '2026-11-15'))).toBe('usage.registerFalls')
    await house.do('usage.record', shows('1200', '2026-11-15'))
    expect(await house.refused('usage.record', shows('3', '2026-12-01'))).toBe('usage.registerFalls')
    await house.do('usage.record', shows('3', '2026-12-01', { restarts: true }))
    expect(await readings(line, '2026-11-10', '2026-12-01')).toEqual([
      ['2026-11-01', 'meter', '1000'], ['2026-11-15', 'meter', '1200'], ['2026-11-30', 'meter', '1500'],
    ]) // prettier-ignore
  })

  it('what is taken back no longer counts, stays in the list, and is taken back once', async () => {
    const { number, line } = await sold()
    const input = { source: 'rmm', sourceId: nextId(), line, day: '2026-11-10', kind: 'level', quantity: '12' }
    const told = await house.do('usage.record', input)
    const back = await house.do('usage.reverse', { source: 'rmm', sourceId: input.sourceId, reason: 'counted twice' })
    expect(back).toMatchObject({ reverses: told.id, quantity: '-12', reason: 'counted twice' })
    expect(await readings(line, '2026-11-01', '2026-12-01')).toEqual([])
    // As it was known before.
    expect(await readings(line, '2026-11-01', '2026-12-01', told.recordedAt)).toEqual(
      back.recordedAt === told.recordedAt ? [] : [['2026-11-10', 'level', '12']],
    )
    expect((await house.do('usage.list', { search: number })).rows.map((row: any) => row.isReversed)).toEqual([true, true])
    expect(await house.refused('usage.reverse', { usage: told.id, reason: 'again' })).toBe('usage.reversedBefore')
    expect(await house.refused('usage.reverse', { usage: back.id, reason: 'again' })).toBe('usage.isReversal')
    expect(await house.refused('usage.reverse', { source: 'rmm', sourceId: 'nothing', reason: 'again' })).toBe('usage.unknownReading')
    // The source may send it again, and it still means the same record.
    expect((await house.do('usage.record', input)).id).toBe(told.id)
  })

  it('of the time before only the last level and the last register count', async () => {
    const { line } = await sold()
    const level = (day: string, quantity: string) =>
      house.do('usage.record', { source: 'rmm', sourceId: nextId(), line, day, kind: 'level', quantity })
    for (const [day, quantity] of [['2026-09-01', '5'], ['2026-10-20', '6'], ['2026-10-28', '8'], ['2026-11-12', '9'], ['2026-12-01', '10']] as const) await level(day, quantity) // prettier-ignore
    expect(await readings(line, '2026-11-01', '2026-12-01')).toEqual([['2026-10-28', 'level', '8'], ['2026-11-12', 'level', '9']]) // prettier-ignore
    const late = await level('2026-10-28', '7')
    expect(await readings(line, '2026-11-01', '2026-12-01')).toEqual([['2026-10-28', 'level', '7'], ['2026-11-12', 'level', '9']]) // prettier-ignore
    await house.do('usage.reverse', { usage: late.id, reason: 'wrong' })
    expect(await readings(line, '2026-11-01', '2026-12-01')).toEqual([['2026-10-28', 'level', '8'], ['2026-11-12', 'level', '9']]) // prettier-ignore
  })

  it('what was known on a day is asked for: later records and reversals are left out', async () => {
    const { line } = await sold()
    let at = '2026-11-05T09:00:00.000Z' as Instant
    const host = await openHost({ database: house.harmony.database, modules, clock: { at: () => at, zone: 'UTC' } })
    const who = await caller()
    const does = async (operation: string, input: object, when: string) => {
      at = when as Instant
      const done = await run(operations, { id: randomUUID(), operation, input, caller: who }, () => host)
      if (!done.ok) throw new Error(JSON.stringify(done.refusal))
      return done.result as { readonly id: string }
    }
    const level = (day: string, quantity: string) => ({ source: 'rmm', sourceId: nextId(), line, day, kind: 'level', quantity })
    const first = await does('usage.record', level('2026-10-31', '10'), '2026-11-01T08:00:00.000Z')
    await does('usage.record', level('2026-11-03', '11'), '2026-11-03T08:00:00.000Z')
    await does('usage.reverse', { usage: first.id, reason: 'counted wrongly' }, '2026-11-05T08:00:00.000Z')
    await does('usage.record', level('2026-10-31', '9'), '2026-11-05T08:00:01.000Z')
    const known = (moment: string) => readings(line, '2026-11-01', '2026-12-01', moment as Instant)
    expect(await known('2026-10-31T00:00:00.000Z')).toEqual([])
    expect(await known('2026-11-01T08:00:00.000Z')).toEqual([['2026-10-31', 'level', '10']])
    expect(await known('2026-11-04T00:00:00.000Z')).toEqual([['2026-10-31', 'level', '10'], ['2026-11-03', 'level', '11']]) // prettier-ignore
    expect(await known('2026-11-05T08:00:00.000Z')).toEqual([['2026-11-03', 'level', '11']])
    expect(await readings(line, '2026-11-01', '2026-12-01')).toEqual([['2026-10-31', 'level', '9'], ['2026-11-03', 'level', '11']]) // prettier-ignore
  })

  it('each source goes on for itself: its last level, and a register of its own', async () => {
    const { line } = await sold()
    const told = (source: string, day: string, kind: string, quantity: string) =>
      house.do('usage.record', { source, sourceId: nextId(), line, day, kind, quantity })
    await told('n-able', '2026-10-20', 'level', '180')
    await told('ninja', '2026-09-30', 'level', '20')
    await told('ninja', '2026-11-02', 'level', '21')
    await told('meter a', '2026-10-31', 'meter', '1000')
    await told('meter b', '2026-10-31', 'meter', '50')
    await told('meter b', '2026-11-30', 'meter', '75')
    await told('import', '2026-10-31', 'amount', '3')
    expect((await readings(line, '2026-11-01', '2026-12-01')).toSorted()).toEqual([
      ['2026-09-30', 'level', '20'], ['2026-10-20', 'level', '180'], ['2026-10-31', 'meter', '1000'], ['2026-10-31', 'meter', '50'],
      ['2026-11-02', 'level', '21'], ['2026-11-30', 'meter', '75'],
    ]) // prettier-ignore
  })

  it('what comes late asks for a new comparison, from the month of the earliest on', async () => {
    const { line } = await sold()
    const amount = (day: string) =>
      house.do('usage.record', { source: 'rmm', sourceId: nextId(), line, day, kind: 'amount', quantity: '1' })
    await amount('2027-11-10')
    expect(await recheckOf(line)).toBeNull()
    const june = await amount('2026-06-20')
    expect(await recheckOf(line)).toBe('2026-06-01')
    await amount('2026-08-01')
    expect(await recheckOf(line)).toBe('2026-06-01')
    await amount('2026-02-28')
    expect(await recheckOf(line)).toBe('2026-02-01')
    await house.do('usage.reverse', { usage: june.id, reason: 'wrong' })
    expect(await recheckOf(line)).toBe('2026-02-01')
  })

  it('twenty late readings of one line at once are all recorded, and the line is compared from the earliest on', async () => {
    const { number, line } = await sold()
    const who = await caller()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const day = `2026-0${1 + (i % 9)}-15`
        const input = { source: 'rmm', sourceId: nextId(), line, day, kind: 'amount', quantity: '1' }
        return house.harmony.run({ id: randomUUID(), operation: 'usage.record', input, caller: who }, {})
      }),
    )
    expect(outcomes.filter((o) => !o.ok)).toEqual([])
    expect((await house.do('usage.list', { search: number })).total).toBe(20)
    expect(await recheckOf(line)).toBe('2026-01-01')
  }, 60_000)

  it('many readings are one act: what cannot be recorded is told, and the others stand', async () => {
    const { number, line } = await sold()
    const [first, second, third] = [nextId(), nextId(), nextId()]
    const reading = (sourceId: string, more: object = {}) => ({
      source: 'rmm',
      sourceId,
      line,
      day: '2026-11-03',
      kind: 'level',
      quantity: '4',
      ...more,
    })
    const batch = [
      reading(first), reading(first), reading(first, { quantity: '5' }), reading(second, { quantity: '-2' }),
      reading(third, { kind: 'meter', quantity: '50' }), reading(nextId(), { kind: 'meter', quantity: '40', day: '2026-11-04' }),
    ] // prettier-ignore
    const done = await house.do('usage.recordMany', { readings: batch })
    expect(done).toMatchObject({ recorded: 2, known: 1, refusedCount: 3 })
    expect(done.outcomes.map((o: any) => o.refused)).toEqual([
      null,
      null,
      'usage.sourceIdTaken',
      'usage.negativeLevel',
      null,
      'usage.registerFalls',
    ])
    expect(await house.do('usage.recordMany', { readings: batch })).toMatchObject({ recorded: 0, known: 3, refusedCount: 3 })
    expect((await house.do('usage.list', { search: number })).total).toBe(2)
  })

  it('whoever works for another entity sees nothing, and learns nothing of a source id but that it is taken', async () => {
    const { number, line } = await sold()
    const sourceId = nextId()
    await house.do('usage.record', { source: 'rmm', sourceId, line, day: '2026-11-10', kind: 'level', quantity: '1' })
    const login = `u${nextId().toLowerCase()}`
    await house.do('people.createUser', { login, name: 'Only UK', roles: ['service-manager'], entities: ['NLUK'] })
    const other = await house.as(login)
    expect((await other.do('usage.list', { search: number })).total).toBe(0)
    const own = await sold({ entity: 'NLUK', customer: 'PEN' }).catch(() => undefined)
    expect(
      await other.refused('usage.record', { source: 'rmm', sourceId: nextId(), line, day: '2026-11-10', kind: 'level', quantity: '1' }),
    ).toBe('usage.unknownLine')
    if (own) expect(await other.refused('usage.record', { source: 'rmm', sourceId, line: own.line, day: '2026-11-10', kind: 'level', quantity: '1' })).toBe('usage.sourceIdTaken') // prettier-ignore
  })
})
