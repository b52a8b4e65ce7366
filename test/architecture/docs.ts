import { posix } from 'node:path'

/** What a text for people rests on: files it links to, scripts and operations it tells people to use, paths it names. */
export interface Claims {
  readonly links: readonly string[]
  readonly scripts: readonly string[]
  readonly operations: readonly string[]
  readonly paths: readonly string[]
}
export function claimsOf(path: string, text: string): Claims {
  const all = (pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((m) => m[1]!))]
  return {
    links: all(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g).map((link) => posix.normalize(posix.join(posix.dirname(path), link))),
    scripts: all(/\bnpm run (?:--silent )?([a-z][a-z:-]*)/g),
    operations: all(/\bharmony call ([a-z]+\.[a-zA-Z]+)/g),
    // `test/storage/log.test.ts`, `main/compose.ts`, `migrations/`: what is in backquotes and begins with a folder of ours.
    paths: all(/`((?:core|main|renderer|migrations|test)\/[\w./-]*\w)\/?`/g),
  }
}
