import { writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** What Harmony writes for people. A file of another kind never reaches their disk from here. */
const kinds: Readonly<Record<string, string>> = {
  '.pdf': 'PDF',
  '.xlsx': 'Excel',
  '.csv': 'CSV',
  '.xml': 'XML',
  '.json': 'JSON',
  '.zip': 'ZIP',
  '.gz': 'TAR',
  '.txt': 'Text',
}

export interface SaveDialog {
  showSaveDialog(options: {
    title: string
    defaultPath: string
    filters: { name: string; extensions: string[] }[]
  }): Promise<{ readonly canceled: boolean; readonly filePath: string }>
}

/** A name without a folder in it, of a kind that may be saved. */
export function savedName(name: string): { readonly name: string; readonly kind: string } | undefined {
  // Windows reads some of these signs as parts of a path or a stream; nobody needs them in the name of an invoice.
  const plain = [...name.normalize('NFC')].map((sign) => (sign < ' ' || '/\\:*?"<>|'.includes(sign) ? '_' : sign)).join('')
  const ending = extname(plain).toLowerCase()
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined
  return kind === undefined || plain.length > 200 || plain.startsWith('.') ? undefined : { name: plain, kind }
}

/** Asks where a file should go and writes it there. False when the person changed their mind. */
export async function saveFile(
  dialog: SaveDialog,
  title: string,
  downloads: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<boolean> {
  const wanted = savedName(file.name)
  if (!wanted) throw new Error('a file of this kind is not saved')
  const ending = extname(wanted.name)
  const { canceled, filePath } = await dialog.showSaveDialog({
    title,
    defaultPath: join(downloads, wanted.name),
    filters: [{ name: wanted.kind, extensions: [ending.slice(1)] }],
  })
  if (canceled || filePath === '') return false
  // Whatever the person typed, the file stays what it is.
  await writeFile(extname(filePath).toLowerCase() === ending.toLowerCase() ? filePath : filePath + ending, file.bytes)
  return true
}
