import { decimalText } from '../../../core/kernel/decimal.ts'
import { dueTopUp, expire } from '../../../core/funds/moving.ts'
import { purchase, termsFault, type Terms } from '../../../core/funds/rules.ts'
import { balanceOn, statementOf } from '../../../core/funds/statement.ts'
import { buy, codeOf, drawing, drawn, emptied, faultsOf, much, on, reversing, stamp } from './holding.ts'

const lots = (holding: ReturnType<typeof emptied>) => holding.lots.map((lot) => [decimalText(lot.remaining), lot.deferred])
const shares = (holding: ReturnType<typeof emptied>) =>
  holding.movements.at(-1)!.shares.map((share) => [share.number, decimalText(share.quantity), share.value])

describe('drawing from lots', () => {
  const three = () => {
    let holding = buy(emptied({ weights: [{ bookingType: 'night', factor: much('1.5'), workType: null }] }), '10', 100_000n) // 1: never lapses
    holding = buy(holding, '10', 80_000n, '2026-10-01', { expires: '2027-06-30' }) // 2
    holding = buy(holding, '10', 60_000n, '2026-10-01', { expires: '2027-01-31' }) // 3: lapses first
    return buy(holding, '5', 0n, '2026-11-05', { priority: -1 }) // 4: granted, drawn before all, from 5 November
  }
  it.each([
    ['by priority', '4', '2026-11-10', [[4, '-4', 0n]]],
    ['by earliest expiry, before its lot is there', '4', '2026-11-01', [[3, '-4', -24_000n]]],
    ['over several lots, the one without expiry last', '26', '2026-11-10', [[4, '-5', 0n], [3, '-10', -60_000n], [2, '-10', -80_000n], [1, '-1', -10_000n]]],
    ['past a lot that has lapsed', '6', '2027-02-01', [[4, '-5', 0n], [2, '-1', -8000n]]],
    ['on the last day of a lot', '6', '2027-01-31', [[4, '-5', 0n], [3, '-1', -6000n]]],
  ] as const)('goes %s', (_how, quantity, day, expected) => {
    const holding = drawn(three(), quantity, day)
    expect(shares(holding)).toEqual(expected)
    expect(faultsOf(holding)).toEqual([])
  }) // prettier-ignore
  it('takes the older of two lots that lapse together, and then the one that was made first', () => {
    let holding = buy(emptied(), '1', 100n, '2026-10-02', { expires: '2027-01-31' })
    holding = buy(holding, '1', 200n, '2026-10-01', { expires: '2027-01-31' })
    holding = buy(holding, '1', 300n, '2026-10-01', { expires: '2027-01-31' })
    expect(shares(drawn(holding, '3'))).toEqual([[2, '-1', -200n], [3, '-1', -300n], [1, '-1', -100n]]) // prettier-ignore
  })
  it('counts a booking type by its factor, and any other once', () => {
    const night = drawn(three(), '3', '2026-11-10', 'night').movements.at(-1)!
    expect([decimalText(night.booked!), decimalText(night.weight!), decimalText(night.quantity)]).toEqual(['3', '1.5', '-4.5'])
    expect(decimalText(drawn(three(), '3', '2026-11-10', 'weekend').movements.at(-1)!.quantity)).toBe('-3')
  })
  it('never loses a penny: 100.00 over three units', () => {
    let holding = buy(emptied(), '3', 10_000n)
    const released: bigint[] = []
    for (const part of ['1', '1', '1']) {
      holding = drawn(holding, part)
      released.push(-holding.movements.at(-1)!.value)
    }
    expect(released).toEqual([3333n, 3334n, 3333n])
    expect(lots(holding)).toEqual([['0', 0n]])
  })
})

