import { largestFile, largestMessage, largestPiece, readMessage, Unreadable } from '../../main/desktop/messages.ts'

const call = { kind: 'call', id: 'c-1', operation: 'people.me', input: {} }
const upload = { kind: 'upload', upload: 'u-1', name: 'a.csv', mime: 'text/csv', size: 3, at: 0, bytes: new Uint8Array(3) }
const codeOf = (raw: unknown): string => {
  try {
    readMessage(raw)
    return 'read'
  } catch (error) {
    return error instanceof Unreadable ? error.code : String(error)
  }
}
class Disguised {
  kind = 'call'
  id = 'c'
  operation = 'people.me'
  input = {}
}
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const many = (object: Record<string, unknown>): Record<string, unknown> => object

describe('a message of the page', () => {
  it.each<[string, unknown]>([
    ['a call', call],
    ['a call without a prototype', Object.assign(Object.create(null) as object, call)],
    ['a manifest', { kind: 'manifest', language: null }],
    ['a manifest in Austrian German', { kind: 'manifest', language: 'de-AT' }],
    ['a piece of a file', upload],
    ['a download', { kind: 'download', operation: 'imports.rejected', input: { import: 'x' } }],
    ['listening', { kind: 'live', on: true }],
    ['that something waits', { kind: 'notify', title: 'More waits', text: 'Approvals: 2\nTo review: 1' }],
    ['how it stands with updates', { kind: 'update', act: 'standing' }],
    ['a deep input', { ...call, input: nested(19) }],
    ['the largest input', { ...call, input: 'x'.repeat(largestMessage - 2) }],
  ])('%s is read as it is', (_what, raw) => expect(readMessage(raw)).toEqual({ ...(raw as object) }))

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['a text', 'call'],
    ['a list', [call]],
    ['an empty object', {}],
    ['a kind that is not known', { kind: 'exec', command: 'rm' }],
    ['a kind that every object has', { kind: 'toString' }],
    ['a kind in a list', { ...call, kind: ['call'] }],
    ['a key too many', { ...call, extra: 1 }],
    ['a key too few', { kind: 'call', id: 'c', operation: 'people.me' }],
    ['an instance of a class', new Disguised()],
    ['inherited keys', Object.create(call)],
    ['a prototype in the message', JSON.parse('{"kind":"live","on":true,"__proto__":{"a":1}}')],
    ['a prototype in the input', { ...call, input: JSON.parse('{"__proto__":{"isAdmin":true}}') }],
    ['a getter', { ...call, input: many({ get amount() { return 1 } }) }], // prettier-ignore
    ['a symbol', { ...call, input: { [Symbol('x')]: 1 } }],
    ['a date', { ...call, input: new Date(0) }],
    ['a map', { ...call, input: new Map() }],
    ['a function', { ...call, input: () => 1 }],
    ['bytes in an input', { ...call, input: new Uint8Array(1) }],
    ['a big integer', { ...call, input: { a: 1n } }],
    ['no number', { ...call, input: { a: NaN } }],
    ['infinity', { ...call, input: { a: Infinity } }],
    ['undefined in an input', { ...call, input: { a: undefined } }],
    ['an input that is too deep', { ...call, input: nested(21) }],
    ['an operation of no module', { ...call, operation: 'me' }],
    ['an operation on a path', { ...call, operation: '../people.me' }],
    ['an operation that is no text', { ...call, operation: { toString: () => 'people.me' } }],
    ['an empty call id', { ...call, id: '' }],
    ['a call id with a line in it', { ...call, id: 'a\nb' }],
    ['a language that is none', { kind: 'manifest', language: '../../etc' }],
    ['a piece that is no bytes', { ...upload, bytes: [1, 2, 3] }],
    ['a piece beyond the end', { ...upload, at: 1 }],
    ['a piece before the beginning', { ...upload, at: -1 }],
    ['a name with a folder', { ...upload, name: '../a.csv' }],
    ['a name with a folder of Windows', { ...upload, name: '..\\a.csv' }],
    ['a kind of file that is none', { ...upload, mime: 'text/html\r\nX: y' }],
    ['listening perhaps', { kind: 'live', on: 1 }],
    ['a notice of two lines for a title', { kind: 'notify', title: 'a\nb', text: 'c' }],
    ['a notice that would fill the screen', { kind: 'notify', title: 'a', text: 'c'.repeat(301) }],
    ['a notice that opens something', { kind: 'notify', title: 'a', text: 'c', opens: '/x' }],
    ['an act that there is not', { kind: 'update', act: 'install' }],
    ['two acts at once', { kind: 'update', act: 'standing\ncheck' }],
  ])('%s is refused unread', (_what, raw) => expect(codeOf(raw)).toBe('malformed'))

  it.each<[string, unknown]>([
    ['a text', { ...call, input: 'x'.repeat(largestMessage) }],
    ['many small values', { ...call, input: Array.from({ length: largestMessage / 2 }, () => 1) }],
    ['long names', { ...call, input: { ['n'.repeat(largestMessage)]: 1 } }],
    ['a piece', { ...upload, size: largestFile, bytes: new Uint8Array(largestPiece + 1) }],
    ['a file', { ...upload, size: largestFile + 1 }],
  ])('%s beyond the limit is too large', (_what, raw) => expect(codeOf(raw)).toBe('tooLarge'))

  it('is copied, so that what the page still holds cannot change it afterwards', () => {
    const input = { deep: { a: 1 } }
    const read = readMessage({ ...call, input }) as unknown as { input: typeof input }
    input.deep.a = 2
    expect(read.input.deep.a).toBe(1)
  })
})
