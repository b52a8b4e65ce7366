import { modules } from '../../core/harmony.ts'
import { languages } from '../../core/language.ts'
import type { CultureFormats } from '../../renderer/app/harmony.tsx'
import { clockLine, isClockOff, offlineSince } from '../../renderer/app/field-words.ts'
import { lastingIn } from '../../renderer/app/lasting.ts'
import type { Say } from '../../renderer/app/words.ts'
import { keptOf, reasonIn, reasonOfRow, skewIn, worded } from '../../renderer/modules/sync/worded.ts'

// The words themselves are loaded by the page's own bundler.
jest.mock('../../renderer/app/words.ts', () => ({
  wordOr: (said: (key: string) => string, key: string, otherwise: string) => (said(key) === key ? otherwise : said(key)),
}))

const words: Readonly<Record<string, string>> = {
  'sync.leaseExpired': 'Good until {{until}}',
  'sync.waits': 'Rests on {{operation}}',
  'sync.hubTooOld': 'Does not know {{operation}} yet',
  'sync.conflict': 'Both changed {{fields}}',
  'orders.save': 'Save order',
  'orders.tooMuch': 'More than {{most}}. Nothing was saved; ask for it.',
  'field.phone': 'Telephone',
  'app.yes': 'Yes',
  'sync.ui.nothing': 'nothing',
  'sync.ui.clockRight': 'right',
  'sync.ui.clockAhead': '{{time}} ahead',
  'sync.ui.clockBehind': '{{time}} behind',
  'app.field.clockAhead': '{{time}} ahead',
  'app.field.clockBehind': '{{time}} behind',
}
const say = ((key: string, about: Readonly<Record<string, string>> = {}) =>
  (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => about[name] ?? '')) as unknown as Say
const culture = {
  name: 'en-GB',
  instant: (moment: string) => `<${moment.slice(0, 16)}>`,
  day: (day: string) => `<${day}>`,
  clock: (moment: string) => `<${moment.slice(11, 16)}>`,
} as unknown as CultureFormats

describe('what a person in the field reads', () => {
  it.each([
    [172_800, '2 days', '2 Tage'],
    [3650 * 86_400, '10 years', '10 Jahre'],
    [86_400, '24 hours', '24 Stunden'],
    [7_100, '118 minutes', '118 Minuten'],
    [20, '1 minute', '1 Minute'],
  ])('%d seconds are %s, or %s', (seconds, en, de) => {
    expect([lastingIn('en-GB', seconds), lastingIn('de-DE', seconds)]).toEqual([en, de])
  })

  it('says by how much its clock is wrong and which way, and leaves minutes alone', () => {
    expect([null, 0, 300, -299].map(isClockOff)).toEqual([false, false, false, false])
    expect(isClockOff(-301)).toBe(true)
    // What brings the clock to head office's is negative where it is ahead.
    expect([clockLine(say, 'en-GB', -172_800), clockLine(say, 'en-GB', 172_800)]).toEqual(['2 days ahead', '2 days behind'])
  })

  it('says how far the clock of a device is off, and leaves what telling the time costs alone', () => {
    expect([0, -60, 60, 7_200, -172_800].map((seconds) => skewIn(say, 'en-GB', seconds))).toEqual(['right', 'right', 'right', '2 hours ahead', '2 days behind']) // prettier-ignore
  })

  it('says since when it is offline: by the clock today, by the day before; since head office was last met where it has met nobody', () => {
    const now = new Date().toISOString()
    expect(offlineSince({ since: now, lastMet: '2026-11-01T08:00:00.000Z' }, culture)).toBe(`<${now.slice(11, 16)}>`)
    expect(offlineSince({ since: null, lastMet: '2001-11-01T08:00:00.000Z' }, culture)).toBe('<2001-11-01T08:00>')
    expect(offlineSince({ since: null, lastMet: null }, culture)).toBe('')
  })

  it('reads why something waits with moments, days, steps and fields as people say them', () => {
    const read = (code: string, about: Readonly<Record<string, string>>) => reasonIn(say, culture, code, about)
    expect(read('sync.leaseExpired', { until: '2026-12-08T00:01:24.502Z' })).toBe('Good until <2026-12-08T00:01>')
    expect(read('sync.leaseExpired', { until: '2026-12-08' })).toBe('Good until <2026-12-08>')
    expect(read('sync.waits', { operation: 'orders.save' })).toBe('Rests on Save order')
    expect(read('sync.conflict', { fields: 'phone, ownField' })).toBe('Both changed Telephone, ownField')
    expect(read('someday.unknown', {})).toBe('someday.unknown')
    // What waits for a newer hub was told of by nobody: the operation is the row's own; where another is spoken of, that one is said.
    const row = { code: 'sync.hubTooOld', operation: 'orders.save', about: {} }
    expect(reasonOfRow(say, culture, row)).toBe('Does not know Save order yet')
    expect(reasonOfRow(say, culture, { ...row, operation: 'orders.capture', code: 'sync.waits', about: { operation: 'orders.save' } })).toBe('Rests on Save order') // prettier-ignore
  })

  it('never says of what was captured that nothing was saved: it is kept, and the remedy stands', () => {
    expect(keptOf('“x” is no e-mail address. Nothing was saved; correct it or leave it empty.')).toBe(
      '“x” is no e-mail address. Correct it or leave it empty.',
    )
    expect(keptOf('The order is executed. Nothing was changed.')).toBe('The order is executed.')
    expect(keptOf('Den Kunden gibt es nicht. Es wurde nichts gespeichert; wählen Sie einen aus.')).toBe(
      'Den Kunden gibt es nicht. Wählen Sie einen aus.',
    )
    expect(keptOf('Das ist vorbei. Nichts wurde geändert. Fragen Sie nach.')).toBe('Das ist vorbei. Fragen Sie nach.')
    expect(keptOf('It was put aside, nothing was changed; ask IT.')).toBe('It was put aside, nothing was changed; ask IT.')
    expect(reasonIn(say, culture, 'orders.tooMuch', { most: '5 %' })).toBe('More than 5 %. Ask for it.')
  })

  it('reads nothing of the kind in any refusal of what can be captured, in English or German', () => {
    const codes = [...new Set(modules.flatMap(({ operations }) => operations).flatMap((one) => (one.does === 'command' && one.offline === 'queue' ? one.refusals : [])))] // prettier-ignore
    expect(codes.length).toBeGreaterThan(50)
    for (const language of ['en', 'de'] as const) {
      const left = codes
        .map((code) => keptOf(languages[language][code] ?? ''))
        .filter((text) => /\bnothing (was|has)\b|\bnichts wurde\b|\bes wurde nichts\b/i.test(text))
      expect(left).toEqual([])
    }
  })

  it('shows what was captured without ids, hashes and the strokes of a pen', () => {
    const uuid = '01a20ad7-8ea4-762e-a1e1-8c05cda44d99'
    expect(worded(say, culture, uuid)).toBeNull()
    expect(worded(say, culture, { image: 'M75 120 L88 105 L100 90 L113 75', hash: 'ab'.repeat(32), customer: uuid, phone: '+44', yes: true })).toBe('Telephone: +44; yes: Yes') // prettier-ignore
    expect(worded(say, culture, ['2026-12-08T00:01:24.502Z', '2026-12-08', 'M365-A'])).toBe('<2026-12-08T00:01>, <2026-12-08>, M365-A')
    expect(worded(say, culture, [])).toBe('nothing')
  })
})
