import { assert } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'

/**
 * The one text of a value, as RFC 8785 (JSON Canonicalization Scheme) writes it: members sorted by UTF-16 code units, no white space, the shortest
 * escapes. What travels holds whole numbers alone, so the part of the RFC about fractions never matters here.
 */
export function canonicalJson(value: Wire): string {
  if (typeof value === 'string') {
    assert(value.isWellFormed(), 'well-formed text')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), 'a whole number')
    return `${value}`
  }
  if (value === null || typeof value === 'boolean') return `${value}`
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value).sort() // by UTF-16 code units, as the RFC wants it
  return `{${members.map((name) => `${canonicalJson(name)}:${canonicalJson(value[name]!)}`).join(',')}}`
}
const isList = (value: Wire): value is readonly Wire[] => Array.isArray(value)

/** A value without what is absent, so that a field that later versions add leaves the hashes of older ones as they are. */
export function withoutNothing(value: Wire): Wire {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(withoutNothing)
  return Object.fromEntries(Object.entries(value).flatMap(([name, of]) => (of === null ? [] : [[name, withoutNothing(of)] as const])))
}
