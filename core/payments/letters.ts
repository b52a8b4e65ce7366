/** What banks of other countries would not read, as they write it (EPC 217-08). */
const written: Readonly<Record<string, string>> = {
  Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Æ: 'Ae', æ: 'ae', Ø: 'Oe', ø: 'oe', Å: 'Aa', å: 'aa', Œ: 'Oe', œ: 'oe', Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', '&': '+', '–': '-', '—': '-', '’': "'", '_': '-', ';': ',',
} // prettier-ignore
const plainly = (text: string): string =>
  [...text].map((sign) => written[sign] ?? sign).join('').normalize('NFD').replaceAll(/\p{M}/gu, '') // prettier-ignore

/** The letters that every bank of SEPA reads; anything else becomes a blank, and a slash neither begins nor ends a text nor follows another. */
export const sepaText = (text: string, longest: number): string =>
  plainly(text)
    .replaceAll(/[^A-Za-z0-9/?:().,'+ -]/g, ' ')
    .replaceAll(/\/{2,}/g, '/')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/^[/ ]+|[/ ]+$/g, '')
    .slice(0, longest)
    .replaceAll(/(?<![/ ])[/ ]+$/g, '')

/** The letters of Bacs, in capitals; anything else becomes a blank. Filled up to its width. */
export const bacsText = (text: string, width: number): string =>
  plainly(text.replaceAll('&', ' and '))
    .toUpperCase()
    .replaceAll(/[^A-Z0-9./-]/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, width)
    .padEnd(width)
