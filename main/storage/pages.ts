import { createDecipheriv } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

// The pages of a closed SQLite file, read without SQLite: where that gives up at the first thing that is wrong, every page that is whole still says what is in it.
// Nothing is opened for writing, so nothing changes. Formats: sqlite.org/fileformat2.html and SQLCipher 4, as the driver writes it.

export const pageSize = 4096
/** At the end of each page: what its cipher began with (16 bytes), and its proof. */
const reserved = 80
const usable = pageSize - reserved
const saltLength = 16
const [tableLeaf, walHeader, frameHeader] = [0x0d, 32, 24]
/** Bytes of a record; more than that is no record of ours. */
const longest = 134_217_728

export type Value = string | number | null | Buffer
/** A row of a table without its columns' names. */
export interface RawRow {
  readonly rowid: number
  readonly values: readonly Value[]
}
export interface Pages {
  /** Pages as they are now, by their number from 1; `undefined`: there is no such page. */
  page(number: number): Buffer | undefined
  /** Rows on the pages as they are now. `wanted` looks at the serial types of a record: only what it wants is read whole. */
  rows(wanted: Wanted): Generator<RawRow>
  /** Rows on pages that were written anew since: what stands there may be over, but it may be all that is left. */
  rowsBefore(wanted: Wanted): Generator<RawRow>
  close(): void
}
export type Wanted = (types: readonly number[]) => boolean

interface Place {
  readonly of: number
  readonly at: number
}

/** `key`: the 32 bytes that the file is closed with. */
export function openPages(file: string, key: Buffer): Pages {
  const main = openSync(file, 'r')
  const wal = existsSync(`${file}-wal`) ? openSync(`${file}-wal`, 'r') : undefined
  const places = new Map<number, Place[]>()
  const count = Math.floor(fstatSync(main).size / pageSize)
  for (let number = 1; number <= count; number++) places.set(number, [{ of: main, at: (number - 1) * pageSize }])
  if (wal !== undefined) for (const [number, at] of framesIn(wal)) places.set(number, [{ of: wal, at }, ...(places.get(number) ?? [])])
  const opened = (number: number, place: Place | undefined): Buffer | undefined => place && openedPage(place, key, number)
  const page = (number: number): Buffer | undefined => opened(number, places.get(number)?.[0])
  const free = freeIn(page)
  return {
    page,
    *rows(wanted) {
      for (const [number, [place]] of places) if (!free.has(number)) yield* rowsOn(opened(number, place), wanted, page)
    },
    *rowsBefore(wanted) {
      for (const [number, all] of places)
        for (const place of free.has(number) ? all : all.slice(1)) yield* rowsOn(opened(number, place), wanted, page)
    },
    close: () => {
      closeSync(main)
      if (wal !== undefined) closeSync(wal)
    },
  }
}

function bytesAt(of: number, at: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length)
  return readSync(of, bytes, 0, length, at) === length ? bytes : undefined
}

function openedPage({ of, at }: Place, key: Buffer, number: number): Buffer | undefined {
  const closed = bytesAt(of, at, pageSize)
  if (!closed) return undefined
  const cipher = createDecipheriv('aes-256-cbc', key, closed.subarray(usable, usable + 16)).setAutoPadding(false)
  // The first page begins with the salt of the file, which nobody closes.
  const from = number === 1 ? saltLength : 0
  return Buffer.concat([Buffer.alloc(from), cipher.update(closed.subarray(from, usable)), cipher.final()])
}

/** Pages in the log beside the file, oldest first, up to the last that was committed; a frame that is spoilt hides none after it. */
function framesIn(wal: number): [number, number][] {
  const head = bytesAt(wal, 0, walHeader)
  const frames: [number, number][] = []
  let committed = 0
  if (!head) return []
  for (let at = walHeader; ; at += frameHeader + pageSize) {
    const frame = bytesAt(wal, at, frameHeader)
    if (!frame) break
    // Frames of a round before are overwritten from the beginning on.
    if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) continue
    frames.push([frame.readUInt32BE(0), at + frameHeader])
    if (frame.readUInt32BE(4) !== 0) committed = frames.length
  }
  return frames.slice(0, committed)
}

