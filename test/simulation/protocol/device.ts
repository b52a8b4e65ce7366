import type { Act, FeedRow, Intent, Kept, Load, LoadReply, Pull, PullReply, Push, PushReply, Row, Sent } from './hub.ts'
import type { Mistake } from './mistakes.ts'

// A device of the model: `sync.md` 2.5 and 2.8 as plain data. One question is open at a time; whatever comes after the attempt was given up counts for nothing.

export interface Item {
  readonly intent: Intent
  state: 'saved' | 'applied' | 'attention' | 'settled'
  ackEpoch: number | null
  feedSeq: number | null
  number: number | null
}
export type Asked =
  | { readonly kind: 'push'; readonly request: Push }
  | { readonly kind: 'pull'; readonly request: Pull }
  | { readonly kind: 'load'; readonly request: Load }
export type Answer = PushReply | PullReply | LoadReply

/** Intents that are sent together. */
const batch = 3

export class Device {
  readonly index: number
  readonly mistake: Mistake | undefined
  epoch = 1
  since = 0
  scope: number
  /** The hub's records, as of `since`. */
  copy = new Map<string, Row | number | Kept>()
  queue: Item[] = []
  head: number | null = null
  /** Place of the feed when the last portion of the copy was read. */
  loadedUntil = 0
  /** A whole copy that is coming down. */
  loading: {
    readonly epoch: number
    readonly scope: number
    readonly since: number
    after: string
    rows: Map<string, Row | number | Kept>
  } | null = null
  // What a process keeps in its memory.
  attempt = 0
  open: (Asked & { readonly attempt: number }) | null = null
  private hole = false
  /** A page that waits for what hangs on its newcomers. */
  private page: Extract<PullReply, { next: number }> | null = null
  /** A round is at its end: nothing to send, nothing to get. */
  quiet = false

  constructor(index: number, scope: number, mistake: Mistake | undefined) {
    this.index = index
    this.scope = scope
    this.mistake = mistake
  }
  capture(id: number, act: Act): Intent {
    const intent: Intent = { id, device: this.index, previous: this.head, act, body: id, signedBy: this.index }
    this.queue.push({ intent, state: 'saved', ackEpoch: null, feedSeq: null, number: null })
    this.head = id
    return intent
  }
  /** The disk as it is now, and back again. */
  image(): () => void {
    const kept = [this.epoch, this.since, this.scope, new Map(this.copy), this.queue.map((item) => ({ ...item })), this.head, this.loadedUntil, this.loading && { ...this.loading, rows: new Map(this.loading.rows) }] as const // prettier-ignore
    return () => {
      ;[this.epoch, this.since, this.scope, this.copy, this.queue, this.head, this.loadedUntil, this.loading] = [...kept] as [number, number, number, Map<string, Row | number | Kept>, Item[], number | null, number, Device['loading']] // prettier-ignore
      this.dies()
    }
  }
  /** The power fails: what was only in mind is gone. */
  dies(): void {
    this.open = null
    this.page = null
    this.hole = false
    this.quiet = false
  }

  /** The next question of a round, if none is open. */
  asks(): Asked | null {
    if (this.open) return null
    const asked = this.next()
    this.open = { ...asked, attempt: ++this.attempt }
    if (asked.kind === 'load') this.open = { kind: 'load', request: { ...asked.request, asked: this.attempt }, attempt: this.attempt }
    if (asked.kind === 'push' && this.mistake === 'outbox-deleted-on-send')
      this.queue = this.queue.filter(({ intent }) => !asked.request.intents.some((sent) => sent.intent.id === intent.id))
    return this.open
  }
  private next(): Asked {
    const waiting = this.queue.filter(({ state }) => state === 'saved').slice(0, batch)
    if (waiting.length > 0 && !this.page) {
      const intents = waiting.map(({ intent, number }): Sent => ({ intent, number }))
      return { kind: 'push', request: { epoch: this.epoch, intents, hole: this.hole } }
    }
    if (this.page) return { kind: 'load', request: { asked: 0, after: '', customers: this.newcomers(this.page.rows) } }
    if (this.since < 0) return { kind: 'load', request: { asked: 0, after: this.loading?.after ?? '', customers: null } }
    return { kind: 'pull', request: { epoch: this.epoch, since: this.since, scope: this.scope } }
  }
  private newcomers(rows: readonly FeedRow[]): number[] {
    // What left and came back while a copy came down may have come without what hangs on it.
    const all = this.since < this.loadedUntil && this.mistake !== 'moved-while-loading'
    return rows.flatMap(({ key, value }) =>
      key[0] === 'c' && value !== null && (all || !this.copy.has(key)) ? [Number(key.slice(1))] : [],
    )
  }

