import type { Refusal } from '../kernel/refusal.ts'
import { faultsIn, sectionFaults } from './behaviour.ts'
import { behaviourFaults, sections } from './behaviours/list.ts'
import type { ProductDocument } from './document.ts'

export const documentFaults = [...sectionFaults, ...behaviourFaults] as const
export type DocumentFault = (typeof documentFaults)[number]

/** Everything that keeps a document from being published; at most one fault a section, at the field that `about` names. */
export const faultsOf = (document: ProductDocument): readonly Refusal<DocumentFault>[] =>
  sections.flatMap((section) => faultsIn(section, document) as readonly Refusal<DocumentFault>[])
