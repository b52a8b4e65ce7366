import { record } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'

/** A proposal of everything that is due on a day, reviewed and then posted. */
export const billingRuns = record(
  'billingRuns',
  shape({
    id: idOf('billingRuns'),
    /** `BR-2026-12-01`, a further one of the day `BR-2026-12-01-2`. */
    number: text,
    asOf: aDay,
    entities: many(codeOf('entities')),
    state: choice('proposing', 'proposed', 'posting', 'posted', 'cancelled', 'superseded'),
    /** Where proposing or posting goes on after a stop. */
    marker: text,
    charges: count,
    invoices: count,
    posted: count,
    blocked: count,
    /** Totals by entity, currency and tax code (see billing/totals). */
    totals: someData,
    /** Exchange rates frozen when the run began: `{ "source": …, "day": …, "values": { "EUR/GBP": "0.8735" } }`. */
    rates: someData,
    createdAt: anInstant,
    createdBy: text,
    postedAt: maybe(anInstant),
    /** `run`: everything that was due; `credit` and `hand`: one act of its own, a credit note (and what is billed again), an invoice by hand. */
    kind: choice('run', 'credit', 'hand'),
    /** The user who proposed: approvals are other people's. */
    proposer: maybe(text),
    /** Of a run that is posted entity by entity: the one whose invoices are being posted. */
    posting: maybe(codeOf('entities')),
    /** Legal entities whose invoices are posted. */
    done: many(codeOf('entities')),
  }),
  { key: 'id', personal: { keep: 'books', since: 'createdAt', not: ['totals', 'rates'] } },
)

/** What a run is that bills everything due, and of which nothing is posted. */
export const wholeRun = { kind: 'run', proposer: null, posting: null, done: [] } as const

/** `correction`: a difference to what was charged; `catchUp`: one of several unbilled periods; `partial`: cut by start, resumption or end; `zero`: nothing to pay. */
export const chargeMarks = ['catchUp', 'partial', 'zero', 'correction'] as const

/**
 * What somebody should look at before a charge is posted. `changed`: by more than its legal entity's threshold; `expired`: beyond a term that nobody renewed;
 * `taxIdMissing`: the customer owes the tax and has no tax number; `taxDiffers`: the tax codes on the contract line are not those of the tax rules.
 */
export const chargeConcerns = ['negative', 'changed', 'taxIdMissing', 'taxDiffers', 'expired', 'zero'] as const
export type ChargeConcern = (typeof chargeConcerns)[number]

/** Where the net amount of a charge goes: revenue of a kind, or, `prepaid`, into a fund of the customer. */
export const revenueRoles = ['recurring', 'consumption', 'services', 'hardware', 'prepaid'] as const

/**
 * `correction`: the difference between what should have been charged and what was. `credit`: a credit note takes a charge back, so that its period is open again.
 * `goodwill`: a credit that leaves the period charged.
 */
export const chargeKinds = ['charge', 'correction', 'credit', 'goodwill'] as const

/** What a charge carries that stands alone, beside no period before it. */
export const unreviewed = { lastNet: null, concerns: null } as const

/** An amount for one line and one period, with the trace that explains it. Part of a proposal until its invoice is posted; then nothing changes it. */
export const charges = record(
  'charges',
  shape({
    id: idOf('charges'),
    run: idOf('billingRuns'),
    /** The invoice that it stands on; charges of one entity, customer, currency and PO number share it. */
    invoice: idOf('invoices'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    line: idOf('contractLines'),
    product: codeOf('products'),
    poNumber: maybe(text),
    from: aDay,
    /** Exclusive. */
    to: aDay,
    quantity: aDecimal,
    currency: aCurrency,
    net: minorIn('currency'),
    taxCodes: many(codeOf('taxCodes')),
    revenue: choice(...revenueRoles),
    /** What a reviewer should look at first. */
    mark: maybe(choice(...chargeMarks)),
    /** 0 for the first charge of a line that begins on its day, 1 and up for what is charged or credited from that day later. */
    nth: count,
    kind: choice(...chargeKinds),
    /** The charge that it corrects or credits. */
    corrects: maybe(idOf('charges')),
    trace: someData,
    /** What the line was charged for the period before, as it was proposed. */
    lastNet: maybe(minorIn('currency')),
    /** What was unusual about it when it was proposed; `null`: nothing. */
    concerns: maybe(many(choice(...chargeConcerns))),
  }),
  { key: 'id', entityField: 'entity', partOf: 'billingRuns', immutable: true, personal: { keep: 'vouchers', since: 'to', not: ['trace'] } },
)

/** Why a due line cannot be billed. */
export const blockReasons = [
  'missingPrice',
  'missingRate',
  'missingTax',
  'noTaxRate',
  'poMissing',
  'tooLarge',
  'noReading',
  'fundFilled',
] as const

/** A due line that cannot be billed, and why. */
export const blockedLines = record(
  'blockedLines',
  shape({
    run: idOf('billingRuns'),
    line: idOf('contractLines'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    product: codeOf('products'),
    reason: choice(...blockReasons),
    about: someData,
  }),
  { key: 'run', entityField: 'entity', partOf: 'billingRuns', immutable: true, personal: { keep: 'books', not: ['about'] } },
)
