import { refused } from '../../../core/kernel/refusal.ts'
import type { Day } from '../../../core/kernel/day.ts'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { decideTax, taxPointOf, type Buyer, type Seller, type Supplied } from '../../../core/tax/deciding.ts'
import { statuteCodes, statuteRules } from '../../../core/tax/statute/statute.ts'
import type { TaxRule } from '../../../core/tax/statute/row.ts'

const day = '2026-12-01'
const sellers: Readonly<Record<string, Seller>> = {
  UK: { country: 'GB', region: null, taxId: 'GB999999973', undertaking: false },
  DE: { country: 'DE', region: null, taxId: 'DE999999995', undertaking: false },
  'DE unregistered': { country: 'DE', region: null, taxId: null, undertaking: false },
  IN: { country: 'IN', region: 'KA', taxId: '29AAACN0000A1ZH', undertaking: true },
  'IN without LUT': { country: 'IN', region: 'KA', taxId: '29AAACN0000A1ZH', undertaking: false },
  'IN unknown': { country: 'IN', region: null, taxId: null, undertaking: true },
  AU: { country: 'AU', region: null, taxId: '51824753556', undertaking: false },
  US: { country: 'US', region: 'CA', taxId: '12-3456789', undertaking: false },
}
const buyer = (country: string, of: Partial<Buyer> = {}): Buyer => ({
  country,
  region: null,
  taxId: null,
  business: true,
  check: null,
  ...of,
})
const consumer = (country: string): Buyer => buyer(country, { business: false })
const checked = (valid: boolean): Buyer['check'] => ({ valid, day: '2026-11-01' as Day, authority: 'VIES' })

const decide = (seller: string, to: Buyer, supplied: Partial<Supplied> = {}, taxPoint: string = day, own: readonly TaxRule[] = []) =>
  decideTax({ seller: sellers[seller]!, buyer: to, supplied: { kind: 'service', taxClass: 'standard', performedIn: null, ...supplied }, taxPoint: taxPoint as Day }, own) // prettier-ignore
const said = (...of: Parameters<typeof decide>): string => {
  const found = decide(...of)
  return refused(found) ? found.refused : `${found.codes.join('+')} ${found.place}`
}

