import { aStep } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { choice, flag, many, maybe, shape, someData, text, type Fields, type Shape, type Wire } from '../kernel/shape.ts'
import { chosenIn, sectionNames, type AnyBehaviour, type Example, type Section } from './behaviour.ts'
import { aDocument, sections } from './behaviours/list.ts'
import { plainDocument } from './draft.ts'

/** What products can be told to do: every behaviour with its terms, and worked examples of each in words. */
export const readBehaviours = calculator({
  name: 'catalog.behaviours',
  zone: 'sales',
  permit: null,
  input: shape({
    /** Of the examples' names and units. */
    language: text,
  }),
  output: shape({
    sections: many(
      shape({
        section: choice(...sectionNames),
        /** The field that says which behaviour it is. */
        by: text,
        behaviours: many(
          shape({
            key: text,
            terms: many(shape({ term: text, required: flag })),
            examples: many(shape({ terms: someData, says: many(aStep), refused: maybe(text) })),
          }),
        ),
      }),
    ),
    /** What a new product of each kind begins with. */
    plain: shape({ oneOff: aDocument, recurring: aDocument, prepay: aDocument, consumption: aDocument }),
  }),
  refusals: [],
  work: ({ language }) => ({
    sections: sections.map((section) => ({
      section: section.name,
      by: section.by,
      behaviours: section.behaviours.map((behaviour) => ({
        key: behaviour.key,
        terms: Object.entries((behaviour.terms as Shape<Fields>).fields).map(([term, field]) => ({
          term,
          required: field.kind !== 'maybe',
        })),
        examples: behaviour.examples.map((example) => workedOut(section, behaviour, example, language)),
      })),
    })),
    plain: {
      oneOff: plainDocument('oneOff', { en: 'unit' }),
      recurring: plainDocument('recurring', { en: 'unit' }),
      prepay: plainDocument('prepay', { en: 'unit' }),
      consumption: plainDocument('consumption', { en: 'unit' }),
    },
  }),
})

function workedOut(section: Section, behaviour: AnyBehaviour, example: Example, language: string) {
  const document = documentIn(section, behaviour, example)
  const says = example.refused === undefined ? behaviour.read(chosenIn(section, document).terms as never, { document, language }) : []
  return { terms: example.terms, says, refused: example.refused ?? null }
}

/** The document that an example stands in: the plainest of its kind, with what the example says. */
export function documentIn(section: Section, behaviour: AnyBehaviour, { terms, beside = {} }: Example) {
  const kind = section.name === 'sell' ? behaviour.key : (beside.sell?.['kind'] ?? 'recurring')
  const plain = aDocument.print(plainDocument(kind as never, { en: 'users', de: 'Benutzer' })) as Readonly<
    Record<string, Readonly<Record<string, Wire>>>
  >
  const told = Object.fromEntries(Object.entries(plain).map(([name, part]) => [name, { ...part, ...beside[name as 'sell'] }]))
  return aDocument.parse({ ...told, [section.name]: { [section.by]: behaviour.key, ...terms } }, 'example')
}
