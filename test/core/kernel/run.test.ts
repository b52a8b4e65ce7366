import { add, command, job, query, type Caller, type Change, type Now, type Operation, type Read } from '../../../core/kernel/operation.ts'
import { record } from '../../../core/kernel/record.ts'
import { refuse } from '../../../core/kernel/refusal.ts'
import { run, runEach, type Host } from '../../../core/kernel/run.ts'
import {
  Malformed,
  aDecimal,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  someMoney,
  text,
} from '../../../core/kernel/shape.ts'
import { wantedIn } from '../../../core/kernel/wanted.ts'
import de from '../../../core/kernel/words.de.ts'
import en from '../../../core/kernel/words.en.ts'

const things = record('things', shape({ id: codeOf('things'), size: count }), { key: 'id' })
const operations = new Map<string, Operation>(
  [
    command({
      name: 'test.make', zone: 'setup', permit: 'test.write', offline: 'never', input: shape({ id: codeOf('things'), size: count }), output: things.shape, refusals: ['test.tooLarge'],
      load: async () => null,
      decide: (input) => (input.size > 10 ? refuse('test.tooLarge', { size: `${input.size}` }) : { result: input, changes: [add(things, input)] }),
    }),
    query({ name: 'test.ask', zone: 'setup', permit: null, input: shape({}), output: count, ask: async () => 42 }),
    job({
      name: 'test.long', zone: 'setup', permit: null, input: shape({ steps: count }), output: count, refusals: [],
      begin: { load: async () => null, decide: (input) => ({ result: { subject: 'it', marker: input.steps > 0 ? '1' : '', progress: { phase: 'test', done: 0, of: input.steps } }, changes: [] }) },
      step: {
        load: async () => null,
        decide: (state) => {
          const n = Number(state.marker)
          return { result: { ...state, marker: n < state.progress.of ? `${n + 1}` : '', progress: { ...state.progress, done: n } }, changes: [] }
        },
      },
      finish: async () => 7,
    }),
  ].map((o) => [o.name, o as unknown as Operation]),
) // prettier-ignore

const caller = (...permits: string[]): Caller => ({ user: 'u', name: 'U', permits: new Set(permits), entities: 'all', language: 'en' })

const nowOf = (c: Caller): Now => ({
  at: '2026-11-30T18:00:00.000Z' as never,
  today: '2026-11-30' as never,
  newId: () => 'id',
  digest: (t) => t,
  caller: c,
  authority: true,
  reference: () => null,
})

function world() {
  const applied: Change[] = []
  const notes: string[] = []
  const host: Host = {
    reader: () => ({}) as Read,
    now: nowOf,
    cover: () => 'covered',
    once: async (note, who, body) => {
      notes.push(note.id)
      return body({ read: {} as Read, now: nowOf(who), apply: (changes) => void applied.push(...changes) })
    },
    onceEach: async (all, who, body) =>
      Promise.all(
        all.map(
          (note, i) => (
            notes.push(note.id),
            body({ read: {} as Read, now: nowOf(who), apply: (changes) => void applied.push(...changes) }, i)
          ),
        ),
      ),
  }
  return { applied, notes, host: () => host }
}
const call = (operation: string, input: unknown, ...permits: string[]) => ({ id: 'call', operation, input, caller: caller(...permits) })

