import { SaxesParser } from 'saxes'

// E-invoices read back by somebody else's parser, strict about namespaces: what a receiver would see.

export interface Read {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Read[]
  text: string
}
export function readXml(xml: string): Read {
  const parser = new SaxesParser({ xmlns: true })
  const root: Read = { name: '', attributes: {}, children: [], text: '' }
  const open: Read[] = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [key, value.value]))
    const element: Read = { name: tag.prefix === '' ? tag.local : `${tag.prefix}:${tag.local}`, attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => (open.at(-1)!.text += text))
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0]!
}

/** All elements at a path such as `cac:Party/cbc:Name`. */
export const all = (from: Read, path: string): readonly Read[] =>
  path
    .split('/')
    .reduce<readonly Read[]>((found, name) => found.flatMap((element) => element.children.filter((child) => child.name === name)), [from])
export const one = (from: Read, path: string): string | null => all(from, path)[0]?.text ?? null

/** The figures and references of a document, whatever language it is in. */
export interface Figures {
  readonly number: string | null
  readonly type: string | null
  readonly issued: string | null
  readonly due: string | null
  readonly currency: string | null
  readonly buyerReference: string | null
  readonly terms: string | null
  readonly preceding: readonly (string | null)[]
  readonly seller: readonly (string | null)[]
  readonly buyer: readonly (string | null)[]
  readonly payment: readonly (string | null)[]
  readonly totals: Readonly<Record<'lines' | 'withoutTax' | 'tax' | 'withTax' | 'due', string | null>>
  readonly accountingTax: string | null
  readonly breakdown: readonly (readonly (string | null)[])[]
  readonly lines: readonly (readonly (string | null)[])[]
}

