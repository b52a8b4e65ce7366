/** What identifies a business for tax, as the authorities of its country form it. Countries without an entry take any text. */
const forms: Readonly<Record<string, RegExp>> = {
  AT: /^(AT)?U\d{8}$/, AU: /^(AU|ABN)?\d{11}$/, BE: /^(BE)?[01]?\d{9}$/, BG: /^(BG)?\d{9,10}$/, CY: /^(CY)?\d{8}[A-Z]$/, CZ: /^(CZ)?\d{8,10}$/, DE: /^(DE)?\d{9}$/, DK: /^(DK)?\d{8}$/,
  EE: /^(EE)?\d{9}$/, ES: /^(ES)?[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^(FI)?\d{8}$/, FR: /^(FR)?[A-HJ-NP-Z0-9]{2}\d{9}$/, GB: /^(GB|XI)?(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, GR: /^(EL|GR)?\d{9}$/,
  HR: /^(HR)?\d{11}$/, HU: /^(HU)?\d{8}$/, IE: /^(IE)?(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, IN: /^(GSTIN)?\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]{3}$/, IT: /^(IT)?\d{11}$/, LT: /^(LT)?(\d{9}|\d{12})$/,
  LU: /^(LU)?\d{8}$/, LV: /^(LV)?\d{11}$/, MT: /^(MT)?\d{8}$/, NL: /^(NL)?\d{9}B\d{2}$/, PL: /^(PL)?\d{10}$/, PT: /^(PT)?\d{9}$/, RO: /^(RO)?\d{2,10}$/, SE: /^(SE)?\d{12}$/,
  SI: /^(SI)?\d{8}$/, SK: /^(SK)?\d{10}$/,
} // prettier-ignore

/** Without blanks and marks, in capitals: how ids are compared and kept as evidence. */
export const plainTaxId = (id: string): string => id.toUpperCase().replace(/[^A-Z0-9+*]/g, '')

export const hasForm = (country: string, id: string): boolean => forms[country]?.test(plainTaxId(id)) ?? plainTaxId(id).length >= 4

/** States and union territories of India: the two digits of the GST number and the letters of ISO 3166-2. Source: GST portal, list of state codes. */
const indianStates: readonly (readonly [digits: string, letters: string, name: string])[] = [
  ['01', 'JK', 'Jammu and Kashmir'], ['02', 'HP', 'Himachal Pradesh'], ['03', 'PB', 'Punjab'], ['04', 'CH', 'Chandigarh'], ['05', 'UK', 'Uttarakhand'], ['06', 'HR', 'Haryana'],
  ['07', 'DL', 'Delhi'], ['08', 'RJ', 'Rajasthan'], ['09', 'UP', 'Uttar Pradesh'], ['10', 'BR', 'Bihar'], ['11', 'SK', 'Sikkim'], ['12', 'AR', 'Arunachal Pradesh'], ['13', 'NL', 'Nagaland'],
  ['14', 'MN', 'Manipur'], ['15', 'MZ', 'Mizoram'], ['16', 'TR', 'Tripura'], ['17', 'ML', 'Meghalaya'], ['18', 'AS', 'Assam'], ['19', 'WB', 'West Bengal'], ['20', 'JH', 'Jharkhand'],
  ['21', 'OD', 'Odisha'], ['22', 'CG', 'Chhattisgarh'], ['23', 'MP', 'Madhya Pradesh'], ['24', 'GJ', 'Gujarat'], ['26', 'DH', 'Dadra and Nagar Haveli and Daman and Diu'], ['27', 'MH', 'Maharashtra'],
  ['29', 'KA', 'Karnataka'], ['30', 'GA', 'Goa'], ['31', 'LD', 'Lakshadweep'], ['32', 'KL', 'Kerala'], ['33', 'TN', 'Tamil Nadu'], ['34', 'PY', 'Puducherry'],
  ['35', 'AN', 'Andaman and Nicobar Islands'], ['36', 'TS', 'Telangana'], ['37', 'AP', 'Andhra Pradesh'], ['38', 'LA', 'Ladakh'],
] // prettier-ignore

/** Letters that were or are written as well. */
const alsoWritten: Readonly<Record<string, string>> = { UT: 'UK', OR: 'OD', CT: 'CG', TG: 'TS', DN: 'DH', DD: 'DH' }

/** The state of a party in India: as its GST number begins, else the one that is said (`29`, `KA`, `IN-KA`, `Karnataka`). Two digits. */
export function indianState(taxId: string | null, region: string | null): string | null {
  const digits = taxId === null ? undefined : /^(?:GSTIN)?(\d{2})[A-Z]{5}/.exec(plainTaxId(taxId))?.[1]
  if (digits !== undefined && indianStates.some(([known]) => known === digits)) return digits
  const said = region?.trim().toUpperCase().replace(/^IN-/, '') ?? ''
  const letters = alsoWritten[said] ?? said
  return indianStates.find(([code, short, name]) => code === letters || short === letters || name.toUpperCase() === letters)?.[0] ?? null
}
export const indianStateName = (digits: string): string => indianStates.find(([code]) => code === digits)?.[2] ?? digits