describe('which tax a supply bears (finance.md 3)', () => {
  it.each<[string, string, Buyer, Partial<Supplied>, string, string]>([
    // United Kingdom: Notice 700, VATA s.7A, Sch. 4A
    ['standard at home', 'UK', buyer('GB'), {}, day, 'UK-S20 GB'],
    ['reduced at home', 'UK', buyer('GB'), { taxClass: 'reduced' }, day, 'UK-R5 GB'],
    ['zero at home', 'UK', buyer('GB'), { taxClass: 'zero' }, day, 'UK-Z0 GB'],
    ['exempt at home', 'UK', buyer('GB'), { taxClass: 'exempt' }, day, 'UK-EX GB'],
    ['the Isle of Man is home', 'UK', buyer('IM'), {}, day, 'UK-S20 GB'],
    ['a business abroad: where it belongs', 'UK', buyer('DE', { taxId: 'DE136695976' }), {}, day, 'UK-OS DE'],
    ['a business abroad without an id', 'UK', buyer('NO'), {}, day, 'UK-OS NO'],
    ['a consumer abroad, consultancy', 'UK', consumer('NO'), {}, day, 'UK-OS NO'],
    ['a consumer abroad, other services', 'UK', consumer('NO'), { kind: 'general' }, day, 'UK-S20 GB'],
    ['a class that other services abroad keep', 'UK', consumer('NO'), { kind: 'general', taxClass: 'exempt' }, day, 'UK-EX GB'],
    ['goods leave', 'UK', buyer('DE'), { kind: 'goods' }, day, 'UK-EXP GB'],
    ['land abroad', 'UK', buyer('GB'), { kind: 'land', performedIn: 'FR' }, day, 'UK-OS FR'],
    ['an event at home for a customer abroad', 'UK', buyer('DE'), { kind: 'event', performedIn: 'GB' }, day, 'UK-S20 GB'],
    ['in 2020 it was in the union', 'UK', buyer('DE', { taxId: 'DE136695976' }), {}, '2020-12-31', 'UK-EUS DE'],
    ['15 % of 2009', 'UK', buyer('GB'), {}, '2009-06-30', 'UK-S15 GB'],
    ['17.5 % before', 'UK', buyer('GB'), {}, '2008-11-30', 'UK-S17.5 GB'],
    ['17.5 % again', 'UK', buyer('GB'), {}, '2011-01-03', 'UK-S17.5 GB'],
    ['20 % from 4 January 2011', 'UK', buyer('GB'), {}, '2011-01-04', 'UK-S20 GB'],
    // Germany and the union: s. 3a UStG, Art. 44, 196
    ['standard at home', 'DE', buyer('DE', { taxId: 'DE123456788' }), {}, day, 'DE-S19 DE'],
    ['reduced at home', 'DE', consumer('DE'), { taxClass: 'reduced' }, day, 'DE-R7 DE'],
    ['zero since 2023', 'DE', consumer('DE'), { taxClass: 'zero' }, day, 'DE-Z0 DE'],
    ['zero before 2023', 'DE', consumer('DE'), { taxClass: 'zero' }, '2022-12-31', 'tax.classWithoutRate'],
    ['the last day of 19 %', 'DE', buyer('DE'), {}, '2020-06-30', 'DE-S19 DE'],
    ['16 % from July 2020', 'DE', buyer('DE'), {}, '2020-07-01', 'DE-S16 DE'],
    ['5 % with it', 'DE', buyer('DE'), { taxClass: 'reduced' }, '2020-12-31', 'DE-R5 DE'],
    ['19 % again', 'DE', buyer('DE'), {}, '2021-01-01', 'DE-S19 DE'],
    ['a business of the union, both ids', 'DE', buyer('AT', { taxId: 'ATU12345675' }), {}, day, 'DE-RC AT'],
    ['Greece is GR with an id of EL', 'DE', buyer('GR', { taxId: 'EL123456789' }), {}, day, 'DE-RC GR'],
    ['an id that was checked', 'DE', buyer('AT', { taxId: 'ATU12345675', check: checked(true) }), {}, day, 'DE-RC AT'],
    ['an id that VIES does not know', 'DE', buyer('AT', { taxId: 'ATU12345675', check: checked(false) }), {}, day, 'DE-S19 DE'],
    ['an id that is none', 'DE', buyer('AT', { taxId: '4711' }), {}, day, 'DE-S19 DE'],
    ['no id', 'DE', buyer('AT'), {}, day, 'DE-S19 DE'],
    ['a seller without an id', 'DE unregistered', buyer('AT', { taxId: 'ATU12345675' }), {}, day, 'DE-S19 DE'],
    ['a consumer of the union', 'DE', consumer('FR'), {}, day, 'DE-S19 DE'],
    ['electronic services to a consumer of the union', 'DE', consumer('FR'), { kind: 'electronic' }, day, 'tax.noRule'],
    ['goods to a business of the union', 'DE', buyer('FR', { taxId: 'FR12345678901' }), { kind: 'goods' }, day, 'DE-IG DE'],
    ['a business of a third country', 'DE', buyer('US'), {}, day, 'DE-OS US'],
    ['a consumer of a third country', 'DE', consumer('CH'), {}, day, 'DE-OS CH'],
    ['goods to a third country', 'DE', buyer('US'), { kind: 'goods' }, day, 'DE-AUS DE'],
    ['the United Kingdom since 2021', 'DE', buyer('GB', { taxId: 'GB123456782' }), {}, '2021-01-01', 'DE-OS GB'],
    ['the United Kingdom until 2020', 'DE', buyer('GB', { taxId: 'GB123456782' }), {}, '2020-12-31', 'DE-RC GB'],
    // India: IGST Act s.5, 7, 8, 12, 13, 16; CGST Act s.9
    ['one state by the GST numbers', 'IN', buyer('IN', { taxId: '29AAACK0000B1ZI' }), {}, day, 'IN-CG9+IN-SG9 IN'],
    ['another state', 'IN', buyer('IN', { taxId: '33AAACB0000C1Z0' }), {}, day, 'IN-IG18 IN'],
    ['the state that is said', 'IN', buyer('IN', { region: 'Tamil Nadu' }), {}, day, 'IN-IG18 IN'],
    ['a state in letters', 'IN', buyer('IN', { region: 'IN-KA' }), {}, day, 'IN-CG9+IN-SG9 IN'],
    ['a buyer whose state nobody knows: where the seller is', 'IN', consumer('IN'), {}, day, 'IN-CG9+IN-SG9 IN'],
    ['a seller whose state nobody knows', 'IN unknown', buyer('IN', { region: 'TN' }), {}, day, 'IN-CG9+IN-SG9 IN'],
    ['reduced', 'IN', buyer('IN', { region: 'KA' }), { taxClass: 'reduced' }, day, 'IN-CG2.5+IN-SG2.5 IN'],
    ['export under LUT', 'IN', buyer('AT', { taxId: 'ATU12345675' }), {}, day, 'IN-EXP-LUT AT'],
    ['export without LUT', 'IN without LUT', buyer('AT'), {}, day, 'IN-EXP-IG18 AT'],
    ['before GST', 'IN', buyer('IN', { region: 'KA' }), {}, '2017-06-30', 'tax.classWithoutRate'],
    // Australia: GST Act s 9-70, Div 38, 40, s 38-190
    ['standard at home', 'AU', buyer('AU'), {}, day, 'AU-S10 AU'],
    ['GST-free', 'AU', buyer('AU'), { taxClass: 'zero' }, day, 'AU-FRE AU'],
    ['input taxed', 'AU', buyer('AU'), { taxClass: 'exempt' }, day, 'AU-ITS AU'],
    ['no reduced rate', 'AU', buyer('AU'), { taxClass: 'reduced' }, day, 'tax.classWithoutRate'],
    ['services to a business abroad', 'AU', buyer('NZ'), {}, day, 'AU-EXP NZ'],
    ['services to a consumer abroad', 'AU', consumer('GB'), {}, day, 'AU-EXP GB'],
    // United States: never a rate table
    ['a service is asked', 'US', buyer('US', { region: 'NY' }), {}, day, 'tax.serviceNeeded'],
  ])('%s (%s)', (_what, seller, to, supplied, taxPoint, wanted) => expect(said(seller, to, supplied, taxPoint)).toBe(wanted))

  it('says why, in words', () => {
    const found = decide('DE', buyer('AT', { taxId: 'ATU12345675', check: checked(true) }))
    expect(!refused(found) && found.why.map((one) => one.say)).toEqual([
      'tax.why.point', 'tax.why.to.union', 'tax.why.business', 'tax.why.idValid', 'tax.why.class.standard', 'tax.why.rule',
    ]) // prettier-ignore
    const other = decide('IN', buyer('IN', { taxId: '33AAACB0000C1Z0' }))
    expect(!refused(other) && [other.state, other.why.map((one) => one.say)]).toEqual([
      '33',
      expect.arrayContaining(['tax.why.otherState']),
    ])
  })

  it('asks the rows of the house first', () => {
    const own: TaxRule = { ...statuteRules.find((rule) => rule.rule === 'DE-union-business')!, rule: 'OSS-FR', buyer: 'consumer', taxIds: null, codes: ['FR-S20'], supplies: ['electronic'] } // prettier-ignore
    expect(said('DE', consumer('FR'), { kind: 'electronic' }, day, [own])).toBe('FR-S20 FR')
    expect(said('DE', consumer('FR'), {}, day, [own])).toBe('DE-S19 DE')
  })

  it('is decided on the tax point: the end of the service in Germany, the invoice elsewhere', () => {
    expect(taxPointOf('DE', '2020-12-28' as Day, '2021-01-31' as Day)).toBe('2021-01-31')
    expect(taxPointOf('GB', '2020-12-28' as Day, '2021-01-31' as Day)).toBe('2020-12-28')
  })
})

