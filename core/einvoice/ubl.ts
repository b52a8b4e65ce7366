import { decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Address, Breakdown, EInvoice, Line, LineSurcharge, Party, Surcharge } from './model.ts'
import type { Profile } from './profile.ts'
import { amountText, branch, leaf, type Element } from './xml.ts'

// UBL 2.1, the elements in the order of its schemas for invoices and credit notes.

const basics = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
const aggregates = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'

/** Amounts carry their currency, quantities their unit. */
const amountIn =
  (currency: string | null) =>
  (name: string, value: Decimal | null): Element | undefined =>
    leaf(name, value && amountText(value), { currencyID: currency })
type AmountOf = ReturnType<typeof amountIn>
const exact = (name: string, value: Decimal | null, attributes: Readonly<Record<string, string | null>> = {}): Element | undefined =>
  leaf(name, value && decimalText(value), attributes)

const scheme = (code: string) => branch('cac:TaxScheme', leaf('cbc:ID', code))
const taxCategory = (name: string, of: Pick<Breakdown, 'category' | 'rate'> & Partial<Breakdown>): Element | undefined =>
  of.category === null
    ? undefined
    : branch(
        name,
        leaf('cbc:ID', of.category),
        exact('cbc:Percent', of.rate),
        leaf('cbc:TaxExemptionReasonCode', of.exemptionCode),
        leaf('cbc:TaxExemptionReason', of.exemption),
        scheme('VAT'),
      )

const addressOf = (name: string, address: Address | null): Element | undefined =>
  address === null
    ? undefined
    : branch(
        name,
        leaf('cbc:StreetName', address.line1),
        leaf('cbc:AdditionalStreetName', address.line2),
        leaf('cbc:CityName', address.city),
        leaf('cbc:PostalZone', address.postCode),
        leaf('cbc:CountrySubentity', address.region),
        branch('cac:AddressLine', leaf('cbc:Line', address.line3)),
        branch('cac:Country', leaf('cbc:IdentificationCode', address.country)),
      )

const partyOf = (name: string, party: Party, creditor: string | null): Element | undefined =>
  branch(
    name,
    branch(
      'cac:Party',
      leaf('cbc:EndpointID', party.electronicAddress?.id, { schemeID: party.electronicAddress?.scheme ?? null }),
      branch('cac:PartyIdentification', leaf('cbc:ID', party.identifier?.id, { schemeID: party.identifier?.scheme ?? null })),
      branch('cac:PartyIdentification', leaf('cbc:ID', creditor, { schemeID: 'SEPA' })),
      addressOf('cac:PostalAddress', party.address),
      party.vatId === null ? undefined : branch('cac:PartyTaxScheme', leaf('cbc:CompanyID', party.vatId), scheme('VAT')),
      party.taxNumber === null ? undefined : branch('cac:PartyTaxScheme', leaf('cbc:CompanyID', party.taxNumber), scheme('FC')),
      branch(
        'cac:PartyLegalEntity',
        leaf('cbc:RegistrationName', party.name),
        leaf('cbc:CompanyID', party.registration?.id, { schemeID: party.registration?.scheme ?? null }),
        leaf('cbc:CompanyLegalForm', party.legal),
      ),
      branch(
        'cac:Contact',
        leaf('cbc:Name', party.contact?.name),
        leaf('cbc:Telephone', party.contact?.phone),
        leaf('cbc:ElectronicMail', party.contact?.email),
      ),
    ),
  )

/** A transfer names each account for itself. */
function paymentsOf({ payment, due }: EInvoice, isCredit: boolean): readonly (Element | undefined)[] {
  if (!payment) return []
  const { code, reference, accounts, card, debit } = payment
  const means = (...rest: readonly (Element | undefined)[]): Element | undefined =>
    branch(
      'cac:PaymentMeans',
      leaf('cbc:PaymentMeansCode', code),
      isCredit ? leaf('cbc:PaymentDueDate', due) : undefined,
      leaf('cbc:PaymentID', reference),
      ...rest,
    )
  const byCard = card
    ? branch('cac:CardAccount', leaf('cbc:PrimaryAccountNumberID', card.digits), leaf('cbc:NetworkID', 'NA'), leaf('cbc:HolderName', card.holder)) // prettier-ignore
    : undefined
  const byDebit = debit
    ? branch('cac:PaymentMandate', leaf('cbc:ID', debit.mandate), branch('cac:PayerFinancialAccount', leaf('cbc:ID', debit.account)))
    : undefined
  const to = accounts.map(({ id, name, bic }) =>
    branch(
      'cac:PayeeFinancialAccount',
      leaf('cbc:ID', id),
      leaf('cbc:Name', name),
      branch('cac:FinancialInstitutionBranch', leaf('cbc:ID', bic)),
    ),
  )
  return to.length === 0 ? [means(byCard, byDebit)] : to.map((account, i) => means(i === 0 ? byCard : undefined, account, i === 0 ? byDebit : undefined)) // prettier-ignore
}

