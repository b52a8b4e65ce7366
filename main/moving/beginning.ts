import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { ageMark } from './format.ts'

/** Whether a file is one that `harmony backup` or `harmony export` wrote, as far as its beginning says. Stands alone, for `harmony verify` needs no package. */
export function isCompanyFile(file: string): boolean {
  if (!existsSync(file)) return false
  const beginning = Buffer.alloc(ageMark.length)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, beginning)
  } finally {
    closeSync(handle)
  }
  return beginning.toString('latin1') === ageMark
}
