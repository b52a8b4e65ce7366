import { decimalText, type Decimal } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import type { Address, EInvoice, Line, LineSurcharge, Party, Surcharge } from './model.ts'
import type { Profile } from './profile.ts'
import { amountText, branch, group, leaf, type Element } from './xml.ts'

// UN/CEFACT Cross Industry Invoice D16B, the elements in the order of its schema.

const amount = (name: string, value: Decimal | null, currency: string | null = null): Element | undefined =>
  leaf(`ram:${name}`, value && amountText(value), { currencyID: currency })
const exact = (name: string, value: Decimal | null, unit: string | null = null): Element | undefined =>
  leaf(`ram:${name}`, value && decimalText(value), { unitCode: unit })
const ram = (
  name: string,
  value: string | null | undefined,
  attributes: Readonly<Record<string, string | null>> = {},
): Element | undefined => leaf(`ram:${name}`, value, attributes)

/** `20261130`, format 102. */
const dayText = (day: Day | null | undefined): string | undefined => day?.replaceAll('-', '')
const dateTime = (name: string, day: Day | null | undefined): Element | undefined =>
  branch(`ram:${name}`, leaf('udt:DateTimeString', dayText(day), { format: '102' }))

const addressOf = (address: Address | null): Element | undefined =>
  address === null
    ? undefined
    : branch(
        'ram:PostalTradeAddress',
        ram('PostcodeCode', address.postCode),
        ram('LineOne', address.line1),
        ram('LineTwo', address.line2),
        ram('LineThree', address.line3),
        ram('CityName', address.city),
        ram('CountryID', address.country),
        ram('CountrySubDivisionName', address.region),
      )

/** An identifier of a list is global, any other one the other side's own. */
const identified = ({ identifier }: Party): Element | undefined =>
  identifier === null
    ? undefined
    : identifier.scheme === null
      ? ram('ID', identifier.id)
      : ram('GlobalID', identifier.id, { schemeID: identifier.scheme })

const registered = (code: string, value: string | null): Element | undefined =>
  branch('ram:SpecifiedTaxRegistration', ram('ID', value, { schemeID: code }))

const partyOf = (name: string, party: Party): Element =>
  group(
    name,
    identified(party),
    ram('Name', party.name),
    ram('Description', party.legal),
    branch('ram:SpecifiedLegalOrganization', ram('ID', party.registration?.id, { schemeID: party.registration?.scheme ?? null })),
    branch(
      'ram:DefinedTradeContact',
      ram('PersonName', party.contact?.name),
      branch('ram:TelephoneUniversalCommunication', ram('CompleteNumber', party.contact?.phone)),
      branch('ram:EmailURIUniversalCommunication', ram('URIID', party.contact?.email)),
    ),
    addressOf(party.address),
    branch('ram:URIUniversalCommunication', ram('URIID', party.electronicAddress?.id, { schemeID: party.electronicAddress?.scheme ?? null })),
    registered('VA', party.vatId),
    registered('FC', party.taxNumber),
  ) // prettier-ignore

const indicator = (isCharge: boolean): Element | undefined => branch('ram:ChargeIndicator', leaf('udt:Indicator', `${isCharge}`))
const taxOf = (name: string, of: { readonly category: string | null; readonly rate: Decimal | null }): Element | undefined =>
  of.category === null
    ? undefined
    : branch(name, ram('TypeCode', 'VAT'), ram('CategoryCode', of.category), exact('RateApplicablePercent', of.rate))

const surchargeOf = (isCharge: boolean, of: LineSurcharge | Surcharge): Element | undefined =>
  branch(
    'ram:SpecifiedTradeAllowanceCharge',
    indicator(isCharge),
    exact('CalculationPercent', of.percent),
    amount('BasisAmount', of.base),
    amount('ActualAmount', of.amount),
    ram('Reason', of.reason),
    'category' in of ? taxOf('ram:CategoryTradeTax', of) : undefined,
  )

const periodOf = (period: EInvoice['period']): Element | undefined =>
  branch('ram:BillingSpecifiedPeriod', dateTime('StartDateTime', period?.from), dateTime('EndDateTime', period?.to))

