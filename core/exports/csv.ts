import type { Day } from '../kernel/day.ts'

/** One record with its line end (RFC 4180). Read by programs, so nothing is put before what could be a formula. */
export const csvLine = (cells: readonly string[], delimiter = ','): string =>
  `${cells.map((cell) => (cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\r\n`

/** `30/11/2026` */
export const britishDay = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`

/** One line of at most so many characters: what an import takes into a field of fixed length. */
export const fitting = (text: string, length: number): string => text.replace(/[\r\n\t]+/g, ' ').trim().slice(0, length).replace(/[\ud800-\udbff]$/, '').trim() // prettier-ignore

/** A name as part of the name of a file. */
export const fileWord = (text: string): string => text.replace(/[^\w-]+/g, '-')