describe('the table', () => {
  it('names only codes that hold on every day of the row', () => {
    const codes = new Map(statuteCodes.map((code) => [code.code, code]))
    const wrong = statuteRules.filter(({ codes: named, validFrom, validTo }) =>
      named.some((name) => {
        const code = codes.get(name)
        return !code || code.validFrom > validFrom || (code.validTo !== null && (validTo === null || validTo > code.validTo))
      }),
    )
    expect(wrong.map((rule) => rule.rule)).toEqual([])
  })
  it('has no two rows of one name, and no gap between the stretches of a rate', () => {
    expect(new Set(statuteRules.map((rule) => rule.rule)).size).toBe(statuteRules.length)
    for (const point of ['2008-11-30', '2008-12-01', '2009-12-31', '2010-01-01', '2011-01-03', '2011-01-04'])
      expect(said('UK', buyer('GB'), {}, point)).toMatch(/^UK-S/)
  })
  it('has rates that are those of the law', () => {
    expect(Object.fromEntries(statuteCodes.filter((code) => code.category === 'S').map((code) => [code.code, decimalText(code.rate)]))).toEqual({
      'UK-S20': '20', 'UK-S17.5': '17.5', 'UK-S15': '15', 'UK-R5': '5', 'DE-S19': '19', 'DE-S16': '16', 'DE-R7': '7', 'DE-R5': '5', 'IN-IG18': '18', 'IN-IG5': '5', 'IN-EXP-IG18': '18',
      'AU-S10': '10',
      // What it comes to is asked of a service.
      'US-ST': '0',
    }) // prettier-ignore
  })
})
