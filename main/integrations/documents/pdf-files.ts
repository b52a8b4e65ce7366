// The files inside a PDF that our own typesetter wrote: plain objects, no object streams. Anything else is somebody else's file, and has none for us.
import { inflateSync } from 'node:zlib'

/** Bytes that one enclosed file may unpack to. */
const largest = 64 * 1024 * 1024

/** The dictionary of an object and where its stream begins, by the number of the object. */
function objectsOf(text: string): ReadonlyMap<string, { readonly head: string; readonly stream: number }> {
  const objects = new Map<string, { head: string; stream: number }>()
  for (const match of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\b/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('endobj', start)
    const stream = text.slice(start, end < 0 ? undefined : end).search(/\bstream\r?\n/)
    const head = text.slice(start, stream < 0 ? end : start + stream)
    const begins = stream < 0 ? -1 : text.indexOf('\n', start + stream) + 1
    objects.set(match[1]!, { head, stream: begins })
  }
  return objects
}

/** The enclosed files by their names; what cannot be read is left out. */
export function enclosedIn(pdf: Buffer): ReadonlyMap<string, Buffer> {
  const text = pdf.toString('latin1')
  const objects = objectsOf(text)
  const files = new Map<string, Buffer>()
  for (const { head } of objects.values()) {
    if (!/\/Type\s*\/Filespec\b/.test(head)) continue
    const name = /\/F\s*\(((?:[^()\\]|\\.)*)\)/.exec(head)?.[1]?.replace(/\\(.)/g, '$1')
    const reference = /\/EF\s*<<[^>]*?\/F\s+(\d+)\s+0\s+R/.exec(head)?.[1]
    const object = reference === undefined ? undefined : objects.get(reference)
    const length = object && Number(/\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(object.head)?.[1])
    if (name === undefined || !object || object.stream < 0 || !length) continue
    const packed = pdf.subarray(object.stream, object.stream + length)
    try {
      files.set(name, /\/FlateDecode\b/.test(object.head) ? inflateSync(packed, { maxOutputLength: largest }) : Buffer.from(packed))
    } catch {
      // Bytes that do not unpack: the file is not there, and whoever misses it says so.
    }
  }
  return files
}
