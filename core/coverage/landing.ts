import type { Step } from '../kernel/explanation.ts'
import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  idOf,
  many,
  maybe,
  shape,
  someData,
  text,
  type Of,
  type Wire,
} from '../kernel/shape.ts'
import { units } from '../funds/fund.ts'
import { entryKinds, rungs } from './coverage-rule.ts'

/** A part of an entry on one rung. An entry larger than the rest of a fund has several. */
export const landingPart = shape({
  rung: choice(...rungs),
  /** Name of the rule. */
  rule: text,
  /** Hours, money or tokens of this part: as a fund counts them where it pays. */
  quantity: aDecimal,
  unit: choice(...units),
  fund: maybe(idOf('funds')),
  fundName: maybe(text),
  movement: maybe(idOf('fundMovements')),
  /** The contract line that the next billing run bills. */
  line: maybe(idOf('contractLines')),
  /** Of incidents that cost nothing because they repeat another. */
  repeats: maybe(choice('duplicate', 'reopened')),
})
export type LandingPart = Of<typeof landingPart>

/** Where an entry landed and why. Only ever added: an entry that is taken back takes its landing back by an opposite one. */
export const landings = record(
  'landings',
  shape({
    id: idOf('landings'),
    entity: codeOf('entities'),
    customer: maybe(idOf('customers')),
    contract: maybe(idOf('contracts')),
    kind: choice(...entryKinds),
    /** Id of the time entry, the expense or the incident. */
    entry: text,
    day: aDay,
    /** What people call it: who worked, which incident, what was spent. */
    label: text,
    /** Hours, money, or what an incident costs. */
    quantity: aDecimal,
    unit: choice(...units),
    currency: maybe(aCurrency),
    /** Where all of it landed; `several` where it was split. */
    rung: choice(...rungs, 'several'),
    parts: many(landingPart, 1000),
    /** Why here, sentence by sentence; and what somebody should look at. */
    why: someData,
    warnings: someData,
    reverses: maybe(idOf('landings')),
    reason: maybe(text),
    landedAt: anInstant,
    landedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: {
      keep: 'vouchers',
      since: 'day',
      fields: { label: 'anyone.words', reason: 'anyone.words' },
      not: ['parts', 'why', 'warnings'],
    },
  },
)
export type Landing = Row<typeof landings>
/** Sentences as a landing keeps them, and back. */
export const keptSteps = (steps: readonly Step[]): Wire => steps as unknown as Wire
export const stepsOf = (kept: Wire): readonly Step[] => kept as unknown as readonly Step[]

/** An entry that could not land, and why: tried again with every round until it does. */
export const coverageWaits = record(
  'coverageWaits',
  shape({
    entry: codeOf('coverageWaits'),
    entity: codeOf('entities'),
    contract: maybe(idOf('contracts')),
    kind: choice(...entryKinds),
    day: aDay,
    label: text,
    /** Code of the refusal, and what it is about. */
    refusal: text,
    about: someData,
    since: anInstant,
  }),
  { key: 'entry', entityField: 'entity', personal: { keep: 'use', fields: { label: 'anyone.words' }, not: ['about'] } },
)
