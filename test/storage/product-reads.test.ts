import { modules } from '../../core/harmony.ts'
import type { Bound } from '../../core/kernel/bounds.ts'
import type { Caller, Plain } from '../../core/kernel/operation.ts'
import { comparisons } from '../../core/kernel/filter.ts'
import type { Field, Fields, Wire } from '../../core/kernel/shape.ts'
import { reads } from '../../main/storage/reads/registry.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'

const views = modules.flatMap((m) => ('views' in m ? [...(m.views ?? [])] : []))
const questions = modules.flatMap((m) => ('questions' in m ? [...(m.questions ?? [])] : []))

/** Some value of a field, as it travels. */
const samples: Readonly<Record<string, Wire>> = {
  text: 'x', longText: 'x', code: 'X', id: '01890000-0000-7000-8000-00000000abcd', count: 1, decimal: '1.5', flag: true, day: '2026-12-01', instant: '2026-12-01T00:00:00.000Z',
  currency: 'EUR', minor: '1', money: { currency: 'EUR', minor: '1' }, data: null,
} // prettier-ignore
function sample(field: Field<unknown>): Wire {
  if (field.kind === 'maybe') return sample(field.inner!)
  if (field.kind === 'many') return [sample(field.inner!)]
  if (field.kind === 'choice') return field.options![0]!
  if (field.kind === 'shape') return sampleOf(field.fields!)
  return samples[field.kind]!
}
const sampleOf = (fields: Fields): { readonly [name: string]: Wire } =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sample(field)]))

it('a company does not open while a view or a question of it is answered by nobody', async () => {
  const opening = freshStore('sqlite', 'mute', { product: modules }, { answerers: {}, whole: modules })
  await expect(opening).rejects.toThrow(/^Nobody answers .*support\.news/)
})

describe.each(stores)('the SQL of the product on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'product-reads', { product: modules })
  })
  afterAll(() => store.close())
  const scoped = { ...anyone, entities: ['NLUK', 'NLDE'] }
  // Every right reaches a part alone, in every way at once: each statement is built with what stands in for its tables.
  const somebody = '01890000-0000-7000-8000-00000000abcd'
  const ways: readonly Bound[] = (['own', 'team', 'customers', 'entities'] as const).map((reach) => ({ reach, entities: ['NLUK'] }))
  const rights = new Map(modules.map((m) => [`${m.name}.read`, ways]))
  const bounded: Caller = { ...anyone, user: somebody, bounds: { team: [somebody], territories: ['X'], rights } }

  it.each(views.map((v) => [v.view, v] as const))('lists %s: by every order, filter and word', async (_, view) => {
    for (const caller of [anyone, scoped, bounded]) {
      const reader = store.host.reader(caller)
      expect(await reader.browse(view, { limit: 10 })).toEqual({ rows: [], total: 0 })
      expect(await reader.browse(view, { limit: 10, search: 'ab äö', offset: 5 })).toEqual({ rows: [], total: 0 })
    }
    for (const [name, declared] of Object.entries(view.row.fields)) {
      const field = declared.kind === 'maybe' ? declared.inner! : declared
      const reader = store.host.reader(anyone)
      if (field.kind === 'money') continue
      for (const order of [[name], [`-${name}`]]) expect((await reader.browse(view, { limit: 1, order })).total).toBe(0)
      for (const is of comparisons[field.kind] ?? []) {
        const one = sample(field)
        const value = is === 'in' || is === 'between' ? [one, one] : one
        const where = is === 'empty' || is === 'filled' ? { field: name, is } : { field: name, is, value }
        expect((await reader.browse(view, { limit: 1, where })).total).toBe(0)
      }
    }
  })

  const inSql = questions.filter((q) => reads.some((r) => Object.hasOwn(r.questions, q.question)))
  it.each(inSql.map((q) => [q.question, q] as const))(
    'answers %s: with all that may be asked, and with nothing that need not be',
    async (_, question) => {
      const full = question.asks.parse(sampleOf(question.asks.fields), 'asks')
      const bare = Object.fromEntries(
        Object.entries(question.asks.fields).map(([name, field]) => [name, field.kind === 'maybe' ? null : (full as Plain)[name]]),
      )
      for (const caller of [anyone, scoped, bounded])
        for (const about of [full, bare]) expect(Array.isArray(await store.host.reader(caller).ask(question, about as never))).toBe(true)
    },
  )
})
