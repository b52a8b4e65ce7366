import { parseFilter, type Filter } from './filter.ts'
import { query, type Zone } from './operation.ts'
import type { View } from './record.ts'
import { Malformed, count, many, maybe, shape, text, type Field, type Fields, type Of, type Wire } from './shape.ts'

/** Rows that one call may bring; screens ask for more as they scroll. */
export const pageLimit = 1000

/** A filter over the fields of a view, checked against them. */
export const filterOn = (fields: Fields): Field<Filter> => ({
  kind: 'data',
  parse: (raw, at) => parseFilter(fields, raw, at),
  print: (filter) => filter as unknown as Wire,
})
const orderOn = (fields: Fields): Field<string> => ({
  kind: 'text',
  parse: (raw, at) => {
    const name = text.parse(raw, at)
    if (!Object.hasOwn(fields, name.replace(/^-/, '')))
      throw new Malformed('input.malformed', at, `one of ${Object.keys(fields).join(', ')}, with - in front for descending`, raw)
    return name
  },
  print: (v) => v,
})

/** The list operation of a view: filtered, searched, sorted and paged by the host, with the exact total. */
export function listing<const Name extends string, F extends Fields>(facts: {
  name: Name
  zone: Zone
  permit: string
  view: View<string, F>
}) {
  const { view } = facts
  return {
    ...query({
      name: facts.name,
      zone: facts.zone,
      permit: facts.permit,
      input: shape({
        filter: maybe(filterOn(view.row.fields)),
        search: maybe(text),
        order: maybe(many(orderOn(view.row.fields), 4)),
        offset: maybe(count),
        limit: maybe(count),
      }),
      output: shape({ rows: many<{ readonly [K in keyof F]: Of<F[K]> }>(view.row), total: count }),
      ask: (input, read) =>
        read.browse(view, {
          ...(input.filter ? { where: input.filter } : {}),
          ...(input.search ? { search: input.search } : {}),
          order: input.order?.length ? input.order : view.order,
          offset: Math.max(0, input.offset ?? 0),
          limit: Math.min(pageLimit, Math.max(1, input.limit ?? 100)),
        }),
    }),
    /** The view behind it: screens draw their grids from it. */
    lists: view.view,
  }
}
