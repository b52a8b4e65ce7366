/** `2026-12` and so many months on. */
export function monthsOn(month: string, count: number): string {
  const [year = 2026, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + count
  return `${Math.floor(at / 12)}-${`${(at % 12) + 1}`.padStart(2, '0')}`
}
export const monthOf = (day: string): string => day.slice(0, 7)

export const monthName = (month: string, culture: string): string =>
  new Intl.DateTimeFormat(culture, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))

/** Months around one, the latest first, with their names in a culture. */
export function monthsAround(
  month: string,
  culture: string,
  back: number,
  ahead: number,
): readonly { readonly value: string; readonly label: string }[] {
  return Array.from({ length: back + ahead + 1 }, (_, i) => {
    const value = monthsOn(month, ahead - i)
    return { value, label: monthName(value, culture) }
  })
}
