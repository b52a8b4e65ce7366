import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, codeOf, count, flag, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { suppliers, type Supplier } from './supplier.ts'

/** Longest payment term that may be agreed, in days. */
const longestTerm = 365

/** Creates a supplier (without an id) or changes one. */
export const saveSupplier = command({
  name: 'purchases.saveSupplier',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({
    id: maybe(idOf('suppliers')),
    code: codeOf('suppliers'),
    name: text,
    country: text,
    currency: aCurrency,
    taxId: maybe(text),
    paymentDays: count,
    note: maybe(text),
    /** Left out: nothing changes, and a new one is active. */
    active: maybe(flag),
  }),
  output: suppliers.shape,
  refusals: ['purchases.unknownSupplier', 'purchases.codeTaken', 'purchases.badCountry', 'purchases.badPaymentDays'],
  load: async ({ id, code }, read) => ({
    present: id === null ? undefined : await read.get(suppliers, id),
    sameCode: await read.list(suppliers, { where: { field: 'code', is: 'equal', value: code }, limit: 2 }),
  }),
  decide: (input, { present, sameCode }, now) => {
    const { id, code, country, paymentDays } = input
    if (id !== null && !present) return refuse('purchases.unknownSupplier', { supplier: id })
    if (!/^[A-Z]{2}$/.test(country)) return refuse('purchases.badCountry', { country })
    if (paymentDays < 0 || paymentDays > longestTerm) return refuse('purchases.badPaymentDays', { days: `${paymentDays}` })
    const namesake = sameCode.find((other) => other.id !== id)
    if (namesake) return refuse('purchases.codeTaken', { code, other: namesake.name })
    const supplier: Supplier = {
      ...input,
      id: id ?? (now.newId() as Id<'suppliers'>),
      name: input.name.trim(),
      active: input.active ?? present?.active ?? true,
    }
    return { result: supplier, changes: [put(suppliers, supplier), tell('purchases.supplierSaved', { supplier: supplier.id, code })] }
  },
})
