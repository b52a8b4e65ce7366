import { dice } from '../../world/dice.ts'
import { Device, type Answer, type Asked } from './device.ts'
import { Hub, type Act, type Intent, type Load, type Pull, type Push, type Row } from './hub.ts'
import type { Mistake } from './mistakes.ts'

// One schedule of the model: a hub, two to four devices, messages that are lost, doubled, late and overtaken, deaths, backups and forgers. Then the faults stop.

interface Message {
  readonly device: number
  readonly attempt: number
  readonly asked: Asked
  /** Once it was at the hub. */
  readonly answer?: Answer
}
const customers = 3
const territories = 2
/** Steps in which everything may go wrong. */
const steps = 110
/** Messages after which a healthy network must have brought everything to its end. */
const patience = 600

export class World {
  readonly faults: string[] = []
  hub: Hub
  readonly devices: Device[] = []
  readonly rough: boolean
  private readonly roll: () => number
  private readonly wire: Message[] = []
  private readonly earlier = new Map<string, Answer[]>()
  private readonly promised = new Map<number, { readonly intent: Intent; gone: boolean }>()
  private readonly numbers = new Map<number, number>()
  private backup: { readonly hub: Hub } | null = null
  private epochs = 1
  private readonly images = new Map<Device, () => void>()
  private ids = 0
  private moved = false
  private restored = false

