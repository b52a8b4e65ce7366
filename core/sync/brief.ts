import type { Wire } from '../kernel/shape.ts'

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