describe('run()', () => {
  it.each([
    ['an unknown operation', 'test.none', {}, [], 'operation.unknown'],
    ['a caller without the permit', 'test.make', { id: 'a', size: 1 }, [], 'operation.forbidden'],
    ['a stray field', 'test.make', { id: 'a', size: 1, admin: true }, ['test.write'], 'input.malformed'],
    ['a missing field', 'test.make', { id: 'a' }, ['test.write'], 'input.malformed'],
    ['a prototype', 'test.make', JSON.parse('{"__proto__":{"size":1},"id":"a","size":1}'), ['test.write'], 'input.malformed'],
    ['what inherits', 'test.make', Object.create({ id: 'a', size: 1 }), ['test.write'], 'input.malformed'],
    ['what the rule refuses', 'test.make', { id: 'a', size: 11 }, ['test.write'], 'test.tooLarge'],
  ] as const)('refuses %s and applies nothing', async (_what, operation, input, permits, code) => {
    const { applied, host } = world()
    expect(await run(operations, call(operation, input, ...permits), host)).toMatchObject({ ok: false, refusal: { refused: code } })
    expect(applied).toEqual([])
  })
  it('decides, applies and answers', async () => {
    const { applied, notes, host } = world()
    expect(await run(operations, call('test.make', { id: 'a', size: 1 }, 'test.write'), host)).toEqual({
      ok: true,
      result: { id: 'a', size: 1 },
    })
    expect([applied.length, notes]).toEqual([1, ['call']])
  })
  it('rehearses without a transaction', async () => {
    const { applied, notes, host } = world()
    expect(await run(operations, call('test.make', { id: 'a', size: 1 }, 'test.write'), host, { rehearse: true })).toEqual({
      ok: true,
      result: { id: 'a', size: 1 },
    })
    expect([applied, notes]).toEqual([[], []])
  })
  it('asks queries outside any transaction', async () => {
    const { notes, host } = world()
    expect(await run(operations, call('test.ask', {}), host)).toEqual({ ok: true, result: 42 })
    expect(notes).toEqual([])
  })
  it('does long work step by step, each under a call id of its own, and stops at a safe point', async () => {
    const { notes, host } = world()
    const seen: number[] = []
    expect(await run(operations, call('test.long', { steps: 3 }), host, { progress: (p) => seen.push(p.done) })).toEqual({
      ok: true,
      result: 7,
    })
    expect([notes, seen]).toEqual([
      ['call', 'test.long:it:1', 'test.long:it:2', 'test.long:it:3'],
      [0, 1, 2, 3],
    ])
    expect(await run(operations, call('test.long', { steps: 3 }), world().host, { stopped: () => true })).toMatchObject({
      refusal: { refused: 'job.stopped' },
    })
  })
  it('runs many calls in one transaction, each refusal for itself', async () => {
    const { applied, host } = world()
    const who = caller('test.write')
    const calls = [1, 11, 2].map((size, i) => ({ id: `${i}`, operation: 'test.make', input: { id: `t${i}`, size }, caller: who }))
    const outcomes = await runEach(operations, [...calls, { id: 'x', operation: 'test.none', input: {}, caller: who }], host)
    expect(outcomes.map((o) => (o.ok ? 'ok' : o.refusal.refused))).toEqual(['ok', 'test.tooLarge', 'ok', 'operation.unknown'])
    expect(applied).toHaveLength(2)
  })
})

describe('shapes', () => {
  const all = shape({
    name: text,
    kind: choice('a', 'b'),
    amount: someMoney,
    net: minorIn('currency'),
    price: maybe(aDecimal),
    ids: many(idOf('things')),
    more: someData,
  })
  it('print what they parse', () => {
    const wire = {
      name: 'Größe',
      kind: 'a',
      amount: { currency: 'EUR', minor: '-5' },
      net: '7',
      price: '1.50',
      ids: ['01a20534-0432-7490-9984-70aa64399754'],
      more: { x: [1, null, 'y'] },
    }
    expect(all.print(all.parse(wire, 'input'))).toEqual({ ...wire, price: '1.5' })
  })
  it.each([
    [{ name: ' ' }, 'input.empty'], [{ name: 'x'.repeat(501) }, 'input.tooLong'], [{ kind: 'c' }, 'input.malformed'], [{ amount: { currency: 'EUR', minor: '1.5' } }, 'input.invalidNumber'],
    [{ amount: { currency: 'ZZZ', minor: '1' } }, 'input.unknownCurrency'], [{ net: 5 }, 'input.malformed'], [{ ids: ['1'] }, 'input.malformed'], [{ ids: {} }, 'input.malformed'], [{ more: Infinity }, 'input.malformed'],
    [{ name: 'a\u0000b' }, 'input.malformed'],
    [{ name: 'a\ud800b' }, 'input.malformed'],
    [{ more: { deep: ['\u0000'] } }, 'input.malformed'],
    [{ more: () => 1 }, 'input.malformed'],
  ])('refuse %j as %s', (bad, code) => {
    const good = { name: 'n', kind: 'a', amount: { currency: 'EUR', minor: '1' }, net: '1', ids: [], more: null }
    let found: unknown
    try {
      all.parse({ ...good, ...bad }, 'input')
    } catch (error) {
      found = error
    }
    expect(found).toBeInstanceOf(Malformed)
    expect((found as Malformed).code).toBe(code)
    // Choices name themselves; everything else that is wanted is said in the reader's language.
    const { wanted } = found as Malformed
    expect(wantedIn(de, en, wanted) === wanted).toBe(wanted === 'a | b')
    expect(wantedIn(en, en, wanted)).toBe(wanted)
  }) // prettier-ignore
})

it('keeps not even a fingerprint of a password, and knows a call again that has none', async () => {
  const { host } = world()
  const seen: string[] = []
  const watching: Host = {
    ...host(),
    once: async (note, who, body) => (seen.push(note.input), body({ read: {} as Read, now: nowOf(who), apply: () => undefined })),
  }
  const secret = command({
    name: 'test.secret', zone: 'setup', permit: null, offline: 'never', input: shape({ login: text, password: maybe(text) }), output: count, refusals: [], secrets: ['password'],
    load: async () => null,
    decide: () => ({ result: 1, changes: [] }),
  }) // prettier-ignore
  for (const password of ['swordfish', null])
    await run(new Map([['test.secret', secret as unknown as Operation]]), call('test.secret', { login: 'a', password }), () => watching)
  expect(seen).toEqual(['["test.secret",{"login":"a","password":"covered"}]', '["test.secret",{"login":"a","password":null}]'])
})
