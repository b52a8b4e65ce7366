import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aDay, choice, flag, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { isCountry, meantCountry } from './countries.ts'
import { authorities, taxIdChecks } from './profile.ts'
import { hasForm, plainTaxId } from './tax-ids.ts'

/** Keeps what a tax authority said of a tax id: whoever asked VIES, HMRC or another register enters it here, or a program does. */
export const recordTaxIdCheck = command({
  name: 'tax.recordCheck',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input: shape({
    country: text,
    taxId: text,
    authority: choice(...authorities),
    valid: flag,
    /** Left out: today. */
    checkedOn: maybe(aDay),
    registeredTo: maybe(text),
    reference: maybe(text),
  }),
  output: taxIdChecks.shape,
  refusals: ['tax.badCountry', 'tax.badTaxId', 'tax.checkedLater'],
  load: async () => null,
  decide: (input, _facts, now) => {
    const { country, taxId, valid } = input
    if (!isCountry(country)) return refuse('tax.badCountry', { country, meant: meantCountry[country] ?? 'GB, DE, IN' })
    if (valid && !hasForm(country, taxId)) return refuse('tax.badTaxId', { taxId, country })
    const checkedOn = input.checkedOn ?? now.today
    if (checkedOn > now.today) return refuse('tax.checkedLater', { day: checkedOn })
    const check: Row<typeof taxIdChecks> = {
      ...input,
      id: now.newId() as Id<'taxIdChecks'>,
      taxId: plainTaxId(taxId),
      checkedOn,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    return { result: check, changes: [add(taxIdChecks, check), tell('tax.checked', { taxId: check.taxId, country, valid: `${valid}` })] }
  },
})
