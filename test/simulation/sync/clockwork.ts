import { createHash } from 'node:crypto'
import { Dice } from './dice.ts'

/** What never comes: a dead process waits for it. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

/** Events of one turn of the loop. */
const together = 32

interface Event {
  readonly at: number
  readonly order: number
  readonly act: () => void
}

/** Virtual time: events in their order, one after the other; between two of them everything that can go on has gone on. */
export class Clockwork {
  /** Milliseconds since the world began. */
  now = 0
  readonly dice: Dice
  events = 0
  /** No more faults: the world is to come to rest. */
  calm = false
  readonly counted: Record<string, number> = {}
  readonly told: string[] = []
  readonly keep: boolean
  private readonly heap: Event[] = []
  private order = 0
  private readonly hash = createHash('sha256')

  constructor(seed: number, keep = false) {
    this.dice = new Dice(seed)
    this.keep = keep
  }

  /** What happened, for the fingerprint of the run and for whoever looks at a failure. */
  note(what: string): void {
    const line = `${Math.round(this.now)} ${what}`
    this.hash.update(line)
    if (this.keep) this.told.push(line)
  }
  fingerprint(): string {
    return this.hash.digest('hex')
  }
  count(what: string, by = 1): void {
    this.counted[what] = (this.counted[what] ?? 0) + by
  }
  at(delay: number, act: () => void): void {
    const event = { at: this.now + delay, order: this.order++, act }
    const heap = this.heap
    let place = heap.push(event) - 1
    while (place > 0) {
      const above = (place - 1) >> 1
      if (earlier(heap[above]!, event)) break
      heap[place] = heap[above]!
      heap[above] = event
      place = above
    }
  }
  sleep(delay: number): Promise<void> {
    return new Promise((wake) => this.at(delay, wake))
  }
  /** Lets the world go on until a moment, or until somebody says stop. */
  async run(until: number, stopped: () => boolean = () => false): Promise<void> {
    const comes = (): boolean => this.heap.length > 0 && this.heap[0]!.at <= until && !stopped()
    if (comes()) {
      this.happen()
      while (await this.happenTogether(comes));
    }
    if (!stopped()) this.now = Math.max(this.now, until)
  }
  /**
   * Several events in one turn of the loop: between two of its immediate calls every promise goes on as far as it can, and a turn costs more than an event.
   * Answers whether there is more.
   */
  private happenTogether(comes: () => boolean): Promise<boolean> {
    return new Promise((done, failed) => {
      const next = (): void => {
        try {
          if (comes()) this.happen()
          else done(false)
        } catch (error) {
          failed(error as Error)
        }
      }
      for (let i = 0; i < together; i++) setImmediate(next)
      setImmediate(() => done(comes()))
    })
  }
  private happen(): void {
    const event = this.take()
    this.now = Math.max(this.now, event.at)
    this.events += 1
    event.act()
  }
  private take(): Event {
    const heap = this.heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return first
    heap[0] = last
    for (let place = 0; ;) {
      const left = 2 * place + 1
      if (left >= heap.length) break
      const least = left + 1 < heap.length && earlier(heap[left + 1]!, heap[left]!) ? left + 1 : left
      if (earlier(heap[place]!, heap[least]!)) break
      const moved = heap[place]!
      heap[place] = heap[least]!
      heap[least] = moved
      place = least
    }
    return first
  }
}
const earlier = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
