import { choice, flag, many, maybe, shape, someData, text, type Of } from '../kernel/shape.ts'
import type { EInvoice } from './model.ts'
import type { Profile } from './profile.ts'
import { levels, type Rule } from './rule.ts'
import { categoryRules } from './rules-categories.ts'
import { codeRules, decimalRules } from './rules-codes.ts'
import { germanRules, germanRulesOfPeppol } from './rules-germany.ts'
import { peppolRulesOfXRechnung, peppolRules } from './rules-peppol.ts'
import { presenceRules } from './rules-presence.ts'
import { sumRules } from './rules-sums.ts'

/** Every rule that is checked. */
export const rules: readonly Rule[] = [
  ...presenceRules,
  ...sumRules,
  ...categoryRules,
  ...decimalRules,
  ...codeRules,
  ...germanRules,
  ...peppolRulesOfXRechnung,
  ...peppolRules,
  ...germanRulesOfPeppol,
]

/** What a rule found, with its sentence by language. */
export const aFinding = shape({
  rule: text,
  level: choice(...levels),
  /** `lines[2]` for the third line; nothing where it is the document as a whole. */
  where: maybe(text),
  text: someData,
})
export type Finding = Of<typeof aFinding>
export const aValidation = shape({ ok: flag, findings: many(aFinding) })
export type Validation = Of<typeof aValidation>

/** Checks an invoice by the rules of its profile, the gravest first. It may be sent when nothing is fatal. */
export function validate(invoice: EInvoice, profile: Profile, from: readonly Rule[] = rules): Validation {
  const findings = from
    .filter((rule) => profile.rules.includes(rule.of))
    .flatMap((rule) => rule.broken(invoice, profile).map((place) => ({ rule, place })))
    .map(({ rule, place }): Finding => ({ rule: rule.id, level: rule.level, where: place === '' ? null : place, text: { ...rule.text } }))
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  return { ok: !findings.some((finding) => finding.level === 'fatal'), findings }
}
