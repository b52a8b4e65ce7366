// The product's own list of changes (CHANGELOG.md, and its German edition beside this file) as data. Of Markdown it uses headings of versions, points, and
// two marks within a point; nothing of it ever becomes markup of the page by itself.

/** A part of a sentence. */
export interface Part {
  readonly text: string
  readonly as: 'plain' | 'strong' | 'code'
}
export interface VersionChanges {
  readonly version: string
  /** A day, or the word that stands there before there is one. */
  readonly day: string
  readonly points: readonly (readonly Part[])[]
}

const heading = /^## (\d+\.\d+\.\d+\S*) - (.+)$/

export function readChanges(text: string): readonly VersionChanges[] {
  const found: { version: string; day: string; points: string[] }[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, version, day] = heading.exec(line) ?? []
    const last = found.at(-1)
    if (version !== undefined) found.push({ version, day: day!.trim(), points: [] })
    else if (line.startsWith('- ')) last?.points.push(line.slice(2).trim())
    // A point goes on over several lines.
    else if (/^\s+\S/.test(line) && last && last.points.length > 0) last.points.push(`${last.points.pop()!} ${line.trim()}`)
  }
  return found.map(({ version, day, points }) => ({ version, day, points: points.map(partsOf) }))
}

export const partsOf = (sentence: string): readonly Part[] =>
  sentence
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('**')
        ? { text: part.slice(2, -2), as: 'strong' }
        : part.startsWith('`')
          ? { text: part.slice(1, -1), as: 'code' }
          : { text: part, as: 'plain' },
    )
