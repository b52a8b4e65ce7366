import { randomUUID } from 'node:crypto'
import type { Instant } from '../core/kernel/day.ts'
import type { Outcome } from '../core/kernel/operation.ts'
import { openAtRest, type AtRest, type AtRestWorld } from './at-rest.ts'
import type { HarmonyCall } from './calls.ts'
import type { HostCaller } from './callers.ts'
import { closedBy, closeKeys, closingAgain, openly } from './house-keys.ts'
import { openSealing, sealKey, type Sealing } from './sealing.ts'
import { openRecovery, recoverySecret, type Recovery } from './sync/recovery.ts'

const houseKeys = [sealKey, recoverySecret]

interface KeysWorld extends Pick<AtRestWorld, 'file' | 'database'> {
  /** Nothing in it is closed a second time: whoever has not got the key of the whole reads nothing. */
  readonly encrypted: boolean
  readonly at: () => Instant
  /** How this computer says, in a call of its own, that it asks for the company's key. */
  within(): readonly [(call: HarmonyCall) => Promise<Outcome>, HostCaller]
}
export interface KeysHere {
  /** Of people: their second factors. */
  readonly atRest: AtRest
  readonly sealing: Sealing
  readonly recovery: Recovery
  /** Closes what a program of before left open. */
  close(): Promise<void>
}

/** Everything secret that the program keeps in the database, and the key beside it. */
export function openKeys({ file, database, encrypted, at, within }: KeysWorld): KeysHere {
  const asks = (publicKey: string, name: string): Promise<Outcome> => {
    const [run, caller] = within()
    return run({ id: randomUUID(), operation: 'people.presentComputer', input: { publicKey, name }, caller })
  }
  const atRest = openAtRest({ file, database, asks, renewed: closingAgain(database, houseKeys) })
  const keeping = encrypted ? openly : closedBy(atRest)
  return {
    atRest,
    sealing: openSealing(database, at, keeping),
    recovery: openRecovery(database, keeping),
    close: async () => {
      if (!encrypted) await closeKeys(database, keeping, houseKeys)
    },
  }
}
