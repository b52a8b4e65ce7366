/** The characters that lists are delimited by. Where two fit equally well the one that appears less in ordinary text wins. */
const CANDIDATES = ['\t', ';', '|', ',']
const SAMPLE_RECORDS = 200
const SAMPLE_CHARACTERS = 200_000
/** A file of one column has no delimiter; any will do. */
const FALLBACK = ','

/** Excel's own first line `sep=;` decides, and is no row. */
export function declaredDelimiter(text: string): { delimiter: string; length: number } | null {
  const match = /^sep=(.)(?:\r\n|\n|\r|$)/i.exec(text)
  return match === null ? null : { delimiter: match[1] ?? FALLBACK, length: match[0].length }
}

/**
 * The right delimiter divides almost every record into the same number of fields; a decimal comma or a comma in a name does not.
 * So: the share of records that have the most frequent count, squared, times the number of fields that makes.
 */
export function detectDelimiter(text: string): string {
  const records = countsPerRecord(text.slice(0, SAMPLE_CHARACTERS))
  let best = FALLBACK
  let bestScore = 0
  CANDIDATES.forEach((candidate, index) => {
    const frequency = new Map<number, number>()
    for (const counts of records) {
      const count = counts[index] ?? 0
      if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1)
    }
    for (const [count, times] of frequency) {
      const share = times / records.length
      const score = share * share * count
      if (score > bestScore) [best, bestScore] = [candidate, score]
    }
  })
  return best
}

function countsPerRecord(text: string): number[][] {
  const records: number[][] = []
  let counts = CANDIDATES.map(() => 0)
  let quoted = false
  let fieldStart = true
  let blank = true
  for (let at = 0; at < text.length && records.length < SAMPLE_RECORDS; at += 1) {
    const character = text[at] ?? ''
    if (quoted) {
      if (character === '"') quoted = false
      continue
    }
    if (character === '\n' || character === '\r') {
      if (!blank) records.push(counts)
      counts = CANDIDATES.map(() => 0)
      fieldStart = blank = true
      continue
    }
    blank = false
    const index = CANDIDATES.indexOf(character)
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1
    // A quote opens a quoted field only at its start, or again directly behind its end (a doubled quote).
    else if (character === '"' && (fieldStart || text[at - 1] === '"')) quoted = true
    fieldStart = index >= 0
  }
  if (!blank) records.push(counts)
  return records
}
