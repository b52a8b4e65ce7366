import { dueOn, dueWithin, nextRise } from '../../../core/contracts/rises.ts'
import { indexBook, judge, letterDay, type Clause, type Judging } from '../../../core/indexation/judge.ts'
import { replayed } from '../../../core/indexation/why.ts'
import { plainLife, running, type ContractLine } from '../../../core/contracts/contract.ts'
import type { LineChange } from '../../../core/contracts/line-change.ts'
import type { IndexValue } from '../../../core/indexation/series.ts'
import { day, type Day } from '../../../core/kernel/day.ts'
import { decimalText, exactly, type Decimal } from '../../../core/kernel/decimal.ts'

const on = (text: string): Day => day(text)!
const amount = (text: string | null): Decimal | null => (text === null ? null : exactly(text))
const clause = (more: object = {}): Clause => ({
  by: 'index', index: 'UK-CPI' as Clause['index'], lagMonths: 2, margin: exactly('1'), floorPercent: null, capPercent: null, ratchet: false, decimals: null, ...more,
}) // prettier-ignore
const line = (more: Partial<ContractLine> = {}): ContractLine => ({
  id: 'line' as ContractLine['id'], contract: 'contract' as ContractLine['contract'], number: 1, entity: 'NLUK' as ContractLine['entity'],
  customer: 'customer' as ContractLine['customer'], product: 'MS-USER' as ContractLine['product'], version: 1, description: null, quantity: exactly('42'),
  unitPrice: exactly('38.00'), currency: 'GBP', months: 1, timing: 'advance', anchor: 'anniversary', start: on('2024-12-01'), end: null, billedTo: null,
  taxCodes: [], poNumber: null, ...running, ...more,
}) // prettier-ignore
const version = (more: object = {}) =>
  ({ product: 'MS-USER', version: 1, model: 'flat', basis: 'month', prices: [{ currency: 'GBP', unitPrice: exactly('40.00'), bands: [] }], ...more }) as never // prettier-ignore
const value = (month: string, text: string, more: Partial<IndexValue> = {}): IndexValue =>
  ({ index: 'UK-CPI', month, value: exactly(text), published: on('2026-11-18'), version: 1, ...more }) as IndexValue
/** 3.4 % from October to October. */
const values = [value('2025-10', '125', { published: on('2025-11-19') }), value('2026-10', '129.25')]
const change = (number: number, effective: string, unitPrice: string | null, more: Partial<LineChange> = {}): LineChange =>
  ({ id: `change ${number}`, number, effective: on(effective), sets: ['unitPrice'], unitPrice: amount(unitPrice), act: 'price', retracts: null, recordedAt: '2026-01-01T00:00:00.000Z', ...more }) as LineChange // prettier-ignore
const judging = (more: Partial<Judging> = {}, knownOn = '2026-11-30'): Judging => ({
  line: line(), clause: clause(), changes: [], versions: new Map([['MS-USER@1', version()]]), book: indexBook(values, on(knownOn)), ...more,
}) // prettier-ignore
const december = { on: on('2026-12-01'), by: 'anniversary' } as const
const shown = (facts: Judging, due: Parameters<typeof judge>[1] = december) => {
  const { oldPrice, newPrice, factor, morePerYear, reason, about, trace } = judge(facts, due)
  const text = (d: Decimal | null) => d && decimalText(d)
  return {
    oldPrice: text(oldPrice),
    newPrice: text(newPrice),
    factor: text(factor),
    morePerYear: `${morePerYear}`,
    reason,
    about,
    decided: trace.decided,
  }
}

