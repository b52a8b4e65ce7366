import fc from 'fast-check'
import { canonicalJson, withoutNothing } from '../../../core/signing/canonical.ts'
import { aPayload, payloadText } from '../../../core/signing/payload.ts'
import { britishOrder, germanQuote } from './sample.ts'

describe('the one text of a value (RFC 8785)', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [{ b: 1, a: 'x', A: null }, '{"A":null,"a":"x","b":1}'],
    // The example of the RFC, 3.2.3: sorted by UTF-16 code units, so that the surrogate pair stands before the letter with the greater unit.
    [{ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }, '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}'],
    [['\u0000\u001f\n"\\/€', true, false, -0, []], '["\\u0000\\u001f\\n\\"\\\\/€",true,false,0,[]]'],
    [{}, '{}'],
  ] // prettier-ignore
  it.each(cases)('%j', (value, text) => expect(canonicalJson(value as never)).toBe(text))

  it('is the same however the members stood, and reads back as what it was', () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
          tie('node'),
          { maxKeys: 5 },
        ),
      ),
    })).node
    const turned = (of: unknown): unknown =>
      Array.isArray(of) ? of.map(turned) : of !== null && typeof of === 'object' ? Object.fromEntries(Object.entries(of).reverse().map(([k, v]) => [k, turned(v)])) : of // prettier-ignore
    fc.assert(
      fc.property(value, (of) => {
        const text = canonicalJson(of as never)
        expect(canonicalJson(turned(of) as never)).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
  it('has no text for what would not come back: half a character, a fraction, what is beyond whole numbers', () => {
    for (const value of ['\ud800', 0.5, 2 ** 60, Number.NaN]) expect(() => canonicalJson(value)).toThrow('bug')
  })
  it('leaves out what is absent, however deep', () => {
    expect(withoutNothing({ a: null, b: [{ c: null, d: 1 }], e: '' })).toEqual({ b: [{ d: 1 }], e: '' })
  })
})

describe('a payload', () => {
  it.each([britishOrder, germanQuote])('travels, is kept, and has the same text again', (payload) => {
    expect(payloadText(aPayload.parse(JSON.parse(payloadText(payload)), 'payload'))).toBe(payloadText(payload))
  })
})
