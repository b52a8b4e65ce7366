/** Answers of the contracts' operations as the wire has them. */
export interface Line {
  readonly id: string
  readonly number: number
  readonly product: string
  readonly productNames: Readonly<Record<string, string>>
  readonly version: number
  readonly description: string | null
  readonly quantity: string
  readonly unitPrice: string | null
  readonly currency: string
  readonly months: number
  readonly timing: 'advance' | 'arrears'
  readonly anchor: 'calendar' | 'anniversary'
  readonly start: string
  readonly end: string | null
  readonly billedTo: string | null
  readonly nextFrom: string | null
  readonly taxCodes: readonly string[]
  readonly poNumber: string | null
  readonly state: 'draft' | 'active' | 'ended'
}
export interface Customer {
  readonly id: string
  readonly code: string | null
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly language: string
  readonly culture: string
  readonly zone: string
  readonly paymentDays: number
  readonly taxId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: readonly string[]
  readonly poRequired: boolean
  readonly note: string | null
}
export interface Contract {
  readonly contract: {
    readonly id: string
    readonly number: string
    readonly entity: string
    readonly customer: string
    readonly state: 'draft' | 'active' | 'ended'
    readonly name: string | null
  }
  readonly customer: Customer
  readonly lines: readonly Line[]
}
