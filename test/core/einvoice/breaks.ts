import type { Profile } from '../../../core/einvoice/profile.ts'
import type { Wired } from './sample.ts'

/** One way to break a rule: the category of the document that is broken, what is done to it, and to the profile. */
export interface Break {
  readonly id: string
  readonly category?: string
  readonly how: (i: Wired) => void
  readonly profile?: Partial<Profile>
}
const of = (id: string, how: (i: Wired) => void, more: Partial<Break> = {}): Break => ({ id, how, ...more })
const noChange = (): void => undefined
const surcharge = { amount: '0.00', base: null, percent: null, reason: 'Rabatt' }

const presence: readonly Break[] = [
  of('BR-01', noChange, { profile: { specification: '' } }),
  of('BR-02', (i) => (i.number = null)),
  of('BR-03', (i) => (i.issued = null)),
  of('BR-04', (i) => (i.type = null)),
  of('BR-05', (i) => (i.currency = null)),
  of('BR-06', (i) => (i.seller.name = null)),
  of('BR-07', (i) => (i.buyer.name = null)),
  of('BR-08', (i) => (i.seller.address = null)),
  of('BR-09', (i) => (i.seller.address.country = null)),
  of('BR-10', (i) => (i.buyer.address = null)),
  of('BR-11', (i) => (i.buyer.address.country = null)),
  of('BR-12', (i) => (i.totals.lines = null)),
  of('BR-13', (i) => (i.totals.withoutTax = null)),
  of('BR-14', (i) => (i.totals.withTax = null)),
  of('BR-15', (i) => (i.totals.due = null)),
  of('BR-16', (i) => (i.lines = [])),
  of('BR-21', (i) => (i.lines[0].id = null)),
  of('BR-22', (i) => (i.lines[0].quantity = null)),
  of('BR-23', (i) => (i.lines[0].unit = null)),
  of('BR-24', (i) => (i.lines[0].net = null)),
  of('BR-25', (i) => (i.lines[0].name = null)),
  of('BR-26', (i) => (i.lines[0].price = null)),
  of('BR-27', (i) => (i.lines[0].price = '-1')),
  of('BR-28', (i) => (i.lines[1].grossPrice = '-1')),
  of('BR-29', (i) => (i.period = { from: '2026-12-31', to: '2026-12-01' })),
  of('BR-30', (i) => (i.lines[0].period = { from: '2026-12-31', to: '2026-12-01' })),
  of('BR-31', (i) => (i.allowances[0].amount = null)),
  of('BR-32', (i) => (i.allowances[0].category = null)),
  of('BR-33', (i) => (i.allowances[0].reason = null)),
  of('BR-36', (i) => (i.charges[0].amount = null)),
  of('BR-37', (i) => (i.charges[0].category = null)),
  of('BR-38', (i) => (i.charges[0].reason = null)),
  of('BR-41', (i) => i.lines[0].allowances.push({ ...surcharge, amount: null })),
  of('BR-42', (i) => i.lines[0].allowances.push({ ...surcharge, reason: null })),
  of('BR-43', (i) => i.lines[0].charges.push({ ...surcharge, amount: null })),
  of('BR-44', (i) => i.lines[0].charges.push({ ...surcharge, reason: null })),
  of('BR-45', (i) => (i.breakdown[0].base = null)),
  of('BR-46', (i) => (i.breakdown[0].tax = null)),
  of('BR-47', (i) => (i.breakdown[0].category = null)),
  of('BR-48', (i) => (i.breakdown[0].rate = null)),
  of('BR-49', (i) => (i.payment.code = null)),
  of('BR-50', (i) => (i.payment.accounts[0].id = null)),
  of('BR-51', (i) => (i.payment.card = { digits: '1234567', holder: null })),
  of('BR-52', (i) => (i.documents[0].id = null)),
  of('BR-53', (i) => (i.taxCurrency = 'GBP')),
  of('BR-54', (i) => (i.lines[1].attributes[0].value = null)),
  of('BR-55', (i) => (i.preceding = [{ number: null, issued: null }])),
  of('BR-57', (i) => (i.delivery.address.country = null)),
  of('BR-61', (i) => (i.payment.accounts = [])),
  of('BR-62', (i) => (i.seller.electronicAddress.scheme = null)),
  of('BR-63', (i) => (i.buyer.electronicAddress.scheme = null)),
  of('BR-64', (i) => (i.lines[1].standardItem.scheme = null)),
]

