/**
 * Decimals lie on SQLite as text. This turns one into text that sorts as the number does, exactly: sign, digits before the point padded to
 * the kernel's limit of 20, digits after it; negative ones with each digit taken from nine.
 */
export function decimalKey(text: string): string {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const digits = whole.replace(/^0+/, '').padStart(20, '0') + fraction.padEnd(18, '0')
  if (!negative || /^0*$/.test(digits)) return `1${digits}`
  let turned = '0'
  for (const digit of digits) turned += 9 - Number(digit)
  return turned
}
