import { add, put, remove, type Change, type EditedPart, type Now, type Read } from '../kernel/operation.ts'
import type { Id } from '../kernel/shape.ts'
import { givenSaleCost, givenSaleLine } from '../quotes/given.ts'
import type { SaleCost, SaleLine, SaleLineWithCosts } from '../quotes/sale.ts'
import { orderCosts, orderLines, type Order, type OrderCost, type OrderLine } from './order.ts'

/** Lines and purchases that one order may have. */
const mostParts = 25_000

export interface Parts {
  readonly lines: readonly OrderLine[]
  readonly costs: readonly OrderCost[]
}
export async function partsOf(order: string, read: Read): Promise<Parts> {
  const where = { field: 'order', is: 'equal', value: order } as const
  return {
    lines: await read.list(orderLines, { where, order: ['number'], limit: mostParts }),
    costs: await read.list(orderCosts, { where, order: ['line', 'number'], limit: mostParts }),
  }
}
/** The same as an order is saved with them. */
export const editedLines: readonly EditedPart[] = [
  {
    as: 'lines',
    of: orderLines,
    by: 'order',
    order: 'number',
    fields: Object.keys(givenSaleLine),
    parts: [{ as: 'costs', of: orderCosts, by: 'line', order: 'number', fields: Object.keys(givenSaleCost.fields) }],
  },
]
export const noParts: Parts = { lines: [], costs: [] }

/** The lines and purchases of an order as they become, each row under the number that it had: what was there keeps its id. */
export function partsFor(order: Pick<Order, 'id' | 'entity'>, wanted: readonly SaleLineWithCosts[], present: Parts, now: Now): Parts {
  const lines = wanted.map((line): OrderLine => {
    const known = present.lines.find(({ number }) => number === line.number)
    return lineFor(order, known?.id ?? (now.newId() as Id<'orderLines'>), line)
  })
  return { lines, costs: lines.flatMap((line, i) => costsFor(line, wanted[i]!.costs, present.costs, now)) }
}
/** Field by field: to leave the purchases out of thirty fields costs more than to name the others, and there are thousands of lines in a morning's orders. */
const lineFor = (order: Pick<Order, 'id' | 'entity'>, id: OrderLine['id'], line: SaleLine): OrderLine => ({
  id,
  order: order.id,
  entity: order.entity,
  number: line.number,
  product: line.product,
  version: line.version,
  description: line.description,
  kind: line.kind,
  quantity: line.quantity,
  currency: line.currency,
  per: line.per,
  listPrice: line.listPrice,
  priceBy: line.priceBy,
  percent: line.percent,
  unitPrice: line.unitPrice,
  discountPercent: line.discountPercent,
  bundle: line.bundle,
  optional: line.optional,
  chosen: line.chosen,
  months: line.months,
  timing: line.timing,
  anchor: line.anchor,
  start: line.start,
  end: line.end,
  termMonths: line.termMonths,
  taxCodes: line.taxCodes,
  project: line.project,
  costCentre: line.costCentre,
  fund: line.fund,
  oneOff: line.oneOff,
  monthly: line.monthly,
  termValue: line.termValue,
  contractLine: null,
})
export const costsFor = (
  line: Pick<OrderLine, 'id' | 'order' | 'entity'>,
  wanted: readonly SaleCost[],
  present: readonly OrderCost[],
  now: Now,
): readonly OrderCost[] =>
  wanted.map((cost, index): OrderCost => {
    const number = index + 1
    const known = present.find((row) => row.line === line.id && row.number === number)
    const id = known?.id ?? (now.newId() as Id<'orderCosts'>)
    return { id, order: line.order, line: line.id, entity: line.entity, number, ...cost, costLine: null }
  })

/** What was there and is no longer goes. */
export const partChanges = (before: Parts, after: Parts): Change[] => {
  const stays = new Set<string>([...after.lines, ...after.costs].map(({ id }) => id))
  const were = new Set<string>([...before.lines, ...before.costs].map(({ id }) => id))
  return [
    ...before.costs.filter(({ id }) => !stays.has(id)).map(({ id }) => remove(orderCosts, id)),
    ...before.lines.filter(({ id }) => !stays.has(id)).map(({ id }) => remove(orderLines, id)),
    // New rows are added: databases load those in one go.
    ...after.lines.map((line) => (were.has(line.id) ? put(orderLines, line) : add(orderLines, line))),
    ...after.costs.map((cost) => (were.has(cost.id) ? put(orderCosts, cost) : add(orderCosts, cost))),
  ]
}

const plainCost = ({
  id: _id,
  order: _order,
  line: _line,
  entity: _entity,
  number: _number,
  costLine: _costLine,
  ...cost
}: OrderCost): SaleCost => cost
/** The lines of an order as a sale has them. */
export const saleLinesOf = ({ lines, costs }: Parts): readonly SaleLineWithCosts[] =>
  lines.map(({ id, order: _order, entity: _entity, contractLine: _contractLine, ...line }) => ({
    ...(line satisfies SaleLine),
    costs: costs.filter((cost) => cost.line === id).map(plainCost),
  }))
export const costsOfLine = (line: string, costs: readonly OrderCost[]): readonly SaleCost[] =>
  costs.filter((cost) => cost.line === line).map(plainCost)
