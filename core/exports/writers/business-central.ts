import { majorText } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import { fileWord, fitting } from '../csv.ts'
import type { BatchToWrite, Writer, WrittenJournal, WrittenLine } from '../model.ts'
import { bookedBy } from '../taxed.ts'
import { ExactNumber, jsonText, type Json } from './exact-json.ts'

// Dynamics 365 Business Central, the bodies for `journals({id})/journalLines` of its API v2.0. Such a line has no currency, so amounts are the entity's
// (finance.md 6.2); afterwards the action Microsoft.NAV.post posts the journal.

function lineOf(batch: BatchToWrite, journal: WrittenJournal, line: WrittenLine): Json {
  const foreign = line.currency === batch.currency ? undefined : `${line.currency} ${majorText(line.currency, line.amount)}`
  const name = (line.party ?? journal.party)?.name
  return {
    accountType: line.party === null ? 'G/L Account' : line.party.kind === 'customer' ? 'Customer' : 'Vendor',
    accountNumber: fitting(line.party?.number ?? line.local, 20),
    postingDate: journal.postedOn,
    documentNumber: journal.number.slice(-20),
    externalDocumentNumber: fitting(line.item ?? journal.number, 35),
    amount: new ExactNumber(majorText(batch.currency, line.entityAmount)),
    description: fitting(name ?? journal.narrative ?? journal.number, 100),
    comment: fitting([journal.narrative, line.tax?.code, foreign].filter((part) => part !== null && part !== undefined).join(' · '), 250),
  }
}

export const businessCentral: Writer = (batch) => {
  const lines = batch.journals.flatMap((journal) => {
    const own = journal.lines.filter((line) => line.entityAmount !== 0n)
    assert(own.reduce((sum, line) => sum + line.entityAmount, 0n) === 0n, `journal ${journal.number} balances`)
    return own.map((line) => lineOf(batch, journal, line))
  })
  return {
    name: `${fileWord(batch.number)}-${batch.month}-business-central.json`,
    mime: 'application/json',
    encoding: 'utf-8',
    content: `${jsonText({ batch: batch.number, journalLines: lines })}\n`,
    booked: bookedBy(batch.journals),
  }
}
