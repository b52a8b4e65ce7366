import fc from 'fast-check'
import { rendered } from '../../../core/einvoice/render.ts'
import { syntaxes, type Syntax } from '../../../core/einvoice/profile.ts'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { pricedAs } from '../../../core/einvoice/of-invoice.ts'
import { lineIsOff } from '../../../core/einvoice/rules-peppol.ts'
import { majorText, currencies } from '../../../core/kernel/money.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { EInvoice } from '../../../core/einvoice/model.ts'
import { calculate } from '../calculate.ts'
import { all, figuresOf, one, readXml, type Figures } from './read-back.ts'
import { parsed, sample, type Wired } from './sample.ts'
import { misplaced } from './schema-order.ts'

const empties = (element: ReturnType<typeof readXml>): string[] =>
  [...(element.children.length === 0 && element.text.trim() === '' ? [element.name] : []), ...element.children.flatMap(empties)] // prettier-ignore
const text = (value: EInvoice['totals']['due']): string | null => value && (decimalText(value).includes('.') ? decimalText(value).padEnd(decimalText(value).indexOf('.') + 3, '0') : `${decimalText(value)}.00`) // prettier-ignore
const exact = (value: EInvoice['totals']['due']): string | null => value && decimalText(value)

/** What a document must say, from the model. */
function expected(i: EInvoice): Figures {
  const side = (p: EInvoice['seller']) => [p.name, p.vatId, p.electronicAddress?.id ?? null, p.electronicAddress?.scheme ?? null, p.address?.postCode ?? null, p.address?.city ?? null, p.address?.country ?? null] // prettier-ignore
  const { payment: p, totals: t } = i
  return {
    number: i.number, type: i.type, issued: i.issued, due: i.due, currency: i.currency, buyerReference: i.buyerReference, terms: i.paymentTerms, preceding: i.preceding.map((one) => one.number),
    seller: side(i.seller), buyer: side(i.buyer),
    payment: [p?.code ?? null, p?.accounts[0]?.id ?? null, p?.debit?.mandate ?? null, p?.debit?.creditor ?? null, p?.debit?.account ?? null],
    totals: { lines: text(t.lines), withoutTax: text(t.withoutTax), tax: text(t.tax), withTax: text(t.withTax), due: text(t.due) }, accountingTax: text(t.accountingTax),
    breakdown: i.breakdown.map((b) => [text(b.base), text(b.tax), b.category, exact(b.rate), b.exemptionCode, b.exemption]),
    lines: i.lines.map((l) => [l.id, l.name, exact(l.quantity), l.unit, exact(l.price), exact(l.baseQuantity), text(l.net), l.category, exact(l.rate), l.period?.from ?? null, l.period?.to ?? null]),
  } // prettier-ignore
}

const documents: readonly (readonly [string, (i: Wired) => void])[] = [
  ['an invoice', () => undefined],
  ['a credit note', (i) => Object.assign(i, { type: '381', preceding: [{ number: 'DE-RE-26-000001', issued: '2026-12-01' }], project: 'P-9', salesOrder: 'S-1', taxPoint: '2026-12-01' })],
  ['a corrected invoice', (i) => Object.assign(i, { type: '384', preceding: [{ number: 'DE-RE-26-000001', issued: null }], project: 'P-9' })],
  ['a direct debit', (i) => Object.assign(i.payment, { code: '59', accounts: [], debit: { mandate: 'M-1', creditor: 'DE98ZZZ09999999999', account: 'DE02120300000000202051' } })],
  ['a card', (i) => Object.assign(i.payment, { code: '48', accounts: [], card: { digits: '1234', holder: 'A. Ford' } })],
  ['tax in a second currency', (i) => { i.taxCurrency = 'GBP'; i.totals.accountingTax = '266.08'; i.taxPointCode = '3' }],
  ['surcharges of lines, what is paid and rounded', (i) => {
    i.lines[0].allowances = [{ amount: '5.00', base: '50.00', percent: '10', reason: 'Rabatt' }]
    i.lines[0].charges = [{ amount: '5.00', base: null, percent: null, reason: 'Zuschlag' }]
    Object.assign(i.totals, { paid: '100.00', rounding: '0.10', due: '1816.00' })
    Object.assign(i.lines[0], { note: 'Bemerkung', baseQuantity: '1', baseUnit: 'C62' })
    i.seller.address.line2 = 'Haus 2'
    i.seller.address.line3 = 'Eingang B'
    i.seller.address.region = 'Hessen'
    i.seller.identifier = { id: '4012345000009', scheme: '0088' }
    i.delivery.name = 'Klinik Nord'
    i.payment.accounts.push({ id: 'GB29NWBK60161331926819', name: null, bic: null })
  }],
] // prettier-ignore

describe.each(documents)('%s', (_name, change) => {
  test.each(syntaxes)('in %s is well-formed, in the order of its schema, without an empty element, and says what the model says', (syntax) => {
    const wired = sample()
    change(wired)
    const invoice = parsed(wired)
    const { xml, profile, validation } = rendered(invoice, syntax)
    expect(validation.findings).toEqual([])
    const read = readXml(xml)
    expect(misplaced(read)).toEqual([])
    expect(empties(read)).toEqual([])
    expect(figuresOf(xml)).toEqual(expected(invoice))
    const specification = profile.language === 'ubl' ? one(read, 'cbc:CustomizationID') : one(read, 'rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')
    expect(specification).toBe(profile.specification)
    expect(rendered(invoice, syntax).xml).toBe(xml)
  }) // prettier-ignore
})

