import { decimal } from '../../core/kernel/decimal.ts'
import type { Day } from '../../core/kernel/day.ts'
import type { Currency } from '../../core/kernel/money.ts'
import type { Plain } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import type { Code, Id } from '../../core/kernel/shape.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { contractLines, contracts, running } from '../../core/contracts/contract.ts'
import { lineChanges } from '../../core/contracts/line-change.ts'
import { customers } from '../../core/customers/customer.ts'
import { funds } from '../../core/funds/fund.ts'
import { usageRecords } from '../../core/usage/usage-record.ts'
import { insertRows } from '../../main/storage/flush.ts'
import type { Database } from '../../main/storage/connect.ts'
import { tableOf } from '../../main/storage/tables.ts'
import { groupedBy, mixedLine, type Making } from './mixed.ts'

/** `plain`: lines that nothing ever changed. `mixed`: everything that a contract can come to (see mixed.ts). */
export const dataSets = ['plain', 'mixed'] as const
export type DataSet = (typeof dataSets)[number]

/** The day for which everything that is generated falls due. */
export const billingDay = '2026-12-01' as Day

/** Same seed, same data: mulberry32. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const ids = (): (() => string) => {
  let made = 0
  return () => {
    made += 1
    return `01900000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`
  }
}

interface Seller {
  readonly entity: string
  readonly country: string
  readonly currency: Currency
  readonly culture: string
  readonly tax: readonly string[]
  /** Priced per unit, agreed or by list. */
  readonly flat: readonly string[]
  /** Counted each month and priced by bands that fill up or are looked up. */
  readonly counted: readonly string[]
}
// The products of the demo company. The last of them bills in a currency that is not its entity's own.
const sellers: readonly Seller[] = [
  { entity: 'NLUK', country: 'GB', currency: 'GBP', culture: 'en-GB', tax: ['UK-S20'], flat: ['MS-USER', 'M365-A', 'M365-M', 'CONSULT', 'NIGHT'], counted: ['WS-DEV', 'SV-DEV', 'BKP-GB'] },
  { entity: 'NLDE', country: 'DE', currency: 'EUR', culture: 'de-DE', tax: ['DE-S19'], flat: ['MS-USER', 'M365-A', 'CONSULT'], counted: ['EDR'] },
  { entity: 'NLIN', country: 'IN', currency: 'INR', culture: 'en-IN', tax: ['IN-CG9', 'IN-SG9'], flat: ['MS-USER', 'M365-A', 'CONSULT'], counted: ['EP-IN'] },
  { entity: 'NLUK', country: 'NO', currency: 'EUR', culture: 'en-GB', tax: ['UK-OS'], flat: ['MS-USER', 'M365-A', 'CONSULT'], counted: [] },
] // prettier-ignore
/** Of a hundred customers. */
const shares = [45, 75, 92, 100]

const towns = ['Bristol', 'Leeds', 'Frankfurt', 'Pune', 'Oslo', 'Köln', 'Bengaluru', 'Wakefield'] as const
const trades = ['Freight', 'Textiles', 'Analytics', 'Klinikverbund', 'Academy', 'Handels', 'Engineering', 'Foods'] as const

type Line = Row<typeof contractLines>
type When = Pick<Line, 'months' | 'timing' | 'anchor' | 'start' | 'end' | 'billedTo'>

/** Most lines are billed up to the month before; some are new, some quarterly, some on their anniversary. */
function whenOf(random: (below: number) => number, counted: boolean): When {
  const two = (n: number): string => `${n}`.padStart(2, '0')
  const old = `${2023 + random(3)}-${two(1 + random(12))}-01` as Day
  const month = { months: 1, end: null } as const
  if (counted) return { ...month, timing: 'arrears', anchor: 'calendar', start: old, billedTo: '2026-10-31' as Day }
  const kind = random(100)
  // Begun within November: the rest of it and December.
  if (kind < 4) return { ...month, timing: 'advance', anchor: 'calendar', start: `2026-11-${two(2 + random(28))}` as Day, billedTo: null }
  if (kind < 14)
    return { ...month, timing: 'advance', anchor: 'anniversary', start: `2026-11-${two(2 + random(28))}` as Day, billedTo: null }
  if (kind < 20) return { months: 3, end: null, timing: 'advance', anchor: 'calendar', start: old, billedTo: '2026-09-30' as Day }
  return { ...month, timing: 'advance', anchor: 'calendar', start: old, billedTo: '2026-11-30' as Day }
}

