import fc from 'fast-check'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { chosen, clockOf, holds, merge, type Printed } from '../../../core/sync/rules.ts'
import { seedOf } from '../../world/dice.ts'

const edits = { merges: [['phone'], ['street', 'town'], ['note']] }

describe('two people changed one row', () => {
  const was: Printed = { id: '1', phone: '1', street: 'High Street 1', town: 'Reading', note: null, state: 'new', terms: 30 }
  const cases: readonly (readonly [says: string, mine: Printed, theirs: Printed, conflicts: readonly string[], input: Printed])[] = [
    ['nobody changed anything', {}, {}, [], {}],
    ['only I did', { phone: '2' }, {}, [], { phone: '2' }],
    ['only they did, and theirs stays', {}, { terms: 14, note: 'x' }, [], { terms: 14, note: 'x' }],
    ['different groups stand together', { phone: '2' }, { note: 'x' }, [], { phone: '2', note: 'x' }],
    ['a group beside a field of none', { phone: '2' }, { terms: 14 }, [], { phone: '2', terms: 14 }],
    ['the same field', { phone: '2' }, { phone: '3' }, ['phone'], { phone: '2' }],
    ['the same field to the same', { phone: '2' }, { phone: '2' }, [], { phone: '2' }],
    ['one group, two of its fields', { street: 'Low Street 2' }, { town: 'Bath' }, ['street'], { street: 'Low Street 2', town: 'Bath' }],
    ['one group, and agreed in what both changed', { street: 'Low Street 2' }, { street: 'Low Street 2' }, [], { street: 'Low Street 2' }],
    ['a field of no group stands beside nothing', { terms: 14 }, { note: 'x' }, ['terms'], { terms: 14, note: 'x' }],
    ['a field of no group, and theirs the same', { terms: 14 }, { terms: 14 }, [], { terms: 14 }],
    ['two fields of no group', { state: 'won' }, { terms: 14 }, ['state'], { state: 'won', terms: 14 }],
    ['emptied by me, filled by them', { phone: null }, { phone: '3' }, ['phone'], { phone: null }],
    ['filled by both where nothing was', { note: 'a' }, { note: 'b' }, ['note'], { note: 'a' }],
  ] // prettier-ignore
  it.each(cases)('%s', (_says, mine, theirs, conflicts, input) => {
    const merged = merge(edits, { ...was, ...mine }, was, { ...was, ...theirs })
    expect(merged).toEqual({
      input: { ...was, ...input },
      mine: Object.keys(mine),
      theirs: Object.keys(was).filter((field) => field in theirs),
      conflicts,
    })
  })

  it('without groups any change of theirs is a conflict', () => {
    expect(merge({}, { a: 2, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 2 })).toMatchObject({ conflicts: ['a'], mine: ['a'], theirs: ['b'] })
    expect(merge({}, { a: 2, b: 1 }, { a: 1, b: 1 }, { a: 1, b: 1 })).toMatchObject({ conflicts: [], input: { a: 2, b: 1 } })
  })
  it('what an older program did not show, or the row does not have, nobody changed', () => {
    const merged = merge(edits, { phone: '2', choice: 'x', town: 'Bath' }, { phone: '1' }, { phone: '1', town: 'Wells' })
    // The town was not among what the person saw: what stands now stays.
    expect(merged).toEqual({ input: { phone: '2', choice: 'x', town: 'Wells' }, mine: ['phone'], theirs: [], conflicts: [] })
  })
  it('lists and documents are compared by what they say', () => {
    const list = { merges: [['tags'], ['names']] }
    // Names in another order, as signed text has them, and a field that the device’s program did not know, are no change.
    const lines = [{ product: 'FW-HA', costs: [{ unit: '1', item: 'x' }] }]
    const row = [{ costs: [{ item: 'x', unit: '1', note: null }], product: 'FW-HA' }]
    expect(merge({}, { lines: [] }, { lines }, { lines: row })).toMatchObject({ mine: ['lines'], theirs: [], conflicts: [] })
    expect(merge({}, { lines: [] }, { lines }, { lines: [{ ...row[0]!, product: 'SSL' }] })).toMatchObject({ conflicts: ['lines'] })
    const merged = merge(list, { tags: ['a', 'b'], names: { en: 'x' } }, { tags: ['a'], names: { en: 'x' } }, { tags: ['a'], names: { en: 'y' } }) // prettier-ignore
    expect(merged).toEqual({ input: { tags: ['a', 'b'], names: { en: 'y' } }, mine: ['tags'], theirs: ['names'], conflicts: [] })
  })

  it('overwrites nothing in silence: every field is what I wrote where I wrote, theirs everywhere else, and a clash is named', () => {
    const fields = ['a', 'b', 'c', 'd'] as const
    const row = fc.record(
      Object.fromEntries(fields.map((field) => [field, fc.integer({ min: 0, max: 2 })])) as never,
    ) as fc.Arbitrary<Printed>
    const groups = fc
      .subarray([...fields])
      .chain((inside) =>
        fc
          .integer({ min: 0, max: inside.length })
          .map((cut) => [inside.slice(0, cut), inside.slice(cut)].filter((group) => group.length > 0)),
      )
    fc.assert(
      fc.property(row, row, row, groups, (was, mine, now, merges) => {
        const result = merge({ merges }, mine, was, now)
        const swapped = merge({ merges }, now, was, mine)
        for (const field of fields) {
          expect(result.input[field]).toBe(mine[field] === was[field] ? now[field] : mine[field])
          // One field, two wishes: always somebody’s to decide.
          if (mine[field] !== was[field] && now[field] !== was[field] && mine[field] !== now[field])
            expect(result.conflicts).toContain(field)
        }
        // Who was first plays no part: where nothing clashes, both ways come to the same row.
        if (result.conflicts.length === 0 && swapped.conflicts.length === 0) expect(swapped.input).toEqual(result.input)
        // Of fields that are one thing, two people’s halves never stand together unseen.
        for (const group of merges) {
          const [own, others] = [group.filter((f) => mine[f] !== was[f]), group.filter((f) => now[f] !== was[f])]
          if (own.length > 0 && others.some((f) => now[f] !== mine[f])) expect(result.conflicts).toEqual(expect.arrayContaining(own))
        }
      }),
      { seed: seedOf(), numRuns: 500 },
    )
  })

  it('a person’s choice is theirs where theirs was chosen, mine everywhere else', () => {
    expect(chosen({ a: 1, b: 2, c: 3 }, { a: 9, b: 8 }, { a: 'theirs', b: 'mine' })).toEqual({ a: 9, b: 2, c: 3 })
    expect(chosen({ c: 3 }, {}, { c: 'theirs' })).toEqual({ c: null })
  })
})

