import type { Condition, Filter } from '../../../core/kernel/filter.ts'

export type StubRow = Readonly<Record<string, string | number | boolean | null>>

const names = [
  'Acme GmbH',
  'Nord AG',
  'Berg KG',
  'Harrow College',
  'Kochi Traders',
  'Ørsted Hotels',
  'Åre Ski',
  'Zehnder & Söhne',
  'Müller Maschinenbau',
  'Thames Legal LLP',
  'Chennai Foods',
  'Öl & Gas Union',
]
const currencies = ['GBP', 'EUR', 'INR', 'JPY']
const states = ['posted', 'paid', 'draft', 'blocked']
const uuid = (kind: number, n: number): string =>
  `0193${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const dayAt = (n: number): string => new Date(Date.UTC(2024, 0, 1 + (n % 1000))).toISOString().slice(0, 10)

export const customers: StubRow[] = Array.from({ length: 240 }, (_, n) => ({
  id: uuid(1, n), code: n % 3 === 0 ? `C-${1000 + n}` : null, name: `${names[n % names.length]} ${Math.floor(n / names.length) + 1}`, country: ['GB', 'DE', 'IN'][n % 3]!, currency: currencies[n % 3]!,
  contracts: n % 7, poRequired: n % 5 === 0, email: n % 4 ? `billing${n}@example.com` : null,
})) // prettier-ignore
export const invoices: StubRow[] = Array.from({ length: 100_000 }, (_, n) => {
  const customer = customers[(n * 37) % customers.length]!
  const net = ((n * 7919) % 9_000_000) + 1_00 - (n % 50 === 0 ? 10_000_000 : 0)
  return {
    id: uuid(2, n), number: `NLUK-26-${String(n + 1).padStart(6, '0')}`, state: states[(n * 13) % 7 < 4 ? (n * 13) % 4 : 0]!, customer: customer['id']!, customerName: customer['name']!, entity: ['NLUK', 'NLDE', 'NLIN'][n % 3]!,
    issued: dayAt(n), due: dayAt(n + 30), currency: currencies[n % 4]!, net: String(net), tax: String(Math.trunc(net / 5)), gross: String(net + Math.trunc(net / 5)), quantity: `${(n * 31) % 5000}.${(n * 17) % 1000}`,
    postedAt: n % 6 ? `${dayAt(n)}T14:07:00.000Z` : null, poNumber: n % 9 ? null : `PO-${n}`,
  }
}) // prettier-ignore

const asNumber = (v: unknown): number | null =>
  typeof v === 'number' ? v : typeof v === 'string' && /^-?\d+(\.\d+)?$/.test(v) ? Number(v) : null
const compare = (a: unknown, b: unknown): number => {
  const [x, y] = [asNumber(a), asNumber(b)]
  if (x !== null && y !== null) return x - y
  return String(a ?? '').localeCompare(String(b ?? ''), 'de')
}
function holds(row: StubRow, c: Condition): boolean {
  const v = row[c.field]
  const is = c.value as never
  const text = String(v ?? '').toLowerCase()
  switch (c.is) {
    case 'equal': return compare(v, is) === 0
    case 'not': return compare(v, is) !== 0
    case 'in': return (is as unknown[]).some((one) => compare(v, one) === 0)
    case 'less': return compare(v, is) < 0
    case 'atMost': return compare(v, is) <= 0
    case 'more': return compare(v, is) > 0
    case 'atLeast': return compare(v, is) >= 0
    case 'between': return compare(v, is[0]) >= 0 && compare(v, is[1]) <= 0
    case 'contains': return text.includes(String(is).toLowerCase())
    case 'starts': return text.startsWith(String(is).toLowerCase())
    case 'empty': return v === null
    case 'filled': return v !== null
  } // prettier-ignore
}
const passes = (row: StubRow, filter: Filter): boolean =>
  'all' in filter ? filter.all.every((f) => passes(row, f)) : 'any' in filter ? filter.any.some((f) => passes(row, f)) : holds(row, filter)

export interface Asked {
  readonly filter?: Filter | null
  readonly search?: string | null
  readonly order?: readonly string[] | null
  readonly offset?: number | null
  readonly limit?: number | null
}
const sorted = new Map<string, readonly StubRow[]>()
export function listed(
  all: readonly StubRow[],
  search: readonly string[],
  asked: Asked,
  usual: readonly string[],
): { rows: readonly StubRow[]; total: number } {
  const order = asked.order?.length ? asked.order : usual
  const key = `${all.length} ${JSON.stringify([asked.filter, asked.search, order])}`
  let rows = sorted.get(key)
  if (!rows) {
    const found = all.filter(
      (r) =>
        (!asked.filter || passes(r, asked.filter)) &&
        (!asked.search ||
          search.some((f) =>
            String(r[f] ?? '')
              .toLowerCase()
              .includes(asked.search!.toLowerCase()),
          )),
    )
    rows = found.toSorted((a, b) => {
      for (const o of order) {
        const by = compare(a[o.replace(/^-/, '')], b[o.replace(/^-/, '')])
        if (by !== 0) return o.startsWith('-') ? -by : by
      }
      return 0
    })
    sorted.set(key, rows)
  }
  const from = asked.offset ?? 0
  return { rows: rows.slice(from, from + Math.min(1000, asked.limit ?? 100)), total: rows.length }
}
