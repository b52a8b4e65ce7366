import fc from 'fast-check'
import { decimal } from '../../../core/kernel/decimal.ts'
import { day } from '../../../core/kernel/day.ts'
import { columnNames, type ColumnName } from '../../../core/imports/columns.ts'
import { isRejected, judging } from '../../../core/imports/judge.ts'
import type { Cell } from '../../../core/imports/sheet.ts'
import { anchorOf, monthsOf, timingOf } from '../../../core/imports/vocabulary.ts'
import { demoTerms } from './terms.ts'

const reading = { row: 1, headings: columnNames, layout: columnNames.map((_, i) => i), mark: 'point', order: 'dayFirst' } as const
const good: Readonly<Record<ColumnName, string>> = {
  customer: 'Rowan Legal Ltd',
  contract: 'AG-1',
  line: '1',
  product: 'MS-USER',
  quantity: '12',
  unitPrice: '38.00',
  currency: 'GBP',
  frequency: 'Monthly',
  billing: 'Advance',
  anchor: 'Calendar',
  start: '01/02/2026',
  end: '',
  billedTo: '30/11/2026',
  tax: 'S20',
  poNumber: 'PO1',
}
type Some = Partial<Record<ColumnName, string | Cell>>
const judge = (some: Some) => {
  const judged = judging(
    reading,
    demoTerms,
  )(
    columnNames.map((name) => {
      const cell = some[name] ?? good[name]
      return typeof cell === 'string' ? { text: cell } : cell
    }),
  )
  return judged === null ? 'ignored' : isRejected(judged) ? `${judged.reason} ${judged.column} ${judged.value}`.trim() : judged
}

describe('a row', () => {
  it('is a line', () => {
    expect(judge({})).toEqual({
      customer: 'Rowan Legal Ltd', contract: 'AG-1', line: 1, product: 'MS-USER', version: 1, quantity: '12', unitPrice: '38.00', currency: 'GBP', months: 1,
      timing: 'advance', anchor: 'calendar', start: '2026-02-01', end: null, billedTo: '2026-11-30', taxCodes: ['UK-S20'], poNumber: 'PO1',
    }) // prettier-ignore
  })

  it.each<[what: string, some: Some, says: string]>([
    ['blank', Object.fromEntries(columnNames.map((name) => [name, ' '])), 'ignored'],
    ['a total', { customer: 'Total', contract: '', product: '\u00a0', quantity: '1234' }, 'ignored'],
    ['unknown product', { product: 'WS DEV' }, 'unknown_product product WS DEV'],
    ['a day that is none', { start: '31/02/2026' }, 'invalid_date start 31/02/2026'],
    ['an end that is none', { end: 'never' }, 'invalid_date end never'],
    ['a number for a day', { billedTo: { text: '46000', number: '46000' } }, 'invalid_date billedTo 46000'],
    ['no quantity', { quantity: '' }, 'missing_quantity quantity'],
    ['negative quantity', { quantity: '-3' }, 'negative_quantity quantity -3'],
    ['negative quantity, real number', { quantity: { text: '(3)', number: '-3' } }, 'negative_quantity quantity (3)'],
    ['end before start', { end: '31/01/2026' }, 'end_before_start end 31/01/2026'],
    ['unknown currency', { currency: 'GBR' }, 'unknown_currency currency GBR'],
    ['a currency that the house does not sell in', { currency: 'USD' }, 'unknown_currency currency USD'],
    ['no customer', { customer: '' }, 'missing_value customer'],
    ['no contract', { contract: '' }, 'missing_value contract'],
    ['no product', { product: '' }, 'missing_value product'],
    ['no currency', { currency: '' }, 'missing_value currency'],
    ['no start', { start: '' }, 'missing_value start'],
    ['no frequency', { frequency: '' }, 'missing_value frequency'],
    ['no tax', { tax: '' }, 'missing_value tax'],
    ['no price anywhere', { product: 'NIGHT', unitPrice: '', currency: 'EUR' }, 'missing_value unitPrice'],
    ['line that is no number', { line: '1a' }, 'invalid_number line 1a'],
    ['half a line', { line: '1.5' }, 'invalid_number line 1.5'],
    ['quantity that is no number', { quantity: 'about 5' }, 'invalid_number quantity about 5'],
    ['price that is no number', { unitPrice: '38,00' }, 'invalid_number unitPrice 38,00'],
    ['negative price', { unitPrice: '-1' }, 'invalid_number unitPrice -1'],
    ['quantity beyond all measure', { quantity: '1234567890123456789012' }, 'invalid_number quantity 1234567890123456789012'],
    ['unknown frequency', { frequency: 'now and then' }, 'unknown_value frequency now and then'],
    ['unknown billing', { billing: 'later' }, 'unknown_value billing later'],
    ['unknown anchor', { anchor: 'ship' }, 'unknown_value anchor ship'],
    ['unknown tax', { tax: 'S17' }, 'unknown_value tax S17'],
    ['a product that is sold once', { product: 'FW-HA' }, 'unknown_value product FW-HA'],
    ['a name without end', { customer: 'x'.repeat(201) }, `unknown_value customer ${'x'.repeat(201)}`],
  ])('%s', (_what, some, says) => {
    expect(judge(some)).toBe(says)
  })

  it('is rejected for the first reason of the list where several apply', () => {
    const wrong: [ColumnName, string, string][] = [
      ['product', '???', 'unknown_product'],
      ['start', '31/02/2026', 'invalid_date'],
      ['quantity', '', 'missing_quantity'],
      ['currency', 'GBR', 'unknown_currency'],
      ['customer', '', 'missing_value'],
      ['line', 'x', 'invalid_number'],
      ['tax', 'x', 'unknown_value'],
    ]
    for (let from = 0; from < wrong.length; from++) {
      const all = Object.fromEntries(wrong.slice(from).map(([column, value]) => [column, value]))
      expect(judge(all)).toMatch(new RegExp(`^${wrong[from]![2]} `))
    }
    expect(judge({ quantity: '-3', end: '01/01/2026' })).toMatch(/^negative_quantity/)
    expect(judge({ end: '01/01/2026', currency: 'GBR' })).toMatch(/^end_before_start/)
  })

  it('that is rejected behind duplicate_row in the list still says which line it claims', () => {
    const columns = columnNames.map((name) => ({ text: name === 'tax' ? '' : good[name] }))
    expect(judging(reading, demoTerms)(columns)).toMatchObject({ reason: 'missing_value', claim: { contract: 'AG-1', line: 1 } })
  })

  it('of a count is billed monthly, in arrears, by the calendar, whatever it says', () => {
    const schedule = { months: 1, timing: 'arrears', anchor: 'calendar' }
    expect(judge({ product: 'WS-DEV', unitPrice: '' })).toMatchObject({ ...schedule, unitPrice: null })
    expect(judge({ product: 'WS-DEV', frequency: 'Annual', billing: 'Advance', anchor: 'Anniversary' })).toMatchObject(schedule)
    expect(judge({ product: 'WS-DEV', frequency: '', billing: '', anchor: '' })).toMatchObject(schedule)
  })
  it('of a yearly price is billed by the year', () => {
    expect(judge({ product: 'LIC-YR', frequency: 'Annual' })).toMatchObject({ months: 12 })
    expect(judge({ product: 'LIC-YR', frequency: '' })).toMatchObject({ months: 12 })
  })
  it('is read as people write: spaces, small letters, real dates and numbers', () => {
    expect(
      judge({
        customer: '  Rowan   Legal\u00a0Ltd ',
        product: ' ms-user ',
        currency: 'gbp',
        quantity: { text: '1,057.50', number: '1057.5' },
        start: { text: '1-Feb', day: '2026-02-01' },
        unitPrice: '£38.1234',
        frequency: 'JÄHRLICH',
        billing: 'in advance',
        poNumber: ' ',
      }),
    ).toMatchObject({ customer: 'Rowan Legal Ltd', product: 'MS-USER', currency: 'GBP', quantity: '1057.5', start: '2026-02-01', unitPrice: '38.1234', months: 12, timing: 'advance', poNumber: null }) // prettier-ignore
  })
  it.each(['31.12.9999', '9999-12-31', '31/12/9999'])('that ends on %s does not end', (end) => {
    expect(judge({ end })).toMatchObject({ end: null })
    expect(judge({ billedTo: end })).toMatch(/^invalid_date/)
  })
  it('may have fewer cells than there are headings, and more', () => {
    const cells = columnNames.map((name) => ({ text: good[name] }))
    expect(judging(reading, demoTerms)(cells.slice(0, -1))).toMatchObject({ poNumber: null })
    expect(judging(reading, demoTerms)([...cells, { text: 'note' }])).toMatchObject({ poNumber: 'PO1' })
  })
})

