import { calculator } from '../kernel/operation.ts'
import { choice, longText, shape, text } from '../kernel/shape.ts'
import { ciiOf } from './cii.ts'
import { anEInvoice, type EInvoice } from './model.ts'
import { profileOn, syntaxes, type Profile, type Syntax } from './profile.ts'
import { ublOf } from './ubl.ts'
import { aValidation, validate, type Validation } from './validate.ts'
import { xmlText } from './xml.ts'

export interface Rendered {
  readonly xml: string
  readonly profile: Profile
  readonly validation: Validation
}
/** An invoice in a syntax, checked by the rules of its profile on the day it was issued. The same invoice always gives the same bytes. */
export function rendered(invoice: EInvoice, syntax: Syntax): Rendered {
  const profile = profileOn(syntax, invoice.issued)
  const xml = xmlText(profile.language === 'ubl' ? ublOf(invoice, profile) : ciiOf(invoice, profile))
  return { xml, profile, validation: validate(invoice, profile) }
}

/** Writes an invoice, given in the business terms of EN 16931, as an e-invoice, and says which public rules it breaks. */
export const renderEInvoice = calculator({
  name: 'einvoice.render',
  zone: 'finance',
  permit: null,
  input: shape({ invoice: anEInvoice, syntax: choice(...syntaxes) }),
  output: shape({
    xml: longText,
    profile: shape({ syntax: choice(...syntaxes), name: text, specification: text, release: text }),
    validation: aValidation,
  }),
  refusals: [],
  work: ({ invoice, syntax }) => {
    const { xml, profile, validation } = rendered(invoice, syntax)
    const { name, specification, release } = profile
    return { xml, profile: { syntax, name, specification, release }, validation }
  },
})
