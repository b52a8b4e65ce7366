import type { Read } from './read-back.ts'

// The sequences of the schemas (UBL 2.1 of OASIS, CII D16B of UN/CEFACT), for the elements that an e-invoice may have: `*` may come again. Written from the
// schemas and not from our writer, so that the two can disagree.

const words = (list: string): readonly string[] => list.trim().split(/\s+/)
const party = words('EndpointID PartyIdentification* PartyName PostalAddress PartyTaxScheme* PartyLegalEntity* Contact')
const address = words('StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine* Country')
const head = {
  Invoice: words(`CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note* TaxPointDate DocumentCurrencyCode TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod* OrderReference
    BillingReference* DespatchDocumentReference* ReceiptDocumentReference* OriginatorDocumentReference* ContractDocumentReference* AdditionalDocumentReference* ProjectReference*
    AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery* PaymentMeans* PaymentTerms* AllowanceCharge* TaxTotal* LegalMonetaryTotal InvoiceLine*`),
  CreditNote: words(`CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note* DocumentCurrencyCode TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod* OrderReference
    BillingReference* DespatchDocumentReference* ReceiptDocumentReference* ContractDocumentReference* AdditionalDocumentReference* OriginatorDocumentReference*
    AccountingSupplierParty AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery* PaymentMeans* PaymentTerms* AllowanceCharge* TaxTotal* LegalMonetaryTotal CreditNoteLine*`),
} // prettier-ignore
const line = (quantity: string): readonly string[] =>
  words(
    `ID Note* ${quantity} LineExtensionAmount AccountingCost InvoicePeriod* OrderLineReference* DocumentReference* AllowanceCharge* Item Price`,
  )

const ubl: Readonly<Record<string, readonly string[]>> = {
  ...head,
  Party: party,
  PostalAddress: address,
  Address: address,
  AddressLine: words('Line'),
  Country: words('IdentificationCode'),
  OriginCountry: words('IdentificationCode'),
  PartyIdentification: words('ID'),
  PartyName: words('Name'),
  PartyTaxScheme: words('CompanyID TaxScheme'),
  PartyLegalEntity: words('RegistrationName CompanyID CompanyLegalForm'),
  Contact: words('Name Telephone ElectronicMail'),
  TaxScheme: words('ID'),
  InvoicePeriod: words('StartDate EndDate DescriptionCode*'),
  OrderReference: words('ID SalesOrderID'),
  BillingReference: words('InvoiceDocumentReference'),
  InvoiceDocumentReference: words('ID IssueDate'),
  ContractDocumentReference: words('ID'),
  ProjectReference: words('ID'),
  AdditionalDocumentReference: words('ID DocumentTypeCode DocumentDescription* Attachment'),
  Attachment: words('ExternalReference'),
  ExternalReference: words('URI'),
  AccountingSupplierParty: words('Party'),
  AccountingCustomerParty: words('Party'),
  Delivery: words('ActualDeliveryDate DeliveryLocation DeliveryParty'),
  DeliveryLocation: words('ID Address'),
  DeliveryParty: words('PartyName'),
  PaymentMeans: words('PaymentMeansCode PaymentDueDate PaymentID* CardAccount PayeeFinancialAccount PaymentMandate'),
  CardAccount: words('PrimaryAccountNumberID NetworkID HolderName'),
  PayeeFinancialAccount: words('ID Name FinancialInstitutionBranch'),
  PayerFinancialAccount: words('ID'),
  FinancialInstitutionBranch: words('ID'),
  PaymentMandate: words('ID PayerFinancialAccount'),
  PaymentTerms: words('Note*'),
  AllowanceCharge: words('ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason* MultiplierFactorNumeric Amount BaseAmount TaxCategory*'),
  TaxCategory: words('ID Percent TaxExemptionReasonCode TaxExemptionReason* TaxScheme'),
  ClassifiedTaxCategory: words('ID Percent TaxExemptionReasonCode TaxExemptionReason* TaxScheme'),
  TaxTotal: words('TaxAmount TaxSubtotal*'),
  TaxSubtotal: words('TaxableAmount TaxAmount TaxCategory'),
  LegalMonetaryTotal: words('LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount'),
  InvoiceLine: line('InvoicedQuantity'),
  CreditNoteLine: line('CreditedQuantity'),
  Item: words('Description* Name BuyersItemIdentification SellersItemIdentification StandardItemIdentification OriginCountry CommodityClassification* ClassifiedTaxCategory* AdditionalItemProperty*'),
  SellersItemIdentification: words('ID'),
  StandardItemIdentification: words('ID'),
  AdditionalItemProperty: words('Name Value'),
  Price: words('PriceAmount BaseQuantity AllowanceCharge*'),
} // prettier-ignore

