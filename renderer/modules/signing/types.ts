export interface OneSignature {
  readonly signature: {
    readonly id: string
    readonly kind: string
    readonly reference: string | null
    readonly payload: {
      readonly number?: string
      readonly reference?: string
      readonly day: string
      readonly currency: string
      readonly buyer: { readonly name: string }
      readonly totals: readonly { readonly period: string; readonly net: string; readonly gross: string }[]
      readonly consent: string
    }
    readonly signer: string
    readonly role: string | null
    readonly email: string | null
    readonly place: string | null
    readonly method: 'pen' | 'typed' | 'link'
    readonly image: string | null
    readonly viewedAt: string
    readonly consentedAt: string
    readonly signedAt: string
    readonly sealKey: string
    readonly link: string
    readonly capturedBy: string
  }
  readonly countersignature: { readonly receivedAt: string; readonly chain: string } | null
  readonly clauses: readonly { readonly code: string; readonly version: number; readonly heading: string; readonly hash: string }[]
  readonly checks: readonly { readonly check: string; readonly stands: 'yes' | 'no' | 'absent'; readonly about: string | null }[]
}
