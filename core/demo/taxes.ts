const none = {}

/** Tax codes of the three countries, with the sentence that the law wants on a document. To be verified with an adviser before real use. */
export const taxRows = [
  {
    code: 'UK-S20', short: 'S20', country: 'GB', rate: '20', category: 'S', validFrom: '2011-01-04',
    names: { en: 'UK VAT, standard rate 20 %', de: 'Britische USt., Regelsatz 20 %' }, notes: none,
  },
  {
    code: 'UK-R5', short: 'R5', country: 'GB', rate: '5', category: 'S', validFrom: '1997-09-01',
    names: { en: 'UK VAT, reduced rate 5 %', de: 'Britische USt., ermäßigter Satz 5 %' }, notes: none,
  },
  {
    code: 'UK-Z0', short: 'Z0', country: 'GB', rate: '0', category: 'Z', validFrom: '1973-04-01',
    names: { en: 'UK VAT, zero rate', de: 'Britische USt., Nullsatz' }, notes: none,
  },
  {
    code: 'UK-EX', short: 'EX', country: 'GB', rate: '0', category: 'E', validFrom: '1973-04-01',
    names: { en: 'UK VAT, exempt', de: 'Von der britischen USt. befreit' },
    notes: { en: 'Exempt from VAT.', de: 'Von der britischen Umsatzsteuer befreit.' },
  },
  {
    code: 'UK-OS', short: 'OS', country: 'GB', rate: '0', category: 'O', validFrom: '2010-01-01',
    names: { en: 'Outside the scope of UK VAT', de: 'Im Vereinigten Königreich nicht steuerbar' },
    notes: {
      en: 'Outside the scope of UK VAT: the place of supply is outside the United Kingdom (VATA 1994 s.7A, Sch. 4A).',
      de: 'Im Vereinigten Königreich nicht steuerbar: Der Leistungsort liegt außerhalb (VATA 1994 s.7A, Sch. 4A).',
    },
  },
  {
    code: 'UK-RC', short: 'RC', country: 'GB', rate: '20', category: 'AE', validFrom: '2011-01-04',
    names: { en: 'UK reverse charge on purchases 20 %', de: 'Britische Steuerschuldnerschaft bei Eingangsleistungen 20 %' }, notes: none,
  },
  {
    code: 'DE-S19', short: 'S19', country: 'DE', rate: '19', category: 'S', validFrom: '2007-01-01',
    names: { en: 'German VAT, standard rate 19 %', de: 'USt. 19 %' }, notes: none,
  },
  {
    code: 'DE-R7', short: 'R7', country: 'DE', rate: '7', category: 'S', validFrom: '1983-07-01',
    names: { en: 'German VAT, reduced rate 7 %', de: 'USt. 7 % (ermäßigt)' }, notes: none,
  },
  {
    code: 'DE-RC', short: 'RC', country: 'DE', rate: '0', category: 'AE', validFrom: '2010-01-01',
    names: { en: 'EU service, reverse charge', de: 'EU-Leistung, Steuerschuldnerschaft des Leistungsempfängers' },
    notes: {
      en: 'Reverse charge: VAT is to be accounted for by the customer (Art. 196 Directive 2006/112/EC).',
      de: 'Steuerschuldnerschaft des Leistungsempfängers (Art. 196 MwStSystRL).',
    },
  },
  {
    code: 'DE-OS', short: 'OS', country: 'DE', rate: '0', category: 'O', validFrom: '2010-01-01',
    names: { en: 'Service to a third country', de: 'Leistung an Drittland, nicht steuerbar' },
    notes: {
      en: 'Not taxable in Germany: the place of supply is outside Germany (s. 3a UStG).',
      de: 'Im Inland nicht steuerbare Leistung (§ 3a UStG).',
    },
  },
  {
    code: 'DE-13B', short: '13B', country: 'DE', rate: '19', category: 'AE', validFrom: '2007-01-01',
    names: { en: 'Services bought from abroad, s. 13b UStG, 19 %', de: 'Eingangsleistungen nach § 13b UStG, 19 %' }, notes: none,
  },
  {
    code: 'IN-CG9', short: 'CG9', country: 'IN', rate: '9', category: 'L', validFrom: '2017-07-01',
    names: { en: 'CGST 9 %', de: 'CGST 9 %' }, notes: none,
  },
  {
    code: 'IN-SG9', short: 'SG9', country: 'IN', rate: '9', category: 'L', validFrom: '2017-07-01',
    names: { en: 'SGST 9 %', de: 'SGST 9 %' }, notes: none,
  },
  {
    code: 'IN-IG18', short: 'IG18', country: 'IN', rate: '18', category: 'S', validFrom: '2017-07-01',
    names: { en: 'IGST 18 %', de: 'IGST 18 %' }, notes: none,
  },
  {
    code: 'IN-EXP-LUT', short: 'EXP', country: 'IN', rate: '0', category: 'G', validFrom: '2017-07-01',
    names: { en: 'Export under LUT', de: 'Export unter LUT' },
    notes: {
      en: 'Supply meant for export under letter of undertaking without payment of integrated tax.',
      de: 'Ausfuhrleistung aufgrund einer Verpflichtungserklärung (LUT) ohne Zahlung der indischen IGST.',
    },
  },
  {
    code: 'IN-RCM18', short: 'RCM18', country: 'IN', rate: '18', category: 'AE', validFrom: '2017-07-01',
    names: { en: 'GST reverse charge on purchases 18 %', de: 'GST-Steuerschuldnerschaft bei Eingangsleistungen 18 %' }, notes: none,
  },
] as const // prettier-ignore

/** How the three are taxed: NLUK returns its VAT by quarter, NLIN exports under a letter of undertaking of the financial year. */
export const taxProfileRows = [
  { entity: 'NLUK', registrations: [], rounding: 'document', returnMonths: 3 },
  { entity: 'NLDE', registrations: [], rounding: 'document', returnMonths: 1 },
  {
    entity: 'NLIN', region: 'KA', registrations: [], rounding: 'document', returnMonths: 1,
    undertaking: 'AD290326009999X', undertakingFrom: '2026-04-01', undertakingTo: '2027-03-31',
  },
] as const // prettier-ignore

/** Who looked customers up, and where. */
export const taxIdCheckRows = [
  {
    country: 'AT', taxId: 'ATU12345675', authority: 'VIES', valid: true, checkedOn: '2025-08-25', registeredTo: 'Alpen Handels GmbH', reference: 'WAPIAAAAZ9999TST',
    recordedAt: '2025-08-25T09:12:00Z', recordedBy: 'Lena Brandt',
  },
] as const // prettier-ignore