const tradeParty = words(
  'ID* GlobalID* Name RoleCode Description* SpecifiedLegalOrganization DefinedTradeContact* PostalTradeAddress URIUniversalCommunication* SpecifiedTaxRegistration*',
)
const when = words('DateTimeString')
const price = words('ChargeAmount BasisQuantity AppliedTradeAllowanceCharge*')
const cii: Readonly<Record<string, readonly string[]>> = {
  CrossIndustryInvoice: words('ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction'),
  ExchangedDocumentContext: words('BusinessProcessSpecifiedDocumentContextParameter GuidelineSpecifiedDocumentContextParameter'),
  BusinessProcessSpecifiedDocumentContextParameter: words('ID'),
  GuidelineSpecifiedDocumentContextParameter: words('ID'),
  ExchangedDocument: words('ID Name TypeCode IssueDateTime IncludedNote*'),
  IssueDateTime: when,
  IncludedNote: words('ContentCode Content SubjectCode'),
  SupplyChainTradeTransaction: words('IncludedSupplyChainTradeLineItem* ApplicableHeaderTradeAgreement ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement'),
  IncludedSupplyChainTradeLineItem: words('AssociatedDocumentLineDocument SpecifiedTradeProduct SpecifiedLineTradeAgreement SpecifiedLineTradeDelivery SpecifiedLineTradeSettlement'),
  AssociatedDocumentLineDocument: words('LineID ParentLineID LineStatusCode IncludedNote*'),
  SpecifiedTradeProduct: words('ID GlobalID SellerAssignedID BuyerAssignedID Name Description ApplicableProductCharacteristic* DesignatedProductClassification* OriginTradeCountry'),
  ApplicableProductCharacteristic: words('TypeCode Description* ValueMeasure* Value*'),
  OriginTradeCountry: words('ID'),
  SpecifiedLineTradeAgreement: words('BuyerOrderReferencedDocument GrossPriceProductTradePrice NetPriceProductTradePrice'),
  GrossPriceProductTradePrice: price,
  NetPriceProductTradePrice: price,
  AppliedTradeAllowanceCharge: words('ChargeIndicator CalculationPercent BasisAmount ActualAmount ReasonCode Reason'),
  ChargeIndicator: words('Indicator'),
  SpecifiedLineTradeDelivery: words('BilledQuantity'),
  SpecifiedLineTradeSettlement: words('ApplicableTradeTax* BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge* SpecifiedTradeSettlementLineMonetarySummation AdditionalReferencedDocument*'),
  ApplicableTradeTax: words('CalculatedAmount TypeCode ExemptionReason BasisAmount LineTotalBasisAmount AllowanceChargeBasisAmount CategoryCode ExemptionReasonCode TaxPointDate DueDateTypeCode RateApplicablePercent'),
  CategoryTradeTax: words('TypeCode CategoryCode RateApplicablePercent'),
  TaxPointDate: words('DateString'),
  BillingSpecifiedPeriod: words('StartDateTime EndDateTime'),
  StartDateTime: when,
  EndDateTime: when,
  OccurrenceDateTime: when,
  DueDateDateTime: when,
  FormattedIssueDateTime: when,
  SpecifiedTradeAllowanceCharge: words('ChargeIndicator SequenceNumeric CalculationPercent BasisAmount BasisQuantity ActualAmount ReasonCode Reason CategoryTradeTax*'),
  SpecifiedTradeSettlementLineMonetarySummation: words('LineTotalAmount'),
  ApplicableHeaderTradeAgreement: words('BuyerReference SellerTradeParty BuyerTradeParty SellerTaxRepresentativeTradeParty SellerOrderReferencedDocument BuyerOrderReferencedDocument ContractReferencedDocument AdditionalReferencedDocument* SpecifiedProcuringProject'),
  SellerTradeParty: tradeParty,
  BuyerTradeParty: tradeParty,
  ShipToTradeParty: tradeParty,
  SpecifiedLegalOrganization: words('ID TradingBusinessName'),
  DefinedTradeContact: words('PersonName DepartmentName TelephoneUniversalCommunication EmailURIUniversalCommunication'),
  TelephoneUniversalCommunication: words('CompleteNumber'),
  EmailURIUniversalCommunication: words('URIID'),
  URIUniversalCommunication: words('URIID'),
  PostalTradeAddress: words('PostcodeCode LineOne LineTwo LineThree CityName CountryID CountrySubDivisionName'),
  SpecifiedTaxRegistration: words('ID'),
  SellerOrderReferencedDocument: words('IssuerAssignedID'),
  BuyerOrderReferencedDocument: words('IssuerAssignedID'),
  ContractReferencedDocument: words('IssuerAssignedID'),
  AdditionalReferencedDocument: words('IssuerAssignedID URIID LineID TypeCode Name AttachmentBinaryObject ReferenceTypeCode'),
  SpecifiedProcuringProject: words('ID Name'),
  ApplicableHeaderTradeDelivery: words('ShipToTradeParty ActualDeliverySupplyChainEvent DespatchAdviceReferencedDocument ReceivingAdviceReferencedDocument'),
  ActualDeliverySupplyChainEvent: words('OccurrenceDateTime'),
  ApplicableHeaderTradeSettlement: words('CreditorReferenceID PaymentReference TaxCurrencyCode InvoiceCurrencyCode PayeeTradeParty SpecifiedTradeSettlementPaymentMeans* ApplicableTradeTax* BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge* SpecifiedTradePaymentTerms* SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument* ReceivableSpecifiedTradeAccountingAccount*'),
  SpecifiedTradeSettlementPaymentMeans: words('TypeCode Information ApplicableTradeSettlementFinancialCard PayerPartyDebtorFinancialAccount PayeePartyCreditorFinancialAccount PayeeSpecifiedCreditorFinancialInstitution'),
  ApplicableTradeSettlementFinancialCard: words('ID CardholderName'),
  PayerPartyDebtorFinancialAccount: words('IBANID'),
  PayeePartyCreditorFinancialAccount: words('IBANID AccountName ProprietaryID'),
  PayeeSpecifiedCreditorFinancialInstitution: words('BICID'),
  SpecifiedTradePaymentTerms: words('Description DueDateDateTime DirectDebitMandateID'),
  SpecifiedTradeSettlementHeaderMonetarySummation: words('LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount* RoundingAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount'),
  InvoiceReferencedDocument: words('IssuerAssignedID FormattedIssueDateTime'),
} // prettier-ignore

/** What stands where its schema has no place for it. */
export function misplaced(root: Read): readonly string[] {
  const sequences = root.name === 'rsm:CrossIndustryInvoice' ? cii : ubl
  const faults: string[] = []
  const look = (element: Read, path: string): void => {
    const own = element.name.replace(/^.*:/, '')
    if (element.children.length === 0) return
    const sequence = sequences[own]
    if (!sequence) return void faults.push(`${path}: no such group`)
    let at = -1
    for (const child of element.children) {
      const name = child.name.replace(/^.*:/, '')
      const place = sequence.findIndex((one) => one.replace('*', '') === name)
      if (place < 0) faults.push(`${path}/${name}: unknown`)
      else if (place < at) faults.push(`${path}/${name}: too late`)
      else if (place === at && !sequence[place]!.endsWith('*')) faults.push(`${path}/${name}: twice`)
      at = Math.max(at, place)
      look(child, `${path}/${name}`)
    }
  }
  look(root, root.name)
  return faults
}
