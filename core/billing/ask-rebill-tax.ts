import { add, command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, flag, idOf, maybe, shape } from '../kernel/shape.ts'
import { salesTaxAnswers } from '../tax/sales-tax.ts'
import { askFaults } from './ask-sales-tax.ts'
import { creditFaults } from './credit.ts'
import { seriesFor } from './credit-facts.ts'
import { answerAgain, askingAgain, keptAnswer } from './rebill-taxes.ts'
import { creditAndDue, loadAgain } from './rebill.ts'

/**
 * Asks the sales tax service what the charges bear that would be billed instead of an invoice's, and keeps the answer, by which `billing.creditAndRebill` posts
 * them: nobody waits for a number while a service is asked. Where none is needed, nobody is asked and nothing changes.
 */
export const askRebillTax = command({
  name: 'billing.askRebillTax',
  zone: 'finance',
  permit: 'billing.post',
  offline: 'never',
  input: shape({ invoice: idOf('invoices'), issued: maybe(aDay) }),
  output: shape({ invoice: idOf('invoices'), /** A service was asked, and has answered. */ asked: flag }),
  refusals: ['billing.unknownInvoice', ...creditFaults, 'billing.rebillBlocked', 'billing.rebillGone', 'billing.rebillPrepaid', ...askFaults],
  load: async (input, read, now) => {
    const found = await loadAgain(input, read, now)
    if (!found) return undefined
    const { facts, day } = found
    const numbering = { creditNote: await seriesFor(read, facts.entity, 'creditNote', day) }
    const made = creditAndDue({ reason: '', issued: input.issued }, { ...found, numbering }, now)
    if (refused(made)) return made
    const asking = await askingAgain(made.due, facts, read)
    if (asking === null || refused(asking)) return asking
    const answer = await answerAgain(asking, read)
    return refused(answer) ? answer : { facts, asking, answer }
  },
  decide: ({ invoice }, loaded, now) => {
    if (loaded === undefined) return refuse('billing.unknownInvoice', { invoice })
    if (loaded === null) return { result: { invoice, asked: false }, changes: [] }
    if (refused(loaded)) return loaded
    const { facts, asking, answer } = loaded
    const kept = keptAnswer(asking, answer, facts, now)
    return { result: { invoice, asked: true }, changes: [add(salesTaxAnswers, kept), tell('billing.salesTaxAsked', { invoice, number: facts.invoice.number })] }
  },
}) // prettier-ignore