const sums: readonly Break[] = [
  of('BR-CO-03', (i) => Object.assign(i, { taxPoint: '2026-12-01', taxPointCode: '3' })),
  of('BR-CO-04', (i) => (i.lines[0].category = null)),
  of('BR-CO-09', (i) => (i.seller.vatId = '99AAACN0000A1ZH')),
  of('BR-CO-10', (i) => (i.totals.lines = '1623.11')),
  of('BR-CO-11', (i) => (i.totals.allowances = '23.11')),
  of('BR-CO-12', (i) => (i.totals.charges = '10.01')),
  of('BR-CO-13', (i) => (i.totals.withoutTax = '1610.01')),
  of('BR-CO-14', (i) => (i.totals.tax = '305.91')),
  of('BR-CO-15', (i) => (i.totals.withTax = '1915.91')),
  of('BR-CO-16', (i) => (i.totals.paid = '100.00')),
  of('BR-CO-17', (i) => (i.breakdown[0].tax = '306.90')),
  of('BR-CO-18', (i) => (i.breakdown = [])),
  of('BR-CO-19', (i) => (i.period = { from: null, to: null })),
  of('BR-CO-20', (i) => (i.lines[0].period = { from: null, to: null })),
  of('BR-CO-21', (i) => (i.allowances[0].reason = null)),
  of('BR-CO-22', (i) => (i.charges[0].reason = null)),
  of('BR-CO-23', (i) => i.lines[0].allowances.push({ ...surcharge, reason: null })),
  of('BR-CO-24', (i) => i.lines[0].charges.push({ ...surcharge, reason: null })),
  of('BR-CO-25', (i) => Object.assign(i, { due: null, paymentTerms: null })),
  of('BR-CO-26', (i) => Object.assign(i.seller, { registration: null, vatId: null })),
]

/** Takes away, or adds, whom the category asks for. */
const parties = (category: string) => (i: Wired) => {
  if (category === 'O') i.seller.vatId = 'DE999999995'
  else Object.assign(i.seller, { vatId: null, taxNumber: null })
}
function ofCategory(category: string): readonly Break[] {
  const name = category === 'K' ? 'IC' : category
  const wrongRate = category === 'O' ? '0' : category === 'S' ? '0' : '19'
  const untaxed = !['S', 'Z'].includes(category)
  const at = (number: string, how: (i: Wired) => void): Break => of(`BR-${name}-${number}`, how, { category })
  return [
    at('01', (i) => i.breakdown.splice(0, 1, { ...i.breakdown[0], category: category === 'Z' ? 'E' : 'Z' })),
    at('02', parties(category)),
    at('03', parties(category)),
    at('04', parties(category)),
    at('05', (i) => (i.lines[0].rate = wrongRate)),
    at('06', (i) => (i.allowances[0].rate = wrongRate)),
    at('07', (i) => (i.charges[0].rate = wrongRate)),
    at('08', (i) => (i.breakdown[0].base = '1610.01')),
    at('09', (i) => (i.breakdown[0].tax = '1.00')),
    at('10', (i) => Object.assign(i.breakdown[0], untaxed ? { exemption: null, exemptionCode: null } : { exemption: 'Befreit' })),
  ]
}
const categories: readonly Break[] = [
  ...['S', 'Z', 'E', 'AE', 'K', 'G', 'O'].flatMap(ofCategory),
  of('BR-IC-11', (i) => Object.assign(i, { period: null, delivery: { ...i.delivery, on: null } }), { category: 'K' }),
  of('BR-IC-12', (i) => (i.delivery.address = null), { category: 'K' }),
  of('BR-O-11', (i) => i.breakdown.push({ ...i.breakdown[0], category: 'Z' }), { category: 'O' }),
  of('BR-O-12', (i) => (i.lines[0].category = 'Z'), { category: 'O' }),
  of('BR-O-13', (i) => (i.allowances[0].category = 'Z'), { category: 'O' }),
  of('BR-O-14', (i) => (i.charges[0].category = 'Z'), { category: 'O' }),
]

