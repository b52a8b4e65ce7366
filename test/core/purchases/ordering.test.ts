import fc from 'fast-check'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { shape } from '../../../core/kernel/shape.ts'
import type { Figure } from '../../../core/purchases/change-order.ts'
import type { Deal } from '../../../core/purchases/deal.ts'
import { orderOf, wantedOrder, type Ordered } from '../../../core/purchases/ordering.ts'
import { signedStretches, stretchesOf } from '../../../core/purchases/terms.ts'
import { movedSince } from '../../../core/purchases/watch.ts'
import { aCost, aDeal, aLine, contract, exchange, goldenCosts, idOf, knownSuppliers, stamp, wanted } from './deals.ts'

const facts = { known: knownSuppliers, exchange: exchange() }
const ordered = (changes: readonly object[], deal = aDeal(), more: object = {}): Ordered => {
  const done = orderOf(wanted(changes, more), deal, facts, stamp)
  if (refused(done)) throw new Error(`${done.refused} ${JSON.stringify(done.about)}`)
  return done
}
/** The deal as an order leaves it. */
const after = (deal: Deal, { order, changed, new: brought }: Ordered): Deal => ({
  ...deal,
  costs: [...deal.costs.map((cost) => changed.find(({ id }) => id === cost.id) ?? cost), ...brought],
  orders: [...deal.orders, order],
})
const shown = ({ currency, sales, cost, margin, percent }: Figure) => [currency, `${sales}`, `${cost}`, `${margin}`, percent && decimalText(percent)] // prettier-ignore
const toEuro = { does: 'change', costLine: idOf(101), supplier: idOf(51), currency: 'EUR', unitCost: '4480.00' }