const surchargeOf = (isCharge: boolean, of: LineSurcharge | Surcharge, amount: AmountOf): Element | undefined =>
  branch(
    'cac:AllowanceCharge',
    leaf('cbc:ChargeIndicator', `${isCharge}`),
    leaf('cbc:AllowanceChargeReason', of.reason),
    exact('cbc:MultiplierFactorNumeric', of.percent),
    amount('cbc:Amount', of.amount),
    amount('cbc:BaseAmount', of.base),
    'category' in of ? taxCategory('cac:TaxCategory', of) : undefined,
  )

function taxTotals(invoice: EInvoice, amount: AmountOf): readonly (Element | undefined)[] {
  const { totals, breakdown, taxCurrency } = invoice
  const own = branch(
    'cac:TaxTotal',
    amount('cbc:TaxAmount', totals.tax),
    ...breakdown.map((part) =>
      branch(
        'cac:TaxSubtotal',
        amount('cbc:TaxableAmount', part.base),
        amount('cbc:TaxAmount', part.tax),
        taxCategory('cac:TaxCategory', part),
      ),
    ),
  )
  return [own, branch('cac:TaxTotal', amountIn(taxCurrency)('cbc:TaxAmount', totals.accountingTax))]
}

const totalsOf = ({ totals }: EInvoice, amount: AmountOf): Element | undefined =>
  branch(
    'cac:LegalMonetaryTotal',
    amount('cbc:LineExtensionAmount', totals.lines),
    amount('cbc:TaxExclusiveAmount', totals.withoutTax),
    amount('cbc:TaxInclusiveAmount', totals.withTax),
    amount('cbc:AllowanceTotalAmount', totals.allowances),
    amount('cbc:ChargeTotalAmount', totals.charges),
    amount('cbc:PrepaidAmount', totals.paid),
    amount('cbc:PayableRoundingAmount', totals.rounding),
    amount('cbc:PayableAmount', totals.due),
  )

const periodOf = (period: EInvoice['period'], code: string | null = null): Element | undefined =>
  branch('cac:InvoicePeriod', leaf('cbc:StartDate', period?.from), leaf('cbc:EndDate', period?.to), leaf('cbc:DescriptionCode', code))

/** The price is a price, not an amount: it may have more than two places. */
function priceOf(line: Line, currency: string | null): Element | undefined {
  const price = (name: string, value: Decimal | null) => exact(name, value, { currencyID: currency })
  return branch(
    'cac:Price',
    price('cbc:PriceAmount', line.price),
    exact('cbc:BaseQuantity', line.baseQuantity, { unitCode: line.baseUnit }),
    line.grossPrice === null && line.discount === null
      ? undefined
      : branch(
          'cac:AllowanceCharge',
          leaf('cbc:ChargeIndicator', 'false'),
          price('cbc:Amount', line.discount),
          price('cbc:BaseAmount', line.grossPrice),
        ),
  )
}

const itemOf = (line: Line): Element | undefined =>
  branch(
    'cac:Item',
    leaf('cbc:Description', line.description),
    leaf('cbc:Name', line.name),
    branch('cac:SellersItemIdentification', leaf('cbc:ID', line.sellerItem)),
    branch('cac:StandardItemIdentification', leaf('cbc:ID', line.standardItem?.id, { schemeID: line.standardItem?.scheme ?? null })),
    branch('cac:OriginCountry', leaf('cbc:IdentificationCode', line.origin)),
    taxCategory('cac:ClassifiedTaxCategory', line),
    ...line.attributes.map(({ name, value }) => branch('cac:AdditionalItemProperty', leaf('cbc:Name', name), leaf('cbc:Value', value))),
  )

