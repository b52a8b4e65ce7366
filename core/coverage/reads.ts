import { question, view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { units } from '../funds/fund.ts'
import { entryKinds, rungs } from './coverage-rule.ts'
import { landingPart } from './landing.ts'

const place = {
  customer: maybe(idOf('customers')),
  customerName: maybe(text),
  contract: maybe(idOf('contracts')),
  contractNumber: maybe(text),
  entity: codeOf('entities'),
}

/** Where entries landed, the latest day first. */
export const landingRows = view({
  view: 'coverage.list',
  row: shape({
    id: idOf('landings'),
    day: aDay,
    kind: choice(...entryKinds),
    label: text,
    ...place,
    rung: choice(...rungs, 'several'),
    quantity: aDecimal,
    unit: choice(...units),
    currency: maybe(aCurrency),
    parts: many(landingPart),
    hasWarnings: flag,
    isReversed: flag,
    entry: text,
    reverses: maybe(idOf('landings')),
    reason: maybe(text),
    landedAt: anInstant,
    landedBy: text,
  }),
  key: 'id',
  search: ['label', 'customerName', 'contractNumber'],
  order: ['-day', '-id'],
  entityField: 'entity',
})

/** Entries that could not land, the oldest first. */
export const waitRows = view({
  view: 'coverage.waiting',
  row: shape({
    entry: codeOf('coverageWaits'),
    day: aDay,
    kind: choice(...entryKinds),
    label: text,
    ...place,
    refusal: text,
    about: someData,
    since: anInstant,
  }),
  key: 'entry',
  search: ['label', 'customerName', 'contractNumber'],
  order: ['day', 'entry'],
  entityField: 'entity',
})

/** The landing that made a movement of a fund. */
export const landingOfMovement = question(
  'coverage.ofMovement',
  shape({ movement: idOf('fundMovements') }),
  shape({ id: idOf('landings') }),
)
