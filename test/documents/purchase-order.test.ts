import { purchaseOrderPage, renderPurchaseOrder, type PurchaseOrderDocument } from '../../main/integrations/documents/purchase-order.ts'
import { readPdf } from './pdf.ts'
import { british, german } from './samples.ts'

const everything = () => true
const order: PurchaseOrderDocument = {
  kind: 'purchaseOrder', language: 'de', culture: 'de-DE', number: 'NLUK-PO-26-000001', change: 0, issued: '2026-11-16', currency: 'EUR', exponent: 2, seller: british.seller, buyer: german.buyer,
  supplierCode: 'RHENUS', paymentDays: 30, discount: { percent: '2', days: 10 }, note: null, total: '70000', attachments: [],
  lines: [
    { position: 1, item: 'Firewall support', quantity: '1', unitCost: '620', months: null, from: '2026-11-20', to: null, amount: '62000' },
    { position: 2, item: 'Seats', quantity: '10', unitCost: '8', months: 1, from: '2026-11-20', to: '2027-11-19', amount: '8000' },
  ],
} // prettier-ignore

describe('an order to a supplier', () => {
  it('says in the supplier’s language what is wanted, when, and how it is paid', () => {
    const page = purchaseOrderPage(order, everything)
    expect(page.subject).toBe('Bestellung')
    expect(page.rows.map(({ about, quantity, price, amount }) => [about, quantity, price, amount])).toEqual([
      ['gewünscht am 20. November 2026', '1', '620,00', '620,00'],
      ['jeden Monat ab 20. November 2026 bis 19. November 2027', '10', '8,00', '80,00'],
    ])
    expect(page.total).toEqual({ label: 'Summe ohne Steuer', amount: '700,00\u00a0EUR' })
    expect(page.after).toEqual([
      'Zahlung innerhalb von 30 Tagen nach Ihrer Rechnung. Innerhalb von 10 Tagen ziehen wir 2\u00a0% Skonto ab.',
    ])
    const changed = purchaseOrderPage({ ...order, language: 'en', culture: 'en-GB', change: 2 }, everything)
    expect([changed.subject, changed.intro.length, changed.rows[0]!.about]).toEqual([
      'Purchase order, change 2',
      2,
      'wanted on 20 November 2026',
    ])
  })
  it('is the same file twice, and carries its data', async () => {
    const attachments = [{ name: 'harmony-purchase-order.json', mime: 'application/json', relationship: 'data' as const, description: 'Data', bytes: Buffer.from('{}') }] // prettier-ignore
    const [once, twice] = [await renderPurchaseOrder({ ...order, attachments }), await renderPurchaseOrder({ ...order, attachments })]
    expect(Buffer.compare(once, twice)).toBe(0)
    const { text, attachments: inside } = readPdf(once)
    expect(text).toContain('NLUK-PO-26-000001')
    expect(inside.map(({ name }) => name)).toEqual(['harmony-purchase-order.json'])
    // Nobody who sells to us reads whom we sell to.
    expect(text).not.toMatch(/C-1\d{3}/)
  })
})
