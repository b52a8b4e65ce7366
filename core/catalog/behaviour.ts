import { step, type Step } from '../kernel/explanation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import {
  choice,
  maybe,
  shape,
  type ChoiceField,
  type Field,
  type Fields,
  type MaybeField,
  type Of,
  type Shape,
  type Wire,
} from '../kernel/shape.ts'
import type { ProductDocument } from './document.ts'

/** The parts of a product document, in the order in which it is read out. */
export const sectionNames = ['sell', 'buy', 'deliver', 'bill', 'recognise', 'account', 'tax', 'renew'] as const
export type SectionName = (typeof sectionNames)[number]

/** What a behaviour may look at beside its own terms. */
export interface About {
  readonly document: ProductDocument
  /** Of names and units. */
  readonly language: string
}
type Texts<W extends string> = Readonly<Record<W, string>>

/** Terms at work: read by people (`catalog.behaviours`) and worked through by the tests. */
export interface Example {
  /** As they travel; what is left out is absent. */
  readonly terms: Readonly<Record<string, Wire>>
  /** Other sections that matter here; the rest is the plainest document of the kind. */
  readonly beside?: { readonly [Name in SectionName]?: Readonly<Record<string, Wire>> }
  /** What the card says of it, word by word. */
  readonly says?: readonly string[]
  /** The code of the refusal instead. */
  readonly refused?: string
}

/** One way in which a section of a product may behave. It brings its terms, its rules, its sentences in both languages, and examples. */
export interface Behaviour<Key extends string, F extends Fields, W extends string, Fault extends string> {
  readonly key: Key
  readonly terms: Shape<F>
  /** Codes that `check` refuses with. */
  readonly faults: readonly Fault[]
  /** Why a document may not say this; the refusal names the `section` and the `field`. */
  check(terms: Of<Shape<F>>, document: ProductDocument): Refusal<NoInfer<Fault>> | undefined
  /** Its sentences on the product card. */
  read(terms: Of<Shape<F>>, about: About): readonly Step[]
  /** Sentences, refusals, and the names of terms that only it has. A word that is missing in German does not compile. */
  readonly words: { readonly en: Texts<W>; readonly de: Texts<NoInfer<W>> }
  readonly examples: readonly Example[]
}
export const behaviour = <const Key extends string, F extends Fields, const W extends string, const Fault extends string>(
  of: Behaviour<Key, F, W, Fault>,
): Behaviour<Key, F, W, Fault> => of

// Behaviours of all kinds stand in one list; `section` puts each one's own terms into it.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyBehaviour = Behaviour<string, any, any, any>

type FieldsOf<B> = B extends { readonly terms: Shape<infer F> } ? F : never
type NamesOf<B> = B extends unknown ? keyof FieldsOf<B> : never
type FieldOf<B, K> = B extends unknown ? (K extends keyof FieldsOf<B> ? FieldsOf<B>[K] : never) : never
type KeyOf<B> = B extends { readonly key: infer Key extends string } ? Key : never
type Optional<F> = F extends MaybeField<Field<unknown>> ? F : F extends Field<unknown> ? MaybeField<F> : never
/** The terms of all behaviours of a section side by side. Those that each of them has are always there, the others may be absent. */
export type SectionFields<By extends string, B> = { readonly [K in By]: ChoiceField<KeyOf<B>> } & {
  readonly [K in NamesOf<B>]: K extends keyof FieldsOf<B> ? FieldOf<B, K> : Optional<FieldOf<B, K>>
}

export interface Section<By extends string = string, B extends AnyBehaviour = AnyBehaviour> {
  readonly name: SectionName
  /** The field that says which behaviour it is. */
  readonly by: By
  readonly behaviours: readonly B[]
  readonly shape: Shape<SectionFields<By, B> & Fields>
}
export function section<const By extends string, const Bs extends readonly AnyBehaviour[]>(
  name: SectionName,
  by: By,
  behaviours: Bs,
): Section<By, Bs[number]> {
  const fields: Record<string, Field<unknown>> = { [by]: choice(...behaviours.map(({ key }) => key)) }
  const terms = behaviours.map((b) => (b.terms as Shape<Fields>).fields)
  for (const [term, field] of terms.flatMap((own) => Object.entries(own))) {
    const always = terms.every((own) => term in own && own[term]!.kind !== 'maybe')
    fields[term] ??= always || field.kind === 'maybe' ? field : maybe(field)
  }
  return { name, by, behaviours, shape: shape(fields) as never }
}

export type SectionFault = 'catalog.termMissing' | 'catalog.termStray'
export const sectionFaults = ['catalog.termMissing', 'catalog.termStray'] as const satisfies readonly SectionFault[]

/** The terms of the behaviour that a section of a document names. */
export function chosenIn(
  of: Section,
  document: ProductDocument,
): { readonly behaviour: AnyBehaviour; readonly terms: Readonly<Record<string, unknown>> } {
  const said = document[of.name] as unknown as Readonly<Record<string, unknown>>
  const chosen = of.behaviours.find(({ key }) => key === said[of.by])
  if (!chosen) throw new Error(`bug: expected a behaviour ${String(said[of.by])} of ${of.name}`)
  const terms = Object.fromEntries(Object.keys((chosen.terms as Shape<Fields>).fields).map((term) => [term, said[term] ?? null]))
  return { behaviour: chosen, terms }
}

/** Everything that is wrong with a section of a document. */
export function faultsIn(of: Section, document: ProductDocument): readonly Refusal[] {
  const { behaviour: chosen, terms } = chosenIn(of, document)
  const said = document[of.name] as unknown as Readonly<Record<string, unknown>>
  const own = (chosen.terms as Shape<Fields>).fields
  const place = (field: string) => ({ section: of.name, field })
  const missing = Object.entries(own).find(([term, field]) => field.kind !== 'maybe' && terms[term] === null)
  if (missing) return [refuse('catalog.termMissing', place(missing[0]))]
  const stray = Object.keys(said).find((term) => term !== of.by && !(term in own) && (said[term] ?? null) !== null)
  if (stray !== undefined) return [refuse('catalog.termStray', place(stray))]
  const fault = chosen.check(terms as never, document)
  return fault ? [fault] : []
}

/** Sentences of whole numbers: one of a thing has its own word. `counted('catalog.renew.term', 'months', 12)` */
export const counted = (say: string, hole: string, n: number, more: Parameters<typeof step>[1] = {}): Step =>
  step(n === 1 ? `${say}.one` : `${say}.other`, n === 1 ? more : { [hole]: ['count', `${n}`], ...more })
