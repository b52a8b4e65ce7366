import { createHash } from 'node:crypto'
import type { Instant } from '../../../core/kernel/day.ts'
import { command, put, type Change, type Now, type Operation, type Read } from '../../../core/kernel/operation.ts'
import { question, record } from '../../../core/kernel/record.ts'
import { refuse } from '../../../core/kernel/refusal.ts'
import { idOf, maybe, shape, text, type Wire } from '../../../core/kernel/shape.ts'
import type { Envelope } from '../../../core/sync/intent.ts'
import { receive, type Arrived } from '../../../core/sync/receive.ts'

const id = (n: number): string => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`
const visitsKept = record('visitNotes', shape({ id: idOf('visitNotes'), customer: idOf('customers'), phone: maybe(text), note: maybe(text), terms: maybe(text), by: text }), { key: 'id', devices: [{ customer: 'customer' }] }) // prettier-ignore
const weather = question('test.weather', shape({}), shape({ sky: text }), { witnessed: true })
/** Saves a row; refuses a note that says no, breaks on one that says broken. */
const save = command({
  name: 'test.save',
  zone: 'sales',
  permit: 'test.write',
  offline: 'queue',
  version: 2,
  upcasts: [
    (older) => {
      const { remark, ...rest } = older as Readonly<Record<string, Wire>>
      return { ...rest, note: remark ?? null }
    },
  ],
  edits: { of: visitsKept, id: ({ id: of }) => of, merges: [['phone'], ['note']] },
  input: shape({ id: maybe(idOf('visitNotes')), customer: idOf('customers'), phone: maybe(text), note: maybe(text), terms: maybe(text) }),
  output: visitsKept.shape,
  refusals: ['test.no'],
  load: async (_input, read) => (await read.ask(weather, {}))[0]!.sky,
  decide: (input, sky, now) => {
    if (input.note === 'no') return refuse('test.no')
    if (input.note === 'broken') throw new Error('a bug')
    const row = { ...input, id: input.id ?? (now.newId() as never), by: `${sky} ${now.today} ${now.reference() ?? '-'}` }
    return { result: row, changes: [put(visitsKept, row)] }
  },
})
const never = command({ ...save, name: 'test.never', offline: 'never' } as never) as never
const operations = new Map<string, Operation>([['test.save', save as never], ['test.never', never]]) // prettier-ignore

const device = { id: id(1), shortCode: 'K7', user: id(2) } as unknown as Arrived['device']
const now = (permits = ['test.write']): Now => {
  let made = 900
  return {
    at: '2026-11-30T12:00:00.000Z', today: '2026-11-30', newId: () => id(made++), digest: (of: string) => createHash('sha256').update(of).digest('hex'), authority: true, reference: () => null,
    caller: { user: id(2), name: 'Amelia', permits: new Set(permits), entities: 'all', language: 'en' },
  } as unknown as Now // prettier-ignore
}
type Rows = Record<string, Record<string, any>[]>
const world = (rows: Rows = {}): Read => {
  const all: Rows = {
    customers: [{ id: id(3), name: 'Zenith', territory: 'SOUTH' }],
    users: [{ id: id(2), territories: ['SOUTH'] }],
    ...rows,
  }
  const of = (kind: { record: string }) => all[kind.record] ?? []
  const fits = (row: Record<string, any>, where: any): boolean =>
    'all' in where ? where.all.every((one: any) => fits(row, one)) : where.is === 'in' ? where.value.includes(row[where.field]) : row[where.field] === where.value // prettier-ignore
  return {
    get: async (kind: any, key: string) => of(kind).find((row) => row['id'] === key),
    some: async (kind: any, keys: string[]) => new Map(of(kind).filter((row) => keys.includes(row['id'])).map((row) => [row['id'], row])), // prettier-ignore
    list: async (kind: any, { where }: any) => of(kind).filter((row) => fits(row, where)),
    ask: async () => [{ sky: 'fog' }],
  } as unknown as Read
}
const input = { id: null, customer: id(3), phone: '1', note: 'x', terms: null }
const envelope = (more: Partial<Envelope> = {}): Envelope => ({
  v: 1, id: id(50), device: id(1), previous: null, operation: 'test.save', version: 2, input, actor: id(2), after: [], reference: 'K7-000009',
  witness: [{ question: 'test.weather', asks: {}, answers: [{ sky: 'rain' }] }], at: '2026-11-29T10:00:00.000Z', zone: 'Europe/London', monotonic: 1, boot: 'b', offset: 0, offsetAge: 1, lease: null, ...more,
}) // prettier-ignore
const taken = async (more: Partial<Envelope> = {}, rows: Rows = {}, arrived: Partial<Arrived> = {}, at = now()) => {
  const { result, changes } = await receive(operations, { envelope: envelope(more), body: '{}', bodyHash: 'h', signature: 's', device, receivedAt: '2026-11-30T12:00:00.000Z' as Instant, ...arrived }, world(rows), at) // prettier-ignore
  const rowsOf = (of: string) => changes.flatMap((change: Change) => ((change.does === 'add' || change.does === 'put') && change.kind.record === of ? [change.row as Record<string, any>] : [])) // prettier-ignore
  return { ...result, notes: rowsOf('visitNotes'), intents: rowsOf('intents'), attentions: rowsOf('attentions'), told: changes.flatMap((one) => (one.does === 'tell' ? [one.event] : [])) } // prettier-ignore
}
const row = { id: id(60), customer: id(3), phone: '1', note: 'x', terms: 't', by: '' }
const saw = { record: 'visitNotes', id: id(60), was: { id: id(60), customer: id(3), phone: '1', note: 'x', terms: 't' } }
const edit = (more: object) => ({ saw, input: { ...saw.was, ...more } as Wire })

describe('what a device captured', () => {
  it('is decided as it was there: its day, its ids, its reference, what it witnessed', async () => {
    const got = await taken()
    expect(got).toMatchObject({ state: 'applied', code: null, merged: [], attention: null, attentions: [], told: ['sync.applied'] })
    expect(got.notes).toMatchObject([{ phone: '1', by: 'rain 2026-11-29 K7-000009' }])
    expect(got.notes[0]!['id']).toBe((await taken()).notes[0]!['id'])
    expect(got.intents).toMatchObject([{ id: id(50), state: 'applied', day: '2026-11-29', clock: 'fine', bodyHash: 'h', signature: 's', reference: 'K7-000009' }]) // prettier-ignore
  })
  it('by an older program is lifted', async () => {
    const { note: _note, ...older } = input
    expect((await taken({ version: 1, input: { ...older, remark: 'old words' } })).notes).toMatchObject([{ note: 'old words' }])
  })
  const parked: readonly (readonly [says: string, code: string, more: Partial<Envelope>, rows?: Rows, arrived?: Partial<Arrived>, permits?: string[]])[] = [
    ['the command says no', 'test.no', { input: { ...input, note: 'no' } }],
    ['the command breaks', 'sync.broken', { input: { ...input, note: 'broken' } }],
    ['nobody knows the command', 'sync.notQueued', { operation: 'test.nothing' }],
    ['no device may queue it', 'sync.notQueued', { operation: 'test.never' }],
    ['it is malformed', 'input.malformed', { input: { ...input, customer: 7 } }],
    ['the right was taken away', 'operation.forbidden', {}, {}, {}, []],
    ['it is not to be read', 'sync.poison', {}, {}, { unread: refuse('sync.poison') as never }],
    ['the customer never was theirs', 'sync.outsideTerritory', {}, { customers: [{ id: id(3), name: 'Zenith', territory: 'NORTH' }] }],
    ['what it rests on waits', 'sync.waits', { after: [id(40), id(41)] }, { intents: [{ id: id(40), state: 'applied' }, { id: id(41), state: 'attention' }], attentions: [{ id: id(70), intent: id(41), kind: 'decide', state: 'open', operation: 'test.save' }] }],
    ['the row is gone', 'sync.gone', edit({ note: 'y' })],
    ['both changed the same', 'sync.conflict', edit({ note: 'y' }), { visitNotes: [{ ...row, note: 'z' }] }],
    ['a field of no group', 'sync.conflict', edit({ terms: 'u' }), { visitNotes: [{ ...row, phone: '2' }] }],
  ] // prettier-ignore
  it.each(parked.map(([says, ...of]) => [says, of] as const))(
    'waits for a person where %s, and is kept',
    async (_says, [code, more, rows, arrived, permits]) => {
      const got = await taken(more, rows, arrived, now(permits))
      expect(got).toMatchObject({ state: 'attention', code, result: null, notes: [], told: ['sync.parked'], intents: [{ state: 'attention', code, body: '{}' }] }) // prettier-ignore
      expect(got.attentions).toMatchObject([{ id: got.attention, kind: 'decide', code, intent: id(50), state: 'open', user: id(2) }])
      expect(got.attentions[0]!['cause']).toBe(code === 'sync.waits' ? id(70) : null)
    },
  )
  it('stands beside what others changed meanwhile, and says what was merged', async () => {
    const got = await taken(edit({ note: 'y' }), { visitNotes: [{ ...row, phone: '2', terms: 'u' }] })
    expect(got).toMatchObject({ state: 'applied', merged: ['note'], notes: [{ note: 'y', phone: '2', terms: 'u' }], attentions: [] })
    expect(await taken(edit({ note: 'y' }), { visitNotes: [row] })).toMatchObject({ state: 'applied', merged: [] })
  })
  it('of which something was left unsaid is decided as if it had been said, and shown so to whoever must decide', async () => {
    const some = { customer: id(3), phone: '1' }
    expect((await taken({ input: some })).notes).toMatchObject([{ phone: '1', note: null, terms: null }])
    const got = await taken({ input: { ...some, phone: 'x' }, after: [id(41)] }, { intents: [{ id: id(41), state: 'attention' }], attentions: [{ id: id(70), intent: id(41), kind: 'decide', state: 'open', operation: 'test.save' }] }) // prettier-ignore
    expect(got.attentions).toMatchObject([{ mine: { id: null, customer: id(3), phone: 'x', note: null, terms: null } }])
  })
  it('a conflict shows three versions and names the fields', async () => {
    const got = await taken(edit({ note: 'y', phone: '5' }), { visitNotes: [{ ...row, note: 'z' }] })
    expect(got.attentions).toMatchObject([{ record: 'visitNotes', subject: id(60), original: { note: 'x' }, theirs: { note: 'z', phone: '1' }, mine: { note: 'y', phone: '5' }, fields: ['note'] }]) // prettier-ignore
  })
  it.each([
    ['is decided by now', [{ id: id(70), intent: id(41), kind: 'decide', state: 'resolved' }]],
    ['was only a note', [{ id: id(70), intent: id(41), kind: 'note', state: 'open' }]],
    ['is another’s', [{ id: id(70), intent: id(42), kind: 'decide', state: 'open' }]],
  ])('does not wait for what %s', async (_says, attentions) => {
    expect(await taken({ after: [id(41)] }, { intents: [{ id: id(41), state: 'attention' }], attentions })).toMatchObject({
      state: 'applied',
    })
  })
  it.each([
    ['2026-11-29T09:59:59.999Z', true],
    ['2026-11-29T10:00:00.000Z', false],
    ['2026-12-05T00:00:00.000Z', false],
  ])('after a lease until %s it is applied and noted: %s', async (lease, late) => {
    const got = await taken({ lease })
    expect(got).toMatchObject({ state: 'applied', attention: null, notes: [{ phone: '1' }] })
    expect(got.attentions.map(({ kind, code }) => [kind, code])).toEqual(late ? [['note', 'sync.leaseExpired']] : [])
  })
  it('of a customer that was given away since is applied, and whoever has it now is told', async () => {
    const moved = { customers: [{ id: id(3), name: 'Zenith', territory: 'NORTH' }], territoryMoves: [{ customer: id(3), formerTerritory: 'SOUTH' }] } // prettier-ignore
    expect(await taken({}, moved)).toMatchObject({ state: 'applied', attentions: [{ kind: 'note', code: 'sync.scopeLost', customer: id(3), matter: 'Zenith' }] }) // prettier-ignore
    const elsewhere = { ...moved, territoryMoves: [{ customer: id(3), formerTerritory: 'DE' }] }
    expect(await taken({}, elsewhere)).toMatchObject({ state: 'attention', code: 'sync.outsideTerritory' })
  })
  it('counts for no day before the intent before it', async () => {
    const got = await taken({ previous: id(40) }, { intents: [{ id: id(40), state: 'applied', day: '2026-11-30' }] })
    expect(got.intents).toMatchObject([{ previous: id(40), day: '2026-11-30' }])
    expect(got.notes).toMatchObject([{ by: 'rain 2026-11-30 K7-000009' }])
  })
})
