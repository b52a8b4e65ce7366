import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read, Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { entities } from '../entities/entity.ts'
import { taxFaults, taxPointOf, type TaxFault } from '../tax/deciding.ts'
import { previewTax } from '../tax/preview.ts'
import { taxProfiles } from '../tax/profile.ts'
import { forPurchases } from '../tax/rules.ts'
import { taxOnNet } from '../tax/sums.ts'
import { taxCodes } from '../tax/tax-code.ts'

export type Entity = Row<typeof entities>
export type TaxingFault = TaxFault | 'tax.codeMissing' | 'intercompany.undecided'
export const taxingFaults = [...taxFaults, 'tax.codeMissing', 'intercompany.undecided'] as const satisfies readonly TaxingFault[]

/** The code under which a buyer owes the tax on services from abroad: the one of its country that holds on the day. */
async function reverseCode(read: Read, country: string, day: Day): Promise<Row<typeof taxCodes> | undefined> {
  const own = await read.list(taxCodes, { where: { field: 'country', is: 'equal', value: country }, order: ['code'], limit: 1000 })
  return own.find((code) => forPurchases(code) && code.validFrom <= day && (code.validTo === null || day <= code.validTo))
}

/**
 * The tax of what one entity supplies another, by the same table as every sale. Across borders the receiver owes the tax on it and has it back (2006/112/EC
 * Art. 196, UK VATA s.8, India IGST s.5(3)).
 */
export async function taxesBetween(
  asked: { readonly provider: Entity; readonly receiver: Entity; readonly issued: Day; readonly lastDay: Day; readonly currency: Currency; readonly net: bigint },
  read: Read,
  now: Now,
) {
  const { provider, receiver, issued, lastDay, currency, net } = asked
  const taxPoint = taxPointOf(provider.country, issued, lastDay)
  const profile = await read.get(taxProfiles, receiver.code)
  const decided = await previewTax.ask(
    {
      entity: provider.code, customer: { country: receiver.country, region: profile?.region ?? null, taxId: receiver.taxId, business: true }, taxPoint, currency, rounding: null,
      language: receiver.language, lines: [{ net, gross: null, taxClass: 'standard', supply: 'service', performedIn: null }],
    }, // prettier-ignore
    read,
    now,
  )
  if (refused(decided)) {
    const known = taxingFaults.find((fault) => fault === decided.refused)
    return known ? (decided as Refusal<TaxingFault>) : refuse('intercompany.undecided', { entity: provider.code, why: decided.refused })
  }
  const reverse = provider.country === receiver.country ? undefined : await reverseCode(read, receiver.country, taxPoint)
  return { taxPoint, ...decided, reverse: reverse && { code: reverse.code, tax: taxOnNet(net, reverse.rate) } }
} // prettier-ignore
