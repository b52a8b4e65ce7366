import { running } from '../../../core/contracts/contract.ts'
import { soldOf } from '../../../core/purchases/sales.ts'
import { exposureOf } from '../../../core/purchases/exposure.ts'
import { supplierLeaves } from '../../../core/purchases/leaving.ts'
import { aCost, aLine, exchange, on } from './deals.ts'

const today = '2026-11-18'
const renewal = { mode: 'auto', initialMonths: 12, extensionMonths: 12, noticeDays: 90, supplierNoticeDays: null }
const life = {
  signed: null, signedOn: null, deliveredOn: null, activatedOn: null, noticeOn: null, noticeBy: null, renewal, uplift: null, anchorOn: null, proration: null, measure: null, pool: null,
  costCentre: null, project: null, fund: null, continues: null, awaits: null,
} // prettier-ignore
const users = (more: object = {}) => aLine({ ...running, product: 'MS-USER', unitPrice: null, quantity: '10', start: '2026-01-01', anchor: 'calendar', termEnd: '2026-12-31', life, ...more }) // prettier-ignore
const bought = (more: object = {}) => aCost(1, { months: 3, unitCost: '4120.00', currency: 'EUR', start: '2026-01-01', termEnd: '2027-03-31', noticeDays: 30, ...more }) // prettier-ignore
const shown = (line: object | null, cost: object, entityCurrency: 'GBP' | 'CHF' = 'GBP') => {
  const found = exposureOf(bought(cost), [], line && soldOf(users(line), []), entityCurrency, exchange(), on(today))
  return found && [found.customerTo, found.supplierTo, found.days, found.currency, `${found.amount}`, `${found.entityAmount}`]
}

describe('exposure', () => {
  it('supplier term ends 3 months after the customer can leave: EUR 4,120.00', () =>
    expect(shown({ life: { ...life, renewal: { ...renewal, noticeDays: 30 } } }, {})).toEqual([
      '2026-12-31',
      '2027-03-31',
      90,
      'EUR',
      '412000',
      '358440',
    ]))
  it.each([
    // The customer's notice is too late for this year, so the customer is bound for another.
    ['a customer who stays for another year', {}, {}, undefined],
    ['a supplier bound for two years more', {}, { termEnd: '2028-12-31' }, ['2027-12-31', '2028-12-31', 366, 'EUR', '1648000', '1433760']],
    ['a line that ends', { end: '2027-01-31' }, {}, ['2027-01-31', '2027-03-31', 59, 'EUR', '270089', '234977']],
    ['a line sold to a fixed day', { termEnd: null, life: null, end: '2026-12-31' }, {}, ['2026-12-31', '2027-03-31', 90, 'EUR', '412000', '358440']],
    ['a customer without a term', { termEnd: null, life: null }, {}, [null, '2027-03-31', 133, 'EUR', '604565', '525972']],
    ['no term with the supplier', {}, { termEnd: null }, undefined],
    ['a term that is over', {}, { termEnd: '2026-10-31' }, undefined],
    ['a term that went on because nobody gave notice', { end: '2026-12-31' }, { termEnd: '2026-10-31', extensionMonths: 12 }, ['2026-12-31', '2027-10-31', 304, 'EUR', '1374826', '1196099']],
    ['something bought once', { end: '2026-12-31' }, { months: null }, undefined],
    ['something that was dropped', { end: '2026-12-31' }, { state: 'dropped' }, undefined],
    ['a purchase that was ended, and the term still runs', {}, { end: '2026-12-31' }, ['2027-12-31', '2027-03-31', 90, 'EUR', '412000', '358440']],
    ['per unit, at what was sold last', { end: '2026-12-31' }, { quantityRule: 'perUnit', unitCost: '1.00' }, ['2026-12-31', '2027-03-31', 90, 'EUR', '1000', '870']],
  ])('of %s', (_, line, cost, expected) => expect(shown(line, cost)).toEqual(expected)) // prettier-ignore
  it('of the contract as a whole is what is bought beyond its own end', () => {
    expect(shown(null, {})).toBeUndefined()
    expect(shown(null, { end: '2026-12-31' })).toEqual([null, '2027-03-31', 90, 'EUR', '412000', '358440'])
  })
  it('stands in its own currency where no rate is published', () =>
    expect(shown({ end: '2026-12-31' }, {}, 'CHF')).toEqual(['2026-12-31', '2027-03-31', 90, 'EUR', '412000', 'null']))
})

describe('leaving a supplier', () => {
  it.each([
    [{}, '2026-11-18', ['2027-03-31', null]],
    [{ extensionMonths: 12 }, '2027-03-01', ['2027-03-31', '2027-03-01']],
    [{ extensionMonths: 12 }, '2027-03-02', ['2028-03-31', '2028-03-01']],
    [{ extensionMonths: 1, termEnd: '2026-02-27', start: '2026-01-31', noticeDays: 0 }, '2026-03-01', ['2026-03-30', '2026-03-30']],
    [{ termEnd: null }, '2026-11-18', [null, null]],
  ])('%j on %s', (more, day, expected) => {
    const { lastDay, noticeBy } = supplierLeaves(bought(more), on(day))
    expect([lastDay, noticeBy]).toEqual(expected)
  })
})
