import { isTextByLanguage } from '../kernel/by-language.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, count, maybe, shape, someData, text, type Id } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { clauses, clauseText, type Clause } from './clause.ts'
import { occasionKeys } from './occasions.ts'

/** Characters of a clause in one language, and of its title. */
const longest = { title: 200, text: 20_000 } as const

/** Publishes words that stand in orders from a day on: a clause, or a new version of one. What was signed keeps its words. */
export const publishClause = command({
  name: 'terms.publish',
  zone: 'sales',
  permit: 'terms.write',
  offline: 'never',
  input: shape({
    code: codeOf('clauses'),
    entity: maybe(codeOf('entities')),
    occasion: choice(...occasionKeys),
    titles: someData,
    texts: someData,
    rank: count,
    validFrom: aDay,
    note: maybe(text),
  }),
  output: clauses.shape,
  refusals: ['terms.badTexts', 'terms.tooLong', 'terms.unknownEntity', 'terms.inThePast', 'terms.beforeLast', 'terms.unchanged'],
  load: async ({ code, entity }, read) => ({
    before: await read.list(clauses, {
      where: { all: [{ field: 'code', is: 'equal', value: code }, entity === null ? { field: 'entity', is: 'empty' } : { field: 'entity', is: 'equal', value: entity }] }, // prettier-ignore
      order: ['-version'],
      limit: 1,
    }),
    entity: entity === null ? null : await read.get(entities, entity),
  }),
  decide: (input, { before: [last], entity }, now) => {
    if (entity === undefined) return refuse('terms.unknownEntity', { entity: input.entity ?? '' })
    const { titles, texts } = input
    if (!isTextByLanguage(titles) || !isTextByLanguage(texts) || !alike(titles, texts))
      return refuse('terms.badTexts', { clause: input.code })
    const long = Object.keys(texts).find((l) => titles[l]!.length > longest.title || texts[l]!.length > longest.text)
    if (long !== undefined) return refuse('terms.tooLong', { clause: input.code, language: long, limit: `${longest.text}` })
    if (input.validFrom < now.today) return refuse('terms.inThePast', { day: input.validFrom })
    if (last && input.validFrom < last.validFrom) return refuse('terms.beforeLast', { day: input.validFrom, last: last.validFrom })
    const hashes = Object.fromEntries(Object.keys(texts).map((l) => [l, now.digest(clauseText(titles[l]!, texts[l]!))]))
    if (last && sameAs(last, { ...input, hashes })) return refuse('terms.unchanged', { clause: input.code, version: `${last.version}` })
    const clause: Clause = {
      id: now.newId() as Id<'clauses'>,
      ...input,
      version: (last?.version ?? 0) + 1,
      hashes,
      publishedAt: now.at,
      publishedBy: now.caller.name,
    }
    const told = { clause: clause.id, code: clause.code, version: `${clause.version}` }
    return { result: clause, changes: [add(clauses, clause), tell('terms.published', told)] }
  },
})

const alike = (titles: object, texts: object): boolean =>
  Object.hasOwn(texts, 'en') && Object.keys(titles).sort().join() === Object.keys(texts).sort().join()

const sameAs = (last: Clause, next: Pick<Clause, 'occasion' | 'rank' | 'hashes'>): boolean => {
  const [before, after] = [last.hashes, next.hashes] as Readonly<Record<string, string>>[]
  return (
    last.occasion === next.occasion &&
    last.rank === next.rank &&
    Object.keys(before!).length === Object.keys(after!).length &&
    Object.entries(after!).every(([language, hash]) => before![language] === hash)
  )
}
