import type { DeviceMachine } from './device-process.ts'
import type { Dice } from './dice.ts'
import type { World } from './simulate.ts'
import { sign } from './work.ts'

const minute = 60_000

/**
 * A number that only others have read: the hub gives it to a paper, whose own laptop does not hear the answer; another laptop reads the paper; then the hub is
 * restored from a backup that is older than both. Whoever read the number calls first, as far as the network lets them. Answers whether that will be: a paper is
 * on two laptops where both see its customer, and surely where both are one person's.
 */
export function readByOthers(world: World, dice: Dice, backUp: () => void, restore: () => Promise<void>): boolean {
  const { clockwork, network, devices } = world
  const alike = (one: DeviceMachine) => devices.filter((other) => other !== one && other.person.login === one.person.login)
  const authors = devices.filter((device) => device.person.does === 'sells' && alike(device).length > 0)
  if (authors.length === 0 || !dice.comes(0.4)) return false
  const author = dice.one(authors)
  const readers = alike(author)
  let at = dice.between(5, 110) * minute
  /** Minutes after what came before it. */
  const then = (minutes: number, act: () => unknown): void => clockwork.at((at += minutes * minute), () => void act())
  const read = (): void => readers.forEach((device) => void device.sync(false))
  then(0, backUp)
  then(1, () => sign(author, dice, 'told'))
  then(1, () => {
    network.deafen(author.name, clockwork.now + 20 * minute)
    void author.sync(false)
  })
  then(2, read)
  then(2, read)
  // Long enough for the witness to look.
  then(5, restore)
  then(4, read)
  then(2, read)
  return true
}