describe('beyond the end of a fund', () => {
  const ten = (overage: 'block' | 'negative' | 'bill') => buy(emptied({ overage }), '10', 100_000n)
  it('nothing is drawn where its policy forbids it', () => {
    const holding = ten('block')
    expect(drawing(holding, '10.5')).toEqual({
      refused: 'funds.overdrawn', about: { fund: 'Support hours', wanted: '10.5', left: '10', day: '2026-11-10' },
    }) // prettier-ignore
    expect(codeOf(drawing(holding, '10'))).toBe('done')
  })
  it('the rest is billed', () => {
    const holding = drawn(ten('bill'), '12.5')
    expect([decimalText(holding.fund.balance), decimalText(holding.movements.at(-1)!.beyond)]).toEqual(['0', '2.5'])
    expect(faultsOf(holding)).toEqual([])
  })
  it('the rest is owed, and the next lot covers it and releases its value', () => {
    const owing = drawn(ten('negative'), '12.5')
    expect([decimalText(owing.fund.balance), owing.fund.deferred]).toEqual(['-2.5', 0n])
    const covered = buy(owing, '10', 120_000n, '2026-12-01')
    expect(covered.movements.slice(-2).map((m) => [m.act, decimalText(m.quantity), m.value])).toEqual([['purchase', '10', 120_000n], ['settlement', '0', -30_000n]]) // prettier-ignore
    expect([decimalText(covered.fund.balance), decimalText(covered.fund.overdrawn), covered.fund.deferred]).toEqual(['7.5', '0', 90_000n])
    expect(faultsOf(covered)).toEqual([])
    // What the later lot has covered can no longer be given back to it.
    expect(codeOf(reversing(covered, 2))).toBe('funds.settledSince')
    expect(faultsOf(reversing(owing, 2) as typeof owing)).toEqual([])
  })
  it('what is given back covers what is still owed', () => {
    const owing = drawn(drawn(ten('negative'), '10'), '4')
    const back = reversing(owing, 2) as typeof owing
    expect([decimalText(back.fund.balance), decimalText(back.fund.overdrawn), back.fund.deferred]).toEqual(['6', '0', 60_000n])
    expect(back.movements.slice(-2).map((m) => m.act)).toEqual(['draw', 'settlement'])
    expect(faultsOf(back)).toEqual([])
  })
})

describe('lapsing', () => {
  const block = (times = 1) => buy(emptied({ expiryMonths: 6, carryOver: { percent: much('25'), times } }), '40', 340_000n, '2026-10-01')
  it('takes nothing before the last day is over', () => {
    expect(block().lots[0]!.expires).toBe('2027-03-31')
    expect(expire(block(), stamp, on('2027-03-31')).movements).toHaveLength(1)
  })
  it('carries a quarter of what is left over, once, with its share of the value', () => {
    const holding = expire(drawn(block(), '16'), stamp, on('2027-04-01'))
    expect(holding.movements.slice(-2).map((m) => [m.act, m.day, decimalText(m.quantity), m.value])).toEqual([['carryOver', '2027-03-31', '0', 0n], ['expiry', '2027-03-31', '-18', -153_000n]]) // prettier-ignore
    expect(lots(holding)).toEqual([['0', 0n], ['6', 51_000n]]) // prettier-ignore
    expect(holding.lots[1]).toMatchObject({ number: 2, start: '2027-04-01', expires: '2027-09-30', purchasedOn: '2026-10-01', carried: 1 })
    const over = expire(holding, stamp, on('2027-10-01'))
    expect([decimalText(over.fund.balance), over.fund.deferred]).toEqual(['0', 0n])
    expect(faultsOf(over)).toEqual([])
  })
  it('catches up with several ends at once', () => {
    const holding = expire(block(2), stamp, on('2030-01-01'))
    expect(holding.movements.map((m) => m.act)).toEqual(['purchase', 'carryOver', 'expiry', 'carryOver', 'expiry', 'expiry'])
    expect(holding.fund.deferred).toBe(0n)
    expect(faultsOf(holding)).toEqual([])
  })
  it('leaves nothing of an empty lot to lapse', () => {
    expect(expire(drawn(block(), '40'), stamp, on('2027-04-01')).movements).toHaveLength(2)
  })
})

