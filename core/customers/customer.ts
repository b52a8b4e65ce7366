import { record } from '../kernel/record.ts'
import { aCurrency, anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/** Charges of one currency share an invoice when they share this; `one` puts everything on one. */
export const invoiceGroupings = ['order', 'contract', 'project', 'costCentre', 'one'] as const

/** A part of the market that some salespeople look after. */
export const territories = record('territories', shape({ code: codeOf('territories'), name: text }), {
  key: 'code',
  devices: ['always'],
  personal: { keep: 'use', not: ['name'] },
})

/** A customer went from one territory to another: what salespeople had captured until then still comes from them. Only ever added. */
export const territoryMoves = record(
  'territoryMoves',
  shape({
    id: idOf('territoryMoves'),
    customer: idOf('customers'),
    /** `null`: everybody's. */
    formerTerritory: maybe(codeOf('territories')),
    newTerritory: maybe(codeOf('territories')),
    movedAt: anInstant,
    movedBy: text,
  }),
  { key: 'id', immutable: true, personal: { keep: 'use' } },
)

/** Whoever buys. Customers stand outside the legal entities: one customer may have contracts with several. */
export const customers = record(
  'customers',
  shape({
    id: idOf('customers'),
    /** Short code that people use, where one was given. */
    code: maybe(codeOf('customers')),
    name: text,
    /** The name as it is compared (see customers/rules): two customers never share it. */
    matchName: text,
    country: text,
    currency: aCurrency,
    language: text,
    culture: text,
    zone: text,
    /** Days until an invoice is due. */
    paymentDays: count,
    taxId: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    address: many(text),
    poRequired: flag,
    note: maybe(text),
    /** Customers of one family (a parent and its subsidiaries) share pools of consumption. */
    family: maybe(text),
    /** What shares an invoice; by purchase order unless it is said. */
    invoiceBy: maybe(choice(...invoiceGroupings)),
    /** Whose salespeople look after it, and whose devices carry it; `null`: everybody's. */
    territory: maybe(codeOf('territories')),
    /** State or province, where tax asks for it (India, the USA, Australia): as ISO 3166-2 without its country, `KA`. */
    region: maybe(text),
    /** `true`: a consumer. Customers are businesses unless it is said. */
    consumer: maybe(flag),
  }),
  {
    key: 'id',
    devices: [{ territory: 'territory' }],
    personal: {
      keep: 'contract',
      fields: {
        name: 'customer.name',
        matchName: 'customer.name',
        email: 'customer.email',
        phone: 'customer.phone',
        address: 'customer.address',
        taxId: 'customer.trace',
        note: 'anyone.words',
      },
    },
  },
)
