import fc from 'fast-check'
import { boundFault, effectiveFault, stateOn, withLife, type Changing } from '../../../core/contracts/changing.ts'
import { rolled } from '../../../core/contracts/roll.ts'
import { addDays } from '../../../core/kernel/day.ts'
import { charged, ended, lineOf, much, on, recorded, sold, standing, today } from './line.ts'

describe('a change', () => {
  it('holds from its day on, and overrides what an earlier day set', () => {
    let of = recorded(sold(), { act: 'price', effective: on('2026-09-01'), unitPrice: much('33') })
    of = recorded(of, { act: 'quantity', effective: on('2026-06-10'), quantity: much('12') })
    expect(charged(of)).toEqual(['2026-01-01..2026-06-10 10 x 30', '2026-06-10..2026-09-01 12 x 30', '2026-09-01.. 12 x 33'])
    expect([of.line.changes, of.line.recheckFrom, of.recorded.length]).toEqual([2, '2026-06-10', 2])
    expect([of.line.quantity.toFixed(), of.line.unitPrice?.toFixed(), of.line.life?.signed?.quantity.toFixed()]).toEqual(['12', '33', '10'])
  })
  it('of a day to come leaves the row as it stands, until the row is rolled to that day', () => {
    const of = recorded(sold(), { act: 'quantity', effective: on('2027-02-01'), quantity: much('14') })
    expect(of.line.quantity.toFixed()).toBe('10')
    expect(rolled(of, on('2027-01-31'))).toBe(of.line)
    expect(rolled(of, on('2027-02-01')).quantity.toFixed()).toBe('14')
  })
  it('that sets no term leaves nothing to compare', () =>
    expect(recorded(sold(), { act: 'renew', effective: on('2027-01-01') }).line).toMatchObject({
      changes: 1,
      recheckFrom: null,
      life: null,
    }))
  it('is taken back as if it had never been, and stays known', () => {
    const first = recorded(sold(), { act: 'quantity', effective: on('2026-06-10'), quantity: much('12') })
    const of = recorded(first, { act: 'retract', effective: on('2026-06-10'), retracts: first.recorded[0]!.id })
    expect(charged(of)).toEqual(['2026-01-01.. 10 x 30'])
    expect(charged(of, first.recorded[0]!.recordedAt)).toEqual(['2026-01-01..2026-06-10 10 x 30', '2026-06-10.. 12 x 30'])
    expect(of.line.recheckFrom).toBe('2026-06-10')
  })
  it.each([
    ['2026-12-31', '2027-01-01'],
    ['2026-06-30', '2026-07-01'],
  ])('of the end to %s has billing look again from %s', (end, from) => expect(ended(sold(), end).line.recheckFrom).toBe(from))
  it('of an end that moves looks again from the earlier of both', () => {
    expect(ended(ended(sold(), '2026-06-30'), '2026-09-30').recorded[1]).toMatchObject({ effective: '2026-07-01', end: '2026-09-30' })
    expect(ended(ended(sold(), '2026-06-30'), null).line).toMatchObject({ end: null })
  })
  it('of an end that is taken back looks again from wherever the end moves to', () => {
    const first = ended(sold(), '2026-06-30')
    const second = ended(first, '2026-12-31')
    const third = ended(second, null)
    const back = (of: Changing, change: Changing) =>
      recorded(of, { act: 'retract', effective: change.recorded.at(-1)!.effective, retracts: change.recorded.at(-1)!.id })
    const checked = back({ ...third, line: { ...third.line, recheckFrom: null } }, second)
    expect(checked.line).toMatchObject({ end: null })
    const again = back({ ...checked, line: { ...checked.line, recheckFrom: null } }, third)
    expect(again.line).toMatchObject({ end: '2026-06-30', recheckFrom: '2026-07-01' })
  })
})

describe('the state of a line', () => {
  const suspend = { act: 'suspend', effective: on('2026-12-01'), billing: false } as const
  it.each([
    ['a draft', sold({ state: 'draft' }), '2026-12-01', 'draft'],
    ['waiting', sold({ state: 'awaiting', end: on('2026-01-31') }), '2026-12-01', 'awaiting'],
    ['running', sold(), '2026-12-01', 'active'],
    ['on its last day', sold({ end: today }), '2026-11-30', 'active'],
    ['the day after', sold({ end: today }), '2026-12-01', 'ended'],
    ['before its suspension', recorded(sold(), suspend), '2026-11-30', 'active'],
    ['suspended', recorded(sold(), suspend), '2026-12-01', 'suspended'],
    ['resumed', recorded(recorded(sold(), suspend), { act: 'resume', effective: on('2026-12-20'), billing: true }), '2026-12-20', 'active'],
    ['free', recorded(sold(), { act: 'free', effective: on('2026-12-01'), billing: false }), '2026-12-05', 'active'],
    ['under notice', withLife(sold(), { noticeOn: today, noticeBy: 'customer' }), '2026-12-05', 'notice'],
    ['ended by notice', withLife(sold({ end: today }), { noticeOn: today }), '2026-12-05', 'ended'],
  ] as const)('%s', (_, of, day, state) => expect(stateOn(of.line, of.changes, on(day))).toBe(state))
})

