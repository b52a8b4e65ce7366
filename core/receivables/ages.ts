import { daysBetween, type Day } from '../kernel/day.ts'

/** How long something is overdue, as statements and lists group it. */
export const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
export type Age = (typeof ages)[number]

export function ageOf(due: Day, on: Day): Age {
  const days = daysBetween(due, on)
  return days <= 0 ? 'notDue' : days <= 30 ? 'to30' : days <= 60 ? 'to60' : days <= 90 ? 'to90' : 'over90'
}
