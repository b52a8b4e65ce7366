export interface Total {
  readonly account: string
  readonly localAccount: string
  readonly currency: string
  readonly lines: number
  readonly debitSum: string
  readonly creditSum: string
}
export interface Gap {
  readonly kind: 'account' | 'badAccount' | 'taxKey' | 'products' | 'profile' | 'range'
  readonly subject: string
  readonly value: string | null
  readonly count: number
  readonly blocks: boolean
}
export interface Preview {
  readonly entity: string
  readonly target: string
  readonly months: readonly { readonly month: string; readonly state: string; readonly journals: number; readonly exportable: boolean }[]
  readonly currency: string
  readonly journals: number
  readonly lines: number
  readonly debitSum: string
  readonly totals: readonly Total[]
  readonly gaps: readonly Gap[]
  readonly more: boolean
}
export interface Batch {
  readonly id: string
  readonly number: string
  readonly entity: string
  readonly entityName: string
  readonly target: string
  readonly month: string
  readonly state: 'created' | 'sent' | 'acknowledged' | 'rejected'
  readonly currency: string
  readonly journals: number
  readonly lines: number
  readonly debitSum: string
  readonly totals: readonly Total[]
  readonly file: { readonly name: string; readonly hash: string; readonly size: number }
  readonly createdAt: string
  readonly createdBy: string
  readonly sentAt: string | null
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly reason: string | null
}
export interface Reconciliation {
  readonly agrees: boolean
  readonly accounts: readonly {
    readonly account: string
    readonly names: Readonly<Record<string, string>> | null
    readonly currency: string
    readonly movement: string
    readonly exported: string
    readonly difference: string
    readonly waiting: number
  }[]
}
type Names = Readonly<Record<string, string>>
export interface ProfileAnswer {
  readonly profile: {
    readonly entity: string
    readonly target: string
    readonly consultant: number | null
    readonly client: number | null
    readonly chart: string | null
    readonly accountLength: number
    readonly debtorFrom: number
    readonly debtorTo: number
    readonly creditorFrom: number
    readonly creditorTo: number
    readonly fixes: boolean
    readonly layout: unknown
    readonly batches: number
  }
  readonly usual: boolean
  readonly accounts: readonly {
    readonly account: string
    readonly names: Names
    readonly taxCode: string | null
    readonly localAccount: string | null
    readonly said: boolean
  }[]
  readonly taxKeys: readonly { readonly taxCode: string; readonly names: Names; readonly taxKey: string | null; readonly said: boolean }[]
  readonly parties: number
}
