import { matchName } from '../../../core/customers/rules.ts'

describe('names of customers are the same when', () => {
  it.each([
    ['Falcon Großhandel GmbH', 'FALCON GROSSHANDEL GMBH'],
    ['GROẞHANDEL', 'großhandel'],
    ['  Amber   Care\u00a0Services\tLtd ', 'Amber Care Services Ltd'],
    ['Amber Care Services Limited', 'Amber Care Services Ltd.'],
    ['Amber Care Services Ltd...', 'AMBER CARE SERVICES LIMITED.'],
    ['Amber Care Services Ltd . ', 'Amber Care Services Ltd'],
    ['Kaveri Textiles Pvt Limited', 'Kaveri Textiles Pvt Ltd'],
    ['Foo Limited (UK)', 'Foo Ltd (UK)'],
    ['Foo Limited, London', 'foo ltd, london'],
    ['Caf\u00e9 Noir', 'CAFE\u0301 NOIR'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ ΑΕ', 'οδοσ αε'],
    ['Oﬃce Straße', 'OFFICE STRASSE'],
    ['Kelvin', '\u212aelvin'],
    ['ISTANBUL', 'istanbul'],
  ])('%s = %s', (a, b) => expect(matchName(a)).toBe(matchName(b)))

  it.each([
    ['Limited Editions', 'Ltd Editions'],
    ['Unlimited Power Ltd', 'Unltd Power Ltd'],
    ['Amber Care', 'Amber Care Ltd'],
    ['A.B.C. Ltd', 'ABC Ltd'],
    ['Foo Limiteds', 'Foo Ltds'],
    ['ısparta', 'isparta'],
    ['Müller', 'Mueller'],
  ])('but %s is not %s', (a, b) => expect(matchName(a)).not.toBe(matchName(b)))

  it('and a comparison of a comparison changes nothing', () => {
    for (const name of ['Foo Limited. ', 'GROẞ ß Σς', 'ŉ ǰ İstanbul Limited']) expect(matchName(matchName(name))).toBe(matchName(name))
  })
  it('and full stops alone are no name', () => expect(matchName(' . .. ')).toBe(''))
})
