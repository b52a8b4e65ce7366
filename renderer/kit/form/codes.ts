/** What travels as a code and is chosen by a name. */
export type Coded = 'country' | 'language' | 'zone' | 'culture' | 'currency'
const fields: Readonly<Record<string, Coded>> = {
  country: 'country', partyCountry: 'country', language: 'language', zone: 'zone', timeZone: 'zone', culture: 'culture',
} // prettier-ignore
/** Fields of plain text that hold a code: shapes know no countries, so it is their name that says it, everywhere the same (core/GLOSSARY). */
export const codedField = (name: string): Coded | undefined => (Object.hasOwn(fields, name) ? fields[name] : undefined)

/** ISO 3166-1; the browser knows the names, but not which codes there are. */
export const countries: readonly string[] =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )
/** ISO 639-1 codes of languages that people write letters in. */
export const languages: readonly string[] =
  'ar bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko lb lt lv mk ml mn mr ms mt nb ne nl pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh'.split(
    ' ',
  )

export function codedBy(type: 'region' | 'language' | 'currency', language: string): { readonly of: (code: string) => string } {
  const names = new Intl.DisplayNames([language], { type })
  return { of: (code) => names.of(code) ?? code }
}

interface ZoneName {
  readonly zone: string
  readonly name: string
}
const zones = new Map<string, readonly ZoneName[]>()
/** Every time zone that the browser knows, with the name of its time; worked out once, for there are hundreds. */
export function zoneNames(language: string): readonly ZoneName[] {
  let known = zones.get(language)
  if (!known) {
    const nameOf = (zone: string): string =>
      new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
        .formatToParts(0)
        .find((p) => p.type === 'timeZoneName')?.value ?? ''
    known = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ zone, name: nameOf(zone) }))
    zones.set(language, known)
  }
  return known
}
