import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../places.ts'

export interface Note {
  /** What it is about. */
  readonly lead: string
  readonly text: string
}
export interface VersionNews {
  readonly version: string
  /** A day, or a word for what is not released. */
  readonly released: string
  readonly notes: readonly Note[]
}

/** CHANGELOG.md as data: `## 0.1.0 - 2026-12-01`, under it points that begin with what they are about in bold. */
export function newsIn(markdown: string): readonly VersionNews[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [head = '', ...lines] = section.split('\n')
      const [, version = '', released = ''] = /^(\S+)(?: - (.+))?$/.exec(head.trim()) ?? []
      const points = lines
        .join('\n')
        .split(/^- /m)
        .slice(1)
        .map((point) => point.replace(/\s+/g, ' ').trim())
      return { version, released, notes: points.map(noteOf) }
    })
}

function noteOf(point: string): Note {
  const [, lead = '', rest = ''] = /^\*\*(.+?)\*\*[:.]?\s*(.*)$/.exec(point) ?? [undefined, '', point]
  return { lead: plain(lead).replace(/[.:]$/, ''), text: plain(rest.replace(/^[a-zäöü]/, (first) => first.toUpperCase())) }
}
/** Without the marks of Markdown: a screen shows text. */
const plain = (text: string): string => text.replace(/\*\*|`/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1') // prettier-ignore

const readIn = (file: string): readonly VersionNews[] => {
  try {
    return newsIn(readFileSync(join(projectRoot(), file), 'utf8'))
  } catch {
    return []
  }
}

/** What is new, in a language. A version whose points are not all translated is told in English: half of each would be told wrongly. */
export function news(
  language: string,
  english = readIn('CHANGELOG.md'),
  german = readIn('main/handbook/news.de.md'),
): readonly VersionNews[] {
  if (!language.startsWith('de')) return english
  return english.map((version) => {
    const told = german.find((other) => other.version === version.version)
    return told?.notes.length === version.notes.length ? told : version
  })
}
