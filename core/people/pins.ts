import { add, command, query, remove, type Now } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { users } from './user.ts'

/** A figure, or an answer to a question of one's own, that a person wants to see first wherever they sign in. */
export const pins = record(
  'pins',
  shape({
    id: idOf('pins'),
    user: idOf('users'),
    /** What is drawn, by the module and name that the screens know it by: `consolidation.overdue`. */
    figure: text,
    /** What the person calls it; of a figure that has a name of its own nothing. */
    pinnedAs: maybe(text),
    /** Of a question what was question, as it stands in the address of its screen: `from=2026-06&by=account`. */
    question: maybe(text),
    pinnedAt: anInstant,
  }),
  { key: 'id', personal: { keep: 'use', since: 'pinnedAt', fields: { pinnedAs: 'user.trace', question: 'user.trace' } } },
)
type Pin = Row<typeof pins>

/** More than this is no longer seen first. */
const mostPins = 24
const figureName = /^[a-z]+(\.[a-zA-Z]+)+$/

const own = (user: string) => ({ where: { field: 'user', is: 'equal', value: user }, order: ['pinnedAt', 'id'], limit: 100 }) as const
const aPin = shape({ id: idOf('pins'), figure: text, pinnedAs: maybe(text), question: maybe(text) })
const shown = ({ id, figure, pinnedAs, question }: Pin) => ({ id, figure, pinnedAs, question })

/** What the caller has pinned, in the order in which they did. Nobody sees what others pin. */
export const ownPins = query({
  name: 'people.pins',
  zone: 'setup',
  permit: null,
  input: shape({}),
  output: many(aPin),
  ask: async (_input, read, { caller }) => (await read.list(pins, own(caller.user))).map(shown),
})

/** Pins a figure, or an answer to a question with a name of one's own. What is pinned already stays as it is. */
export const pin = command({
  name: 'people.pin',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ figure: text, pinnedAs: maybe(text), question: maybe(text) }),
  output: aPin,
  refusals: ['people.noUserOfItsOwn', 'people.badPin', 'people.tooManyPins'],
  load: async (_input, read, { caller }) => ({
    user: await read.get(users, caller.user),
    before: await read.list(pins, own(caller.user)),
  }),
  decide: ({ figure, pinnedAs, question }, { user, before }, now: Now) => {
    if (!user) return refuse('people.noUserOfItsOwn')
    if (!figureName.test(figure) || pinnedAs?.trim() === '') return refuse('people.badPin', { figure })
    const known = before.find((one) => one.figure === figure && one.question === question)
    if (known) return { result: shown(known), changes: [] }
    if (before.length >= mostPins) return refuse('people.tooManyPins', { most: `${mostPins}` })
    const row: Pin = {
      id: now.newId() as Id<'pins'>,
      user: user.id,
      figure,
      pinnedAs: pinnedAs?.trim() ?? null,
      question,
      pinnedAt: now.at,
    }
    return { result: shown(row), changes: [add(pins, row)] }
  },
})

/** Takes a pin off. One that is gone, or was never the caller's, is no reason to say no. */
export const unpin = command({
  name: 'people.unpin',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ pin: idOf('pins') }),
  output: shape({ pin: idOf('pins') }),
  refusals: [],
  load: ({ pin: id }, read) => read.get(pins, id),
  decide: ({ pin: id }, row, { caller }) => ({ result: { pin: id }, changes: row?.user === caller.user ? [remove(pins, id)] : [] }),
})
