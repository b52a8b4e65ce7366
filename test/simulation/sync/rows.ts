import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import { tableOf } from '../../../main/storage/tables.ts'
import type { Disk } from './disk.ts'

export type Shown = { readonly [field: string]: any }

/** Keys of a kind in their order. */
export const keysOn = (disk: Disk, kind: RecordKind, where = '1 = 1'): string[] => {
  const { name, key } = tableOf(kind, 'sqlite')
  return disk.rows(`select ${key.quoted} from ${name} where ${where} order by ${key.quoted}`).map(([id]) => id as string)
}
/** One row of a kind. */
export const rowOn = async (disk: Disk, kind: RecordKind, id: string): Promise<Shown> =>
  (await rowsOn(disk, kind, `${tableOf(kind, 'sqlite').key.quoted} = ?`, [id]))[0]!

/** Rows of a kind as they lie on a disk, as they travel. */
export async function rowsOn(disk: Disk, kind: RecordKind, where = '1 = 1', values: readonly string[] = []): Promise<Shown[]> {
  const table = tableOf(kind, 'sqlite')
  const rows = await disk.session.rows(`select ${table.list} from ${table.name} where ${where} order by ${table.key.quoted}`, values)
  return rows.map((row) => kind.shape.print(table.read(row)) as { readonly [field: string]: Wire })
}
