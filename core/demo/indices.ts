/** Consumer prices of the demo company, a month each from June 2025 on. From October to October they rise by 3.4 per cent. Figures are invented. */
export const indexRow = {
  code: 'UK-CPI',
  names: { en: 'Consumer prices, United Kingdom', de: 'Verbraucherpreise Vereinigtes Königreich' },
  source: 'Office for National Statistics (demo figures)',
  base: '2019 = 100',
} as const
const values = [
  '123.6', '123.9', '124.3', '124.6', '125.0', '125.3', '125.7', '125.9', '126.4', '126.9', '127.3', '127.6', '127.9', '128.2', '128.5', '128.9', '129.25',
] as const // prettier-ignore
/** Month and year so many months after the first of 2025. */
const calendar = (months: number): string => {
  const month = (months % 12) + 1
  return `${2025 + (months - (months % 12)) / 12}-${month < 10 ? '0' : ''}${month}`
}
/** Known from the 18th of the month after. */
export const indexValueRows = values.map((value, i) => ({
  index: indexRow.code,
  month: calendar(i + 5),
  value,
  published: `${calendar(i + 6)}-18`,
  version: 1,
}))
