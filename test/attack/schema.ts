const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** Why a value does not fit a JSON schema, as far as our own document uses the language; nothing where it fits. */
export function misfit(schema: any, value: any, document: any, at = '#'): string | undefined {
  if (schema.$ref !== undefined) {
    const found = schema.$ref.replace('#/', '').split('/').reduce((node: any, step: string) => node?.[step.replace(/~1/g, '/').replace(/~0/g, '~')], document) // prettier-ignore
    return misfit(found, value, document, at)
  }
  for (const any of [schema.anyOf, schema.oneOf])
    if (any && !any.some((one: any) => misfit(one, value, document, at) === undefined)) return `${at} fits none`
  for (const one of schema.allOf ?? []) {
    const wrong = misfit(one, value, document, at)
    if (wrong !== undefined) return wrong
  }
  if (schema.enum && !schema.enum.includes(value)) return `${at} is none of ${schema.enum}`
  if (schema.const !== undefined && schema.const !== value) return `${at} is not ${schema.const}`
  const kinds: string[] = [schema.type ?? []].flat()
  const whole = kinds.includes('integer') && Number.isInteger(value)
  if (kinds.length > 0 && !whole && !kinds.includes(kindOf(value))) return `${at} is a ${kindOf(value)}, not ${kinds.join(' | ')}`
  if (typeof value === 'string') {
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return `${at} does not match ${schema.pattern}`
    if (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity)) return `${at} has ${value.length} signs`
  }
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)))
    return `${at} is ${value}`
  if (Array.isArray(value)) {
    const items = value.map((item, i) => (schema.items ? misfit(schema.items, item, document, `${at}/${i}`) : undefined))
    return value.length > (schema.maxItems ?? Infinity) ? `${at} is too long` : items.find((wrong) => wrong !== undefined)
  }
  if (kindOf(value) !== 'object') return undefined
  const missing = (schema.required ?? []).find((name: string) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${at} lacks ${missing}`
  for (const [name, inner] of Object.entries(value)) {
    const known = schema.properties?.[name]
    if (known === undefined && schema.additionalProperties === false) return `${at} has ${name}`
    const wrong = known === undefined ? undefined : misfit(known, inner, document, `${at}/${name}`)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
