import { majorText } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import { fileWord, fitting } from '../csv.ts'
import type { BatchToWrite, Writer, WrittenJournal, WrittenLine } from '../model.ts'
import { bookedBy } from '../taxed.ts'
import { ExactNumber, jsonText, type Json } from './exact-json.ts'

// QuickBooks Online, `JournalEntry` of its REST interface. Home amounts that it reckoned from a rate would differ by cents, so journals are in the entity's
// currency and foreign amounts in words (finance.md 6.2).

function lineOf(batch: BatchToWrite, journal: WrittenJournal, line: WrittenLine): Json {
  const { entityAmount, party } = line
  const foreign = line.currency === batch.currency ? undefined : `${line.currency} ${majorText(line.currency, line.amount)}`
  const description = [(party ?? journal.party)?.name, line.tax?.code, foreign].filter((part) => part !== undefined).join(' · ')
  return {
    ...(description === '' ? {} : { Description: fitting(description, 4000) }),
    // Amounts have no sign here: the side says it.
    Amount: new ExactNumber(majorText(batch.currency, entityAmount < 0n ? -entityAmount : entityAmount)),
    DetailType: 'JournalEntryLineDetail',
    JournalEntryLineDetail: {
      PostingType: entityAmount < 0n ? 'Credit' : 'Debit',
      AccountRef: { value: line.local },
      ...(party ? { Entity: { Type: party.kind === 'customer' ? 'Customer' : 'Vendor', EntityRef: { value: party.number, name: fitting(party.name, 100) } } } : {}),
    },
  }
} // prettier-ignore

function entryOf(batch: BatchToWrite, journal: WrittenJournal): Json {
  const own = journal.lines.filter((line) => line.entityAmount !== 0n)
  assert(own.reduce((sum, line) => sum + line.entityAmount, 0n) === 0n, `journal ${journal.number} balances`)
  return {
    // The end of a number tells journals apart.
    DocNumber: journal.number.slice(-21),
    TxnDate: journal.postedOn,
    CurrencyRef: { value: batch.currency },
    PrivateNote: fitting([journal.number, journal.narrative].filter((part) => part !== null).join(' · '), 4000),
    Line: own.map((line) => lineOf(batch, journal, line)),
  }
}

export const quickbooks: Writer = (batch) => ({
  name: `${fileWord(batch.number)}-${batch.month}-quickbooks.json`,
  mime: 'application/json',
  encoding: 'utf-8',
  content: `${jsonText({ JournalEntry: batch.journals.filter(({ lines }) => lines.some((line) => line.entityAmount !== 0n)).map((journal) => entryOf(batch, journal)) })}\n`,
  booked: bookedBy(batch.journals),
}) // prettier-ignore
