import { majorText } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import { untaxedKey } from '../defaults.ts'
import { britishDay, csvLine, fileWord, fitting } from '../csv.ts'
import type { BatchToWrite, Writer, WrittenJournal } from '../model.ts'
import { inWindows1252 } from './windows-1252.ts'
import { entityGrossOf, itemsOf, type Item } from '../taxed.ts'

// Sage 50, import of audit trail transactions: documents of customers and suppliers with their tax, everything else as journals (finance.md 6.2).

const columns = [
  'Type', 'Account Reference', 'Nominal A/C Ref', 'Department Code', 'Date', 'Reference', 'Details', 'Net Amount', 'Tax Code', 'Tax Amount', 'Exchange Rate', 'Extra Reference', 'User Name',
  'Project Refn', 'Cost Code Refn',
] // prettier-ignore

/** Types of a document that adds to what is owed, and of one that takes away from it. */
const types = { customer: { more: 'SI', less: 'SC' }, supplier: { more: 'PI', less: 'PC' } } as const

/** The customer or supplier whose document a journal is: one account of theirs against nominal ones. */
export function documentOf(journal: WrittenJournal, items: readonly Item[]): Item | undefined {
  const persons = items.filter((item) => item.party !== null)
  const isDocument = ['invoice', 'creditNote', 'supplierInvoice', 'supplierCredit'].includes(journal.document)
  return isDocument && persons.length === 1 ? persons[0] : undefined
}
const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

interface Row {
  readonly type: string
  readonly account: string
  readonly nominal: string
  readonly net: bigint
  readonly key: string
  readonly tax: bigint
}

function documentRows(control: Item, items: readonly Item[]): readonly Row[] {
  const party = control.party!
  const isSale = party.kind === 'customer'
  return items
    .filter((item) => item !== control)
    .map((item) => {
      // A sale credits its nominal account, a purchase debits it; what goes the other way is a credit.
      const adds = entityGrossOf(item) < 0n === isSale
      const { more, less } = types[party.kind]
      const gross = absolute(entityGrossOf(item))
      const tax = absolute(item.entityTax)
      return { type: adds ? more : less, account: party.number, nominal: item.local, net: gross - tax, key: item.tax?.key ?? untaxedKey.sage50!, tax }
    })
} // prettier-ignore

/** Everything else: each line of the ledger on its nominal account, without tax of its own. */
const journalRows = (journal: WrittenJournal): readonly Row[] =>
  journal.lines
    .filter((line) => line.entityAmount !== 0n)
    .map((line) => ({
      type: line.entityAmount < 0n ? 'JC' : 'JD',
      account: '',
      nominal: line.local,
      net: absolute(line.entityAmount),
      key: untaxedKey.sage50!,
      tax: 0n,
    }))

function lineOf(batch: BatchToWrite, journal: WrittenJournal, row: Row): string {
  assert(row.account.length <= 8 && row.nominal.length <= 8 && row.net >= 0n && row.tax >= 0n, 'accounts of eight characters and amounts without sign')
  return csvLine([
    row.type, row.account, row.nominal, '0', britishDay(journal.postedOn), journal.number.slice(-30), fitting(inWindows1252(journal.party?.name ?? journal.narrative ?? journal.number), 60),
    // Amounts are the entity's already, so its rate is 1.
    majorText(batch.currency, row.net), row.key, majorText(batch.currency, row.tax), '1', fitting(inWindows1252(journal.narrative ?? ''), 30), 'HARMONY', '', '',
  ])
} // prettier-ignore

export const sage50: Writer = (batch) => {
  const booked = new Map<string, bigint>()
  const book = (local: string, amount: bigint): void => void booked.set(local, (booked.get(local) ?? 0n) + amount)
  const lines: string[] = []
  for (const journal of batch.journals) {
    const items = itemsOf(journal)
    const control = documentOf(journal, items)
    const rows = control ? documentRows(control, items) : journalRows(journal)
    for (const row of rows) lines.push(lineOf(batch, journal, row))
    if (control)
      for (const item of items) {
        if (item === control) continue
        book(item.local, item.entityNet)
        if (item.taxLocal !== null) book(item.taxLocal, item.entityTax)
        book(control.local, -entityGrossOf(item))
      }
    else for (const row of rows) book(row.nominal, row.type === 'JD' ? row.net : -row.net)
  }
  return {
    name: `${fileWord(batch.number)}-${batch.month}-sage50.csv`,
    mime: 'text/csv',
    encoding: 'windows-1252',
    content: [csvLine(columns), ...lines].join(''),
    booked,
  }
}
