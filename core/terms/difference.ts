/** A stretch of words that two texts share, or that only one of them has. */
export interface Stretch {
  readonly change: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Words and spaces that are compared one by one; beyond, what lies between common beginning and end counts as changed whole. */
const mostWords = 3000

/** What turns one text into another, word by word: the fewest words and spaces removed and added. */
export function differenceOf(before: string, after: string): readonly Stretch[] {
  const [older, newer] = [wordsOf(before), wordsOf(after)]
  let head = 0
  while (head < older.length && head < newer.length && older[head] === newer[head]) head++
  let tail = 0
  while (tail < older.length - head && tail < newer.length - head && older.at(-1 - tail) === newer.at(-1 - tail)) tail++
  const [a, b] = [older.slice(head, older.length - tail), newer.slice(head, newer.length - tail)]
  return readable([
    ...older.slice(0, head).map(same),
    ...(a.length > mostWords || b.length > mostWords ? [...a.map(removed), ...b.map(added)] : between(a, b)),
    ...older.slice(older.length - tail).map(same),
  ])
}

const wordsOf = (text: string): readonly string[] => text.match(/\S+|\s+/g) ?? []
const same = (text: string): Stretch => ({ change: 'same', text })
const removed = (text: string): Stretch => ({ change: 'removed', text })
const added = (text: string): Stretch => ({ change: 'added', text })

/** By the longest common subsequence: `longest[i][j]` is that of what is left from `a[i]` and `b[j]` on. */
function between(a: readonly string[], b: readonly string[]): readonly Stretch[] {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
  const parts: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(same(a[i]!))
      i++
      j++
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) parts.push(removed(a[i++]!))
    else parts.push(added(b[j++]!))
  }
  return parts
}

/** Joins what belongs together: of words changed one after the other, with nothing but a space between, first all that is gone, then all that is new. */
function readable(parts: readonly Stretch[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  const pending = { removed: '', added: '', space: '' }
  const flush = (): void => {
    if (pending.removed !== '') stretches.push(removed(pending.removed))
    if (pending.added !== '') stretches.push(added(pending.added))
    if (pending.space !== '') stretches.push(same(pending.space))
    pending.removed = pending.added = pending.space = ''
  }
  for (const { change, text } of parts) {
    const between = pending.removed !== '' && pending.added !== ''
    if (change === 'same' && between && pending.space === '' && text.trim() === '') pending.space = text
    else if (change === 'same') {
      flush()
      const last = stretches.at(-1)
      if (last?.change === 'same') stretches[stretches.length - 1] = same(last.text + text)
      else stretches.push(same(text))
    } else {
      for (const side of ['removed', 'added'] as const) pending[side] += pending.space
      pending.space = ''
      pending[change] += text
    }
  }
  flush()
  return stretches
}
