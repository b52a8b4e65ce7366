import { isCurrency } from '../kernel/money.ts'

// The code lists that the rules BR-CL-* speak of, as far as our documents use them.

const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '))

/** ISO 3166-1 alpha-2, with XI (Northern Ireland) and 1A (Kosovo) as the list of EN 16931 has them. */
const countries = set(
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XI 1A',
) // prettier-ignore
export const isCountry = (code: string): boolean => countries.has(code)
/** Greece's tax numbers begin with EL. */
export const isTaxPrefix = (code: string): boolean => countries.has(code) || code === 'EL'

/** Where sellers invoice by EN 16931: the union, the EEA, Switzerland and the United Kingdom. Elsewhere other laws and formats hold (India's IRN, PINT A-NZ). */
export const sellerCountries = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ') // prettier-ignore

export const isCurrencyCode = (code: string): boolean => isCurrency(code)

/** UNTDID 1001, the part that EN 16931 allows. */
const documentTypes = set('71 80 81 82 83 84 102 130 202 203 204 211 218 219 261 262 295 296 308 325 326 331 380 381 382 383 384 385 386 387 388 389 390 393 394 395 396 420 456 457 458 471 472 473 500 501 502 503 527 532 553 575 623 633 751 780 817 870 875 876 877 935') // prettier-ignore
export const isDocumentType = (code: string): boolean => documentTypes.has(code)

/** UNTDID 2475 in UBL, for BT-8: invoice date, delivery date, day of payment. */
export const isTaxPointCode = (code: string): boolean => ['3', '35', '432'].includes(code)

/** UNTDID 4461. */
export const isPaymentMeans = (code: string): boolean => code === 'ZZZ' || /^([1-9]|[1-6]\d|70|7[4-8]|9[1-8])$/.test(code)

/** UNTDID 5305, the part that EN 16931 allows. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const
export const isTaxCategory = (code: string): boolean => (taxCategories as readonly string[]).includes(code)

/** The list VATEX: why no tax is charged. */
export const isExemptionCode = (code: string): boolean =>
  /^VATEX-EU-(79-C|132(-1[A-Q])?|143(-1(FA|[A-L]))?|144|146-1E|148(-[A-G])?|151(-1(AA|[A-E]))?|153|159|309|AE|D|F|G|I|IC|J|O)$/.test(
    code,
  ) || /^VATEX-FR-(FRANCHISE|CNWVAT|CGI261-[1-5]|CGI261C-[1-3]|CGI261D-1(BIS)?|CGI261D-[2-4]|CGI261E-[12]|CGI275|CGI277A|CGI295|298SEXDECIESA|AE)$/.test(code) // prettier-ignore

/** UN/ECE recommendation 20 with 21: the units that our products are sold in, and the usual ones beside them. */
const units = set('C62 H87 EA PR SET NAR NPR HUR MIN SEC DAY WEE MON ANN QAN SAN E34 E35 4L 2P AD KWH MWH WHR KWT GRM KGM TNE MTR KTM CMT MTK MTQ LTR MLT P1 XPP XPK XBX LS E48 E49 ACT IE 5B') // prettier-ignore
export const isUnit = (code: string): boolean => units.has(code)

/** ISO 6523 ICD: 0002 to 0240 without those that were never given. */
const unusedIcd = set('0092 0103 0105 0181 0182')
export const isIcd = (code: string): boolean => /^\d{4}$/.test(code) && code >= '0002' && code <= '0240' && !unusedIcd.has(code)

/** The list EAS of electronic addresses. */
const eas = set('0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216 0217 0218 0219 0220 0221 0225 0230 0235 0240 9901 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 AN AQ AS AU EM') // prettier-ignore
export const isAddressScheme = (code: string): boolean => eas.has(code)

/** ISO 13616: the check digits of an account, whatever spaces it is written with. */
export function isCorrectIban(account: string): boolean {
  const plain = account.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(plain)) return false
  return remainder97(`${plain.slice(4)}${plain.slice(0, 4)}`) === 1n
}
/** Letters count 10 to 35. */
const remainder97 = (text: string): bigint => BigInt(text.replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`)) % 97n

/** A Leitweg-ID: the public buyer in Germany, its own part, and two check digits (ISO 7064, 97-10). */
export function isLeitwegId(text: string): boolean {
  if (!/^\d{2,12}(-[A-Z0-9]{1,30})?-\d{2}$/i.test(text)) return false
  return remainder97(text.replaceAll('-', '').toUpperCase()) === 1n
}

const digitsOf = (text: string): readonly bigint[] => [...text].map((digit) => BigInt(digit))
const weighed = (digits: readonly bigint[], weight: (place: number) => bigint): bigint =>
  digits.reduce((sum, digit, place) => sum + digit * weight(place), 0n)

/** The check digit of a GLN, list 0088. */
export const isGln = (text: string): boolean =>
  /^\d{13}$/.test(text) && weighed(digitsOf(text), (place) => (place % 2 === 0 ? 1n : 3n)) % 10n === 0n
/** The check digits of a Belgian enterprise, list 0208. */
export const isBelgianEnterprise = (text: string): boolean =>
  /^[01]\d{9}$/.test(text) && 97n - (BigInt(text.slice(0, 8)) % 97n) === BigInt(text.slice(8))
/** The check digits of an ABN, list 0151: weighed with 10, 1, 3, 5 … after one was taken from the first. */
export function isAbn(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  const [first, ...further] = digitsOf(text)
  return weighed([first! - 1n, ...further], (place) => (place === 0 ? 10n : BigInt(2 * place - 1))) % 89n === 0n
}
