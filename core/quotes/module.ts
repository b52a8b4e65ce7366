import { addDays, type Day } from '../kernel/day.ts'
import type { Filter } from '../kernel/filter.ts'
import type { Module } from '../kernel/operation.ts'
import { compareQuotes, compareWords } from './compare.ts'
import { declineQuote, expireQuotes, markViewed, withdrawQuote } from './decide.ts'
import { askForApproval, issueQuote } from './issue.ts'
import { getQuote, listQuotes, readSaleRules } from './list.ts'
import { quotes, quoteVersions } from './quote.ts'
import { quoteRows } from './reads.ts'
import { saleRules } from './sale-rules.ts'
import { versionsSeen } from './sale-facts.ts'
import { ratesSeen } from './sale-rates.ts'
import { saveQuote } from './save.ts'
import { saveSaleRules } from './save-rules.ts'
import { workOut } from './work-out.ts'

/** Days before the last one on which somebody should ask the customer. */
const warnedDays = 7
const runningOut = (today: Day): Filter => ({
  all: [
    { field: 'state', is: 'in', value: ['issued', 'viewed'] },
    { field: 'validUntil', is: 'atMost', value: addDays(today, warnedDays) },
  ],
})

export const quotesModule = {
  name: 'quotes',
  needs: ['people', 'entities', 'rates', 'pricing', 'catalog', 'tax', 'customers', 'contracts', 'purchases', 'approvals', 'signing'],
  records: [quotes, quoteVersions, saleRules],
  questions: [versionsSeen, ratesSeen],
  views: [quoteRows],
  operations: [
    listQuotes, getQuote, workOut, saveQuote, askForApproval, issueQuote, markViewed, declineQuote, withdrawQuote, expireQuotes, compareQuotes, readSaleRules, saveSaleRules,
  ], // prettier-ignore
  permits: ['quotes.read', 'quotes.write', 'quotes.setRules'],
  events: [
    'quotes.saved', 'quotes.approvalAsked', 'quotes.issued', 'quotes.viewed', 'quotes.declined', 'quotes.withdrawn', 'quotes.expired', 'quotes.accepted', 'quotes.rulesSaved',
  ], // prettier-ignore
  tasks: [
    {
      name: 'quotes.runningOut',
      zone: 'sales',
      permit: 'quotes.write',
      count: async (read, now) => (await read.browse(quoteRows, { where: runningOut(now.today), limit: 1 })).total,
    },
  ],
  // The last ones belong to `quotes.accept`, which joins the module in `harmony.ts`.
  says: [...compareWords, 'quotes.accept', 'quotes.unknownOption', 'quotes.outOfDate'],
} as const satisfies Module
