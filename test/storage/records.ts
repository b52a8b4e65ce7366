import { command, add, put, increase, clear, remove, tell, query, type Module } from '../../core/kernel/operation.ts'
import { question, record, view } from '../../core/kernel/record.ts'
import { refuse } from '../../core/kernel/refusal.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, longText, many, maybe, minorIn, shape, someData, someMoney, text,
} from '../../core/kernel/shape.ts' // prettier-ignore
import type { Reads } from '../../main/storage/reads/registry.ts'

// Records that only the tests of the storage have.
export const counters = record('counters', shape({ id: idOf('counters'), value: count }), { key: 'id' })
export const parents = record('parents', shape({ id: idOf('parents'), entity: maybe(codeOf('entities')), name: text }), {
  key: 'id',
  entityField: 'entity',
})
export const children = record('children', shape({ id: idOf('children'), parent: idOf('parents'), label: text }), {
  key: 'id',
  partOf: 'parents',
})
export const notes = record('notes', shape({ parent: idOf('parents'), line: count, words: text }), {
  key: 'parent',
  partOf: 'parents',
  immutable: true,
})
export const postings = record('postings', shape({ id: idOf('postings'), amount: someMoney, on: aDay }), { key: 'id', immutable: true })
export const totals = record(
  'totals',
  shape({ total: codeOf('totals'), currency: aCurrency, amount: minorIn('currency'), number: count }),
  { key: 'total', total: true },
)
export const series = record('series', shape({ code: codeOf('series'), next: count }), { key: 'code' })
export const secrets = record('secrets', shape({ id: idOf('secrets'), verifier: text }), { key: 'id', secret: true })
export const everything = record(
  'everything',
  shape({
    id: idOf('everything'),
    code: codeOf('things'),
    name: text,
    remark: maybe(longText),
    size: count,
    price: aDecimal,
    rate: maybe(aDecimal),
    open: flag,
    startsOn: aDay,
    endsOn: maybe(aDay),
    madeAt: anInstant,
    amount: someMoney,
    limit: maybe(someMoney),
    currency: aCurrency,
    net: minorIn('currency'),
    kind: choice('one', 'two', 'three'),
    parent: maybe(idOf('parents')),
    bands: many(shape({ upTo: maybe(aDecimal), price: aDecimal, net: maybe(minorIn('currency')) })),
    words: many(text),
    about: someData,
  }),
  { key: 'id' },
)

export const childrenOf = question(
  'test.childrenOf',
  shape({ parents: many(idOf('parents')), named: maybe(text), from: maybe(aDay), above: maybe(aDecimal) }),
  shape({ parent: idOf('parents'), entity: maybe(codeOf('entities')), childCount: count, spent: minorIn('currency'), worth: someMoney }),
)
export const outside = question('test.outside', shape({ name: text }), shape({ greeting: text }))
export const parentList = view({
  view: 'test.parentList',
  row: shape({ id: idOf('parents'), entity: maybe(codeOf('entities')), name: text, childCount: count }),
  key: 'id',
  search: ['name', 'entity'],
  order: ['name'],
  entityField: 'entity',
})

export const testReads: Reads = {
  views: {
    'test.parentList': `select p.id, p.entity, p.name, (select count(*) from children c where c.parent = p.id) as child_count from parents p`,
  },
  questions: {
    'test.childrenOf': `select p.id as parent, p.entity, count(c.id) as child_count, sum(9007199254740993) as spent,
        sum(250) as worth_minor, 'EUR' as worth_currency
      from parents p left join children c on c.parent = p.id
      where {in p.id :parents} and {entities p.entity} and (:named is null or p.name = :named) and 'a:named' <> ':from' and (:from is null or :from > '1990-01-01')
      group by p.id, p.entity order by p.id`,
  },
}

