import { randomFillSync } from 'node:crypto'

const hex: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/**
 * Makes UUIDv7: 48 bits of milliseconds, 12 bits that count within one, 62 bits of chance. Ids of one maker sort in the order in which they were made.
 * Random bytes are drawn in portions: one system call serves many ids.
 */
export function idsFrom(time: () => number, fill: (pool: Buffer) => void, portion = 1024): () => string {
  const pool = Buffer.alloc(10 * portion)
  let used = pool.length
  let lastTime = 0
  let counter = 0
  // Of the milliseconds that the ids of a moment share.
  let stampOf = -1
  let stamp = ''
  return () => {
    if (used + 10 > pool.length) {
      fill(pool)
      used = 0
    }
    const now = time()
    if (now > lastTime) {
      lastTime = now
      // The upper half is left for counting on.
      counter = ((pool[used]! << 8) | pool[used + 1]!) & 0x7ff
    } else if (++counter > 0xfff) {
      lastTime++
      counter = 0
    }
    if (stampOf !== lastTime) {
      const digits = lastTime.toString(16).padStart(12, '0')
      stamp = `${digits.slice(0, 8)}-${digits.slice(8)}-7`
      stampOf = lastTime
    }
    const at = used + 2
    used += 10
    const byte = (i: number): string => hex[pool[at + i]!]!
    const count = `${hex[counter >> 8]![1]}${hex[counter & 0xff]}`
    return `${stamp}${count}-${hex[(pool[at]! & 0x3f) | 0x80]}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`
  }
}

/** Ids of this process. */
export const newId = idsFrom(Date.now, randomFillSync)
