import { daysBetween } from '../kernel/day.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { suppliers } from '../purchases/supplier.ts'
import { totalsOf } from '../receivables/account.ts'
import { ageOf, ages } from '../receivables/ages.ts'
import { aStep, itemSteps } from '../receivables/facts.ts'
import { paymentFiles, supplierBankAccounts } from './bank-account.ts'
import { paymentProposalLines, paymentProposals, proposalStates } from './payment.ts'

/** What we owe suppliers, by legal entity and currency, and how long already. */
export const supplierAccountRows = view({
  view: 'payables.accounts',
  key: 'account',
  search: ['supplierName'],
  order: ['supplierName', 'entity', 'currency'],
  entityField: 'entity',
  row: shape({
    /** Supplier, legal entity and currency. */
    account: text,
    supplier: idOf('suppliers'),
    supplierName: text,
    entity: codeOf('entities'),
    currency: aCurrency,
    /** What we owe, + . */
    open: minorIn('currency'),
    /** Of it, credit notes and payments in advance. */
    credit: minorIn('currency'),
    items: count,
    /** Of what we owe, the earliest. */
    due: maybe(aDay),
    held: count,
  }),
})
export const paymentRows = view({
  view: 'payables.payments',
  key: 'id',
  search: ['number', 'supplierName', 'reference'],
  order: ['-paidOn', '-number'],
  entityField: 'entity',
  row: shape({
    id: idOf('supplierPayments'),
    number: text,
    entity: codeOf('entities'),
    supplier: idOf('suppliers'),
    supplierName: text,
    paidOn: aDay,
    currency: aCurrency,
    amount: minorIn('currency'),
    earlyDiscount: minorIn('currency'),
    bankCharges: minorIn('currency'),
    advance: minorIn('currency'),
    reference: maybe(text),
    createdAt: anInstant,
    createdBy: text,
  }),
})
export const proposalRows = view({
  view: 'payables.proposals',
  key: 'id',
  search: ['entity', 'proposedBy'],
  order: ['-payOn', '-proposedAt'],
  entityField: 'entity',
  row: shape({
    id: idOf('paymentProposals'),
    entity: codeOf('entities'),
    payOn: aDay,
    dueUntil: aDay,
    state: choice(...proposalStates),
    lines: count,
    currency: aCurrency,
    amount: minorIn('currency'),
    earlyDiscount: minorIn('currency'),
    proposedAt: anInstant,
    proposedBy: text,
    decidedBy: maybe(text),
  }),
})
/** Where a payment is to go: empty where nobody has agreed to an account of the supplier. */
const payeeFields = {
  accountHolder: maybe(text),
  ending: maybe(text),
  iban: sensitive('bankAccount', maybe(text)),
  sortCode: sensitive('bankAccount', maybe(text)),
  accountNumber: sensitive('bankAccount', maybe(text)),
  routingNumber: sensitive('bankAccount', maybe(text)),
  agreedAt: maybe(anInstant),
}
const nobody = { accountHolder: null, ending: null, iban: null, sortCode: null, accountNumber: null, routingNumber: null, decidedAt: null }
/** Bank accounts of suppliers, the last that was proposed first. */
export const bankAccountRows = view({
  view: 'payables.bankAccounts',
  key: 'id',
  search: ['supplierName', 'accountHolder', 'ending'],
  order: ['-proposedAt', 'supplierName'],
  row: shape({ ...supplierBankAccounts.shape.fields, supplierName: text }),
})
/** What is to be paid, line by line: the list that whoever pays takes along. */
export const proposalLineRows = view({
  view: 'payables.proposalLines',
  key: 'id',
  search: ['supplierName', 'number'],
  order: ['supplierName', 'due', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('paymentProposalLines'),
    paymentProposal: idOf('paymentProposals'),
    entity: codeOf('entities'),
    supplier: idOf('suppliers'),
    supplierName: text,
    openItem: idOf('openItems'),
    number: text,
    due: aDay,
    payOn: aDay,
    currency: aCurrency,
    open: minorIn('currency'),
    earlyDiscount: minorIn('currency'),
    pay: minorIn('currency'),
    ...payeeFields,
    state: choice(...proposalStates),
  }),
})

const finance = { zone: 'finance', permit: 'payables.read' } as const
export const listAccounts = listing({ ...finance, name: 'payables.accounts', view: supplierAccountRows })
export const listPayments = listing({ ...finance, name: 'payables.payments', view: paymentRows })
export const listProposals = listing({ ...finance, name: 'payables.proposals', view: proposalRows })
export const listBankAccounts = listing({ ...finance, name: 'payables.bankAccounts', view: bankAccountRows })
export const listProposalLines = listing({ ...finance, name: 'payables.proposalLines', view: proposalLineRows })