describe('a new price', () => {
  it.each([
    ['C-1001: index and margin', {}, {}, { oldPrice: '38', newPrice: '39.67', factor: '1.044', morePerYear: '84168', decided: 'index' }],
    ['C-1009: one night desk', { quantity: exactly('1'), unitPrice: exactly('1250.00') }, {}, { newPrice: '1305', morePerYear: '66000' }],
    [
      'C-1009 with a cap of 4 %',
      { quantity: exactly('1'), unitPrice: exactly('1250.00') },
      { capPercent: exactly('4') },
      { newPrice: '1300', decided: 'cap' },
    ],
    ['a floor', {}, { floorPercent: exactly('5') }, { newPrice: '39.9', decided: 'floor' }],
    ['a fixed rise', {}, { by: 'fixed', index: null, margin: exactly('3') }, { newPrice: '39.14', factor: '1.03' }],
    ['four places', { unitPrice: exactly('0.1234') }, { decimals: 4, margin: exactly('0') }, { newPrice: '0.1276' }],
    ['the list price where none is agreed', { unitPrice: null }, {}, { oldPrice: '40', newPrice: '41.76' }],
  ])('%s', (_what, own, agreed, expected) => {
    expect(shown(judging({ line: line(own), clause: clause(agreed) }))).toMatchObject({ reason: null, ...expected })
  })
  it('a price for a year costs more once a year', () => {
    const facts = judging({
      line: line({ quantity: exactly('10'), unitPrice: exactly('198') }),
      versions: new Map([['MS-USER@1', version({ basis: 'year' })]]),
    })
    expect(shown(facts)).toMatchObject({ newPrice: '206.71', morePerYear: '8710' })
  })
  it('is the price in force on its day that rises, not the one that was signed', () => {
    const signed = { quantity: exactly('42'), unitPrice: exactly('38'), version: 1, end: null }
    const own = line({ changes: 1, life: { ...plainLife, signed } })
    expect(shown(judging({ line: own, changes: [change(1, '2025-03-01', '36.50')] }))).toMatchObject({
      oldPrice: '36.5',
      newPrice: '38.11',
    })
  })
  it('a trace gives the same price by itself', () => {
    for (const agreed of [
      {},
      { capPercent: exactly('4') },
      { floorPercent: exactly('5') },
      { by: 'fixed', index: null },
      { decimals: 4 },
    ]) {
      const { oldPrice, newPrice, trace } = judge(judging({ clause: clause(agreed) }), december)
      expect(decimalText(replayed(oldPrice, trace)!)).toBe(decimalText(newPrice!))
    }
  })
})

describe('what stands in the way', () => {
  const bound = line({ boundUntil: on('2026-12-01') })
  it.each([
    ['a bound price', { line: bound }, { reason: 'bound', about: { day: '2026-12-01' }, newPrice: '39.67' }],
    ['binding that is over the day before', { line: line({ boundUntil: on('2026-11-30') }) }, { reason: null }],
    ['a price that was agreed in the year', { line: line({ start: on('2026-03-01') }) }, { reason: 'startedLately', about: { day: '2026-03-01' } }],
    ['a line that goes on from another one', { line: line({ start: on('2026-03-01'), life: { ...plainLife, continues: 'x' as never } }) }, { reason: null }],
    ['a price that rose in the year', { changes: [change(1, '2026-02-01', '38.50')] }, { reason: 'raisedLately', about: { day: '2026-02-01' } }],
    ['a price that fell in the year', { changes: [change(1, '2026-02-01', '37.00')] }, { reason: null, oldPrice: '37' }],
    ['a rise that was taken back', { changes: [change(1, '2026-02-01', '38.50'), change(2, '2026-02-01', null, { sets: [], retracts: 'change 1' as never })] }, { reason: null, oldPrice: '38' }],
    ['a rise a year before', { changes: [change(1, '2025-12-01', '38.50')] }, { reason: null, oldPrice: '38.5' }],
    ['a price agreed for later', { changes: [change(1, '2027-03-01', '41.00')] }, { reason: 'laterPrice', about: { day: '2027-03-01' } }],
    ['a price in bands', { line: line({ unitPrice: null }), versions: new Map([['MS-USER@1', version({ model: 'fillUp' })]]) }, { reason: 'noSinglePrice', newPrice: null }],
    ['no price at all', { line: line({ unitPrice: null, currency: 'EUR' }) }, { reason: 'noListPrice', about: { currency: 'EUR' } }],
    ['a floor above the cap', { clause: clause({ floorPercent: exactly('5'), capPercent: exactly('3') }) }, { reason: 'badClause', newPrice: null }],
    ['an index clause without index', { clause: clause({ index: null }) }, { reason: 'badClause' }],
    ['an index that fell, by a ratchet', { clause: clause({ margin: exactly('-5'), ratchet: true }) }, { reason: 'unchanged', newPrice: '38', decided: 'ratchet' }],
    ['an index that fell, without one', { clause: clause({ margin: exactly('-5') }) }, { reason: null, newPrice: '37.39' }],
  ] as readonly (readonly [string, Partial<Judging>, object])[])('%s', (_what, facts, expected) => {
    expect(shown(judging(facts))).toMatchObject(expected)
  }) // prettier-ignore
  it('a missing value of the index is named with its month', () => {
    expect(shown(judging({ clause: clause({ lagMonths: 1 }) }))).toMatchObject({
      reason: 'noIndexValue',
      about: { index: 'UK-CPI', month: '2026-11' },
    })
    expect(shown(judging({}, '2026-11-17'))).toMatchObject({
      reason: 'noIndexValue',
      about: { index: 'UK-CPI', month: '2026-10' },
      newPrice: null,
    })
    const noBase = indexBook(values.slice(1), on('2026-11-30'))
    expect(shown(judging({ book: noBase }))).toMatchObject({ reason: 'noIndexValue', about: { month: '2025-10' } })
  })
})

