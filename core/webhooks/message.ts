import type { About } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'

/** A row that an event speaks of. */
export interface Subject {
  /** What the event calls it. */
  readonly as: string
  /** `null`: it was not changed by the same call, and so the log does not say what it is. */
  readonly record: string | null
  readonly id: string
}
/** An event as the log has it. */
export interface Happened {
  readonly eventId: string
  readonly event: string
  readonly sequence: number
  /** When the call was committed. */
  readonly at: string
  readonly about: About
  /** Rows that the same call changed. */
  readonly rows: readonly { readonly record: string; readonly id: string }[]
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/**
 * What an event speaks of: ids, and keys of rows that changed with it. Nothing else that it says goes out - names, reasons, file names -, so that what a
 * receiver keeps names no person, and an erasure here need not reach it.
 */
export const subjectsOf = ({ about, rows }: Pick<Happened, 'about' | 'rows'>): readonly Subject[] =>
  Object.entries(about).flatMap(([as, id]) => {
    if (as === 'entity') return []
    const record = rows.find((row) => row.id === id)?.record ?? null
    return record !== null || isId(id) ? [{ as, record, id }] : []
  })

/** The operation that answers a row by its key, and the field that takes it. */
export type Readers = ReadonlyMap<string, { readonly operation: string; readonly field: string }>

/** The document that goes out, thin: what happened when to what, and where to ask for more with rights of one's own. Links are addresses of the hub. */
export function documentOf(happened: Happened, subjects: readonly Subject[], company: string | null, readers: Readers): Wire {
  const link = ({ record, id }: Subject): Wire => {
    const reader = record === null ? undefined : readers.get(record)
    return reader ? `/api/v1/${reader.operation.replace('.', '/')}?${reader.field}=${encodeURIComponent(id)}` : null
  }
  return {
    id: happened.eventId,
    type: happened.event,
    timestamp: happened.at,
    sequence: happened.sequence,
    company,
    data: {
      entity: happened.about['entity'] ?? null,
      subjects: subjects.map((subject) => ({ as: subject.as, record: subject.record, id: subject.id, link: link(subject) })),
    },
  }
}
