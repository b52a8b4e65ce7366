import type { Day } from '../../../core/kernel/day.ts'
import type { Step } from '../../../core/kernel/explanation.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { Now, Read } from '../../../core/kernel/operation.ts'
import type { Row } from '../../../core/kernel/record.ts'
import { say } from '../../../core/kernel/words.ts'
import { chargesOf } from '../../../core/billing/charging.ts'
import type { DueLine } from '../../../core/billing/facts.ts'
import { cardOfDraft } from '../../../core/catalog/card-of-draft.ts'
import { cardWords } from '../../../core/catalog/card-words.ts'
import { cardOf, type Card } from '../../../core/catalog/card.ts'
import { faultsOf } from '../../../core/catalog/document-check.ts'
import { columnsOf } from '../../../core/catalog/draft.ts'
import { products, productVersions } from '../../../core/catalog/product.ts'
import { readCard } from '../../../core/catalog/read-card.ts'
import { productRows, productVersionRows } from '../../../core/demo/products.ts'
import { languages } from '../../../core/language.ts'

type Product = Row<typeof products>
type Version = Row<typeof productVersions>
const id = '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417'
const product = (code: string, more: object = {}): Product => products.shape.parse({ ...productRows.find((p) => p.code === code)!, ...more }, 'product') // prettier-ignore
const version = (code: string, more: object = {}): Version => productVersions.shape.parse({ id, ...productVersionRows.find((v) => v.product === code)!, ...more }, 'version') // prettier-ignore

/** As a door without a culture says it: values as they are, amounts in minor units. */
const tell = (language: 'en' | 'de', steps: readonly Step[]): string[] =>
  steps.map((s) => say(languages[language], s.say, Object.fromEntries(s.values.map((v) => [v.name, v.currency ? `${v.currency} ${v.value}` : v.value])))) // prettier-ignore
const said = (card: Card): readonly Step[] => [...card.steps, ...card.sections.flatMap(({ steps }) => steps)]
const all = (card: Card): readonly Step[] => [...said(card), ...card.warnings, ...card.examples]
/** A version from before there were behaviours: what its columns say. */
const plain = (code: string, more: object = {}): Version => version(code, { behaviours: null, ...more })

