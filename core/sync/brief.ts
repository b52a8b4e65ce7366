import type { Plain } from '../kernel/operation.ts'
import type { Field, Fields, Wire } from '../kernel/shape.ts'

const names: ReadonlySet<string> = new Set(['id', 'number', 'reference', 'state'])

/**
 * Of what a command answered, how things are called from now on: ids, numbers, states, at the top and one level below. All the rest of an order stands in its
 * rows; said here as well it would be most of what goes over the line and into the log.
 */
export function brief(result: Wire): Wire {
  if (!isObject(result)) return Array.isArray(result) ? null : result
  const told: Record<string, Wire> = {}
  for (const [key, value] of Object.entries(result)) {
    if (isObject(value)) {
      const inner = named(value)
      if (inner.length > 0) told[key] = Object.fromEntries(inner)
    } else if (names.has(key)) told[key] = value
  }
  return told
}
const named = (value: Readonly<Record<string, Wire>>): [string, Wire][] =>
  Object.entries(value).filter(([key, one]) => names.has(key) && (typeof one !== 'object' || one === null))
const isObject = (value: Wire): value is Readonly<Record<string, Wire>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The brief of an answer that is not printed yet: the fifty lines of an order need not be, to tell its number. */
export function briefOf(output: Field<unknown>, answer: unknown): Wire {
  if (output.kind !== 'shape') return brief(output.print(answer))
  const printed: Record<string, Wire> = {}
  for (const [key, field] of tellingIn(output)) {
    const value = (answer as Plain)[key]
    const { kind, fields } = field.kind === 'maybe' ? field.inner! : field
    if (kind === 'shape' && value !== null) printed[key] = namesIn(fields!, value as Plain)
    else if (names.has(key) || kind === 'data') printed[key] = field.print(value)
  }
  return brief(printed)
}
/** The few fields of an output that may say how something is called. */
const telling = new WeakMap<Field<unknown>, readonly (readonly [string, Field<unknown>])[]>()
function tellingIn(output: Field<unknown>): readonly (readonly [string, Field<unknown>])[] {
  const known = telling.get(output)
  if (known) return known
  const found = Object.entries(output.fields!).filter(([key, { kind, inner }]) => names.has(key) || ['shape', 'data'].includes(kind === 'maybe' ? inner!.kind : kind)) // prettier-ignore
  telling.set(output, found)
  return found
}
const namesIn = (fields: Fields, value: Plain): Wire =>
  Object.fromEntries(Object.keys(fields).flatMap((key) => (names.has(key) ? [[key, fields[key]!.print(value[key]) as Wire]] : [])))
