import { exactly } from '../../../core/kernel/decimal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import type { Read } from '../../../core/kernel/operation.ts'
import { audienceFault, leftOut, meant, meantOn, whyNot } from '../../../core/campaigns/audience.ts'
import type { CampaignStep } from '../../../core/campaigns/campaign.ts'
import { lifetimeByCurrency, lifetimeOf, monthsOfTerm } from '../../../core/campaigns/lifetime.ts'
import { stepsFault } from '../../../core/campaigns/save.ts'
import { filled, strangePlaceholder, textFor } from '../../../core/campaigns/texts.ts'

const day = (text: string) => text as Day
const text = (language: string, topic = 'Hello', message = 'Dear {{name}}') => ({ language, topic, message })
const step = (afterDays: number, more: object = {}): CampaignStep => ({ afterDays, channel: 'mail', texts: [text('en')], ...more })

describe('why somebody is not contacted', () => {
  const all = { email: 'a@b.example', phone: '+44', address: '1 Mill Lane' }
  const nothing = { email: null, phone: null, address: null }
  it.each([
    ['mail', 'legitimateInterest', all, 'none', null],
    ['mail', 'consent', all, 'none', 'noConsent'],
    ['mail', 'consent', all, 'given', null],
    // An opt-out goes before everything, whatever allows the campaign.
    ['mail', 'contract', all, 'withdrawn', 'optedOut'],
    ['mail', 'consent', nothing, 'withdrawn', 'optedOut'],
    ['phone', 'contract', { ...all, phone: null }, 'given', 'noAddress'],
    ['post', 'contract', { ...all, address: null }, 'none', 'noAddress'],
    ['post', 'contract', all, 'none', null],
  ] as const)('by %s on the ground of %s: %j, %s', (channel, lawfulBasis, who, consent, reason) => {
    expect(whyNot(channel, { lawfulBasis }, who, consent)).toBe(reason)
  })
  it('is counted for consent only where a campaign needs it', () => {
    expect(leftOut({ channel: 'mail', lawfulBasis: 'contract' }).map(({ reason }) => reason)).toEqual(['optedOut', 'noAddress'])
    expect(leftOut({ channel: 'mail', lawfulBasis: 'consent' }).map(({ reason }) => reason)).toEqual(['optedOut', 'noAddress', 'noConsent'])
  })
})

describe('an audience', () => {
  it.each([
    [{ filter: null, termEndsWithin: 90 }, undefined],
    [{ filter: { field: 'fundLeft', is: 'less', value: 20 }, termEndsWithin: null }, undefined],
    [{ filter: { field: 'fundLeft', is: 'contains', value: '2' }, termEndsWithin: null }, /equal/],
    [{ filter: { field: 'height', is: 'equal', value: '2' }, termEndsWithin: null }, /one of/],
    [{ filter: null, termEndsWithin: -1 }, /3650/],
    [{ filter: null, termEndsWithin: 2_147_483_647 }, /3650/],
  ])('%j', (whom, fault) => {
    if (fault) expect(audienceFault(whom)).toMatch(fault)
    else expect(audienceFault(whom)).toBeUndefined()
  })
  it('counts the days to the end of a term from the day on which it is asked, and asks for the terms of all lines', async () => {
    const asked: unknown[] = []
    const read = { ask: async (_: unknown, about: unknown) => (asked.push(about), [{ customer: 'c-1' }]) } as unknown as Read
    const filter = { field: 'country', is: 'equal', value: 'GB' }
    expect(await meantOn(read, { filter, termEndsWithin: 90 }, day('2026-11-30'))).toEqual({
      all: [filter, { field: 'customer', is: 'in', value: ['c-1'] }],
    })
    expect(asked).toEqual([{ from: '2026-11-30', to: '2027-02-28' }])
    expect(await meantOn(read, { filter: null, termEndsWithin: null }, day('2026-11-30'))).toEqual({ all: [] })
    expect(asked).toHaveLength(1)
    // Nobody's term ends in time: nobody is meant, not everybody.
    expect(meant(null, [])).toEqual({ all: [{ field: 'customer', is: 'in', value: [] }] })
  })
})

