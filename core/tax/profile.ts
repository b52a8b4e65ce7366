import type { Day } from '../kernel/day.ts'
import { record, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import type { Buyer, Seller } from './deciding.ts'
import { taxRoundings } from './sums.ts'
import { plainTaxId } from './tax-ids.ts'

/** How a legal entity is taxed, beside its country and tax number. Without one everything is as the law and most sellers have it. */
export const taxProfiles = record(
  'taxProfiles',
  shape({
    entity: codeOf('entities'),
    /** State, where it matters (India, the USA); as ISO 3166-2 without its country, `KA`. */
    region: maybe(text),
    /** Tax numbers of other days or countries. Where there are some of its own country and none holds on a day, the entity may charge no tax on it. */
    registrations: many(shape({ country: text, taxId: text, validFrom: aDay, validTo: maybe(aDay) }), 50),
    /** India: number of the letter of undertaking under which is exported without payment of tax, and its financial year. */
    undertaking: maybe(text),
    undertakingFrom: maybe(aDay),
    undertakingTo: maybe(aDay),
    rounding: choice(...taxRoundings),
    /** Months of a return: 1, 3 or 12. */
    returnMonths: count,
  }),
  { key: 'entity', entityField: 'entity', devices: ['always'], personal: { keep: 'use', not: ['registrations'] } },
)
export type TaxProfile = Row<typeof taxProfiles>
export const usualProfile = {
  region: null, registrations: [], undertaking: null, undertakingFrom: null, undertakingTo: null, rounding: 'document', returnMonths: 1,
} as const // prettier-ignore

export const authorities = ['VIES', 'HMRC', 'GSTN', 'ABR', 'other'] as const
/** What a tax authority said of a tax id on a day: evidence that is kept for ever. Asked by people or programs elsewhere; Harmony asks no network. */
export const taxIdChecks = record(
  'taxIdChecks',
  shape({
    id: idOf('taxIdChecks'),
    country: text,
    /** Without blanks and marks, in capitals. */
    taxId: text,
    authority: choice(...authorities),
    valid: flag,
    checkedOn: aDay,
    /** Whose it is, as the authority says. */
    registeredTo: maybe(text),
    /** Number of the consultation. */
    reference: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    devices: ['all'],
    personal: { keep: 'vouchers', since: 'checkedOn', fields: { registeredTo: 'customer.name' } },
  },
)
export type TaxIdCheck = Row<typeof taxIdChecks>

interface EntityLike {
  readonly country: string
  readonly taxId: string
}
/** A legal entity on a day. */
export function sellerOn(entity: EntityLike, profile: Pick<TaxProfile, keyof typeof usualProfile> | undefined, day: Day): Seller {
  const { region, registrations, undertaking, undertakingFrom, undertakingTo } = profile ?? usualProfile
  const own = registrations.filter((r) => r.country === entity.country)
  const held = own.find((r) => r.validFrom <= day && (r.validTo === null || day <= r.validTo))
  return {
    country: entity.country,
    region,
    taxId: held?.taxId ?? (own.length > 0 ? null : entity.taxId),
    undertaking:
      undertaking !== null && (undertakingFrom === null || undertakingFrom <= day) && (undertakingTo === null || day <= undertakingTo),
  }
}

interface CustomerLike {
  readonly country: string
  readonly region: string | null
  readonly taxId: string | null
  readonly consumer: boolean | null
}
/** A customer on a day. Customers are businesses unless it is said that they are not. */
export const buyerOn = ({ country, region, taxId, consumer }: CustomerLike, checks: readonly Pick<TaxIdCheck, 'taxId' | 'country' | 'valid' | 'checkedOn' | 'authority'>[], day: Day): Buyer => ({
  country,
  region,
  taxId,
  business: consumer !== true,
  check: taxId === null ? null : checkOn(checks, country, taxId, day),
}) // prettier-ignore

/** The last word of an authority by a day; a later one says nothing about it. */
function checkOn(checks: Parameters<typeof buyerOn>[1], country: string, taxId: string, day: Day): Buyer['check'] {
  const plain = plainTaxId(taxId)
  let last: (typeof checks)[number] | undefined
  for (const check of checks)
    if (check.taxId === plain && check.country === country && check.checkedOn <= day && (!last || check.checkedOn >= last.checkedOn))
      last = check
  return last ? { valid: last.valid, day: last.checkedOn, authority: last.authority } : null
}
