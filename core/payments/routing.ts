/** A routing number of the American Bankers Association: nine digits whose sum with the weights 3, 7 and 1 is a multiple of ten. */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  const sum = [...text].reduce((total, sign, i) => total + (sign.charCodeAt(0) - 48) * [3, 7, 1][i % 3]!, 0)
  return sum % 10 === 0 && sum > 0
}

/** A business identifier code (ISO 9362): eight letters and digits, or eleven with the branch. */
export const isBic = (text: string): boolean => /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text)
