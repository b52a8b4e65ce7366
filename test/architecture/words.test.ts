import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { record } from '../../core/kernel/record.ts'
import { kernelRefusals } from '../../core/kernel/run.ts'
import { choice, many, maybe, shape, text } from '../../core/kernel/shape.ts'
import { languages } from '../../core/language.ts'
import { brokenHoles, carelessWords, disagreements, noSentences, onlyIn, otherHoles, wordsNeeded } from './words.ts'
import { root, sourcesIn } from './source.ts'

type Words = Readonly<Record<string, string>>
const wordsOf = (path: string): Words => (jest.requireActual(join(root, path)) as { default: Words }).default
const folders = ['kernel', ...modules.map((m) => m.name)].map((name) => `core/${name}`)
const coreFiles = (language: string) => folders.map((f) => `${f}/words.${language}.ts`).filter((path) => existsSync(join(root, path)))
const screenFiles = (language: string): string[] =>
  [
    'renderer/app',
    ...(existsSync(join(root, 'renderer/modules')) ? readdirSync(join(root, 'renderer/modules')).map((m) => `renderer/modules/${m}`) : []),
  ]
    .map((f) => `${f}/words.${language}.ts`)
    .filter((path) => existsSync(join(root, path)))
const both = ['en', 'de'] as const

