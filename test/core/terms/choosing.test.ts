import fc from 'fast-check'
import type { Day } from '../../../core/kernel/day.ts'
import { derivedFrom, type ProductDocument } from '../../../core/catalog/document.ts'
import { clausesFor, inForce, type Library } from '../../../core/terms/choosing.ts'
import { clauseText, type Clause } from '../../../core/terms/clause.ts'
import { needed, occasionKeys, occasions, type Occasion } from '../../../core/terms/occasions.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { demoLibrary, sha256 } from '../signing/sample.ts'

const day = '2026-11-30' as Day
const plain = (kind: ProductDocument['sell']['kind']): ProductDocument =>
  derivedFrom(
    { kind, unit: { en: 'units' } },
    { model: 'flat', basis: 'month', measure: 'agreed', revenue: 'services', prices: [], serviceCode: null },
  )
const renewing = (renew: Partial<ProductDocument['renew']>, kind: ProductDocument['sell']['kind'] = 'recurring'): ProductDocument => ({
  ...plain(kind),
  renew: { ...plain(kind).renew, ...renew },
})
const fund: NonNullable<ProductDocument['sell']['fund']> = {
  unit: 'hours', quantity: exactly('40'), expiryMonths: 12, carryOver: null, overage: 'bill', topUp: null, weights: null, scope: null, priority: null,
  overagePrice: null, overageBands: null,
} // prettier-ignore
const prepaid = (more: Partial<typeof fund>): ProductDocument => ({
  ...plain('prepay'),
  sell: { ...plain('prepay').sell, fund: { ...fund, ...more } },
})

describe('what a product does is an occasion for a clause', () => {
  const uplift = {
    by: 'fixed',
    index: null,
    lagMonths: null,
    margin: exactly('3'),
    floorPercent: null,
    capPercent: null,
    ratchet: true,
    decimals: null,
  } as const
  const cases: readonly (readonly [string, ProductDocument, readonly Occasion[]])[] = [
    ['sold once', plain('oneOff'), ['always']],
    ['a service until further notice', plain('recurring'), ['always', 'recurring', 'openTerm', 'advance']],
    ['a service that renews', renewing({ mode: 'auto', initialMonths: 12, extensionMonths: 12 }), ['always', 'recurring', 'fixedTerm', 'autoRenewal', 'advance']],
    ['a service with a term that somebody renews', renewing({ mode: 'manual', initialMonths: 36 }), ['always', 'recurring', 'fixedTerm', 'advance']],
    ['a price that rises and is held first', renewing({ priceBindingMonths: 12, uplift }), ['always', 'recurring', 'openTerm', 'priceBinding', 'priceRise', 'advance']],
    ['stepping back, no fewer', renewing({ cancelDays: 14, decreaseAllowed: false }), ['always', 'recurring', 'openTerm', 'withdrawal', 'decrease', 'advance']],
    ['counted and banded', { ...plain('consumption'), sell: { ...plain('consumption').sell, model: 'fillUp' } }, ['always', 'recurring', 'openTerm', 'bands', 'measured', 'advance']],
    ['counted in arrears', { ...plain('consumption'), bill: { ...plain('consumption').bill, timing: 'arrears' } }, ['always', 'recurring', 'openTerm', 'measured']],
    ['hours that lapse and may be exceeded', prepaid({}), ['always', 'prepaid', 'prepayExpiry', 'prepayOverage', 'time']],
    ['money that stays and stops', prepaid({ unit: 'currency', expiryMonths: null, overage: 'block' }), ['always', 'prepaid']],
    ['tokens that fill up by themselves', prepaid({ unit: 'token', expiryMonths: null, overage: 'block', topUp: { thresholdIn: 'percent', threshold: exactly('20'), method: 'fixed', quantity: exactly('1'), automatic: true } }), ['always', 'prepaid', 'autoTopUp']],
    ['a project by milestones', { ...plain('oneOff'), deliver: { delivery: 'project', withTime: true, deliveryFirst: true, brings: null }, recognise: { recognition: 'onMilestone', overMonths: null, milestones: null } }, ['always', 'time', 'project', 'milestones']],
    ['bought for a term', { ...plain('oneOff'), buy: { buying: 'associated', purchases: [{ supplier: 'S', item: 'I', currency: 'GBP', unitCost: exactly('1'), quantityRule: 'fixed', quantity: exactly('1'), rhythmMonths: 1, termMonths: 12, ownStart: false }] } }, ['always', 'supplierTerm']],
  ] // prettier-ignore
  it.each(cases)('%s', (_says, document, expected) => {
    expect(occasionKeys.filter((key) => occasions[key](document))).toEqual(
      [...expected].sort((a, b) => occasionKeys.indexOf(a) - occasionKeys.indexOf(b)),
    )
  })
  it('every occasion is one of some product of these', () => {
    expect(occasionKeys.filter((key) => !cases.some(([, document]) => occasions[key](document)))).toEqual([])
  })
})

const library: Library = { clauses: demoLibrary, withdrawals: [] }
const chosenOf = (entity: string, language: string, documents: readonly ProductDocument[], of = library, on = day) =>
  clausesFor({ entity, language, day: on, documents: documents.map((document, i) => ({ product: `P${i + 1}`, document })) }, of)

