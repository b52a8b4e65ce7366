import { record, type Row } from '../kernel/record.ts'
import { aCurrency, codeOf, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** Whoever we buy from. Suppliers stand outside the legal entities: several may buy from the same one. */
export const suppliers = record(
  'suppliers',
  shape({
    id: idOf('suppliers'),
    /** Short code that people use; two suppliers never share it. */
    code: codeOf('suppliers'),
    name: text,
    /** ISO 3166 alpha-2. */
    country: text,
    /** What it invoices in unless a cost line says otherwise. */
    currency: aCurrency,
    taxId: maybe(text),
    /** Days until its invoices are due. */
    paymentDays: count,
    note: maybe(text),
    /** One that nothing more is bought from stays for what was. */
    active: flag,
  }),
  { key: 'id', devices: ['all'], personal: { keep: 'contract', fields: { name: 'supplier.name', note: 'anyone.words' } } },
)
export type Supplier = Row<typeof suppliers>