describe('words', () => {
  it.each(both)('%s has every word that the modules need', (language) => {
    expect(wordsNeeded(modules).filter((key) => !Object.hasOwn(languages[language], key))).toEqual([])
  })
  it.each(both)('%s is put together from every file of words', (language) => {
    const missing = coreFiles(language).filter((path) => onlyIn(wordsOf(path), languages[language]).length > 0)
    expect(missing).toEqual([])
  })
  it.each(both)('in %s one key says one thing in all modules', (language) => {
    expect(disagreements(coreFiles(language).map((path) => ({ path, words: wordsOf(path) })))).toEqual([])
  })
  it('German has exactly the English words', () => {
    expect(coreFiles('de')).toEqual(coreFiles('en').map((path) => path.replace('.en.', '.de.')))
    expect(onlyIn(languages.en, languages.de)).toEqual([])
    expect(onlyIn(languages.de, languages.en)).toEqual([])
    for (const path of screenFiles('en')) {
      const [en, de] = [wordsOf(path), wordsOf(path.replace('.en.', '.de.'))]
      expect([...onlyIn(en, de), ...onlyIn(de, en)]).toEqual([])
    }
  })
  it('sentences have the same holes in both languages', () => {
    expect(otherHoles(languages.en, languages.de)).toEqual([])
    for (const path of screenFiles('en')) expect(otherHoles(wordsOf(path), wordsOf(path.replace('.en.', '.de.')))).toEqual([])
    for (const language of both) expect(brokenHoles(languages[language])).toEqual([])
  })
  it.each(both)('refusals in %s are sentences', (language) => {
    const codes = [
      ...kernelRefusals,
      ...modules.flatMap((m) => [...m.operations, ...(m.walls ?? [])].flatMap((o) => o.refusals as readonly string[])),
    ]
    expect(noSentences([...new Set(codes)], languages[language])).toEqual([])
  })
  it.each(both)('%s is written with care', (language) => {
    expect(carelessWords(languages[language])).toEqual([])
    for (const path of screenFiles(language)) expect(carelessWords(wordsOf(path))).toEqual([])
  })
  it('German is German', () => {
    // One or two words that are the same in both languages are names, abbreviations or loans; a sentence never is.
    const same = Object.entries(languages.de).filter(
      ([key, text]) => text === languages.en[key] && /\S\s+\S+\s+\S/.test(text.replace(/\{\{\w+\}\}|[×=+.,()\d]/g, '').trim()),
    )
    expect(same.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })
  it('long work says where it stands', () => {
    // A phase is a word of its module: `phase: 'imports.reading'`, or a template of the module and a type of phases.
    const phases = sourcesIn('core').flatMap(({ path, text }) => {
      const kinds = [...text.matchAll(/\bphase: ((?:'[a-z]+'(?: \| )?)+)/g)].flatMap(([, union]) =>
        [...union!.matchAll(/'(\w+)'/g)].map((m) => m[1]!),
      )
      return [...text.matchAll(/\bphase: (?:[^,\n]*\?)?[^,\n]*?['`]\w+\.[^,\n]*/g)].flatMap(([said]) =>
        [...said.matchAll(/['`](\w+)\.(\w+|\$\{\w+\})['`]/g)].flatMap(([, module, phase]) =>
          phase!.startsWith('$') ? kinds.map((kind) => `${path} ${module}.${kind}`) : [`${path} ${module}.${phase}`],
        ),
      )
    })
    expect(phases.map((phase) => phase.split(' ')[1])).toEqual(
      expect.arrayContaining(['billing.proposing', 'billing.posting', 'imports.reading', 'imports.publishing']),
    )
    for (const language of both) expect(phases.filter((phase) => !Object.hasOwn(languages[language], phase.split(' ')[1]!))).toEqual([])
  })
  it('screens name only what there is', () => {
    const names = modules.map((m) => m.name).join('|')
    const known = new Set([
      ...Object.keys(languages.en),
      ...modules.flatMap((m) => [...m.events, ...(m.views ?? []).map((v) => v.view), ...(m.questions ?? []).map((q) => q.question)]),
      ...screenFiles('en').flatMap((path) => Object.keys(wordsOf(path))),
    ])
    const strays = (path: string, strings: readonly string[]): string[] =>
      strings.filter((text) => new RegExp(`^(${names})\\.[a-zA-Z]+$`).test(text) && !known.has(text)).map((text) => `${path}: ${text}`)
    expect(sourcesIn('renderer').flatMap(({ path, strings }) => strays(path, strings))).toEqual([])
    expect(strays('renderer/x.ts', ['billing.propose', 'billing.proppose', 'https://billing.example'])).toEqual([
      'renderer/x.ts: billing.proppose',
    ])
  })
  it('a refusal fills the holes of its sentence', () => {
    const unfilled = sourcesIn('core').flatMap(({ path, text }) =>
      [...text.replace(/`[^`]*`/g, "''").matchAll(/\brefuse\(\s*'([^']+)'\s*(?:\)|,\s*\{([^}]*)\})/g)].flatMap(([, code, about = '']) => {
        const given = new Set([...about.matchAll(/(?:^|[,{])\s*(\w+)(?=\s*[:,]|\s*$)/g)].map((m) => m[1]))
        const holes = [...(languages.en[code!] ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!)
        return about.includes('...')
          ? []
          : holes.filter((hole) => !given.has(hole)).map((hole) => `${path}: ${code} says nothing of {{${hole}}}`)
      }),
    )
    expect(unfilled).toEqual([])
  })
})

describe('what is wrong with words is found', () => {
  it('words of records, choices and inputs, however deep', () => {
    const houses = record('houses', shape({ kind: maybe(choice('old', 'new')), rooms: many(shape({ size: choice('big') })), name: text }), {
      key: 'name',
    })
    const module = { name: 'houses', needs: [], records: [houses], operations: [], permits: ['houses.read'], events: [] }
    expect(wordsNeeded([module])).toEqual([
      'module.houses',       'houses', 'field.kind', 'choice.kind.old', 'choice.kind.new', 'field.rooms', 'field.size', 'choice.size.big', 'field.name', 'houses.read',
    ]) // prettier-ignore
  })
  it('missing keys, other holes, broken holes, careless texts', () => {
    expect(onlyIn({ a: 'A', b: 'B' }, { a: 'Ä' })).toEqual(['b'])
    expect(otherHoles({ a: 'of {{x}}', b: '{{x}} {{y}}' }, { a: 'von {{y}}', b: '{{y}} {{x}}' })).toHaveLength(1)
    expect(brokenHoles({ a: 'of {x}', b: 'of {{x}}', c: 'of {{x}' })).toHaveLength(2)
    expect(noSentences(['a', 'b', 'c'], { a: 'No.', b: 'No' })).toHaveLength(2)
    expect(carelessWords({ a: ' x', b: 'x  y', c: 'x...', d: 'say "x"', e: '', f: 'fine' })).toHaveLength(5)
  })
  it('two files that say the same key otherwise', () => {
    const files = [
      { path: 'a', words: { 'field.due': 'Due', 'field.id': 'Id' } },
      { path: 'b', words: { 'field.due': 'Due date', 'field.id': 'Id' } },
    ]
    expect(disagreements(files)).toEqual(['field.due: “Due” (a) – “Due date” (b)'])
  })
})
