import type { Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { clauses, clauseWithdrawals, inWords, type Clause, type ClauseWithdrawal } from './clause.ts'
import { needed, occasionKeys, occasions, type Occasion } from './occasions.ts'

/** What an order is about, as far as its clauses go. */
export interface Sale {
  readonly entity: string
  readonly language: string
  readonly day: Day
  /** Products with what their versions say of themselves. */
  readonly documents: readonly { readonly product: string; readonly document: ProductDocument }[]
}
/** A clause as it stands in an order, and why. */
export interface ChosenClause {
  readonly clause: Clause
  readonly language: string
  readonly title: string
  readonly text: string
  readonly hash: string
  readonly occasion: Occasion
  /** Products that bring it; none where it stands in every order. */
  readonly products: readonly string[]
}
export interface Clauses {
  readonly chosen: readonly ChosenClause[]
  /** What the products do without any clause for it: something that somebody forgot to write. */
  readonly missing: readonly { readonly occasion: Occasion; readonly products: readonly string[] }[]
  /** Clauses that are not written in the language of the customer, so that another one is shown. */
  readonly untranslated: readonly string[]
}
export interface Library {
  readonly clauses: readonly Clause[]
  readonly withdrawals: readonly ClauseWithdrawal[]
}

/** All clauses that there ever were; they are few and never change. */
export async function clauseLibrary(read: Read): Promise<Library> {
  const [all, withdrawals] = await Promise.all([
    read.list(clauses, { order: ['rank', 'code', 'version'], limit: 100_000 }),
    read.list(clauseWithdrawals, { limit: 100_000 }),
  ])
  return { clauses: all, withdrawals }
}

/** The version of each clause that stands in new orders of a legal entity on a day: its own before the group's, the newest that is valid. */
export function inForce(entity: string, day: Day, { clauses: all, withdrawals }: Library): readonly Clause[] {
  const gone = new Set<string>(withdrawals.filter((w) => w.from <= day).map((w) => w.clause))
  const newest = new Map<string, Clause>()
  for (const clause of all) {
    if ((clause.entity !== null && clause.entity !== entity) || clause.validFrom > day || gone.has(clause.id)) continue
    const before = newest.get(clause.code)
    if (!before || nearness(clause) > nearness(before) || (nearness(clause) === nearness(before) && later(clause, before)))
      newest.set(clause.code, clause)
  }
  return [...newest.values()].sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1))
}
const nearness = (clause: Clause): number => (clause.entity === null ? 0 : 1)
/** A version published in advance for a later day does not hide the one that is valid until then; of the valid ones the last day counts. */
const later = (a: Clause, b: Clause): boolean => a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.version > b.version)

/** The clauses of an order, chosen by what its products do, each with why it is there. Nobody can forget one, and nobody can leave one out. */
export function clausesFor(sale: Sale, library: Library): Clauses {
  const valid = inForce(sale.entity, sale.day, library)
  const bringing = new Map<Occasion, readonly string[]>(
    occasionKeys.map((occasion) => [
      occasion,
      [...new Set(sale.documents.filter(({ document }) => occasions[occasion](document)).map(({ product }) => product))],
    ]),
  )
  const chosen = valid.flatMap((clause): ChosenClause[] => {
    const products = bringing.get(clause.occasion)!
    if (clause.occasion !== 'always' && products.length === 0) return []
    return [
      { clause, ...inWords(clause, sale.language), occasion: clause.occasion, products: clause.occasion === 'always' ? [] : products },
    ]
  })
  return {
    chosen,
    missing: needed.flatMap((occasion) => {
      const products = bringing.get(occasion)!
      return products.length > 0 && !chosen.some((c) => c.occasion === occasion) ? [{ occasion, products }] : []
    }),
    untranslated: chosen.filter((c) => c.language !== sale.language.slice(0, 2) && c.language !== sale.language).map((c) => c.clause.code),
  }
}
