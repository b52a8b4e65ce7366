import type { Change, Plain, Read } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'

/** Reads of a batch that is decided in one transaction. */
export interface Remembering {
  readonly read: Read
  /** What was decided changes these; whatever was read of their kinds is worth nothing from now on. */
  changed(changes: readonly Change[]): void
}

/** `Read` without its type parameters, which are the core's promise and nothing at run time. */
type Page = Parameters<Read['list']>[1]
interface LooseRead {
  get(kind: RecordKind, id: string): Promise<Plain | undefined>
  hold(kind: RecordKind, id: string): Promise<Plain | undefined>
  some(kind: RecordKind, ids: readonly string[]): Promise<ReadonlyMap<string, Plain>>
  list(kind: RecordKind, page: Page): Promise<readonly Plain[]>
}
interface Known {
  readonly rows: Map<string, Plain | undefined>
  readonly lists: Map<string, readonly Plain[]>
}

/**
 * Two hundred orders rest on the same customer, products and taxes: what one has read, the next need not read again, and what waits to be written need not be
 * written before. Nothing is kept beyond the transaction, whose guard looks at the end whether everything still stands as it was read. What is held, asked of
 * the database by its own SQL or browsed is never remembered.
 */
export function remembering(plain: Read): Remembering {
  const loose = plain as unknown as LooseRead
  const known = new Map<string, Known>()
  const of = (kind: RecordKind): Known => {
    const found = known.get(kind.record) ?? { rows: new Map(), lists: new Map() }
    known.set(kind.record, found)
    return found
  }
  const some = async (kind: RecordKind, ids: readonly string[]): Promise<Map<string, Plain>> => {
    const { rows } = of(kind)
    const unknown = ids.filter((id) => !rows.has(id))
    if (unknown.length > 0) {
      const found = await loose.some(kind, unknown)
      for (const id of unknown) rows.set(id, found.get(id))
    }
    const wanted = new Map<string, Plain>()
    for (const id of ids) {
      const row = rows.get(id)
      if (row !== undefined) wanted.set(id, row)
    }
    return wanted
  }
  const read: LooseRead = {
    some,
    get: async (kind, id) => {
      const { rows } = of(kind)
      if (!rows.has(id)) rows.set(id, await loose.get(kind, id))
      return rows.get(id)
    },
    list: async (kind, page) => {
      const { lists } = of(kind)
      const asked = JSON.stringify(page)
      let found = lists.get(asked)
      if (!found) {
        found = await loose.list(kind, page)
        lists.set(asked, found)
      }
      return found
    },
    hold: (kind, id) => loose.hold(kind, id),
  }
  return {
    read: {
      ...(read as unknown as Pick<Read, 'get' | 'hold' | 'some' | 'list'>),
      ask: (question, about) => plain.ask(question, about),
      browse: (view, page) => plain.browse(view, page),
    },
    changed: (changes) => {
      for (const change of changes) if ('kind' in change) known.delete(change.kind.record)
    },
  }
}
