/** What Windows-1252 has beside Latin-1. */
const further = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
const spelled: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', '₹': 'INR', '‐': '-', '‑': '-', '−': '-', '\u202f': ' ', '\u2009': ' ' } // prettier-ignore

const holds = (character: string): boolean => {
  const code = character.codePointAt(0)!
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || further.has(character)
}
/** A text in the letters of Windows-1252: what it lacks goes without its accent, else as a question mark. Names may come from anywhere. */
export const inWindows1252 = (text: string): string =>
  [...text.normalize('NFC')]
    .map((character) => {
      if (holds(character)) return character
      const plain = spelled[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '')
      return plain !== '' && [...plain].every(holds) ? plain : '?'
    })
    .join('')
