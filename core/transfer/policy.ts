import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, idOf, maybe, shape, text } from '../kernel/shape.ts'

/**
 * How a legal entity that lends people or pays expenses is paid by the one that owns the order: its cost with a mark-up, what the customer is billed less a
 * discount or as a share, a rate for the hour, or expenses as they were. Source: finance.md 1.
 */
export const transferMethods = ['costPlus', 'resaleMinus', 'percentOfBill', 'rateCard', 'passThrough'] as const
export type TransferMethod = (typeof transferMethods)[number]
export const transferKinds = ['time', 'expense'] as const
/** What is charged beside work: a margin brought to its target at the end of a year, the tax of an invoice within the group. */
export const chargeKinds = [...transferKinds, 'trueUp', 'invoiceTax'] as const

/** One version of a policy; a later one of the same provider, receiver and kind takes over from its first day. Approved by somebody else than who wrote it. */
export const transferPolicies = record(
  'transferPolicies',
  shape({
    id: idOf('transferPolicies'),
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    kind: choice(...transferKinds),
    method: choice(...transferMethods),
    /** Mark-up, discount or share, in per cent. */
    percent: maybe(aDecimal),
    /** Of a rate card: what an hour costs, in major units of `currency`. */
    rate: maybe(aDecimal),
    /** What is charged in: the provider's own as a rule. */
    currency: aCurrency,
    from: aDay,
    /** Last day; empty while no end is agreed. */
    end: maybe(aDay),
    /** The written agreement between the two. */
    agreement: text,
    state: choice('proposed', 'approved', 'withdrawn'),
    proposedBy: text,
    proposedAt: anInstant,
    approvedBy: maybe(text),
    approvedAt: maybe(anInstant),
  }),
  { key: 'id', entityField: 'receiver', personal: { keep: 'books', since: 'proposedAt' } },
)
export type TransferPolicy = Row<typeof transferPolicies>

/** Where somebody is employed, and what an hour truly costs there. Dated: who moves keeps what was. */
export const employments = record(
  'employments',
  shape({
    id: idOf('employments'),
    /** As time entries name the person. */
    person: text,
    entity: codeOf('entities'),
    from: aDay,
    end: maybe(aDay),
    /** Loaded cost of an hour, in major units of the entity's currency. */
    hourCost: aDecimal,
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'books', since: 'from', fields: { person: 'user.name' } } },
)
export type Employment = Row<typeof employments>

const within = (day: string, { from, end }: { readonly from: string; readonly end: string | null }): boolean =>
  from <= day && (end === null || day <= end)

/** What holds on a day: of several the one that began last. */
export const employmentOn = (known: readonly Employment[], person: string, day: string): Employment | undefined =>
  known
    .filter((one) => one.person === person && within(day, one))
    .reduce<Employment | undefined>((last, one) => (last && last.from >= one.from ? last : one), undefined)

export const policyOn = (
  known: readonly TransferPolicy[],
  { provider, receiver, kind }: Pick<TransferPolicy, 'provider' | 'receiver' | 'kind'>,
  day: string,
): TransferPolicy | undefined =>
  known
    .filter(
      (one) => one.state === 'approved' && one.provider === provider && one.receiver === receiver && one.kind === kind && within(day, one),
    )
    .reduce<TransferPolicy | undefined>((last, one) => (last && last.from >= one.from ? last : one), undefined)

/** The margin on true cost that an entity is to reach over a year with what it charges another (OECD TPG ch. III, transactional net margin). Agreed by two, dated. */
export const transferTargets = record(
  'transferTargets',
  shape({
    id: idOf('transferTargets'),
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    /** Of the true cost, in per cent. */
    percent: aDecimal,
    from: aDay,
    end: maybe(aDay),
    agreement: text,
    state: choice('proposed', 'approved', 'withdrawn'),
    proposedBy: text,
    proposedAt: anInstant,
    approvedBy: maybe(text),
    approvedAt: maybe(anInstant),
  }),
  { key: 'id', entityField: 'receiver', personal: { keep: 'books', since: 'proposedAt' } },
)
export type TransferTarget = Row<typeof transferTargets>

export const targetOn = (known: readonly TransferTarget[], provider: string, receiver: string, day: string): TransferTarget | undefined =>
  known
    .filter((one) => one.state === 'approved' && one.provider === provider && one.receiver === receiver && within(day, one))
    .reduce<TransferTarget | undefined>((last, one) => (last && last.from >= one.from ? last : one), undefined)
