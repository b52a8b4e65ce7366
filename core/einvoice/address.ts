import type { Address } from './model.ts'

// Our addresses are lines as they are printed; e-invoices want city and postcode apart. A run of spaces is looked at once, from its beginning: `(?<!…)`.

interface Place {
  readonly city: string
  readonly postCode: string
  readonly region: string | null
}
const tidy = (text: string | undefined): string => (text ?? '').trim().replace(/^[,\s]+|(?<![,\s])[,\s]+$/g, '')

/** `BS8 2QH` behind the town. */
const british = /^(.*?)(?<![,\s])[,\s]*\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$/i
/** `Mysuru 570016, Karnataka (29)`. */
const indian = /^(.+?)(?<![\s,-])[\s,-]+(\d{6})(?:\s*,\s*(.+))?$/
/** `60598 Frankfurt am Main`, `A-1060 Wien`, `0152 Oslo`. */
const continental = /^(?:[A-Z]{1,2}-)?(\d{4,5}|\d{3} \d{2})\s+(.+)$/
/** `Sydney NSW 2000`. */
const behind = /^(.+?)(?<![\s,])[\s,]+(?:[A-Z]{2,3}\s+)?(\d{4,5}(?:-\d{4})?)$/

function placeIn(line: string, country: string): Place | undefined {
  if (country === 'GB') {
    const [, city, postCode] = british.exec(line) ?? []
    return postCode === undefined ? undefined : { city: tidy(city), postCode, region: null }
  }
  if (country === 'IN') {
    const [, city, postCode, region] = indian.exec(line) ?? []
    return postCode === undefined ? undefined : { city: tidy(city), postCode, region: tidy(region) || null }
  }
  const [, before, town] = continental.exec(line) ?? []
  if (before !== undefined) return { city: tidy(town), postCode: before, region: null }
  const [, city, after] = behind.exec(line) ?? []
  return after === undefined ? undefined : { city: tidy(city), postCode: after, region: null }
}

/** The street is the line above the place; what stands further up (a department, a building) comes second. */
export function addressOf(lines: readonly string[], country: string): Address {
  const at = lines.findLastIndex((line) => placeIn(line.trim(), country) !== undefined)
  const place = at < 0 ? undefined : placeIn(lines[at]!.trim(), country)
  const above = at < 0 ? [...lines] : lines.slice(0, at)
  // A postcode on a line of its own has its town above it.
  const city = place?.city === '' ? above.pop() : place?.city
  const street = above.pop()
  const [second, ...further] = above
  return {
    line1: street ?? null,
    line2: second ?? null,
    line3: further.length === 0 ? null : further.join(', '),
    city: city ?? null,
    postCode: place?.postCode ?? null,
    region: place?.region ?? null,
    country,
  }
}
