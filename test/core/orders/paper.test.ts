import { createHash } from 'node:crypto'
import { clauseRowsOf } from '../../../core/demo/clauses.ts'
import type { Now } from '../../../core/kernel/operation.ts'
import { draftOf } from '../../../core/orders/save.ts'
import { noParts, partsFor } from '../../../core/orders/lines.ts'
import { firstBills } from '../../../core/orders/needs.ts'
import { otherThanSigned, payloadOf, type PaperFacts } from '../../../core/orders/paper.ts'
import { payloadText } from '../../../core/signing/payload.ts'
import { clauses } from '../../../core/terms/clause.ts'
import { idOf, newId, on, stamp } from '../purchases/deals.ts'
import { customerBy, factsFor, sale } from '../quotes/sales.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const now = {
  ...stamp,
  today: on('2026-11-18'),
  newId,
  digest,
  authority: false,
  reference: () => 'K7-000123',
  caller: { user: idOf(7), name: 'Amelia Ford', permits: new Set<string>(), entities: 'all', language: 'en' },
} as unknown as Now
const library = {
  clauses: clauseRowsOf(digest).map((row, i) => clauses.shape.parse({ id: idOf(700 + i), ...row }, 'clause')),
  withdrawals: [],
}

function facts(entity: string, customer: string, lines: readonly object[], more: object = {}): PaperFacts {
  const known = factsFor(entity, customer)
  const made = sale(lines, { entity, customer: customerBy(customer).id }, known)
  const said = { title: null, customer: customerBy(customer).id, contact: null, poNumber: null, poFollows: null, quote: null, quoteVersion: null, contract: null, paymentDays: null, note: null, replaces: null, start: null, ...more } // prettier-ignore
  const order = draftOf(idOf(1) as never, said, made, undefined, now)
  return {
    order,
    replaced: undefined,
    parts: partsFor(order, made.lines, noParts, now),
    entity: known.entity!,
    customer: customerBy(customer),
    contact: undefined,
    sold: known.listed,
    taxes: known.taxes,
    library,
  }
}
const paper = (...of: Parameters<typeof facts>) => payloadOf(facts(...of), on('2026-11-18'), now)

describe('what a customer signs', () => {
  it('is in the customer’s language, with the sentence that the law wants and the bands that price a line', () => {
    const { language, culture, consent, totals, lines, clauses: shown } = paper('NLDE', 'ALP', [{ product: 'MS-USER', quantity: '18' }, { product: 'EDR', quantity: '201' }]) // prettier-ignore
    expect([language, culture]).toEqual(['de', 'de-AT'])
    expect(consent).toContain('bestelle')
    expect(totals).toMatchObject([
      {
        period: 'month',
        net: 79_200n,
        tax: 0n,
        gross: 79_200n,
        taxes: [{ code: 'DE-RC', note: expect.stringContaining('Steuerschuldnerschaft') }],
      },
    ])
    expect(lines[1]).toMatchObject({ period: 'usage', unitPrice: null, amount: null, name: 'Endgeräteschutz', unit: 'Agenten' })
    expect(lines[1]!.detail).toEqual([
      'Die Stufe, in die die ganze Menge fällt, bestimmt den Preis jeder Einheit.', 'bis 50: je 4,20 EUR', 'bis 200: je 3,60 EUR', 'über 200: je 3,10 EUR',
    ]) // prettier-ignore
    expect(shown.length).toBeGreaterThan(3)
    expect(shown.every((clause) => clause.language === 'de')).toBe(true)
  })
  it('has a total for each rhythm, and shows what a discount takes off the list', () => {
    const { totals, lines, reference, number, paymentDays } = paper('NLUK', 'HAV', [
      { product: 'FW-HA', quantity: '1' }, { product: 'MS-USER', quantity: '42', percent: '5' }, { product: 'FW-SUP', quantity: '1' }, { product: 'WS-DEV', quantity: '30' },
    ]) // prettier-ignore
    expect(totals.map((t) => [t.period, t.net, t.tax, t.gross])).toEqual([
      ['once', 640_000n, 128_000n, 768_000n],
      ['month', 151_620n, 30_324n, 181_944n],
      ['year', 98_000n, 19_600n, 117_600n],
    ])
    expect([lines[1]!.listPrice?.toString(), lines[1]!.unitPrice?.toString(), lines[1]!.discountPercent?.toString()]).toEqual([
      '38',
      '36.1',
      '5',
    ])
    expect([lines[0]!.listPrice, lines[3]!.detail.slice(0, 2)]).toEqual([
      null,
      ['Each band is filled before the next one begins.', 'up to 25: GBP 9.00 each'],
    ])
    expect([reference, number, paymentDays]).toEqual(['K7-000123', null, 30])
  })
  it('is the same to the byte wherever it is made', () => {
    const made = () =>
      payloadText(
        paper('NLUK', 'ZEN', [
          { product: 'FW-HA', quantity: '1' },
          { product: 'WS-DEV', quantity: '7' },
        ]),
      )
    expect(made()).toBe(made())
    expect(made()).not.toContain('5150')
  })
  it.each([
    ['another price', (p: any) => ({ ...p, lines: [{ ...p.lines[0], unitPrice: null }] }), '1'],
    ['another version', (p: any) => ({ ...p, lines: [{ ...p.lines[0], version: 2 }] }), '1'],
    ['another tax', (p: any) => ({ ...p, lines: [{ ...p.lines[0], taxCodes: ['UK-Z0'] }] }), '1'],
    ['no line', (p: any) => ({ ...p, lines: [] }), '0'],
    ['another currency', (p: any) => ({ ...p, currency: 'EUR' }), 'GBP'],
    ['another order', (p: any) => ({ ...p, id: idOf(2) }), idOf(1)],
    ['somebody else', (p: any) => ({ ...p, buyer: { ...p.buyer, customer: idOf(2) } }), idOf(1)],
    ['the order', (p: any) => p, undefined],
    ['the order with another note', (p: any) => ({ ...p, note: 'Thank you' }), undefined],
  ] as const)('that says %s is told apart', (_what, change, at) => {
    const known = facts('NLUK', 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    expect(otherThanSigned(known, change(payloadOf(known, on('2026-11-18'), now)))).toBe(at)
  })
  it('counts against the credit with its first invoices, not with its term', () => {
    const { order, parts } = facts('NLUK', 'HAV', [{ product: 'FW-HA', quantity: '1' }, { product: 'MS-USER', quantity: '10' }, { product: 'FW-SUP', quantity: '1' }]) // prettier-ignore
    // 7,680.00 once; 380.00 for a month and 980.00 for a year with a fifth of both, but for the pennies by which the monthly tax is rounded.
    expect(firstBills(order, parts.lines)).toEqual({ currency: 'GBP', minor: 768_000n + 136_000n + 27_198n })
  })
})
