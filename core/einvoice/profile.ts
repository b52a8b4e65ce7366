import type { Day } from '../kernel/day.ts'

/** The languages in which an invoice can be written. */
export const syntaxes = ['xrechnung-ubl', 'xrechnung-cii', 'peppol', 'zugferd', 'ubl', 'cii'] as const
export type Syntax = (typeof syntaxes)[number]
export type RuleSet = 'en16931' | 'xrechnung' | 'peppol'

/** What a syntax was called, and which rules it had to keep, from a day on. */
export interface Profile {
  readonly syntax: Syntax
  readonly name: string
  readonly validFrom: Day
  readonly language: 'ubl' | 'cii'
  /** BT-24. */
  readonly specification: string
  /** BT-23. */
  readonly businessProcess: string | null
  readonly rules: readonly RuleSet[]
  /** The rules that were read for it, with their version. */
  readonly release: string
}

const en16931 = 'urn:cen.eu:en16931:2017'
const peppol = 'urn:fdc:peppol.eu:2017:poacc:billing'
const xrechnung = `${en16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`
const rulesOfEurope = 'EN 16931:2017, rules 1.3.16'

/**
 * Dated configuration (finance.md 4.1): when XRechnung 4.0 or EN 16931-1:2026 comes, it is a further row with its first day, and what was issued before keeps
 * the row that it was written by. The model knows nothing of it.
 */
export const profiles: readonly Profile[] = [
  {
    syntax: 'xrechnung-ubl', name: 'XRechnung 3.0 (UBL)', validFrom: '2024-02-01' as Day, language: 'ubl', specification: xrechnung, businessProcess: `${peppol}:01:1.0`,
    rules: ['en16931', 'xrechnung'], release: `XRechnung 3.0.2; ${rulesOfEurope}`,
  },
  {
    syntax: 'xrechnung-cii', name: 'XRechnung 3.0 (CII)', validFrom: '2024-02-01' as Day, language: 'cii', specification: xrechnung, businessProcess: `${peppol}:01:1.0`,
    rules: ['en16931', 'xrechnung'], release: `XRechnung 3.0.2; ${rulesOfEurope}`,
  },
  {
    syntax: 'peppol', name: 'Peppol BIS Billing 3.0', validFrom: '2019-01-01' as Day, language: 'ubl', specification: `${en16931}#compliant#${peppol}:3.0`,
    businessProcess: `${peppol}:01:1.0`, rules: ['en16931', 'peppol'], release: `Peppol BIS Billing 3.0; ${rulesOfEurope}`,
  },
  {
    syntax: 'zugferd', name: 'ZUGFeRD / Factur-X (EN 16931)', validFrom: '2020-07-01' as Day, language: 'cii', specification: en16931, businessProcess: null,
    rules: ['en16931'], release: `Factur-X 1.09.2 / ZUGFeRD 2.5.2, EN 16931; ${rulesOfEurope}`,
  },
  { syntax: 'ubl', name: 'EN 16931 (UBL 2.1)', validFrom: '2017-10-01' as Day, language: 'ubl', specification: en16931, businessProcess: null, rules: ['en16931'], release: rulesOfEurope },
  { syntax: 'cii', name: 'EN 16931 (CII D16B)', validFrom: '2017-10-01' as Day, language: 'cii', specification: en16931, businessProcess: null, rules: ['en16931'], release: rulesOfEurope },
] // prettier-ignore

/** The profile in force on a day; before the first one, the first. */
export function profileOn(syntax: Syntax, day: Day | null, from: readonly Profile[] = profiles): Profile {
  const own = from.filter((profile) => profile.syntax === syntax).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return own.findLast((profile) => day !== null && profile.validFrom <= day) ?? own[0]!
}
