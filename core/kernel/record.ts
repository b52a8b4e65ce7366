import type { Personal } from './personal.ts'
import type { Fields, Of, Shape } from './shape.ts'

/** How a kind of stored thing behaves, beyond its shape. */
export interface RecordFacts {
  /** The field that identifies a row: a UUID (`id`) or a code that people know. */
  readonly key: string
  /** Rows are only ever added. The database refuses changes (see the migrations' triggers); there is no `rev`. */
  readonly immutable?: true
  /** The field that names the legal entity whose people may see the row. */
  readonly entityField?: string
  /** Rows belong to a row of this record, whose own entry in the log stands for them. */
  readonly partOf?: string
  /** A running total that postings increase; never put as a whole. Its key is made of its parts. */
  readonly total?: true
  /** Never leaves the host: no list, no feed, no log digest shows it. */
  readonly secret?: true
  /** Rows go to devices only of people who have the right for it (sensitive.ts). */
  readonly sensitive?: 'margin' | 'purchasePrice' | 'costRate'
  /** Which devices in the field hold its rows: where any of these is true. Left out: none. */
  readonly devices?: readonly DeviceScope[]
  /**
   * Of rows that never change: what a migration wrote into those that were there before the field was, of which the log's digests of them know nothing.
   * `null`: it differs from row to row.
   */
  readonly filled?: Readonly<Record<string, string | bigint | null>>
  /** What it says of people, and what keeps its rows (personal.ts). Left out: nothing. */
  readonly personal?: Personal
}
/**
 * `always`: every device; `all`: those whose person may read the module; `territory`: those whose territory is the field's, or none is said; `customer`: those
 * that hold the customer that the field names; `of`: those that hold the row that it names; `user`: the one whose person it names. All but the first and the
 * last ask for the module's read permit.
 */
export type DeviceScope =
  'always' | 'all' | { readonly customer: string } | { readonly user: string } | { readonly of: string } | { readonly territory: string }

/** A kind of stored thing: a table in storage, a document on the wire, a form on the screen. */
export interface RecordKind<Name extends string = string, F extends Fields = Fields> extends RecordFacts {
  readonly record: Name
  readonly shape: Shape<F>
}
export const record = <const Name extends string, F extends Fields>(
  name: Name,
  of: Shape<F>,
  facts: RecordFacts & { readonly personal?: Personal<Extract<keyof F, string>> },
): RecordKind<Name, F> => ({
  ...facts,
  record: name,
  shape: of,
})
export type Row<K> = K extends RecordKind<string, infer F> ? { readonly [P in keyof F]: Of<F[P]> } : never

/** A named question with a row shape: declared in core, answered in SQL by `main/storage/reads` or by another host. */
export interface Question<Name extends string = string, P extends Fields = Fields, A extends Fields = Fields> {
  readonly question: Name
  readonly asks: Shape<P>
  readonly answers: Shape<A>
  /** The answer is evidence of the place where the call was made: it travels with the call, and the hub reads it instead of asking again. */
  readonly witnessed?: true
}
export const question = <const Name extends string, P extends Fields, A extends Fields>(
  name: Name,
  asks: Shape<P>,
  answers: Shape<A>,
  facts: Pick<Question, 'witnessed'> = {},
): Question<Name, P, A> => ({
  ...facts,
  question: name,
  asks,
  answers,
})
export type Asked<Q> = Q extends Question<string, infer P, Fields> ? { readonly [K in keyof P]: Of<P[K]> } : never
export type Answer<Q> = Q extends Question<string, Fields, infer A> ? { readonly [K in keyof A]: Of<A[K]> } : never

/** A list that people browse: rows joined for reading, filtered, searched, sorted and paged by the host. */
export interface View<Name extends string = string, F extends Fields = Fields> {
  readonly view: Name
  readonly row: Shape<F>
  readonly key: string
  /** Fields that the search box looks into. */
  readonly search: readonly string[]
  /** Fields that tell one row from another by name; where it says nothing, the first ones that one searches by. */
  readonly called?: readonly string[]
  /** The order people meet first, `-field` descending. */
  readonly order: readonly string[]
  readonly entityField?: string
}
export const view = <const Name extends string, F extends Fields>(v: { view: Name; row: Shape<F>; key: Extract<keyof F, string>; search: readonly Extract<keyof F, string>[]; called?: readonly Extract<keyof F, string>[]; order: readonly string[]; entityField?: Extract<keyof F, string> }): View<Name, F> => v // prettier-ignore
