export interface Webhook {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly url: string
  readonly events: readonly string[]
  readonly entity: string | null
  readonly inOrder: boolean
  readonly state: 'active' | 'paused' | 'dead'
  readonly stoppedBy: string | null
  readonly stateSince: string
}
/** What `webhooks.get` answers. */
export interface Shown {
  readonly webhook: Webhook
  readonly ownerName: string
  readonly ownerActive: boolean
  readonly secrets: readonly { readonly madeAt: string; readonly validUntil: string | null }[]
  readonly deliveredAt: string | null
}
/** Of what `webhooks.events` answers. */
export interface Offered {
  readonly event: string
  readonly audible: boolean
}
