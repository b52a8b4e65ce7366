import { customers } from '../customers/customer.ts'
import { daysBetween, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import type { OpenItem } from '../ledger/open-item.ts'
import { ageOf, ages, type Age } from './ages.ts'
import { isCustomers } from './applying.ts'
import { aStep, itemSteps } from './facts.ts'

const anItem = shape({
  openItem: idOf('openItems'), kind: choice('receivable', 'unapplied'), entity: codeOf('entities'), number: text, postedOn: aDay, due: aDay, currency: aCurrency, amount: minorIn('currency'),
  open: minorIn('currency'), entityCurrency: aCurrency, entityOpen: minorIn('entityCurrency'), overdueDays: count, age: choice(...ages), onHold: maybe(text),
}) // prettier-ignore
const aTotal = shape({
  entity: codeOf('entities'), currency: aCurrency, notDue: minorIn('currency'), to30: minorIn('currency'), to60: minorIn('currency'), to90: minorIn('currency'), over90: minorIn('currency'),
  /** Money that waits and credit notes: what may be taken off. */
  credit: minorIn('currency'), open: minorIn('currency'),
}) // prettier-ignore
type Total = { readonly entity: OpenItem['entity']; readonly currency: Currency; credit: bigint; open: bigint } & Record<Age, bigint>
const most = 10_000

/** What a customer owes and is owed by legal entity and currency, and how long already. */
export function totalsOf(items: readonly OpenItem[], on: Day): Total[] {
  const totals = new Map<string, Total>()
  for (const { entity, currency, open, due } of items) {
    const key = `${entity}/${currency}`
    const total = totals.get(key) ?? { entity, currency, notDue: 0n, to30: 0n, to60: 0n, to90: 0n, over90: 0n, credit: 0n, open: 0n }
    if (open < 0n) total.credit += open
    else total[ageOf(due, on)] += open
    total.open += open
    totals.set(key, total)
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
}

/** The statement of account of a customer. */
export const accountOf = query({
  name: 'receivables.account',
  zone: 'finance',
  permit: 'receivables.read',
  input: shape({ customer: idOf('customers'), entity: maybe(codeOf('entities')), day: maybe(aDay) }),
  output: shape({ customer: idOf('customers'), customerName: text, day: aDay, items: many(anItem), totals: many(aTotal) }),
  refusals: ['receivables.unknownCustomer'],
  ask: async ({ customer, entity, day }, read, now) => {
    const known = await read.get(customers, customer)
    if (!known) return refuse('receivables.unknownCustomer', { customer })
    const where = { all: [{ field: 'customer', is: 'equal', value: customer }, { field: 'clearedOn', is: 'empty' }, ...(entity === null ? [] : [{ field: 'entity', is: 'equal', value: entity } as const])] } as const // prettier-ignore
    const items = (await read.list(openItems, { where, order: ['due', 'number'], limit: most })).filter(isCustomers)
    const on = day ?? now.today
    return {
      customer, customerName: known.name, day: on, totals: totalsOf(items, on),
      items: items.map(({ id, kind, due, ...item }) => ({
        openItem: id, kind: kind as 'receivable' | 'unapplied', due, overdueDays: Math.max(0, daysBetween(due, on)), age: ageOf(due, on), entity: item.entity, number: item.number,
        postedOn: item.postedOn, currency: item.currency, amount: item.amount, open: item.open, entityCurrency: item.entityCurrency, entityOpen: item.entityOpen, onHold: item.onHold,
      })),
    }
  },
}) // prettier-ignore

/** An open item with everything that ever happened to it. */
export const historyOf = query({
  name: 'receivables.item',
  zone: 'finance',
  permit: 'receivables.read',
  input: shape({ openItem: idOf('openItems') }),
  output: shape({ item: openItems.shape, steps: many(shape(aStep)) }),
  refusals: ['receivables.unknownItem'],
  ask: async ({ openItem }, read) => {
    const item = await read.get(openItems, openItem)
    if (!item) return refuse('receivables.unknownItem', { item: openItem })
    return { item, steps: await read.ask(itemSteps, { openItem }) }
  },
})
