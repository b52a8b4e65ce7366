import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHarmony, type Harmony } from '../compose.ts'
import { prepareDataFolder } from '../data-folder.ts'
import { mustBeKept, type OsStore } from '../keys/key-file.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { authoritiesIn, managedAddress, readAddress, urlOf, type OfficeAddress } from './address.ts'
import { authorityIn, caFileIn, closedPassword, keepConnection, keptConnection, openedPassword } from './kept.ts'
import { tryConnection, worstTried, type Tried } from './trying.ts'

/** What somebody typed: where the organisation has said a part of it, that counts. */
export interface Typed {
  readonly address: unknown
  /** Empty: the one that is kept. */
  readonly password: string
}
export interface OfficeStanding {
  readonly tried: readonly Tried[]
  readonly testing: boolean
}

/** What was typed, over what is kept; what the organisation says wins over both, whatever the page lets anybody type. */
export const wishedAddress = (folder: string, typed: unknown): OfficeAddress | undefined => {
  const kept = keptConnection(folder)?.address
  const { caFile: _file, ...managed } = managedAddress()
  return readAddress({ ...kept, ...(typeof typed === 'object' ? typed : {}), ...managed })
}

/** The company's PostgreSQL, as a desktop opens it. One thing at a time. */
export function openOffice(folder: string, store: OsStore | undefined) {
  let tried: Tried[] = []
  let testing = false

  const passwordOf = async ({ password }: Typed): Promise<string> => {
    const kept = keptConnection(folder)
    return password !== '' || !kept ? password : ((await openedPassword(kept, store)) ?? '')
  }

  /** Tests what was typed, and answers it where nothing stands in the way. */
  async function tested(typed: Typed): Promise<{ readonly address: OfficeAddress; readonly password: string } | undefined> {
    tried = []
    const address = wishedAddress(folder, typed.address)
    if (!address) throw new KeyTrouble('support.front.unreadable')
    const said = authorityIn(folder)
    const managed = managedAddress().caFile
    if (typeof said === 'object') throw new KeyTrouble('support.front.untrustedFile', { file: said.untrusted })
    const password = await passwordOf(typed)
    testing = true
    // The driver takes certificates from a file only; until the connection is kept it lies beside where it would.
    const trying = join(folder, 'database-ca.trying.pem')
    try {
      const ca = managed === undefined ? (address.ca ?? undefined) : said
      if (managed === undefined && ca !== undefined && authoritiesIn(ca)) {
        prepareDataFolder(folder)
        writeFileSync(trying, ca, { mode: 0o600 })
      }
      const caFile = ca === undefined ? undefined : (managed ?? trying)
      await tryConnection({ address, password, caFile, ca, now: Date.now }, (one) => void (tried = [...tried, one]))
    } finally {
      testing = false
      rmSync(trying, { force: true })
    }
    return worstTried(tried) === 'fault' ? undefined : { address, password }
  }

  return {
    standing: (): OfficeStanding => ({ tried, testing }),
    test: async (typed: Typed): Promise<void> => void (await tested(typed)),
    /** Opens it where the test finds nothing in the way; keeps the address, and the password where the system keeps secrets. `undefined`: the steps say why not. */
    connect: async (typed: Typed): Promise<Harmony | undefined> => {
      await mustBeKept(store)
      const found = await tested(typed)
      if (!found) return undefined
      const { address, password } = found
      prepareDataFolder(folder)
      keepConnection(folder, { address, password: await closedPassword(password, store) })
      return openHarmony({ databaseUrl: urlOf(address, password, caFileIn(folder)), dataDir: folder, shape: 'office' })
    },
  }
}
export type Office = ReturnType<typeof openOffice>
