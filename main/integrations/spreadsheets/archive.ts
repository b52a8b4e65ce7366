import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { LIMITS, SheetTrouble } from './sheet.ts'

/**
 * The zip container of an xlsx, read by its central directory only: a stream reader would believe local headers, which need not agree with it.
 * Sizes are checked twice: as declared before anything is unpacked, and as really unpacked, because a directory can lie.
 * Layout: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16.
 */
export interface ArchivePart {
  readonly path: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
  readonly encrypted: boolean
}

const END_SIGNATURE = 0x06054b50
const DIRECTORY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const DIRECTORY_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const ZIP64_MARK = 0xffffffff
const ZIP64_EXTRA = 0x0001
const STORED = 0
const DEFLATED = 8
const inflate = promisify(inflateRaw) as (data: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>

export function isArchive(bytes: Uint8Array): boolean {
  return bytes.length >= END_LENGTH && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

function broken(why: string): SheetTrouble {
  return new SheetTrouble('brokenArchive', { why })
}

function endOfDirectory(data: Buffer): number {
  const first = Math.max(0, data.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = data.length - END_LENGTH; at >= first; at -= 1) if (data.readUInt32LE(at) === END_SIGNATURE) return at
  throw broken('no central directory')
}

export function readDirectory(bytes: Uint8Array): ReadonlyMap<string, ArchivePart> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(data)
  const count = data.readUInt16LE(end + 10)
  let at = data.readUInt32LE(end + 16)
  if (count > LIMITS.parts) throw new SheetTrouble('tooLarge', { parts: String(count), limit: String(LIMITS.parts) })
  const parts = new Map<string, ArchivePart>()
  for (let index = 0; index < count; index += 1) {
    if (at + DIRECTORY_LENGTH > end || data.readUInt32LE(at) !== DIRECTORY_SIGNATURE) throw broken('central directory cut short')
    const packed = data.readUInt32LE(at + 20)
    const unpacked = data.readUInt32LE(at + 24)
    const pathLength = data.readUInt16LE(at + 28)
    const path = data
      .toString('utf8', at + DIRECTORY_LENGTH, at + DIRECTORY_LENGTH + pathLength)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    const extraLength = data.readUInt16LE(at + 30)
    const extra = data.subarray(at + DIRECTORY_LENGTH + pathLength, at + DIRECTORY_LENGTH + pathLength + extraLength)
    const large = longSizes([unpacked, packed, data.readUInt32LE(at + 42)], extra)
    const encrypted = (data.readUInt16LE(at + 8) & 1) === 1
    parts.set(path.toLowerCase(), { path, method: data.readUInt16LE(at + 10), ...large, encrypted })
    at += DIRECTORY_LENGTH + pathLength + extraLength + data.readUInt16LE(at + 32)
  }
  checkSizes(parts.values())
  return parts
}

/** Streaming writers use the 64-bit fields (extra field 1) even for small files: each holds a value only where the 32-bit field is all ones. */
function longSizes(short: readonly number[], extra: Buffer): { unpacked: number; packed: number; at: number } {
  const values = [...short]
  for (let from = 0; from + 4 <= extra.length; from += 4 + extra.readUInt16LE(from + 2)) {
    if (extra.readUInt16LE(from) !== ZIP64_EXTRA) continue
    let at = from + 4
    values.forEach((value, index) => {
      if (value !== ZIP64_MARK || at + 8 > extra.length) return
      values[index] = Number(extra.readBigUInt64LE(at))
      at += 8
    })
  }
  return { unpacked: values[0] ?? 0, packed: values[1] ?? 0, at: values[2] ?? 0 }
}

function checkSizes(parts: Iterable<ArchivePart>): void {
  let packed = 0
  let unpacked = 0
  for (const part of parts) {
    packed += part.packed
    unpacked += part.unpacked
    if (part.encrypted) throw new SheetTrouble('encrypted', { how: 'zip' })
  }
  const limit = String(LIMITS.unpackedBytes)
  if (unpacked > LIMITS.unpackedBytes) throw new SheetTrouble('tooLarge', { unpackedBytes: String(unpacked), limit })
  if (unpacked > LIMITS.ratioCountsFrom && unpacked > packed * LIMITS.unpackedRatio)
    throw new SheetTrouble('tooLarge', {
      unpackedBytes: String(unpacked),
      packedBytes: String(packed),
      ratioLimit: String(LIMITS.unpackedRatio),
    })
}

export async function unpack(bytes: Uint8Array, part: ArchivePart): Promise<Buffer> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (part.at + LOCAL_LENGTH > data.length || data.readUInt32LE(part.at) !== LOCAL_SIGNATURE) throw broken(`no local header: ${part.path}`)
  const from = part.at + LOCAL_LENGTH + data.readUInt16LE(part.at + 26) + data.readUInt16LE(part.at + 28)
  if (from + part.packed > data.length) throw broken(`cut short: ${part.path}`)
  const packed = data.subarray(from, from + part.packed)
  if (part.method === STORED) return packed
  if (part.method !== DEFLATED) throw broken(`unknown compression ${part.method}: ${part.path}`)
  try {
    const unpacked = await inflate(packed, { maxOutputLength: Math.max(part.unpacked, 1) })
    if (unpacked.length === part.unpacked) return unpacked
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new SheetTrouble('tooLarge', { part: part.path, declaredBytes: String(part.unpacked) })
  }
  throw broken(`damaged: ${part.path}`)
}

/** An archive of the parts as they are, uncompressed, in the order given. Times are fixed (1 January 1980): the bytes depend on the parts alone. */
export function storedArchive(parts: readonly { readonly path: string; readonly content: readonly Buffer[] }[]): Buffer[] {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { path, content } of parts) {
    const name = Buffer.from(path, 'utf8')
    // Version 2.0, no flags, stored, time 0, date 33 (1980-01-01), then checksum, both sizes and the length of the name.
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt16LE(33, 8)
    const length = content.reduce((sum, chunk) => sum + chunk.length, 0)
    header.writeUInt32LE(
      content.reduce((sum, chunk) => crc32(chunk, sum), 0),
      10,
    )
    header.writeUInt32LE(length, 14)
    header.writeUInt32LE(length, 18)
    header.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([unsigned(LOCAL_SIGNATURE), header, name])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([unsigned(DIRECTORY_SIGNATURE), Buffer.from([20, 0]), header, rest, name]))
    chunks.push(local, ...content)
    at += local.length + length
  }
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(END_SIGNATURE, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, entry) => sum + entry.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return [...chunks, ...directory, end]
}

function unsigned(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32LE(value, 0)
  return four
}
