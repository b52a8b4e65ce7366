import { aStep } from '../kernel/explanation.ts'
import { inLanguage } from '../kernel/by-language.ts'
import type { Day } from '../kernel/day.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { query, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  count,
  flag,
  many,
  maybe,
  minorIn,
  shape,
  text,
  type Value,
  type Wire,
} from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { isCountry, meantCountry } from './countries.ts'
import { decideTax, taxFaults, type Decided, type Seller, type TaxFault } from './deciding.ts'
import { buyerOn, sellerOn, taxIdChecks, taxProfiles, usualProfile } from './profile.ts'
import { statuteCodes } from './statute/statute.ts'
import { supplyKinds, taxCategories, taxClasses, type TaxCategory, type TaxRule } from './statute/row.ts'
import { taxedLines, type TaxRounding } from './sums.ts'
import { plainTaxId } from './tax-ids.ts'
import { taxCodes } from './tax-code.ts'
import { ownRules, taxRules } from './tax-rule.ts'

const input = shape({
  /** Code of a legal entity; a country (`GB`, `IN-KA`) tries a sale without one. */
  entity: text,
  customer: shape({
    country: text,
    region: maybe(text),
    taxId: maybe(text),
    /** Left out: a business. */
    business: maybe(flag),
  }),
  taxPoint: aDay,
  currency: aCurrency,
  lines: many(
    shape({
      /** Minor units; one of `net` and `gross`. */
      net: maybe(minorIn('currency')),
      gross: maybe(minorIn('currency')),
      taxClass: choice(...taxClasses),
      /** Left out: a service. */
      supply: maybe(choice(...supplyKinds)),
      /** Country of the land or the event. */
      performedIn: maybe(text),
    }),
    10_000,
  ),
  /** Left out: as the entity has it. */
  rounding: maybe(choice('document', 'line')),
  /** Of the note; left out, German where the customer is in Germany or Austria, else English. */
  language: maybe(text),
})
type Input = Value<typeof input>

/** A tax code as sums need it, of the house's list or of the law. */
export interface KnownCode {
  readonly code: string
  readonly country: string
  readonly rate: Decimal
  readonly category: TaxCategory
  readonly notes: Wire
}
export function knownCodes(own: readonly Row<typeof taxCodes>[]): ReadonlyMap<string, KnownCode> {
  const known = new Map<string, KnownCode>(statuteCodes.map((code) => [code.code, code as KnownCode]))
  for (const code of own) known.set(code.code, code)
  return known
}

/** What a seller is, its rounding and its house's rows. */
interface Selling {
  readonly seller: Seller
  readonly rounding: TaxRounding
  readonly rules: readonly TaxRule[]
  readonly codes: ReadonlyMap<string, KnownCode>
}

/** The country that a text means in place of a legal entity: `GB`, `IN-KA`, or what ends a code that no entity has, as `HDE` of a drawing board. */
function countryMeant(said: string): { readonly country: string; readonly region: string | null } | undefined {
  const [, country = '', region] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(said) ?? []
  if (isCountry(country)) return { country, region: region ?? null }
  const ending = said.slice(-2)
  const known = meantCountry[ending] ?? ending
  return said.length > 2 && isCountry(known) ? { country: known, region: null } : undefined
}

async function sellingOf(said: string, taxPoint: Day, read: Read): Promise<Selling | undefined> {
  const rules = ownRules(await read.list(taxRules, { limit: 10_000 }))
  const codes = knownCodes(await read.list(taxCodes, { limit: 10_000 }))
  const entity = await read.get(entities, said)
  if (entity) {
    const profile = await read.get(taxProfiles, entity.code)
    return { seller: sellerOn(entity, profile, taxPoint), rounding: (profile ?? usualProfile).rounding, rules, codes }
  }
  const meant = countryMeant(said)
  // Nobody is there to be asked: a registered seller, which exports as most do.
  return meant && { seller: { ...meant, taxId: meant.country, undertaking: true }, rounding: 'document', rules, codes }
}

const countryFault = (code: string): Refusal<'tax.badCountry'> | undefined =>
  isCountry(code) ? undefined : refuse('tax.badCountry', { country: code, meant: meantCountry[code] ?? 'GB, DE, IN' })