describe('reversal', () => {
  it('is refused for what is no draw or purchase, for a reversal, and for a purchase that was drawn from', () => {
    const bought = buy(emptied({ expiryMonths: 1 }), '10', 1000n, '2026-10-01')
    expect(codeOf(reversing(drawn(bought, '1', '2026-10-05'), 1))).toBe('funds.lotUsed')
    expect(codeOf(reversing(expire(bought, stamp, on('2026-12-01'))))).toBe('funds.notReversible')
    const back = reversing(drawn(bought, '1', '2026-10-05')) as typeof bought
    expect(codeOf(reversing(back))).toBe('funds.notReversible')
    expect(codeOf(reversing(back, 1))).toBe('done')
  })
  it('of a purchase takes the lot away', () => {
    const back = reversing(buy(emptied(), '10', 1000n)) as ReturnType<typeof emptied>
    expect([decimalText(back.fund.balance), back.fund.deferred]).toEqual(['0', 0n])
    expect(faultsOf(back)).toEqual([])
  })
})

describe('topping up', () => {
  const rule = (thresholdIn: 'percent' | 'quantity', threshold: string, method: 'fixed' | 'target', quantity: string) => ({
    thresholdIn, threshold: much(threshold), method, quantity: much(quantity), automatic: null,
  }) // prettier-ignore
  it.each([
    ['nothing above its threshold', rule('percent', '20', 'fixed', '40'), '32', null],
    ['its fixed quantity below', rule('percent', '20', 'fixed', '40'), '32.1', '40'],
    ['up to its target', rule('quantity', '10', 'target', '50'), '33', '43'],
    ['nothing when the target is met', rule('quantity', '10', 'target', '5'), '33', null],
  ] as const)('wants %s', (_what, topUp, quantity, due) => {
    const { fund } = drawn(buy(emptied({ topUp }), '40', 340_000n), quantity)
    expect(fund.topUpDue === null ? null : decimalText(fund.topUpDue)).toBe(due)
    expect(dueTopUp({ ...fund, topUp: null })).toBeNull()
  })
})

