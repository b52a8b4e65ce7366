import { add, command, type Now, type Read } from '../kernel/operation.ts'
import { decimalText } from '../kernel/decimal.ts'
import { exponents, majorText } from '../kernel/money.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aFile, idOf, shape, text, type Id, type Wire } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { renderPage } from '../documents/print.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { chargesOf, type DueCharge } from './facts.ts'
import { intercompanyInvoices, intercompanyPrints, type IntercompanyInvoice } from './invoice.ts'
import type { Entity } from './taxing.ts'

// What stands on the paper goes out with it for good, so that it is data of ours and not words of the screens.
const english = { time: 'Work', expense: 'Expense', trueUp: 'Adjustment to the agreed margin', invoiceTax: 'Tax', hours: 'h', days: (n: number) => `Due in ${n} days.`, for: (month: string) => `Charges of ${month}` } // prettier-ignore
const german: typeof english = { time: 'Arbeit', expense: 'Auslage', trueUp: 'Anpassung an die vereinbarte Marge', invoiceTax: 'Steuer', hours: 'Std.', days: (n) => `Zahlbar in ${n} Tagen.`, for: (month) => `Verrechnungen ${month}` } // prettier-ignore
const phrasesIn = (language: string): typeof english => (language === 'de' || language.startsWith('de-') ? german : english)
const daysToPay = 30

const party = ({ name, address, country, taxId }: Entity) => ({ name, lines: [...address], country, taxId })

/** The printed page of an invoice between two entities, in the receiver's language: what was charged, line by line. */
export function intercompanyPage(invoice: IntercompanyInvoice, charges: readonly DueCharge[], parties: { readonly provider: Entity; readonly receiver: Entity }, shorts: ReadonlyMap<string, string>): { readonly data: Wire; readonly copy: Wire } {
  const { provider, receiver } = parties
  const { currency } = invoice
  const phrases = phrasesIn(receiver.language)
  const codes = invoice.taxes.map(({ code }) => shorts.get(code) ?? code).join('+')
  const data = {
    kind: invoice.kind, corrects: null, reason: null, language: receiver.language, culture: receiver.culture, number: invoice.number, issued: invoice.issued, due: invoice.due, currency,
    exponent: exponents[currency],
    seller: {
      ...party(provider), taxIdLabel: provider.taxIdLabel, registration: provider.registration, bank: provider.bank.map((b) => ({ ...b })), culture: provider.culture, legal: [...provider.legal],
    },
    buyer: party(receiver), customerCode: receiver.code, poNumber: null, terms: phrases.days(daysToPay), mandate: null,
    lines: charges.map((charge, i) => ({
      position: i + 1, contract: invoice.month, product: '', description: `${phrases[charge.kind]} · ${charge.person}`, from: charge.day, to: charge.day, quantity: decimalText(charge.quantity),
      charged: null, unit: charge.kind === 'time' ? phrases.hours : '', unitPrice: null, detail: [], taxCode: codes, net: charge.price.toString(),
    })),
    taxes: invoice.taxes.map(({ code, rate, base, tax }, i) => ({
      code: shorts.get(code) ?? code, rate: decimalText(rate), base: base.toString(), amount: tax.toString(), note: i === 0 ? invoice.note : null, local: null,
    })),
    net: invoice.net.toString(), tax: invoice.tax.toString(), gross: invoice.gross.toString(), watermark: null,
  }
  const major = (minor: bigint): string => majorText(currency, minor)
  const copy = {
    format: 'harmony-intercompany/1', number: invoice.number, month: invoice.month, issued: invoice.issued, due: invoice.due, currency, about: phrases.for(invoice.month),
    seller: { entity: provider.code, name: provider.name, taxId: provider.taxId }, buyer: { entity: receiver.code, name: receiver.name, taxId: receiver.taxId },
    lines: charges.map(({ charge, kind, person, day, quantity, price }) => ({ charge, kind, person, day, quantity: decimalText(quantity), price: major(price) })),
    net: major(invoice.net), tax: major(invoice.tax), gross: major(invoice.gross), reverseCharge: invoice.reverseCode,
  }
  return { data, copy }
} // prettier-ignore

async function load({ invoice: id }: { readonly invoice: Id<'intercompanyInvoices'> }, read: Read) {
  const invoice = await read.get(intercompanyInvoices, id)
  if (!invoice) return undefined
  const kept = await read.get(intercompanyPrints, id)
  if (kept) return { invoice, kept }
  const known = await read.some(entities, [invoice.provider, invoice.receiver].sort())
  const [provider, receiver] = [known.get(invoice.provider), known.get(invoice.receiver)]
  // The paper says who both are: whoever sees one of them alone reads it once it is printed.
  if (!provider || !receiver) return undefined
  const charges = await read.ask(chargesOf, { invoice: id })
  const codes = await read.some(taxCodes, invoice.taxes.map(({ code }) => code).sort()) // prettier-ignore
  const page = intercompanyPage(invoice, charges, { provider, receiver }, new Map([...codes].map(([code, { short }]) => [code, short])))
  const [printed] = await read.ask(renderPage, { name: `${invoice.number.replaceAll('/', '-')}.pdf`, ...page, facturX: null })
  assert(printed, 'a printed page')
  return { invoice, printed: { file: printed.file, language: receiver.language } }
}

/** Prints an invoice between two entities. The first print is kept; later ones give those very bytes again. */
export const printIntercompany = command({
  name: 'intercompany.print',
  zone: 'finance',
  permit: 'intercompany.read',
  offline: 'never',
  input: shape({ invoice: idOf('intercompanyInvoices') }),
  output: shape({ file: aFile, language: text }),
  refusals: ['intercompany.unknownInvoice'],
  load,
  decide: ({ invoice }, found, now: Now) => {
    if (!found) return refuse('intercompany.unknownInvoice', { invoice })
    if (found.kept) return { result: { file: found.kept.file, language: found.kept.language }, changes: [] }
    assert(found.printed, 'a printed page')
    return {
      result: found.printed,
      changes: [add(intercompanyPrints, { intercompanyInvoice: invoice, ...found.printed, printedAt: now.at })],
    }
  },
})
