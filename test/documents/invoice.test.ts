import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderInvoice, undrawableCharacters, type InvoiceDocument } from '../../main/integrations/documents/render.ts'
import { readPdf, type ReadPdf } from './pdf.ts'
import { british, german, indian, indianExport, reverseCharge, withLines } from './samples.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const printed = async (document: InvoiceDocument): Promise<ReadPdf> => readPdf(await renderInvoice(document))

describe('the file', () => {
  it('is the same bytes for the same document, whatever was printed in between', async () => {
    const first = await renderInvoice(british)
    await renderInvoice(german)
    await Promise.all([renderInvoice(indian), renderInvoice(reverseCharge)])
    expect(sha256(await renderInvoice(structuredClone(british)))).toBe(sha256(first))
  })

  it('is PDF/A-3b, dated by the invoice and titled by its number', async () => {
    const { metadata } = await printed(german)
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(metadata).toContain('<xmp:CreateDate>2026-12-01</xmp:CreateDate>')
    expect(metadata).toContain('Rechnung DE-RE-26-000041')
    expect(metadata).toContain('<rdf:li>de</rdf:li>')
  })

  it('draws with its own fonts only, never with one of the machine', async () => {
    expect((await printed(indian)).fonts).toEqual(['Inter-Medium', 'Inter-Regular', 'Inter-SemiBold', 'NotoSans-Regular'])
  })

  it('carries attachments byte for byte, with their meaning', async () => {
    const timesheet = Buffer.from('Datum;Stunden\r\n2026-11-16;6,0\r\n')
    const attachments: InvoiceDocument['attachments'] = [
      { name: 'Zeiten.csv', mime: 'text/csv', relationship: 'supplement', description: 'Zeitnachweis', bytes: timesheet },
      { name: '../../Zeiten.csv', mime: 'text/csv', relationship: 'data', description: '', bytes: Buffer.from('other') },
    ]
    const { attachments: found, text } = await printed({ ...german, attachments })
    expect(found.map(({ name, relationship, mime }) => ({ name, relationship, mime }))).toEqual([
      { name: 'Zeiten.csv', relationship: 'Supplement', mime: 'text/csv' },
      { name: 'Zeiten (2).csv', relationship: 'Data', mime: 'text/csv' },
    ])
    expect(found[0]!.bytes.equals(timesheet)).toBe(true)
    expect(text).toContain('Anlagen in diesem PDF')
    expect((await printed(german)).attachments).toEqual([])
  })
})

