import { listing } from '../kernel/listing.ts'
import { view } from '../kernel/record.ts'
import { anInstant, choice, codeOf, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** What customers signed by a link and no order has taken yet. */
export const signedLinkRows = view({
  view: 'orders.signedByLink',
  row: shape({
    id: idOf('signatures'),
    record: text,
    subject: idOf('records'),
    kind: choice('order', 'quote', 'changeOrder'),
    reference: maybe(text),
    customer: idOf('customers'),
    customerName: maybe(text),
    signer: text,
    signedAt: anInstant,
    /** Who made the link. */
    createdBy: text,
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['reference', 'customerName', 'signer'],
  called: ['reference', 'signer'],
  order: ['signedAt'],
  entityField: 'entity',
})
export const listSignedByLink = listing({ name: 'orders.signedByLink', zone: 'sales', permit: 'orders.read', view: signedLinkRows })
