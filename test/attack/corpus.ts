import type { FieldPlan } from '../../core/kernel/shape.ts'

const deep = (levels: number): unknown => {
  let value: unknown = 'deep'
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value]
  return value
}
/** What no field of any kind should stumble over. */
export const anything: readonly unknown[] = [
  null, undefined, true, false, 0, -0, 1, -1, 1.5, 1e15, 1e15 - 1, 2 ** 53, -(2 ** 53), 1e308, NaN, Infinity, [], {}, [[]], [null], [{}], '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff', 'a\ud83d',
  { toString: 'x' }, { length: 3 }, { __proto__: null }, JSON.parse('{"__proto__":{"x":1}}'), { constructor: { prototype: { x: 1 } } }, { hasOwnProperty: 1 }, deep(30), deep(5000),
  Array.from({ length: 100_001 }, () => 0), 'x'.repeat(600), 'x'.repeat(100_001), new Date(0), 10n, () => 1, Symbol.iterator, new Map([['a', 1]]), Object.create({ inherited: 1 }),
] // prettier-ignore

const texts: readonly string[] = [
  "' or '1'='1", '"; drop table users; --', "\\'; select pg_sleep(1); --", '%', '_', '%_\\', '\\', '$1', '?', ':name', '{entities x}', '{in a :b}', '::text', '{{seconds}}', '{{user}}', '$$', '${7*7}', '../../../etc/passwd', '..\\..\\x', 'C:\\x', '/dev/null',
  "=cmd|' /C calc'!A0", '+1+1', '-1', '@SUM(1)', '\t=1', '\r\nX: y', '<script>alert(1)</script>', '#sys.inputs', '#read("/etc/passwd")', '[]', '*bold*', '\u202eabc', '\u200b', '\u200f\u200e', '\ufeffx', 'مرحبا', 'ﷺ', '😀'.repeat(100),
  'e\u0301'.repeat(200), 'İ', 'ß', 'ǆ', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', 'true', 'a,b;c|d', '*', '-', '--', "'", '"', '`', 'x'.repeat(500), 'x'.repeat(501), '\u2028', '\u0085', '\u0007', '\u001b[31m',
] // prettier-ignore
const numbers: readonly string[] = [
  '0', '-0', '+3', '1e5', '1E400', '.5', '5.', '.', '1,5', '1 000', "1'000", '٣', '１２', '0x10', '1_000', '--1', '+-1', '', 'Infinity', 'NaN', '1/2', '999999999999999', '-999999999999999', '1000000000000000', '99999999999999999999', '100000000000000000000',
  '0.000000000000000001', '0.0000000000000000001', '9'.repeat(39), '1'.repeat(5000), '0'.repeat(5000), '1\n', ' 1', '1 ', '−1', '-1', '-0.5', '99999999999999999999.999999999999999999',
] // prettier-ignore
const days: readonly string[] = [
  '2026-02-30', '2026-02-29', '2028-02-29', '0000-01-01', '0001-01-01', '1899-12-31', '1900-01-01', '2999-12-31', '3000-01-01', '9999-12-31', '10000-01-01', '-2026-01-01', '+002026-01-01', '2026-1-1', '20261201', '2026-12-01T00:00:00Z', '2026-12-01[u-ca=hebrew]', '2026-W01', '01.12.2026', '２０２６-12-01', ' 2026-12-01',
] // prettier-ignore
const instants: readonly string[] = [
  '2026-12-01T00:00:00Z', '2026-12-01', '1899-01-01T00:00:00Z', '2999-12-31T23:59:59.999999999Z', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '2026-06-30T23:59:60Z', '2026-12-01T24:00:00Z', '2026-12-01T00:00:00+99:00', '2026-12-01T00:00Z[Europe/Berlin]', '1', 'now',
] // prettier-ignore
const ids: readonly string[] = [
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '{01890000-0000-7000-8000-000000000000}', '018900000000700080000000000000000', '01890000-0000-7000-8000-00000000000g', 'NLUK', "01890000-0000-7000-8000-000000000000'",
] // prettier-ignore
const codes: readonly string[] = ['NLUK', 'nluk', 'X'.repeat(64), 'X'.repeat(65), 'a/b', '../x', 'a:b', 'a b', ' a', '__proto__', 'ä', 'ＮＬＵＫ', '-a', 'İ', 'A\u0301', '1'] // prettier-ignore
const file = { hash: 'a'.repeat(64), name: 'x.csv', mime: 'text/csv', size: 1 }

/** Values for a field: well-formed ones at its limits, and such that are none. */
export function hostile(plan: FieldPlan): readonly unknown[] {
  switch (plan.kind) {
    case 'text':
    case 'longText':
      return texts
    case 'decimal':
    case 'minor':
      return [...numbers, ...numbers.map((text) => `-${text}`)]
    case 'count':
      return [0, -1, 2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1, 10_000, '1', '１']
    case 'day':
      return days
    case 'instant':
      return instants
    case 'id':
      return ids
    case 'code':
      return [...codes, ...texts.slice(0, 20)]
    case 'currency':
      return ['eur', 'EUR ', 'XXX', 'JPY', 'BHD', 'ＥＵＲ', '€', '__proto__', 'toString', 'constructor']
    case 'flag':
      return ['true', 'false', 1, 0, 'on']
    case 'choice':
      return ['', '__proto__', 'constructor', plan.options![0]!.toUpperCase(), ` ${plan.options![0]}`]
    case 'money':
      return numbers.map((minor) => ({ currency: 'EUR', minor }))
    case 'data':
      return [
        deep(11), deep(13), { en: 'x', de: '' }, { en: 1 }, { EN: 'x' }, { en: '\ud800' }, { all: [] }, { any: [] }, { all: [{ any: [{ all: [{ any: [{ all: [] }] }] }] }] }, { field: '__proto__', is: 'equal', value: 1 },
        { field: 'id', is: 'constructor' }, { all: [{ field: 'id', is: 'in', value: [] }] }, { field: 'code', is: 'contains', value: '%_\\' }, { field: 'name', is: 'starts', value: '\ud800' },
      ] // prettier-ignore
    case 'file':
      return [
        file,
        { ...file, hash: file.hash.toUpperCase() },
        { ...file, size: -1 },
        { ...file, name: '../x' },
        { ...file, mime: 'x'.repeat(201) },
        { ...file, more: 1 },
      ]
    case 'session':
      return [{ token: 'x', expiresAt: 'y' }]
    case 'many':
      return [
        Array.from({ length: 100_001 }, () => null),
        Array.from({ length: 600 }, () => 'x'),
        { 0: 'x', length: 1 },
        [undefined],
        ['x', 'x'],
      ]
    case 'shape':
      return [{ stray: 1 }, [], 'x', JSON.parse('{"__proto__":1}')]
  }
}

/** Conditions of a list on every one of its fields with every comparison, whatever it means. */
export function filtersOn(row: FieldPlan): readonly unknown[] {
  const comparisons = ['equal', 'not', 'in', 'less', 'atMost', 'more', 'atLeast', 'between', 'contains', 'starts', 'empty', 'filled']
  const good: Readonly<Record<string, unknown>> = {
    text: "a%_'\\", longText: 'x', code: 'NLUK', id: ids[0], flag: true, count: 2 ** 53 - 1, decimal: '99999999999999999999.999999999999999999', minor: '-999999999999999', day: '2999-12-31', instant: '2026-12-01T00:00:00Z', currency: 'EUR',
  } // prettier-ignore
  return Object.entries(row.fields ?? {}).flatMap(([field, plan]) =>
    comparisons.flatMap((is) => {
      const value = plan.kind === 'choice' ? plan.options![0] : (good[plan.kind] ?? 'x')
      const values = is === 'in' ? [[value, value], []] : is === 'between' ? [[value, value]] : [value]
      return [...values.map((one) => ({ field, is, value: one })), { field, is, value: { $gt: '' } }]
    }),
  )
}
