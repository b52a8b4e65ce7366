// Versions follow Semantic Versioning; systems and C libraries count by numbers between dots.

const form = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]{1,30}(?:\.[0-9A-Za-z-]{1,30}){0,5}))?$/

export const isVersion = (raw: unknown): raw is string => typeof raw === 'string' && form.test(raw)

const compareParts = (a: string, b: string): number => {
  const [numeric, other] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (numeric && other) return Number(a) - Number(b)
  if (numeric !== other) return numeric ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** Below zero where `a` comes before `b`. A version with a word behind it (`1.2.0-beta.1`) comes before the one without. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [form.exec(a), form.exec(b)]
  if (!left || !right) throw new Error(`no version: ${left ? b : a}`)
  for (const place of [1, 2, 3]) {
    const apart = Number(left[place]) - Number(right[place])
    if (apart !== 0) return apart
  }
  const [mine, theirs] = [left[4]?.split('.') ?? [], right[4]?.split('.') ?? []]
  if (mine.length === 0 || theirs.length === 0) return theirs.length - mine.length
  for (let place = 0; place < Math.max(mine.length, theirs.length); place += 1) {
    if (mine[place] === undefined || theirs[place] === undefined) return mine.length - theirs.length
    const apart = compareParts(mine[place]!, theirs[place]!)
    if (apart !== 0) return apart
  }
  return 0
}
export const isNewer = (a: string, b: string): boolean => compareVersions(a, b) > 0

/** `10.0.22631` is at least `10.0.17763`; `2.36` is at least `2.34`. What stands behind the numbers (`6.1.0-13-amd64`) does not count. */
export function reaches(actual: string, least: string): boolean {
  const numbers = (text: string): number[] => (/^\d+(\.\d+)*/.exec(text)?.[0] ?? '0').split('.').map(Number)
  const [here, wanted] = [numbers(actual), numbers(least)]
  for (let place = 0; place < wanted.length; place += 1) {
    const apart = (here[place] ?? 0) - wanted[place]!
    if (apart !== 0) return apart > 0
  }
  return true
}
