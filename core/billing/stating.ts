import { inLanguage } from '../kernel/by-language.ts'
import type { Day } from '../kernel/day.ts'
import { multiply, ratio, roundHalfAway } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import type { journalLines } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import { readTaxExchange, type Exchange } from '../rates/exchange.ts'
import { readPolicies } from '../rates/policy.ts'
import type { TaxCode } from './charging.ts'
import type { invoiceTaxes } from './invoice.ts'
import type { Exchanges } from './rates.ts'
import type { TaxLine } from './totals.ts'

type Line = Row<typeof journalLines>
/** What a document and the tax return say of the tax of one code, beside the code itself. */
export type StatedTax = TaxLine &
  Pick<Row<typeof invoiceTaxes>, 'category' | 'note' | 'entityCurrency' | 'entityBase' | 'entityAmount' | 'statedAt'>

export interface StatingFacts {
  readonly entity: { readonly code: string; readonly currency: Currency }
  readonly groupCurrency: Currency
  readonly exchanges: Exchanges
  readonly taxCodes: ReadonlyMap<string, TaxCode>
  /** Rates of the tax authority, where the entity states its tax by them; `null`: by those of its books. */
  readonly stating: Exchange | null
}

/** The rates by which a legal entity states its tax in its own currency; `null` where they are those of its books. */
export async function readStating(read: Read, entity: string, day: Day): Promise<Exchange | null> {
  const policy = (await readPolicies(read)).find((one) => one.entity === entity)
  return policy?.taxSource ? readTaxExchange(read, day, entity) : null
}

/** Is tax to be stated by a rate that nobody has published? */
export const lacksStatement = (stating: Exchange | null, from: Currency, to: Currency): boolean =>
  stating !== null && from !== to && refused(stating.cross(from, to))

/** The taxes of a document as it states them, with its journal lines still by the rate of the books. */
function stated(taxes: readonly TaxLine[], currency: Currency, language: string, lines: readonly Line[], facts: StatingFacts): readonly StatedTax[] {
  const { entity, exchanges, stating, taxCodes } = facts
  const published = stating && currency !== entity.currency ? stating.cross(currency, entity.currency) : null
  assert(!refused(published), `a tax rate for ${currency}`)
  const book = exchanges(currency, entity.currency)
  assert(book, `rates for ${currency}`)
  const into = (minor: bigint): bigint => convert(minor, published?.value ?? book.rate, currency, entity.currency)
  return taxes.map((tax) => {
    const code = taxCodes.get(tax.code)!
    const posted = lines.find((line) => line.taxCode === tax.code)
    return {
      ...tax,
      category: code.category,
      note: inLanguage(code.notes, language) ?? null,
      entityCurrency: entity.currency,
      entityBase: into(tax.base),
      // By the books' rate it is what the journal says: lines share a rounded receivable.
      entityAmount: published ? into(tax.amount) : posted ? -posted.entityAmount : 0n,
      statedAt: published ? ({ day: published.day, legs: published.legs } as unknown as Wire) : null,
    }
  })
} // prettier-ignore

/**
 * Taxes as the document states them, and the journal that says the same: a tax line is pinned at what the document prints in the local currency, and what that
 * differs from the rate of the books goes to its own account, never into revenue. Source: finance.md 2.6, example 8.
 */
export function statedTaxes(
  taxes: readonly TaxLine[],
  currency: Currency,
  language: string,
  lines: readonly Line[],
  facts: StatingFacts,
): { readonly taxes: readonly StatedTax[]; readonly lines: readonly Line[] } {
  const all = stated(taxes, currency, language, lines, facts)
  const { entity, groupCurrency, exchanges } = facts
  const toGroup = exchanges(entity.currency, groupCurrency)
  assert(toGroup, `rates for ${entity.currency}`)
  let [inEntity, inGroup] = [0n, 0n]
  const pinned = lines.map((line) => {
    const tax = line.taxCode === null ? undefined : all.find((one) => one.code === line.taxCode && one.statedAt !== null)
    if (!tax) return line
    const moved = line.entityAmount + tax.entityAmount!
    // As in the books: the difference is measured in the entity's currency, and the group gets it converted.
    const movedInGroup = convert(moved, toGroup.rate, entity.currency, groupCurrency)
    inEntity += moved
    inGroup += movedInGroup
    return { ...line, entityAmount: line.entityAmount - moved, groupAmount: line.groupAmount - movedInGroup }
  })
  if (inEntity === 0n) return { taxes: all, lines: pinned }
  const last = lines[lines.length - 1]!
  const difference: Line = {
    ...last,
    position: last.position + 1,
    account: account('fxTax'),
    amount: 0n,
    entityAmount: inEntity,
    groupAmount: inGroup,
    customer: null,
    charge: null,
    taxCode: null,
    fund: null,
    supplier: null,
    partner: null,
    openItem: null,
  }
  return { taxes: all, lines: [...pinned, difference] }
}

/** A part of an amount that was fixed before, so that all parts together are the whole: the difference of what is taken with it and without it. */
export function partOfFixed(whole: bigint, of: bigint, before: bigint, part: bigint): bigint {
  if (of === 0n) return 0n
  const upTo = (taken: bigint): bigint => roundHalfAway(multiply(ratio(whole), ratio(taken, of)))
  return upTo(before + part) - upTo(before)
}
