import { americanCodes, americanRules } from './america.ts'
import { australianCodes, australianRules } from './australia.ts'
import { britishCodes, britishRules } from './britain.ts'
import { germanCodes, germanRules } from './germany.ts'
import { indianCodes, indianRules } from './india.ts'
import type { StatuteCode, TaxRule } from './row.ts'

/** What the law says in the countries that Harmony knows. To be verified with an adviser before real use; a house's own rows go before these. */
export const statuteCodes: readonly StatuteCode[] = [...britishCodes, ...germanCodes, ...indianCodes, ...australianCodes, ...americanCodes]
export const statuteRules: readonly TaxRule[] = [...britishRules, ...germanRules, ...indianRules, ...australianRules, ...americanRules]

/** Countries without a rate of their own: every state, county and city has one, so a service is asked (finance.md 3). */
export const askedOfService: ReadonlySet<string> = new Set(['US'])
