import type { Wire } from '../kernel/shape.ts'
import { derivedFrom, type ProductDocument } from './document.ts'
import type { ProductVersion } from './product.ts'

type Columns = Pick<ProductVersion, 'model' | 'basis' | 'measure' | 'revenue' | 'prices' | 'serviceCode'>

/** The columns that billing reads, as the document says them. */
export const columnsOf = ({ sell, account, tax }: ProductDocument): Columns => ({
  model: sell.model,
  basis: sell.basis,
  measure: sell.measure === 'agreed' ? 'agreed' : 'counted',
  revenue: account.revenue,
  prices: sell.prices,
  serviceCode: tax.serviceCode,
})

/** The plainest document of a kind: what a new product begins with. */
export function plainDocument(kind: ProductDocument['sell']['kind'], unit: Wire): ProductDocument {
  const counted = kind === 'consumption'
  const plain = derivedFrom(
    { kind, unit },
    { model: 'flat', basis: 'month', measure: counted ? 'counted' : 'agreed', revenue: counted ? 'consumption' : kind === 'recurring' ? 'recurring' : 'services', prices: [], serviceCode: null }, // prettier-ignore
  )
  return kind === 'prepay' ? { ...plain, recognise: { ...plain.recognise, recognition: 'onDrawDown' } } : plain
}

/** A document with other columns: what else it says stays, but how it is billed when its quantity becomes counted, or no longer is. */
export function withColumns(document: ProductDocument, columns: Columns): ProductDocument {
  const counted = columns.measure === 'counted'
  const same = counted === (document.sell.measure !== 'agreed')
  const { kind, unit } = document.sell
  return {
    ...document,
    sell: {
      ...document.sell,
      model: columns.model,
      basis: columns.basis,
      measure: same ? document.sell.measure : columns.measure,
      prices: columns.prices,
    },
    bill: same ? document.bill : derivedFrom({ kind, unit }, columns).bill,
    account: { ...document.account, revenue: columns.revenue },
    tax: { ...document.tax, serviceCode: columns.serviceCode },
  }
}
