/** Where somebody in the USA is: what a sales tax service must know of it. */
export interface AmericanAddress {
  readonly region: string
  readonly zip: string
  readonly city: string
  readonly street: string | null
}

const lastLine = /^(.*?),?(?<!\s)\s+(?:([A-Z]{2})\s+)?(\d{5}(?:-\d{4})?)$/
/** Reads `350 Fifth Avenue` / `New York, NY 10118`; the state may be said beside it. `undefined` where the place or its ZIP code cannot be read. */
export function americanAddress(lines: readonly string[], region: string | null): AmericanAddress | undefined {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const found = lastLine.exec(lines[at]!.trim())
    const state = region ?? found?.[2]
    if (found && state && /^[A-Z]{2}$/.test(state))
      return { region: state, zip: found[3]!, city: found[1]!, street: at > 0 ? lines[at - 1]!.trim() : null }
  }
  return undefined
}
