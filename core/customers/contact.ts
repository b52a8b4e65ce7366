import { record } from '../kernel/record.ts'
import { flag, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** Somebody at a customer: whom to write, call and ask. */
export const contacts = record(
  'contacts',
  shape({
    id: idOf('contacts'),
    customer: idOf('customers'),
    name: text,
    /** What the person is there: Head of IT. */
    title: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    /** As in `de`; without it the customer's. */
    language: maybe(text),
    /** Gets the invoices by mail. Of a customer one person does; without one they go to the customer's own address. */
    getsInvoices: flag,
    /** To be asked about the technology. */
    technical: flag,
    /** Signs orders. */
    decides: flag,
    /** Has not left. */
    active: flag,
    note: maybe(text),
  }),
  {
    key: 'id',
    devices: [{ customer: 'customer' }],
    personal: {
      keep: 'use',
      fields: { name: 'person.name', title: 'person.role', email: 'person.email', phone: 'person.phone', note: 'person.words' },
    },
  },
)
