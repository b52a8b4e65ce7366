import type { Day } from '../kernel/day.ts'

/** ISO 3166-1 alpha-2, as officially assigned. `UK` and `EL` are none: they are GB and GR here. */
const assigned = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ ' +
    'DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM ' +
    'PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
    'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
)
export const isCountry = (code: string): boolean => assigned.has(code)

/** What people write instead of an ISO code, for a hint in the refusal. */
export const meantCountry: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', XI: 'GB' }

/** Members of the European Union for VAT, and until when: the United Kingdom to the end of the transition (Withdrawal Agreement, Art. 126). */
const members: Readonly<Record<string, readonly [from: string, to: string | null]>> = {
  AT: ['1995-01-01', null], BE: ['1968-01-01', null], BG: ['2007-01-01', null], CY: ['2004-05-01', null], CZ: ['2004-05-01', null], DE: ['1968-01-01', null], DK: ['1973-01-01', null],
  EE: ['2004-05-01', null], ES: ['1986-01-01', null], FI: ['1995-01-01', null], FR: ['1968-01-01', null], GB: ['1973-01-01', '2020-12-31'], GR: ['1981-01-01', null],
  HR: ['2013-07-01', null], HU: ['2004-05-01', null], IE: ['1973-01-01', null], IT: ['1968-01-01', null], LT: ['2004-05-01', null], LU: ['1968-01-01', null], LV: ['2004-05-01', null],
  MT: ['2004-05-01', null], NL: ['1968-01-01', null], PL: ['2004-05-01', null], PT: ['1986-01-01', null], RO: ['2007-01-01', null], SE: ['1995-01-01', null], SI: ['2004-05-01', null],
  SK: ['2004-05-01', null],
} // prettier-ignore
/** Places that are another country's for value added tax (2006/112/EC, Art. 7). */
const taxedAs: Readonly<Record<string, string>> = { MC: 'FR', IM: 'GB' }

export function inUnion(country: string, day: Day): boolean {
  const [from, to] = members[taxedAs[country] ?? country] ?? []
  return from !== undefined && from <= day && (to === null || to === undefined || day <= to)
}

/** How a customer's country stands to a seller's: `domestic`, `union` where both are members on the day, else `third`. */
export type CountryGroup = 'domestic' | 'union' | 'third'
export function groupOf(seller: string, customer: string, day: Day): CountryGroup {
  if ((taxedAs[seller] ?? seller) === (taxedAs[customer] ?? customer)) return 'domestic'
  return inUnion(seller, day) && inUnion(customer, day) ? 'union' : 'third'
}