const lineOf = (line: Line, currency: string | null, isCredit: boolean): Element | undefined => {
  const amount = amountIn(currency)
  return branch(
    isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
    leaf('cbc:ID', line.id),
    leaf('cbc:Note', line.note),
    exact(isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', line.quantity, { unitCode: line.unit }),
    amount('cbc:LineExtensionAmount', line.net),
    periodOf(line.period),
    ...line.allowances.map((one) => surchargeOf(false, one, amount)),
    ...line.charges.map((one) => surchargeOf(true, one, amount)),
    itemOf(line),
    priceOf(line, currency),
  )
}

const documentsOf = (invoice: EInvoice, isCredit: boolean): readonly (Element | undefined)[] => [
  ...invoice.documents.map(({ id, description, uri }) =>
    branch(
      'cac:AdditionalDocumentReference',
      leaf('cbc:ID', id),
      leaf('cbc:DocumentDescription', description),
      branch('cac:Attachment', branch('cac:ExternalReference', leaf('cbc:URI', uri))),
    ),
  ),
  // A credit note has no element of its own for the project.
  isCredit
    ? invoice.project === null
      ? undefined
      : branch('cac:AdditionalDocumentReference', leaf('cbc:ID', invoice.project), leaf('cbc:DocumentTypeCode', '50'))
    : branch('cac:ProjectReference', leaf('cbc:ID', invoice.project)),
]

const deliveryOf = ({ delivery }: EInvoice): Element | undefined =>
  branch(
    'cac:Delivery',
    leaf('cbc:ActualDeliveryDate', delivery?.on),
    branch('cac:DeliveryLocation', addressOf('cac:Address', delivery?.address ?? null)),
    branch('cac:DeliveryParty', branch('cac:PartyName', leaf('cbc:Name', delivery?.name))),
  )

/** Invoice or credit note in UBL. */
export function ublOf(invoice: EInvoice, profile: Pick<Profile, 'specification' | 'businessProcess'>): Element {
  const isCredit = invoice.type === '381'
  const amount = amountIn(invoice.currency)
  const { purchaseOrder, salesOrder } = invoice
  const root = isCredit ? 'CreditNote' : 'Invoice'
  const typed = leaf(`cbc:${root}TypeCode`, invoice.type)
  const point = leaf('cbc:TaxPointDate', invoice.taxPoint)
  const notes = invoice.notes.map((note) => leaf('cbc:Note', note))
  const body = branch(
    root,
    leaf('cbc:CustomizationID', profile.specification),
    leaf('cbc:ProfileID', profile.businessProcess),
    leaf('cbc:ID', invoice.number),
    leaf('cbc:IssueDate', invoice.issued),
    ...(isCredit ? [point, typed, ...notes] : [leaf('cbc:DueDate', invoice.due), typed, ...notes, point]),
    leaf('cbc:DocumentCurrencyCode', invoice.currency),
    leaf('cbc:TaxCurrencyCode', invoice.taxCurrency),
    leaf('cbc:BuyerReference', invoice.buyerReference),
    periodOf(invoice.period, invoice.taxPointCode),
    // The order's own number is mandatory there; where only the seller's is known, the standard says NA.
    purchaseOrder === null && salesOrder === null
      ? undefined
      : branch('cac:OrderReference', leaf('cbc:ID', purchaseOrder ?? 'NA'), leaf('cbc:SalesOrderID', salesOrder)),
    ...invoice.preceding.map((one) =>
      branch('cac:BillingReference', branch('cac:InvoiceDocumentReference', leaf('cbc:ID', one.number), leaf('cbc:IssueDate', one.issued))),
    ),
    branch('cac:ContractDocumentReference', leaf('cbc:ID', invoice.contract)),
    ...documentsOf(invoice, isCredit),
    partyOf('cac:AccountingSupplierParty', invoice.seller, invoice.payment?.debit?.creditor ?? null),
    partyOf('cac:AccountingCustomerParty', invoice.buyer, null),
    deliveryOf(invoice),
    ...paymentsOf(invoice, isCredit),
    branch('cac:PaymentTerms', leaf('cbc:Note', invoice.paymentTerms)),
    ...invoice.allowances.map((one) => surchargeOf(false, one, amount)),
    ...invoice.charges.map((one) => surchargeOf(true, one, amount)),
    ...taxTotals(invoice, amount),
    totalsOf(invoice, amount),
    ...invoice.lines.map((line) => lineOf(line, invoice.currency, isCredit)),
  )!
  return {
    ...body,
    attributes: { xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, 'xmlns:cac': aggregates, 'xmlns:cbc': basics },
  }
}
