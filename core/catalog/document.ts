import type { Currency } from '../kernel/money.ts'
import type { Decimal } from '../kernel/decimal.ts'
import type { Wire } from '../kernel/shape.ts'

/** What it costs in one currency. */
export interface DocumentPrice {
  readonly currency: Currency
  readonly unitPrice: Decimal | null
  readonly packageSize: Decimal | null
  readonly bands: readonly { readonly upTo: Decimal | null; readonly unitPrice: Decimal; readonly flatFee: Decimal | null }[]
  /** Least and greatest amount of a period, major units. */
  readonly minimum: Decimal | null
  readonly cap: Decimal | null
  /** Units included. */
  readonly free: Decimal | null
  /** Units that are charged in any case; beyond them each costs `overage`. */
  readonly commit: { readonly quantity: Decimal; readonly overage: Decimal } | null
  /** Of look-up bands: never more than a later band costs where it begins. */
  readonly guard: boolean | null
}
/** A purchase that a sale brings with it. */
export interface DocumentPurchase {
  readonly supplier: string
  readonly item: string
  readonly currency: Currency
  readonly unitCost: Decimal
  /** `fixed`: `quantity` of it whatever is sold; `perUnit`: `quantity` for each unit that is sold. */
  readonly quantityRule: 'fixed' | 'perUnit'
  readonly quantity: Decimal
  /** Months between two purchases; `null`: bought once. */
  readonly rhythmMonths: number | null
  /** Months that we are bound to the supplier; `null`: only as long as the rhythm. */
  readonly termMonths: number | null
  /** The supplier's term begins on a day of its own, not with the contract line. */
  readonly ownStart: boolean
}

