import type { Day, Instant } from '../../core/kernel/day.ts'
import { addDays } from '../../core/kernel/day.ts'
import { decimal, exactly } from '../../core/kernel/decimal.ts'
import type { Row } from '../../core/kernel/record.ts'
import type { Code, Id } from '../../core/kernel/shape.ts'
import { plainLife, type ContractLine, type LineLife } from '../../core/contracts/contract.ts'
import type { LineChange } from '../../core/contracts/line-change.ts'
import { withChange } from '../../core/contracts/timeline.ts'
import type { customers } from '../../core/customers/customer.ts'
import type { Fund } from '../../core/funds/fund.ts'
import { emptyFund } from '../../core/funds/open.ts'
import type { UsageRecord } from '../../core/usage/usage-record.ts'

/** What the lines of the mixed data set are made with. */
export interface Making {
  readonly random: (below: number) => number
  readonly newId: () => string
  readonly entityCurrency: Fund['entityCurrency']
  readonly groupCurrency: Fund['groupCurrency']
}
/** A line with what is recorded of it elsewhere. */
export interface Mixed {
  readonly line: ContractLine
  readonly changes: readonly LineChange[]
  readonly readings: readonly UsageRecord[]
  readonly funds: readonly Fund[]
}

/** Of a hundred lines. What is plain is counted and priced by bands in three of ten cases, as in the plain data set. */
const shares = {
  plain: 34,
  measured: 15,
  changed: 18,
  pooled: 5,
  prepaid: 6,
  oneOff: 6,
  suspended: 4,
  ended: 4,
  yearly: 8,
} as const
type Sort = keyof typeof shares
const sorts = (Object.keys(shares) as Sort[]).flatMap((sort) => Array.from({ length: shares[sort] }, () => sort))

/** Products of the demo company by the line's currency; `null` where its price is agreed. */
const counted = {
  GBP: ['WS-DEV', 'SV-DEV', 'BKP-GB'],
  EUR: ['EDR'],
  INR: ['EP-IN'],
} as const satisfies Record<string, readonly string[]>
const bought = { GBP: ['BLK-40'], EUR: ['KIT-15', 'TOK-200'], INR: ['KIT-15'] } as const satisfies Record<string, readonly string[]>
const once = { GBP: ['FW-HA', 'SSL'], EUR: ['INC-P3', 'PRJ-MIG'], INR: ['SSL'] } as const satisfies Record<string, readonly string[]>
const yearly = { GBP: ['LIC-YR', 'FW-SUP'], EUR: ['M365-A'], INR: ['M365-A'] } as const satisfies Record<string, readonly string[]>
type Sold = keyof typeof counted

const pick = <T>(of: readonly T[], random: Making['random']): T => of[random(of.length)]!
const product = (of: Readonly<Record<Sold, readonly string[]>>, { currency }: ContractLine, { random }: Making): ContractLine['product'] =>
  pick(of[currency as Sold], random) as Code<'products'>
const livingBy = (line: ContractLine, life: Partial<LineLife>): ContractLine['life'] => ({ ...(line.life ?? plainLife), ...life })
const alone = (line: ContractLine): Mixed => ({ line, changes: [], readings: [], funds: [] })

/** One line of the mixed data set, made of a plain one. `pool`: the pool of its neighbourhood. */
export function mixedLine(plain: ContractLine, pool: string, making: Making): Mixed {
  const { random } = making
  const placed = random(3) === 0 ? { ...plain, life: livingBy(plain, { project: `P-${random(4)}`, costCentre: `CC-${random(4)}` }) } : plain
  switch (sorts[random(sorts.length)]!) {
    case 'plain':
      return alone(placed)
    case 'measured':
      return measured(monthly(placed, making), pick(['peak', 'average', 'sum', 'snapshot', 'p95'] as const, random), making)
    case 'changed':
      return changed(placed, making)
    case 'pooled':
      return pooled(monthly(placed, making), pool, making)
    case 'prepaid':
      return prepaid(placed, making)
    case 'oneOff':
      return alone(soldOnce(placed, making))
    case 'suspended':
      return suspended(placed, making)
    case 'ended':
      return ended(placed, making)
    case 'yearly':
      return alone(byTheYear(placed, making))
  }
}

/** Counted or measured for November, billed in arrears. */
const monthly = (line: ContractLine, making: Making): ContractLine => ({
  ...line,
  kind: 'consumption',
  product: product(counted, line, making),
  unitPrice: null,
  months: 1,
  timing: 'arrears',
  anchor: 'calendar',
  start: '2025-03-01' as Day,
  billedTo: '2026-10-31' as Day,
})

function measured(line: ContractLine, measure: NonNullable<LineLife['measure']>, making: Making): Mixed {
  const { random, newId } = making
  const days = ['2026-10-28', '2026-11-01', '2026-11-09', '2026-11-16', '2026-11-24'] as Day[]
  const readings = days.map((day, n): UsageRecord => ({
    id: newId() as Id<'usageRecords'>,
    source: 'monitoring',
    sourceId: `${line.id}-${n}`,
    line: line.id,
    contract: line.contract,
    customer: line.customer,
    entity: line.entity,
    at: `${day}T09:00:00.000Z` as Instant,
    day,
    kind: measure === 'sum' ? 'amount' : 'level',
    quantity: decimal(`${1 + random(300)}`)!,
    restarts: false,
    note: null,
    reverses: null,
    reason: null,
    recordedAt: `${day}T10:00:00.000Z` as Instant,
    recordedBy: 'monitoring',
  }))
  return { ...alone({ ...line, life: livingBy(line, { measure }) }), readings }
}

