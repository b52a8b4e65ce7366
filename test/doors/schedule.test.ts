import { openHarmony, type Harmony } from '../../main/compose.ts'
import { entries, type Entry } from '../../main/schedule/entries.ts'
import { nextDue, startSchedule } from '../../main/schedule/schedule.ts'
import { freshHouse } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const at = (text: string): number => Date.parse(`2026-11-${text}:00Z`)

describe('what is due', () => {
  it.each([
    ['every 15 minutes, never before', { every: 15 }, undefined, '30T09:00', '30T09:00'],
    ['every 15 minutes, after the last', { every: 15 }, '30T08:50', '30T09:00', '30T09:05'],
    ['at 02:30, never before: the one missed is made up for', { at: '02:30' }, undefined, '30T09:00', '30T02:30'],
    ['at 02:30, done today: tomorrow', { at: '02:30' }, '29T02:30', '29T09:00', '30T02:30'],
    ['at 02:30, missed yesterday', { at: '02:30' }, '28T02:31', '30T01:00', '29T02:30'],
    ['at 02:30, before its time today', { at: '02:30' }, '29T02:31', '30T01:00', '30T02:30'],
  ] as const)('%s', (_what, when, last, now, due) => {
    expect(new Date(nextDue(when, last && at(last), at(now))).toISOString()).toBe(new Date(at(due)).toISOString())
  })
})

describe('entries', () => {
  it('call operations that exist, with inputs that they take', async () => {
    const house = await freshHouse('sqlite', 'entries')
    for (const { name, does } of entries) {
      if (typeof does === 'string') continue
      const called = house.harmony.operations.get(does.operation)
      expect([name, called?.name]).toEqual([name, does.operation])
      if ('each' in does) {
        expect(() => house.harmony.operations.get(does.each.list)!.input.parse(does.each.input, 'input')).not.toThrow()
        expect(Object.keys(called!.input.fields)).toContain(does.as)
      } else expect(() => called!.input.parse(does.input, 'input')).not.toThrow()
    }
    await house.close()
  })
})

describe.each(stores)('several hubs on one %s', (dialect) => {
  it('share the work: each entry is begun by one of them', async () => {
    const house = await freshHouse(dialect, 'schedule')
    const others = await Promise.all([1, 2].map(() => openHarmony({ ...house.place, shape: 'hub' })))
    let now = at('30T09:00')
    let performed = 0
    const counting = (harmony: Harmony): Harmony => ({ ...harmony, sweepSessions: async () => ++performed })
    const entry: Entry = { name: 'sweep', when: { every: 15 }, does: 'sweepSessions' }
    const quiet = { info: () => undefined, warn: () => undefined, error: (facts: object) => fail(facts) }
    const fail = (facts: object): never => {
      throw new Error(JSON.stringify(facts))
    }
    const schedules = [house.harmony, ...others].map((harmony) =>
      startSchedule(counting(harmony), { log: quiet, entries: [entry], clock: () => now, lookEvery: 1_000_000 }),
    )
    const look = () => Promise.all(schedules.map((schedule) => schedule.look()))
    await look()
    expect(performed).toBe(1)
    await look()
    expect(performed).toBe(1)
    now += 15 * 60_000
    await look()
    expect(performed).toBe(2)
    await Promise.all(schedules.map((schedule) => schedule.stop()))
    await Promise.all(others.map((harmony) => harmony.close()))
    await house.close()
  })
})

describe.each(stores)('a hub that dies on %s', (dialect) => {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const entry: Entry = { name: 'expireQuotes', when: { every: 15 }, does: { operation: 'quotes.expireDue', input: {} } }
  const rows = (harmony: Harmony, sql: string) => harmony.database.read((session) => session.rows(sql))
  const runs = async (harmony: Harmony) =>
    (await rows(harmony, 'select due, tries, outcome from scheduled_runs order by due')).map(([due, tries, outcome]) => [
      due,
      Number(tries),
      outcome,
    ])
  const calls = async (harmony: Harmony) => (await rows(harmony, `select id from calls where operation = 'quotes.expireDue'`)).length

  it.each(['before', 'after'] as const)(
    'leaves its run to another one, which does nothing twice (it died %s the commit)',
    async (place) => {
      const house = await freshHouse(dialect, 'heir')
      const other = await openHarmony({ ...house.place, shape: 'hub' })
      let wall = at('30T09:00')
      let monotonic = 0
      const times = { lookEvery: 1e9, beatEvery: 1e9, deadAfter: 60_000, monotonic: () => monotonic }
      const options = { log: quiet, entries: [entry], clock: () => wall, ...times }
      let dead = false
      // Dies: never comes back from its call.
      const mortal: Harmony = {
        ...house.harmony,
        run: async (call, how) => {
          if (dead && place === 'before') return new Promise(() => undefined)
          const outcome = await house.harmony.run(call, how)
          return dead ? new Promise(() => undefined) : outcome
        },
      }
      const first = startSchedule(mortal, options)
      await first.look()
      const second = startSchedule(other, options)
      await second.look()
      expect(await runs(other)).toEqual([['2026-11-30T09:00:00.000Z', 1, 'done']])
      dead = true
      wall = at('30T09:15')
      void first.look()
      while ((await runs(other)).length < 2 || (place === 'after' && (await calls(other)) < 2))
        await new Promise((soon) => setTimeout(soon, 10))
      // Alive as far as anybody can tell: nobody takes anything from it.
      await second.look()
      monotonic += 59_999
      await second.beat()
      await second.look()
      expect((await runs(other)).at(-1)).toEqual(['2026-11-30T09:15:00.000Z', 1, null])
      monotonic += 1
      await second.beat()
      await second.look()
      expect((await runs(other)).at(-1)).toEqual(['2026-11-30T09:15:00.000Z', 2, 'done'])
      expect(await calls(other)).toBe(2)
      expect([...second.hubs().values()]).toEqual([1])
      await second.stop()
      expect(await rows(other, 'select id from hubs')).toEqual([])
      await other.close()
      await house.close()
    },
  )

  it('is not needed to go on: what broke is tried again, and given up after five times', async () => {
    const house = await freshHouse(dialect, 'again')
    let broken = 2
    let told: string[] = []
    const shaky: Harmony = {
      ...house.harmony,
      run: async (call, how) => (broken-- > 0 ? Promise.reject(new Error('no network')) : house.harmony.run(call, how)),
    }
    let wall = at('30T09:00')
    const schedule = startSchedule(shaky, {
      log: quiet,
      entries: [entry],
      clock: () => wall,
      lookEvery: 1e9,
      beatEvery: 1e9,
      observe: ({ outcome }) => told.push(outcome),
    })
    for (let n = 0; n < 4; n++) await schedule.look()
    expect([told, await runs(house.harmony)]).toEqual([['broken', 'broken', 'done'], [['2026-11-30T09:00:00.000Z', 3, 'done']]])
    broken = 100
    told = []
    wall = at('30T09:15')
    for (let n = 0; n < 8; n++) await schedule.look()
    expect([told.length, (await runs(house.harmony)).at(-1)]).toEqual([5, ['2026-11-30T09:15:00.000Z', 5, 'broken']])
    expect(schedule.alive()).toBe(true)
    await schedule.stop()
    expect(schedule.alive()).toBe(false)
    await house.close()
  })
})
