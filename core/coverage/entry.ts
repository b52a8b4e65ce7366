import type { Day } from '../kernel/day.ts'
import { decimal, decimalText, type Decimal } from '../kernel/decimal.ts'
import { majorText, type Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import { assert } from '../kernel/refusal.ts'
import { bookingTypes } from '../funds/fund.ts'
import { incidents, type Incident } from '../usage/incident.ts'
import { expenses, timeEntries, type Expense, type TimeEntry } from '../work/entry.ts'
import type { entryKinds } from './coverage-rule.ts'

/** What a ladder looks at, whatever kind of entry it is. */
export interface Entry {
  readonly kind: (typeof entryKinds)[number]
  readonly id: string
  readonly entity: TimeEntry['entity']
  readonly customer: TimeEntry['customer']
  readonly contract: TimeEntry['contract']
  readonly day: Day
  readonly label: string
  /** Hours of time, money of an expense; of an incident what it costs is found by its price list. */
  readonly quantity: Decimal | null
  readonly currency: Currency | null
  readonly bookingType: (typeof bookingTypes)[number]
  /** Type of work or of incident, kind of expense: what scopes speak of. */
  readonly workType: string | null
  readonly project: string | null
  readonly incident: Incident | null
  /** It takes another one back. */
  readonly opposite: boolean
}

const named = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' · ').slice(0, 500) // prettier-ignore

export const ofTime = (time: TimeEntry): Entry => ({
  kind: 'time',
  id: time.id,
  entity: time.entity,
  customer: time.customer,
  contract: time.contract,
  day: time.day,
  label: named([time.person, time.workType, time.note]),
  quantity: time.hours,
  currency: null,
  bookingType: time.bookingType,
  workType: time.workType,
  project: time.project,
  incident: null,
  opposite: time.reverses !== null,
})
export const ofExpense = (expense: Expense): Entry => {
  const amount = decimal(majorText(expense.currency, expense.amount))
  assert(amount, 'an amount of money')
  return {
    kind: 'expense',
    id: expense.id,
    entity: expense.entity,
    customer: expense.customer,
    contract: expense.contract,
    day: expense.day,
    label: named([expense.note ?? expense.person, `${expense.currency} ${decimalText(amount)}`]),
    quantity: amount,
    currency: expense.currency,
    bookingType: 'day',
    workType: expense.expenseKind,
    project: expense.project,
    incident: null,
    opposite: expense.reverses !== null,
  }
}
export const ofIncident = (incident: Incident): Entry => ({
  kind: 'incident',
  id: incident.id,
  entity: incident.entity,
  customer: incident.customer,
  contract: incident.contract,
  day: incident.day,
  label: named([incident.priority, incident.sourceId, incident.summary ?? incident.type]),
  quantity: null,
  currency: null,
  bookingType: 'day',
  workType: incident.type,
  project: null,
  incident,
  opposite: incident.reverses !== null,
})

// The field is open to any text; a database whose ids are no text must not be asked for one.
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Entries by their ids, each with the one that took it back. What is no id names none. */
export async function entriesOf(
  named: readonly { readonly kind: Entry['kind']; readonly entry: string }[],
  read: Read,
): Promise<ReadonlyMap<string, { readonly entry: Entry; readonly reversed: boolean; readonly reason: string | null }>> {
  const ids = (kind: Entry['kind']) => named.filter((one) => one.kind === kind && isId(one.entry)).map(({ entry }) => entry)
  const found = new Map<string, { entry: Entry; reversed: boolean; reason: string | null }>()
  const keep = (entry: Entry) => void found.set(entry.id, { entry, reversed: false, reason: null })
  const back = (of: readonly { readonly reverses: string | null; readonly reason: string | null }[]) => {
    for (const { reverses, reason } of of) {
      const known = reverses === null ? undefined : found.get(reverses)
      if (known) found.set(reverses!, { ...known, reversed: true, reason })
    }
  }
  const [times, spent, closed] = [ids('time'), ids('expense'), ids('incident')]
  const taking = (some: readonly string[]) => ({ where: { field: 'reverses', is: 'in', value: some } as const, limit: 10_000 })
  if (times.length > 0) {
    for (const time of (await read.some(timeEntries, times)).values()) keep(ofTime(time))
    back(await read.list(timeEntries, taking(times)))
  }
  if (spent.length > 0) {
    for (const expense of (await read.some(expenses, spent)).values()) keep(ofExpense(expense))
    back(await read.list(expenses, taking(spent)))
  }
  if (closed.length > 0) {
    for (const incident of (await read.some(incidents, closed)).values()) keep(ofIncident(incident))
    back(await read.list(incidents, taking(closed)))
  }
  return found
}