const id = idOf('counters')
export const bump = command({
  name: 'test.bump', zone: 'setup', permit: null, offline: 'never', input: shape({ counter: id, by: count }), output: count, refusals: ['test.unknown'],
  load: async (input, read) => ({ counter: await read.get(counters, input.counter) }),
  decide: (input, { counter }) => {
    if (!counter) return refuse('test.unknown', { id: input.counter })
    const value = counter.value + input.by
    return { result: value, changes: [put(counters, { ...counter, value }), tell('test.bumped', { id: counter.id, value: String(value) })] }
  },
}) // prettier-ignore
/** Numbers without gaps, from a series that is held. */
export const draw = command({
  name: 'test.draw', zone: 'setup', permit: null, offline: 'never', input: shape({ series: codeOf('series') }), output: count, refusals: [],
  load: async (input, read) => ({ series: await read.hold(series, input.series) }),
  decide: (input, { series: held }) => {
    const next = held?.next ?? 1
    return { result: next, changes: [put(series, { code: input.series, next: next + 1 })] }
  },
}) // prettier-ignore
/** A rule over a set, guarded by the row of the parent: at most five children. */
export const adopt = command({
  name: 'test.adopt', zone: 'setup', permit: null, offline: 'never', input: shape({ parent: idOf('parents'), label: text }), output: text,
  refusals: ['test.unknown', 'test.full'],
  load: async (input, read) => ({
    parent: await read.get(parents, input.parent),
    before: await read.list(children, { where: { field: 'parent', is: 'equal', value: input.parent }, limit: 100 }),
  }),
  decide: (input, { parent, before }, now) => {
    if (!parent) return refuse('test.unknown', { id: input.parent })
    if (before.length >= 5) return refuse('test.full', { id: input.parent })
    const child = { id: idOf('children').parse(now.newId(), 'id'), parent: parent.id, label: input.label }
    return { result: child.id, changes: [add(children, child), put(parents, parent)] }
  },
}) // prettier-ignore
/** Adds a row once; a second decision sees it and refuses. */
export const register = command({
  name: 'test.register', zone: 'setup', permit: null, offline: 'queue', input: shape({ counter: id, value: count }), output: text, refusals: ['test.taken'],
  load: async (input, read) => ({ before: await read.get(counters, input.counter) }),
  decide: (input, { before }) =>
    before
      ? refuse('test.taken', { id: input.counter })
      : { result: input.counter, changes: [add(counters, { id: input.counter, value: input.value })] },
}) // prettier-ignore
export const name = command({
  name: 'test.name', zone: 'setup', permit: null, offline: 'queue', input: shape({ parent: idOf('parents'), entity: maybe(codeOf('entities')), name: text }),
  output: text, refusals: [],
  load: async () => ({}),
  decide: (input) => ({ result: input.parent, changes: [put(parents, { id: input.parent, entity: input.entity, name: input.name })] }),
}) // prettier-ignore
export const post = command({
  name: 'test.post', zone: 'setup', permit: null, offline: 'never', input: shape({ rows: count, each: count }), output: count, refusals: [],
  load: async () => ({}),
  decide: (input, _facts, now) => ({
    result: input.rows,
    changes: Array.from({ length: input.rows }, () => {
      const amount = { currency: 'EUR' as const, minor: BigInt(input.each) }
      return [
        add(postings, { id: idOf('postings').parse(now.newId(), 'id'), amount, on: now.today }),
        increase(totals, { total: codeOf('totals').parse('ALL/EUR', 'total'), currency: 'EUR', amount: amount.minor, number: 1 }, ['amount', 'number']),
      ]
    }).flat(),
  }),
}) // prettier-ignore
export const forget = command({
  name: 'test.forget', zone: 'setup', permit: null, offline: 'never', input: shape({ parent: idOf('parents') }), output: text, refusals: [],
  load: async () => ({}),
  decide: (input) => ({ result: input.parent, changes: [clear(children, 'parent', input.parent), remove(parents, input.parent)] }),
}) // prettier-ignore
export const show = query({
  name: 'test.show', zone: 'setup', permit: null, input: shape({ counter: id }), output: maybe(count),
  ask: async (input, read) => (await read.get(counters, input.counter))?.value ?? null,
}) // prettier-ignore

export const testModule = {
  name: 'test',
  needs: [],
  records: [counters, parents, children, notes, postings, totals, series, secrets, everything],
  questions: [childrenOf, outside],
  views: [parentList],
  operations: [bump, draw, adopt, register, name, post, forget, show],
  permits: [],
  events: ['test.bumped'],
} as unknown as Module
