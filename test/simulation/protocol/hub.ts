import type { Mistake } from './mistakes.ts'

// The hub of the model: what `sync.md` 2.6 and 2.7 say of it, as plain data, without a database, a network or a business.

/** What a person did. Everything is a number, so that a schedule takes a quarter of a millisecond. */
export type Act =
  | { readonly does: 'add'; readonly row: number; readonly customer: number; readonly numbered: boolean }
  | { readonly does: 'edit'; readonly row: number; readonly field: 0 | 1; readonly saw: number; readonly to: number }
  /** The rules of the business say no. */
  | { readonly does: 'refused'; readonly row: number }

export interface Intent {
  readonly id: number
  readonly device: number
  readonly previous: number | null
  readonly act: Act
  /** Fingerprint of what was signed, and who could have signed it. */
  readonly body: number
  readonly signedBy: number
}
export interface Sent {
  readonly intent: Intent
  /** The number that the hub gave it before it was restored. */
  readonly number: number | null
}
export interface Row {
  readonly customer: number
  readonly fields: readonly [number, number]
  readonly number: number | null
}
export interface Kept {
  readonly intent: Intent
  readonly state: 'applied' | 'attention'
  readonly number: number | null
  /** A person has decided it. */
  readonly closed: boolean
}
export type Verdict =
  | { readonly id: number; readonly state: 'applied' | 'attention'; readonly number: number | null }
  | { readonly id: number; readonly state: 'gap'; readonly previous: number | null }
  | { readonly id: number; readonly state: 'refused' }

export interface Push {
  readonly epoch: number
  readonly intents: readonly Sent[]
  readonly hole: boolean
}
export type PushReply =
  | { readonly epoch: number; readonly otherEpoch: true }
  | { readonly epoch: number; readonly verdicts: readonly Verdict[]; readonly feedSeq: number }
export interface Pull {
  readonly epoch: number
  readonly since: number
  readonly scope: number
}
/** A record of the feed: a customer with its territory, a row, or what waits for a person. `null`: it is not the device's, or no more. */
export interface FeedRow {
  readonly key: string
  readonly value: Row | number | Kept | null
}
export type PullReply =
  | { readonly epoch: number; readonly reset: 'epoch' | 'scope'; readonly scope: number }
  | { readonly epoch: number; readonly from: number; readonly next: number; readonly more: boolean; readonly rows: readonly FeedRow[] }
export interface Load {
  readonly asked: number
  readonly after: string
  /** Only what hangs on these. */
  readonly customers: readonly number[] | null
}
export interface LoadReply {
  readonly asked: number
  readonly epoch: number
  readonly scope: number
  readonly seq: number
  readonly rows: readonly FeedRow[]
  readonly after: string | null
}

/** Rows of a page, and of a portion of a whole copy. */
const pageRows = 4
const portionRows = 3
/** Numbers that are left out after a restore: those given since the backup are on paper somewhere. */
const skipped = 1_000

export class Hub {
  epoch = 1
  readonly customers = new Map<number, number>()
  rows = new Map<number, Row>()
  intents = new Map<number, Kept>()
  /** Keys of what changed; the place in the feed is the index and one. */
  log: string[] = []
  /** Of each device, the territories of its person, as bits. */
  readonly scopes: number[] = []
  nextNumber = 1
  quarantined = 0
  /** Told for the checks: each effect, each place where something was overwritten. */
  effects = new Map<number, number>()
  overwritten: string[] = []
  order: number[] = []
  readonly mistake: Mistake | undefined

  constructor(mistake: Mistake | undefined) {
    this.mistake = mistake
  }
  get head(): number {
    return this.log.length
  }
  backup(): Hub {
    const copy = new Hub(this.mistake)
    copy.epoch = this.epoch
    for (const [id, territory] of this.customers) copy.customers.set(id, territory)
    copy.rows = new Map(this.rows)
    copy.intents = new Map(this.intents)
    copy.log = [...this.log]
    copy.scopes.push(...this.scopes)
    copy.nextNumber = this.nextNumber
    copy.effects = new Map(this.effects)
    copy.order = [...this.order]
    return copy
  }
  /** Goes on from a backup: on a timeline of its own. */
  restored(epoch: number): void {
    if (this.mistake !== 'no-epoch-check') this.epoch = epoch + 1
    // Two restores of one backup are two timelines, and give other numbers.
    if (this.mistake !== 'restore-reuses-numbers') this.nextNumber += skipped * (epoch + 1)
  }