describe('the clauses of an order', () => {
  const auto = renewing({ mode: 'auto', initialMonths: 12 })
  it('are those that its products bring, in their order, each with why', () => {
    const { chosen, missing } = chosenOf('NLUK', 'en', [plain('oneOff'), auto])
    expect(chosen.map(({ clause, products }) => `${clause.code} ${products.join('+')}`.trim())).toEqual([
      'SCOPE', 'SERVICE P2', 'TERM P2', 'RENEWAL P2', 'ADVANCE P2', 'PAYMENT', 'DATA', 'LIABILITY', 'LAW',
    ]) // prettier-ignore
    expect(missing).toEqual([])
  })
  it('are the legal entity’s own before the group’s', () => {
    const renewal = (entity: string) => chosenOf(entity, 'en', [auto]).chosen.find(({ clause }) => clause.code === 'RENEWAL')!
    expect(renewal('NLDE').clause.entity).toBe('NLDE')
    expect(renewal('NLIN').clause.entity).toBeNull()
    expect(chosenOf('NLDE', 'en', [auto]).chosen.filter(({ clause }) => clause.code === 'RENEWAL')).toHaveLength(1)
  })
  it('are in the customer’s language; where there is none of it, in English, and it is said', () => {
    expect(chosenOf('NLDE', 'de-AT', [auto]).untranslated).toEqual([])
    const french = chosenOf('NLDE', 'fr', [auto])
    expect(new Set(french.chosen.map(({ language }) => language))).toEqual(new Set(['en']))
    expect(french.untranslated).toEqual(french.chosen.map(({ clause }) => clause.code))
  })
  it('are those of the day: a version that begins later waits, a withdrawn one is out and the one before it is back', () => {
    const rise = renewing({ uplift: { by: 'fixed', index: null, lagMonths: null, margin: exactly('3'), floorPercent: null, capPercent: null, ratchet: true, decimals: null } }) // prettier-ignore
    const version = (on: string, of = library) =>
      chosenOf('NLUK', 'en', [rise], of, on as Day).chosen.find(({ clause }) => clause.code === 'PRICE-RISE')?.clause.version
    expect([version('2025-12-31'), version('2026-06-30'), version('2026-07-01'), version('2027-01-01')]).toEqual([undefined, 1, 2, 2])
    const second = demoLibrary.find(({ code, version: v }) => code === 'PRICE-RISE' && v === 2)!
    const withdrawals = [
      { id: second.id as never, clause: second.id, from: '2026-11-30' as Day, reason: 'wrong', withdrawnAt: '' as never, withdrawnBy: '' },
    ]
    expect([version('2026-11-29', { ...library, withdrawals }), version('2026-11-30', { ...library, withdrawals })]).toEqual([2, 1])
  })
  it('lack what nobody wrote, and it is said for what', () => {
    const without = { ...library, clauses: demoLibrary.filter(({ code }) => code !== 'RENEWAL') }
    expect(chosenOf('NLUK', 'en', [plain('oneOff'), auto], without).missing).toEqual([{ occasion: 'autoRenewal', products: ['P2'] }])
    expect(chosenOf('NLXX', 'en', [], { clauses: [], withdrawals: [] }).missing).toEqual([])
  })
  it('the demo group has a clause for every occasion that needs one, in both languages, for each of its companies', () => {
    for (const entity of ['NLUK', 'NLDE', 'NLIN']) {
      const standing = inForce(entity, day, library)
      expect(needed.filter((occasion) => !standing.some((clause) => clause.occasion === occasion))).toEqual([])
      expect(occasionKeys.filter((occasion) => !standing.some((clause) => clause.occasion === occasion))).toEqual([])
      for (const clause of standing) expect(Object.keys(clause.texts as object).sort()).toEqual(['de', 'en'])
    }
  })
  it('hashes are of the exact words', () => {
    for (const { titles, texts, hashes } of demoLibrary as readonly { titles: any; texts: any; hashes: any }[])
      for (const language of Object.keys(texts)) expect(hashes[language]).toBe(sha256(clauseText(titles[language], texts[language])))
  })
  it('whatever is sold and in whatever order, no clause is twice, none is left out, and more products never take one away', () => {
    const documents = [plain('oneOff'), plain('recurring'), auto, prepaid({}), plain('consumption'), renewing({ decreaseAllowed: false })]
    fc.assert(
      fc.property(fc.shuffledSubarray(documents), fc.constantFrom(...documents), (some, more) => {
        const codes = (of: readonly ProductDocument[]) => chosenOf('NLUK', 'en', of).chosen.map(({ clause }) => clause.code as string)
        const [before, after, reversed] = [codes(some), codes([...some, more]), codes([...some].reverse())]
        expect(new Set(before).size).toBe(before.length)
        expect(before.filter((code) => !after.includes(code))).toEqual([])
        expect(reversed).toEqual(before)
      }),
    )
  })
  it('two clauses of one occasion stand both', () => {
    const twin = {
      ...demoLibrary.find(({ code }) => code === 'SCOPE')!,
      id: 'x' as Clause['id'],
      code: 'SCOPE-2' as Clause['code'],
      rank: 11,
    }
    expect(chosenOf('NLUK', 'en', [], { ...library, clauses: [...demoLibrary, twin] }).chosen.map(({ clause }) => clause.code).slice(0, 2)).toEqual(['SCOPE', 'SCOPE-2']) // prettier-ignore
  })
})
