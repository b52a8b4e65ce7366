import { modules } from '../../../core/harmony.ts'
import { heldBy } from '../../../main/storage/scope.ts'
import { tableOf } from '../../../main/storage/tables.ts'
import type { Clockwork } from './clockwork.ts'
import type { Captured, DeviceMachine } from './device-process.ts'
import type { Disk } from './disk.ts'
import type { HubMachine } from './hub-process.ts'

export interface Promised extends Captured {
  readonly device: DeviceMachine
  /** Rows that it made: they stay in sight. */
  readonly made: readonly { readonly record: string; readonly id: string }[]
  /** It went with a disk that nobody could save. */
  gone: boolean
  /** SHA-256 of the file that it names; none where that went with a disk. */
  file: string | null
}
// Parts go with their owners.
const held = heldBy(modules)
const watched = ['name', 'title', 'email', 'phone', 'note'] as const
const same = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null)
/** Facts that never change once they are written, and what of each row says so. */
const facts = {
  signatures: 'id, payload_hash, clauses, signer, image, signed_at, seal_key, seal, link, payload',
  order_documents: 'id, "order", signature, hash',
  consent_events: 'id, contact, channel, act, address, source',
  fund_movements: 'id, fund, quantity, reference',
  time_entries: 'id, source_id, hours',
} as const

/** Is the number in sight on a laptop? What only the office saw is lost with the office's own work. */
const shows = (disk: Disk, id: string, number: string): boolean =>
  disk.rows('select 1 from orders where id = ? and number = ? union all select 1 from quotes where id = ? and number = ?', [
    id,
    number,
    id,
    number,
  ]).length +
    disk.rows(`select 1 from queued where json_extract(outcome, '$.result.number') = ?`, [number]).length >
  0
const fileIn = (body: string): string =>
  (JSON.parse(body) as { input: { signing: { document: { hash: string } } } }).input.signing.document.hash
const hasFile = (disk: Disk, hash: string): boolean => disk.rows('select 1 from files where hash = ?', [hash]).length > 0
/** Sees everything and forgets nothing: what was promised to people must hold at every moment. */
export class Witness {
  readonly faults: string[] = []
  readonly promised = new Map<string, Promised>()
  /** Somebody's territory, rights or device changed: rows may rightly go out of sight. */
  moved = false
  wasRestored = false
  private readonly clockwork: Clockwork
  private readonly hub: HubMachine
  private readonly devices: readonly DeviceMachine[]
  private readonly numbers = new Map<string, string>()
  /** Numbers that a restored hub must hear of from laptops which only read them, by their papers. */
  private readonly readElsewhere = new Map<string, { readonly number: string; readonly by: readonly DeviceMachine[] }>()
  private readonly owners = new Map<string, string>()
  private readonly signed = new Map<string, string>()
  /** Effects outside the database, by what caused them. */
  readonly sent = new Map<string, number>()
  private lastChange = 0
  private readonly contacts = new Map<string, Record<string, unknown>>()
  private readonly written = new Map<string, string>()
  private readonly looked = new Map<string, unknown>()
  private readonly read = new Map<Disk, { readonly version: number; readonly bodies: ReadonlyMap<string, string> }>()

