import { view } from '../kernel/record.ts'
import { aDay, anInstant, choice, codeOf, count, flag, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'
import { occasionKeys } from './occasions.ts'

/** All versions of all clauses. */
export const clauseRows = view({
  view: 'terms.list',
  row: shape({
    id: idOf('clauses'),
    code: codeOf('clauses'),
    version: count,
    titles: someData,
    occasion: choice(...occasionKeys),
    entity: maybe(codeOf('entities')),
    rank: count,
    validFrom: aDay,
    /** No later version of it was published. */
    newest: flag,
    withdrawnFrom: maybe(aDay),
    note: maybe(text),
    publishedAt: anInstant,
    publishedBy: text,
  }),
  key: 'id',
  search: ['code', 'titles', 'note'],
  called: ['code'],
  order: ['rank', 'code', 'entity', '-version'],
  entityField: 'entity',
})
