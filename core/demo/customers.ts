const uk = { country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London' } as const
const germany = { country: 'DE', currency: 'EUR', language: 'de', culture: 'de-DE', zone: 'Europe/Berlin' } as const
const india = { country: 'IN', currency: 'INR', language: 'en', culture: 'en-IN', zone: 'Asia/Kolkata' } as const

/** Who looks after whom: Amelia, Tom and Jonas have one each (facts 4.3). */
export const territoryRows = [
  { code: 'SOUTH', name: 'South' },
  { code: 'NORTH', name: 'North' },
  { code: 'DE', name: 'Deutschland und Österreich' },
  { code: 'IN', name: 'India' },
]

/** Customers of the demo group (facts 4.5). Addresses, mail hosts and telephone numbers are fictional or reserved for such use. */
export const customerRows = [
  {
    code: 'HAV', territory: 'SOUTH', name: 'Harbour & Vale LLP', ...uk, paymentDays: 30, taxId: 'GB 111 1111 10', email: 'accounts@harbourvale.example', phone: '+44 117 496 0101',
    address: ['Accounts Payable', '3 Vale Court', 'Bristol BS8 2QH'], poRequired: true, note: 'BACS Direct Debit, mandate HAV-DD-01. Needs a PO number on every invoice.',
  },
  {
    code: 'PEN', territory: 'NORTH', name: 'Pennine Freight Ltd', ...uk, paymentDays: 14, taxId: 'GB 123 4567 82', email: 'ap@penninefreight.example', phone: '+44 113 496 0142',
    address: ['Accounts Payable', 'Unit 7, Calder Park', 'Wakefield WF2 7UA'], poRequired: false, note: 'Three cost centres, each with its own PO number.',
  },
  {
    code: 'MIL', territory: 'SOUTH', name: 'Mill Lane Academy Trust', ...uk, paymentDays: 30, taxId: null, email: 'finance@milllane.example', phone: '+44 161 496 0177',
    address: ['Trust Finance Office', '88 Mill Lane', 'Stockport SK4 3AR'], poRequired: true, note: 'Public sector. One PO number per order.',
  },
  {
    code: 'FJO', territory: 'NORTH', name: 'Fjord Analytics AS', country: 'NO', currency: 'EUR', language: 'en', culture: 'en-GB', zone: 'Europe/Oslo', paymentDays: 30,
    taxId: 'NO 999 999 999 MVA', email: 'invoice@fjordanalytics.example', phone: '+47 22 00 01 23', address: ['Dronningens gate 15', '0152 Oslo', 'Norway'],
    poRequired: false, note: 'Outside the EU: outside the scope of UK VAT.',
  },
  {
    code: 'RMK', territory: 'DE', name: 'Rhein-Main Klinikverbund GmbH', ...germany, paymentDays: 30, taxId: 'DE 123 456 788', email: 'rechnung@rm-klinikverbund.example',
    phone: '+49 69 90000123', address: ['Rechnungsprüfung', 'Großer Hasenpfad 12', '60598 Frankfurt am Main'], poRequired: false,
    note: 'SEPA-Firmenlastschrift. XRechnung mit Leitweg-ID 04011000-1234512345-06.',
  },
  {
    code: 'BAY', territory: 'DE', name: 'Bayern Werkzeug AG', ...germany, paymentDays: 14, taxId: 'DE 136 695 976', email: 'kreditoren@bayern-werkzeug.example',
    phone: '+49 89 90000145', address: ['Kreditorenbuchhaltung', 'Landsberger Straße 302', '80687 München'], poRequired: false,
    note: '2 % Skonto binnen 14 Tagen. SEPA-Basislastschrift.',
  },
  {
    code: 'ALP', territory: 'DE', name: 'Alpen Handels GmbH', country: 'AT', currency: 'EUR', language: 'de', culture: 'de-AT', zone: 'Europe/Vienna', paymentDays: 30,
    taxId: 'ATU12345675', email: 'buchhaltung@alpenhandel.example', phone: '+43 1 900 0123', address: ['Mariahilfer Straße 77/12', '1060 Wien'],
    poRequired: false, note: null,
  },
  {
    code: 'KAV', territory: 'IN', name: 'Kaveri Textiles Pvt Ltd', ...india, paymentDays: 45, taxId: '29AAACK0000B1ZI', email: 'accounts@kaveritextiles.example',
    phone: '+91 821 555 0145', address: ['Plot 18, KIADB Industrial Area', 'Mysuru 570016, Karnataka (29)'], poRequired: false, note: 'Deducts TDS at 2 %.',
  },
  {
    code: 'BEN', territory: 'IN', name: 'Bengal Bay Logistics Pvt Ltd', ...india, paymentDays: 30, taxId: '33AAACB0000C1Z0', email: 'ap@bengalbay.example', phone: '+91 44 5550 0182',
    address: ['22 Rajaji Salai', 'Chennai 600001, Tamil Nadu (33)'], poRequired: false, note: null,
  },
  {
    code: 'ORB', territory: 'NORTH', name: 'Orbis Retail Group', ...uk, paymentDays: 30, taxId: 'GB 222 2222 20', email: 'group.payables@orbisretail.example', phone: '+44 20 7946 0188',
    address: ['Group Payables', 'Orbis House, 40 Mercer Street', 'London WC2H 9QP'], poRequired: false, note: 'One framework for sites in the UK, Germany and India.',
  },
  {
    code: 'QUA', territory: 'SOUTH', name: 'Quay Surgery', ...uk, paymentDays: 14, taxId: null, email: 'practice.manager@quaysurgery.example', phone: '+44 117 496 0190',
    address: ['2 Harbourside', 'Portishead BS20 7DF'], poRequired: false, note: null,
  },
  {
    code: 'ZEN', territory: 'SOUTH', name: 'Zenith Legal', ...uk, paymentDays: 30, taxId: null, email: 'office@zenithlegal.example', phone: '+44 20 7946 0121',
    address: ['5 Temple Yard', 'London EC4Y 0HT'], poRequired: false, note: 'Prospect.',
  },
] as const // prettier-ignore
