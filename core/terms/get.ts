import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, anInstant, idOf, many, maybe, shape, count, text } from '../kernel/shape.ts'
import { clauses, clauseWithdrawals } from './clause.ts'

/** A version of a clause with its words, and all versions beside it. */
export const getClause = query({
  name: 'terms.clause',
  zone: 'sales',
  permit: 'terms.read',
  input: shape({ clause: idOf('clauses') }),
  output: shape({
    clause: clauses.shape,
    withdrawal: maybe(clauseWithdrawals.shape),
    versions: many(
      shape({
        id: idOf('clauses'),
        version: count,
        validFrom: aDay,
        withdrawnFrom: maybe(aDay),
        note: maybe(text),
        publishedAt: anInstant,
        publishedBy: text,
      }),
    ),
  }),
  refusals: ['terms.unknownClause'],
  ask: async ({ clause: id }, read, { caller }) => {
    const clause = await read.get(clauses, id)
    const seen = clause && (clause.entity === null || caller.entities === 'all' || caller.entities.includes(clause.entity))
    if (!seen) return refuse('terms.unknownClause', { clause: id })
    const versions = await read.list(clauses, {
      where: { all: [{ field: 'code', is: 'equal', value: clause.code }, clause.entity === null ? { field: 'entity', is: 'empty' } : { field: 'entity', is: 'equal', value: clause.entity }] }, // prettier-ignore
      order: ['-version'],
      limit: 1000,
    })
    const gone = await read.list(clauseWithdrawals, { where: { field: 'clause', is: 'in', value: versions.map((v) => v.id) }, limit: 1000 })
    return {
      clause,
      withdrawal: gone.find((withdrawal) => withdrawal.clause === id) ?? null,
      versions: versions.map(({ id: other, version, validFrom, note, publishedAt, publishedBy }) => ({
        id: other,
        version,
        validFrom,
        withdrawnFrom: gone.find((withdrawal) => withdrawal.clause === other)?.from ?? null,
        note,
        publishedAt,
        publishedBy,
      })),
    }
  },
})
