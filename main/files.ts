import { createHash } from 'node:crypto'
import type { FileRef } from '../core/kernel/shape.ts'
import { binder } from './storage/session.ts'
import type { Joinable } from './transactions.ts'

/** Bytes under their SHA-256: uploaded spreadsheets, printed documents. The same bytes are kept once. */
export interface Files {
  put(bytes: Uint8Array, name: string, mime: string): Promise<FileRef>
  get(hash: string): Promise<Buffer | undefined>
  has(hash: string): Promise<boolean>
}

/** Bytes that one file may have. */
export const largestFile = 50 * 1024 * 1024

export class FileTooLarge extends Error {}

/** A name as a file system and a header can bear it. */
export const fileNameOf = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    // eslint-disable-next-line no-control-regex -- control signs are what is taken out
    .replace(/[\u0000-\u001f\u007f"<>:|?*\u202a-\u202e\u2066-\u2069]/g, '_')
    .trim()
    .slice(0, 200)
    // Half of the character that was cut through.
    .replace(/[\ud800-\udbff]$/, '')
  return plain === '' || /^\.+$/.test(plain) ? 'file' : plain
}

export function openFiles(database: Joinable, at: () => string): Files {
  const has = async (hash: string): Promise<boolean> => {
    const b = binder(database.dialect)
    const sql = `select 1 from files where hash = ${b.mark(hash, 'text')}`
    return (await database.read((session) => session.rows(sql, b.values))).length > 0
  }
  return {
    has,
    put: async (bytes, name, mime) => {
      if (bytes.length > largestFile) throw new FileTooLarge(`${bytes.length} bytes`)
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (!(await has(hash))) {
        const b = binder(database.dialect)
        const values = [
          b.mark(hash, 'text'),
          b.mark(bytes.length, 'bigint'),
          b.mark(Buffer.from(bytes), 'bytea'),
          b.mark(at(), 'timestamptz'),
        ]
        const sql = `insert into files (hash, size, bytes, stored_at) values (${values.join(', ')}) on conflict (hash) do nothing`
        await database.join((session) => session.run(sql, b.values))
      }
      return { hash, name: fileNameOf(name), mime: mime.slice(0, 200), size: bytes.length }
    },
    get: async (hash) => {
      const b = binder(database.dialect)
      const sql = `select bytes from files where hash = ${b.mark(hash, 'text')}`
      // A call sees what it has kept itself.
      const open = database.opened()
      const [row] = await (open ? open.rows(sql, b.values) : database.read((session) => session.rows(sql, b.values)))
      if (!row) return undefined
      const bytes = row[0]
      // PostgreSQL answers in its text form, `\x` and hexadecimal digits.
      return typeof bytes === 'string' ? Buffer.from(bytes.slice(2), 'hex') : Buffer.from(bytes as Uint8Array)
    },
  }
}
