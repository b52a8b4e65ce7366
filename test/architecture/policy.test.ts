import { settingKeys } from '../../core/support/settings.ts'
import { definitionOf } from '../../core/support/settings.ts'
import { policyFiles } from '../../main/policy/generate/files.ts'
import { jsonSchema, sampleOf } from '../../main/policy/generate/schema.ts'
import { judge } from '../../main/policy/judge.ts'
import { read, sourcesIn } from './source.ts'

describe('managed settings', () => {
  it.each([...policyFiles()])('%s is what is written from the definition: node test/architecture/policy.mjs', (path, text) => {
    expect(read(path)).toBe(text)
  })
  it.each(settingKeys)('%s is in every template, and its example is one', (key) => {
    const name = new RegExp(`\\b${key}\\b`)
    expect([...policyFiles()].filter(([, text]) => !name.test(text)).map(([path]) => path)).toEqual([])
    const place = {
      platform: key === 'DataDir' ? ('win32' as const) : ('linux' as const),
      environment: { LOCALAPPDATA: 'C:\\L' },
      home: '/h',
    }
    expect(judge(key, sampleOf(key), 'json', place)).not.toHaveProperty('fault')
  })
  it('what stands in the templates in one language stands in the other', () => {
    const ids = (path: string): string[] => [...read(path).matchAll(/(?:string|presentation) id="(\w+)"/g)].map((m) => m[1]!)
    const english = ids('main/policy/templates/en-US/harmony.adml')
    expect(ids('main/policy/templates/de-DE/harmony.adml')).toEqual(english)
    const asked = [...read('main/policy/templates/harmony.admx').matchAll(/\$\((?:string|presentation)\.(\w+)\)/g)].map((m) => m[1]!)
    expect(asked.filter((id) => !english.includes(id))).toEqual([])
  })
  it('the schema knows the settings and nothing else', () => {
    const { properties, additionalProperties } = JSON.parse(jsonSchema()) as { properties: object; additionalProperties: boolean }
    expect(Object.keys(properties)).toEqual(['$schema', ...settingKeys])
    expect(additionalProperties).toBe(false)
  })
})

/** Ways to believe whoever answers. There is no setting for them and no line of code. */
const believers =
  /rejectUnauthorized|setCertificateVerifyProc|ignore-certificate-errors|NODE_TLS_REJECT_UNAUTHORIZED|certificate-error|insecure(HTTP|Http)|strictSSL/
describe('certificates', () => {
  it('no setting makes them count for less', () => {
    const words = settingKeys.flatMap((key) => [key, definitionOf(key).words.en.name, definitionOf(key).words.en.help])
    expect(words.filter((word) => /ignore|insecure|unverified|accept any|trust all/i.test(word))).toEqual([])
  })
  it('nothing in the product believes everybody', () => {
    const code = sourcesIn('main', 'core', 'renderer').map(({ path, text }) => ({ path, code: text.replace(/\/\/.*|\/\*[^]*?\*\//g, '') }))
    const found = code.filter(({ code: text }) => believers.test(text.replace(/rejectUnauthorized: true/g, ''))).map(({ path }) => path)
    // One file hears of certificates that are not trusted, and says no to each (test/desktop).
    expect(found).toEqual(['main/desktop/certificates.ts'])
    expect(read('main/desktop/certificates.ts')).not.toMatch(/decide\((?!false\))/)
  })
  it('and that would be found', () => {
    expect(believers.test('session.setCertificateVerifyProc((_, done) => done(0))')).toBe(true)
    expect(believers.test('{ rejectUnauthorized: false }')).toBe(true)
  })
})
