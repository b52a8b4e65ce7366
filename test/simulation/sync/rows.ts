import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import { tableOf } from '../../../main/storage/tables.ts'
import type { Disk } from './disk.ts'

export type Shown = { readonly [field: string]: any }

/** Rows of a kind as they lie on a disk, as they travel. */
export async function rowsOn(disk: Disk, kind: RecordKind, where = '1 = 1', values: readonly string[] = []): Promise<Shown[]> {
  const table = tableOf(kind, 'sqlite')
  const rows = await disk.session.rows(`select ${table.list} from ${table.name} where ${where} order by ${table.key.quoted}`, values)
  return rows.map((row) => kind.shape.print(table.read(row)) as { readonly [field: string]: Wire })
}
