import { command, put, tell } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { flag, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { contacts } from './contact.ts'
import { customers } from './customer.ts'
import { isEmail, isLanguage } from './rules.ts'

type Contact = Row<typeof contacts>

/** Creates a contact of a customer (without an id) or changes one. Whoever is named to get the invoices takes that over from the one before. */
export const saveContact = command({
  name: 'customers.saveContact',
  zone: 'sales',
  permit: 'customers.write',
  offline: 'queue',
  input: shape({
    id: maybe(idOf('contacts')),
    customer: idOf('customers'),
    name: text,
    title: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    language: maybe(text),
    getsInvoices: flag,
    technical: flag,
    decides: flag,
    active: flag,
    note: maybe(text),
  }),
  edits: {
    of: contacts,
    id: (input) => input.id,
    merges: [['name'], ['title'], ['email'], ['phone'], ['language'], ['technical'], ['decides'], ['note']],
  },
  output: contacts.shape,
  refusals: [
    'customers.unknown',
    'customers.unknownContact',
    'customers.contactOfAnother',
    'customers.badEmail',
    'customers.badContactLanguage',
    'customers.noAddressForInvoices',
    'customers.goneWithInvoices',
  ],
  load: async ({ id, customer }, read) => ({
    customer: await read.get(customers, customer),
    present: id === null ? undefined : await read.get(contacts, id),
    recipients: (await read.list(contacts, { where: { field: 'customer', is: 'equal', value: customer }, limit: 1000 })).filter(
      (c) => c.getsInvoices,
    ),
  }),
  decide: (input, { customer, present, recipients }, now) => {
    if (!customer) return refuse('customers.unknown', { customer: input.customer })
    if (input.id !== null && !present) return refuse('customers.unknownContact', { contact: input.id })
    if (present && present.customer !== customer.id) return refuse('customers.contactOfAnother', { name: present.name })
    if (input.email !== null && !isEmail(input.email)) return refuse('customers.badEmail', { email: input.email })
    if (input.language !== null && !isLanguage(input.language)) return refuse('customers.badContactLanguage', { language: input.language })
    if (input.getsInvoices && input.email === null) return refuse('customers.noAddressForInvoices', { name: input.name })
    if (input.getsInvoices && !input.active) return refuse('customers.goneWithInvoices', { name: input.name })
    const contact: Contact = { ...input, id: input.id ?? (now.newId() as Id<'contacts'>), name: input.name.trim() }
    const relieved = input.getsInvoices
      ? recipients.filter((c) => c.id !== contact.id).map((c) => put(contacts, { ...c, getsInvoices: false }))
      : []
    return {
      result: contact,
      changes: [put(contacts, contact), ...relieved, tell('customers.contactSaved', { customer: customer.id, contact: contact.id })],
    }
  },
})