/** A third of the members of a pool are counted by readings. */
function pooled(line: ContractLine, pool: string, making: Making): Mixed {
  // What is priced together has one price.
  const member = { ...line, product: counted[line.currency as Sold][0] as ContractLine['product'], life: livingBy(line, { pool }) }
  return making.random(3) === 0 ? measured(member, 'snapshot', making) : alone(member)
}

const recorded = (line: ContractLine, number: number, effective: Day, making: Making): LineChange => ({
  id: making.newId() as Id<'lineChanges'>,
  line: line.id,
  contract: line.contract,
  entity: line.entity,
  number,
  effective,
  act: 'quantity',
  sets: [],
  quantity: null,
  unitPrice: null,
  version: null,
  end: null,
  billing: null,
  amendment: null,
  reason: null,
  retracts: null,
  recordedAt: `2026-11-2${number}T10:00:00.000Z` as Instant,
  recordedBy: 'Amelia Ford',
})
const today = '2026-11-30' as Day
/** The line as it is left by what was recorded of it. Two of three were compared by a run since. */
function withChanges(line: ContractLine, changes: readonly LineChange[], { random }: Making): Mixed {
  const after = changes.reduce((now, change, n) => withChange(now, changes.slice(0, n), change, today), line)
  return { ...alone(random(3) === 0 ? after : { ...after, recheckFrom: null }), changes }
}

function changed(line: ContractLine, making: Making): Mixed {
  const { random } = making
  const changes = Array.from({ length: 1 + random(3) }, (_, n): LineChange => {
    const change = recorded(line, n + 1, addDays('2026-11-03' as Day, random(50)), making)
    return line.unitPrice !== null && random(3) === 0
      ? { ...change, act: 'price', sets: ['unitPrice'], unitPrice: decimal(`${5 + random(95)}`)! }
      : { ...change, sets: ['quantity'], quantity: decimal(`${1 + random(400)}`)! }
  })
  return withChanges(line, changes, making)
}

/** Half of them go on in December. */
function suspended(line: ContractLine, making: Making): Mixed {
  const stop: LineChange = { ...recorded(line, 1, '2026-11-10' as Day, making), act: 'suspend', sets: ['billing'], billing: false }
  const goesOn = making.random(2) === 0
  const resume: LineChange = { ...recorded(line, 2, '2026-12-11' as Day, making), act: 'resume', sets: ['billing'], billing: true }
  return withChanges({ ...line, state: 'suspended' }, goesOn ? [stop, resume] : [stop], making)
}

/** Half of them in the middle of December, the others before the billing day. */
function ended(line: ContractLine, making: Making): Mixed {
  const later = making.random(2) === 0
  const end = (later ? '2026-12-15' : '2026-11-20') as Day
  const change: LineChange = { ...recorded(line, 1, addDays(end, 1), making), act: 'end', sets: ['end'], end }
  return withChanges({ ...line, state: later ? 'notice' : 'ended' }, [change], making)
}

/** Buys into a fund when it is posted: a new one, or, half of them, one that is there. */
function prepaid(line: ContractLine, making: Making): Mixed {
  const { random } = making
  const sold: ContractLine = {
    ...soldOnce(line, making),
    kind: 'prepay',
    product: product(bought, line, making),
    quantity: decimal(`${1 + random(3)}`)!,
  }
  if (random(2) === 0) return alone(sold)
  const fund = emptyFund(
    {
      entity: line.entity,
      customer: line.customer,
      contract: line.contract,
      name: `Fund ${random(1000)}`,
      unit: sold.product === 'BLK-40' ? 'hours' : sold.product === 'TOK-200' ? 'token' : 'currency',
      currency: line.currency,
      priority: 0,
      scope: [],
      expiryMonths: null,
      carryOver: null,
      overage: 'negative',
      weights: [],
      topUp: null,
      product: sold.product,
    },
    making,
    making.newId as () => never,
  )
  return { ...alone({ ...sold, life: livingBy(sold, { fund: fund.id }) }), funds: [fund] }
}

const soldOnce = (line: ContractLine, making: Making): ContractLine => ({
  ...line,
  kind: 'oneOff',
  product: product(once, line, making),
  quantity: decimal(`${1 + making.random(4)}`)!,
  unitPrice: line.currency === 'INR' ? exactly('15000') : null,
  months: 1,
  timing: 'advance',
  anchor: 'anniversary',
  start: addDays('2026-11-12' as Day, making.random(20)),
  billedTo: null,
})

/** Due for the coming year, of which most is earned later. */
const byTheYear = (line: ContractLine, making: Making): ContractLine => ({
  ...line,
  kind: 'recurring',
  product: product(yearly, line, making),
  unitPrice: null,
  months: 12,
  timing: 'advance',
  anchor: 'anniversary',
  start: `202${3 + making.random(3)}-12-01` as Day,
  billedTo: '2026-11-30' as Day,
})

/** Three of ten customers say what shares an invoice. */
export const groupedBy = ({ random }: Pick<Making, 'random'>): Row<typeof customers>['invoiceBy'] =>
  random(10) < 3 ? pick(['contract', 'project', 'costCentre', 'one'] as const, random) : null
