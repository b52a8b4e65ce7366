/** `2026-11-30T18:00` on the viewer's wall clock, as the moment it is. */
export function currentZoneInstant(typed: string): string | undefined {
  const moment = new Date(typed)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(typed) && !Number.isNaN(moment.getTime()) ? moment.toISOString() : undefined
}
/** The other way round, for an editor. */
export function wallClock(moment: string): string {
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return moment
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}