const grossOf = (line: Line): Element | undefined =>
  line.grossPrice === null
    ? undefined
    : branch(
        'ram:GrossPriceProductTradePrice',
        exact('ChargeAmount', line.grossPrice),
        exact('BasisQuantity', line.baseQuantity, line.baseUnit),
        line.discount === null
          ? undefined
          : branch('ram:AppliedTradeAllowanceCharge', indicator(false), exact('ActualAmount', line.discount)),
      )

const lineOf = (line: Line): Element | undefined =>
  branch(
    'ram:IncludedSupplyChainTradeLineItem',
    branch('ram:AssociatedDocumentLineDocument', ram('LineID', line.id), branch('ram:IncludedNote', ram('Content', line.note))),
    branch(
      'ram:SpecifiedTradeProduct',
      ram('GlobalID', line.standardItem?.id, { schemeID: line.standardItem?.scheme ?? null }),
      ram('SellerAssignedID', line.sellerItem),
      ram('Name', line.name),
      ram('Description', line.description),
      ...line.attributes.map(({ name, value }) =>
        branch('ram:ApplicableProductCharacteristic', ram('Description', name), ram('Value', value)),
      ),
      branch('ram:OriginTradeCountry', ram('ID', line.origin)),
    ),
    branch(
      'ram:SpecifiedLineTradeAgreement',
      grossOf(line),
      branch('ram:NetPriceProductTradePrice', exact('ChargeAmount', line.price), exact('BasisQuantity', line.baseQuantity, line.baseUnit)),
    ),
    branch('ram:SpecifiedLineTradeDelivery', exact('BilledQuantity', line.quantity, line.unit)),
    branch(
      'ram:SpecifiedLineTradeSettlement',
      taxOf('ram:ApplicableTradeTax', line),
      periodOf(line.period),
      ...line.allowances.map((one) => surchargeOf(false, one)),
      ...line.charges.map((one) => surchargeOf(true, one)),
      branch('ram:SpecifiedTradeSettlementLineMonetarySummation', amount('LineTotalAmount', line.net)),
    ),
  )

const agreementOf = (invoice: EInvoice): Element =>
  group(
    'ram:ApplicableHeaderTradeAgreement',
    ram('BuyerReference', invoice.buyerReference),
    partyOf('ram:SellerTradeParty', invoice.seller),
    partyOf('ram:BuyerTradeParty', invoice.buyer),
    branch('ram:SellerOrderReferencedDocument', ram('IssuerAssignedID', invoice.salesOrder)),
    branch('ram:BuyerOrderReferencedDocument', ram('IssuerAssignedID', invoice.purchaseOrder)),
    branch('ram:ContractReferencedDocument', ram('IssuerAssignedID', invoice.contract)),
    ...invoice.documents.map(({ id, description, uri }) =>
      branch(
        'ram:AdditionalReferencedDocument',
        ram('IssuerAssignedID', id),
        ram('URIID', uri),
        ram('TypeCode', '916'),
        ram('Name', description),
      ),
    ),
    invoice.project === null
      ? undefined
      : branch('ram:SpecifiedProcuringProject', ram('ID', invoice.project), ram('Name', 'Project reference')),
  )

const deliveryOf = ({ delivery }: EInvoice): Element =>
  group(
    'ram:ApplicableHeaderTradeDelivery',
    branch('ram:ShipToTradeParty', ram('Name', delivery?.name), addressOf(delivery?.address ?? null)),
    branch('ram:ActualDeliverySupplyChainEvent', dateTime('OccurrenceDateTime', delivery?.on)),
  )

