/** Without the letters and digits that people mix up (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Hex digits as a code that a person can read to another: `7K3M-9QDX-W2`. */
export function enrolmentCode(hex: string): string {
  const valueOf = (digit: string | undefined): number => '0123456789abcdef'.indexOf(digit ?? '0')
  const signs = Array.from({ length: 10 }, (_, i) => alphabet[(valueOf(hex[2 * i]) & 1) * 16 + valueOf(hex[2 * i + 1])]!)
  return `${signs.slice(0, 4).join('')}-${signs.slice(4, 8).join('')}-${signs.slice(8, 10).join('')}`
}
/** A code as it is compared: however it was typed. */
export const plainCode = (said: string): string =>
  said.toUpperCase().replaceAll(/[^0-9A-Z]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1') // prettier-ignore

/** Short codes in the order in which devices get them: A1 … A9, B1 … Z9, then AA1 … Letters that look like digits are left out. */
export function shortCode(count: number): string {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ'
  const digit = (count % 9) + 1
  let rest = Math.floor(count / 9)
  let word = ''
  do {
    word = letters[rest % letters.length]! + word
    rest = Math.floor(rest / letters.length) - 1
  } while (rest >= 0)
  return `${word}${digit}`
}
