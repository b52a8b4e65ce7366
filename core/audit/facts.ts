import { seriesDocuments } from '../entities/rules.ts'
import { question } from '../kernel/record.ts'
import { taxRoundings } from '../tax/sums.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'

/** A record that breaks an invariant: what was expected and what was found, as text. */
const aFault = shape({ id: text, expected: text, found: text })
const faulty = <const Name extends string>(name: Name) => question(name, shape({}), aFault)

export const countOf = question(
  'audit.count',
  shape({}),
  shape({
    journals: count,
    series: count,
    charges: count,
    invoices: count,
    openItems: count,
    settlements: count,
    received: count,
    balances: count,
    runs: count,
    deferred: count,
    prepaid: count,
    lots: count,
    accrued: count,
    exportBatches: count,
    exportedJournals: count,
    reversals: count,
    differences: count,
    pairs: count,
    locked: count,
  }),
)
export const unbalancedJournals = faulty('audit.unbalancedJournals')
export const numberGaps = faulty('audit.numberGaps')
export const overlappingCharges = faulty('audit.overlappingCharges')
export const wrongInvoiceSums = faulty('audit.wrongInvoiceSums')
export const wrongReceivables = faulty('audit.wrongReceivables')
export const wrongOpenItems = faulty('audit.wrongOpenItems')
/** Open items that their history does not explain, and rows of that history without their journal line. */
export const wrongSettlements = faulty('audit.wrongSettlements')
export const wrongReceived = faulty('audit.wrongReceived')
export const wrongBalances = faulty('audit.wrongBalances')
export const wrongRuns = faulty('audit.wrongRuns')
export const wrongCredits = faulty('audit.wrongCredits')
export const wrongDeferred = faulty('audit.wrongDeferred')
/** Prepaid costs whose rows are not what stands on their account. */
export const wrongPrepaid = faulty('audit.wrongPrepaid')
export const wrongAccruals = faulty('audit.wrongAccruals')
/** Export batches that do not hold the journals and the sum that they say. */
export const wrongExports = faulty('audit.wrongExports')
/** Tax of documents that no return would find, or that is not what its document states. */
export const wrongTaxes = faulty('audit.wrongTaxes')
export const wrongFunds = faulty('audit.wrongFunds')
/** Lines whose columns differ although their currencies do not, and translation that is more than translation. */
export const wrongColumns = faulty('audit.wrongColumns')
/** Intercompany pairs of which a side is missing, names no partner, or is not the other one turned round. */
export const wrongPairs = faulty('audit.wrongPairs')
/** Journals that came into a month after it was locked. */
export const lateJournals = faulty('audit.lateJournals')

/** The different rates that journals were posted with, each with the first of its journals and the earliest day on which one was converted. */
export const journalSnapshots = question('audit.journalSnapshots', shape({}), shape({ id: text, day: aDay, rates: someData }))
/** Of events whose journals do not all keep the same rates, what they keep. */
export const eventSnapshots = question('audit.eventSnapshots', shape({}), shape({ event: text, rates: someData }))

const inThree = {
  currency: aCurrency,
  entityCurrency: aCurrency,
  entityAmount: minorIn('entityCurrency'),
  groupCurrency: aCurrency,
  groupAmount: minorIn('groupCurrency'),
}
/** What journals were converted with: the rates that some of them keep and their currencies, with one of these journals. */
export const journalConversions = question(
  'audit.journalConversions',
  shape({}),
  shape({
    id: idOf('journals'),
    currency: aCurrency,
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    rates: someData,
    journals: count,
  }),
)
/** Lines that are so far from their amount at the rate that they may be wrong, in the order of `line`. `conversions` are those of above with their rates in minor units. */
export const farLines = question(
  'audit.farLines',
  shape({ conversions: someData, after: text, limit: count }),
  shape({
    /** The journal that stands for the conversion. */
    conversion: text,
    line: text,
    journal: text,
    /** A receivable, a payable, a bank: converted on its own. */
    control: flag,
    ...inThree,
    amount: minorIn('currency'),
  }),
)
/** Exchange differences that may be worth something else to the group; `parts` were translated each on its own. */
export const untranslated = question(
  'audit.untranslated',
  shape({ conversions: someData }),
  shape({ conversion: text, journal: text, ...inThree, parts: count }),
)
/** Rounding of more than a unit a line. */
export const wrongRounding = faulty('audit.wrongRounding')
/** Reversals that are not their original turned round. */
export const wrongReversals = faulty('audit.wrongReversals')
/** Journals that a batch of their month left out, and batches that hold what is not theirs. */
export const wrongExported = faulty('audit.wrongExported')

/** What the log's own verification finds; answered by the host. */
export const brokenLog = question(
  'audit.brokenLog',
  shape({}),
  shape({ calls: count, record: maybe(text), id: maybe(text), expected: maybe(text), found: maybe(text) }),
)

export const seriesList = question(
  'audit.series',
  shape({}),
  shape({ series: codeOf('numberSeries'), document: choice(...seriesDocuments), seal: maybe(text) }),
)
/** Journals without an invoice, of a series, in the order of their numbers. */
export const sealedJournals = question(
  'audit.journals',
  shape({ series: codeOf('numberSeries'), after: count, limit: count }),
  shape({
    id: idOf('journals'),
    number: text,
    sequence: count,
    entity: codeOf('entities'),
    document: choice(...seriesDocuments),
    source: idOf('invoices'),
    narrative: maybe(text),
    postedOn: aDay,
    convertedOn: maybe(aDay),
    taxPoint: maybe(aDay),
    event: maybe(idOf('journals')),
    pair: maybe(idOf('journals')),
    currency: aCurrency,
    seal: text,
  }),
)
/** Posted documents of a series in the order of their numbers. */
export const sealedDocuments = question(
  'audit.documents',
  shape({ series: codeOf('numberSeries'), after: count, limit: count }),
  shape({
    id: idOf('invoices'),
    number: text,
    sequence: count,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    issued: aDay,
    due: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    /** Of a credit note: the invoice that it credits. */
    corrects: maybe(idOf('invoices')),
    taxRounding: maybe(choice(...taxRoundings)),
    seal: maybe(text),
  }),
)
const ofDocuments = shape({ documents: many(idOf('invoices')) })
export const sealedCharges = question(
  'audit.documentCharges',
  ofDocuments,
  shape({
    invoice: idOf('invoices'),
    id: idOf('charges'),
    line: idOf('contractLines'),
    from: aDay,
    to: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    taxCodes: many(codeOf('taxCodes')),
    /** As a sales tax service worked it out, where it was asked. */
    serviceTax: maybe(minorIn('currency')),
  }),
)
export const sealedTaxes = question(
  'audit.documentTaxes',
  ofDocuments,
  shape({
    invoice: idOf('invoices'),
    code: codeOf('taxCodes'),
    rate: aDecimal,
    currency: aCurrency,
    base: minorIn('currency'),
    amount: minorIn('currency'),
  }),
)
export const sealedLines = question(
  'audit.documentLines',
  ofDocuments,
  shape({
    journal: idOf('journals'),
    position: count,
    account: codeOf('accounts'),
    currency: aCurrency,
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
    customer: maybe(idOf('customers')),
    charge: maybe(idOf('charges')),
    fund: maybe(idOf('funds')),
    supplier: maybe(idOf('suppliers')),
    partner: maybe(codeOf('entities')),
    openItem: maybe(idOf('openItems')),
  }),
)