const anItem = shape({
  openItem: idOf('openItems'), entity: codeOf('entities'), number: text, postedOn: aDay, due: aDay, currency: aCurrency, amount: minorIn('currency'), open: minorIn('currency'),
  entityCurrency: aCurrency, entityOpen: minorIn('entityCurrency'), overdueDays: count, age: choice(...ages), onHold: maybe(text),
}) // prettier-ignore
const aTotal = shape({
  entity: codeOf('entities'), currency: aCurrency, notDue: minorIn('currency'), to30: minorIn('currency'), to60: minorIn('currency'), to90: minorIn('currency'), over90: minorIn('currency'),
  credit: minorIn('currency'), open: minorIn('currency'),
}) // prettier-ignore
const most = 10_000

/** The statement of a supplier: what we owe it and have with it, and how long already. What we owe is above zero. */
export const supplierAccount = query({
  name: 'payables.account',
  ...finance,
  input: shape({ supplier: idOf('suppliers'), entity: maybe(codeOf('entities')), day: maybe(aDay) }),
  output: shape({ supplier: idOf('suppliers'), supplierName: text, day: aDay, items: many(anItem), totals: many(aTotal) }),
  refusals: ['payables.unknownSupplier'],
  ask: async ({ supplier, entity, day }, read, now) => {
    const known = await read.get(suppliers, supplier)
    if (!known) return refuse('payables.unknownSupplier', { supplier })
    const where = {
      all: [
        { field: 'supplier', is: 'equal', value: supplier },
        { field: 'kind', is: 'equal', value: 'payable' },
        { field: 'clearedOn', is: 'empty' },
        ...(entity === null ? [] : [{ field: 'entity', is: 'equal', value: entity } as const]),
      ],
    } as const
    const found = await read.list(openItems, { where, order: ['due', 'number'], limit: most })
    const items = found.map((item) => ({ ...item, open: -item.open, amount: -item.amount, entityOpen: -item.entityOpen }))
    const on = day ?? now.today
    return {
      supplier, supplierName: known.name, day: on, totals: totalsOf(items, on),
      items: items.map(({ id, due, ...item }) => ({
        openItem: id, due, overdueDays: Math.max(0, daysBetween(due, on)), age: ageOf(due, on), entity: item.entity, number: item.number, postedOn: item.postedOn, currency: item.currency,
        amount: item.amount, open: item.open, entityCurrency: item.entityCurrency, entityOpen: item.entityOpen, onHold: item.onHold,
      })),
    }
  },
}) // prettier-ignore

/** What we owe with everything that ever happened to it. */
export const supplierItem = query({
  name: 'payables.item',
  ...finance,
  input: shape({ openItem: idOf('openItems') }),
  output: shape({ item: openItems.shape, supplierName: text, steps: many(shape(aStep)) }),
  refusals: ['payables.notOwed'],
  ask: async ({ openItem }, read) => {
    const item = await read.get(openItems, openItem)
    const supplier = item?.supplier ? await read.get(suppliers, item.supplier) : undefined
    if (!item || !supplier) return refuse('payables.notOwed', { item: openItem })
    return { item, supplierName: supplier.name, steps: await read.ask(itemSteps, { openItem }) }
  },
})

/** A proposal with its lines. */
export const oneProposal = query({
  name: 'payables.proposal',
  ...finance,
  input: shape({ paymentProposal: idOf('paymentProposals') }),
  output: shape({
    paymentProposal: paymentProposals.shape,
    lines: many(shape({ ...paymentProposalLines.shape.fields, supplierName: text, ...payeeFields })),
    file: maybe(paymentFiles.shape),
  }),
  refusals: ['payables.unknownProposal'],
  ask: async ({ paymentProposal: id }, read) => {
    const proposal = await read.get(paymentProposals, id)
    if (!proposal) return refuse('payables.unknownProposal', { proposal: id })
    const lines = await read.list(paymentProposalLines, {
      where: { field: 'paymentProposal', is: 'equal', value: id },
      order: ['position'],
      limit: most,
    })
    const names = await read.some(suppliers, [...new Set(lines.map(({ supplier }) => supplier as string))].sort())
    const accounts = await read.some(supplierBankAccounts, [...new Set(lines.flatMap(({ bankAccount }) => bankAccount ?? []))].sort())
    const payeeOf = ({ bankAccount }: (typeof lines)[number]) => {
      const { accountHolder, ending, iban, sortCode, accountNumber, routingNumber, decidedAt } =
        (bankAccount && accounts.get(bankAccount)) || nobody
      return { accountHolder, ending, iban, sortCode, accountNumber, routingNumber, agreedAt: decidedAt }
    }
    const file = (await read.get(paymentFiles, id)) ?? null
    return {
      paymentProposal: proposal,
      file,
      lines: lines.map((line) => ({ ...line, supplierName: names.get(line.supplier)?.name ?? '', ...payeeOf(line) })),
    }
  },
})
