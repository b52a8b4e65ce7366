import type { Module } from '../kernel/operation.ts'
import type { Wire } from '../kernel/shape.ts'
import { documentOf, type Happened, type Readers } from './message.ts'

/** A record by which the sample of a module's events is told. */
export type Sampled = ReadonlyMap<string, string>
export const sampledBy = (modules: readonly Pick<Module, 'name' | 'records'>[]): Sampled =>
  new Map(
    modules.flatMap(({ name, records }) => {
      const kind = records.find((one) => !one.secret && one.partOf === undefined && one.shape.fields[one.key]?.kind === 'id')
      return kind ? [[name, kind.record] as const] : []
    }),
  )

/** The operation of a module that answers a row of a record by its key alone. */
export const readersOf = (modules: readonly Pick<Module, 'records' | 'operations'>[]): Readers =>
  new Map(
    modules.flatMap(({ records, operations }) =>
      records.flatMap(({ record }) => {
        const reader = operations.flatMap((operation) => {
          if (operation.does !== 'query' || operation.lists !== undefined) return []
          const needed = Object.entries(operation.input.fields as Module['records'][number]['shape']['fields']).filter(([, field]) => field.kind !== 'maybe') // prettier-ignore
          const [only] = needed
          return only && needed.length === 1 && only[1].of === record ? [{ operation: operation.name, field: only[0] }] : []
        })[0]
        return reader ? [[record, reader] as const] : []
      }),
    ),
  )

const sampleId = '0198e6f2-7a30-7c4e-9b1d-2f6a4c8e0b13'
const singular = (record: string): string => record.replace(/ies$/, 'y').replace(/s$/, '')

/** As a message of the event would be, about a row that there is not. `test` says so. */
export function sampleOf(of: Pick<Happened, 'event' | 'eventId' | 'at'>, sampled: Sampled, readers: Readers): Wire {
  const record = sampled.get(of.event.split('.')[0]!)
  const about: Record<string, string> = record === undefined ? {} : { [singular(record)]: sampleId }
  const rows = record === undefined ? [] : [{ record, id: sampleId }]
  const subjects = rows.map((row) => ({ as: singular(row.record), ...row }))
  return { ...(documentOf({ ...of, sequence: 0, about, rows }, subjects, null, readers) as { readonly [key: string]: Wire }), test: true }
}
