/** Lengths of the ISO 13616 registry, of countries that businesses pay into; of others only the check digits are judged. */
const lengths: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20,
  LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SA: 24, SE: 24, SI: 19, SK: 24, SM: 27, TR: 26,
} // prettier-ignore

export type IbanFault = 'characters' | 'length' | 'checkDigits'

/** Without blanks and without the word that stands before it on paper, in capitals: as it is kept and sent. */
export const plainIban = (text: string): string =>
  text
    .replaceAll(/\s/g, '')
    .toUpperCase()
    .replace(/^IBAN:?/, '')

/** ISO 7064 mod 97-10 over the number with its head at the end, letters counting from 10. `undefined` where nothing is wrong. */
export function ibanFault(iban: string): IbanFault | undefined {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return /^[A-Z0-9]*$/.test(iban) ? 'length' : 'characters'
  const length = lengths[iban.slice(0, 2)]
  if (length !== undefined && iban.length !== length) return 'length'
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => (sign >= 'A' ? `${sign.charCodeAt(0) - 55}` : sign)).join('')
  return BigInt(digits) % 97n === 1n ? undefined : 'checkDigits'
}