describe('a change order', () => {
  it('★ C-1010: the hardware from another supplier for EUR 4,480.00: cost 4,629.00, margin 1,771.00 = 27.67 %', () => {
    const { order, changed } = ordered([toEuro], aDeal({ entityCurrency: 'EUR', groupCurrency: 'INR' }))
    expect(order.marginBefore.map(shown)).toEqual([
      ['GBP', '640000', '464540', '175460', '27.42'],
      ['EUR', '735632', '533954', '201678', '27.42'],
      ['INR', '71910112', '52195505', '19714607', '27.42'],
    ])
    expect(order.marginAfter.map(shown)).toEqual([
      ['GBP', '640000', '462900', '177100', '27.67'],
      ['EUR', '735632', '532069', '203563', '27.67'],
      ['INR', '71910112', '52011235', '19898877', '27.67'],
    ])
    expect(order).toMatchObject({
      number: 1,
      reason: 'Better price',
      effective: '2026-11-18',
      ratesOn: '2026-11-18',
      recordedBy: 'Sian Rees',
    })
    expect(order.changes).toMatchObject([{ number: 1, termsBefore: { supplier: idOf(50), currency: 'USD' }, termsAfter: { supplier: idOf(51), currency: 'EUR' } }]) // prettier-ignore
    expect(changed).toMatchObject([{ id: idOf(101), changes: 1, signed: { currency: 'USD' }, currency: 'EUR' }])
  })
  it('knows no price: what the customer pays cannot be named in it', () => {
    const parse = (input: object) => () => shape(wantedOrder).parse(input, 'order')
    const order = { contract: idOf(1), line: idOf(10), reason: 'r', effective: '2026-11-18' }
    expect(parse({ ...order, changes: [{ ...toEuro, unitPrice: '1' }] })).toThrow('unitPrice')
    expect(parse({ ...order, changes: [toEuro], unitPrice: '1' })).toThrow('unitPrice')
  })
  it('adds and takes off', () => {
    const { order, changed, new: brought } = ordered([{ does: 'add', supplier: idOf(51), item: 'Rack', quantity: '2', unitCost: '100' }, { does: 'remove', costLine: idOf(103) }]) // prettier-ignore
    expect(brought).toMatchObject([
      { number: 4, item: 'Rack', currency: 'EUR', addedBy: 1, start: '2026-11-18', months: null, state: 'planned' },
    ])
    expect(changed).toMatchObject([{ id: idOf(103), state: 'dropped' }])
    expect(order.marginAfter.map(shown)[0]).toEqual(['GBP', '640000', '462740', '177260', '27.7'])
    expect(order.changes.map(({ termsBefore, termsAfter }) => [termsBefore?.item, termsAfter?.item])).toEqual([[undefined, 'Rack'], ['Installation', undefined]]) // prettier-ignore
  })
  it('numbers of a contract go on', () => {
    const deal = aDeal()
    const once = after(deal, ordered([toEuro], deal))
    const twice = ordered([{ does: 'change', costLine: idOf(101), unitCost: '4400.00' }], once)
    expect([twice.order.number, twice.changed[0]!.changes, twice.changed[0]!.signed?.currency]).toEqual([2, 2, 'USD'])
    expect(twice.order.marginBefore).toEqual(once.orders[0]!.marginAfter)
  })
  it('of what runs holds from its day on, and compares the year from there', () => {
    const users = aLine({ product: 'MS-USER', unitPrice: null, kind: 'recurring', quantity: '10', start: '2026-01-01', anchor: 'calendar' })
    const deal = aDeal({
      lines: [users],
      costs: [aCost(1, { months: 1, unitCost: '16.00', quantityRule: 'perUnit', start: '2026-01-01' })],
    })
    const done = ordered([{ does: 'change', costLine: idOf(101), unitCost: '15.00' }], deal, { effective: '2027-01-01' })
    expect([done.order.from, done.order.to]).toEqual(['2027-01-01', '2028-01-01'])
    expect([done.order.marginBefore.map(shown)[0], done.order.marginAfter.map(shown)[0]]).toEqual([['GBP', '456000', '192000', '264000', '57.89'], ['GBP', '456000', '180000', '276000', '60.53']]) // prettier-ignore
    const standing = after(deal, done)
    expect(stretchesOf(standing.costs[0]!, standing.orders).map(({ from, to, terms }) => [from, to, decimalText(terms.unitCost)])).toEqual([['2026-01-01', '2027-01-01', '16'], ['2027-01-01', null, '15']]) // prettier-ignore
    expect(signedStretches(standing.costs[0]!).map(({ from, to, terms }) => [from, to, decimalText(terms.unitCost)])).toEqual([['2026-01-01', null, '16']]) // prettier-ignore
    const gone = after(standing, ordered([{ does: 'remove', costLine: idOf(101) }], standing, { effective: '2027-07-01' }))
    expect(stretchesOf(gone.costs[0]!, gone.orders).map(({ from, to }) => [from, to])).toEqual([['2026-01-01', '2027-01-01'], ['2027-01-01', '2027-07-01']]) // prettier-ignore
    expect(signedStretches(gone.costs[0]!).map(({ from, to }) => [from, to])).toEqual([['2026-01-01', null]])
  })
  it('of what is bought for the contract as a whole shows its cost alone', () => {
    const deal = aDeal({ costs: [aCost(1, { line: null, months: 1, unitCost: '50.00' })] })
    const { order } = ordered([{ does: 'change', costLine: idOf(101), unitCost: '45.00' }], deal, { line: null })
    expect([order.marginBefore.map(shown)[0], order.marginAfter.map(shown)[0]]).toEqual([['GBP', '0', '60000', '-60000', null], ['GBP', '0', '54000', '-54000', null]]) // prettier-ignore
  })

  const running = { months: 1, start: '2026-01-01' }
  it.each([
    ['purchases.unknownLine', [toEuro], { line: idOf(11) }, {}],
    ['purchases.contractEnded', [toEuro], {}, { contract: { ...contract, state: 'ended' as const } }],
    ['purchases.nothingChanged', [], {}, {}],
    ['purchases.nothingChanged', [{ does: 'change', costLine: idOf(101), unitCost: '5150' }], {}, {}],
    ['purchases.unknownCostLine', [{ ...toEuro, costLine: idOf(999) }], {}, {}],
    ['purchases.unknownCostLine', [{ ...toEuro, costLine: null }], {}, {}],
    ['purchases.unknownCostLine', [toEuro], { line: null }, {}],
    ['purchases.unknownSupplier', [{ ...toEuro, supplier: idOf(77) }], {}, {}],
    ['purchases.supplierInactive', [{ ...toEuro, supplier: idOf(52) }], {}, {}],
    ['purchases.negativeCost', [{ ...toEuro, unitCost: '-1' }], {}, {}],
    ['purchases.badQuantity', [{ ...toEuro, quantity: '0' }], {}, {}],
    ['purchases.tooLarge', [{ ...toEuro, quantity: '1000000' }], {}, {}],
    ['purchases.badNotice', [{ ...toEuro, noticeDays: -1 }], {}, {}],
    ['purchases.endBeforeStart', [{ ...toEuro, end: '2026-11-17' }], {}, {}],
    ['purchases.termBeforeStart', [{ ...toEuro, termEnd: '2026-11-17' }], {}, {}],
    ['purchases.perUnitOfNothing', [{ does: 'add', item: 'x', quantity: '1', unitCost: '1', quantityRule: 'perUnit' }], { line: null }, {}],
    ['purchases.badMonths', [{ does: 'add', item: 'x', quantity: '1', unitCost: '1', months: 0 }], {}, {}],
    ['purchases.incompleteCost', [{ does: 'add', item: 'x', quantity: '1' }], {}, {}],
    ['purchases.costTwice', [toEuro, { ...toEuro, unitCost: '4000' }], {}, {}],
    ['purchases.dropped', [toEuro], {}, { costs: [aCost(1, { state: 'dropped' })] }],
    ['purchases.costEnded', [toEuro], {}, { costs: [aCost(1, { ...running, end: '2026-06-30' })] }],
    ['rates.missing', [{ ...toEuro, currency: 'CHF' }], {}, {}],
    ['purchases.noPrice', [toEuro], {}, { lines: [aLine({ unitPrice: null })] }],
  ] as const)('is refused: %s %j', (code, changes, more, deal) => {
    expect(orderOf(wanted(changes, more), aDeal(deal as Partial<Deal>), facts, stamp)).toMatchObject({ refused: code })
  })
  it('is refused backwards, without a contract, and by rates that are too old', () => {
    const deal = aDeal()
    const once = after(deal, ordered([toEuro], deal, { effective: '2026-11-20' }))
    expect(orderOf(wanted([{ ...toEuro, unitCost: '4000' }]), once, facts, stamp)).toMatchObject({
      refused: 'purchases.effectiveBackwards',
    })
    expect(orderOf(wanted([toEuro]), undefined, facts, stamp)).toMatchObject({ refused: 'purchases.unknownContract' })
    expect(orderOf(wanted([toEuro]), deal, { ...facts, exchange: exchange('2026-11-25') }, stamp)).toMatchObject({ refused: 'rates.stale' })
  })
  it('there and back leaves the margin as it was, whatever it was changed to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...goldenCosts()), fc.integer({ min: 1, max: 9_999 }), (cost, unitCost) => {
        fc.pre(decimalText(cost.unitCost) !== `${unitCost}`)
        const deal = aDeal()
        const there = ordered([{ does: 'change', costLine: cost.id, unitCost: `${unitCost}` }], deal)
        const back = ordered([{ does: 'change', costLine: cost.id, unitCost: decimalText(cost.unitCost) }], after(deal, there))
        expect(back.order.marginAfter).toEqual(there.order.marginBefore)
        expect(back.order.marginBefore).toEqual(there.order.marginAfter)
      }),
    )
  })
})

