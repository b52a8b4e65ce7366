/** Answers of the opportunities' operations as the wire has them. Amounts in minor units. */
export type Outcome = 'open' | 'won' | 'lost'
export interface Stage {
  readonly code: string
  readonly names: unknown
  readonly rank: number
  readonly probability: number
  readonly outcome: Outcome
  readonly active: boolean
}
export interface Lead {
  readonly id: string
  readonly entity: string
  readonly name: string
  readonly company: string | null
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly country: string | null
  readonly language: string | null
  readonly source: string
  readonly campaign: string | null
  readonly owner: string | null
  readonly territory: string | null
  readonly state: 'new' | 'working' | 'qualified' | 'discarded'
  readonly reason: string | null
  readonly note: string | null
  readonly customer: string | null
  readonly contact: string | null
  readonly opportunity: string | null
  readonly createdAt: string
  readonly createdBy: string
}
export interface Opportunity {
  readonly id: string
  readonly entity: string
  readonly customer: string
  readonly contact: string | null
  readonly name: string
  readonly owner: string | null
  readonly stage: string
  readonly outcome: Outcome
  readonly currency: string
  readonly amount: string
  readonly probability: number
  readonly closeOn: string
  readonly slips: number
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly campaign: string | null
  readonly lead: string | null
  readonly note: string | null
  readonly lostReason: string | null
  readonly closedOn: string | null
  readonly contract: string | null
  readonly stageSince: string
}
/** A row of the list of opportunities: what a card on the board says. */
export interface Sale extends Pick<
  Opportunity,
  | 'id'
  | 'name'
  | 'customer'
  | 'stage'
  | 'outcome'
  | 'currency'
  | 'amount'
  | 'probability'
  | 'closeOn'
  | 'slips'
  | 'nextStep'
  | 'nextStepOn'
  | 'stageSince'
> {
  readonly customerName: string
  readonly ownerName: string | null
  readonly weighted: string
}
export interface Activity {
  readonly id: string
  readonly kind: 'call' | 'mail' | 'meeting' | 'task' | 'memo'
  readonly topic: string
  readonly note: string | null
  readonly dueOn: string | null
  readonly dueTime: string | null
  readonly zone: string
  readonly done: boolean
  readonly doneAt: string | null
  readonly result: string | null
  readonly ownerName: string | null
  readonly customer: string | null
  readonly customerName: string | null
  readonly contactName: string | null
  readonly phone: string | null
  readonly lead: string | null
  readonly leadName: string | null
  readonly opportunity: string | null
  readonly opportunityName: string | null
  /** A campaign asks for it, but the person has opted out of the channel since. */
  readonly optedOut: boolean
  readonly createdAt: string
}
export interface Visit {
  readonly id: string
  readonly day: string
  readonly rank: number
  readonly dueTime: string | null
  readonly zone: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly lead: string | null
  readonly leadName: string | null
  readonly contactName: string | null
  readonly phone: string | null
  readonly address: readonly string[] | null
  readonly purpose: string | null
  readonly note: string | null
  readonly state: 'planned' | 'done' | 'missed' | 'dropped'
  readonly result: string | null
}
export interface ConsentNow {
  readonly channel: 'mail' | 'phone' | 'post'
  readonly consent: 'none' | 'given' | 'withdrawn'
  readonly source: string | null
  readonly saidBy: string | null
  readonly recordedAt: string | null
}