const fine = '1.005'
const inTotals = (id: string, name: string): Break => of(id, (i) => (i.totals[name] = fine))
const decimals: readonly Break[] = [
  of('BR-DEC-01', (i) => (i.allowances[0].amount = fine)),
  of('BR-DEC-02', (i) => (i.allowances[0].base = fine)),
  of('BR-DEC-05', (i) => (i.charges[0].amount = fine)),
  of('BR-DEC-06', (i) => (i.charges[0].base = fine)),
  inTotals('BR-DEC-09', 'lines'),
  inTotals('BR-DEC-10', 'allowances'),
  inTotals('BR-DEC-11', 'charges'),
  inTotals('BR-DEC-12', 'withoutTax'),
  inTotals('BR-DEC-13', 'tax'),
  inTotals('BR-DEC-14', 'withTax'),
  inTotals('BR-DEC-15', 'accountingTax'),
  inTotals('BR-DEC-16', 'paid'),
  inTotals('BR-DEC-17', 'rounding'),
  inTotals('BR-DEC-18', 'due'),
  of('BR-DEC-19', (i) => (i.breakdown[0].base = fine)),
  of('BR-DEC-20', (i) => (i.breakdown[0].tax = fine)),
  of('BR-DEC-23', (i) => (i.lines[0].net = fine)),
  of('BR-DEC-24', (i) => i.lines[0].allowances.push({ ...surcharge, amount: fine })),
  of('BR-DEC-25', (i) => i.lines[0].allowances.push({ ...surcharge, base: fine })),
  of('BR-DEC-27', (i) => i.lines[0].charges.push({ ...surcharge, amount: fine })),
  of('BR-DEC-28', (i) => i.lines[0].charges.push({ ...surcharge, base: fine })),
]

const codes: readonly Break[] = [
  of('BR-CL-01', (i) => (i.type = '999')),
  of('BR-CL-03', (i) => (i.currency = 'EURO')),
  of('BR-CL-04', (i) => (i.currency = 'XYZ')),
  of('BR-CL-05', (i) => (i.taxCurrency = 'XYZ')),
  of('BR-CL-06', (i) => (i.taxPointCode = '99')),
  of('BR-CL-10', (i) => (i.buyer.identifier.scheme = '9999')),
  of('BR-CL-11', (i) => (i.seller.registration.scheme = 'HRB')),
  of('BR-CL-14', (i) => (i.buyer.address.country = 'UK')),
  of('BR-CL-15', (i) => (i.lines[1].origin = 'EU')),
  of('BR-CL-16', (i) => (i.payment.code = '99')),
  of('BR-CL-17', (i) => (i.breakdown[0].category = 'X')),
  of('BR-CL-18', (i) => (i.lines[0].category = 'X')),
  of('BR-CL-21', (i) => (i.lines[1].standardItem.scheme = 'EAN')),
  of('BR-CL-22', (i) => (i.breakdown[0].exemptionCode = 'VATEX-EU-RC')),
  of('BR-CL-23', (i) => (i.lines[0].unit = 'STUNDEN')),
  of('BR-CL-25', (i) => (i.buyer.electronicAddress.scheme = 'MAIL')),
]

const debit = { mandate: 'RMK-B2B-01', creditor: 'DE98ZZZ09999999999', account: 'DE02120300000000202051' }
const german: readonly (readonly [id: string, how: (i: Wired) => void])[] = [
  ['1', (i) => (i.payment = null)],
  ['2', (i) => (i.seller.contact = null)],
  ['3', (i) => (i.seller.address.city = null)],
  ['4', (i) => (i.seller.address.postCode = null)],
  ['5', (i) => (i.seller.contact.name = null)],
  ['6', (i) => (i.seller.contact.phone = null)],
  ['7', (i) => (i.seller.contact.email = null)],
  ['8', (i) => (i.buyer.address.city = null)],
  ['9', (i) => (i.buyer.address.postCode = null)],
  ['10', (i) => (i.delivery.address.city = null)],
  ['11', (i) => (i.delivery.address.postCode = null)],
  ['14', (i) => (i.breakdown[0].rate = null)],
  ['15', (i) => (i.buyerReference = null)],
  ['16', (i) => Object.assign(i.seller, { vatId: null, taxNumber: null })],
  ['17', (i) => (i.type = '383')],
  ['18', (i) => (i.paymentTerms = '#SKONTO#TAGE=14#PROZENT=2#\n')],
  ['19', (i) => (i.payment.accounts[0].id = 'DE00370400440532013000')],
  ['20', (i) => (i.payment = { ...i.payment, code: '59', accounts: [], debit: { ...debit, account: 'DE00120300000000202051' } })],
  ['23-a', (i) => (i.payment.accounts = [])],
  ['23-b', (i) => (i.payment.debit = debit)],
  ['24-a', (i) => (i.payment = { ...i.payment, code: '48', accounts: [] })],
  ['24-b', (i) => (i.payment = { ...i.payment, code: '48', card: { digits: '1234', holder: null } })],
  ['25-a', (i) => (i.payment = { ...i.payment, code: '59', accounts: [] })],
  ['25-b', (i) => (i.payment = { ...i.payment, code: '59', debit })],
  ['27', (i) => (i.seller.contact.phone = 'siehe Fußzeile')],
  ['28', (i) => (i.seller.contact.email = 'lena.brandt@northlight')],
  ['30', (i) => (i.payment = { ...i.payment, code: '59', accounts: [], debit: { ...debit, creditor: null } })],
  ['31', (i) => (i.payment = { ...i.payment, code: '59', accounts: [], debit: { ...debit, account: null } })],
]
const germany: readonly Break[] = [
  ...german.map(([id, how]) => of(`BR-DE-${id}`, how)),
  ...german.map(([id, how]) => {
    const [number = '', letter] = id.split('-')
    return of(`DE-R-${number.padStart(3, '0')}${letter ? `-${letter === 'a' ? 1 : 2}` : ''}`, how)
  }),
  of('BR-DE-21', noChange, { profile: { specification: 'urn:cen.eu:en16931:2017' } }),
  of('BR-DE-26', (i) => (i.type = '384')),
  of('BR-DE-TMP-32', (i) => { i.delivery = null; i.period = null; i.lines[0].period = null }),
  of('BR-TMP-2', (i) => (i.documents[0].uri = 'northlight.example/t-1')),
] // prettier-ignore

