import { say } from '../../../core/kernel/words.ts'
import type { Step } from '../../../core/kernel/explanation.ts'
import { chosenIn, faultsIn } from '../../../core/catalog/behaviour.ts'
import { aDocument, sections } from '../../../core/catalog/behaviours/list.ts'
import { faultsOf } from '../../../core/catalog/document-check.ts'
import { plainDocument } from '../../../core/catalog/draft.ts'
import { documentIn, readBehaviours } from '../../../core/catalog/read-behaviours.ts'
import { languages } from '../../../core/language.ts'

const tell = (language: 'en' | 'de', steps: readonly Step[]): string[] =>
  steps.map((s) => say(languages[language], s.say, Object.fromEntries(s.values.map((v) => [v.name, v.currency ? `${v.currency} ${v.value}` : v.value])))) // prettier-ignore

const behaviours = sections.flatMap((section) =>
  section.behaviours.map((behaviour) => [`${section.name} ${behaviour.key}`, section, behaviour] as const),
)
const examples = behaviours.flatMap(([name, section, behaviour]) =>
  behaviour.examples.map((example, i) => [`${name}, example ${i + 1}`, section, behaviour, example] as const),
)

describe('behaviours', () => {
  it.each(examples)('%s is what it says', (_name, section, behaviour, example) => {
    const document = documentIn(section, behaviour, example)
    const [fault] = faultsIn(section, document)
    if (example.refused !== undefined) {
      expect(fault).toMatchObject({ refused: example.refused, about: { section: section.name } })
      // The field that a screen marks is one that there is.
      expect(Object.keys(section.shape.fields)).toContain(fault!.about['field']!.split('.')[0])
      return
    }
    expect(fault).toBeUndefined()
    const steps = behaviour.read(chosenIn(section, document).terms as never, { document, language: 'en' })
    expect(tell('en', steps)).toEqual(example.says)
    for (const sentence of tell('de', steps)) expect(sentence).not.toMatch(/\{\{|^catalog\.|undefined|null/)
  })
  it.each(behaviours)('%s has an example that holds', (_name, _section, behaviour) => {
    expect(behaviour.examples.filter(({ refused }) => refused === undefined)).not.toEqual([])
    expect(behaviour.examples.every(({ says, refused }) => (says === undefined) !== (refused === undefined))).toBe(true)
  })
  it.each(behaviours)('%s shows each of its refusals in an example', (_name, _section, behaviour) => {
    const shown = new Set(behaviour.examples.flatMap(({ refused }) => refused ?? []))
    // Rules that several behaviours share are shown once, by the one that is named first.
    const elsewhere = new Set(examples.flatMap(([, , , { refused }]) => refused ?? []))
    const faults = (behaviour.faults as readonly string[]).filter((fault) => fault.startsWith('catalog.'))
    expect(faults.filter((fault) => !shown.has(fault) && !elsewhere.has(fault))).toEqual([])
  })
  it('says every sentence that it has', () => {
    const said = new Set(examples.flatMap(([, section, behaviour, example]) => {
      if (example.refused !== undefined) return []
      const document = documentIn(section, behaviour, example)
      return behaviour.read(chosenIn(section, document).terms as never, { document, language: 'en' }).map((s) => s.say)
    })) // prettier-ignore
    // A family of sentences (`….monthly`, `….yearly`; `….one`, `….other`) is shown by one of it.
    const family = (word: string): string => word.split('.').slice(0, 3).join('.')
    const families = new Set([...said].map(family))
    const own = behaviours.flatMap(([, , { words, faults }]) => Object.keys(words.en).filter((word) => word.startsWith('catalog.') && !(faults as readonly string[]).includes(word))) // prettier-ignore
    expect([...new Set(own.map(family))].filter((word) => !families.has(word))).toEqual([])
  })
  it.each(['oneOff', 'recurring', 'prepay', 'consumption'] as const)('a new %s product begins with what could be published', (kind) => {
    const plain = plainDocument(kind, { en: 'unit' })
    expect(faultsOf(plain)).toEqual([])
    expect(aDocument.parse(aDocument.print(plain), 'document')).toEqual(plain)
  })
  it('are told to people with their examples', () => {
    const told = readBehaviours.output.print(readBehaviours.work({ language: 'de' }) as never) as any
    expect(told.sections.map(({ section }: { section: string }) => section)).toEqual(sections.map(({ name }) => name))
    expect(told.sections[7].behaviours[0]).toMatchObject({ key: 'auto', terms: expect.arrayContaining([{ term: 'noticeDays', required: true }]) }) // prettier-ignore
  })
})
