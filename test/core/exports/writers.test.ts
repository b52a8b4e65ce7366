import fc from 'fast-check'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import type { Code } from '../../../core/kernel/shape.ts'
import { verdictsOf } from '../../../core/exports/acknowledge.ts'
import { usualProfile } from '../../../core/exports/defaults.ts'
import type { BatchToWrite, Party, WrittenJournal, WrittenLine } from '../../../core/exports/model.ts'
import type { Target } from '../../../core/exports/profile.ts'
import { bookedBy, differing, itemsOf } from '../../../core/exports/taxed.ts'
import { datevColumns } from '../../../core/exports/writers/datev-columns.ts'
import { exchangeRate, fiscalYearBegin } from '../../../core/exports/writers/datev.ts'
import { writers } from '../../../core/exports/writers/list.ts'
import { inWindows1252 } from '../../../core/exports/writers/windows-1252.ts'
import { cents, parseDatev, rowsOf } from './read-back.ts'

const buyer: Party = { kind: 'customer', id: 'c1', name: 'Šárka "Ősz" & Söhne GmbH', code: 'SAR', taxId: 'CZ 12345678', number: '10001' }
const seller: Party = { kind: 'supplier', id: 's1', name: 'Distributor Ltd', code: 'DIS', taxId: null, number: '70001' }
const s19 = { code: 'DE-S19', key: '3', rate: '19', category: 'S' }
const reverse = { code: 'DE-RC', key: '', rate: '0', category: 'AE' }

interface Of extends Partial<WrittenLine> {
  readonly local: string
  readonly entityAmount: bigint
}
const line = (of: Of, i: number): WrittenLine => ({
  position: i + 1, account: of.local, currency: 'EUR', amount: of.entityAmount, tax: null, codes: of.tax ? [of.tax.code] : [], isTax: false, party: null, partner: null, item: null, ...of,
}) // prettier-ignore
const journal = (number: string, lines: readonly Of[], more: Partial<WrittenJournal> = {}): WrittenJournal => ({
  id: number, number, document: 'invoice', postedOn: '2026-11-16' as Day, due: null, narrative: null, reverses: null,
  party: lines.find((one) => one.party)?.party ?? null, ...more, lines: lines.map(line),
}) // prettier-ignore

const invoice = journal('RE-1', [
  { local: '1400', entityAmount: 35_702n, party: buyer, item: 'RE-1' },
  { local: '8400', entityAmount: -20_001n, tax: s19 },
  { local: '0990', entityAmount: -10_000n, tax: s19 },
  { local: '1776', entityAmount: -5_701n, tax: s19, isTax: true },
])
const foreign = journal('RE-2', [
  { local: '1400', entityAmount: 97_772n, currency: 'INR', amount: 10_988_500n, party: buyer, item: 'RE-2' },
  { local: '8336', entityAmount: -97_772n, currency: 'INR', amount: -10_988_500n, tax: reverse },
])
const weak = journal('RE-3', [
  { local: '1400', entityAmount: 11_494n, currency: 'GBP', amount: 10_000n, party: buyer, item: 'RE-3' },
  { local: '8338', entityAmount: -11_494n, currency: 'GBP', amount: -10_000n },
])
const released = journal('REC-1', [{ local: '0990', entityAmount: 5_000n }, { local: '8400', entityAmount: -5_000n }], { document: 'recognition', narrative: 'November; "earned"' }) // prettier-ignore
const receipt = journal('RCT-1', [
  { local: '1200', entityAmount: 45_000n },
  { local: '1400', entityAmount: -35_702n, party: buyer, item: 'RE-1' },
  { local: '1400', entityAmount: -9_298n, party: buyer, item: 'RE-2' },
], { document: 'receipt' }) // prettier-ignore
const reversal = journal('REV-1', [{ local: '0990', entityAmount: -5_000n }, { local: '8400', entityAmount: 5_000n }], { document: 'reversal', reverses: 'REC-1' }) // prettier-ignore
const bought = journal('SIN-1', [
  { local: '1600', entityAmount: -11_900n, party: seller, item: 'SIN-1' },
  { local: '3100', entityAmount: 10_000n, tax: { ...s19, code: 'DE-I19', key: '9' } },
  { local: '1576', entityAmount: 1_900n, tax: { ...s19, code: 'DE-I19', key: '9' }, isTax: true },
], { document: 'supplierInvoice' }) // prettier-ignore
const reserve = journal('CLO-1', [{ local: '0860', entityAmount: 0n }, { local: '3900', entityAmount: 0n }], { document: 'closing' }) // prettier-ignore
const everything = [invoice, foreign, weak, released, receipt, reversal, bought, reserve]