describe('the margin since the signature', () => {
  const sold = (deal: Deal) => deal.sold[0]!
  const moved = (deal: Deal, today = exchange()) => {
    const found = movedSince(deal, sold(deal), exchange(), today)
    if (found === null || refused(found)) throw new Error('nothing to compare')
    return [found.points, found.bySuppliers, found.byRates].map(decimalText)
  }
  it('moves by suppliers, by rates, and by both', () => {
    const deal = aDeal()
    expect(moved(deal)).toEqual(['0', '0', '0'])
    const dearer = exchange('2026-11-18', { USD: '0.80' })
    expect(moved(deal, dearer)).toEqual(['-3.22', '0', '-3.22'])
    const changed = after(deal, ordered([toEuro], deal))
    expect(moved(changed)).toEqual(['0.25', '0.25', '0'])
    // What is no longer bought in dollars no longer moves with them.
    expect(moved(changed, dearer)).toEqual(['0.25', '0.25', '0'])
  })
  it('counts what a change order brought and what it took off', () => {
    const deal = aDeal()
    const changed = after(deal, ordered([{ does: 'add', item: 'Rack', quantity: '1', unitCost: '64' }, { does: 'remove', costLine: idOf(103) }], deal)) // prettier-ignore
    expect(moved(changed)).toEqual(['2', '2', '0'])
  })
  it('says nothing where nothing is sold', () => {
    const deal = aDeal({ lines: [aLine({ unitPrice: '0' })] })
    expect(movedSince(deal, sold(deal), exchange(), exchange())).toBeNull()
  })
})