describe('what a device’s clock is worth', () => {
  const hours = 3_600_000
  const received = '2026-11-30T12:00:00.000Z' as Instant
  const cases: readonly (readonly [says: string, of: object, clock: string, skew: number | null, day: string, notBefore?: string])[] = [
    ['measured and right', { at: '2026-11-30T11:00:00.000Z', offset: 0, offsetAge: 60 }, 'fine', 0, '2026-11-30'],
    ['measured, two minutes behind', { at: '2026-11-30T11:00:00.000Z', offset: 120_000, offsetAge: 60 }, 'fine', -120, '2026-11-30'],
    ['measured, a second more', { at: '2026-11-30T11:00:00.000Z', offset: 121_000, offsetAge: 60 }, 'skewed', -121, '2026-11-30'],
    ['two days ahead and measured: put right', { at: '2026-12-01T10:00:00.000Z', offset: -48 * hours, offsetAge: 60 }, 'skewed', 172_800, '2026-11-29'],
    ['two days behind and measured: put right', { at: '2026-11-28T10:00:00.000Z', offset: 48 * hours, offsetAge: 60 }, 'skewed', -172_800, '2026-11-30'],
    ['ahead and never measured: no later than it arrived', { at: '2026-12-02T12:00:00.000Z', offset: null, offsetAge: null }, 'skewed', 172_800, '2026-11-30'],
    ['a little ahead and never measured', { at: '2026-11-30T12:02:00.000Z', offset: null, offsetAge: null }, 'unknown', null, '2026-11-30'],
    ['behind and never measured: nobody can say', { at: '2026-11-20T12:00:00.000Z', offset: null, offsetAge: null }, 'unknown', null, '2026-11-20'],
    ['measured a week ago: it says nothing any more', { at: '2026-11-20T12:00:00.000Z', offset: 48 * hours, offsetAge: 604_800 }, 'unknown', null, '2026-11-20'],
    ['measured just within the week', { at: '2026-11-20T12:00:00.000Z', offset: 48 * hours, offsetAge: 604_799 }, 'skewed', -172_800, '2026-11-22'],
    ['never before the intent before it', { at: '2026-11-20T12:00:00.000Z', offset: 0, offsetAge: 60 }, 'fine', 0, '2026-11-25', '2026-11-25'],
    ['an intent before it that is later than the arrival bounds nothing', { at: '2026-11-20T12:00:00.000Z', offset: 0, offsetAge: 60 }, 'fine', 0, '2026-11-20', '2026-12-24'],
    ['no moment at all', { at: 'yesterday', offset: 0, offsetAge: 60 }, 'unknown', null, '2026-11-30'],
    ['a zone that nobody knows', { at: '2026-11-30T11:59:00.000Z', zone: 'Mars/Olympus', offset: 0, offsetAge: 60 }, 'fine', 0, '2026-11-30'],
  ] // prettier-ignore
  it.each(cases.map(([says, ...of]) => [says, of] as const))('%s', (_says, [of, clock, skew, day, notBefore = null]) => {
    const envelope = { zone: 'Europe/London', offset: null, offsetAge: null, at: '', ...of }
    const worth = clockOf(envelope, received, notBefore as Day | null)
    expect({ ...worth, skew: worth.skew === null ? null : worth.skew + 0 }).toEqual({ clock, skew, day })
  })
  it.each([
    ['Asia/Kolkata', '2026-11-30T18:29:59.000Z', '2026-11-30'],
    ['Asia/Kolkata', '2026-11-30T18:30:00.000Z', '2026-12-01'],
    ['Europe/Berlin', '2026-11-30T23:30:00.000Z', '2026-12-01'],
    ['Europe/London', '2026-11-30T23:30:00.000Z', '2026-11-30'],
    ['America/Los_Angeles', '2026-12-01T07:59:59.000Z', '2026-11-30'],
  ])('in %s %s is %s', (zone, at, day) => {
    // Again, from what is remembered of the minute.
    for (let i = 0; i < 2; i++)
      expect(clockOf({ at, zone, offset: 0, offsetAge: 1 }, '2026-12-02T00:00:00.000Z' as Instant, null).day).toBe(day)
  })
  it('never comes to a day after the arrival, whatever the clock says', () => {
    const moment = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString() as Instant)
    const days = moment.map((text) => text.slice(0, 10) as Day)
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.option(fc.integer({ min: -1e9, max: 1e9 })),
        fc.option(fc.integer({ min: 0, max: 1e6 })),
        fc.option(days),
        (at, arrived, offset, offsetAge, before) => {
          const { day } = clockOf({ at, zone: 'UTC', offset, offsetAge }, arrived, before)
          expect(day <= arrived.slice(0, 10)).toBe(true)
          if (before !== null && before <= arrived.slice(0, 10)) expect(day >= before).toBe(true)
        },
      ),
      { seed: seedOf(), numRuns: 300 },
    )
  })
})

it.each([
  [null, 'SOUTH', true],
  [[], 'SOUTH', false],
  [['SOUTH', 'DE'], 'DE', true],
  [['SOUTH'], 'NORTH', false],
  [[], null, true],
] as const)('territories %j hold %s: %s', (territories, territory, held) => expect(holds(territories, territory)).toBe(held))