  constructor(clockwork: Clockwork, hub: HubMachine, devices: readonly DeviceMachine[]) {
    this.clockwork = clockwork
    this.hub = hub
    this.devices = devices
    hub.disk.committed = () => this.edits()
    this.begins()
    for (const device of devices)
      device.captured = (what) => {
        const made = device.disk
          .rows('select record, row_id from touched where lseq = ? and made = 1', [what.lseq])
          .filter(([record]) => held.kind(record as string)?.partOf === undefined)
        this.promised.set(what.id, {
          ...what,
          device,
          made: made.map(([record, id]) => ({ record: record as string, id: id as string })),
          gone: false,
          file: device.files && what.operation === 'orders.capture' ? fileIn(what.body) : null,
        })
        if (what.operation === 'orders.capture') this.signedOn(device, what.id)
        this.clockwork.note(`${device.name} captured ${what.id} ${what.operation}`)
      }
  }
  /** What was signed in the field is what the hub must have. */
  private signedOn(device: DeviceMachine, intent: string): void {
    for (const row of device.disk.rows(
      `select ${facts.signatures} from signatures where id in (select row_id from touched t join queue q on q.lseq = t.lseq where q.id = ? and t.record = 'signatures')`,
      [intent],
    ))
      this.signed.set(row[0] as string, JSON.stringify(row))
  }
  /** After each commit of the hub: whoever edited a row did it knowing what stood there, or it was merged field by field, or a person was asked. */
  private edits(): void {
    const { disk } = this.hub
    const fresh = disk.rows(
      `select c.seq, c.record, i.body, i.state from changes c left join intents i on i.id = c.row_id and c.record = 'intents'
       where c.seq > ? and c.record in ('intents', 'contacts') order by c.seq`,
      [this.lastChange],
    )
    if (fresh.length === 0) return
    this.lastChange = fresh.at(-1)![0] as number
    const now = new Map<string, Record<string, unknown>>()
    for (const [, record, body, state] of fresh) {
      if (record !== 'intents') continue
      const { saw, input } = JSON.parse(body as string) as {
        saw?: { record: string; id: string; was: Record<string, unknown> }
        input: Record<string, unknown>
      }
      if (state !== 'applied' || saw?.record !== 'contacts') continue
      const standing = now.get(saw.id) ?? this.contacts.get(saw.id)
      if (!standing) continue
      const mine = Object.keys(input).filter((field) => field in saw.was && field in standing && !same(input[field], saw.was[field]))
      for (const field of mine)
        if (!same(standing[field], saw.was[field]) && !same(standing[field], input[field]))
          this.fault(
            'I6 overwritten in silence',
            `${saw.id} ${field}: ${String(standing[field])} by ${String(input[field])}, who saw ${String(saw.was[field])}`,
          )
      now.set(saw.id, { ...standing, ...Object.fromEntries(mine.map((field) => [field, input[field]])) })
    }
    if (fresh.some(([, record]) => record === 'contacts')) this.standing()
    for (const [id, wanted] of now)
      for (const field of watched)
        if (!same(this.contacts.get(id)?.[field], wanted[field]))
          this.fault(
            'I6 a change was undone in silence',
            `${id} ${field}: ${String(wanted[field])} is ${String(this.contacts.get(id)?.[field])}`,
          )
  }
  /** From here on it is looked at what changes. */
  private begins(): void {
    this.lastChange = this.hub.disk.rows('select coalesce(max(seq), 0) from changes')[0]![0] as number
    this.standing()
  }
  /** How the rows stand now. */
  private standing(): void {
    const { disk } = this.hub
    this.contacts.clear()
    for (const [id, ...values] of disk.rows(`select id, ${watched.join(', ')} from contacts`))
      this.contacts.set(id as string, Object.fromEntries(watched.map((field, i) => [field, values[i]])))
  }
  get failed(): boolean {
    return this.faults.length > 0
  }
  fault(invariant: string, about: string): void {
    if (this.faults.length > 5) return
    this.faults.push(`${invariant} (${about})`)
    this.clockwork.note(`FAULT ${invariant} (${about})`)
  }
  atHub(): Set<string> {
    return new Set(this.hub.disk.rows('select id from intents').map(([id]) => id as string))
  }
  restored(): void {
    this.wasRestored = true
    // What the office itself wrote after the backup is lost with it; what a device holds comes again.
    this.written.clear()
    this.looked.clear()
    // A number that the laptop which captured the paper had not heard of yet is known again once another one that has read it says so.
    for (const [id, number] of this.numbers) {
      if (this.heardOf(id, number)) continue
      this.numbers.delete(id)
      const by = this.devices.filter(({ disk, stopped }) => stopped === null && shows(disk, id, number))
      if (by.length > 0) this.readElsewhere.set(id, { number, by })
    }
    this.begins()
    this.lost()
  }
  private heardOf(id: string, number: string): boolean {
    return [...this.promised.values()].some(({ device, made }) => made.some((row) => row.id === id) && shows(device.disk, id, number))
  }
  rolledBack(device: DeviceMachine): void {
    this.wasRestored = true
    this.lost(device)
    // A number that stood on that disk alone, for the hub that gave it is gone too, nobody can say any more.
    for (const [id, number] of this.numbers) {
      const sql = 'select 1 from orders where id = ? and number = ? union all select 1 from quotes where id = ? and number = ?'
      const there = this.hub.disk.rows(sql, [id, number, id, number]).length > 0
      if (!there && !this.devices.some(({ disk }) => shows(disk, id, number))) this.numbers.delete(id)
    }
  }
  /** What is on no disk any more is physically gone: nobody can be asked for it. */
  private lost(rolled?: DeviceMachine): void {
    const hub = this.atHub()
    for (const one of this.promised.values()) {
      const fallen = one.device === rolled || one.device.rolled
      if (one.file !== null && fallen && !hasFile(one.device.disk, one.file) && !hasFile(this.hub.disk, one.file)) one.file = null
      if (one.gone || hub.has(one.id)) continue
      const there = one.device.disk.rows('select 1 from queue where id = ?', [one.id]).length > 0
      if (!there && fallen) one.gone = true
    }
  }