function ublFigures(doc: Read): Figures {
  const credit = doc.name === 'CreditNote'
  const party = (name: string) => {
    const [from] = all(doc, `${name}/cac:Party`)
    const taxes = all(from!, 'cac:PartyTaxScheme')
    const vat = taxes.find((tax) => one(tax, 'cac:TaxScheme/cbc:ID') === 'VAT')
    const [endpoint] = all(from!, 'cbc:EndpointID')
    return [one(from!, 'cac:PartyLegalEntity/cbc:RegistrationName'), vat ? one(vat, 'cbc:CompanyID') : null, endpoint?.text ?? null, endpoint?.attributes['schemeID'] ?? null,
      one(from!, 'cac:PostalAddress/cbc:PostalZone'), one(from!, 'cac:PostalAddress/cbc:CityName'), one(from!, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode')] // prettier-ignore
  }
  const total = (name: string) => one(doc, `cac:LegalMonetaryTotal/cbc:${name}`)
  const creditor = all(doc, 'cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID').find(
    (id) => id.attributes['schemeID'] === 'SEPA',
  )
  return {
    number: one(doc, 'cbc:ID'),
    type: one(doc, credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode'),
    issued: one(doc, 'cbc:IssueDate'),
    due: credit ? one(doc, 'cac:PaymentMeans/cbc:PaymentDueDate') : one(doc, 'cbc:DueDate'),
    currency: one(doc, 'cbc:DocumentCurrencyCode'),
    buyerReference: one(doc, 'cbc:BuyerReference'),
    terms: one(doc, 'cac:PaymentTerms/cbc:Note'),
    preceding: all(doc, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID').map((id) => id.text),
    seller: party('cac:AccountingSupplierParty'),
    buyer: party('cac:AccountingCustomerParty'),
    payment: [one(doc, 'cac:PaymentMeans/cbc:PaymentMeansCode'), one(doc, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID'), one(doc, 'cac:PaymentMeans/cac:PaymentMandate/cbc:ID'),
      creditor?.text ?? null, one(doc, 'cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID')], // prettier-ignore
    totals: { lines: total('LineExtensionAmount'), withoutTax: total('TaxExclusiveAmount'), tax: one(doc, 'cac:TaxTotal/cbc:TaxAmount'), withTax: total('TaxInclusiveAmount'), due: total('PayableAmount') }, // prettier-ignore
    accountingTax: all(doc, 'cac:TaxTotal')[1] ? one(all(doc, 'cac:TaxTotal')[1]!, 'cbc:TaxAmount') : null,
    breakdown: all(doc, 'cac:TaxTotal/cac:TaxSubtotal').map((part) => [one(part, 'cbc:TaxableAmount'), one(part, 'cbc:TaxAmount'), one(part, 'cac:TaxCategory/cbc:ID'),
      one(part, 'cac:TaxCategory/cbc:Percent'), one(part, 'cac:TaxCategory/cbc:TaxExemptionReasonCode'), one(part, 'cac:TaxCategory/cbc:TaxExemptionReason')]), // prettier-ignore
    lines: all(doc, credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine').map((line) => {
      const quantity = credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'
      return [one(line, 'cbc:ID'), one(line, 'cac:Item/cbc:Name'), one(line, quantity), all(line, quantity)[0]?.attributes['unitCode'] ?? null, one(line, 'cac:Price/cbc:PriceAmount'),
        one(line, 'cac:Price/cbc:BaseQuantity'), one(line, 'cbc:LineExtensionAmount'), one(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
        one(line, 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent'), one(line, 'cac:InvoicePeriod/cbc:StartDate'), one(line, 'cac:InvoicePeriod/cbc:EndDate')] // prettier-ignore
    }),
  }
}

const dashed = (day: string | null): string | null => day && `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
const trade = 'rsm:SupplyChainTradeTransaction'
function ciiFigures(doc: Read): Figures {
  const agreement = `${trade}/ram:ApplicableHeaderTradeAgreement`
  const settlement = `${trade}/ram:ApplicableHeaderTradeSettlement`
  const means = `${settlement}/ram:SpecifiedTradeSettlementPaymentMeans`
  const sums = `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`
  const party = (name: string) => {
    const [from] = all(doc, `${agreement}/ram:${name}`)
    const vat = all(from!, 'ram:SpecifiedTaxRegistration/ram:ID').find((id) => id.attributes['schemeID'] === 'VA')
    const [endpoint] = all(from!, 'ram:URIUniversalCommunication/ram:URIID')
    const at = (part: string) => one(from!, `ram:PostalTradeAddress/ram:${part}`)
    return [one(from!, 'ram:Name'), vat?.text ?? null, endpoint?.text ?? null, endpoint?.attributes['schemeID'] ?? null, at('PostcodeCode'), at('CityName'), at('CountryID')] // prettier-ignore
  }
  const currency = one(doc, `${settlement}/ram:InvoiceCurrencyCode`)
  const taxes = all(doc, `${sums}/ram:TaxTotalAmount`)
  return {
    number: one(doc, 'rsm:ExchangedDocument/ram:ID'),
    type: one(doc, 'rsm:ExchangedDocument/ram:TypeCode'),
    issued: dashed(one(doc, 'rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString')),
    due: dashed(one(doc, `${settlement}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString`)),
    currency,
    buyerReference: one(doc, `${agreement}/ram:BuyerReference`),
    terms: one(doc, `${settlement}/ram:SpecifiedTradePaymentTerms/ram:Description`),
    preceding: all(doc, `${settlement}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID`).map((id) => id.text),
    seller: party('SellerTradeParty'),
    buyer: party('BuyerTradeParty'),
    payment: [one(doc, `${means}/ram:TypeCode`), one(doc, `${means}/ram:PayeePartyCreditorFinancialAccount/ram:IBANID`), one(doc, `${settlement}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`),
      one(doc, `${settlement}/ram:CreditorReferenceID`), one(doc, `${means}/ram:PayerPartyDebtorFinancialAccount/ram:IBANID`)], // prettier-ignore
    totals: { lines: one(doc, `${sums}/ram:LineTotalAmount`), withoutTax: one(doc, `${sums}/ram:TaxBasisTotalAmount`), tax: taxes.find((tax) => tax.attributes['currencyID'] === currency)?.text ?? null,
      withTax: one(doc, `${sums}/ram:GrandTotalAmount`), due: one(doc, `${sums}/ram:DuePayableAmount`) }, // prettier-ignore
    accountingTax: taxes.find((tax) => tax.attributes['currencyID'] !== currency)?.text ?? null,
    breakdown: all(doc, `${settlement}/ram:ApplicableTradeTax`).map((part) =>
      ['BasisAmount', 'CalculatedAmount', 'CategoryCode', 'RateApplicablePercent', 'ExemptionReasonCode', 'ExemptionReason'].map((name) => one(part, `ram:${name}`))), // prettier-ignore
    lines: all(doc, `${trade}/ram:IncludedSupplyChainTradeLineItem`).map((line) => {
      const price = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice'
      const own = 'ram:SpecifiedLineTradeSettlement'
      const day = (name: string) => dashed(one(line, `${own}/ram:BillingSpecifiedPeriod/ram:${name}/udt:DateTimeString`))
      return [one(line, 'ram:AssociatedDocumentLineDocument/ram:LineID'), one(line, 'ram:SpecifiedTradeProduct/ram:Name'), one(line, 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity'),
        all(line, 'ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')[0]?.attributes['unitCode'] ?? null, one(line, `${price}/ram:ChargeAmount`), one(line, `${price}/ram:BasisQuantity`),
        one(line, `${own}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`), one(line, `${own}/ram:ApplicableTradeTax/ram:CategoryCode`),
        one(line, `${own}/ram:ApplicableTradeTax/ram:RateApplicablePercent`), day('StartDateTime'), day('EndDateTime')] // prettier-ignore
    }),
  }
}
export const figuresOf = (xml: string): Figures => {
  const doc = readXml(xml)
  return doc.name === 'rsm:CrossIndustryInvoice' ? ciiFigures(doc) : ublFigures(doc)
}
