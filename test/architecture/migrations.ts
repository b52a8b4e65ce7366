import { createHash } from 'node:crypto'

/** Line ends follow the checkout, so they do not count. */
export const fingerprint = (text: string): string => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/** What is wrong with the migrations, given the fingerprints of those that were released. */
export function melted(texts: Readonly<Record<string, string>>, frozen: Readonly<Record<string, string>>): string[] {
  return [
    ...Object.entries(frozen).flatMap(([file, hash]) => {
      const text = texts[file]
      if (text === undefined) return [`${file} was released and is gone`]
      return fingerprint(text) === hash ? [] : [`${file} was released and has changed: write a further migration instead`]
    }),
    ...Object.keys(texts)
      .filter((file) => !(file in frozen))
      .map((file) => `${file} is not frozen yet: node test/architecture/freeze.mjs`),
    ...Object.keys(texts)
      .sort()
      .flatMap((file, i) => (Number(file.slice(0, 4)) === i + 1 ? [] : [`${file}: numbers go up by one`])),
  ]
}
