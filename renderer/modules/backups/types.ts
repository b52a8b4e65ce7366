/** What `backups.standing` and `backups.plan` answer. */
export interface Standing {
  readonly standing: 'none' | 'good' | 'late' | 'failed'
  readonly configured: boolean
  readonly active: boolean
  readonly folder: string | null
  readonly lastAt: string | null
  readonly nextAt: string | null
  readonly underWay: boolean
  readonly fault: string | null
  readonly about: Readonly<Record<string, string>>
}
export interface Plan {
  readonly plan: Readonly<Record<string, unknown>> | null
}