  /** What must hold at every moment. Where nothing was written since the last look, it holds still. */
  async look(): Promise<void> {
    this.nothingLost()
    this.filesKept()
    this.inSight()
    this.numbersStand()
    if (this.isNew('facts', this.hub.disk.version)) this.factsStand()
  }
  private isNew(what: string, state: unknown): boolean {
    if (this.looked.get(what) === state) return false
    this.looked.set(what, state)
    return true
  }
  private bodies(disk: Disk, table: 'intents' | 'queue'): ReadonlyMap<string, string> {
    const before = this.read.get(disk)
    if (before?.version === disk.version) return before.bodies
    const bodies = new Map(disk.rows(`select id, body from ${table}`) as [string, string][])
    this.read.set(disk, { version: disk.version, bodies })
    return bodies
  }
  private nothingLost(): void {
    const atHub = this.bodies(this.hub.disk, 'intents')
    for (const one of this.promised.values()) {
      if (one.gone) continue
      const kept = this.bodies(one.device.disk, 'queue')
      const bodies = [atHub.get(one.id), kept.get(one.id)].filter((body) => body !== undefined)
      if (bodies.length === 0) this.fault('I1 an intent is lost', `${one.device.name} ${one.operation} ${one.id}`)
      if (bodies.some((body) => body !== one.body)) this.fault('I1 an intent changed', `${one.device.name} ${one.id}`)
    }
  }
  /** Every file that captured work names is on its device or whole at the hub. */
  private filesKept(): void {
    for (const one of this.promised.values())
      if (one.file !== null && !one.gone && !hasFile(one.device.disk, one.file) && !hasFile(this.hub.disk, one.file))
        this.fault('I9 a file is lost', `${one.device.name} ${one.id} ${one.file.slice(0, 12)}`)
  }
  /** What somebody made is not out of sight, neither while it waits nor between the hub's word and the hub's rows. */
  private inSight(): void {
    for (const device of this.devices) {
      const state = [this.hub.disk.version, device.disk.version, device.stopped, device.wiped, this.moved, this.wasRestored].join()
      if (!this.isNew(device.name, state)) continue
      const [given] = this.hub.disk.rows('select d.state, u.active from devices d join users u on u.id = d."user" where d.id = ?', [
        device.id,
      ])
      // Whoever may have nothing has nothing.
      if (device.stopped || (this.moved && this.wasRestored) || given?.[0] !== 'active' || given[1] !== 1) continue
      const loading = Number(device.state('since') ?? '-1') < 0
      const open = device.disk.rows(
        `select id, state from queued where state <> 'settled' ${this.moved || this.wasRestored || loading ? '' : `or ack_epoch is not null`}`,
      )
      for (const [id, state] of open) {
        // What a restored hub cannot do any more is seen where it waits for a person: the rows that it stood on may be another device's, which has not called yet.
        // So is what cannot be decided over a copy that was taken away and has come anew.
        if (state === 'attention' && (this.wasRestored || device.wiped)) continue
        const one = this.promised.get(id as string)
        for (const { record, id: row } of one?.made ?? [])
          if (!this.has(device.disk, record, row) && (state !== 'settled' || this.has(this.hub.disk, record, row)))
            this.fault('I7 what somebody made is out of sight', `${device.name} ${state as string} ${one!.operation} ${record} ${row}`)
      }
    }
  }
  private has(disk: Disk, record: string, id: string): boolean {
    const { name, key } = tableOf(held.kind(record), 'sqlite')
    return disk.rows(`select 1 from ${name} where ${key.quoted} = ?`, [id]).length > 0
  }
  private numbersStand(): void {
    // On a laptop those of its own papers: what it reads of others' is the hub's word, and equal to it in the end (I4).
    for (const machine of [this.hub, ...this.devices]) {
      const { disk } = machine
      const device = machine === this.hub ? undefined : (machine as DeviceMachine)
      if (!this.isNew(`numbers ${device?.name ?? 'hub'}`, disk.version)) continue
      const own = device && this.papersOf(device)
      for (const table of ['orders', 'quotes'])
        for (const [id, number] of disk.rows(`select id, number from ${table} where number is not null`) as [string, string][]) {
          if (own && !own.has(id)) continue
          const before = this.numbers.get(id)
          if (before !== undefined && before !== number && !this.renumbered(id))
            this.fault('I3 a number changed after it was shown', `${id}: ${before}, then ${number}`)
          if (before === undefined) this.numbers.set(id, number)
          const owner = this.owners.get(`${table} ${number}`)
          if (owner !== undefined && owner !== id) this.fault('I3 one number for two papers', `${number}: ${owner} and ${id}`)
          this.owners.set(`${table} ${number}`, id)
        }
    }
  }
  /** When all is quiet: what some laptop had read stands again, or whoever captured the paper was told of its new number. */
  numbersToldOf(): void {
    for (const [id, { number, by }] of this.readElsewhere) {
      if (by.every((device) => device.stopped !== null || device.rolled || device.wiped)) continue
      const [now] = this.hub.disk.rows('select number from orders where id = ? union all select number from quotes where id = ?', [id, id])
      this.clockwork.count(now?.[0] === number ? 'numbers said by others' : 'numbers of papers that are gone')
      if (typeof now?.[0] === 'string' && now[0] !== number && !this.renumbered(id))
        this.fault('I3 a number that laptops had read changed', `${id}: ${number}, then ${now[0]}`)
    }
  }
  private papersOf(device: DeviceMachine): ReadonlySet<string> {
    return new Set([...this.promised.values()].flatMap((one) => (one.device === device ? one.made.map(({ id }) => id) : [])))
  }
  private renumbered(id: string): boolean {
    return this.hub.disk.rows(`select 1 from attentions where code = 'sync.renumbered' and subject = ?`, [id]).length > 0
  }
  private factsStand(): void {
    for (const [table, fields] of Object.entries(facts)) {
      const [[all]] = this.hub.disk.rows(`select json_group_array(json_array(${fields})) from ${table}`) as [[string]]
      if (!this.isNew(table, all)) continue
      for (const row of JSON.parse(all) as (string | number | null)[][]) {
        const text = JSON.stringify(row)
        const key = `${table} ${row[0] as string}`
        const before = this.written.get(key)
        const signed = table === 'signatures' ? this.signed.get(row[0] as string) : undefined
        if (signed !== undefined && signed !== text) this.fault('I5 what was signed in the field is not what the hub has', key)
        if (before !== undefined && before !== text) this.fault('I5 a fact changed', key)
        this.written.set(key, text)
      }
    }
  }
}
