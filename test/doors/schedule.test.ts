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
      if (does === 'sweepSessions') continue
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
