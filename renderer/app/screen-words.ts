// Words that only screens say, in `renderer/modules/<module>/words.<language>.ts` (their default export; `words.de.ts` is typed by the English one, so
// that a missing word does not compile). They come as one chunk a language, and the manifest's words - also those of a language pack - beat them.
const files = import.meta.glob<{ readonly default: Readonly<Record<string, string>> }>('../modules/*/words.*.ts')

export async function screenWords(language: string): Promise<Readonly<Record<string, string>>> {
  const mine = Object.entries(files).filter(([path]) => path.endsWith(`/words.${language}.ts`))
  const loaded = await Promise.all(mine.map(([, load]) => load()))
  return Object.assign({}, ...loaded.map((m) => m.default)) as Readonly<Record<string, string>>
}