describe('what may not change', () => {
  const of = sold({ billedTo: on('2026-03-31'), end: on('2027-12-31'), boundUntil: on('2026-09-30') })
  it.each([
    ['2025-12-31', 'contracts.effectiveBeforeStart'],
    ['2026-03-31', 'contracts.billedBefore'],
    ['2026-04-01', undefined],
    ['2027-12-31', undefined],
    ['2028-01-01', 'contracts.effectiveAfterEnd'],
  ])('on %s: %s', (day, code) => expect(effectiveFault(of, on(day))?.refused).toBe(code))
  it.each([
    ['2026-09-30', null, 'contracts.priceBound'],
    ['2026-10-01', null, undefined],
    ['2026-09-30', 'A-7', undefined],
  ])('a bound price on %s with amendment %s: %s', (day, amendment, code) => expect(boundFault(of, on(day), amendment)?.refused).toBe(code))
  it('before it is promised everything may', () =>
    expect(boundFault(sold({ boundUntil: today, state: 'draft' }), today, null)).toBeUndefined())
})

/** Legal changes of any kind, each recorded at a later moment. */
const step = fc.oneof(
  fc.record({ act: fc.constant('quantity' as const), days: fc.integer({ min: 0, max: 700 }), value: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ act: fc.constant('price' as const), days: fc.integer({ min: 0, max: 700 }), value: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ act: fc.constant('suspend' as const), days: fc.integer({ min: 0, max: 700 }), value: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ act: fc.constant('end' as const), days: fc.integer({ min: 0, max: 700 }), value: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ act: fc.constant('retract' as const), days: fc.constant(0), value: fc.integer({ min: 0, max: 9 }) }),
)
type Step = { act: 'quantity' | 'price' | 'suspend' | 'end' | 'retract'; days: number; value: number }
function live(steps: readonly Step[]): Changing[] {
  const lives = [sold()]
  for (const { act, days, value } of steps) {
    const of = lives.at(-1)!
    const effective = addDays(lineOf().start, days)
    const taken = new Set(of.changes.map((c) => c.retracts as string | null))
    const open = of.changes.filter((c) => c.act !== 'retract' && !taken.has(c.id))
    const back = open[value % Math.max(1, open.length)]
    if (act === 'retract') {
      if (back) lives.push(recorded(of, { act, effective: back.effective, retracts: back.id }))
    } else if (act === 'end') lives.push(ended(of, value === 0 ? null : effective))
    else if (act === 'suspend') lives.push(recorded(of, { act, effective, billing: value === 1 }))
    else
      lives.push(
        recorded(of, { act, effective, ...(act === 'quantity' ? { quantity: much(`${value}`) } : { unitPrice: much(`${value}`) }) }),
      )
  }
  return lives
}

describe('whatever happens to a line', () => {
  it('what was known at a moment stays known', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const lives = live(steps)
        const last = lives.at(-1)!
        for (const then of lives.slice(1)) expect(charged(last, then.changes.at(-1)!.recordedAt)).toEqual(charged(then))
      }),
      { numRuns: 150 },
    )
  })
  it('the row shows the terms of the day, and taking everything back leaves what was signed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let of = live(steps).at(-1)!
        const row = rolled(of, today)
        expect(standing(of, today).split(' (')[0]).toBe(`${row.quantity.toFixed()} x ${row.unitPrice?.toFixed() ?? 'list'}`)
        const taken = new Set(of.changes.map((c) => c.retracts as string | null))
        for (const change of of.changes)
          if (change.act !== 'retract' && !taken.has(change.id))
            of = recorded(of, { act: 'retract', effective: change.effective, retracts: change.id })
        expect(charged(of)).toEqual(['2026-01-01.. 10 x 30'])
        expect(of.line.end).toBeNull()
      }),
      { numRuns: 150 },
    )
  })
  it('stretches follow each other without overlap, and none lies beyond the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const of = live(steps).at(-1)!
        const stretches = charged(of).map((text) => text.split(' ')[0]!.split('..'))
        for (const [i, [from, to]] of stretches.entries()) {
          if (to !== '') expect(from! < to!).toBe(true)
          const next = stretches[i + 1]
          if (next) expect(to !== '' && to! <= next[0]!).toBe(true)
          if (of.line.end !== null) expect(to !== '' && to! <= addDays(of.line.end, 1)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})
