import type { Field, Wire } from '../kernel/shape.ts'

// Of an order that is typed on the road two thirds of the fields stay empty. What is absent need not travel, be signed and be kept to be known.

type Members = Readonly<Record<string, Wire>>
const isList = (value: Wire): value is readonly Wire[] => Array.isArray(value)
const isObject = (value: Wire): value is Members => typeof value === 'object' && value !== null && !isList(value)

/** A value without the fields that are absent: left out on the wire they mean the same. What is kept as plain data stays as it is, down to its nulls. */
export function said(field: Field<unknown>, value: Wire): Wire {
  if (field.kind === 'maybe') return value === null ? null : said(field.inner!, value)
  if (field.kind === 'many') return isList(value) ? value.map((one) => said(field.inner!, one)) : value
  if (field.kind !== 'shape' || !isObject(value)) return value
  const some: Record<string, Wire> = {}
  for (const [name, one] of Object.entries(value)) {
    const part = Object.hasOwn(field.fields!, name) ? field.fields![name]! : undefined
    if (one !== null || part?.kind !== 'maybe') some[name] = part ? said(part, one) : one
  }
  return some
}

/** The other way: what may be absent and was left out is `null` again. Whatever has another form than the field's stays as it came. */
export function whole(field: Field<unknown>, value: Wire): Wire {
  if (field.kind === 'maybe') return value === null ? null : whole(field.inner!, value)
  if (field.kind === 'many') return isList(value) ? value.map((one) => whole(field.inner!, one)) : value
  if (field.kind !== 'shape' || !isObject(value)) return value
  const all: Record<string, Wire> = { ...value }
  for (const [name, part] of Object.entries(field.fields!)) {
    if (Object.hasOwn(all, name)) all[name] = whole(part as Field<unknown>, all[name]!)
    else if ((part as Field<unknown>).kind === 'maybe') all[name] = null
  }
  return all
}