  push(device: number, { epoch, intents, hole }: Push): PushReply {
    if (epoch !== this.epoch && this.mistake !== 'push-ignores-epoch') return { epoch: this.epoch, otherEpoch: true }
    const verdicts: Verdict[] = []
    for (const [index, sent] of intents.entries()) {
      const verdict = this.take(device, sent, hole && index === 0)
      verdicts.push(verdict)
      if (verdict.state === 'gap' || verdict.state === 'refused') break
    }
    return { epoch: this.epoch, verdicts, feedSeq: this.head }
  }
  private take(device: number, { intent, number }: Sent, hole: boolean): Verdict {
    const { id } = intent
    const known = this.intents.get(id)
    // Somebody else's, or another under the same id: it is put aside and changes nothing.
    if (intent.signedBy !== device || intent.device !== device || (known && known.intent.body !== intent.body)) {
      this.quarantined += 1
      if (this.mistake !== 'forged-believed') return { id, state: 'refused' }
    }
    if (known && this.mistake !== 'no-dedupe') return { id, state: known.state, number: known.number }
    if (intent.previous !== null && !this.intents.has(intent.previous) && !hole) return { id, state: 'gap', previous: intent.previous }
    this.order.push(id)
    const outcome = this.decide(intent, number)
    this.intents.set(id, { intent, ...outcome, closed: false })
    if (outcome.state === 'attention' && this.mistake !== 'attention-no-bump') this.log.push(`a${id}`)
    return { id, ...outcome }
  }
  private decide({ id, act }: Intent, before: number | null): { state: 'applied' | 'attention'; number: number | null } {
    const refused = { state: 'attention', number: before } as const
    const row = this.rows.get(act.row)
    if (act.does === 'refused') return refused
    if (act.does === 'add') {
      if (row && this.mistake !== 'no-dedupe') return refused
      const number = act.numbered ? (before !== null && this.mistake !== 'repush-renumbers' ? before : this.nextNumber++) : null
      this.put(act.row, { customer: act.customer, fields: [0, 0], number })
      this.done(id)
      return { state: 'applied', number }
    }
    if (!row) return refused
    const stands = row.fields[act.field]
    if (stands !== act.saw && stands !== act.to && this.mistake !== 'lww-overwrite') return refused
    if (stands !== act.saw && stands !== act.to) this.overwritten.push(`${act.row}: ${stands} by ${act.to}, who saw ${act.saw}`)
    this.put(act.row, { ...row, fields: act.field === 0 ? [act.to, row.fields[1]] : [row.fields[0], act.to] })
    this.done(id)
    return { state: 'applied', number: null }
  }
  private done(id: number): void {
    this.effects.set(id, (this.effects.get(id) ?? 0) + 1)
  }
  put(id: number, row: Row): void {
    this.rows.set(id, row)
    this.log.push(`r${id}`)
  }
  /** A customer goes to another territory. */
  move(customer: number, territory: number): void {
    this.customers.set(customer, territory)
    this.log.push(`c${customer}`)
  }
  /** The person of a device works in other territories from now on. */
  reassign(device: number, scope: number): void {
    this.scopes[device] = scope
    this.log.push(`u${device}`)
  }
  /** A person at the office decides what waits. */
  resolve(id: number): void {
    this.intents.set(id, { ...this.intents.get(id)!, closed: true })
    this.log.push(`a${id}`)
  }

  /** A record as a device may see it. */
  seen(device: number, key: string): Row | number | Kept | null {
    const id = Number(key.slice(1))
    if (key[0] === 'u') return null
    if (key[0] === 'a') {
      const kept = this.intents.get(id)
      return kept?.intent.device === device ? kept : null
    }
    const row = key[0] === 'r' ? this.rows.get(id) : undefined
    const customer = row ? row.customer : id
    const territory = this.customers.get(customer)
    if (territory === undefined || (key[0] === 'r' && !row) || !(this.scopes[device]! & (1 << territory))) return null
    return row ?? territory
  }
  pull(device: number, { epoch, since, scope }: Pull): PullReply {
    const mark = this.scopes[device]!
    if (epoch !== this.epoch) return { epoch: this.epoch, reset: 'epoch', scope: mark }
    if (scope !== mark) return { epoch: this.epoch, reset: 'scope', scope: mark }
    const next = Math.min(this.head, since + pageRows)
    const keys = new Set(this.log.slice(since, next))
    // A number that was given before the commit: whoever reads meanwhile goes past what is about to be committed.
    if (this.mistake === 'feed-serial' && keys.size > 2) keys.delete([...keys][0]!)
    const rows = [...keys].map((key) => ({ key, value: this.seen(device, key) }))
    return { epoch: this.epoch, from: since, next, more: next < this.head, rows: [...rows, ...this.departures(device, next)] }
  }
  /** Customers that leave further on are said to be gone at once: their rows are shown as gone already, and would not come again if they came back meanwhile. */
  private departures(device: number, after: number): FeedRow[] {
    if (this.mistake === 'departures-late') return []
    const further = new Set(this.log.slice(after).filter((key) => key[0] === 'c'))
    return [...further].filter((key) => this.seen(device, key) === null).map((key) => ({ key, value: null }))
  }
  load(device: number, { asked, after, customers }: Load): LoadReply {
    const keys = customers ? [...this.rows].filter(([, row]) => customers.includes(row.customer)).map(([id]) => `r${id}`) : this.keys()
    const left = keys.filter((key) => key > after && this.seen(device, key) !== null).sort()
    const some = customers ? left : left.slice(0, portionRows)
    const rows = some.map((key) => ({ key, value: this.seen(device, key) }))
    const more = some.length < left.length
    return { asked, epoch: this.epoch, scope: this.scopes[device]!, seq: this.head, rows, after: more ? some.at(-1)! : null }
  }
  private keys(): string[] {
    const waiting = [...this.intents].filter(([, kept]) => kept.state === 'attention')
    return [
      ...[...this.customers.keys()].map((id) => `c${id}`),
      ...[...this.rows.keys()].map((id) => `r${id}`),
      ...waiting.map(([id]) => `a${id}`),
    ]
  }
  /** All that a device may hold. */
  copyFor(device: number): Map<string, Row | number | Kept> {
    const all = this.keys().flatMap((key) => ((value) => (value === null ? [] : [[key, value] as const]))(this.seen(device, key)))
    return new Map(all)
  }
}
