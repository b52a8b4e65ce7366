import { dice } from '../../world/dice.ts'

/** Seeded chance in the forms that a world needs. Two with the same seed throw the same. */
export class Dice {
  readonly throw: () => number
  constructor(seed: number) {
    this.throw = dice(seed)
  }
  /** 0 up to but not including `most`. */
  below(most: number): number {
    return Math.floor(this.throw() * most)
  }
  between(least: number, most: number): number {
    return least + this.throw() * (most - least)
  }
  /** True so often of one. */
  comes(share: number): boolean {
    return this.throw() < share
  }
  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!
  }
  fill(into: Buffer): void {
    for (let i = 0; i < into.length; i++) into[i] = this.below(256)
  }
  bytes(length: number): Buffer {
    const made = Buffer.alloc(length)
    this.fill(made)
    return made
  }
  uuid(): string {
    const hex = this.bytes(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  /** Another seed, drawn from this one. */
  seed(): number {
    return this.below(2 ** 31)
  }
}
