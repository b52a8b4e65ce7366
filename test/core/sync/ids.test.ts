import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { enrolmentCode, plainCode, shortCode } from '../../../core/sync/codes.ts'
import { idsOf } from '../../../core/sync/ids.ts'
import { seedOf } from '../../world/dice.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const intent = '019ac6e2-7d3b-7a01-8c55-1234567890ab'
const first = (of: string, count: number): string[] => {
  const next = idsOf(of, digest)
  return Array.from({ length: count }, next)
}

describe('ids that a call from the field makes', () => {
  it('are the same wherever and however often it is decided', () => {
    expect(first(intent, 50)).toEqual(first(intent, 50))
    // Written down once: other ids would part devices and hubs of different releases.
    expect(first(intent, 2)).toEqual(['019ac6e2-7d3b-7001-a789-b7960b4f1ac5', '019ac6e2-7d3b-7002-8a79-ae56a9fcd093'])
  })
  it('are UUIDs of version 7 at the time of the intent, and no two are the same', () => {
    const ids = first(intent, 5_000)
    expect(new Set(ids).size).toBe(5_000)
    for (const id of ids) expect(id).toMatch(/^019ac6e2-7d3b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('of two intents of one millisecond never meet', () => {
    const other = intent.replace('8c55', '8c56')
    expect(first(intent, 1_000).filter((id) => first(other, 1_000).includes(id))).toEqual([])
  })
})

describe('codes that people read to each other', () => {
  it.each([
    ['0'.repeat(20), '0000-0000-00'],
    ['f'.repeat(20), 'ZZZZ-ZZZZ-ZZ'],
    // Two digits make a sign, the first of them counts by its last bit.
    ['000110111e1f20213031', '01GH-YZ01-GH'],
  ])('%s is %s', (hex, code) => expect(enrolmentCode(hex)).toBe(code))
  it.each([
    ['7k3m-9qdx-w2', '7K3M9QDXW2'],
    [' 7K3M 9QDX W2\n', '7K3M9QDXW2'],
    ['OoIiLl-0011', '0011110011'],
    ['', ''],
  ])('typed as %j it is %s', (said, plain) => expect(plainCode(said)).toBe(plain))
  it('a code is known again however it was typed, and has fifty bits', () => {
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(hex, fc.constantFrom('', ' ', '-', '.'), (digits, gap) => {
        const code = enrolmentCode(digits)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/)
        const typed = [...code.toLowerCase().replaceAll('-', '')].join(gap).replaceAll('0', 'o').replaceAll('1', 'l')
        expect(plainCode(typed)).toBe(plainCode(code))
        expect(plainCode(code)).toHaveLength(10)
      }),
      { seed: seedOf() },
    )
    const signs = new Set(Array.from({ length: 32 }, (_, i) => enrolmentCode(i.toString(16).padStart(2, '0').repeat(10))[0]))
    expect(signs.size).toBe(32)
  })
  it.each([
    [0, 'A1'],
    [8, 'A9'],
    [9, 'B1'],
    [197, 'Z9'],
    [198, 'AA1'],
    [198 + 21 * 9, 'AZ1'],
    [198 + 22 * 9, 'BA1'],
  ])('device %d is %s', (count, code) => expect(shortCode(count)).toBe(code))
  it('short codes are never given twice and never look like digits', () => {
    const codes = Array.from({ length: 20_000 }, (_, i) => shortCode(i))
    expect(new Set(codes).size).toBe(20_000)
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-TV-Z]+[1-9]$/)
  })
})
