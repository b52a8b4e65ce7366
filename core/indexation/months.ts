import { addMonths, day, type Day } from '../kernel/day.ts'

/** `2026-10`, or `undefined` where the text is no month. */
export const month = (text: string): string | undefined => (/^\d{4}-\d{2}$/.test(text) && day(`${text}-01`) ? text : undefined)
export const monthOfDay = (of: Day): string => of.slice(0, 7)
/** Its first day, for what draws and formats months as days. */
export const firstDay = (of: string): Day => `${of}-01` as Day
export const monthsOn = (from: string, count: number): string => monthOfDay(addMonths(firstDay(from), count))