describe("the words and figures are the customer's", () => {
  const cases: [string, InvoiceDocument, string[], string[]][] = [
    [
      'en-GB',
      british,
      [
        'Invoice',
        '£4,035.60',
        'Due 15 December 2026',
        'VAT 20% on £3,363.00',
        '£672.60',
        '2,035.00',
        'by band',
        '1 – 30 Nov 2026',
        'Amount (£)',
        'Your order number',
      ],
      ['Tax invoice', 'GBP', 'Österreich'],
    ],
    [
      'de-DE',
      german,
      [
        'Rechnung',
        '65.379,91 €',
        'Fällig am 31. Dezember 2026',
        'USt. 19 % auf 54.941,10 €',
        '54.318,00',
        '1.234,5',
        '01.–31.12.2026',
        'Betrag (€)',
        'Seite 1 von 1',
      ],
      ['Invoice', 'EUR', 'Due', 'Ihre Bestellnummer'],
    ],
    [
      'de-AT, reverse charge from Germany',
      reverseCharge,
      [
        'Steuerschuldnerschaft des',
        'Leistungsempfängers (Art. 196',
        'USt. 0 % auf € 792,00',
        '€ 792,00',
        'Österreich',
        'Leistungszeitraum',
        'ATU12345675',
      ],
      ['Übertrag'],
    ],
    [
      'en-IN, lakh grouping, two halves of the tax',
      indian,
      [
        'Tax invoice',
        '₹4,07,336.00',
        '3,45,200.00',
        'CGST 9% on ₹3,45,200.00',
        'SGST 9% on ₹3,45,200.00',
        '₹31,068.00',
        'Your GSTIN',
        'SAC 998315',
        'CGST 9%',
      ],
      ['VAT', 'INR'],
    ],
    [
      'from India in euros: by code, with the endorsement',
      indianExport,
      ['Rechnung (Tax Invoice)', 'EUR 1.000,00', 'Betrag (EUR)', 'Supply meant for export under LUT', '15. Jänner 2027', 'Indien'],
      ['€', '₹'],
    ],
  ]
  it.each(cases)('%s', async (_, document, present, absent) => {
    const { text } = await printed(document)
    for (const words of present) expect(text).toContain(words)
    for (const words of absent) expect(text).not.toContain(words)
  })

  const amounts: [string, Partial<InvoiceDocument>, string, string][] = [
    ['beyond what floating point holds', { currency: 'GBP', exponent: 2 }, '123456789012345', '£1,234,567,890,123.45'],
    ['no decimals', { currency: 'JPY', exponent: 0 }, '1234567', 'JPY 1,234,567'],
    ['three decimals', { currency: 'KWD', exponent: 3 }, '1050125', 'KWD 1,050.125'],
    ['less than one', { currency: 'GBP', exponent: 2 }, '5', '£0.05'],
  ]
  it.each(amounts)('%s', async (_, currency, net, shown) => {
    const lines = [{ ...british.lines[2]!, net }]
    const taxes = [{ code: 'UK-OS', rate: '0', base: net, amount: '0', note: 'Outside the scope of UK VAT.' }]
    const { text } = await printed({ ...british, ...currency, lines, taxes, net, tax: '0', gross: net })
    expect(text).toContain(shown)
  })

  it('keeps western digits and a sign that can be drawn', async () => {
    const seller = { ...british.seller, country: 'AE' }
    const { text } = await printed({ ...british, culture: 'ar-AE', currency: 'AED', seller })
    expect(text).toContain('AED')
    expect(text).toContain('4,035.60')
    expect(text).not.toContain('□')
  })

  it('prints a customer without an address and an entity without anything to add', async () => {
    const seller = { ...british.seller, lines: [], legal: [], registration: null, bank: [] }
    const buyer = { ...british.buyer, lines: [], taxId: null }
    const { text, pages } = await printed({ ...withLines(british, 0), seller, buyer, poNumber: null, terms: '' })
    expect(pages.length).toBe(1)
    expect(text).toContain('There is nothing to pay on this invoice.')
    const abroad = await printed({ ...british, buyer: { ...buyer, country: 'NO' } })
    expect(abroad.text).toContain('Norway')
    expect(abroad.text).toContain('United Kingdom')
  })

  it('a balance in favour of the customer asks for no money and shows no bank', async () => {
    const lines = [{ ...british.lines[2]!, quantity: '-5', net: '-8800' }]
    const taxes = [{ code: 'UK-S20', rate: '20', base: '-8800', amount: '-1760', note: null }]
    const { text } = await printed({ ...british, lines, taxes, net: '-8800', tax: '-1760', gross: '-10560' })
    expect(text).toContain('In your favour')
    expect(text).toContain('−£105.60')
    expect(text).not.toContain('08-99-99')
    expect(text).not.toContain('Please pay')
  })

  it('prints months in the language of the document where the culture speaks another', async () => {
    expect((await printed({ ...british, culture: 'de-DE' })).text).toContain('Due 15 December 2026')
  })

  it('takes the words of a language pack and falls back to English for the ones it lacks', async () => {
    const { text } = await printed({ ...british, language: 'fr', culture: 'fr-FR' }).then(async (plain) => {
      expect(plain.text).toContain('Net total')
      return readPdf(
        await renderInvoice({ ...british, language: 'fr', culture: 'fr-FR' }, { invoice: 'Facture', due: 'Échéance : {date}', net: '' }),
      )
    })
    expect(text).toContain('Facture')
    expect(text).toContain('Échéance : 15 décembre 2026')
    expect(text).toContain('Net total')
    expect(text).toContain('4 035,60')
  })
})

