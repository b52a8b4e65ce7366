export interface Finding {
  readonly rule: string
  readonly level: 'fatal' | 'warning' | 'information'
  readonly where: string | null
  readonly text: Readonly<Record<string, string>>
}
export interface Archived {
  readonly id: string
  readonly syntax: string
  readonly profile: string
  readonly release: string
  readonly valid: boolean
  readonly findings: readonly Finding[]
  readonly preparedAt: string
  readonly preparedBy: string
}
export interface OfInvoice {
  readonly channel: string
  readonly state: 'waiting' | 'valid' | 'invalid' | 'notApplicable'
  readonly archived: readonly Archived[]
  readonly current: {
    readonly profile: string
    readonly validation: { readonly ok: boolean; readonly findings: readonly Finding[] }
  } | null
}
export interface Buyer {
  readonly customer: string
  readonly channel: string
  readonly buyerReference: string | null
  readonly electronicAddress: string | null
  readonly addressScheme: string | null
  readonly mandate: string | null
  readonly debitAccount: string | null
  readonly cashDiscountDays: number | null
  readonly cashDiscountPercent: string | null
}
export interface Seller {
  readonly entity: string
  readonly contactName: string | null
  readonly contactPhone: string | null
  readonly contactEmail: string | null
  readonly electronicAddress: string | null
  readonly addressScheme: string | null
  readonly localTaxNumber: string | null
  readonly creditorId: string | null
}