const at = (id: string, how: (i: Wired) => void, more: Partial<Break> = {}): Break => of(`PEPPOL-EN16931-${id}`, how, more)
const sent = (scheme: string, id: string) => (i: Wired) => (i.buyer.electronicAddress = { id, scheme })
const peppol: readonly Break[] = [
  at('R001', noChange, { profile: { businessProcess: null } }),
  at('R002', (i) => { i.notes = ['one', 'two']; i.buyer.address.country = 'AT' }),
  at('R003', (i) => Object.assign(i, { buyerReference: null, purchaseOrder: null })),
  at('R004', noChange, { profile: { specification: 'urn:cen.eu:en16931:2017' } }),
  at('R005', (i) => (i.taxCurrency = 'EUR')),
  at('R007', noChange, { profile: { businessProcess: 'billing' } }),
  at('R010', (i) => (i.buyer.electronicAddress = null)),
  at('R020', (i) => (i.seller.electronicAddress = null)),
  at('R040', (i) => (i.allowances[0].percent = '11')),
  at('R041', (i) => (i.allowances[0].base = null)),
  at('R042', (i) => (i.allowances[0].percent = null)),
  at('R046', (i) => (i.lines[1].discount = '0.50')),
  at('R055', (i) => { i.taxCurrency = 'GBP'; i.totals.accountingTax = '-266.00' }),
  at('R061', (i) => (i.payment = { ...i.payment, code: '59', accounts: [], debit: { ...debit, mandate: null } })),
  at('R110', (i) => (i.lines[0].period.from = '2026-11-30')),
  at('R111', (i) => (i.lines[0].period.to = '2027-01-01')),
  at('R120', (i) => (i.lines[0].quantity = '2')),
  at('R121', (i) => (i.lines[0].baseQuantity = '0')),
  at('R130', (i) => Object.assign(i.lines[0], { baseQuantity: '1', baseUnit: 'HUR' })),
  at('P0100', (i) => (i.type = '130')),
  at('P0104', (i) => (i.breakdown[0].exemptionCode = 'VATEX-EU-G')),
  at('P0105', (i) => (i.breakdown[0].exemptionCode = 'VATEX-EU-O')),
  at('P0106', (i) => (i.breakdown[0].exemptionCode = 'VATEX-EU-IC')),
  at('P0107', (i) => (i.breakdown[0].exemptionCode = 'VATEX-EU-AE')),
  at('P0112', (i) => { i.type = '384'; i.buyer.address.country = 'AT' }),
  of('PEPPOL-COMMON-R040', sent('0088', '4012345000000')),
  of('PEPPOL-COMMON-R043', sent('0208', '0123456789')),
  of('PEPPOL-COMMON-R050', sent('0151', '12345678901')),
] // prettier-ignore

/** How each rule is broken. */
export const breaks: readonly Break[] = [...presence, ...sums, ...categories, ...decimals, ...codes, ...germany, ...peppol]