/** Everything that a product version says of itself: eight behaviours. */
export interface ProductDocument {
  readonly sell: {
    readonly kind: 'oneOff' | 'recurring' | 'prepay' | 'consumption'
    /** By language. */
    readonly unit: Wire
    readonly model: 'flat' | 'fillUp' | 'lookUp' | 'package'
    readonly basis: 'month' | 'year'
    /** `agreed` on the line, `counted` and entered on the line, or measured by readings. */
    readonly measure: 'agreed' | 'counted' | 'snapshot' | 'peak' | 'average' | 'anyTime' | 'sum' | 'p95'
    readonly prices: readonly DocumentPrice[]
    /** What a prepaid purchase fills; terms as `funds.open` takes them. `null` for everything else. */
    readonly fund: {
      readonly unit: 'hours' | 'currency' | 'token'
      readonly quantity: Decimal
      readonly expiryMonths: number | null
      readonly carryOver: { readonly percent: Decimal; readonly times: number } | null
      readonly overage: 'block' | 'bill' | 'negative' | 'banded'
      readonly topUp: {
        readonly thresholdIn: 'percent' | 'quantity' | 'interval'
        readonly threshold: Decimal
        readonly method: 'fixed' | 'target'
        readonly quantity: Decimal
        readonly automatic: boolean | null
      } | null
      readonly weights:
        | readonly {
            readonly bookingType: 'day' | 'night' | 'weekend' | 'holiday'
            readonly factor: Decimal
            readonly workType: string | null
          }[]
        | null
      readonly scope: readonly string[] | null
      readonly priority: number | null
      readonly overagePrice: Decimal | null
      readonly overageBands: readonly { readonly upTo: Decimal | null; readonly unitPrice: Decimal }[] | null
    } | null
  }
  readonly buy: { readonly buying: 'nothing' | 'associated'; readonly purchases: readonly DocumentPurchase[] | null }
  readonly deliver: {
    readonly delivery: 'none' | 'direct' | 'project' | 'activation'
    /** What is sold is somebody's time; it is delivered by a project. */
    readonly withTime: boolean
    /** Delivery must be recorded before the line may be activated; `null` where nothing is delivered. */
    readonly deliveryFirst: boolean | null
    /** What is offered beside it: a line of a contract that the customer has still to sign. */
    readonly brings:
      | readonly {
          readonly product: string
          readonly quantityRule: 'fixed' | 'perUnit'
          readonly quantity: Decimal
          /** Months after the first day of what was sold. */
          readonly afterMonths: number
        }[]
      | null
  }
  readonly bill: {
    readonly timing: 'advance' | 'arrears' | 'once'
    /** `null` where it is billed once. */
    readonly months: number | null
    readonly anchor: 'calendar' | 'anniversary' | 'coTerm' | null
    readonly proration: 'actual' | '30/360' | 'monthFraction' | 'none' | 'full' | null
    /** A charge of nothing is left out, or stands on the invoice. */
    readonly zeroValue: 'omit' | 'show'
  }
  readonly recognise: {
    readonly recognition: 'onInvoice' | 'straightLine' | 'onDelivery' | 'onMilestone' | 'percentComplete' | 'onDrawDown' | 'atExpiry'
    /** Straight-line over so many months from the first day; `null`: over the period that is billed. */
    readonly overMonths: number | null
    readonly milestones: readonly { readonly names: Wire; readonly percent: Decimal }[] | null
  }
  readonly account: {
    readonly booking: 'byRole' | 'byEntity'
    readonly revenue: 'recurring' | 'consumption' | 'services' | 'hardware'
    /** Accounts of single legal entities in place of the role's; `null` in one: the role's. */
    readonly overrides:
      | readonly {
          readonly entity: string
          readonly revenueAccount: string | null
          readonly deferredAccount: string | null
          readonly costAccount: string | null
        }[]
      | null
  }
  readonly tax: { readonly taxClass: 'standard' | 'reduced' | 'zero' | 'exempt'; readonly serviceCode: string | null }
  readonly renew: {
    readonly mode: 'auto' | 'manual' | 'none'
    /** First term; `null`: until further notice, or of no term. */
    readonly initialMonths: number | null
    readonly extensionMonths: number | null
    /** Counted back from the last day of the term. */
    readonly noticeDays: number | null
    /** Notice that we owe the customer. */
    readonly supplierNoticeDays: number | null
    /** Days after the start or a renewal in which the customer may still step back. */
    readonly cancelDays: number | null
    readonly priceBindingMonths: number | null
    /** Margin, floor, cap in per cent, as on contract lines. */
    readonly uplift: {
      readonly by: 'index' | 'fixed'
      readonly index: string | null
      readonly lagMonths: number | null
      readonly margin: Decimal
      readonly floorPercent: Decimal | null
      readonly capPercent: Decimal | null
      readonly ratchet: boolean
      readonly decimals: number | null
    } | null
    readonly coTermAllowed: boolean
    /** May the quantity go down within a term? */
    readonly decreaseAllowed: boolean
  }
}

/** A product, as far as its document goes. */
type Product = Pick<ProductDocument['sell'], 'kind' | 'unit'>
/** The columns that billing reads. */
interface Columns {
  readonly model: ProductDocument['sell']['model']
  readonly basis: ProductDocument['sell']['basis']
  readonly measure: 'agreed' | 'counted'
  readonly revenue: ProductDocument['account']['revenue']
  readonly prices: readonly DocumentPrice[]
  readonly serviceCode: string | null
}
type Version = Columns & { readonly behaviours: ProductDocument | null }

/** The behaviours as published; of a version from before there were any, those that its price columns say. */
export const documentOf = (product: Product, version: Version): ProductDocument => behavioursOf(version) ?? derivedFrom(product, version)

/** The behaviours that a version was published with; none of a version from before there were any. */
export const behavioursOf = (version: Version): ProductDocument | null => version.behaviours

/** What billing did with such a version: monthly or yearly in advance unless the line says otherwise, booked with the invoice, until further notice. */
export function derivedFrom(product: Product, version: Columns): ProductDocument {
  const { kind, unit } = product
  const { model, basis, measure, prices, revenue, serviceCode } = version
  const once = kind === 'oneOff' || kind === 'prepay'
  const counted = measure === 'counted'
  return {
    sell: { kind, unit, model, basis, measure, prices, fund: null },
    buy: { buying: 'nothing', purchases: null },
    deliver: { delivery: 'none', withTime: false, deliveryFirst: null, brings: null },
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