describe('long documents', () => {
  it('repeat the heading and carry the subtotal over each page break', async () => {
    const { pages } = await printed(withLines(british, 60))
    expect(pages.length).toBeGreaterThan(3)
    const withRows = pages.filter((page) => page.includes('Contract C-5'))
    expect(withRows.every((page) => page.includes('Unit price') && page.includes('Amount (£)'))).toBe(true)
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`))
    const after = (page: string, label: string) => new RegExp(`${label}\n([\\d,.]+)`).exec(page)?.[1]
    for (let index = 1; index < withRows.length; index++) {
      const brought = after(withRows[index]!, 'Brought forward')
      expect(brought).toBeDefined()
      expect(after(withRows[index - 1]!, 'Carried forward')).toBe(brought)
      // Each page's figure is the sum of all lines above, exactly.
      const rows = withRows
        .slice(0, index)
        .join('\n')
        .match(/Contract C-5/g)!.length
      const sum = withLines(british, rows).net
      expect(brought).toBe(`${sum.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${sum.slice(-2)}`)
    }
    expect(withRows.at(-1)).not.toContain('Carried forward')
    expect(pages.at(-1)).toContain('Please pay')
  })

  it('shows nothing carried over on a single page', async () => {
    const { text, pages } = await printed(british)
    expect(pages.length).toBe(1)
    expect(text).not.toContain('forward')
  })
})

describe('hostile data is only text', () => {
  const code = '#sys.version $x^2$ ] } */ // @ref `raw` *bold* #import "/etc/passwd" <label>'
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  const strange = `${code} \u202etxet\u202c \u0000\u0007\ud800 Straße Ωж हिन्दी 漢字 😀👨‍👩‍👧 Ａ｢"quoted" 'q'\nnext`
  const hostile: InvoiceDocument = {
    ...british,
    number: 'X#1]$"\\',
    watermark: '#PRO $FORMA$',
    customerCode: strange,
    poNumber: word + word,
    terms: strange,
    seller: { ...british.seller, name: strange, lines: [strange, word], legal: [strange, word], bank: [{ label: strange, value: word }] },
    buyer: { ...british.buyer, name: strange, lines: [word, strange] },
    lines: british.lines.map((line) => ({
      ...line,
      product: code,
      description: strange,
      contract: word,
      unit: word,
      detail: [strange, word],
    })),
    taxes: british.taxes.map((tax) => ({ ...tax, note: strange })),
    attachments: [{ name: '../#x$).txt', mime: 'text/plain', relationship: 'data', description: strange, bytes: Buffer.from('x') }],
  }

  it('prints as itself, letters without a glyph as boxes, pictures left out', async () => {
    const { text } = await printed(hostile)
    const flat = text.replaceAll('\n', '')
    expect(text).toContain('#sys.version $x^2$ ]')
    expect(flat).toContain('#import "/etc/passwd"')
    for (const word of ['Straße', 'Ω', 'ж', 'हिन्दी']) expect(text).toContain(word)
    expect(text).toContain('□□')
    expect(text).not.toContain('😀')
    expect(text).toContain('£4,035.60')
    expect(text).toContain('Invoice')
  })

  it('says which characters cannot be drawn', async () => {
    expect(await undrawableCharacters(british)).toEqual([])
    expect(await undrawableCharacters({ ...british, buyer: { ...british.buyer, name: '株式会社 Müller कावेरी' } })).toEqual([...'株式会社'])
  })

  it('refuses figures that do not add up', async () => {
    await expect(renderInvoice({ ...british, net: '336301' })).rejects.toThrow('the sum of the lines is 336300')
    await expect(renderInvoice({ ...british, tax: '67261' })).rejects.toThrow('the sum of the taxes')
    await expect(renderInvoice({ ...british, gross: '403561' })).rejects.toThrow('net and tax together')
  })
})

describe('another reader', () => {
  // Poppler is not everywhere; the tests above read the file themselves. Where it is, it must agree.
  const pdftotext = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'].find((file) => existsSync(file))
  it(
    pdftotext ? 'finds the same words in the file' : 'is not on this machine (pdftotext): only our own reader has read the files',
    async () => {
      if (!pdftotext) return
      const folder = mkdtempSync(join(tmpdir(), 'harmony-documents-'))
      try {
        const file = join(folder, 'invoice.pdf')
        writeFileSync(file, await renderInvoice(indian))
        const text = execFileSync(pdftotext, ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll('\u00a0', ' ')
        for (const words of ['Tax invoice', '₹4,07,336.00', 'CGST 9% on ₹3,45,200.00', 'Page 1 of 1']) expect(text).toContain(words)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})
