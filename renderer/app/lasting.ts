const minute = 60
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day
const units = [[year, 'year'], [day, 'day'], [hour, 'hour'], [minute, 'minute']] as const // prettier-ignore

/** How long something lasts, as people say it: `2 days`, `90 Minuten`. The largest unit of which there are at least two. */
export function lastingIn(culture: string, seconds: number): string {
  const [size, unit] = units.find(([size]) => seconds >= 2 * size) ?? units[3]
  return new Intl.NumberFormat(culture, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    Math.max(1, Math.round(seconds / size)),
  )
}