function lineOf(contract: Row<typeof contracts>, number: number, seller: Seller, id: string, random: (below: number) => number): Line {
  const counted = seller.counted.length > 0 && random(10) < 3
  const from = counted ? seller.counted : seller.flat
  const agreed = !counted && random(10) < 4
  return {
    id: id as Line['id'],
    contract: contract.id,
    number,
    entity: contract.entity,
    customer: contract.customer,
    product: from[random(from.length)]! as Code<'products'>,
    version: 1,
    description: random(4) === 0 ? `Site ${1 + random(9)}` : null,
    quantity: decimal(counted && random(3) === 0 ? `${1 + random(900)}.${random(10)}` : `${1 + random(400)}`)!,
    unitPrice: agreed ? decimal(`${5 + random(95)}.${`${random(100)}`.padStart(2, '0')}`)! : null,
    currency: seller.currency,
    ...whenOf(random, counted),
    taxCodes: seller.tax as readonly Code<'taxCodes'>[],
    poNumber: null,
    ...running,
    kind: counted ? 'consumption' : 'recurring',
  }
}

function customerOf(n: number, seller: Seller, id: string, random: (below: number) => number): Row<typeof customers> {
  const town = towns[random(towns.length)]!
  const name = `${town} ${trades[random(trades.length)]!} ${n}`
  return {
    id: id as Id<'customers'>,
    code: null,
    name,
    matchName: name.toLowerCase(),
    country: seller.country,
    currency: seller.currency,
    language: seller.culture.slice(0, 2),
    culture: seller.culture,
    zone: 'Europe/London',
    paymentDays: 30,
    taxId: null,
    email: `accounts@customer-${n}.example`,
    phone: null,
    address: ['Accounts Payable', `${1 + random(200)} High Street`, town],
    poRequired: false,
    note: null,
    family: null,
    invoiceBy: null,
    territory: null,
    region: null,
    consumer: null,
  }
}

/** Customers of one transaction. */
const portion = 2000
/** Neighbours of one entity and currency that share a pool. */
const poolSize = 10
/** What each entity keeps its books in; the group's are in pounds. */
const home: Readonly<Record<string, Currency>> = { NLUK: 'GBP', NLDE: 'EUR', NLIN: 'INR' }

/** Rows of one portion, in the order in which they go in. */
class Batch {
  readonly #rows = new Map<RecordKind, Plain[]>()
  add(kind: RecordKind, ...rows: readonly Plain[]): void {
    const known = this.#rows.get(kind)
    if (known) known.push(...rows)
    else this.#rows.set(kind, [...rows])
  }
  async write(database: Database): Promise<void> {
    await database.transact(async (session) => {
      for (const [kind, rows] of this.#rows) if (rows.length > 0) await insertRows(session, tableOf(kind, database.dialect), rows)
    })
  }
}

/** Customers with a contract of about three lines, each of whom gets an invoice on the billing day. Answers how many lines there are. */
export async function generate(database: Database, invoices: number, data: DataSet = 'plain', seed = 1): Promise<number> {
  const random = chance(seed)
  const newId = ids()
  let lines = 0
  for (let from = 0; from < invoices; from += portion) {
    const batch = new Batch()
    for (let n = from; n < Math.min(invoices, from + portion); n++) {
      const share = random(100)
      const seller = sellers[shares.findIndex((upTo) => share < upTo)]!
      const plain = customerOf(n, seller, newId(), random)
      const customer = data === 'plain' ? plain : { ...plain, invoiceBy: groupedBy({ random }) }
      const contract: Row<typeof contracts> = {
        id: newId() as Id<'contracts'>,
        number: `G-${n}`,
        entity: seller.entity as Code<'entities'>,
        customer: customer.id,
        state: 'active',
        name: null,
        signedOn: null,
      }
      batch.add(customers, customer)
      batch.add(contracts, contract)
      const count = [2, 3, 3, 3, 4][random(5)]!
      lines += count
      for (let number = 1; number <= count; number++) {
        const line = lineOf(contract, number, seller, newId(), random)
        if (data === 'plain') batch.add(contractLines, line)
        else addMixed(batch, line, n, seller, { random, newId })
      }
    }
    await batch.write(database)
  }
  // What the server does by itself after a while.
  if (database.dialect === 'postgres') await database.read((session) => session.script('vacuum analyze'))
  return lines
}

function addMixed(batch: Batch, plain: Line, n: number, seller: Seller, by: Pick<Making, 'random' | 'newId'>): void {
  const pool = `POOL-${seller.entity}-${seller.currency}-${Math.floor(n / poolSize)}`
  const made = mixedLine(plain, pool, { ...by, entityCurrency: home[seller.entity]!, groupCurrency: 'GBP' })
  batch.add(contractLines, made.line)
  batch.add(lineChanges, ...made.changes)
  batch.add(usageRecords, ...made.readings)
  batch.add(funds, ...made.funds)
}
