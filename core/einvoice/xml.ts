import { decimalText, type Decimal } from '../kernel/decimal.ts'

// XML as a tree of what was said, written out once. There is no reader here: what a document says is checked before it is written.

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Text, or further elements. */
  readonly content: string | readonly Element[]
}
type Child = Element | undefined | readonly (Element | undefined)[]

/** An element with text; none where there is nothing to say. */
export const leaf = (
  name: string,
  value: string | null | undefined,
  attributes: Readonly<Record<string, string | null>> = {},
): Element | undefined =>
  value === null || value === undefined || value === ''
    ? undefined
    : {
        name,
        content: value,
        attributes: Object.fromEntries(Object.entries(attributes).filter((pair): pair is [string, string] => pair[1] !== null)),
      }

/** An element with elements, in the order of its schema; none where all of them are missing, for an empty element is forbidden. */
export function branch(name: string, ...children: readonly Child[]): Element | undefined {
  const content = children.flat().filter((child): child is Element => child !== undefined)
  return content.length === 0 ? undefined : { name, attributes: {}, content }
}

/** A group that its schema wants even where nothing is in it. */
export const group = (name: string, ...children: readonly Child[]): Element =>
  branch(name, ...children) ?? { name, attributes: {}, content: [] }

/** An amount with at least two places; what has more is written as it is, and a rule says so. */
export function amountText(value: Decimal): string {
  const [whole, fraction = ''] = decimalText(value).split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

// Signs that XML 1.0 cannot hold, whatever way they are written.
// eslint-disable-next-line no-control-regex -- control signs are what is taken out
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
const escaped = (text: string): string => text.replace(unspeakable, '').replace(/[&<>"\r]/g, (sign) => escapes[sign]!)

function written({ name, attributes, content }: Element, indent: string): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')
  if (typeof content === 'string') return `${indent}<${name}${said}>${escaped(content)}</${name}>\n`
  if (content.length === 0) return `${indent}<${name}${said}/>\n`
  return `${indent}<${name}${said}>\n${content.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`
}

/** The document as text in UTF-8: the same tree always gives the same bytes. */
export const xmlText = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`
