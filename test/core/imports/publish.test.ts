import { exactly } from '../../../core/kernel/decimal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import type { Meaning } from '../../../core/imports/meaning.ts'
import { pack, packClaim, unpack, unpackClaim } from '../../../core/imports/meaning.ts'
import { lineKey, publish, shownOf, type Publication, type KnownLine, type Standing, type Waiting } from '../../../core/imports/publish.ts'

const meaning = (some: Partial<Meaning> = {}): Meaning => ({
  customer: 'Rowan Legal Ltd',
  contract: 'AG-1',
  line: 1,
  product: 'MS-USER',
  version: 1,
  quantity: '12.50',
  unitPrice: null,
  currency: 'GBP',
  months: 1,
  timing: 'advance',
  anchor: 'calendar',
  start: '2026-02-01' as Day,
  end: null,
  billedTo: null,
  taxCodes: ['UK-S20'],
  poNumber: null,
  ...some,
})
const rows = (...meanings: readonly Partial<Meaning>[]): Waiting[] =>
  meanings.map((some, i) => ({ id: `r${i + 1}`, row: i + 1, meaning: meaning(some), claim: meaning(some) }))
const empty: Standing = { customers: new Map(), contracts: new Map(), lines: new Map() }
const standingLine: KnownLine = {
  product: 'MS-USER',
  quantity: exactly('12.5'),
  unitPrice: null,
  currency: 'GBP',
  months: 1,
  timing: 'advance',
  anchor: 'calendar',
  start: '2026-02-01' as Day,
  end: null,
  billedTo: null,
  taxCodes: ['UK-S20'],
  poNumber: null,
}
const standing = (line: Partial<KnownLine> = {}): Standing => ({
  customers: new Map([['rowan legal ltd', 'c1']]),
  contracts: new Map([['AG-1', { id: 'k1', customer: 'c1', name: 'Rowan Legal Limited' }]]),
  lines: new Map([[lineKey('AG-1', 1), { ...standingLine, ...line }]]),
})
const shown = (made: Publication) => made.exceptions.map((exception) => shownOf(exception, (name) => `The ${name}`))
const ids = () => {
  let n = 0
  return () => `new ${++n}`
}

