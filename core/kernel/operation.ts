import type { Bounds, Duty, Limits, Worth } from './bounds.ts'
import type { Day, Instant } from './day.ts'
import type { Filter } from './filter.ts'
import type { Forgotten } from './forgetting.ts'
import type { Answer, Asked, Question, RecordKind, Row, View } from './record.ts'
import type { About, Refusal } from './refusal.ts'
import type { Field, Fields, Of, Shape, Wire } from './shape.ts'

export type Zone = 'sales' | 'operations' | 'finance' | 'setup'

/** Everything a decision may do to the world, as plain data. */
export type Change =
  /** A row that must not exist yet. */
  | { readonly does: 'add'; readonly kind: RecordKind; readonly row: Plain }
  /** A row as it now is: replaces the one that was read, or creates it. */
  | { readonly does: 'put'; readonly kind: RecordKind; readonly row: Plain }
  | { readonly does: 'remove'; readonly kind: RecordKind; readonly id: string }
  /** Adds to the amounts of a running total (`total` records), creating it at nothing. */
  | { readonly does: 'increase'; readonly kind: RecordKind; readonly row: Plain; readonly by: readonly string[] }
  /** Removes the rows of a part (or of a draft) by one field, of one legal entity alone where it is named: a superseded proposal, a finished staging area. */
  | { readonly does: 'clear'; readonly kind: RecordKind; readonly field: string; readonly value: string; readonly entity?: string }
  | { readonly does: 'tell'; readonly event: string; readonly about: About }
  /** What an erasure leaves of a row that never changes otherwise. The log keeps what is there now, so that it stays proved. */
  | { readonly does: 'redact'; readonly kind: RecordKind; readonly row: Plain }
  /** Takes a person out of the log itself. Each entry stays in its place, and stays proved. */
  | { readonly does: 'forget'; readonly person: Forgotten }
export type Plain = Readonly<Record<string, unknown>>

export const add = <F extends Fields>(kind: RecordKind<string, F>, row: Row<RecordKind<string, F>>): Change => ({
  does: 'add',
  kind: kind as unknown as RecordKind,
  row,
})
export const put = <F extends Fields>(kind: RecordKind<string, F>, row: Row<RecordKind<string, F>>): Change => ({
  does: 'put',
  kind: kind as unknown as RecordKind,
  row,
})
export const remove = <F extends Fields>(kind: RecordKind<string, F>, id: string): Change => ({
  does: 'remove',
  kind: kind as unknown as RecordKind,
  id,
})
export const increase = <F extends Fields>(
  kind: RecordKind<string, F>,
  row: Row<RecordKind<string, F>>,
  by: readonly Extract<keyof F, string>[],
): Change => ({ does: 'increase', kind: kind as unknown as RecordKind, row, by })
export const clear = <F extends Fields>(
  kind: RecordKind<string, F>,
  field: Extract<keyof F, string>,
  value: string,
  entity?: string,
): Change => ({
  does: 'clear',
  kind: kind as unknown as RecordKind,
  field,
  value,
  ...(entity === undefined ? {} : { entity }),
})
export const tell = (event: string, about: About): Change => ({ does: 'tell', event, about })
export const redact = (kind: RecordKind, row: Plain): Change => ({ does: 'redact', kind, row })
export const forget = (person: Forgotten): Change => ({ does: 'forget', person })

export interface Decision<T> {
  readonly result: T
  readonly changes: readonly Change[]
}

export interface Page {
  readonly where?: Filter
  /** Field names, `-field` descending; the key is always the last word. */
  readonly order?: readonly string[]
  readonly limit: number
  readonly offset?: number
}

/** What a decision may learn. Rows that are read are checked or locked when the changes are applied, so a decision never rests on what has changed since. */
export interface Read {
  get<F extends Fields>(kind: RecordKind<string, F>, id: string): Promise<Row<RecordKind<string, F>> | undefined>
  /** Like `get`, and no one else changes the row until this call is committed: number series, heads of chains. Take it last. */
  hold<F extends Fields>(kind: RecordKind<string, F>, id: string): Promise<Row<RecordKind<string, F>> | undefined>
  some<F extends Fields>(kind: RecordKind<string, F>, ids: readonly string[]): Promise<ReadonlyMap<string, Row<RecordKind<string, F>>>>
  list<F extends Fields>(kind: RecordKind<string, F>, page: Page): Promise<readonly Row<RecordKind<string, F>>[]>
  ask<Q extends Question>(question: Q, about: Asked<Q>): Promise<readonly Answer<Q>[]>
  browse<F extends Fields>(
    view: View<string, F>,
    page: Page & { readonly search?: string },
  ): Promise<{ readonly rows: readonly { readonly [K in keyof F]: Of<F[K]> }[]; readonly total: number }>
}

