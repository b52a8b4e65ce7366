import { entities } from '../entities/entity.ts'
import { add, command, put, tell, type Now, type Read } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, choice, idOf, maybe, shape, someData, text, type Of } from '../kernel/shape.ts'
import type { PaymentBatch, PaymentOrder } from '../payments/payment-order.ts'
import { totalOf } from '../payments/payment-order.ts'
import { suppliers } from '../purchases/supplier.ts'
import { paymentFiles, payingAccounts, supplierBankAccounts } from './bank-account.ts'
import { fileFormats, formats, type FileFormat } from './formats.ts'
import { paymentProposals, supplierPayments } from './payment.ts'
import { payerOf } from './save-paying-account.ts'

const most = 1000
/** Keeps a text as a file; answered by the host. */
export const keepPaymentFile = question('payables.keep', shape({ name: text, mime: text, content: someData }), shape({ file: aFile }))

const input = shape({
  paymentProposal: idOf('paymentProposals'),
  /** Left out: what its currency and accounts are made for. */ format: maybe(choice(...fileFormats)),
})
const ownFaults = [
  'payables.unknownProposal',
  'payables.notReleased',
  'payables.bankAccountMissing',
  'payables.formatUnfit',
  'payables.payerIncomplete',
  'payables.paymentTooLarge',
  'payables.nothingToPay',
] as const
type Fault = (typeof ownFaults)[number]

/** What the payments of a proposal are to a bank, in the format that was asked for or that fits. */
async function batchOf({ paymentProposal: id, format: asked }: Of<typeof input>, read: Read, now: Now) {
  const proposal = await read.get(paymentProposals, id)
  if (!proposal) return refuse('payables.unknownProposal', { proposal: id })
  if (proposal.state !== 'released') return refuse('payables.notReleased', { state: proposal.state })
  const [entity, own] = [await read.get(entities, proposal.entity), await read.get(payingAccounts, proposal.entity)]
  assert(entity, `the entity ${proposal.entity}`)
  const payments = await read.list(supplierPayments, {
    where: { field: 'paymentProposal', is: 'equal', value: id },
    order: ['number'],
    limit: most,
  })
  const paid = payments.filter(({ amount }) => amount > 0n)
  if (paid.length === 0) return refuse('payables.nothingToPay', { supplier: proposal.entity })
  const accounts = await read.some(supplierBankAccounts, [...new Set(paid.flatMap(({ bankAccount }) => bankAccount ?? []))].sort())
  const orders: PaymentOrder[] = []
  for (const { number, amount, bankAccount, supplier, reference } of paid) {
    const to = bankAccount === null ? undefined : accounts.get(bankAccount)
    if (!to) return refuse('payables.bankAccountMissing', { supplier: (await read.get(suppliers, supplier))?.name ?? '', number })
    orders.push({ number, amount, to: { ...to, holder: to.accountHolder }, reference: reference ?? number })
  }
  const payer = payerOf(entity, own)
  const fits = (one: FileFormat): boolean => formats[one].carries(proposal.currency) && orders.every(({ to }) => formats[one].fits(to))
  const payerFits = (one: FileFormat): boolean => formats[one].fits(payer) && (one !== 'bacs' || payer.serviceUser !== null)
  const format = asked ?? fileFormats.find((one) => fits(one) && payerFits(one))!
  if (!fits(format)) return refuse('payables.formatUnfit', { format, currency: proposal.currency })
  if (!payerFits(format)) return refuse('payables.payerIncomplete', { entity: entity.code, format })
  const { largest } = formats[format]
  const over = orders.find(({ amount }) => largest !== null && amount > largest)
  if (over) return refuse('payables.paymentTooLarge', { number: over.number })
  const sequence = (own?.files ?? 0) + 1
  const batch: PaymentBatch = {
    id: id.replaceAll('-', ''),
    sequence,
    createdAt: now.at,
    createdOn: now.today,
    payOn: proposal.payOn,
    currency: proposal.currency,
    payer,
    orders,
  }
  return { proposal, own, format, batch }
}

async function load(asked: Of<typeof input>, read: Read, now: Now) {
  const kept = await read.get(paymentFiles, asked.paymentProposal)
  if (kept) return { kept }
  const made = await batchOf(asked, read, now)
  if (refused(made)) return made as Refusal<Fault>
  const { mime, ending, write } = formats[made.format]
  const name = `${made.proposal.entity}-${made.proposal.payOn}-${made.batch.sequence}.${ending}`
  const [found] = await read.ask(keepPaymentFile, { name, mime, content: write(made.batch) })
  assert(found, 'a file that was kept')
  return { ...made, file: found.file }
}

/**
 * The file that takes the payments of a released proposal to a bank: SEPA credit transfer (pain.001.001.09), Bacs Standard 18, or a list. The first one is kept and
 * given again byte for byte, so that nothing is paid twice because a file was lost.
 */
export const writePaymentFile = command({
  name: 'payables.paymentFile',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  input,
  output: paymentFiles.shape,
  refusals: ownFaults,
  load,
  decide: (_asked, facts, now) => {
    if (refused(facts)) return facts
    if ('kept' in facts) return { result: facts.kept, changes: [] }
    const { proposal, own, format, batch, file } = facts
    const { entity, currency } = proposal
    const result = {
      paymentProposal: proposal.id, entity, sequence: batch.sequence, format, payments: batch.orders.length, currency, amount: totalOf(batch.orders), file, writtenAt: now.at, writtenBy: now.caller.name,
    }
    const none = { entity, accountHolder: null, iban: null, bic: null, sortCode: null, accountNumber: null, routingNumber: null, serviceUser: null }
    return {
      result,
      changes: [add(paymentFiles, result), put(payingAccounts, { ...(own ?? none), files: batch.sequence }), tell('payables.fileWritten', { proposal: proposal.id, entity })],
    }
  },
}) // prettier-ignore
