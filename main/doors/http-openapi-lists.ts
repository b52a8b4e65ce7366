import { pageLimit } from '../../core/kernel/listing.ts'
import type { OperationPlan } from '../../core/kernel/manifest.ts'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import type { Json } from './http-openapi.ts'

const comparisons = ['equal', 'not', 'in', 'less', 'atMost', 'more', 'atLeast', 'between', 'contains', 'starts', 'empty', 'filled']

/** What a list may be filtered by: a condition, or conditions under `all` or `any`. */
export const filterSchema: Json = {
  description:
    'A condition on a field of the rows, or several joined by all or any, at most four levels deep. Texts know contains, starts, equal, not, in, empty, filled; figures and days know equal, not, in, less, atMost, more, atLeast, between (two values), empty, filled. In a query string it is JSON.',
  anyOf: [
    {
      type: 'object',
      required: ['field', 'is'],
      properties: {
        field: { type: 'string' },
        is: { type: 'string', enum: comparisons },
        value: { description: 'as the field is written; a list for in, a pair for between, nothing for empty and filled' },
      },
      additionalProperties: false,
    },
    ...['all', 'any'].map((join): Json => ({
      type: 'object',
      required: [join],
      properties: { [join]: { type: 'array', maxItems: 50, items: { $ref: '#/components/schemas/Filter' } } },
      additionalProperties: false,
    })),
  ],
}

/** Names of the fields that a list's rows have. */
const rowFields = ({ output }: OperationPlan): readonly string[] => Object.keys(output.fields?.['rows']?.inner?.fields ?? {})

/** How the usual questions to a list are written; `undefined` for what is no list, and for a field of its own. */
export function listSchema(plan: OperationPlan, name: string): Json | undefined {
  if (plan.lists === null) return undefined
  const names = rowFields(plan)
  return ({
    filter: { $ref: '#/components/schemas/Filter' },
    search: { type: 'string', minLength: 1, maxLength: 500, description: 'words that occur in the row' },
    order: {
      type: 'array',
      maxItems: 4,
      items: { type: 'string', enum: names.flatMap((field) => [field, `-${field}`]) },
      description: 'fields in order of their weight, with - in front for descending; in a query string given several times',
    },
    offset: { type: 'integer', minimum: 0, default: 0, description: 'rows to leave out; total of the answer says how many there are' },
    limit: { type: 'integer', minimum: 1, maximum: pageLimit, default: 100, description: 'rows of an answer; what is outside is brought to the nearest' },
  } as Readonly<Record<string, Json>>)[name]
} // prettier-ignore

/** An answer that names a file is also had as its bytes. */
export const namesFile = (output: FieldPlan): boolean =>
  output.kind === 'file' || Object.values(output.fields ?? {}).some(({ kind }) => kind === 'file')
