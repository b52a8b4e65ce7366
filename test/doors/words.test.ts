import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages as shipped } from '../../core/language.ts'
import { say } from '../../core/kernel/words.ts'
import { openLanguages } from '../../main/words.ts'

describe('languages of an installation', () => {
  let folder: string
  let age = 0
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-words-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const drop = (file: string, content: unknown): void => {
    const path = join(folder, file)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    // Each file is as many seconds old as none before it, so that the test does not wait for the clock of the disk.
    utimesSync(path, ++age, age)
  }
  const french = {
    language: 'fr',
    name: 'Français',
    words: { 'people.signIn': 'Se connecter', 'people.loginTaken': 'Le nom {{login}} est déjà pris.' },
  }

  it('come with English and German complete', () => {
    expect(openLanguages(undefined).list()).toEqual([
      { code: 'en', name: 'English', complete: 100 },
      { code: 'de', name: 'Deutsch', complete: 100 },
    ])
  })

  it('say a state or a reason as its field does, and what else a sentence is about as it is', () => {
    const of = (code: string, about: Record<string, string>): string => say(shipped.de, code, about)
    expect(of('billing.notReady', { run: 'BR-2026-12-01', state: 'cancelled' })).toContain('im Zustand „Verworfen“')
    expect(of('billing.rebillBlocked', { contract: 'C-1', line: '2', reason: 'missingPrice' })).toContain('Kein Preis in dieser Währung')
    expect(of('payables.accountWrong', { number: '900000 00000001', fault: 'modulus' })).toContain(
      '900000 00000001 kann keine Kontonummer sein (Sort Code und Kontonummer passen nicht zusammen)',
    )
    expect(of('tax.classWithoutRate', { country: 'AU', customer: 'AU', taxClass: 'reduced', day: '2026-11-30' })).toContain(
      '„Ermäßigter Satz“',
    )
    expect(of('payables.heldBack', { number: 'RE-1', reason: 'wartet auf Ware' })).toContain('wartet auf Ware')
  })

  it('take a third, partial one at run time, which falls back to English', () => {
    const languages = openLanguages(folder)
    expect(languages.best('fr-CA')).toBe('en')
    drop('fr.json', french)
    expect(languages.best('fr-CA')).toBe('fr')
    expect(languages.words('fr')['people.signIn']).toBe('Se connecter')
    expect(languages.words('fr')['people.signOut']).toBe(shipped.en['people.signOut'])
    expect(languages.list().at(-1)).toEqual({ code: 'fr', name: 'Français', complete: Math.floor(200 / Object.keys(shipped.en).length) })
    drop('fr.json', { ...french, words: { ...french.words, 'people.signIn': 'Connexion' } })
    expect(languages.words('fr')['people.signIn']).toBe('Connexion')
    rmSync(join(folder, 'fr.json'))
    expect(languages.list()).toHaveLength(2)
  })

  it('change single words of a language that comes with the product', () => {
    drop('house.json', { language: 'en', name: 'English', words: { 'people.signIn': 'Log in' } })
    const words = openLanguages(folder).words('en')
    expect([words['people.signIn'], words['people.signOut']]).toEqual(['Log in', 'Sign out'])
  })

  it('let a regional language borrow from its mother first', () => {
    drop('fr.json', french)
    drop('fr-CA.json', { language: 'fr-CA', name: 'Français (Canada)', words: { 'people.signOut': 'Fermer la session' } })
    const words = openLanguages(folder).words('fr-CA')
    expect([words['people.signOut'], words['people.signIn'], words['people.roles']]).toEqual(['Fermer la session', 'Se connecter', 'Roles'])
  })

  it('leave a sentence English that lost what it is about', () => {
    drop('fr.json', { ...french, words: { 'people.loginTaken': 'Ce nom est déjà pris.' } })
    expect(openLanguages(folder).words('fr')['people.loginTaken']).toBe(shipped.en['people.loginTaken'])
  })

  it.each([
    ['no JSON', '{', /JSON/],
    ['no code', { ...french, language: 'Französisch' }, /language code/],
    ['a path for a code', { ...french, language: '../en' }, /language code/],
    ['no name', { ...french, name: '' }, /"name"/],
    ['no words', { ...french, words: [] }, /"words"/],
    ['a word that is no text', { ...french, words: { a: 1 } }, /"a" is no text/],
    ['nothing', 'null', /language code/],
  ])('report a pack with %s and go on without it', (_what, content, why) => {
    drop('pack.json', content)
    drop('fr.json', french)
    const languages = openLanguages(folder)
    expect(languages.faults()).toEqual([{ file: 'pack.json', why: expect.stringMatching(why) }])
    expect(languages.list().map((language) => language.code)).toEqual(['en', 'de', 'fr'])
  })

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr-FR, en;q=0.3, de;q=0.7', 'de'],
    ['DE', 'de'],
    ['', 'en'],
    [null, 'en'],
    ['*', 'en'],
    ['xx;q=0, de;q=0', 'en'],
  ])('the best for %s is %s', (wish, code) => {
    expect(openLanguages(undefined).best(wish)).toBe(code)
  })
})