describe('publishing', () => {
  it('makes one customer of all spellings, called as most rows call it', () => {
    const spelled = ['ROWAN LEGAL LTD', 'Rowan  Legal Ltd.', 'Rowan Legal Limited', 'Rowan  Legal Ltd.']
    const made = publish(rows(...spelled.map((customer, i) => ({ customer, line: i + 1 }))), empty, ids())
    expect(made.customers).toEqual([{ id: 'new 1', name: 'Rowan  Legal Ltd.', matchName: 'rowan legal ltd', currency: 'GBP' }])
    expect(made.contracts).toEqual([{ id: 'new 2', number: 'AG-1', customer: 'new 1' }])
    expect(made.lines).toHaveLength(4)
    expect(made.counts).toEqual({ customers: 1, contracts: 1, imported: 4, unchanged: 0, conflicts: 0, duplicates: 0 })
  })
  it('joins customers and contracts that stand already', () => {
    const made = publish(rows({ customer: 'ROWAN LEGAL LTD.', line: 2 }), standing(), ids())
    expect([made.customers, made.contracts]).toEqual([[], []])
    expect(made.lines).toMatchObject([{ contract: 'k1', customer: 'c1' }])
  })
  it('changes nothing where the line stands already', () => {
    const made = publish(rows({}), standing(), ids())
    expect(made).toMatchObject({ customers: [], contracts: [], lines: [], exceptions: [{ id: 'r1', outcome: 'unchanged' }] })
    expect(made.counts).toMatchObject({ customers: 1, contracts: 1, imported: 0, unchanged: 1 })
  })
  it.each<[Partial<KnownLine>, string, string]>([
    [{ quantity: exactly('13') }, 'quantity', '12.50 ≠ 13'],
    [{ unitPrice: exactly('38') }, 'unitPrice', '– ≠ 38'],
    [{ product: 'NIGHT' }, 'product', 'MS-USER ≠ NIGHT'],
    [{ currency: 'EUR' }, 'currency', 'GBP ≠ EUR'],
    [{ months: 3 }, 'frequency', '1 ≠ 3'],
    [{ timing: 'arrears' }, 'billing', 'advance ≠ arrears'],
    [{ anchor: 'anniversary' }, 'anchor', 'calendar ≠ anniversary'],
    [{ start: '2026-03-01' as Day }, 'start', '2026-02-01 ≠ 2026-03-01'],
    [{ end: '2027-01-31' as Day }, 'end', '– ≠ 2027-01-31'],
    [{ billedTo: '2026-11-30' as Day }, 'billedTo', '– ≠ 2026-11-30'],
    [{ taxCodes: ['UK-Z0'] }, 'tax', 'UK-S20 ≠ UK-Z0'],
    [{ poNumber: 'PO1' }, 'poNumber', '– ≠ PO1'],
  ])('says what differs: %o', (line, column, value) => {
    const made = publish(rows({}), standing(line), ids())
    expect(made.lines).toEqual([])
    expect(made.exceptions).toMatchObject([{ id: 'r1', outcome: 'conflict', reason: 'conflict', column }])
    expect(shown(made)).toEqual([{ column: `The ${column}`, value }])
    expect(made.counts).toMatchObject({ customers: 0, contracts: 0, conflicts: 1 })
  })
  it('says where, when several things differ', () => {
    const made = publish(rows({ months: 3 }), standing({ quantity: exactly('13'), poNumber: 'PO1' }), ids())
    expect(shown(made)).toEqual([
      { column: 'The quantity', value: 'The quantity: 12.50 ≠ 13; The frequency: 3 ≠ 1; The poNumber: – ≠ PO1' },
    ])
  })
  it('keeps a contract with its customer', () => {
    const stands = publish(rows({ customer: 'Iris Print Ltd', line: 2 }), standing(), ids())
    expect(stands.customers).toEqual([])
    expect(shown(stands)).toEqual([{ column: 'The customer', value: 'Iris Print Ltd ≠ Rowan Legal Limited' }])
    const within = publish(rows({}, { customer: 'Iris Print Ltd', line: 2 }), empty, ids())
    expect(within.customers).toHaveLength(1)
    expect(shown(within)).toEqual([{ column: 'The customer', value: 'Iris Print Ltd ≠ Rowan Legal Ltd' }])
  })
  it('takes the first of two rows with one contract and line', () => {
    const made = publish(rows({}, { quantity: '99' }, { line: 2 }), empty, ids())
    expect(made.lines.map((line) => line.meaning.quantity)).toEqual(['12.50', '12.50'])
    expect(made.exceptions).toEqual([
      { id: 'r2', outcome: 'rejected', reason: 'duplicate_row', column: 'line', value: 'AG-1 1', differing: [] },
    ])
  })
  it('calls a row a duplicate that was rejected for a later reason, but only of a row that was used', () => {
    const claim = { contract: 'AG-1', line: 1 }
    const rejected = (id: string): Waiting => ({ id, row: 0, meaning: null, claim })
    expect(publish([rejected('a'), ...rows({}), rejected('b')], empty, ids()).exceptions).toMatchObject([
      { id: 'b', reason: 'duplicate_row' },
    ])
  })
})

it('what a row means survives its staging', () => {
  for (const some of [
    {},
    { unitPrice: '38.1234', end: '2027-01-31' as Day, billedTo: '2026-11-30' as Day, poNumber: 'PO1', taxCodes: ['IN-CG9', 'IN-SG9'] },
  ]) {
    const packed: unknown = JSON.parse(JSON.stringify(pack(meaning(some))))
    expect(unpack(packed as never)).toEqual(meaning(some))
    expect(unpackClaim(packed as never)).toEqual({ contract: 'AG-1', line: 1 })
  }
  expect(unpackClaim(packClaim({ contract: 'AG-1', line: 7 }))).toEqual({ contract: 'AG-1', line: 7 })
})
