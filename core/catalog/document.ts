import type { Row } from '../kernel/record.ts'
import type { products, productVersions } from './product.ts'
import type { ProductDocument } from './product-document.ts'

type Product = Row<typeof products>
type Version = Row<typeof productVersions>
type Columns = Pick<Version, 'model' | 'basis' | 'measure' | 'prices' | 'revenue' | 'serviceCode'>
export type { DocumentPrice, DocumentPurchase, ProductDocument } from './product-document.ts'

/** The behaviours as published; of a version from before there were any, those that its price columns say. */
export const documentOf = (product: Product, version: Version): ProductDocument => behavioursOf(version) ?? derivedFrom(product, version)

/** The behaviours that a version was published with; none of a version from before there were any. */
export const behavioursOf = (version: Version): ProductDocument | null => version.behaviours

/** What billing did with such a version: monthly or yearly in advance unless the line says otherwise, booked with the invoice, until further notice. */
export function derivedFrom(product: Pick<Product, 'kind' | 'unit'>, version: Columns): ProductDocument {
  const { kind, unit } = product
  const { model, basis, measure, prices, revenue, serviceCode } = version
  const once = kind === 'oneOff' || kind === 'prepay'
  const counted = measure === 'counted'
  return {
    sell: { kind, unit, model, basis, measure, prices, fund: null },
    buy: { buying: 'nothing', purchases: null },
    deliver: { delivery: 'none', withTime: false, deliveryFirst: null },
    bill: once
      ? { timing: 'once', months: null, anchor: null, proration: null, zeroValue: 'omit' }
      : {
          timing: counted ? 'arrears' : 'advance',
          months: !counted && basis === 'year' ? 12 : 1,
          anchor: 'calendar',
          proration: counted ? 'full' : 'actual',
          zeroValue: 'omit',
        },
    recognise: { recognition: 'onInvoice', overMonths: null, milestones: null },
    account: { booking: 'byRole', revenue, overrides: null },
    tax: { taxClass: 'standard', serviceCode },
    renew: {
      mode: 'none',
      initialMonths: null,
      extensionMonths: null,
      noticeDays: null,
      supplierNoticeDays: null,
      cancelDays: null,
      priceBindingMonths: null,
      uplift: null,
      coTermAllowed: true,
      decreaseAllowed: true,
    },
  }
}
