import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  shape,
  text,
  type Of,
} from '../kernel/shape.ts'

/** A promise of one legal entity to deliver to a customer, at a price, over time: the centre of everything. */
export const contracts = record(
  'contracts',
  shape({
    id: idOf('contracts'),
    /** Unique within the entity: `C-1001`. */
    number: text,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    state: choice('draft', 'active', 'ended'),
    /** What it is about, in the customer's words. */
    name: maybe(text),
    signedOn: maybe(aDay),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'contract', since: 'signedOn', fields: { name: 'anyone.words' } },
  },
)

export const timings = ['advance', 'arrears'] as const
export const anchors = ['calendar', 'anniversary'] as const
/** `oneOff` and `prepay` are billed once, on their first day; the others period by period. */
export const lineKinds = ['oneOff', 'recurring', 'prepay', 'consumption'] as const
/** The life of a line. Billing sees it from `active` on; what stops it in between is said by its changes. */
export const lineStates = ['draft', 'signed', 'awaiting', 'active', 'suspended', 'notice', 'ended'] as const
export const prorations = ['actual', '30/360', 'monthFraction', 'none', 'full'] as const
export const measures = ['snapshot', 'peak', 'average', 'anyTime', 'sum', 'p95'] as const

/** How the term of a line goes on. Notice days are counted back from the last day of the term. */
export const renewalTerms = shape({
  mode: choice('auto', 'manual', 'none'),
  initialMonths: maybe(count),
  extensionMonths: maybe(count),
  noticeDays: maybe(count),
  /** Notice that we owe our customer. */
  supplierNoticeDays: maybe(count),
})
/** How the price of a line is raised, in per cent. */
export const upliftTerms = shape({
  by: choice('index', 'fixed'),
  /** As `UK-CPI`. */
  index: maybe(codeOf('indexSeries')),
  /** Months between the value of the index that counts and the day of the new price. */
  lagMonths: maybe(count),
  margin: aDecimal,
  floorPercent: maybe(aDecimal),
  capPercent: maybe(aDecimal),
  /** A falling index never lowers the price. */
  ratchet: flag,
  /** Places that the new price is rounded to; 2 unless the clause says otherwise. */
  decimals: maybe(count),
})
/** What a line charges: the terms that a change can change. */
export const chargedTerms = shape({
  quantity: aDecimal,
  /** `null`: the price of the product's version. */
  unitPrice: maybe(aDecimal),
  version: count,
  end: maybe(aDay),
})
/** What only some lines need: plain ones have none of it. */
export const lineLife = shape({
  /** Terms that the line began with; kept from its first change on (see `lineChanges`). */
  signed: maybe(chargedTerms),
  signedOn: maybe(aDay),
  deliveredOn: maybe(aDay),
  /** What proves the delivery: a delivery note, a signature. */
  delivery: maybe(text),
  activatedOn: maybe(aDay),
  noticeOn: maybe(aDay),
  noticeBy: maybe(choice('customer', 'supplier')),
  renewal: maybe(renewalTerms),
  uplift: maybe(upliftTerms),
  /** Co-termination: anniversary periods are counted from this day instead of the first one. */
  anchorOn: maybe(aDay),
  /** `actual` unless it is said. */
  proration: maybe(choice(...prorations)),
  /** The quantity comes from readings, by this measure; without one the line's own quantity counts. */
  measure: maybe(choice(...measures)),
  /** Lines of one pool are priced on what they come to together, and share the amount by their quantities. */
  pool: maybe(text),
  costCentre: maybe(text),
  project: maybe(text),
  /** Of a prepaid line: the fund that its purchase fills. */
  fund: maybe(idOf('funds')),
  /** The line that this one goes on from, of whichever customer. */
  continues: maybe(idOf('contractLines')),
  /** The reason why delivery or a milestone is waited for, in the words of whoever sold it. */
  awaits: maybe(text),
})
/** A life in which nothing is said. */
export const plainLife: Of<typeof lineLife> = {
  signed: null, signedOn: null, deliveredOn: null, delivery: null, activatedOn: null, noticeOn: null, noticeBy: null, renewal: null, uplift: null, anchorOn: null, proration: null, measure: null,
  pool: null, costCentre: null, project: null, fund: null, continues: null, awaits: null,
} // prettier-ignore

/** One thing that a contract sells. */
export const contractLines = record(
  'contractLines',
  shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    /** Number of the line within its contract. */
    number: count,
    entity: codeOf('entities'),
    customer: idOf('customers'),
    product: codeOf('products'),
    /** Version of the product that the line was sold with. */
    version: count,
    description: maybe(text),
    quantity: aDecimal,
    /** Agreed price per unit and basis of the product; `null`: the price of the product's version. */
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    /** Months in a billing period. */
    months: count,
    timing: choice(...timings),
    anchor: choice(...anchors),
    /** First day. */
    start: aDay,
    /** Last day. */
    end: maybe(aDay),
    /** Last day that was billed before Harmony; what Harmony billed is known from its charges. */
    billedTo: maybe(aDay),
    taxCodes: many(codeOf('taxCodes')),
    poNumber: maybe(text),
    kind: choice(...lineKinds),
    state: choice(...lineStates),
    /** How many changes are recorded (see `lineChanges`). Quantity, price, version and end are the terms as they stand now. */
    changes: count,
    /** What was charged for periods that end after this day is compared with what should be; `null` when nothing changed since. */
    recheckFrom: maybe(aDay),
    /** Last day of the term that runs now. */
    termEnd: maybe(aDay),
    /** Last day on which the price is bound. */
    boundUntil: maybe(aDay),
    life: maybe(lineLife),
    /** When it was sold in Harmony; `null` for lines that came from elsewhere, which were always known. */
    addedAt: maybe(anInstant),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'contract', since: 'start', fields: { description: 'anyone.words' }, not: ['life'] },
  },
)

export type ContractLine = Row<typeof contractLines>
export type LineLife = Of<typeof lineLife>
/** What a line is that was simply sold and runs. */
export const running = {
  kind: 'recurring',
  state: 'active',
  changes: 0,
  recheckFrom: null,
  termEnd: null,
  boundUntil: null,
  life: null,
  addedAt: null,
} as const
