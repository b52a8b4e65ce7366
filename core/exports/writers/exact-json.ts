/** A number that JSON shows with every place it has: through a floating point one, cents could be lost. */
export class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
export type Json = string | boolean | null | ExactNumber | readonly Json[] | { readonly [key: string]: Json | undefined }

/** JSON as programs take it over REST, amounts exact. */
export function jsonText(value: Json, indent = ''): string {
  if (value instanceof ExactNumber) return value.text
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const further = `${indent} `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((item: Json) => `${further}${jsonText(item, further)}`).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value as { readonly [key: string]: Json | undefined }).filter(([, item]) => item !== undefined)
  return `{\n${entries.map(([key, item]) => `${further}${JSON.stringify(key)}: ${jsonText(item as Json, further)}`).join(',\n')}\n${indent}}`
}
