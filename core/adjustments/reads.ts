import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { view } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { adjustments, adjustmentTemplates } from './adjustment.ts'

export const adjustmentRows = view({
  view: 'adjustments.list',
  row: shape({
    id: idOf('adjustments'),
    entity: codeOf('entities'),
    postedOn: aDay,
    reason: text,
    currency: aCurrency,
    /** The debits. */
    amount: minorIn('currency'),
    state: choice('proposed', 'posted', 'declined', 'withdrawn'),
    reversesOn: maybe(aDay),
    repeatsUntil: maybe(text),
    fileCount: count,
    proposedByName: maybe(text),
    decidedByName: maybe(text),
    journal: maybe(idOf('journals')),
    number: maybe(text),
  }),
  key: 'id',
  search: ['reason', 'number'],
  order: ['-postedOn', '-id'],
  entityField: 'entity',
})
export const templateRows = view({
  view: 'adjustments.templates',
  row: adjustmentTemplates.shape,
  key: 'code',
  search: ['code', 'name', 'reason'],
  order: ['code'],
  entityField: 'entity',
})
const list = { zone: 'finance', permit: 'adjustments.read' } as const
export const listAdjustments = listing({ name: 'adjustments.list', ...list, view: adjustmentRows })
export const listTemplates = listing({ name: 'adjustments.templates', ...list, view: templateRows })

/** One journal by hand with its lines and what it rests on. */
export const readAdjustment = query({
  name: 'adjustments.get',
  zone: 'finance',
  permit: 'adjustments.read',
  input: shape({ adjustment: idOf('adjustments') }),
  output: adjustments.shape,
  refusals: ['adjustments.unknown'],
  ask: async ({ adjustment }, read) => (await read.get(adjustments, adjustment)) ?? refuse('adjustments.unknown', { adjustment }),
})