const packs = { model: 'package', prices: [{ currency: 'GBP', packageSize: '5', bands: [{ upTo: '10', unitPrice: '3', flatFee: '7' }, { unitPrice: '2' }] }] } // prettier-ignore
const variants: readonly (readonly [string, Product, Version])[] = [
  ...productRows.map(({ code }) => [code, product(code), version(code)] as const),
  ...productRows.map(({ code }) => [`${code} by its columns`, product(code), plain(code)] as const),
  ['bounds', product('MS-USER'), plain('MS-USER', { prices: [{ currency: 'GBP', unitPrice: '6', bands: [], minimum: '10', cap: '900', free: '2', commit: { quantity: '50', overage: '6.50' } }] })], // prettier-ignore
  ['the cliff guard', product('MS-USER'), plain('MS-USER', { model: 'lookUp', prices: [{ currency: 'GBP', bands: [{ upTo: '9', unitPrice: '2' }, { unitPrice: '1' }], guard: true }] })], // prettier-ignore
  ['an earlier version', product('MS-USER', { version: 3 }), version('MS-USER')],
  ['an earlier version once', product('FW-HA', { version: 2 }), version('FW-HA')],
  ['no longer sold', product('MS-USER', { active: false }), version('MS-USER')],
  ['no list price', product('MS-USER'), plain('MS-USER', { prices: [], serviceCode: null })],
  ['a yearly price by bands', product('LIC-YR'), plain('LIC-YR', { model: 'lookUp', prices: [{ currency: 'EUR', bands: [{ upTo: '9.5', unitPrice: '20', flatFee: '5' }, { unitPrice: '10' }] }] })], // prettier-ignore
  ['packages', product('MS-USER'), plain('MS-USER', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages a year', product('LIC-YR'), plain('LIC-YR', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages once', product('FW-HA'), plain('FW-HA', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages by bands', product('MS-USER'), plain('MS-USER', packs)],
  ['packages by bands a year', product('LIC-YR'), plain('LIC-YR', packs)],
  ['packages by bands once', product('FW-HA'), plain('FW-HA', packs)],
  ['bands once', product('FW-HA'), plain('FW-HA', { model: 'fillUp', prices: [{ currency: 'GBP', bands: [{ unitPrice: '3' }] }] })],
]

/** What people read, word by word. */
const golden: readonly (readonly [string, 'en' | 'de', readonly string[]])[] = [
  [
    'MS-USER',
    'en',
    [
      'Managed user (MS-USER)',
      'Version 1 holds from 2020-01-01. New contract lines take it, and keep it whatever is published later.',
      'It is recurring: its contract line is billed period by period, for as long as it runs.',
      'The unit is “users”.',
      'Every unit has the same price.',
      'GBP 38 per unit and month.',
      'EUR 44 per unit and month.',
      'INR 1900 per unit and month.',
      'List prices are in GBP, EUR, INR; in any other currency the contract line agrees its price.',
      'A price agreed on the contract line stands in place of the list price.',
      'The quantity is agreed on the contract line.',
      'Nothing has to be bought for it.',
      'It is switched on: a signed contract line waits until it is activated.',
      'Billed monthly in advance.',
      'Periods are those of the calendar, counted from January.',
      'A part of a period is charged by the day; a whole period costs the same however many days it has.',
      'Each charge is rounded once, half up, to the smallest unit of its currency.',
      'A contract line may agree other periods.',
      'Its revenue is earned evenly, day by day, over the period that is billed.',
      'It is booked as recurring revenue.',
      'It is taxed at the standard rate.',
      'The contract line says which tax codes apply; where it says none, the tax rules decide.',
      'Where an invoice must show a national service code, as in India, it shows 998313.',
      'The first term is 12 months.',
      'It renews for 12 months at a time unless cancelled 90 days before the end of a term.',
      'We may end it with 90 days’ notice.',
      'The price follows the index UK-CPI, plus 1.',
      'The index of 2 months before counts.',
      'It rises by at least 2.',
      'It rises by at most 5.',
      'It never falls.',
      'A line may be made to end with the other lines of its contract.',
      'The quantity may go down within a term.',
    ],
  ],
  [
    'MS-USER',
    'de',
    [
      'Betreuter Arbeitsplatz (MS-USER)',
      'Version 1 gilt ab 2020-01-01. Neue Vertragspositionen erhalten sie und behalten sie, was auch später veröffentlicht wird.',
      'Es ist wiederkehrend: Die Vertragsposition wird Zeitraum für Zeitraum berechnet, solange sie läuft.',
      'Die Einheit ist „Benutzer“.',
      'Jede Einheit kostet gleich viel.',
      'GBP 38 je Einheit und Monat.',
      'EUR 44 je Einheit und Monat.',
      'INR 1900 je Einheit und Monat.',
      'Listenpreise gibt es in GBP, EUR, INR; in jeder anderen Währung vereinbart die Vertragsposition ihren Preis.',
      'Ein in der Vertragsposition vereinbarter Preis tritt an die Stelle des Listenpreises.',
      'Die Menge wird in der Vertragsposition vereinbart.',
      'Dafür muss nichts eingekauft werden.',
      'Es wird freigeschaltet: Eine unterschriebene Vertragsposition wartet, bis sie aktiviert wird.',
      'Monatlich im Voraus berechnet.',
      'Die Zeiträume sind die des Kalenders, gezählt ab Januar.',
      'Ein Teil eines Zeitraums wird taggenau berechnet; ein ganzer kostet gleich viel, wie viele Tage er auch hat.',
      'Jeder Posten wird einmal kaufmännisch auf die kleinste Einheit seiner Währung gerundet.',
      'Eine Vertragsposition kann andere Zeiträume vereinbaren.',
      'Der Erlös wird gleichmäßig, Tag für Tag, über den berechneten Zeitraum verdient.',
      'Es wird als wiederkehrender Erlös gebucht.',
      'Es wird zum Regelsatz besteuert.',
      'Welche Steuerschlüssel gelten, sagt die Vertragsposition; sagt sie nichts, entscheiden die Steuerregeln.',
      'Wo eine Rechnung einen nationalen Leistungscode zeigen muss, wie in Indien, zeigt sie 998313.',
      'Die erste Laufzeit sind 12 Monate.',
      'Es verlängert sich um jeweils 12 Monate, wenn nicht 90 Tage vor Ende einer Laufzeit gekündigt wird.',
      'Wir können mit einer Frist von 90 Tagen kündigen.',
      'Der Preis folgt dem Index UK-CPI, zuzüglich 1.',
      'Es zählt der Index von 2 Monaten davor.',
      'Er steigt um mindestens 2.',
      'Er steigt um höchstens 5.',
      'Er fällt nie.',
      'Eine Position kann mit den anderen Positionen ihres Vertrags enden.',
      'Die Menge darf während einer Laufzeit sinken.',
    ],
  ],
  [
    'EDR',
    'en',
    [
      'Endpoint security (EDR)',
      'Version 1 holds from 2020-01-01. New contract lines take it, and keep it whatever is published later.',
      'It is billed by what was used.',
      'The unit is “agents”.',
      'The whole quantity is looked up: the band it falls into prices all units.',
      'In EUR, per unit and month, by quantity:',
      'up to 50: EUR 4.2',
      'over 50 up to 200: EUR 3.6',
      'over 200: EUR 3.1',
      'List prices are in EUR; in any other currency the contract line agrees its price.',
      'A price agreed on the contract line stands in place of all this: each unit then has that one price.',
      'The quantity is counted for each calendar month.',
      'Nothing has to be bought for it.',
      'It is switched on: a signed contract line waits until it is activated.',
      'Billed monthly in arrears.',
      'Periods are those of the calendar, counted from January.',
      'A part of a period is charged in full, however short it is.',
      'Each charge is rounded once, half up, to the smallest unit of its currency.',
      'A contract line may agree other periods.',
      'Its revenue is earned when the invoice is posted.',
      'It is booked as consumption revenue.',
      'It is taxed at the standard rate.',
      'The contract line says which tax codes apply; where it says none, the tax rules decide.',
      'Where an invoice must show a national service code, as in India, it shows 998315.',
      'The first term is 36 months.',
      'It renews for 12 months at a time unless cancelled 90 days before the end of a term.',
      'The price is bound for 12 months.',
      'A line may be made to end with the other lines of its contract.',
      'The quantity may go down within a term.',
    ],
  ],
  [
    'EDR',
    'de',
    [
      'Endgeräteschutz (EDR)',
      'Version 1 gilt ab 2020-01-01. Neue Vertragspositionen erhalten sie und behalten sie, was auch später veröffentlicht wird.',
      'Es wird nach Verbrauch abgerechnet.',
      'Die Einheit ist „Agenten“.',
      'Die gesamte Menge wird nachgeschlagen: Die Staffel, in die sie fällt, gilt für alle Einheiten.',
      'In EUR je Einheit und Monat, nach Menge:',
      'bis 50: EUR 4.2',
      'über 50 bis 200: EUR 3.6',
      'über 200: EUR 3.1',
      'Listenpreise gibt es in EUR; in jeder anderen Währung vereinbart die Vertragsposition ihren Preis.',
      'Ein in der Vertragsposition vereinbarter Preis tritt an die Stelle von alldem: Jede Einheit hat dann diesen einen Preis.',
      'Die Menge wird für jeden Kalendermonat gezählt.',
      'Dafür muss nichts eingekauft werden.',
      'Es wird freigeschaltet: Eine unterschriebene Vertragsposition wartet, bis sie aktiviert wird.',
      'Monatlich nachträglich berechnet.',
      'Die Zeiträume sind die des Kalenders, gezählt ab Januar.',
      'Ein Teil eines Zeitraums wird voll berechnet, so kurz er auch ist.',
      'Jeder Posten wird einmal kaufmännisch auf die kleinste Einheit seiner Währung gerundet.',
      'Eine Vertragsposition kann andere Zeiträume vereinbaren.',
      'Der Erlös ist verdient, wenn die Rechnung gebucht wird.',
      'Es wird als Verbrauchserlös gebucht.',
      'Es wird zum Regelsatz besteuert.',
      'Welche Steuerschlüssel gelten, sagt die Vertragsposition; sagt sie nichts, entscheiden die Steuerregeln.',
      'Wo eine Rechnung einen nationalen Leistungscode zeigen muss, wie in Indien, zeigt sie 998315.',
      'Die erste Laufzeit sind 36 Monate.',
      'Es verlängert sich um jeweils 12 Monate, wenn nicht 90 Tage vor Ende einer Laufzeit gekündigt wird.',
      'Der Preis ist 12 Monate gebunden.',
      'Eine Position kann mit den anderen Positionen ihres Vertrags enden.',
      'Die Menge darf während einer Laufzeit sinken.',
    ],
  ],
]

describe('the product card', () => {
  it.each(golden)('reads out %s in %s, section by section', (code, language, sentences) => {
    expect(tell(language, said(cardOf(product(code), version(code), language)))).toEqual(sentences)
  })
  it('shows what endpoint security costs, and warns of its cliffs (C-2001)', () => {
    const card = cardOf(product('EDR'), version('EDR'), 'en')
    expect(tell('en', card.warnings)).toEqual([
      'The band of the whole quantity prices every unit, so whoever just reaches a cheaper band pays less for all units.',
      '44 to 50 cost more than 51: up to EUR 21000, while 51 cost only EUR 18360.',
      '174 to 200 cost more than 201: up to EUR 72000, while 201 cost only EUR 62310.',
    ])
    expect(tell('en', card.examples)).toEqual([
      '50 agents: EUR 21000 a month',
      '51 agents: EUR 18360 a month',
      '200 agents: EUR 72000 a month',
      '201 agents: EUR 62310 a month',
    ])
  })
  it('shows what a managed user costs, in German', () => {
    const card = cardOf(product('MS-USER'), version('MS-USER'), 'de')
    expect(card.warnings).toEqual([])
    expect(tell('de', card.examples)[0]).toBe('10 Benutzer: GBP 38000 im Monat')
  })
  it('of a draft is the card of what is published, with what is still wrong', () => {
    const { behaviours } = version('MS-USER')
    const { sections, warnings, examples } = cardOf(product('MS-USER'), version('MS-USER'), 'de')
    expect(cardOfDraft.work({ behaviours: behaviours!, language: 'de' })).toEqual({ sections, warnings, examples, problems: [] })
    const wrong = { ...behaviours!, renew: { ...behaviours!.renew, noticeDays: 999 }, deliver: { ...behaviours!.deliver, withTime: true } }
    expect(cardOfDraft.work({ behaviours: wrong, language: 'en' })).toMatchObject({
      problems: [
        { code: 'catalog.timeNeedsProject', about: { section: 'deliver', field: 'delivery' } },
        { code: 'catalog.noticeTooLong', about: { section: 'renew', field: 'noticeDays' } },
      ],
    })
  })
  it('of the demo is of documents that could be published, and billing reads what they say', () => {
    for (const { product: code } of productVersionRows) {
      const { behaviours, ...row } = version(code)
      expect([code, faultsOf(behaviours!)]).toEqual([code, []])
      expect([code, columnsOf(behaviours!)]).toEqual([code, { model: row.model, basis: row.basis, measure: row.measure, revenue: row.revenue, prices: row.prices, serviceCode: row.serviceCode }]) // prettier-ignore
    }
  })

  it.each(variants)('%s is read out in both languages, with nothing left open', (_what, p, v) => {
    for (const language of ['en', 'de'] as const)
      for (const [i, sentence] of tell(language, all(cardOf(p, v, language))).entries())
        expect([i, sentence]).toEqual([i, expect.not.stringMatching(/\{\{|^catalog\.|^pricing\.|undefined|null/)])
  })
  it('says every sentence that it has', () => {
    const told = new Set(variants.flatMap(([, p, v]) => all(cardOf(p, v, 'en')).map((s) => s.say)))
    expect(cardWords.filter((word) => !told.has(word))).toEqual([])
  })

  // What the card promises is what billing charges: a whole period of every list price.
  const billed = variants.filter(([, p]) => p.kind === 'recurring' || p.kind === 'consumption')
  it.each(billed)('%s: the examples are what billing charges', (_what, p, v) => {
    for (const { values } of cardOf(p, v, 'en').examples) {
      const amount = values.find((value) => value.name === 'amount')!
      const currency = amount.currency as Currency
      const line = {
        id, contract: id, contractNumber: 'C-1', number: 1, customer: id, poRequired: false, product: p.code, version: v.version,
        quantity: exactly(values.find((value) => value.name === 'quantity')!.value), unitPrice: null, currency, months: v.basis === 'year' ? 12 : 1,
        timing: 'advance', anchor: 'calendar', start: '2026-01-01', end: '2026-12-31', billedTo: v.measure === 'counted' ? '2026-11-30' : v.basis === 'year' ? null : '2026-11-30',
        chargedTo: null, taxCodes: ['X'], poNumber: null,
      } as unknown as DueLine // prettier-ignore
      const charges = chargesOf(line, {
        entity: { code: 'E', currency }, groupCurrency: currency, asOf: '2027-01-01' as Day, source: 'test', versions: new Map([[`${p.code}@${v.version}`, v]]),
        taxCodes: new Map([['X', { rate: exactly('0') }]]) as never, exchanges: Object.assign(() => ({ data: null }) as never, { kept: () => ({}) }),
      }) // prettier-ignore
      expect(charges).toMatchObject([{ net: BigInt(amount.value) }])
    }
  })
})

describe('catalog.card', () => {
  const read = {
    get: async (_kind: unknown, code: string) => (code === 'EDR' ? product('EDR', { version: 2 }) : undefined),
    list: async (_kind: unknown, { where }: { where: { all: readonly { value: unknown }[] } }) =>
      where.all[1]!.value === 3 ? [] : [version('EDR', { version: where.all[1]!.value })],
  } as unknown as Read
  const now = { caller: { language: 'de' } } as Now
  const ask = (more: object) => readCard.ask(readCard.input.parse({ product: 'EDR', ...more }, 'input'), read, now)

  it.each([
    ['the current version in the caller’s language', {}, 2, 'de', 'Endgeräteschutz', 'catalog.card.holds.current.contract'],
    ['another version', { version: 1 }, 1, 'de', 'Endgeräteschutz', 'catalog.card.holds.earlier.contract'],
    ['another language', { language: 'en' }, 2, 'en', 'Endpoint security', 'catalog.card.holds.current.contract'],
    ['a language without texts, in English', { language: 'fr' }, 2, 'fr', 'Endpoint security', 'catalog.card.holds.current.contract'],
  ])('answers %s', async (_what, more, number, language, name, holds) => {
    const card = await ask(more)
    expect(card).toMatchObject({ product: 'EDR', version: number, language })
    const { steps } = readCard.output.print(card as never) as unknown as Card
    expect([steps[0]!.values[0]!.value, steps.at(-1)!.say]).toEqual([name, holds])
  })
  it.each([
    [{ product: 'NONE' }, 'catalog.unknownProduct'],
    [{ version: 3 }, 'catalog.unknownVersion'],
  ])('refuses %j: %s', async (more, code) => expect(await ask(more)).toMatchObject({ refused: code }))
})
