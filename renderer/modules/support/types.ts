/** A setting as the host says it. */
export interface Setting {
  readonly setting: string
  readonly type: 'flag' | 'count' | 'choice' | 'text' | 'texts'
  readonly values: readonly string[]
  readonly source: 'machine' | 'person' | 'commandLine' | 'settings' | 'default'
  readonly managed: boolean
  readonly personal: boolean
  readonly options: readonly string[]
  readonly least: number | null
  readonly most: number | null
  readonly example: string | null
}
export interface FaultySetting {
  readonly source: string
  readonly place: string
  readonly setting: string | null
  readonly fault: string
}
export interface Installation {
  readonly settings: readonly Setting[]
  readonly faults: readonly FaultySetting[]
  readonly file: string
}

export interface Checked {
  readonly check: string
  readonly stands: 'fine' | 'warning' | 'fault'
  readonly finding: string
  readonly about: Readonly<Record<string, string>>
}
export interface Diagnosis {
  readonly at: string
  readonly version: string
  readonly checks: readonly Checked[]
}
export interface Bundle {
  readonly file: { readonly hash: string; readonly name: string; readonly size: number }
  readonly parts: readonly { readonly name: string; readonly text: string }[]
}
export interface News {
  readonly versions: readonly {
    readonly version: string
    readonly released: string
    readonly notes: readonly { readonly lead: string; readonly text: string }[]
  }[]
}
