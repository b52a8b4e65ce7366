import type { Day } from '../../../core/kernel/day.ts'
import type { Step } from '../../../core/kernel/explanation.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import type { Now, Read } from '../../../core/kernel/operation.ts'
import type { Row } from '../../../core/kernel/record.ts'
import { say } from '../../../core/kernel/words.ts'
import { chargesOf } from '../../../core/billing/charging.ts'
import type { DueLine } from '../../../core/billing/facts.ts'
import { cardWords } from '../../../core/catalog/card-words.ts'
import { cardOf, type Card } from '../../../core/catalog/card.ts'
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
const all = (card: Card): readonly Step[] => [...card.steps, ...card.warnings, ...card.examples]

const packs = { model: 'package', prices: [{ currency: 'GBP', packageSize: '5', bands: [{ upTo: '10', unitPrice: '3', flatFee: '7' }, { unitPrice: '2' }] }] } // prettier-ignore
const variants: readonly (readonly [string, Product, Version])[] = [
  ...productRows.map(({ code }) => [code, product(code), version(code)] as const),
  ['an earlier version', product('MS-USER', { version: 3 }), version('MS-USER')],
  ['an earlier version once', product('FW-HA', { version: 2 }), version('FW-HA')],
  ['no longer sold', product('MS-USER', { active: false }), version('MS-USER')],
  ['no list price', product('MS-USER'), version('MS-USER', { prices: [], serviceCode: null })],
  ['a yearly price by bands', product('LIC-YR'), version('LIC-YR', { model: 'lookUp', prices: [{ currency: 'EUR', bands: [{ upTo: '9.5', unitPrice: '20', flatFee: '5' }, { unitPrice: '10' }] }] })], // prettier-ignore
  ['packages', product('MS-USER'), version('MS-USER', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages a year', product('LIC-YR'), version('LIC-YR', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages once', product('FW-HA'), version('FW-HA', { model: 'package', prices: [{ currency: 'GBP', unitPrice: '12', packageSize: '5', bands: [] }] })], // prettier-ignore
  ['packages by bands', product('MS-USER'), version('MS-USER', packs)],
  ['packages by bands a year', product('LIC-YR'), version('LIC-YR', packs)],
  ['packages by bands once', product('FW-HA'), version('FW-HA', packs)],
  ['bands once', product('FW-HA'), version('FW-HA', { model: 'fillUp', prices: [{ currency: 'GBP', bands: [{ unitPrice: '3' }] }] })],
]

describe('the product card', () => {
  it('reads out endpoint security, with its cliffs (C-2001)', () => {
    const card = cardOf(product('EDR'), version('EDR'), 'en')
    expect(tell('en', card.steps)).toEqual([
      'Endpoint security is billed by what was used.',
      'The unit is “agents”.',
      'The whole quantity is looked up: the band it falls into prices all units.',
      'In EUR, per unit and month, by quantity:',
      'up to 50: EUR 4.2',
      'over 50 up to 200: EUR 3.6',
      'over 200: EUR 3.1',
      'List prices are in EUR; in any other currency the contract line agrees its price.',
      'A price agreed on the contract line stands in place of all this: each unit then has that one price.',
      'The quantity is counted for each calendar month and billed when the month has ended.',
      'A counted month is charged in full, however short the part of it under contract.',
      'Each charge is rounded once, half up, to the smallest unit of its currency.',
      'Its revenue is consumption revenue, booked when the invoice is posted.',
      'The contract line says which tax codes apply.',
      'Where an invoice must show a national service code, as in India, it shows 998315.',
      'Version 1 holds from 2020-01-01. New contract lines take it, and keep it whatever is published later.',
    ])
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
  it('reads out the managed user in German', () => {
    const card = cardOf(product('MS-USER'), version('MS-USER'), 'de')
    expect(tell('de', card.steps)).toEqual([
      'Betreuter Arbeitsplatz ist wiederkehrend: Die Vertragsposition wird Zeitraum für Zeitraum berechnet, solange sie läuft.',
      'Die Einheit ist „Benutzer“.',
      'Jede Einheit kostet gleich viel.',
      'GBP 38 je Einheit und Monat.',
      'EUR 44 je Einheit und Monat.',
      'INR 1900 je Einheit und Monat.',
      'Listenpreise gibt es in GBP, EUR, INR; in jeder anderen Währung vereinbart die Vertragsposition ihren Preis.',
      'Ein in der Vertragsposition vereinbarter Preis tritt an die Stelle des Listenpreises.',
      'Die Menge wird in der Vertragsposition vereinbart. Sie sagt auch, ob im Voraus oder nachträglich berechnet wird, für wie viele Monate jeweils und ab welchem Tag die Zeiträume zählen.',
      'Ein Zeitraum von mehreren Monaten kostet ebenso viele Monatspreise.',
      'Ein Teil eines Zeitraums wird taggenau berechnet; ein ganzer kostet gleich viel, wie viele Tage er auch hat.',
      'Jeder Posten wird einmal kaufmännisch auf die kleinste Einheit seiner Währung gerundet.',
      'Der Erlös ist wiederkehrender Erlös und wird mit der Rechnung gebucht.',
      'Welche Steuerschlüssel gelten, sagt die Vertragsposition.',
      'Wo eine Rechnung einen nationalen Leistungscode zeigen muss, wie in Indien, zeigt sie 998313.',
      'Version 1 gilt ab 2020-01-01. Neue Vertragspositionen erhalten sie und behalten sie, was auch später veröffentlicht wird.',
    ])
    expect(card.warnings).toEqual([])
    expect(tell('de', card.examples)[0]).toBe('10 Benutzer: GBP 38000 im Monat')
  })

  it.each(variants)('%s is read out in both languages, with nothing left open', (_what, p, v) => {
    for (const language of ['en', 'de'] as const)
      for (const [i, sentence] of tell(language, all(cardOf(p, v, language))).entries())
        expect([i, sentence]).toEqual([i, expect.not.stringMatching(/\{\{|^catalog\.|^pricing\.|undefined|null/)])
  })
  it('says every sentence that it has', () => {
    const said = new Set(variants.flatMap(([, p, v]) => all(cardOf(p, v, 'en')).map((s) => s.say)))
    expect(cardWords.filter((word) => !said.has(word))).toEqual([])
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
        taxCodes: new Map([['X', { rate: exactly('0') }]]) as never, exchanges: () => ({ data: null }) as never,
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