const batchFor = (target: Target, journals: readonly WrittenJournal[] = everything): BatchToWrite => {
  const { batches: _batches, ...profile } = usualProfile({ code: 'NLDE', country: 'DE' })
  return {
    number: 'NLDE-EXP-000007', entity: 'NLDE' as Code<'entities'>, entityName: 'Northlight IT GmbH', country: 'DE', currency: 'EUR', fiscalYearStart: 1, profile: { ...profile, target },
    month: '2026-11', from: '2026-11-01' as Day, to: '2026-11-30' as Day, createdAt: '2026-12-03T09:15:00.250Z' as Instant, journals,
  }
} // prettier-ignore
const debits = everything.flatMap(({ lines }) => lines).reduce((sum, { entityAmount }) => (entityAmount > 0n ? sum + entityAmount : sum), 0n) // prettier-ignore

describe('every writer', () => {
  it.each(Object.keys(writers) as Target[])('%s books what the ledger has, account by account', (target) => {
    const { booked, name, content } = writers[target](batchFor(target))
    expect(differing(booked, bookedBy(everything))).toBeUndefined()
    expect([...booked.values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n)
    expect(name).toContain('NLDE-EXP-000007')
    expect(content).toBe(writers[target](batchFor(target)).content)
  })
  it.each(['datev', 'sage50', 'sage200', 'xero', 'quickbooks', 'businessCentral'] as const)(
    '%s says nothing of what is nothing',
    (target) => {
      expect(writers[target](batchFor(target)).content).not.toContain('CLO-1')
    },
  )
})

/** Any journal that balances: some lines with tax, of customers and suppliers, in currencies of their own. */
const accountsOfAll = ['1200', '1400', '1600', '8400', '8336', '0990', '3400', '2660']
const anyLine = fc.record({
  local: fc.constantFrom(...accountsOfAll),
  entityAmount: fc.bigInt(-500_000n, 500_000n),
  factor: fc.constantFrom(1n, 2n, 112n),
  kind: fc.constantFrom('plain', 'plain', 'taxed', 'tax', 'zero'),
})
const anyJournal = fc.record({ lines: fc.array(anyLine, { minLength: 1, maxLength: 9 }), document: fc.constantFrom('invoice' as const, 'supplierInvoice' as const, 'manual' as const, 'reversal' as const) }) // prettier-ignore
const partyAt = (local: string): Party | null => (local === '1400' ? buyer : local === '1600' ? seller : null)

it('any journal that balances is booked as it is by every program', () => {
  fc.assert(
    fc.property(anyJournal, ({ lines, document }) => {
      const own = lines.map(({ local, entityAmount, factor, kind }): Of => ({
        local: kind === 'tax' ? '1776' : local,
        entityAmount,
        amount: entityAmount * factor,
        currency: factor === 1n ? 'EUR' : factor === 2n ? 'GBP' : 'INR',
        tax: kind === 'taxed' || kind === 'tax' ? s19 : kind === 'zero' ? reverse : null,
        isTax: kind === 'tax',
        party: kind === 'tax' ? null : partyAt(local),
      }))
      const left = own.reduce((sum, { entityAmount }) => sum + entityAmount, 0n)
      const balanced = journal('ANY-1', [...own, { local: '1400', entityAmount: -left, party: buyer }], { document })
      for (const target of Object.keys(writers) as Target[]) expect([target, differing(writers[target](batchFor(target, [balanced])).booked, bookedBy([balanced]))]).toEqual([target, undefined]) // prettier-ignore
    }),
    { numRuns: 300 },
  )
})

describe('tax goes with the lines that bear it', () => {
  it('in proportion, what is left to the largest', () => {
    const items = itemsOf(invoice).filter(({ tax }) => tax !== null)
    expect(items.map(({ local, net, taxAmount, taxLocal }) => [local, net, taxAmount, taxLocal])).toEqual([['8400', -20_001n, -3_801n, '1776'], ['0990', -10_000n, -1_900n, '1776']]) // prettier-ignore
  })
  it('alone where no line bears it', () => {
    const alone = journal('JNL-1', [
      { local: '1200', entityAmount: 1_900n },
      { local: '1776', entityAmount: -1_900n, tax: s19, isTax: true },
    ])
    expect(itemsOf(alone).map(({ local, taxLocal }) => [local, taxLocal])).toEqual([['1200', null], ['1776', null]]) // prettier-ignore
  })
})

describe('DATEV', () => {
  const { content, encoding } = writers.datev(batchFor('datev'))
  const { header, pairs } = parseDatev(content)
  const told = (document: string) => pairs.filter((pair) => pair.document === document).map((pair) => [pair.amount, pair.side, pair.account, pair.counter, pair.key]) // prettier-ignore

  it('has the header and the 125 columns of format version 13', () => {
    expect([encoding, header.length, datevColumns.length, new Set(datevColumns).size]).toEqual(['windows-1252', 31, 125, 125])
    expect([datevColumns[0], datevColumns[7], datevColumns[47], datevColumns[48], datevColumns[113], datevColumns[117], datevColumns[124]]).toEqual([
      'Umsatz (ohne Soll/Haben-Kz)', 'Gegenkonto (ohne BU-Schlüssel)', 'Zusatzinformation - Art 1', 'Zusatzinformation- Inhalt 1', 'Festschreibung', 'Generalumkehr (GU)', 'Abw. Skontokonto',
    ]) // prettier-ignore
    expect([header[5], header[12], header[14], header[15]]).toEqual(['20261203091500250', '20260101', '20261101', '20261130'])
    expect(fiscalYearBegin(4, '2027-03-31' as Day)).toBe('2026-04-01')
  })
  it('pairs with the customer: automatic accounts gross without a key, others with theirs', () => {
    expect(told('RE-1').slice(0, 2)).toEqual([[23_802n, 'S', '10001', '8400', ''], [11_900n, 'S', '10001', '0990', '3']]) // prettier-ignore
  })
  it('nothing is reckoned where no tax is: key 40; a reversal keeps the sides of what it takes back', () => {
    expect(told('REC-1')).toEqual([[5_000n, 'S', '0990', '8400', '40'], [5_000n, 'S', '0990', '8400', '40']]) // prettier-ignore
    expect(pairs.map((pair) => pair.generalReversal).filter(Boolean)).toHaveLength(1)
  })
  it('a payment names the documents that it pays', () => {
    expect(told('RE-1')[2]).toEqual([35_702n, 'H', '10001', '1200', ''])
    expect(told('RE-2')[1]).toEqual([9_298n, 'H', '10001', '1200', ''])
  })
  it('foreign currency with its rate; a rate below 1 cannot be said, so the amount stands beside', () => {
    const [inr] = pairs.filter((pair) => pair.document === 'RE-2')
    expect([inr!.cells['Umsatz (ohne Soll/Haben-Kz)'], inr!.cells['WKZ Umsatz'], inr!.cells['Kurs'], inr!.cells['Basis-Umsatz'], inr!.cells['WKZ Basis-Umsatz']]).toEqual(['109885,00', 'INR', '112,389028', '977,72', 'EUR']) // prettier-ignore
    expect(inr!.cells['EU-Land u. UStID (Bestimmung)']).toBe('CZ12345678')
    const [gbp] = pairs.filter((pair) => pair.document === 'RE-3')
    expect([gbp!.cells['Umsatz (ohne Soll/Haben-Kz)'], gbp!.cells['Kurs'], gbp!.cells['Beleginfo - Art 1'], gbp!.cells['Beleginfo - Inhalt 1']]).toEqual(['114,94', '', 'GBP', '100.00']) // prettier-ignore
    expect([exchangeRate('USD', 11_000n, 'EUR', 10_000n), exchangeRate('USD', 20_000n, 'EUR', 10_000n), exchangeRate('JPY', 16_000n, 'EUR', 10_000n)]).toEqual(['1,10', '2,00', undefined]) // prettier-ignore
  })
  it('is written in the letters of Windows-1252', () => {
    expect(inWindows1252('Šárka Ősz – 12 € ₹ 5 漢')).toBe('Šárka Osz – 12 € INR 5 ?')
    expect(pairs[0]!.cells['Buchungstext']).toBe('Šárka "Osz" & Söhne GmbH')
    expect(pairs.every(({ cells }) => cells['Buchungstext']!.length <= 60)).toBe(true)
  })
  it('takes no day outside of its month, and no account that is too long', () => {
    const late = journal('RE-9', [{ local: '1400', entityAmount: 100n, party: buyer }, { local: '8400', entityAmount: -100n }], { postedOn: '2026-12-01' as Day }) // prettier-ignore
    expect(() => writers.datev(batchFor('datev', [late]))).toThrow('a day in the period')
    const long = journal('RE-9', [
      { local: '1400', entityAmount: 100n, party: buyer },
      { local: '84000', entityAmount: -100n },
    ])
    expect(() => writers.datev(batchFor('datev', [long]))).toThrow('at most 4 digits')
  })
})

describe('the other programs, read back', () => {
  const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

  it('Sage 50: documents with their tax, journals that come to nothing, no signs', () => {
    const rows = rowsOf(writers.sage50(batchFor('sage50')).content)
    const of = (...types: string[]) => sumOf(rows.filter(({ Type }) => types.includes(Type!)).map((row) => cents(row['Net Amount']!) + cents(row['Tax Amount']!))) // prettier-ignore
    expect([of('SI'), of('PI'), of('JD') - of('JC')]).toEqual([35_702n + 97_772n + 11_494n, 11_900n, 0n])
    expect(rows[0]).toMatchObject({ Type: 'SI', 'Account Reference': '10001', 'Nominal A/C Ref': '8400', Date: '16/11/2026', 'Net Amount': '200.01', 'Tax Code': '3', 'Tax Amount': '38.01' }) // prettier-ignore
    expect(rows.filter(({ Type }) => Type!.startsWith('J')).every((row) => row['Tax Code'] === 'T9')).toBe(true)
  })
  it('Sage 200: analysis as often as the longest needs, columns as the layout calls them', () => {
    const batch = batchFor('sage200')
    const rows = rowsOf(writers.sage200({ ...batch, profile: { ...batch.profile, layout: { reference: 'Ref', 'type.invoice': 'SINV' } } }).content) // prettier-ignore
    expect(rows[0]).toMatchObject({ TransactionType: 'SINV', AccountNumber: '10001', Ref: 'RE-1', NetValue: '300.01', TaxValue: '57.01', 'NominalAnalysisNominalAccountNumber/2': '0990', 'TaxAnalysisTaxOnGoodsValue/2': '19.00', 'NominalAnalysisNominalAccountNumber/3': '' }) // prettier-ignore
    expect(rows.filter((row) => row['TransactionType'] === 'NJ').map((row) => row['NetValue'])).toEqual(['0.00', '0.00', '0.00'])
  })
  it('Xero: each manual journal comes to nothing', () => {
    const rows = rowsOf(writers.xero(batchFor('xero')).content)
    expect(sumOf(rows.map((row) => cents(row['*Amount']!)).filter((amount) => amount > 0n))).toBe(debits)
    for (const narration of new Set(rows.map((row) => row['*Narration']))) expect(sumOf(rows.filter((row) => row['*Narration'] === narration).map((row) => cents(row['*Amount']!)))).toBe(0n) // prettier-ignore
  })
  it('QuickBooks: amounts without sign, sides that balance', () => {
    const { JournalEntry } = JSON.parse(writers.quickbooks(batchFor('quickbooks')).content)
    const lines = JournalEntry.flatMap((entry: any) => entry.Line)
    const side = (type: string) => sumOf(lines.filter((l: any) => l.JournalEntryLineDetail.PostingType === type).map((l: any) => cents(l.Amount.toFixed(2)))) // prettier-ignore
    expect([side('Debit'), side('Credit')]).toEqual([debits, debits])
    expect(JournalEntry[0].Line[0].JournalEntryLineDetail).toMatchObject({ AccountRef: { value: '1400' }, Entity: { Type: 'Customer', EntityRef: { value: '10001' } } }) // prettier-ignore
    expect(JournalEntry.every(({ DocNumber }: any) => DocNumber.length <= 21)).toBe(true)
  })
  it('Business Central: lines of accounts, customers and vendors that come to nothing', () => {
    const { journalLines } = JSON.parse(writers.businessCentral(batchFor('businessCentral')).content)
    const amounts = journalLines.map((l: any) => cents(l.amount.toFixed(2)))
    expect([sumOf(amounts), sumOf(amounts.filter((amount: bigint) => amount > 0n))]).toEqual([0n, debits])
    expect(new Set(journalLines.map((l: any) => l.accountType))).toEqual(new Set(['G/L Account', 'Customer', 'Vendor']))
  })
  it('CSV and JSON say the same, in both currencies, with the base of tax', () => {
    const rows = rowsOf(writers.csv(batchFor('csv')).content)
    const json = JSON.parse(writers.json(batchFor('json')).content)
    expect(json.journals.flatMap((j: any) => j.lines.map((l: any) => [j.journal, l.account, l.amount, l.entityAmount]))).toEqual(rows.map((row) => [row['journal'], row['account'], row['amount'], row['entityAmount']])) // prettier-ignore
    expect(rows[3]).toMatchObject({ taxCode: 'DE-S19', entityAmount: '-57.01', base: '-300.01' })
    expect(rows[4]).toMatchObject({ currency: 'INR', amount: '109885.00', rate: '0.00889767', entityAmount: '977.72' })
  })
})

it('the answers of the other side', () => {
  expect(verdictsOf('\ufeffStapel;Antwort\r\nA-1;angenommen\r\n"A-2";rejected;wrong, account\n')).toEqual([{ number: 'A-1', isAccepted: true, reason: null }, { number: 'A-2', isAccepted: false, reason: 'wrong, account' }]) // prettier-ignore
  expect(verdictsOf('A-1,ok\nA-2,rejected')).toEqual({ line: 2, text: 'A-2,rejected' })
})