/** Who calls. Permits and legal entities come from the roles, never from the call. */
export interface Caller {
  readonly user: string
  readonly name: string
  readonly permits: ReadonlySet<string>
  readonly entities: readonly string[] | 'all'
  readonly language: string
  /** How far rights reach that do not reach everything. */
  readonly bounds?: Bounds
  /** Amounts up to which they do something, by operation. */
  readonly limits?: Limits
  /** What they do not do to a row of which they have done the other half, by operation. */
  readonly duties?: ReadonlyMap<string, readonly Duty[]>
}

export interface Now {
  readonly at: Instant
  readonly today: Day
  readonly newId: () => string
  /** SHA-256 as 64 hex digits: pure, but the host's, for the core has no cryptography of its own. */
  readonly digest: (text: string) => string
  readonly caller: Caller
  /** Decides for good. On a device in the field it is `false`: no numbers, no postings; the hub decides the same call again. */
  readonly authority: boolean
  /**
   * What paper made on a device in the field is called, as `K7-000123`, printed and searchable for ever beside the number that the hub gives. The same
   * however often a call asks, and the same when the hub decides the call again; `null` for what an authority is asked itself.
   */
  readonly reference: () => string | null
  /**
   * The number that a paper of this call had before the hub was restored from a backup, where its own device or another one knows it: what was shown stays
   * (`sync.md` 2.10). Only calls from the field have it.
   */
  readonly numberBefore?: (paper: string) => string | undefined
  /** Somebody at head office honours what was agreed in the field: what could be sold then may be sold, though nobody else sells it any more (`sync.md` 2.9). */
  readonly honours?: true
}

/** The row that a command decides on, for devices in the field (`sync.md` 2.19, case 32). */
export interface RestsOn<Input> {
  readonly of: RecordKind
  id(input: Input): string | null
}
/** How a command edits a row, for devices in the field (`sync.md` 2.9). */
export interface Edits<Input> {
  readonly of: RecordKind
  /** Key of the row; `null` where the command makes a new one. */
  id(input: Input): string | null
  /**
   * Groups of input fields (each called as the row's) that are one thing, such as the lines of an address. Fields of different groups that two people changed
   * are both kept; a field that stands in no group (money, states) never merges. Left out: any change meanwhile is a conflict.
   */
  readonly merges?: readonly (readonly string[])[]
  /** Rows of other kinds that the input says as a list of its own: compared, shown and chosen as if they were a field of the row. */
  readonly parts?: readonly EditedPart[]
  /** Fields of the row that no input has and that follow from it: with them a row that is no more can be made again, as the person saw it. */
  derived?(was: { readonly [field: string]: Wire }): { readonly [field: string]: Wire }
}

/** Rows that hang on what is edited. */
export interface EditedPart {
  /** How the input calls them. */
  readonly as: string
  readonly of: RecordKind
  /** Field with the key of what they hang on. */
  readonly by: string
  /** Field that says where each stands. */
  readonly order: string
  /** Fields that the input says of each. */
  readonly fields: readonly string[]
  readonly parts?: readonly EditedPart[]
}

/**
 * What no decision may do, whichever operation takes it: asked of the rows of a kind that a call adds, after it has decided and before anything is written.
 * So a rule that holds for every posting is kept in one place, and no module can forget it.
 */
export interface Wall {
  readonly kind: RecordKind
  /** Stands before rows that are put as well, and not only before those that are added. */
  readonly edits?: true
  readonly refusals: readonly string[]
  /** Rights that let a caller through. */
  readonly permits: readonly string[]
  fault(rows: readonly Plain[], read: Read, now: Now): Promise<Refusal | undefined>
}

interface Common<Name extends string, F extends Fields, Out> {
  /** `module.verb`, also its path on the wire. */
  readonly name: Name
  readonly zone: Zone
  /** The right that a caller needs; `null` for what anyone signed in may do, `'public'` for what comes before signing in. */
  readonly permit: string | null
  readonly input: Shape<F>
  readonly output: Field<Out>
  /** Input fields that no log, error or trace may show (passwords). */
  readonly secrets?: readonly string[]
  /** The view that a list operation answers. */
  readonly lists?: string
  /** The walls of all modules, put here where the modules come together. */
  readonly walls?: readonly Wall[]
}
export interface Command<Name extends string, F extends Fields, Out, Facts, Code extends string> extends Common<Name, F, Out> {
  readonly refusals: readonly Code[]
  /** In the field: `queue` is decided on the device and again by the hub, `local` acts on the device alone (signing in), `never` is the hub's. */
  readonly offline: 'queue' | 'local' | 'never'
  /** Version of the input, 1 unless it is said. Calls that devices queued with an older one are lifted by `upcasts`, of version 1 first. */
  readonly version?: number
  readonly upcasts?: readonly ((input: Wire) => Wire)[]
  /** Of a command that saves what a person sees of one row: a row that changed meanwhile is a conflict, unless the changes can stand together. */
  readonly edits?: Edits<Of<Shape<F>>>
  /** Of a command that decides on a row as it stands without writing it: where an edit of that row waits for a person, this waits with it. */
  readonly restsOn?: RestsOn<Of<Shape<F>>>
  /** The amounts that it moves: a role may do it up to a limit. */
  readonly worth?: Worth
  load(input: Of<Shape<F>>, read: Read, now: Now): Promise<Facts>
  decide(input: Of<Shape<F>>, facts: Facts, now: Now): Decision<Out> | Refusal<NoInfer<Code>>
}
export interface Query<Name extends string, F extends Fields, Out, Code extends string> extends Common<Name, F, Out> {
  readonly refusals: readonly Code[]
  ask(input: Of<Shape<F>>, read: Read, now: Now): Promise<Out | Refusal<NoInfer<Code>>>
}
/** A pure sum on its input alone: opens no store. */
export interface Calculator<Name extends string, F extends Fields, Out, Code extends string> extends Common<Name, F, Out> {
  readonly refusals: readonly Code[]
  work(input: Of<Shape<F>>): Out | Refusal<NoInfer<Code>>
}

