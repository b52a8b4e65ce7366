/** Whom buyers may ask, and where e-invoices of the companies come from. Numbers and mail hosts are fictional or reserved for such use. */
export const eInvoiceSellerRows = [
  {
    entity: 'NLUK', contactName: 'Grace Patel', contactPhone: '+44 117 496 0100', contactEmail: 'accounts@northlight.example', electronicAddress: 'GB999999973', addressScheme: '9932',
    localTaxNumber: null, creditorId: null,
  },
  {
    entity: 'NLDE', contactName: 'Lena Brandt', contactPhone: '+49 69 90000100', contactEmail: 'rechnung@northlight.example', electronicAddress: 'DE999999995', addressScheme: '9930',
    localTaxNumber: '045 123 45678', creditorId: 'DE98ZZZ09999999999',
  },
] as const // prettier-ignore

const none = { buyerReference: null, electronicAddress: null, addressScheme: null, mandate: null, debitAccount: null, cashDiscountDays: null, cashDiscountPercent: null } // prettier-ignore

/** How customers want their invoices (facts 4.5). Accounts are published examples. */
export const eInvoiceBuyerRows = [
  {
    customer: 'RMK', ...none, channel: 'xrechnung-ubl', buyerReference: '04011000-1234512345-06', electronicAddress: '04011000-1234512345-06', addressScheme: '0204',
    mandate: 'RMK-B2B-01', debitAccount: 'DE02120300000000202051',
  },
  { customer: 'BAY', ...none, channel: 'zugferd', mandate: 'BAY-CORE-01', debitAccount: 'DE02500105170137075030', cashDiscountDays: 14, cashDiscountPercent: '2' },
  { customer: 'ALP', ...none, channel: 'peppol', buyerReference: 'Einkauf', electronicAddress: 'ATU12345675', addressScheme: '9914' },
  { customer: 'PEN', ...none, channel: 'peppol', buyerReference: 'Accounts Payable', electronicAddress: 'GB123456782', addressScheme: '9932' },
] as const // prettier-ignore