describe('steps', () => {
  it.each([
    ['in order', [step(0), step(0), step(14)], undefined],
    ['backwards', [step(7), step(3)], 'campaigns.badDays'],
    ['before the start', [step(-1)], 'campaigns.badDays'],
    ['without words', [step(0, { texts: [] })], 'campaigns.noText'],
    ['twice in a language', [step(0, { texts: [text('en'), text('en')] })], 'campaigns.textTwice'],
    ['in no language', [step(0, { texts: [text('English')] })], 'campaigns.badLanguage'],
    ['with a placeholder that nobody knows', [step(0, { texts: [text('en', 'Hello {{fristname}}')] })], 'campaigns.strangePlaceholder'],
  ])('%s', (_, steps, fault) => {
    expect(stepsFault(steps)?.refused).toBe(fault)
  })
  const known = {
    name: 'Ruth Penhale',
    title: null,
    company: 'Quay Surgery',
    email: null,
    sender: 'Amelia Ford',
    seller: 'Northlight IT Ltd',
  }
  it.each([
    ['Dear {{name}} of {{company}}', 'Dear Ruth Penhale of Quay Surgery'],
    ['Dear {{ title }} {{name}}, welcome', 'Dear Ruth Penhale, welcome'],
    ['{{sender}}, {{seller}}', 'Amelia Ford, Northlight IT Ltd'],
    ['Write to {{email}}.', 'Write to.'],
    ['No holes', 'No holes'],
  ])('%s', (template, written) => {
    expect(filled(template, known)).toBe(written)
  })
  it('knows a strange placeholder', () => {
    expect(strangePlaceholder('{{name}} {{Name}}')).toBe('Name')
    expect(strangePlaceholder('{{name}}')).toBeUndefined()
  })
  it('speaks a person’s language, else English, else whatever there is', () => {
    const both = step(0, { texts: [text('de'), text('en')] })
    expect(textFor(both, 'de-AT').language).toBe('de')
    expect(textFor(both, 'no').language).toBe('en')
    expect(textFor(step(0, { texts: [text('de')] }), 'no').language).toBe('de')
  })
})

describe('what a contract brings over its term', () => {
  const line = (more: object) =>
    ({ contract: 'c', contractNumber: 'C-1', customerName: 'Quay', kind: 'recurring', start: day('2026-04-01'), termEnd: day('2027-03-31'), currency: 'GBP', quantity: exactly('12'), unitPrice: exactly('38.00'), priceBasis: 'month', ...more }) as unknown as Parameters<typeof lifetimeOf>[0] // prettier-ignore
  it.each([
    ['2026-04-01', '2027-03-31', 12n],
    ['2026-04-01', '2026-04-30', 1n],
    ['2026-11-12', '2027-11-11', 12n],
    ['2026-11-12', '2027-11-12', 13n],
    ['2026-04-01', null, 12n],
    ['2026-04-01', '2026-04-01', 1n],
  ])('from %s to %s are so many months', (start, end, months) => {
    expect(monthsOfTerm(day(start), end === null ? null : day(end))).toBe(months)
  })
  it.each([
    // 12 x 38.00 x 12 months.
    [{}, 547_200n],
    // 50 x 198.00 a year for three years.
    [{ quantity: exactly('50'), unitPrice: exactly('198'), priceBasis: 'year', termEnd: day('2029-03-31') }, 2_970_000n],
    [{ kind: 'oneOff', quantity: exactly('1'), unitPrice: exactly('6400') }, 640_000n],
    [{ kind: 'prepay', quantity: exactly('1'), unitPrice: exactly('3400') }, 340_000n],
    // Bands: no price that one could multiply.
    [{ unitPrice: null }, null],
  ])('%j', (more, value) => {
    expect(lifetimeOf(line(more))).toBe(value)
  })
  it('is added up by currency, with what has no such price beside it', () => {
    expect([...lifetimeByCurrency([line({}), line({ unitPrice: null }), line({ currency: 'EUR', quantity: exactly('1') })])]).toEqual([
      ['GBP', { value: 547_200n, unpriced: 1 }],
      ['EUR', { value: 45_600n, unpriced: 0 }],
    ])
  })
})