it.each<[(word: string) => unknown, string, unknown]>([
  [monthsOf, 'Monthly', 1],
  [monthsOf, 'monatlich', 1],
  [monthsOf, 'Quarterly', 3],
  [monthsOf, 'vierteljährlich', 3],
  [monthsOf, 'Half-yearly', 6],
  [monthsOf, 'Annual', 12],
  [monthsOf, 'Yearly', 12],
  [monthsOf, 'jährlich', 12],
  [monthsOf, 'weekly', undefined],
  [timingOf, 'Advance', 'advance'],
  [timingOf, 'im Voraus', 'advance'],
  [timingOf, 'Arrears', 'arrears'],
  [timingOf, 'nachträglich', 'arrears'],
  [anchorOf, 'Calendar', 'calendar'],
  [anchorOf, 'Kalender', 'calendar'],
  [anchorOf, 'Anniversary', 'anniversary'],
  [anchorOf, 'Vertragsbeginn', 'anniversary'],
])('%p of %s is %s', (read, word, meaning) => {
  expect(read(word)).toBe(meaning)
})

it('whatever stands in the cells, a row is ignored, rejected in one of its columns, or a line that can be stored', () => {
  const odd = fc.string({ unit: 'grapheme', maxLength: 12 })
  const typed = fc.record({ text: odd, number: fc.constantFrom('-0', '1.5', '9'.repeat(40), '0.0000000000000000001') })
  const someDay = fc.record({ text: odd, day: fc.constantFrom('2026-02-01', '9999-12-31', '1812-01-01') })
  const cellOf = (name: ColumnName) => fc.oneof({ weight: 6, arbitrary: fc.constant({ text: good[name] }) }, odd.map((text) => ({ text })), typed, someDay) // prettier-ignore
  const rows = fc.tuple(...columnNames.map(cellOf))
  fc.assert(
    fc.property(rows, (cells) => {
      const judged = judging(reading, demoTerms)(cells)
      if (judged === null) return
      if (isRejected(judged)) return void expect(columnNames).toContain(judged.column)
      for (const number of [judged.quantity, judged.unitPrice ?? '0']) expect(decimal(number)?.gte('0')).toBe(true)
      for (const on of [judged.start, judged.end ?? judged.start, judged.billedTo ?? judged.start]) expect(day(on)).toBe(on)
      expect([judged.customer, judged.contract, judged.product].map((text) => text.trim())).not.toContain('')
    }),
    { numRuns: 500 },
  )
})