  /** An answer, perhaps to another question than the open one. */
  hears(kind: Asked['kind'], attempt: number, answer: Answer): void {
    const { open } = this
    const late = open === null || open.attempt !== attempt || open.kind !== kind
    if (late && this.mistake !== 'late-answer-accepted') return
    if (!late) this.open = null
    if (kind === 'push') this.pushed(answer as PushReply)
    else if (kind === 'pull') this.pulled(answer as PullReply)
    else this.loaded(answer as LoadReply, open?.kind === 'load' ? open.request : undefined)
  }
  private begins(epoch: number): void {
    for (const item of this.queue) Object.assign(item, { state: 'saved', ackEpoch: null, feedSeq: null })
    this.epoch = epoch
    this.since = -1
    this.loading = null
    this.page = null
  }
  private pushed(reply: PushReply): void {
    if ('otherEpoch' in reply) {
      if (reply.epoch !== this.epoch) this.begins(reply.epoch)
      return
    }
    if (reply.epoch !== this.epoch) return
    this.hole = false
    for (const verdict of reply.verdicts) {
      const item = this.queue.find(({ intent }) => intent.id === verdict.id)
      if (verdict.state === 'gap') {
        const from = this.queue.findIndex(({ intent }) => intent.id === verdict.previous)
        if (from < 0) this.hole = true
        else for (const again of this.queue.slice(from)) Object.assign(again, { state: 'saved', ackEpoch: null, feedSeq: null })
      } else if (item?.state === 'saved' && verdict.state !== 'refused') {
        Object.assign(item, { state: verdict.state, ackEpoch: reply.epoch, feedSeq: reply.feedSeq, number: verdict.number ?? item.number })
      }
    }
    if (this.mistake === 'reject-drops-intent') this.queue = this.queue.filter(({ state }) => state !== 'attention')
    if (this.mistake === 'forget-on-ack') this.queue = this.queue.filter(({ state }) => state !== 'applied')
    if (this.mistake === 'overlay-dropped-on-ack') for (const item of this.queue) if (item.state === 'applied') item.state = 'settled'
  }
  private pulled(reply: PullReply): void {
    if ('reset' in reply) {
      if (reply.reset === 'epoch') this.begins(reply.epoch)
      this.since = -1
      this.loading = null
      return
    }
    const follows = reply.epoch === this.epoch && reply.from === this.since
    if (!follows && this.mistake !== 'stale-pull-applied') return
    if (this.mistake === 'cursor-before-apply') {
      this.since = reply.next
      if (reply.rows.length > 2) return
    }
    if (this.newcomers(reply.rows).length > 0 && this.mistake !== 'newcomers-forgotten') this.page = reply
    else this.apply(reply, [])
  }
  private apply(page: Extract<PullReply, { next: number }>, besides: readonly FeedRow[]): void {
    for (const { key, value } of [...page.rows, ...besides]) {
      if (value !== null) this.copy.set(key, value)
      else this.goes(key)
    }
    this.since = Math.max(page.next, this.mistake === 'stale-pull-applied' ? this.since : 0)
    this.settle()
    this.quiet = !page.more && page.rows.length === 0 && !this.queue.some(({ state }) => state === 'saved')
  }
  /** With a customer that leaves the territory goes what hangs on it. */
  private goes(key: string): void {
    this.copy.delete(key)
    if (key[0] !== 'c') return
    const customer = Number(key.slice(1))
    for (const [other, value] of this.copy) if (other[0] === 'r' && (value as Row).customer === customer) this.copy.delete(other)
  }
  private settle(): void {
    for (const item of this.queue) {
      if (item.state === 'applied' && item.ackEpoch === this.epoch && item.feedSeq! <= this.since) item.state = 'settled'
      const decided = item.state === 'attention' ? (this.copy.get(`a${item.intent.id}`) as Kept | undefined) : undefined
      if (decided?.closed) item.state = 'settled'
    }
  }
  private loaded(reply: LoadReply, request: Load | undefined): void {
    if (reply.asked !== request?.asked && this.mistake !== 'stale-load-laid' && this.mistake !== 'late-answer-accepted') return
    if (this.page) {
      const page = this.page
      this.page = null
      if (reply.epoch !== this.epoch) return
      this.apply(page, reply.rows)
      this.loadedUntil = reply.seq
      return
    }
    if (this.since >= 0) return
    if (reply.epoch !== this.epoch) return this.begins(reply.epoch)
    if (this.loading && (this.loading.epoch !== reply.epoch || this.loading.scope !== reply.scope)) return void (this.loading = null)
    this.loading ??= { epoch: reply.epoch, scope: reply.scope, since: reply.seq, after: '', rows: new Map() }
    for (const { key, value } of reply.rows) this.loading.rows.set(key, value!)
    if (reply.after !== null) return void (this.loading.after = reply.after)
    this.copy = this.loading.rows
    this.since = this.loading.since
    this.loadedUntil = reply.seq
    this.scope = this.loading.scope
    this.loading = null
    if (this.mistake === 'scope-change-wipes-outbox') this.queue = []
    this.settle()
  }

  /** What the person sees: the hub's rows, and over them what has no end yet. */
  sees(row: number): boolean {
    return this.copy.has(`r${row}`) || this.queue.some(({ intent, state }) => intent.act.does === 'add' && intent.act.row === row && state !== 'settled') // prettier-ignore
  }
}
