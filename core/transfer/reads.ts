import { listing } from '../kernel/listing.ts'
import { view } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aDecimal, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { transferCharges, transferRuns } from './charge.ts'
import { employments, transferPolicies, transferTargets } from './policy.ts'

export const policyRows = view({
  view: 'transfer.policies',
  row: shape({ ...transferPolicies.shape.fields, proposedByName: maybe(text), approvedByName: maybe(text) }),
  key: 'id',
  search: ['provider', 'receiver', 'agreement'],
  order: ['provider', 'receiver', 'kind', '-from'],
  entityField: 'receiver',
})
export const targetRows = view({
  view: 'transfer.targets',
  row: shape({ ...transferTargets.shape.fields, proposedByName: maybe(text), approvedByName: maybe(text) }),
  key: 'id',
  search: ['provider', 'receiver', 'agreement'],
  order: ['provider', 'receiver', '-from'],
  entityField: 'receiver',
})
export const employmentRows = view({
  view: 'transfer.employments',
  row: shape({ ...employments.shape.fields, hourCost: sensitive('costRate', maybe(aDecimal)), entityName: text }),
  key: 'id',
  search: ['person', 'entity'],
  order: ['person', '-from'],
  entityField: 'entity',
})
export const chargeRows = view({
  view: 'transfer.charges',
  row: shape({
    ...transferCharges.shape.fields,
    cost: sensitive('costRate', maybe(minorIn('providerCurrency'))),
    groupCost: sensitive('costRate', maybe(minorIn('groupCurrency'))),
    customerName: maybe(text),
    contractNumber: maybe(text),
  }),
  key: 'id',
  search: ['person', 'customerName', 'contractNumber'],
  order: ['-day', 'person'],
  entityField: 'receiver',
})
export const runRows = view({
  view: 'transfer.runs',
  row: transferRuns.shape,
  key: 'id',
  search: ['number'],
  order: ['-number'],
})

const list = { zone: 'finance', permit: 'transfer.read' } as const
export const listPolicies = listing({ name: 'transfer.policies', ...list, view: policyRows })
export const listTargets = listing({ name: 'transfer.targets', ...list, view: targetRows })
export const listEmployments = listing({ name: 'transfer.employments', ...list, view: employmentRows })
export const listCharges = listing({ name: 'transfer.charges', ...list, view: chargeRows })
export const listRuns = listing({ name: 'transfer.runs', ...list, view: runRows })
