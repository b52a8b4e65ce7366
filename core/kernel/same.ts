import type { Wire } from './shape.ts'

/**
 * Do two values that travel say the same? Names of an object stand in any order, for what is signed has them by the alphabet and a row as it was declared; what
 * is absent is nothing, for another version may not know it.
 */
export function same(a: Wire | undefined, b: Wire | undefined): boolean {
  if ((a ?? null) === (b ?? null)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((one, i) => same(one, b[i]))
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]))
}
const isObject = (value: Wire | undefined): value is readonly Wire[] | Readonly<Record<string, Wire>> =>
  typeof value === 'object' && value !== null
const isList = (value: Wire): value is readonly Wire[] => Array.isArray(value)
