import { records } from '../../core/harmony.ts'
import { personalFields, unsaid } from '../../core/kernel/personal-fields.ts'
import { record } from '../../core/kernel/record.ts'
import { anInstant, idOf, longText, maybe, shape, someData, text } from '../../core/kernel/shape.ts'

const guests = shape({
  id: idOf('guests'),
  name: text,
  email: maybe(text),
  note: maybe(longText),
  rates: someData,
  seenAt: anInstant,
  seenBy: text,
})

describe('what records say of people', () => {
  test('every field that looks personal is declared, or said not to be', () => {
    expect(records.flatMap((kind) => unsaid(kind).map((field) => `${kind.record}.${field}`))).toEqual([])
  })
  test('what is declared is there, and what keeps a row has a day to count from', () => {
    const days = new Set(['day', 'instant'])
    const wrong = records.flatMap((kind) => {
      const { personal } = kind
      if (!personal) return []
      const fields = kind.shape.fields
      const named = [...Object.keys(personal.fields ?? {}), ...(personal.not ?? [])]
      const twice = (personal.not ?? []).filter((name) => personalFields(kind).has(name))
      const since = personal.since === undefined ? undefined : fields[personal.since]
      return [
        ...named.filter((name) => !(name in fields)).map((name) => `${kind.record} has no ${name}`),
        ...twice.map((name) => `${kind.record}.${name} is personal and is not`),
        ...(since && !days.has((since.inner ?? since).kind) ? [`${kind.record} is kept since ${personal.since}, which is no day`] : []),
      ]
    })
    expect(wrong).toEqual([])
  })
  test('a record that says nothing is found out', () => {
    expect(unsaid(record('guests', guests, { key: 'id' }))).toEqual(['name', 'email', 'note', 'rates', 'seenBy'])
    const half = record('guests', guests, {
      key: 'id',
      personal: { keep: 'use', fields: { name: 'person.name', email: 'person.email' }, not: ['rates'] },
    })
    expect(unsaid(half)).toEqual(['note'])
    expect([...personalFields(half)]).toEqual([['name', 'person.name'], ['email', 'person.email'], ['seenBy', 'user.name']]) // prettier-ignore
  })
})
