import { isZone } from '../kernel/day.ts'
import { add, command, put, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, choice, codeOf, count, flag, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { carerOf } from './carers.ts'
import { customers, invoiceGroupings, territories, territoryMoves } from './customer.ts'
import { isCountry } from '../tax/countries.ts'
import { isEmail, isLanguage, matchName } from './rules.ts'

type Customer = Row<typeof customers>

/** What two people may change at the same time without a conflict. */
const merging = [
  ['name'], ['code'], ['country', 'address'], ['language', 'culture'], ['zone'], ['paymentDays'], ['taxId'], ['email'], ['phone'], ['poRequired'], ['note'], ['family'], ['invoiceBy'],
  ['territory'], ['region', 'consumer'],
] as const // prettier-ignore

/** Creates a customer (without an id) or changes one. Two customers never share a name, however it is spelt. */
export const saveCustomer = command({
  name: 'customers.save',
  zone: 'sales',
  permit: 'customers.write',
  offline: 'queue',
  input: shape({
    id: maybe(idOf('customers')),
    code: maybe(codeOf('customers')),
    name: text,
    country: text,
    currency: aCurrency,
    language: text,
    culture: text,
    zone: text,
    paymentDays: count,
    taxId: maybe(text),
    email: maybe(text),
    phone: maybe(text),
    address: many(text, 10),
    poRequired: flag,
    note: maybe(text),
    family: maybe(text),
    invoiceBy: maybe(choice(...invoiceGroupings)),
    territory: maybe(codeOf('territories')),
    region: maybe(text),
    consumer: maybe(flag),
  }),
  version: 3,
  // The first input knew no territories, the second nothing of tax; what they saved keeps what it has.
  upcasts: [(input) => input, (input) => input],
  edits: { of: customers, id: (input) => input.id, merges: merging, derived: ({ name }) => ({ matchName: matchName(name as string) }) },
  output: customers.shape,
  refusals: [
    'customers.unknown',
    'customers.nameTaken',
    'customers.codeTaken',
    'customers.badName',
    'customers.badCountry',
    'customers.badLanguage',
    'customers.badZone',
    'customers.badPaymentDays',
    'customers.badEmail',
    'customers.unknownTerritory',
  ],
  load: async ({ id, name, code, territory }, read) => ({
    place: territory === null ? null : await read.get(territories, territory),
    present: id === null ? undefined : await read.get(customers, id),
    sameName: await read.list(customers, { where: { field: 'matchName', is: 'equal', value: matchName(name) }, limit: 2 }),
    sameCode: code === null ? [] : await read.list(customers, { where: { field: 'code', is: 'equal', value: code }, limit: 2 }),
  }),
  decide: (input, { place, present, sameName, sameCode }, now) => {
    if (input.id !== null && !present) return refuse('customers.unknown', { customer: input.id })
    if (place === undefined) return refuse('customers.unknownTerritory', { territory: input.territory ?? '' })
    const fault = customerFault(input)
    if (fault) return fault
    const twin = sameName.find((c) => c.id !== input.id)
    if (twin)
      return refuse('customers.nameTaken', { name: input.name, other: twin.code === null ? twin.name : `${twin.name} (${twin.code})` })
    const namesake = sameCode.find((c) => c.id !== input.id)
    if (namesake) return refuse('customers.codeTaken', { code: input.code ?? '', other: namesake.name })
    const customer: Customer = {
      ...input,
      id: input.id ?? (now.newId() as Id<'customers'>),
      name: input.name.trim(),
      matchName: matchName(input.name),
    }
    return {
      result: customer,
      changes: [
        put(customers, customer),
        ...moved(present, customer, now),
        // Who may work with their own customers alone looks after whom they enter.
        ...(!present && now.caller.bounds ? [carerOf(customer.id, now.caller.user, now)] : []),
        tell('customers.saved', { customer: customer.id }),
      ],
    }
  },
})

function moved(before: Customer | undefined, after: Customer, now: Now): Change[] {
  if (!before || before.territory === after.territory) return []
  const { id: customer, territory } = after
  const id = now.newId() as Id<'territoryMoves'>
  return [
    add(territoryMoves, {
      id,
      customer,
      formerTerritory: before.territory,
      newTerritory: territory,
      movedAt: now.at,
      movedBy: now.caller.name,
    }),
  ]
}

type CustomerFault =
  | 'customers.badName'
  | 'customers.badCountry'
  | 'customers.badLanguage'
  | 'customers.badZone'
  | 'customers.badPaymentDays'
  | 'customers.badEmail'

function customerFault(input: Omit<Customer, 'id' | 'matchName'>): Refusal<CustomerFault> | undefined {
  const { name, country, language, culture, zone, paymentDays, email } = input
  if (matchName(name) === '') return refuse('customers.badName', { name })
  if (!isCountry(country)) return refuse('customers.badCountry', { country })
  if (!isLanguage(language) || !/^[a-z]{2,3}(-[A-Z]{2})?$/.test(culture)) return refuse('customers.badLanguage', { language, culture })
  if (!isZone(zone)) return refuse('customers.badZone', { zone })
  if (paymentDays < 0 || paymentDays > 365) return refuse('customers.badPaymentDays', { days: `${paymentDays}` })
  return email !== null && !isEmail(email) ? refuse('customers.badEmail', { email }) : undefined
}
