import type { Filter } from './filter.ts'
import type { Caller, Operation } from './operation.ts'
import { assert, refuse, type Refusal } from './refusal.ts'
import type { Field, Fields, Wire } from './shape.ts'

/** What is not for everybody who may otherwise see a thing, and the right that shows it. */
export const sensitivities = {
  margin: 'people.seeMargins',
  purchasePrice: 'people.seePurchasePrices',
  costRate: 'people.seeCostRates',
  bankAccount: 'payables.seeBankAccounts',
} as const
export type Sensitivity = keyof typeof sensitivities

/** Marks a field of an answer: without the right it is told as nothing, or as an empty list. */
// oxlint-disable-next-line typescript/no-explicit-any -- a field of any type; its own comes back
export function sensitive<F extends Field<any>>(what: Sensitivity, field: F): F {
  assert(field.kind === 'maybe' || field.kind === 'many', 'something that may be hidden: a list, or what may be absent')
  return { ...field, sensitive: what }
}

/** Whether anything below a field is sensitive: most answers have nothing to hide, and cost nothing. */
const known = new WeakMap<Field<unknown>, boolean>()
export function holdsSensitive(field: Field<unknown>): boolean {
  let found = known.get(field)
  if (found === undefined) {
    found =
      field.sensitive !== undefined ||
      (field.inner !== undefined && holdsSensitive(field.inner)) ||
      Object.values(field.fields ?? {}).some((inner) => holdsSensitive(inner as Field<unknown>))
    known.set(field, found)
  }
  return found
}

/** An answer as the caller may see it. */
export function seenBy(field: Field<unknown>, value: Wire, permits: Caller['permits']): Wire {
  if (value === null || !holdsSensitive(field)) return value
  if (field.sensitive !== undefined && !permits.has(sensitivities[field.sensitive])) return field.kind === 'many' ? [] : null
  if (field.kind === 'maybe') return seenBy(field.inner!, value, permits)
  if (field.kind === 'many') return (value as readonly Wire[]).map((item) => seenBy(field.inner!, item, permits))
  if (field.kind !== 'shape') return value
  const shown: Record<string, Wire> = {}
  for (const [name, one] of Object.entries(value as { readonly [key: string]: Wire })) {
    const inner = (field.fields as Fields)[name] as Field<unknown> | undefined
    shown[name] = inner ? seenBy(inner, one, permits) : one
  }
  return shown
}

const namedIn = (filter: Filter): readonly string[] =>
  'all' in filter ? filter.all.flatMap(namedIn) : 'any' in filter ? filter.any.flatMap(namedIn) : [filter.field]

/** A list that is filtered or sorted by what its reader may not see would tell it all the same, one question after the other. */
export function hiddenQuestion(operation: Operation, input: unknown, permits: Caller['permits']): Refusal | undefined {
  if (operation.lists === undefined || !holdsSensitive(operation.output as Field<unknown>)) return undefined
  const { filter, order } = input as { readonly filter: Filter | null; readonly order: readonly string[] | null }
  const row = ((operation.output.fields as Fields)['rows'] as Field<unknown>).inner!.fields as Fields
  const asked = [...(filter === null ? [] : namedIn(filter)), ...(order ?? []).map((name) => name.replace(/^-/, ''))]
  for (const name of asked) {
    const what = (row[name] as Field<unknown> | undefined)?.sensitive
    if (what !== undefined && !permits.has(sensitivities[what]))
      return refuse('field.forbidden', { field: name, permit: sensitivities[what] })
  }
  return undefined
}
