import { query } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, codeOf, count, idOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'
import { journals } from './journal.ts'

const aLine = {
  position: count,
  account: codeOf('accounts'),
  /** Of the account, by language. */
  names: maybe(someData),
  customer: maybe(idOf('customers')),
  customerName: maybe(text),
  taxCode: maybe(codeOf('taxCodes')),
  currency: aCurrency,
  amount: minorIn('currency'),
  entityCurrency: aCurrency,
  entityAmount: minorIn('entityCurrency'),
  groupCurrency: aCurrency,
  groupAmount: minorIn('groupCurrency'),
}
/** The lines of a journal as people read them. */
export const readableLines = question('ledger.readableLines', shape({ journal: idOf('journals') }), shape(aLine))

/** One journal with its lines, and the journal that takes it back where there is one. */
export const oneJournal = query({
  name: 'ledger.journal',
  zone: 'finance',
  permit: 'ledger.read',
  input: shape({ journal: idOf('journals') }),
  output: shape({
    ...journals.shape.fields,
    reversedBy: maybe(idOf('journals')),
    reversedByNumber: maybe(text),
    lines: many(shape(aLine)),
  }),
  refusals: ['ledger.unknownJournal'],
  ask: async (input, read) => {
    const journal = await read.get(journals, input.journal)
    if (!journal) return refuse('ledger.unknownJournal', { journal: input.journal })
    const where = { all: [{ field: 'source', is: 'equal', value: journal.id }, { field: 'document', is: 'equal', value: 'reversal' }] } as const // prettier-ignore
    const [reversal] = await read.list(journals, { where, limit: 1 })
    const lines = await read.ask(readableLines, { journal: journal.id })
    return { ...journal, reversedBy: reversal?.id ?? null, reversedByNumber: reversal?.number ?? null, lines }
  },
})
