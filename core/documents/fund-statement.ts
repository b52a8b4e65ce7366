import { add, command } from '../kernel/operation.ts'
import { question, record } from '../kernel/record.ts'
import { assert, refuse, refused } from '../kernel/refusal.ts'
import { aDay, aFile, anInstant, count, idOf, shape, someData, text, type Id } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { fundStatement } from '../funds/statement.ts'
import { statementPage } from './fund-statement-page.ts'

/** Prints a statement and keeps its bytes; answered by the host with its typesetter. */
export const renderStatement = question(
  'documents.renderStatement',
  shape({ name: text, data: someData, copy: someData }),
  shape({ file: aFile }),
)

/** A printed statement of a fund: the exact bytes that the customer got. What was recorded for its days since makes another one. */
export const archivedStatements = record(
  'archivedStatements',
  shape({
    id: idOf('archivedStatements'),
    fund: idOf('funds'),
    from: aDay,
    to: aDay,
    /** Number of the last movement that the fund had by then. */
    lastMovement: count,
    language: text,
    file: aFile,
    archivedAt: anInstant,
  }),
  { key: 'id', immutable: true, personal: { keep: 'vouchers', since: 'archivedAt', fields: { file: 'customer.file' } } },
)

/** Prints what became of a fund in some days, in the customer's language. The same statement again gives those very bytes. */
export const printStatement = command({
  name: 'documents.fundStatement',
  zone: 'sales',
  permit: 'documents.read',
  offline: 'never',
  input: shape({ fund: idOf('funds'), from: aDay, to: aDay }),
  output: shape({ file: aFile, language: text }),
  refusals: ['funds.unknown', 'funds.endBeforeStart'],
  load: async (input, read, now) => {
    const statement = await fundStatement.ask(input, read, now)
    if (refused(statement)) return { statement }
    const { fund, customer } = statement
    const where = {
      all: [
        { field: 'fund', is: 'equal', value: fund.id },
        { field: 'from', is: 'equal', value: input.from },
        { field: 'to', is: 'equal', value: input.to },
        { field: 'lastMovement', is: 'equal', value: `${fund.movements}` },
      ],
    } as const
    const [archived] = await read.list(archivedStatements, { where, limit: 1 })
    if (archived) return { statement, archived }
    const entity = await read.get(entities, fund.entity)
    assert(entity, `the entity of fund ${fund.name}`)
    const page = statementPage(statement, entity)
    const name = `${statement.contract.number}-${input.to}`.replace(/[^\w-]/g, '-')
    const [answer] = await read.ask(renderStatement, { name: `${name}.pdf`, ...page })
    assert(answer, 'a printed statement')
    return { statement, printed: { file: answer.file, language: customer.language } }
  },
  decide: ({ fund: id, from, to }, { statement, archived, printed }, now) => {
    if (refused(statement)) return statement.refused === 'funds.unknown' ? refuse('funds.unknown', { fund: id }) : refuse('funds.endBeforeStart', { start: from, end: to }) // prettier-ignore
    if (archived) return { result: { file: archived.file, language: archived.language }, changes: [] }
    assert(printed, 'a printed statement')
    const row = {
      id: now.newId() as Id<'archivedStatements'>,
      fund: statement.fund.id,
      from,
      to,
      lastMovement: statement.fund.movements,
      ...printed,
      archivedAt: now.at,
    }
    return { result: printed, changes: [add(archivedStatements, row)] }
  },
})
