import { exactly } from '../kernel/decimal.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDecimal, choice, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { suppliers, type Supplier } from './supplier.ts'

export const supplierLanguages = ['en', 'de'] as const

/** How we write to a supplier and what it grants for paying early. Apart from the supplier itself, for devices in the field have no use for it. */
export const supplierTerms = record(
  'supplierTerms',
  shape({
    supplier: idOf('suppliers'),
    language: choice(...supplierLanguages),
    address: many(text, 8),
    /** Taken off what is paid within so many days of its invoice. */
    earlyPercent: maybe(aDecimal),
    earlyDays: maybe(count),
  }),
  { key: 'supplier', personal: { keep: 'contract', fields: { address: 'supplier.address' } } },
)
export type SupplierTerms = Row<typeof supplierTerms>

const german: readonly string[] = ['DE', 'AT', 'CH', 'LI']
/** What holds for a supplier of whom nothing was said. */
export const usualTerms = ({ id, country }: Pick<Supplier, 'id' | 'country'>): SupplierTerms => ({
  supplier: id,
  language: german.includes(country) ? 'de' : 'en',
  address: [],
  earlyPercent: null,
  earlyDays: null,
})

/** Says how a supplier is written to and what it grants for paying early. */
export const saveSupplierTerms = command({
  name: 'purchases.saveSupplierTerms',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: supplierTerms.shape,
  output: supplierTerms.shape,
  refusals: ['purchases.unknownSupplier', 'purchases.badDiscount'],
  load: async ({ supplier }, read) => ({ found: await read.get(suppliers, supplier), present: await read.get(supplierTerms, supplier) }),
  decide: (input, { found }) => {
    const { supplier, earlyPercent, earlyDays } = input
    if (!found) return refuse('purchases.unknownSupplier', { supplier })
    const half = (earlyPercent === null) !== (earlyDays === null)
    const bad = earlyPercent !== null && (earlyPercent.lte(0) || earlyPercent.gte(exactly('100')))
    if (half || bad || (earlyDays ?? 0) > found.paymentDays) return refuse('purchases.badDiscount', { days: `${found.paymentDays}` })
    const terms = { ...input, address: input.address.map((line) => line.trim()).filter((line) => line !== '') }
    return { result: terms, changes: [put(supplierTerms, terms), tell('purchases.supplierSaved', { supplier, code: found.code })] }
  },
})

/** How a supplier is written to and what it grants, or what holds where nothing was said. */
export const readSupplierTerms = query({
  name: 'purchases.terms',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({ supplier: idOf('suppliers') }),
  output: supplierTerms.shape,
  refusals: ['purchases.unknownSupplier'],
  ask: async ({ supplier }, read) => {
    const found = await read.get(suppliers, supplier)
    return found ? ((await read.get(supplierTerms, supplier)) ?? usualTerms(found)) : refuse('purchases.unknownSupplier', { supplier })
  },
})
