import { aStep } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { choice, many, shape, someData, text } from '../kernel/shape.ts'
import { sectionNames } from './behaviour.ts'
import { aDocument } from './behaviours/list.ts'
import { cardOfDocument } from './card.ts'
import { faultsOf } from './document-check.ts'

export const cardSections = many(shape({ section: choice(...sectionNames), steps: many(aStep) }))

/** The card of a document that is not published yet, as somebody writes it, and what still keeps it from being published. */
export const cardOfDraft = calculator({
  name: 'catalog.cardOfDraft',
  zone: 'sales',
  permit: null,
  input: shape({
    behaviours: aDocument,
    /** Of names and units. */
    language: text,
  }),
  output: shape({
    sections: cardSections,
    warnings: many(aStep),
    examples: many(aStep),
    /** By the code of the refusal; `about` names the section and the field. */
    problems: many(shape({ code: text, about: someData })),
  }),
  refusals: [],
  work: ({ behaviours, language }) => ({
    ...cardOfDocument(behaviours, language),
    problems: faultsOf(behaviours).map(({ refused: code, about }) => ({ code, about })),
  }),
})
