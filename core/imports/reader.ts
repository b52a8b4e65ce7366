import { instant, type Day, type Instant } from '../kernel/day.ts'
import { decimal } from '../kernel/decimal.ts'
import { isOpenEnd, readDay } from './days.ts'
import { readNumber } from './numbers.ts'
import type { Cell } from './sheet.ts'
import type { Reading } from './survey.ts'

const untidy = /^\s|\s$|\s\s|[^\S ]/
const nothing: Cell = { text: '' }

/** A moment as a cell has it: exact, or a day with the time that clocks showed where the customer is. */
export type WrittenMoment = { readonly at: Instant } | { readonly day: Day; readonly time: string | null }

/** Reads cells of one file by the meaning of their columns. */
export interface Reader<Name extends string> {
  text(cells: readonly Cell[], name: Name): string
  /** `null`: blank; `undefined`: no number. */
  number(cells: readonly Cell[], name: Name): string | null | undefined
  /** `null`: blank; `undefined`: no such day. */
  day(cells: readonly Cell[], name: Name): Day | null | undefined
  /** `null`: blank; `undefined`: no such moment. */
  moment(cells: readonly Cell[], name: Name): WrittenMoment | null | undefined
}

export function readerOf<Name extends string>(names: readonly Name[], { layout, mark, order }: Reading): Reader<Name> {
  const at = Object.fromEntries(names.map((name, i) => [name, layout[i]!])) as { readonly [K in Name]: number }
  const cellOf = (cells: readonly Cell[], name: Name): Cell => cells[at[name]] ?? nothing
  return {
    text: (cells, name) => {
      const { text } = cellOf(cells, name)
      return untidy.test(text) ? text.trim().replace(/\s+/g, ' ') : text
    },
    number: (cells, name) => {
      const cell = cellOf(cells, name)
      const number = cell.number ?? (cell.text.trim() === '' ? null : readNumber(cell.text, mark))
      return typeof number === 'string' && !/^\d{1,15}$/.test(number) && decimal(number) === undefined ? undefined : number
    },
    day: (cells, name) => {
      const cell = cellOf(cells, name)
      if (cell.day === undefined && cell.text.trim() === '') return null
      return name === 'end' && isOpenEnd(cell) ? null : readDay(cell, order)
    },
    moment: (cells, name) => {
      const cell = cellOf(cells, name)
      const written = cell.text.trim()
      if (cell.day === undefined && written === '') return null
      const exact = /[zZ]$|[+-]\d\d:?\d\d$/.test(written) ? instant(written.replace(' ', 'T')) : undefined
      if (exact) return { at: exact }
      const match = timed.exec(written)
      const day = readDay(cell.day === undefined ? { text: match?.[1] ?? written } : { text: cell.day, day: cell.day }, order)
      const time = match ? timeOf(match) : null
      return day === undefined || time === undefined ? undefined : { day, time }
    },
  }
}

const timed = /^(.*?)(?<![T ,])[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([AaPp])?\.?[Mm]?\.?(?: Uhr)?$/
const two = (text: string): string => text.padStart(2, '0')

/** The time on a clock of 24 hours; `undefined` where there is none such. */
function timeOf([, , hour = '', minute = '', second = '00', half]: RegExpExecArray): string | undefined {
  const afternoon = half?.toLowerCase() === 'p'
  const hours = half === undefined ? two(hour) : twelve.get(two(hour))?.[afternoon ? 1 : 0]
  return hours !== undefined && hours <= '23' && minute <= '59' && second <= '59' ? `${hours}:${minute}:${second}` : undefined
}
// 12 a.m. is midnight, 12 p.m. is noon.
const twelve: ReadonlyMap<string, readonly [morning: string, afternoon: string]> = new Map([
  ['12', ['00', '12']], ['01', ['01', '13']], ['02', ['02', '14']], ['03', ['03', '15']], ['04', ['04', '16']], ['05', ['05', '17']],
  ['06', ['06', '18']], ['07', ['07', '19']], ['08', ['08', '20']], ['09', ['09', '21']], ['10', ['10', '22']], ['11', ['11', '23']],
]) // prettier-ignore
