import { createHash } from 'node:crypto'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { Signing } from '../../../core/signing/evidence.ts'
import { aPayload, type Payload } from '../../../core/signing/payload.ts'
import { clauseRowsOf } from '../../../core/demo/clauses.ts'
import { clauses, type Clause } from '../../../core/terms/clause.ts'
import { inWords } from '../../../core/terms/clause.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The clauses of the demo group as they lie in its store. */
export const demoLibrary: readonly Clause[] = clauseRowsOf(sha256).map((row, i) =>
  clauses.shape.parse({ id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`, ...row }, 'clause'),
)
export const clauseOf = (code: string, entity: string | null = null, version = 1): Clause =>
  demoLibrary.find((clause) => clause.code === code && clause.entity === entity && clause.version === version)!

const shown = (language: string, ...of: readonly Clause[]): Payload['clauses'] =>
  of.map((clause) => {
    const { title, hash, language: spoken } = inWords(clause, language)
    return { code: clause.code, version: clause.version, language: spoken, heading: title, hash }
  })

/** An order as a customer in London might sign it, of a managed service, a count and a block of hours. */
export const britishOrder: Payload = aPayload.parse(
  {
    format: 'harmony-order/1',
    kind: 'order',
    id: '01980000-0000-7000-8000-000000000001',
    reference: 'K7-000123',
    language: 'en',
    culture: 'en-GB',
    day: '2026-11-30',
    currency: 'GBP',
    seller: {
      entity: 'NLUK',
      name: 'Northlight IT Ltd',
      address: ['Harbour House', '14 Quayside Row', 'Bristol BS1 4QT'],
      country: 'GB',
      taxIdLabel: 'VAT no.',
      taxId: 'GB 999 9999 73',
      registration: 'Registered in England and Wales, no. 09999999',
      bank: [{ label: 'IBAN', value: 'GB29 NWBK 6016 1331 9268 19' }],
      culture: 'en-GB',
      legal: ['Registered office: 14 Quayside Row, Bristol BS1 4QT'],
    },
    buyer: {
      customer: '01980000-0000-7000-8000-0000000000c1',
      code: 'ZEN',
      name: 'Zenith Architects Ltd',
      address: ['2 Mill Lane', 'London SE1 0AA'],
      country: 'GB',
      taxId: 'GB 888 8888 13',
      contact: 'Priya Shah',
    },
    salesperson: 'Amelia Hart',
    poNumber: 'PO-7781',
    subject: 'Managed workplace for the new studio',
    start: '2026-12-01',
    termMonths: 12,
    paymentDays: 30,
    lines: [
      { position: 1, product: 'MS-USER', version: 1, name: 'Managed user', quantity: '25', unit: 'users', unitPrice: '36', listPrice: '38', discountPercent: '5.2632', period: 'month', amount: '90000', taxCodes: ['UK-S20'], detail: [] },
      { position: 2, product: 'WS-DEV', version: 1, name: 'Workstation care', quantity: '30', unit: 'workstations', period: 'usage', taxCodes: ['UK-S20'], detail: ['up to 25: 9.00 each', 'beyond 25: 7.50 each'] },
      { position: 3, product: 'BLK-40', version: 1, name: 'Block of 40 hours', description: 'For the move of the file server', quantity: '1', unit: 'blocks', unitPrice: '3400', period: 'once', amount: '340000', taxCodes: ['UK-S20'], detail: [] },
    ],
    totals: [
      { period: 'once', net: '340000', taxes: [{ code: 'UK-S20', rate: '20', base: '340000', amount: '68000' }], tax: '68000', gross: '408000' },
      { period: 'month', net: '90000', taxes: [{ code: 'UK-S20', rate: '20', base: '90000', amount: '18000' }], tax: '18000', gross: '108000' },
    ],
    clauses: shown('en', clauseOf('SCOPE'), clauseOf('SERVICE'), clauseOf('RENEWAL'), clauseOf('PRICE-RISE', null, 2), clauseOf('EXPIRY'), clauseOf('TIME'), clauseOf('LAW', 'NLUK')),
    priceBook: { stamp: sha256('price book') },
    rates: { stamp: sha256('rates'), day: '2026-11-30' },
    consent: 'I have read this document and its clauses and order what is listed here.',
  },
  'payload',
) // prettier-ignore

/** The same kind of document in German, as a quote. */
export const germanQuote: Payload = {
  ...britishOrder,
  kind: 'quote',
  reference: null,
  number: 'AN-26-0042',
  version: 2,
  language: 'de',
  culture: 'de-DE',
  currency: 'EUR',
  validUntil: '2026-12-31' as Day,
  seller: {
    ...britishOrder.seller,
    entity: 'NLDE',
    name: 'Northlight IT GmbH',
    address: ['Lindenstraße 48', '60325 Frankfurt am Main'],
    country: 'DE',
    taxIdLabel: 'USt-IdNr.',
    taxId: 'DE999999995',
    registration: 'Amtsgericht Frankfurt am Main, HRB 999999',
    culture: 'de-DE',
    legal: ['Sitz der Gesellschaft: Frankfurt am Main'],
  },
  buyer: { ...britishOrder.buyer, name: 'Bayern Druck AG', code: 'BAY', address: ['Ringstraße 9', '80331 München'], country: 'DE', taxId: 'DE888888889', contact: 'Sabine Krüger' },
  subject: 'Betreute Arbeitsplätze für die Druckerei',
  lines: britishOrder.lines.map((line, i) => ({
    ...line,
    name: ['Betreuter Arbeitsplatz', 'Betreuung von Arbeitsstationen', 'Stundenkontingent 40 Stunden'][i]!,
    unit: ['Benutzer', 'Arbeitsstationen', 'Kontingente'][i]!,
    description: i === 2 ? 'Für den Umzug des Dateiservers' : null,
    detail: i === 1 ? ['bis 25: je 9,00', 'darüber: je 7,50'] : [],
    quantity: i === 0 ? exactly('25') : line.quantity,
  })),
  clauses: shown('de', clauseOf('SCOPE'), clauseOf('RENEWAL', 'NLDE'), clauseOf('LIABILITY', 'NLDE'), clauseOf('LAW', 'NLDE')),
  consent: 'Ich habe dieses Dokument und seine Klauseln gelesen und bestelle, was hier aufgeführt ist.',
} // prettier-ignore

export const drawnLine = 'M 40 150 C 60 20 90 20 100 140 L 130 90 Q 150 60 170 120 L 220 100 C 260 60 280 160 320 90 L 460 110'

export const viewedAt = '2026-11-30T10:02:11.000Z' as Instant
/** A signature by pen, as a screen would hand it in. */
export const signingOf = (
  payload: Payload,
  document: { hash: string; size: number; name?: string },
  more: Partial<Signing> = {},
): Signing => ({
  payload,
  document: { name: 'K7-000123.pdf', mime: 'application/pdf', ...document },
  viewed: document.hash,
  signer: 'Priya Shah',
  role: 'Managing director',
  email: 'priya@zenith.example',
  place: 'London',
  method: 'pen',
  image: drawnLine,
  viewedAt,
  consentedAt: '2026-11-30T10:05:40.000Z' as Instant,
  signedAt: '2026-11-30T10:06:02.000Z' as Instant,
  ...more,
})
