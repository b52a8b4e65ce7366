import { add, command, put, query, remove, tell, type Change, type Now } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, idOf, many, shape, text, type Id } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { customers, territoryMoves } from './customer.ts'

/** Who looks after a customer: whose right reaches their own customers, or those of their team, reaches these. A customer may have several. */
export const customerCarers = record(
  'customerCarers',
  shape({ id: idOf('customerCarers'), customer: idOf('customers'), user: idOf('users'), assignedAt: anInstant, assignedBy: text }),
  { key: 'id', devices: [{ customer: 'customer' }], personal: { keep: 'use', since: 'assignedAt' } },
)
type Carer = Row<typeof customerCarers>
/** People who look after one customer: few. */
const most = 50

export const carerOf = (customer: Id<'customers'>, user: string, now: Now): Change =>
  add(customerCarers, {
    id: now.newId() as Id<'customerCarers'>,
    customer,
    user: user as Id<'users'>,
    assignedAt: now.at,
    assignedBy: now.caller.name,
  })

const carersAnswer = shape({
  customer: idOf('customers'),
  carers: many(shape({ user: idOf('users'), userName: text, assignedAt: anInstant })),
})
const of = (customer: string) => ({ where: { field: 'customer', is: 'equal', value: customer } as const, order: ['id'], limit: most })

export const listCarers = query({
  name: 'customers.carers',
  zone: 'sales',
  permit: 'customers.read',
  input: shape({ customer: idOf('customers') }),
  output: carersAnswer,
  refusals: ['customers.unknown'],
  ask: async ({ customer: id }, read) => {
    const customer = await read.get(customers, id)
    if (!customer) return refuse('customers.unknown', { customer: id })
    const carers = await read.list(customerCarers, of(id))
    const people = await read.some(users, carers.map(({ user }) => user)) // prettier-ignore
    return { customer: id, carers: carers.map(({ user, assignedAt }) => ({ user, userName: people.get(user)?.name ?? user, assignedAt })) }
  },
})

/** Says who looks after a customer; nobody is a choice too. */
export const setCarers = command({
  name: 'customers.setCarers',
  zone: 'sales',
  permit: 'customers.assign',
  offline: 'never',
  input: shape({ customer: idOf('customers'), carers: many(idOf('users'), most) }),
  output: shape({ customer: idOf('customers'), carers: many(idOf('users')) }),
  refusals: ['customers.unknown', 'customers.unknownPerson'],
  load: async ({ customer, carers: wanted }, read) => ({
    customer: await read.get(customers, customer),
    present: await read.list(customerCarers, of(customer)),
    people: await read.some(users, wanted),
  }),
  decide: ({ customer: id, carers: asked }, { customer, present, people }, now) => {
    if (!customer) return refuse('customers.unknown', { customer: id })
    const wanted = [...new Set(asked)]
    const stranger = wanted.find((user) => !people.get(user)?.active && !present.some((carer) => carer.user === user))
    if (stranger) return refuse('customers.unknownPerson', { user: people.get(stranger)?.name ?? stranger })
    const gone = present.filter((carer: Carer) => !wanted.includes(carer.user))
    const fresh = wanted.filter((user) => !present.some((carer) => carer.user === user))
    const result = { customer: customer.id, carers: wanted }
    if (gone.length + fresh.length === 0) return { result, changes: [] }
    return {
      result,
      changes: [
        ...gone.map((carer) => remove(customerCarers, carer.id)),
        ...fresh.map((user) => carerOf(customer.id, user, now)),
        // Devices learn by the customer that it came or went, as when it changes its territory.
        put(customers, customer),
        add(territoryMoves, { id: now.newId() as Id<'territoryMoves'>, customer: customer.id, formerTerritory: customer.territory, newTerritory: customer.territory, movedAt: now.at, movedBy: now.caller.name }),
        tell('customers.carersSet', { customer: customer.id }),
      ],
    }
  },
}) // prettier-ignore