/** Pages that are in use no more. Where their list itself is spoilt it ends there: a page too many is looked at, never one too few. */
function freeIn(page: (number: number) => Buffer | undefined): ReadonlySet<number> {
  const free = new Set<number>()
  const first = page(1)
  // Says how much of a page is reserved: a first page that is spoilt does not say that.
  if (!first || first[20] !== reserved) return free
  for (let trunk = first.readUInt32BE(32); trunk !== 0 && !free.has(trunk);) {
    const one = page(trunk)
    const leaves = one?.readUInt32BE(4) ?? 0
    if (!one || leaves > usable / 4 - 2) break
    const numbers = Array.from({ length: leaves }, (_, i) => one.readUInt32BE(8 + 4 * i))
    if (numbers.some((number) => page(number) === undefined)) break
    for (const number of [trunk, ...numbers]) free.add(number)
    trunk = one.readUInt32BE(0)
  }
  return free
}

/** A number of up to nine bytes, and where it ends. */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i]!
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + i + 1]
  }
  return [value * 256 + bytes[at + 8]!, at + 9]
}

function* rowsOn(page: Buffer | undefined, wanted: Wanted, pageOf: Pages['page']): Generator<RawRow> {
  if (page?.[0] !== tableLeaf) return
  const cells = page.readUInt16BE(3)
  if (cells > usable / 4) return
  for (let i = 0; i < cells; i++) {
    const row = rowIn(page, page.readUInt16BE(8 + 2 * i), wanted, pageOf)
    if (row) yield row
  }
}

function rowIn(page: Buffer, cell: number, wanted: Wanted, pageOf: Pages['page']): RawRow | undefined {
  if (cell < 8 || cell >= usable) return undefined
  const [length, afterLength] = varint(page, cell)
  const [rowid, from] = varint(page, afterLength)
  const here = localPart(length)
  const spilt = here !== length
  if (!(length <= longest) || !Number.isSafeInteger(rowid) || from + here + (spilt ? 4 : 0) > usable) return undefined
  const local = page.subarray(from, from + here)
  const [types, head] = typesIn(local) ?? [[], 0]
  if (types.length === 0 || !wanted(types)) return undefined
  const payload = spilt ? withRest(local, length, page.readUInt32BE(from + here), pageOf) : local
  const values = payload && valuesIn(payload, types, head)
  return values && { rowid, values }
}

/** How much of a record of a table stands on its leaf. */
function localPart(length: number): number {
  const most = usable - 35
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const some = least + ((length - least) % (usable - 4))
  return some <= most ? some : least
}

function withRest(local: Buffer, length: number, first: number, pageOf: Pages['page']): Buffer | undefined {
  const parts = [local]
  let there = local.length
  for (let next = first; there < length;) {
    const page = next === 0 ? undefined : pageOf(next)
    if (!page) return undefined
    const part = page.subarray(4, Math.min(usable, 4 + length - there))
    parts.push(part)
    there += part.length
    next = page.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

/** The serial types of a record, and where its values begin; `undefined` where it is none. */
function typesIn(record: Buffer): [number[], number] | undefined {
  if (record.length === 0) return undefined
  const [head, after] = varint(record, 0)
  if (head > record.length || head < after) return undefined
  const types: number[] = []
  let at = after
  while (at < head) {
    const [type, next] = varint(record, at)
    types.push(type)
    at = next
  }
  return at === head ? [types, head] : undefined
}

const whole: Readonly<Record<number, number>> = { 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0 }

/** `undefined` where the values are not as long as the record. */
function valuesIn(record: Buffer, types: readonly number[], head: number): Value[] | undefined {
  let at = head
  const values: Value[] = []
  for (const type of types) {
    const length = type >= 12 ? (type - (type % 2 === 0 ? 12 : 13)) / 2 : whole[type]
    if (length === undefined || at + length > record.length) return undefined
    const bytes = record.subarray(at, at + length)
    at += length
    if (type >= 12) values.push(type % 2 === 0 ? bytes : bytes.toString('utf8'))
    else if (type === 0) values.push(null)
    else if (type === 7) values.push(bytes.readDoubleBE())
    else if (type === 6) values.push(Number(bytes.readBigInt64BE()))
    else values.push(type >= 8 ? type - 8 : bytes.readIntBE(0, length))
  }
  return at === record.length ? values : undefined
}

/** The serial type of a text of so many bytes. */
export const textOf = (bytes: number): number => 13 + 2 * bytes
export const isText = (type: number | undefined): boolean => type !== undefined && type >= 13 && type % 2 === 1
