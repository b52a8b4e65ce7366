import type { Zone } from './operation.ts'
import type { FieldPlan } from './shape.ts'
import type { Words } from './words.ts'

/** What a screen knows of the product: shapes, words, permits. It comes from the host, so no rule is ever bundled into the renderer. */
export interface Manifest {
  readonly version: string
  readonly language: string
  readonly languages: readonly {
    readonly code: string
    readonly name: string
    /** Share of words translated, 0 to 100. */ readonly complete: number
  }[]
  readonly words: Words
  readonly operations: readonly OperationPlan[]
  readonly views: readonly ViewPlan[]
  readonly tasks: readonly { readonly name: string; readonly zone: Zone; readonly permit: string; readonly approval: boolean }[]
  /** `null` before signing in. */
  readonly caller: CallerPlan | null
  readonly installation: Installation
}
export interface OperationPlan {
  readonly name: string
  readonly does: 'command' | 'query' | 'calculate' | 'job'
  readonly zone: Zone
  readonly permit: string | null
  readonly offline: 'queue' | 'local' | 'never' | null
  readonly input: FieldPlan
  readonly output: FieldPlan
  readonly refusals: readonly string[]
  /** The view that it lists. */
  readonly lists: string | null
}
export interface ViewPlan {
  readonly view: string
  readonly key: string
  readonly row: FieldPlan
  readonly search: readonly string[]
  /** Fields that make up a row's name. */
  readonly called?: readonly string[]
  readonly order: readonly string[]
  /** The operation that answers it. */
  readonly operation: string
}
export interface CallerPlan {
  readonly user: string
  readonly login: string
  readonly name: string
  readonly title: string | null
  readonly permits: readonly string[]
  readonly entities: readonly string[] | 'all'
  readonly language: string | null
  readonly culture: string | null
  readonly theme: 'light' | 'dark' | 'system' | null
  /** A second factor has to be set up before anything else. */
  readonly mustEnrol?: true
}
export interface Installation {
  readonly shape: 'solo' | 'office' | 'hub' | 'field'
  /** The demo company: anyone may sign in as any of its people, and a banner says so. */
  readonly demo: boolean
  /** Where the clock of the demo company stands; `null` on the real clock. */
  readonly clock: string | null
  /** No administrator exists yet. */
  readonly setUpNeeded: boolean
  /** A device in the field that holds nobody who could sign in: IT has stopped it or its person, or its copy never came. */
  readonly emptied?: boolean
  /** Minutes after which a window that nobody touches signs its person out; 0: never. */
  readonly idleMinutes: number
}
/** An outcome as doors give it to people and programs: with the sentence in their language. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly result: T }
  | {
      readonly ok: false
      readonly refusal: { readonly code: string; readonly message: string; readonly about: Readonly<Record<string, string>> }
    }
/** What the log tells live screens: something committed. */
export interface Happening {
  readonly seq: number
  readonly operation: string
  /** Names of the records that changed. */
  readonly records: readonly string[]
  readonly events: readonly { readonly event: string; readonly about: Readonly<Record<string, string>> }[]
}