/** Where a long piece of work stands: what is shown while it goes on, and where it goes on after a stop. */
export interface Progress {
  readonly phase: string
  readonly done: number
  readonly of: number
}
/**
 * Long work as a row of short commands, each a transaction of its own. `begin` finds or makes the subject (a run, an import); `step` does the next
 * portion and says whether more is left. A step's call id is made of job, subject and marker, so two workers or a worker after a crash never do one twice.
 */
export interface Job<Name extends string, F extends Fields, Out, Facts, StepFacts, Code extends string> extends Common<Name, F, Out> {
  readonly refusals: readonly Code[]
  readonly begin: {
    load(input: Of<Shape<F>>, read: Read, now: Now): Promise<Facts>
    decide(input: Of<Shape<F>>, facts: Facts, now: Now): Decision<JobState> | Refusal<NoInfer<Code>>
  }
  readonly step: {
    load(state: JobState, read: Read, now: Now): Promise<StepFacts>
    decide(state: JobState, facts: StepFacts, now: Now): Decision<JobState> | Refusal<NoInfer<Code>>
  }
  finish(subject: string, read: Read, now: Now): Promise<Out>
}
export interface JobState {
  readonly subject: string
  /** Names the next portion; the empty text when nothing is left. */
  readonly marker: string
  readonly progress: Progress
}

export const command = <const Name extends string, F extends Fields, Out, Facts, const Code extends string>(
  c: Command<Name, F, Out, Facts, Code>,
) => ({ ...c, does: 'command' as const })
export const query = <const Name extends string, F extends Fields, Out, const Code extends string = never>(
  q: Omit<Query<Name, F, Out, Code>, 'refusals'> & { readonly refusals?: readonly Code[] },
) => ({ refusals: [] as readonly Code[], ...q, does: 'query' as const })
export const calculator = <const Name extends string, F extends Fields, Out, const Code extends string>(
  c: Calculator<Name, F, Out, Code>,
) => ({ ...c, does: 'calculate' as const })
export const job = <const Name extends string, F extends Fields, Out, Facts, StepFacts, const Code extends string>(
  j: Job<Name, F, Out, Facts, StepFacts, Code>,
) => ({ ...j, does: 'job' as const })

/* oxlint-disable typescript/no-explicit-any -- operations of all types stand in one list; `run` puts each one's own input into it */
export type Operation =
  | (Command<string, any, any, any, string> & { readonly does: 'command' })
  | (Query<string, any, any, string> & { readonly does: 'query' })
  | (Calculator<string, any, any, string> & { readonly does: 'calculate' })
  | (Job<string, any, any, any, any, string> & { readonly does: 'job' })
/* oxlint-enable typescript/no-explicit-any */

export interface Call {
  readonly id: string
  readonly operation: string
  readonly input: unknown
  readonly caller: Caller
}
export type Outcome = { readonly ok: true; readonly result: Wire } | { readonly ok: false; readonly refusal: Refusal }

/** A demand of the workflow: an entry of the task menu that is there while somebody has something to do. */
export interface Task {
  /** `module.what`, also its word. */
  readonly name: string
  readonly zone: Zone
  readonly permit: string
  /** Approvals of all kinds sit together under one entry. */
  readonly approval?: true
  count(read: Read, now: Now): Promise<number>
}

/** A module of the business: a list, no logic. */
export interface Module {
  readonly name: string
  /** The modules it may call. */
  readonly needs: readonly string[]
  readonly records: readonly RecordKind[]
  readonly questions?: readonly Question[]
  readonly views?: readonly View[]
  readonly operations: readonly Operation[]
  /** The rights that its operations ask for. */
  readonly permits: readonly string[]
  /** Events that it tells. */
  readonly events: readonly string[]
  /** What it expects people to do, counted in the task menus. */
  readonly tasks?: readonly Task[]
  /** Further words that it shows: sentences of explanations, states, titles. */
  readonly says?: readonly string[]
  /** What no operation of any module may do to its records. */
  readonly walls?: readonly Wall[]
}
