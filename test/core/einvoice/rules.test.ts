import { rules, validate } from '../../../core/einvoice/validate.ts'
import { profileOn, profiles, syntaxes } from '../../../core/einvoice/profile.ts'
import { isAbn, isBelgianEnterprise, isCorrectIban, isGln, isLeitwegId } from '../../../core/einvoice/codes.ts'
import { skontoLine } from '../../../core/einvoice/phrases.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import { breaks } from './breaks.ts'
import { day, parsed, profileFor, sample } from './sample.ts'

// The public rules by their own names: none speaks where nothing is wrong, and each speaks where it is broken. The texts are ours, in both languages.

describe('a document that keeps all rules', () => {
  test.each(['S', 'Z', 'E', 'AE', 'K', 'G', 'O'])('of the category %s has no finding in any profile', (category) => {
    for (const syntax of syntaxes) {
      const found = validate(parsed(sample(category)), profileOn(syntax, day))
      expect([syntax, found]).toEqual([syntax, { ok: true, findings: [] }])
    }
  })
})

describe('each rule', () => {
  const distinct = new Map(rules.map((rule) => [`${rule.of} ${rule.id}`, rule]))
  test('has a name of its own in its set, and is broken by a document below', () => {
    expect(distinct.size).toBe(rules.length)
    const broken = new Set(breaks.map((one) => one.id))
    expect(rules.filter((rule) => !broken.has(rule.id)).map((rule) => rule.id)).toEqual([])
    const known = new Set(rules.map((rule) => rule.id))
    expect(breaks.filter((one) => !known.has(one.id)).map((one) => one.id)).toEqual([])
  })
  test('says what it wants in English and German', () => {
    for (const { id, text } of rules) {
      expect([id, text.en.length > 20, text.de.length > 10, text.en !== text.de]).toEqual([id, true, true, true])
      expect(`${text.en} ${text.de}`).not.toMatch(/undefined|BT-\d+ \(BT|BG-\d+ \(BG/)
    }
  })
  test.each(breaks.map((one) => [one.id, one] as const))('%s is found where it is broken', (id, one) => {
    for (const rule of rules.filter((r) => r.id === id)) {
      const profile = profileFor(rule.of)
      const before = parsed(sample(one.category))
      expect(validate(before, profile).findings).toEqual([])
      const wired = sample(one.category)
      one.how(wired)
      const found = validate(parsed(wired), { ...profile, ...one.profile }).findings.filter((finding) => finding.rule === id)
      expect(found.map((finding) => [finding.rule, finding.level])).toContainEqual([id, rule.level])
    }
  })
  test('counts: what is covered', () => {
    const ids = new Set(rules.map((rule) => rule.id))
    const count = (pattern: RegExp): number => [...ids].filter((id) => pattern.test(id)).length
    expect({
      all: ids.size,
      presence: count(/^BR-\d/),
      sums: count(/^BR-CO-/),
      categories: count(/^BR-(S|Z|E|AE|IC|G|O)-/),
      decimals: count(/^BR-DEC-/),
      lists: count(/^BR-CL-/),
      germany: count(/^BR-(DE|TMP)-/),
      peppol: count(/^PEPPOL-/),
      germansInPeppol: count(/^DE-R-/),
    }).toEqual({ all: 273, presence: 52, sums: 20, categories: 76, decimals: 21, lists: 16, germany: 32, peppol: 28, germansInPeppol: 28 })
  })
})

describe('what a finding says', () => {
  test('names the line, and the gravest comes first', () => {
    const wired = sample()
    wired.lines[1].unit = 'STUNDEN'
    wired.seller.contact.phone = 'ab'
    const { ok, findings } = validate(parsed(wired), profileOn('xrechnung-ubl', day))
    expect(ok).toBe(false)
    expect(findings.map((f) => [f.rule, f.level, f.where])).toEqual([
      ['BR-CL-23', 'fatal', 'lines[1]'],
      ['BR-DE-27', 'warning', null],
    ])
  })
  test('a warning alone does not stop it', () => {
    const wired = sample()
    wired.type = '384'
    expect(validate(parsed(wired), profileOn('xrechnung-cii', day))).toMatchObject({
      ok: true,
      findings: [{ rule: 'BR-DE-26', level: 'warning' }],
    })
  })
  test('a line that is not quantity times price is an error for Peppol and a word for XRechnung', () => {
    const wired = sample()
    wired.lines[0].quantity = '2'
    expect(validate(parsed(wired), profileOn('peppol', day)).ok).toBe(false)
    expect(validate(parsed(wired), profileOn('xrechnung-ubl', day))).toMatchObject({
      ok: true,
      findings: [{ rule: 'PEPPOL-EN16931-R120' }],
    })
  })
})

describe('the profile', () => {
  test('is that of the day: a later one changes nothing that was issued before', () => {
    const next = { ...profileOn('xrechnung-ubl', day), name: 'XRechnung 4.0', validFrom: '2027-07-01' as Day }
    const all = [...profiles, next]
    expect(profileOn('xrechnung-ubl', '2027-06-30' as Day, all).name).toBe('XRechnung 3.0 (UBL)')
    expect(profileOn('xrechnung-ubl', '2027-07-01' as Day, all).name).toBe('XRechnung 4.0')
    expect(profileOn('xrechnung-ubl', null, all).name).toBe('XRechnung 3.0 (UBL)')
  })
})

describe('check digits', () => {
  test.each([
    [isLeitwegId, '04011000-1234512345-06', '04011000-1234512345-07'],
    [isLeitwegId, '991-33333TEST-33', '991-33333TEST-34'],
    [isCorrectIban, 'DE89 3704 0044 0532 0130 00', 'DE88 3704 0044 0532 0130 00'],
    [isCorrectIban, 'GB29NWBK60161331926819', 'GB29NWBK60161331926818'],
    [isGln, '4012345000009', '4012345000008'],
    [isAbn, '51824753556', '51824753557'],
    [isBelgianEnterprise, '0202239951', '0202239952'],
  ])('%p takes %s and not %s', (is, right, wrong) => {
    expect([is(right), is(wrong)]).toEqual([true, false])
  })
  test('a cash discount is written as machines read it', () => {
    expect(skontoLine(14, exactly('2'))).toBe('#SKONTO#TAGE=14#PROZENT=2.00#\n')
    expect(skontoLine(8, exactly('2.5'))).toBe('#SKONTO#TAGE=8#PROZENT=2.50#\n')
  })
})