  constructor(seed: number, mistake: Mistake | undefined) {
    this.roll = dice(seed)
    this.hub = new Hub(mistake)
    for (let id = 0; id < customers; id++) this.hub.move(id, id % territories)
    for (let i = 2 + this.below(3); i > 0; i--) {
      this.hub.scopes.push(1 + this.below(2 ** territories - 1))
      this.devices.push(new Device(this.devices.length, 0, mistake))
    }
    for (const device of this.devices) device.since = -1
    this.rough = this.comes(0.85)
  }
  private below(most: number): number {
    return Math.floor(this.roll() * most)
  }
  private comes(share: number): boolean {
    return this.roll() < share
  }
  private one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!
  }
  private fault(invariant: string, about: string): void {
    this.faults.push(`${invariant} (${about})`)
  }

  run(): readonly string[] {
    for (let i = 0; i < steps && this.faults.length === 0; i++) {
      this.step()
      this.looks()
    }
    if (this.faults.length === 0) this.rests()
    return this.faults
  }
  private step(): void {
    const device = this.one(this.devices)
    const thrown = this.below(100)
    if (thrown < 14) this.works(device)
    else if (thrown < 40) this.sends(device)
    else if (thrown < 81) this.delivers()
    else if (thrown < 89) this.office()
    else if (!this.rough) this.delivers()
    else if (thrown < 92) device.open = null
    else if (thrown < 94) device.dies()
    else if (thrown < 96) this.forges(device)
    else if (thrown < 98) this.keeps(device)
    else this.catastrophe(device)
  }
  /** A person in the field does something with what the device shows. */
  private works(device: Device): void {
    const id = ++this.ids
    const rows = [...device.copy].filter(([key]) => key[0] === 'r') as [string, Row][]
    const known = [...device.copy.keys()].filter((key) => key[0] === 'c')
    let act: Act | undefined
    if (rows.length > 0 && this.comes(0.5)) {
      const [key, row] = this.one(rows)
      const field = this.below(2) as 0 | 1
      const mine = device.queue.findLast(({ intent: { act: did }, state }) => state !== 'settled' && did.does === 'edit' && did.row === Number(key.slice(1)) && did.field === field) // prettier-ignore
      const saw = mine?.intent.act.does === 'edit' ? mine.intent.act.to : row.fields[field]
      act = { does: 'edit', row: Number(key.slice(1)), field, saw, to: id }
    } else if (known.length > 0)
      act = this.comes(0.15)
        ? { does: 'refused', row: id }
        : { does: 'add', row: id, customer: Number(this.one(known).slice(1)), numbered: this.comes(0.6) }
    if (act) this.promised.set(id, { intent: device.capture(id, act), gone: false })
  }
  private sends(device: Device): void {
    const asked = device.asks()
    if (asked === null) return
    const message = { device: device.index, attempt: device.attempt, asked }
    if (!this.rough || !this.comes(0.1)) this.wire.push(message)
    if (this.rough && this.comes(0.08)) this.wire.push(message)
  }
  /** Any of what is under way comes first. */
  private delivers(): void {
    if (this.wire.length === 0) return
    const [message] = this.wire.splice(this.below(this.wire.length), 1) as [Message]
    const { device, attempt, asked, answer } = message
    if (answer) {
      const before = this.earlier.get(`${device} ${asked.kind}`) ?? []
      const stale = this.rough && before.length > 0 && this.comes(asked.kind === 'load' ? 0.2 : 0.04) ? this.one(before) : undefined
      this.earlier.set(`${device} ${asked.kind}`, [...before.slice(-5), answer])
      return this.devices[device]!.hears(asked.kind, attempt, stale ?? answer)
    }
    const told = { ...message, answer: this.answers(device, asked) }
    // The hub dies after its commit, or its answer is lost.
    if (!this.rough || !this.comes(0.1)) this.wire.push(told)
    if (this.rough && this.comes(0.08)) this.wire.push(told)
  }
  private answers(device: number, { kind, request }: Asked): Answer {
    const { hub } = this
    return kind === 'push' ? hub.push(device, request as Push) : kind === 'pull' ? hub.pull(device, request as Pull) : hub.load(device, request as Load) // prettier-ignore
  }
  private office(): void {
    const { hub } = this
    const what = this.below(10)
    const rows = [...hub.rows]
    const waiting = [...hub.intents.values()].filter(({ state, closed }) => state === 'attention' && !closed)
    if (what < 3 && rows.length > 0) {
      const [id, row] = this.one(rows)
      hub.put(id, { ...row, fields: [++this.ids, row.fields[1]] })
    } else if (what === 3 && waiting.length > 0) hub.resolve(this.one(waiting).intent.id)
    else if (what < 9) {
      this.moved = true
      hub.move(this.below(customers), this.below(territories))
    } else {
      this.moved = true
      hub.reassign(this.below(this.devices.length), 1 + this.below(2 ** territories - 1))
    }
  }
  /** Somebody sends what is not theirs: another's work under their own token, or another body under an id that is known. */
  private forges(device: Device): void {
    const known = [...this.promised.values()].filter(({ gone }) => !gone)
    if (known.length === 0) return
    const { intent } = this.one(known)
    const forged = this.comes(0.5)
      ? { ...intent, id: ++this.ids, body: this.ids, signedBy: -1 }
      : { ...intent, body: -intent.body, signedBy: this.hub.intents.has(intent.id) ? intent.signedBy : -1 }
    const { hub } = this
    const before = [hub.rows.size, hub.head, hub.intents.size].join()
    const sent = [{ intent: { ...forged, device: device.index, previous: null }, number: null }]
    hub.push(device.index, { epoch: hub.epoch, intents: sent, hole: true })
    if (before !== [hub.rows.size, hub.head, hub.intents.size].join()) this.fault('what was forged changed something', `${forged.id}`)
  }
  private keeps(device: Device): void {
    if (this.comes(0.5)) this.backup = { hub: this.hub.backup() }
    else if (!this.images.has(device)) this.images.set(device, device.image())
  }
  private catastrophe(device: Device): void {
    const image = this.images.get(device)
    if (this.backup && this.comes(0.6)) {
      this.restored = true
      this.epochs = Math.max(this.epochs, this.hub.epoch)
      this.hub = this.backup.hub.backup()
      this.hub.restored(this.epochs)
      this.lost(undefined)
    } else if (image) {
      this.images.delete(device)
      this.restored = true
      image()
      this.lost(device)
    }
  }
  /** What is on no disk any more is gone: nobody can be asked for it. */
  private lost(rolled: Device | undefined): void {
    for (const one of this.promised.values()) {
      const owner = this.devices[one.intent.device]!
      const kept = this.hub.intents.has(one.intent.id) || owner.queue.some(({ intent }) => intent.id === one.intent.id)
      if (!kept && (owner === rolled || this.rolledOnce.has(owner))) one.gone = true
    }
    if (rolled) this.rolledOnce.add(rolled)
    // A number that neither the hub nor whoever made its row knows any more.
    for (const [row] of this.numbers)
      if ((this.hub.rows.get(row)?.number ?? null) === null && !this.devices.some((one) => shows(one, row))) this.numbers.delete(row)
  }
  private readonly rolledOnce = new Set<Device>()

  /** What holds at every moment. */
  private looks(): void {
    for (const { intent, gone } of this.promised.values()) {
      if (gone || this.hub.intents.has(intent.id)) continue
      const item = this.devices[intent.device]!.queue.find((one) => one.intent.id === intent.id)
      if (!item) this.fault('I1 an intent is lost', `${intent.id} of ${intent.device}`)
    }
    for (const [id, times] of this.hub.effects) if (times > 1) this.fault('I2 applied twice', `${id}`)
    for (const [id, { number }] of this.hub.rows) this.numberStands(id, number)
    for (const device of this.devices) {
      // A copy of the timeline before a restore is thrown away as soon as its device calls.
      for (const [key, value] of device.epoch === this.hub.epoch && device.since >= 0 ? device.copy : [])
        if (key[0] === 'r') this.numberStands(Number(key.slice(1)), (value as Row).number)
      for (const { intent, state, number } of device.queue) {
        if (intent.act.does !== 'add') continue
        this.numberStands(intent.act.row, number)
        if (state !== 'settled' || this.moved || this.restored || device.since < 0) continue
        if (this.hub.rows.has(intent.act.row) && !device.sees(intent.act.row))
          this.fault('I7 what somebody made is out of sight', `${intent.id}`)
      }
    }
    if (this.hub.overwritten.length > 0) this.fault('I6 overwritten in silence', this.hub.overwritten[0]!)
  }
  private readonly owners = new Map<number, number>()
  private numberStands(row: number, number: number | null): void {
    if (number === null) return
    const before = this.numbers.get(row)
    if (before !== undefined && before !== number) this.fault('I3 a number changed after it was shown', `${row}: ${before}, then ${number}`)
    this.numbers.set(row, number)
    const owner = this.owners.get(number)
    if (owner !== undefined && owner !== row) this.fault('I3 one number for two rows', `${number}: ${owner} and ${row}`)
    this.owners.set(number, row)
  }

  /** The faults stop. */
  private rests(): void {
    this.wire.length = 0
    for (const device of this.devices) device.dies()
    this.calms()
    for (const { intent, state, closed } of this.hub.intents.values()) {
      if (state !== 'attention' || closed) continue
      if (!this.devices[intent.device]!.copy.has(`a${intent.id}`))
        this.fault('I1 what waits for a person is not seen on the device', `${intent.id}`)
      this.hub.resolve(intent.id)
    }
    this.calms()
    if (this.faults.length > 0) return
    this.looks()
    const place = new Map(this.hub.order.map((id, at) => [id, at]))
    for (const { intent, gone } of this.promised.values()) {
      if (gone) continue
      if (!this.hub.intents.has(intent.id)) this.fault('I1 an intent never came to the hub', `${intent.id}`)
      const previous = intent.previous === null ? undefined : this.promised.get(intent.previous)
      if (previous && !previous.gone && (place.get(previous.intent.id) ?? Infinity) > (place.get(intent.id) ?? -1))
        this.fault('I11 out of order', `${intent.id}`)
    }
    for (const device of this.devices) this.inStep(device)
  }
  private calms(): void {
    for (let again = 0; again < 2; again++)
      for (const device of this.devices) {
        device.quiet = false
        let left = patience
        for (; left > 0 && !device.quiet; left--) {
          const asked = device.asks()
          if (asked) device.hears(asked.kind, device.attempt, this.answers(device.index, asked))
        }
        if (!device.quiet) this.fault('I10 a device does not come to rest', `${device.index}`)
      }
  }
  private inStep(device: Device): void {
    const wanted = this.hub.copyFor(device.index)
    for (const [key, value] of wanted)
      if (JSON.stringify(device.copy.get(key)) !== JSON.stringify(value))
        this.fault('I4 the copy differs from the hub', `${device.index} ${key}`)
    for (const key of device.copy.keys()) if (!wanted.has(key)) this.fault('I8 a row outside the scope', `${device.index} ${key}`)
    for (const { intent, state } of device.queue)
      if (state !== 'settled') this.fault('I10 an intent without an end', `${intent.id} ${state}`)
  }
}

const shows = ({ queue }: Device, row: number): boolean => queue.some(({ intent, number }) => intent.act.row === row && number !== null)
