import { isCorrectIban } from './codes.ts'
import type { EInvoice } from './model.ts'
import { eachOf, known, rulesOf, whole, type Level, type Rule, type RuleText } from './rule.ts'
import { missing, oneOf } from './terms.ts'

const transfers = ['30', '58']
const cards = ['48', '54', '55']
const paidBy = (i: EInvoice, codes: readonly string[]): boolean => codes.includes(i.payment?.code ?? '')

/** Each line of the payment terms that begins with # is a discount in the writing of XRechnung, and a new line follows the last one. */
const skonto = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(#BASISBETRAG=-?\d+\.\d{2})?#$/
function badSkonto({ paymentTerms }: EInvoice): boolean {
  if (paymentTerms === null) return false
  const lines = paymentTerms.split(/\r?\n/)
  const marked = lines.filter((line) => line.trim().startsWith('#'))
  if (marked.some((line) => !skonto.test(line.trim()))) return true
  return marked.length > 0 && lines.findLastIndex((line) => line.trim().startsWith('#')) === lines.length - 1
}

const address = /^[a-zA-Z0-9!#$%&"*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&"*+/=?^_`{|}~-]+)*@([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/ // prettier-ignore
const specification = /^urn:cen\.eu:en16931:2017#compliant#urn:xeinkauf\.de:kosit:xrechnung_\d+\.\d+(#conformant#.+)?$/
const used = ({ lines, allowances, charges }: EInvoice): readonly (string | null)[] =>
  [...lines, ...allowances, ...charges].map((one) => one.category)
const taxed = ['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']

const forbidden = (code: RuleText, groups: string): RuleText => ({
  en: `With ${code.en} as means of payment (BT-81), these must not be there: ${groups}.`,
  de: `Bei ${code.de} als Zahlungsweg (BT-81) dürfen nicht angegeben sein: ${groups}.`,
})
const transfer: RuleText = { en: 'a transfer', de: 'Überweisung' }
const card: RuleText = { en: 'a card', de: 'Kartenzahlung' }
const debit: RuleText = { en: 'a direct debit', de: 'Lastschrift' }

type Row = readonly [id: string, text: RuleText, broken: Rule['broken'], level?: Level]
/** BR-DE-* of XRechnung 3.0. BR-DE-22 asks for different names of enclosed files; ours enclose none in the XML. */
const rows: readonly Row[] = [
  ['1', missing('BG-16'), whole((i) => i.payment === null)],
  ['2', missing('BG-6'), whole((i) => i.seller.contact === null)],
  ['3', missing('BT-37'), whole((i) => i.seller.address !== null && i.seller.address.city === null)],
  ['4', missing('BT-38'), whole((i) => i.seller.address !== null && i.seller.address.postCode === null)],
  ['5', missing('BT-41'), whole((i) => i.seller.contact !== null && i.seller.contact.name === null)],
  ['6', missing('BT-42'), whole((i) => i.seller.contact !== null && i.seller.contact.phone === null)],
  ['7', missing('BT-43'), whole((i) => i.seller.contact !== null && i.seller.contact.email === null)],
  ['8', missing('BT-52'), whole((i) => i.buyer.address !== null && i.buyer.address.city === null)],
  ['9', missing('BT-53'), whole((i) => i.buyer.address !== null && i.buyer.address.postCode === null)],
  ['10', missing('BT-77'), whole((i) => known(i.delivery?.address) && i.delivery.address.city === null)],
  ['11', missing('BT-78'), whole((i) => known(i.delivery?.address) && i.delivery.address.postCode === null)],
  ['14', missing('BT-119'), eachOf('breakdown', (part) => part.rate === null)],
  ['15', missing('BT-10'), whole((i) => i.buyerReference === null)],
  ['16', oneOf('BT-31', 'BT-32'), whole((i) => used(i).some((category) => taxed.includes(category ?? '')) && i.seller.vatId === null && i.seller.taxNumber === null)],
  [
    '17', { en: 'The document type (BT-3) should be 326, 380, 381, 384, 389, 875, 876 or 877.', de: 'Die Art des Dokuments (BT-3) soll 326, 380, 381, 384, 389, 875, 876 oder 877 sein.' },
    whole((i) => i.type !== null && !['326', '380', '381', '384', '389', '875', '876', '877'].includes(i.type)), 'warning',
  ],
  [
    '18', { en: 'A cash discount (BT-20) is written as #SKONTO#TAGE=14#PROZENT=2.00# with a new line behind it.', de: 'Skonto (BT-20) wird als #SKONTO#TAGE=14#PROZENT=2.00# geschrieben, danach folgt ein Zeilenumbruch.' },
    whole(badSkonto),
  ],
  ['19', { en: 'The account to pay to (BT-84) should be a correct IBAN.', de: 'Das Konto des Zahlungsempfängers (BT-84) soll eine korrekte IBAN sein.' }, whole((i) => i.payment?.code === '58' && i.payment.accounts.some(({ id }) => id !== null && !isCorrectIban(id))), 'warning'],
  ['20', { en: 'The account that is debited (BT-91) should be a correct IBAN.', de: 'Das belastete Konto (BT-91) soll eine korrekte IBAN sein.' }, whole((i) => i.payment?.code === '59' && known(i.payment.debit?.account) && !isCorrectIban(i.payment.debit.account)), 'warning'],
  ['21', { en: 'The specification (BT-24) should be that of XRechnung.', de: 'Die Spezifikation (BT-24) soll die von XRechnung sein.' }, whole((_i, profile) => !specification.test(profile.specification)), 'warning'],
  ['23-a', missing('BG-17'), whole((i) => paidBy(i, transfers) && i.payment!.accounts.length === 0)],
  ['23-b', forbidden(transfer, 'BG-18, BG-19'), whole((i) => paidBy(i, transfers) && (i.payment!.card !== null || i.payment!.debit !== null))],
  ['24-a', missing('BG-18'), whole((i) => paidBy(i, cards) && i.payment!.card === null)],
  ['24-b', forbidden(card, 'BG-17, BG-19'), whole((i) => paidBy(i, cards) && (i.payment!.accounts.length > 0 || i.payment!.debit !== null))],
  ['25-a', missing('BG-19'), whole((i) => paidBy(i, ['59']) && i.payment!.debit === null)],
  ['25-b', forbidden(debit, 'BG-17, BG-18'), whole((i) => paidBy(i, ['59']) && (i.payment!.accounts.length > 0 || i.payment!.card !== null))],
  ['26', { en: 'A corrected invoice (384) should name the invoice that it corrects (BG-3).', de: 'Eine korrigierte Rechnung (384) soll die vorausgegangene Rechnung nennen (BG-3).' }, whole((i) => i.type === '384' && i.preceding.length === 0), 'warning'],
  ['27', { en: 'The telephone of the contact (BT-42) should have at least three digits.', de: 'Das Telefon des Ansprechpartners (BT-42) soll mindestens drei Ziffern haben.' }, whole((i) => known(i.seller.contact?.phone) && i.seller.contact.phone.replace(/\D/g, '').length < 3), 'warning'],
  ['28', { en: 'The e-mail of the contact (BT-43) should be a complete address.', de: 'Die E-Mail des Ansprechpartners (BT-43) soll eine vollständige Adresse sein.' }, whole((i) => known(i.seller.contact?.email) && !address.test(i.seller.contact.email.trim())), 'warning'],
  ['30', missing('BT-90'), whole((i) => known(i.payment?.debit) && i.payment.debit.creditor === null)],
  ['31', missing('BT-91'), whole((i) => known(i.payment?.debit) && i.payment.debit.account === null)],
] // prettier-ignore

export const germanRules: readonly Rule[] = rulesOf('xrechnung', [
  ...rows.map(([id, ...rest]): Row => [`BR-DE-${id}`, ...rest]),
  [
    'BR-DE-TMP-32', { en: 'An invoice should say when the service was given: BT-72, BG-14, or BG-26 on every line.', de: 'Eine Rechnung soll angeben, wann geleistet wurde: BT-72, BG-14 oder BG-26 in jeder Position.' },
    whole((i) => !i.delivery?.on && i.period === null && i.lines.some((line) => line.period === null)), 'information',
  ],
  [
    'BR-TMP-2', { en: 'The place of an enclosed document (BT-124) should be a complete address with its scheme.', de: 'Der Ort eines beigefügten Dokuments (BT-124) soll eine vollständige Adresse mit Schema sein.' },
    eachOf('documents', ({ uri }) => uri !== null && !/^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(uri)), 'warning',
  ],
]) // prettier-ignore

/** Between two Germans Peppol asks for the same under names of its own (DE-R-001 for BR-DE-1, DE-R-023-1 for BR-DE-23-a). */
export const germanRulesOfPeppol: readonly Rule[] = rows
  .filter(([id]) => !['21', '26'].includes(id))
  .map(([id, text, broken, level = 'fatal']) => {
    const [number = '', letter] = id.split('-')
    const bothGerman = (i: EInvoice): boolean => i.seller.address?.country === 'DE' && i.buyer.address?.country === 'DE'
    return {
      id: `DE-R-${number.padStart(3, '0')}${letter ? `-${letter === 'a' ? 1 : 2}` : ''}`,
      of: 'peppol',
      level,
      text,
      broken: (i, profile) => (bothGerman(i) ? broken(i, profile) : []),
    }
  })