describe('what cannot be agreed or moved', () => {
  const terms: Terms = { unit: 'hours', currency: 'GBP', expiryMonths: null, carryOver: null, weights: [], topUp: null, overage: 'block' }
  const half = { bookingType: 'night', factor: much('0.5'), workType: null } as const
  it.each([
    ['nothing', {}, undefined],
    ['a validity of no month', { expiryMonths: 0 }, 'funds.badMonths'],
    ['a carry-over of what never lapses', { carryOver: { percent: much('25'), times: 1 } }, 'funds.badCarryOver'],
    ['a carry-over of more than all', { expiryMonths: 6, carryOver: { percent: much('101'), times: 1 } }, 'funds.badCarryOver'],
    ['a carry-over no time', { expiryMonths: 6, carryOver: { percent: much('25'), times: 0 } }, 'funds.badCarryOver'],
    ['a factor below one', { weights: [half] }, undefined],
    ['a factor of nothing', { weights: [{ ...half, factor: much('0') }] }, 'funds.badWeight'],
    ['two factors of one booking type', { weights: [half, half] }, 'funds.badWeight'],
    ['a factor on money', { unit: 'currency', weights: [half] }, 'funds.badWeight'],
    ['a threshold above all', { topUp: { thresholdIn: 'percent', threshold: much('120'), method: 'fixed', quantity: much('1') } }, 'funds.badTopUp'],
    ['an interval of half a month', { topUp: { thresholdIn: 'interval', threshold: much('0.5'), method: 'fixed', quantity: much('1') } }, 'funds.badTopUp'],
    ['bands where it is refused', { overageBands: [{ upTo: null, unitPrice: much('95') }] }, 'funds.badOverage'],
    ['no bands where it is billed by them', { overage: 'banded' }, 'funds.badOverage'],
    ['bands that fall', { overage: 'banded', overageBands: [{ upTo: much('5'), unitPrice: much('95') }, { upTo: much('4'), unitPrice: much('95') }, { upTo: null, unitPrice: much('1') }] }, 'funds.badOverage'],
    ['a price below nothing', { overagePrice: much('-1') }, 'funds.badOverage'],
    ['half a penny to top up', { unit: 'currency', topUp: { thresholdIn: 'quantity', threshold: much('1'), method: 'fixed', quantity: much('0.005') } }, 'funds.badTopUp'],
  ] as const)('%s', (_what, more, code) => {
    expect(termsFault({ ...terms, ...more } as Terms)?.refused).toBe(code)
  }) // prettier-ignore
  it.each([
    ['nothing', 'hours', '0', 'funds.notPositive'],
    ['less than nothing', 'hours', '-1', 'funds.notPositive'],
    ['a second of an hour', 'hours', '0.000278', 'done'],
    ['the ten-millionth of an hour', 'hours', '0.0000001', 'funds.tooFine'],
    ['half a penny', 'currency', '1.005', 'funds.tooFine'],
    ['more than can be', 'hours', '1000000000000', 'funds.tooLarge'],
  ] as const)('%s of %s', (_what, unit, quantity, code) => {
    expect(codeOf(drawing(buy(emptied({ unit }), '10', 1000n), quantity))).toBe(code)
  })
  it('work outside the scope', () => {
    const holding = buy(emptied({ scope: ['remote', 'on site'] }), '10', 1000n)
    expect(codeOf(drawing(holding, '1', '2026-11-10', 'day', 'project'))).toBe('funds.outOfScope')
    expect(codeOf(drawing(holding, '1'))).toBe('funds.outOfScope')
    expect(codeOf(drawing(holding, '1', '2026-11-10', 'day', 'remote'))).toBe('done')
  })
  it('a purchase below nothing, and one that has lapsed before it is made', () => {
    const bought = {
      quantity: much('1'),
      value: 100n,
      entityValue: 100n,
      groupValue: 100n,
      day: on('2026-11-01'),
      expires: null,
      priority: 0,
      reference: null,
    }
    expect(codeOf(purchase(emptied(), stamp, { ...bought, value: -1n, entityValue: 0n, groupValue: 0n }))).toBe('funds.negativeValue')
    expect(codeOf(purchase(emptied(), stamp, { ...bought, expires: on('2026-10-31') }))).toBe('funds.expiresBeforeStart')
  })
})

it('a statement of any days opens with what the days before it left', () => {
  let holding = buy(emptied({ expiryMonths: 6 }), '40', 340_000n, '2026-10-15')
  holding = drawn(drawn(holding, '10', '2026-10-20'), '6', '2026-11-03')
  holding = reversing(holding, 3, '2026-12-02') as typeof holding
  holding = expire(holding, stamp, on('2027-06-01'))
  const text = (from: string, to: string) => {
    const { opening, drawn: used, released, lapsed, breakage, closing, closingDeferred } = statementOf(holding.movements, on(from), on(to))
    return [decimalText(opening), decimalText(used), released, decimalText(lapsed), breakage, decimalText(closing), closingDeferred]
  }
  expect(text('2026-11-01', '2026-11-30')).toEqual(['30', '6', 51_000n, '0', 0n, '24', 204_000n])
  expect(text('2026-12-01', '2026-12-31')).toEqual(['24', '-6', -51_000n, '0', 0n, '30', 255_000n])
  expect(text('2027-01-01', '2027-12-31')).toEqual(['30', '0', 0n, '30', 255_000n, '0', 0n])
  expect(decimalText(balanceOn(holding.movements, on('2026-10-14')).balance)).toBe('0')
  expect(decimalText(balanceOn(holding.movements, on('2027-04-13')).balance)).toBe('30')
})
