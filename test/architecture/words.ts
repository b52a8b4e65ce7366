import type { Module, Operation } from '../../core/kernel/operation.ts'
import type { Field, Fields } from '../../core/kernel/shape.ts'

type Words = Readonly<Record<string, string>>

/** Inputs of every list: grids draw them as their own controls, no form shows them. */
const gridControls = new Set(['filter', 'search', 'order', 'offset', 'limit'])

/** Words of a shape's fields and choices, however deep. */
export function wordsOfFields(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => [`field.${name}`, ...wordsWithin(name, field as Field<unknown>)])
}
function wordsWithin(name: string, field: Field<unknown>): string[] {
  // Options such as `audit.logIntact` are words themselves.
  if (field.kind === 'choice') return (field.options ?? []).map((option) => (option.includes('.') ? option : `choice.${name}.${option}`))
  if (field.fields) return wordsOfFields(field.fields)
  return field.inner ? wordsWithin(name, field.inner) : []
}

/** Every word that screens, documents and doors may have to say about the modules. */
export function wordsNeeded(modules: readonly Module[]): string[] {
  const inputs = (o: Operation): Fields => {
    const { fields } = o.input as { fields: Fields }
    return o.lists === undefined ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => !gridControls.has(name)))
  }
  return [
    ...new Set(
      modules.flatMap((m) => [
        `module.${m.name}`,
        ...m.records.flatMap((r) => [r.record, ...wordsOfFields(r.shape.fields)]),
        ...(m.views ?? []).flatMap((v) => wordsOfFields(v.row.fields)),
        ...m.operations.flatMap((o) => [o.name, ...(o.refusals as readonly string[]), ...wordsOfFields(inputs(o))]),
        ...m.permits,
        ...(m.tasks ?? []).map((t) => t.name),
        ...(m.says ?? []),
      ]),
    ),
  ]
}

/** Keys that are in one language and not in the other. */
export const onlyIn = (these: Words, those: Words): string[] => Object.keys(these).filter((key) => !Object.hasOwn(those, key))

const holesOf = (text: string): string => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!).sort().join() // prettier-ignore
/** Sentences whose holes differ: one of them would not say what it is about. */
export const otherHoles = (these: Words, those: Words): string[] =>
  Object.entries(these).flatMap(([key, text]) => {
    const other = those[key]
    return other === undefined || holesOf(text) === holesOf(other) ? [] : [`${key}: {{${holesOf(text)}}} and {{${holesOf(other)}}}`]
  })
/** Holes that are written in a way that nothing fills; {yy} is how a person writes the year in a number series. */
export const brokenHoles = (words: Words): string[] =>
  Object.entries(words).flatMap(([key, text]) => (/[{}]/.test(text.replace(/\{\{\w+\}\}|\{yy\}/g, '')) ? [`${key}: ${text}`] : []))

/** The same key with different texts: whichever module is merged last would speak for all. */
export function disagreements(files: readonly { readonly path: string; readonly words: Words }[]): string[] {
  const said = new Map<string, Map<string, string[]>>()
  for (const { path, words } of files)
    for (const [key, text] of Object.entries(words)) {
      const texts = said.get(key) ?? new Map<string, string[]>()
      texts.set(text, [...(texts.get(text) ?? []), path])
      said.set(key, texts)
    }
  return [...said].flatMap(([key, texts]) =>
    texts.size > 1 ? [`${key}: ${[...texts].map(([text, paths]) => `“${text}” (${paths.join(', ')})`).join(' – ')}`] : [],
  )
}

/** What happened, what was not changed, what to do next: a refusal is a sentence. */
export const noSentences = (codes: readonly string[], words: Words): string[] =>
  codes.filter((code) => !/[.…]$/.test(words[code] ?? '')).map((code) => `${code}: ${words[code] ?? '(missing)'}`)

/** Typewriter signs where the language has its own, stray spaces, empty words. */
export const carelessWords = (words: Words): string[] =>
  Object.entries(words).flatMap(([key, text]) =>
    text.trim() === '' || text !== text.trim() || / {2}|\.\.\.|(^|\s)"|"(\s|$)/.test(text) ? [`${key}: ${text}`] : [],
  )