describe('values of an index', () => {
  const revised = [...values, value('2026-10', '130', { version: 2, published: on('2026-11-25') })]
  it.each([
    ['2026-11-30', '130'],
    ['2026-11-25', '130'],
    ['2026-11-24', '129.25'],
  ])('as known on %s: %s', (knownOn, expected) =>
    expect(decimalText(indexBook(revised, on(knownOn))('UK-CPI', '2026-10')!.value)).toBe(expected),
  )
  it('the lag counts months back from the new price, over the turn of the year', () => {
    const { trace } = judge(judging({ clause: clause({ lagMonths: 3 }), book: indexBook([value('2025-10', '125'), value('2024-10', '120')], on('2026-11-30')) }), { on: on('2026-01-31'), by: 'asked' }) // prettier-ignore
    expect([trace.base?.month, trace.current?.month, trace.lagMonths]).toEqual(['2024-10', '2025-10', 3])
  })
})

describe('when a price is due', () => {
  const window = (effective: string, until: string) => ({ effective: on(effective), until: on(until) })
  it.each([
    ['its anniversary', {}, ['2026-12-01', '2026-12-31'], ['2026-12-01', 'anniversary']],
    ['not in a month without one', {}, ['2026-11-01', '2026-11-30'], null],
    ['the first of its next term', { termEnd: on('2026-12-31') }, ['2026-12-01', '2027-01-31'], ['2027-01-01', 'term']],
    ['years after that', { termEnd: on('2025-06-30') }, ['2026-01-01', '2026-12-31'], ['2026-07-01', 'anniversary']],
    ['years before the end of a long term', { start: on('2024-07-01'), termEnd: on('2027-06-30') }, ['2026-07-01', '2026-07-31'], ['2026-07-01', 'anniversary']],
    ['where its periods are counted from', { life: { ...plainLife, anchorOn: on('2024-04-15') } }, ['2026-04-01', '2026-04-30'], ['2026-04-15', 'anniversary']],
    ['29 February in a common year', { start: on('2024-02-29') }, ['2026-02-01', '2026-03-31'], ['2026-02-28', 'anniversary']],
    ['29 February in a leap year', { start: on('2024-02-29') }, ['2028-02-01', '2028-03-31'], ['2028-02-29', 'anniversary']],
    ['never on its first day', { start: on('2026-12-01') }, ['2026-12-01', '2026-12-31'], null],
    ['not after its last day', { end: on('2026-11-30') }, ['2026-12-01', '2026-12-31'], null],
    ['on its last day', { end: on('2026-12-01') }, ['2026-12-01', '2026-12-31'], ['2026-12-01', 'anniversary']],
    ['over the turn of the year', { start: on('2024-01-10') }, ['2026-12-15', '2027-01-15'], ['2027-01-10', 'anniversary']],
  ] as const)('%s', (_what, own, [effective, until], expected) => {
    const due = dueWithin(line(own as Partial<ContractLine>), window(effective, until))
    expect(due ? [due.on, due.by] : null).toEqual(expected)
  }) // prettier-ignore
  it.each([
    ['its anniversary', {}, '2026-11-30', '2026-12-01'],
    ['today itself', {}, '2026-12-01', '2026-12-01'],
    ['not in its first year', { start: on('2026-04-01'), termEnd: on('2026-12-31') }, '2026-11-30', '2028-01-01'],
    ['in its first year where another customer’s line goes on', { start: on('2026-04-01'), termEnd: on('2026-12-31'), life: { ...plainLife, continues: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417' } }, '2026-11-30', '2027-01-01'],
    ['after its binding', { boundUntil: on('2027-06-30') }, '2026-11-30', '2027-12-01'],
    ['never after its last day', { end: on('2026-11-30') }, '2026-11-30', null],
  ] as const)('next: %s', (_what, own, today, expected) => {
    expect(nextRise(line(own as Partial<ContractLine>), [], on(today))).toBe(expected)
  }) // prettier-ignore
  it('on a day that was asked for, whatever the calendar of the line says', () => {
    expect(dueOn(line(), on('2026-07-17'))).toEqual({ on: '2026-07-17', by: 'asked' })
    expect(dueOn(line({ start: on('2026-07-17') }), on('2026-07-17'))).toBeUndefined()
    expect(dueOn(line({ end: on('2026-07-16') }), on('2026-07-17'))).toBeUndefined()
  })
  it('the letter is written as long before as our contract says, else as the person says', () => {
    const renewal = { mode: 'auto', initialMonths: null, extensionMonths: null, noticeDays: 30, supplierNoticeDays: 90 } as const
    expect(letterDay(line(), on('2026-12-01'), 30)).toBe('2026-11-01')
    expect(letterDay(line({ life: { ...plainLife, renewal } }), on('2026-12-01'), 30)).toBe('2026-09-02')
  })
})
