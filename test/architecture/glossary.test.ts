import { modules } from '../../core/harmony.ts'
import { languages } from '../../core/language.ts'
import { read } from './source.ts'
import { refusalRows, refusalTable, withTable } from './refusal-table.ts'

const glossary = read('core/GLOSSARY.md')

describe('the glossary', () => {
  it('lists every refusal with an example: npm run glossary', () => {
    const rows = refusalRows(modules, languages.en)
    expect(rows.flatMap(({ code, unfilled }) => unfilled.map((hole) => `${code}: no example of ${hole}`))).toEqual([])
    const missing = rows.filter(({ code, example }) => !glossary.includes(`| \`${code}\` | ${example.replaceAll('|', '\\|')} |`))
    expect(missing.map(({ code }) => code)).toEqual([])
  })
  it('lists no refusal that nobody says any more', () => {
    const codes = new Set(refusalRows(modules, languages.en).map((row) => row.code))
    const listed = [...glossary.matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \|/gm)].map((m) => m[1]!)
    expect(listed.filter((code) => !codes.has(code))).toEqual([])
  })
  it('is written by a script that finds its place', () => {
    const rows = refusalRows([], { 'operation.unknown': 'There is no operation {{operation}}, {{unheardOf}}.' })
    expect(rows[0]).toMatchObject({ code: 'operation.unknown', unfilled: ['unheardOf'] })
    expect(withTable('a\n<!-- refusals: npm run glossary -->\nold\n<!-- /refusals -->\nb', refusalTable([]))).toBe(
      'a\n<!-- refusals: npm run glossary -->\n| code | for example | said by |\n|---|---|---|\n<!-- /refusals -->\nb',
    )
    expect(() => withTable('nothing', '')).toThrow('marks')
  })
  it('names every module, zone and way to run', () => {
    const text = `${read('core/README.md')}${glossary}`
    expect(modules.map((m) => m.name).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})