describe('writing', () => {
  test('of the schemas finds an element in the wrong place', () => {
    const moved = rendered(parsed(sample()), 'ubl').xml.replace(/( *<cbc:IssueDate>.*\n)( *<cbc:DueDate>.*\n)/, '$2$1')
    expect(misplaced(readXml(moved))).toEqual(['Invoice/IssueDate: too late'])
  })
  test('keeps signs of XML, and leaves out what XML cannot hold', () => {
    const wired = sample()
    wired.lines[0].name = 'A & B <C> "D" \u0001\u000b€ 日本'
    for (const syntax of ['ubl', 'cii'] as const)
      expect(figuresOf(rendered(parsed(wired), syntax).xml).lines[0]![1]).toBe('A & B <C> "D" € 日本')
  })
  test('an empty delivery stands in CII all the same, for its schema wants it', () => {
    const wired = sample()
    wired.delivery = null
    const read = readXml(rendered(parsed(wired), 'cii').xml)
    expect(all(read, 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery')).toHaveLength(1)
    expect(misplaced(read)).toEqual([])
  })
})

describe('einvoice.render', () => {
  test('answers the document, its profile and what is wrong with it', async () => {
    const wired = sample()
    wired.buyerReference = null
    const result = await calculate('einvoice.render', { invoice: wired, syntax: 'xrechnung-ubl' })
    expect(result.profile).toEqual({
      syntax: 'xrechnung-ubl', name: 'XRechnung 3.0 (UBL)', specification: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
      release: 'XRechnung 3.0.2; EN 16931:2017, rules 1.3.16',
    }) // prettier-ignore
    expect(result.validation).toEqual({
      ok: false,
      findings: [{ rule: 'BR-DE-15', level: 'fatal', where: null, text: { en: 'Something is missing: buyer reference (BT-10).', de: 'Es fehlt: Käuferreferenz (Leitweg-ID) (BT-10).' } }],
    }) // prettier-ignore
    expect(figuresOf(result.xml).totals.due).toBe('1915.90')
  })
  test('takes a document of which most is left out, and names what is missing', async () => {
    const bare = {
      notes: [],
      preceding: [],
      seller: {},
      buyer: {},
      allowances: [],
      charges: [],
      totals: {},
      breakdown: [],
      documents: [],
      lines: [],
    }
    const result = await calculate('einvoice.render', { invoice: bare, syntax: 'ubl' })
    expect(result.validation.ok).toBe(false)
    expect(result.validation.findings.map((f: { rule: string }) => f.rule)).toEqual(
      expect.arrayContaining(['BR-02', 'BR-03', 'BR-04', 'BR-05', 'BR-06', 'BR-07', 'BR-16', 'BR-CO-18', 'BR-CO-26']),
    )
    readXml(result.xml)
  })
})

describe('quantity and price of a line', () => {
  const minor = fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n })
  const quantity = fc.tuple(fc.nat(1_000_000), fc.nat(9999)).map(([whole, part]) => exactly(`${whole}.${`${part}`.padStart(4, '0')}`))
  const price = fc.option(fc.nat(10_000_000).map((n) => exactly(majorText('EUR', BigInt(n)))))
  test('always come to the amount of the ledger, whatever made it, and the price is never negative', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), minor, quantity, price, (currency, net, many, each) => {
        const priced = pricedAs(currency, net, many, each, 'C62')
        const line = {
          ...priced,
          net: exactly(majorText(currency, net)),
          allowances: [],
          charges: [],
        } as unknown as EInvoice['lines'][number]
        expect(lineIsOff(line)).toBe(false)
        expect(priced.price!.lt(0)).toBe(false)
        expect(priced.baseQuantity === null || priced.baseQuantity.gt(0)).toBe(true)
      }),
      { seed: 20261123, numRuns: 300 },
    )
  })
})

describe('any document', () => {
  const cents = fc.integer({ min: 0, max: 50_000_000 })
  const aLine = fc.record({
    net: cents,
    rate: fc.constantFrom('19', '7'),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((s) => s.trim() !== ''),
  })
  const euro = (n: bigint): string => majorText('EUR', n)
  test('whose figures agree is valid in every syntax and reads back to the cent', () => {
    fc.assert(
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 12 }), fc.constantFrom(...(syntaxes as readonly Syntax[])), fc.boolean(), (lines, syntax, credit) => {
        const wired = sample()
        const net = lines.reduce((sum, l) => sum + BigInt(l.net), 0n)
        const parts = ['19', '7'].flatMap((rate) => {
          const base = lines.filter((l) => l.rate === rate).reduce((sum, l) => sum + BigInt(l.net), 0n)
          return lines.some((l) => l.rate === rate) ? [{ rate, base, tax: (base * BigInt(rate) * 2n + 100n) / 200n }] : []
        })
        const tax = parts.reduce((sum, part) => sum + part.tax, 0n)
        Object.assign(wired, {
          type: credit ? '381' : '380', allowances: [], charges: [],
          totals: { lines: euro(net), withoutTax: euro(net), tax: euro(tax), withTax: euro(net + tax), due: euro(net + tax) },
          breakdown: parts.map((part) => ({ base: euro(part.base), tax: euro(part.tax), category: 'S', rate: part.rate })),
          lines: lines.map((l, i) => ({ ...wired.lines[0], id: `${i + 1}`, name: l.name, net: euro(BigInt(l.net)), price: euro(BigInt(l.net)), rate: l.rate })),
        })
        const invoice = parsed(wired)
        const { xml, validation } = rendered(invoice, syntax)
        expect(validation).toEqual({ ok: true, findings: [] })
        expect(figuresOf(xml).totals).toEqual(expected(invoice).totals)
        expect(misplaced(readXml(xml))).toEqual([])
      }),
      { seed: 20261123, numRuns: 60 },
    )
  }) // prettier-ignore
})
