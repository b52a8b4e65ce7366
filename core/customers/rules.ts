/**
 * A name as it is compared: trimmed, white space collapsed, Unicode case folded, trailing full stops dropped, `Limited` read as `Ltd`.
 * Two customers with the same result are the same customer. Source: the rules of the contract spreadsheets.
 */
export function matchName(name: string): string {
  const folded = foldCase(name.normalize('NFC'))
  const tidy = folded
    .replace(/\s+/g, ' ')
    .replace(/(?<![. ])[. ]+$/, '')
    .trim()
  // The company form stands behind a name; a name that begins with the word (“Limited Editions”) keeps it.
  return tidy.replace(/(?<= )limited(?![\p{L}\p{N}])/gu, 'ltd')
}

/**
 * Full case folding: `GROSSHANDEL`, `Großhandel` and `GROẞHANDEL` are one. Lower, upper and lower again reaches what CaseFolding.txt (C + F) does,
 * but for the dotless i, which folds to itself, and the final sigma.
 */
function foldCase(text: string): string {
  let folded = ''
  for (const character of text) folded += character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase()
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text)
/** A language by its code, as in `de`. */
export const isLanguage = (text: string): boolean => /^[a-z]{2,3}$/.test(text)
