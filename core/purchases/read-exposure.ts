import { query } from '../kernel/operation.ts'
import { aCurrency, codeOf, count, idOf, many, maybe, minorIn, shape, text, aDay } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { dealsWithCosts } from './bulk.ts'
import { readExchange } from '../rates/exchange.ts'
import { exposureOf, type Exposure } from './exposure.ts'
import { suppliers } from './supplier.ts'
import type { Deal } from './deal.ts'

/** Commitments to suppliers that go on after the customer can leave, the greatest first: what to renegotiate, or to give notice of, and by when. */
export const readExposure = query({
  name: 'purchases.exposure',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({ contract: maybe(idOf('contracts')) }),
  output: shape({
    rows: many(
      shape({
        contract: idOf('contracts'),
        contractNumber: text,
        customer: idOf('customers'),
        customerName: text,
        entity: codeOf('entities'),
        line: maybe(idOf('contractLines')),
        lineNumber: maybe(count),
        costLine: idOf('costLines'),
        number: count,
        item: text,
        supplierName: maybe(text),
        customerTo: maybe(aDay),
        customerNoticeBy: maybe(aDay),
        supplierTo: aDay,
        supplierNoticeBy: maybe(aDay),
        days: count,
        currency: aCurrency,
        amount: minorIn('currency'),
        entityCurrency: aCurrency,
        entityAmount: maybe(minorIn('entityCurrency')),
      }),
    ),
  }),
  ask: async ({ contract }, read, now) => {
    const exchange = await readExchange(read, now.today)
    const found: { deal: Deal; exposure: Exposure }[] = []
    for await (const deal of dealsWithCosts(read, contract))
      for (const cost of deal.costs) {
        const sold = deal.sold.find(({ line }) => line.id === cost.line) ?? null
        const exposure = exposureOf(cost, deal.orders, sold, deal.entityCurrency, exchange, now.today)
        if (exposure) found.push({ deal, exposure })
      }
    const buyers = await read.some(customers, [...new Set(found.map(({ deal }) => deal.contract.customer))])
    const sellers = await read.some(suppliers, [...new Set(found.flatMap(({ exposure: { cost } }) => cost.supplier ?? []))])
    const size = ({ exposure: { entityAmount } }: (typeof found)[number]): bigint => entityAmount ?? 0n
    const rows = found
      .toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1))
      .map(({ deal, exposure }) => {
        const { cost, sold, ...rest } = exposure
        return {
          contract: deal.contract.id,
          contractNumber: deal.contract.number,
          customer: deal.contract.customer,
          customerName: buyers.get(deal.contract.customer)?.name ?? '',
          entity: deal.contract.entity,
          line: sold?.line.id ?? null,
          lineNumber: sold?.line.number ?? null,
          costLine: cost.id,
          number: cost.number,
          item: cost.item,
          supplierName: cost.supplier === null ? null : (sellers.get(cost.supplier)?.name ?? null),
          ...rest,
        }
      })
    return { rows }
  },
})
