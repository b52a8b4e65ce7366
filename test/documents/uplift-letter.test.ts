import { letterPage, renderLetter, type LetterDocument, type LetterLine } from '../../main/integrations/documents/uplift-letter.ts'
import { british, german } from './samples.ts'
import { readPdf } from './pdf.ts'

const everything = () => true
const trace = (more: object = {}): LetterLine['trace'] => ({
  v: 1, due: 'anniversary', priceSource: 'line', by: 'index', index: 'UK-CPI', lagMonths: 2,
  base: { month: '2025-10', value: '125', version: 1, published: '2025-11-19' }, current: { month: '2026-10', value: '129.25', version: 1, published: '2026-11-18' },
  margin: '1', floor: null, cap: null, ratchet: false, decimals: 2, decided: 'index', basisMonths: 1, ...more,
}) // prettier-ignore
const index = { name: 'Consumer prices', source: 'ONS, D7BT', base: '2015 = 100' }
const line = (position: number, more: Partial<LetterLine> = {}): LetterLine => ({
  position, contract: 'C-1001', product: 'Managed user', description: null, poNumber: 'HV-2026-114', from: '2026-12-01', quantity: '42', unit: 'users',
  currency: 'GBP', exponent: 2, oldPrice: '38', newPrice: '39.67', basisMonths: 1, index, trace: trace(), ...more,
}) // prettier-ignore
const english: LetterDocument = {
  kind: 'upliftLetter', language: 'en', culture: 'en-GB', number: 'UP-2026-12-01-PEN', issued: '2026-10-30', seller: british.seller, buyer: british.buyer,
  customerCode: 'PEN', attachments: [],
  lines: [
    line(1),
    line(2, { contract: 'C-1009', product: 'Overnight desk', poNumber: null, quantity: '1', unit: 'desks', oldPrice: '1250', newPrice: '1300', trace: trace({ cap: '4', decided: 'cap' }) }),
    line(3, { contract: 'C-1006', product: 'CAD licence', quantity: '36', unit: 'seats', oldPrice: '198', newPrice: '203.94', basisMonths: 12, index: null, trace: trace({ by: 'fixed', index: null, base: null, current: null, margin: '3' }) }),
    line(4, { contract: 'C-1103' }),
  ],
} // prettier-ignore
const consumerPrices = { name: 'Verbraucherpreisindex', source: 'Destatis', base: '2020 = 100' }
const deutsch: LetterDocument = {
  ...english, language: 'de', culture: 'de-DE', number: 'UP-2026-12-01-RMK', seller: german.seller, buyer: german.buyer, customerCode: 'RMK',
  lines: [
    line(1, { contract: 'C-2101', product: 'Betreuter Arbeitsplatz', unit: 'Benutzer', quantity: '1200', currency: 'EUR', oldPrice: '41.8', newPrice: '43.22', index: consumerPrices, trace: trace({ margin: '0' }) }),
    line(2, { contract: 'C-2102', product: 'Office-Paket', from: '2027-01-01', unit: 'Plätze', currency: 'EUR', oldPrice: '0.1234', newPrice: '0.1296', poNumber: null, index: consumerPrices, trace: trace({ floor: '5', decided: 'floor' }) }),
  ],
} // prettier-ignore

describe('a letter about new prices', () => {
  it('says in English what each price was, is, and how it comes about', () => {
    const page = letterPage(english, everything)
    expect(page.heads).toEqual({
      description: 'Description',
      quantity: 'Quantity',
      oldPrice: 'Price so far (£)',
      newPrice: 'New price (£)',
    })
    expect(page.rows.map((r) => [r.quantity, r.unit, r.oldPrice, r.newPrice])).toEqual([
      ['42', 'users per month', '38.00', '39.67'],
      ['1', 'desks per month', '1,250.00', '1,300.00'],
      ['36', 'seats per year', '198.00', '203.94'],
      ['42', 'users per month', '38.00', '39.67'],
    ])
    expect(page.how.reasons).toEqual([
      { positions: 'Positions 1, 4', text: 'Consumer prices (ONS, D7BT, 2015 = 100) stood at 125 in October 2025 and at 129.25 in October 2026, a change of 3.4%. The contract adds 1%. Together that is 4.4%.' },
      { positions: 'Position 2', text: expect.stringMatching(/Together that is 4.4%. The rise is limited to 4%.$/) },
      { positions: 'Position 3', text: 'The contract provides for a rise of 3%.' },
    ]) // prettier-ignore
    expect(page.intro).toContain('From 1 December 2026')
  })
  it('says it in German, with its own figures, and each day where they differ', () => {
    const page = letterPage(deutsch, everything)
    expect(page.rows.map((r) => [r.quantity, r.oldPrice, r.newPrice, r.about.at(-1)])).toEqual([
      ['1.200', '41,80', '43,22', 'ab 1. Dezember 2026'],
      ['42', '0,1234', '0,1296', 'ab 1. Januar 2027'],
    ])
    expect(page.how.reasons[0]!.text.replaceAll('\u00a0', ' ')).toBe('Verbraucherpreisindex (Destatis, 2020 = 100) stand im Oktober 2025 bei 125 und im Oktober 2026 bei 129,25, eine Änderung von 3,4 %.') // prettier-ignore
    expect(page.how.reasons[1]!.text.replaceAll('\u00a0', ' ')).toContain('Der Vertrag sieht mindestens 5 % vor.')
    expect(page.intro).toContain('Ab den unten genannten Tagen')
  })
  it('names each currency where there are several', () => {
    const page = letterPage({ ...english, lines: [line(1), line(2, { currency: 'EUR' })] }, everything)
    expect([page.heads.newPrice, ...page.rows.map((r) => r.newPrice)]).toEqual(['New price', '39.67 GBP', '39.67 EUR'])
  })
  it.each([
    ['en', english],
    ['de', deutsch],
  ])('prints (%s), the same bytes each time', async (language, letter) => {
    const bytes = await renderLetter(letter)
    expect(Buffer.from(await renderLetter(letter)).equals(Buffer.from(bytes))).toBe(true)
    const { text } = readPdf(bytes)
    expect(text).toContain(letter.number)
    expect(text).toContain(language === 'de' ? '43,22' : '39.67')
  })
  it('goes over pages for a customer with many lines', async () => {
    const bytes = await renderLetter({ ...english, lines: Array.from({ length: 120 }, (_, i) => line(i + 1, { contract: `C-${i}` })) })
    expect(readPdf(bytes).text).toContain('C-119')
  })
})