const aTaxLine = shape({
  /** Which line of what was asked, from 1 on; India's central and state tax are two of one. */
  position: count,
  code: text,
  rate: aDecimal,
  category: choice(...taxCategories),
  base: minorIn('currency'),
  tax: minorIn('currency'),
  /** Country whose tax it is, or would be. */
  place: text,
  rule: text,
})
const output = shape({
  currency: aCurrency,
  lines: many(aTaxLine),
  totals: shape({
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    byCode: many(
      shape({ code: text, rate: aDecimal, category: choice(...taxCategories), base: minorIn('currency'), tax: minorIn('currency') }),
    ),
  }),
  /** What the law wants on the document; `null` where nothing. */
  note: maybe(text),
  why: many(aStep),
})
type Output = Value<typeof output>

/** Which tax a sale bears, and what it comes to: decided on its tax point, by the table of the law and the house. Nothing is stored. */
export const previewTax = query({
  name: 'tax.preview',
  zone: 'finance',
  permit: null,
  input,
  output,
  refusals: ['tax.unknownEntity', 'tax.badCountry', 'tax.oneAmount', 'tax.codeMissing', ...taxFaults],
  ask: async (asked, read) => {
    const { customer, taxPoint } = asked
    const fault = [customer.country, ...asked.lines.flatMap((line) => line.performedIn ?? [])]
      .map(countryFault)
      .find((found) => found !== undefined)
    if (fault) return fault
    const selling = await sellingOf(asked.entity, taxPoint, read)
    if (!selling) return refuse('tax.unknownEntity', { entity: asked.entity })
    const checks = customer.taxId === null ? [] : await read.list(taxIdChecks, { where: { field: 'taxId', is: 'equal', value: plainTaxId(customer.taxId) }, limit: 1000 }) // prettier-ignore
    return previewed(asked, selling, checks)
  },
})

function previewed(asked: Input, selling: Selling, checks: Parameters<typeof buyerOn>[1]): Output | Refusal<TaxFault | 'tax.oneAmount' | 'tax.codeMissing'> {
  const buyer = buyerOn({ ...asked.customer, consumer: asked.customer.business === false }, checks, asked.taxPoint)
  const decided: { readonly by: Decided; readonly codes: readonly KnownCode[] }[] = []
  for (const [i, { net, gross, taxClass, supply, performedIn }] of asked.lines.entries()) {
    if ((net === null) === (gross === null)) return refuse('tax.oneAmount', { line: `${i + 1}` })
    const by = decideTax({ seller: selling.seller, buyer, supplied: { kind: supply ?? 'service', taxClass, performedIn }, taxPoint: asked.taxPoint }, selling.rules)
    if (refused(by)) return by
    const missing = by.codes.find((code) => !selling.codes.has(code))
    if (missing !== undefined) return refuse('tax.codeMissing', { code: missing, rule: by.rule })
    decided.push({ by, codes: by.codes.map((code) => selling.codes.get(code)!) })
  }
  const taxed = taxedLines(
    asked.lines.map(({ net, gross }, i) => ({ minor: net ?? gross!, gross: net === null, rates: decided[i]!.codes.map((c) => c.rate), group: decided[i]!.by.codes.join('+') })),
    asked.rounding ?? selling.rounding,
  )
  const lines = taxed.flatMap(({ base, taxes }, line) =>
    decided[line]!.codes.map(({ code, rate, category }, nth) => ({ position: line + 1, code, rate, category, base, tax: taxes[nth]!, place: decided[line]!.by.place, rule: decided[line]!.by.rule })),
  )
  const net = taxed.reduce((sum, { base }) => sum + base, 0n)
  const tax = lines.reduce((sum, line) => sum + line.tax, 0n)
  const language = asked.language ?? (['DE', 'AT'].includes(asked.customer.country) ? 'de' : 'en')
  const used = [...new Map(decided.flatMap(({ codes }) => codes.map((code) => [code.code, code]))).values()]
  const notes = used.flatMap((code) => inLanguage(code.notes, language) ?? [])
  const steps = decided.flatMap(({ by }) => by.why)
  return {
    currency: asked.currency,
    lines,
    totals: { net, tax, gross: net + tax, byCode: used.map((code) => totalOf(code, lines)) },
    note: notes.length === 0 ? null : [...new Set(notes)].join(' '),
    why: steps.filter((one, i) => steps.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i),
  }
} // prettier-ignore

const totalOf = ({ code, rate, category }: KnownCode, lines: Output['lines']): Output['totals']['byCode'][number] => {
  const own = lines.filter((line) => line.code === code)
  const sum = (of: 'base' | 'tax'): bigint => own.reduce((minor, line) => minor + line[of], 0n)
  return { code, rate, category, base: sum('base'), tax: sum('tax') }
}