/** An IBAN stands in its own element, any other account in another. */
export const isIban = (account: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(account.replace(/\s/g, ''))

function paymentsOf({ payment }: EInvoice): readonly (Element | undefined)[] {
  if (!payment) return []
  const { code, accounts, card, debit } = payment
  const means = (account: (typeof accounts)[number] | null, first: boolean): Element | undefined =>
    branch(
      'ram:SpecifiedTradeSettlementPaymentMeans',
      ram('TypeCode', code),
      first && card
        ? branch('ram:ApplicableTradeSettlementFinancialCard', ram('ID', card.digits), ram('CardholderName', card.holder))
        : undefined,
      first ? branch('ram:PayerPartyDebtorFinancialAccount', ram('IBANID', debit?.account)) : undefined,
      account === null
        ? undefined
        : branch(
            'ram:PayeePartyCreditorFinancialAccount',
            account.id !== null && isIban(account.id) ? ram('IBANID', account.id) : undefined,
            ram('AccountName', account.name),
            account.id !== null && !isIban(account.id) ? ram('ProprietaryID', account.id) : undefined,
          ),
      branch('ram:PayeeSpecifiedCreditorFinancialInstitution', ram('BICID', account?.bic)),
    )
  return accounts.length === 0 ? [means(null, true)] : accounts.map((account, i) => means(account, i === 0))
}

const taxesOf = ({ breakdown, taxPoint, taxPointCode }: EInvoice): readonly (Element | undefined)[] =>
  breakdown.map((part) =>
    branch(
      'ram:ApplicableTradeTax',
      amount('CalculatedAmount', part.tax),
      ram('TypeCode', 'VAT'),
      ram('ExemptionReason', part.exemption),
      amount('BasisAmount', part.base),
      ram('CategoryCode', part.category),
      ram('ExemptionReasonCode', part.exemptionCode),
      branch('ram:TaxPointDate', leaf('udt:DateString', dayText(taxPoint), { format: '102' })),
      ram('DueDateTypeCode', taxPointCode),
      exact('RateApplicablePercent', part.rate),
    ),
  )

const summationOf = ({ totals, currency, taxCurrency }: EInvoice): Element | undefined =>
  branch(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    amount('LineTotalAmount', totals.lines),
    amount('ChargeTotalAmount', totals.charges),
    amount('AllowanceTotalAmount', totals.allowances),
    amount('TaxBasisTotalAmount', totals.withoutTax),
    amount('TaxTotalAmount', totals.tax, currency),
    amount('TaxTotalAmount', totals.accountingTax, taxCurrency),
    amount('RoundingAmount', totals.rounding),
    amount('GrandTotalAmount', totals.withTax),
    amount('TotalPrepaidAmount', totals.paid),
    amount('DuePayableAmount', totals.due),
  )

const settlementOf = (invoice: EInvoice): Element =>
  group(
    'ram:ApplicableHeaderTradeSettlement',
    ram('CreditorReferenceID', invoice.payment?.debit?.creditor),
    ram('PaymentReference', invoice.payment?.reference),
    ram('TaxCurrencyCode', invoice.taxCurrency),
    ram('InvoiceCurrencyCode', invoice.currency),
    ...paymentsOf(invoice),
    ...taxesOf(invoice),
    periodOf(invoice.period),
    ...invoice.allowances.map((one) => surchargeOf(false, one)),
    ...invoice.charges.map((one) => surchargeOf(true, one)),
    branch(
      'ram:SpecifiedTradePaymentTerms',
      ram('Description', invoice.paymentTerms),
      dateTime('DueDateDateTime', invoice.due),
      ram('DirectDebitMandateID', invoice.payment?.debit?.mandate),
    ),
    summationOf(invoice),
    ...invoice.preceding.map((one) =>
      branch(
        'ram:InvoiceReferencedDocument',
        ram('IssuerAssignedID', one.number),
        branch('ram:FormattedIssueDateTime', leaf('qdt:DateTimeString', dayText(one.issued), { format: '102' })),
      ),
    ),
  )

/** Invoice or credit note in CII: one document, whose type says which. */
export function ciiOf(invoice: EInvoice, profile: Pick<Profile, 'specification' | 'businessProcess'>): Element {
  const body = branch(
    'rsm:CrossIndustryInvoice',
    branch(
      'rsm:ExchangedDocumentContext',
      branch('ram:BusinessProcessSpecifiedDocumentContextParameter', ram('ID', profile.businessProcess)),
      branch('ram:GuidelineSpecifiedDocumentContextParameter', ram('ID', profile.specification)),
    ),
    branch(
      'rsm:ExchangedDocument',
      ram('ID', invoice.number),
      ram('TypeCode', invoice.type),
      dateTime('IssueDateTime', invoice.issued),
      ...invoice.notes.map((note) => branch('ram:IncludedNote', ram('Content', note))),
    ),
    branch('rsm:SupplyChainTradeTransaction', ...invoice.lines.map(lineOf), agreementOf(invoice), deliveryOf(invoice), settlementOf(invoice)),
  )! // prettier-ignore
  return {
    ...body,
    attributes: {
      'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
      'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
      'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
      'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
    },
  }
}
