import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { draftOf, readDraft, type Draft, type DraftShape, type Trouble } from '../../kit/form/draft.ts'

export const sectionNames = ['sell', 'bill', 'renew', 'recognise', 'deliver', 'buy', 'tax', 'account'] as const
export type SectionName = (typeof sectionNames)[number]
/** A product document as the wire has it. */
export type WireDocument = Readonly<Record<SectionName, Readonly<Record<string, unknown>>>>

/** What `catalog.behaviours` tells: which behaviours there are, and which terms each has. */
export interface Behaviours {
  readonly sections: readonly {
    readonly section: SectionName
    readonly by: string
    readonly behaviours: readonly {
      readonly key: string
      readonly terms: readonly { readonly term: string; readonly required: boolean }[]
    }[]
  }[]
  readonly plain: Readonly<Record<'oneOff' | 'recurring' | 'prepay' | 'consumption', WireDocument>>
}
export type DocumentDraft = Readonly<Record<SectionName, DraftShape>>

const partOf = (plan: FieldPlan, name: SectionName): FieldPlan => plan.fields![name]!
export const draftDocument = (plan: FieldPlan, document: WireDocument, culture: string): DocumentDraft =>
  Object.fromEntries(sectionNames.map((name) => [name, draftOf(partOf(plan, name), document[name], culture) as DraftShape])) as never

/** The section as the behaviour that it names has it: its own terms, those that it needs asked for. */
export function sectionPlan(plan: FieldPlan, behaviours: Behaviours, name: SectionName, draft: DraftShape): FieldPlan {
  const section = behaviours.sections.find((s) => s.section === name)!
  const fields = partOf(plan, name).fields!
  const chosen = section.behaviours.find(({ key }) => key === draft[section.by]) ?? section.behaviours[0]!
  const own = chosen.terms.map(({ term, required }) => {
    const { optional: _, ...asked } = fields[term]!
    return [term, required ? asked : { ...asked, optional: true }] as const
  })
  return { kind: 'shape', fields: { [section.by]: fields[section.by]!, ...Object.fromEntries(own) } as Record<string, FieldPlan> }
}

export interface ReadDocument {
  /** `null` while something cannot be read. */
  readonly document: WireDocument | null
  readonly troubles: readonly Trouble[]
}
export function readDocument(plan: FieldPlan, behaviours: Behaviours, draft: DocumentDraft, culture: string): ReadDocument {
  const troubles: Trouble[] = []
  const read = sectionNames.map((name) => {
    const { value, troubles: own } = readDraft(sectionPlan(plan, behaviours, name, draft[name]), draft[name] as Draft, name, culture)
    troubles.push(...own)
    return [name, value] as const
  })
  return { document: troubles.length > 0 ? null : (Object.fromEntries(read) as never), troubles }
}

/** Where a screen finds what a refusal is about: `prices.0` of the section `sell` is `sell.prices[0]`. */
export const placeOf = ({ section, field }: Readonly<Record<string, string>>): string =>
  `${section ?? ''}.${(field ?? '').replace(/\.(\d+)/g, '[$1]')}`

/** Another kind of sale is billed and earned in another way: what goes with it is as plain as the kind allows. */
export function withKind(
  plan: FieldPlan,
  behaviours: Behaviours,
  draft: DocumentDraft,
  kind: keyof Behaviours['plain'],
  culture: string,
): DocumentDraft {
  const plain = draftDocument(plan, behaviours.plain[kind], culture)
  const { unit, prices } = draft.sell
  return {
    ...draft,
    sell: { ...plain.sell, unit: unit ?? '', prices: prices ?? [] },
    bill: plain.bill,
    recognise: plain.recognise,
    renew: plain.renew,
  }
}
