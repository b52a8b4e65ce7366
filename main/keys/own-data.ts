import { existsSync } from 'node:fs'
import { passwordFault, shortestPassword } from '../../core/people/access.ts'
import { openHarmony, type Harmony } from '../compose.ts'
import { databaseFileIn } from '../data-folder.ts'
import { policyHere } from '../policy/policy.ts'
import { DatabaseFromFuture } from '../storage/migrate.ts'
import { databaseKey, hasKeys, newKeys, sealToOrganisation } from './key-file.ts'
import { refuseUnsafePlace } from './safe-place.ts'
import { KeyTrouble } from './trouble.ts'

export async function openOwn(folder: string, key: Buffer): Promise<Harmony> {
  refuseUnsafePlace(folder)
  return openHarmony({ dataDir: folder, key: databaseKey(key), shape: 'solo' }).catch((error: unknown) => {
    if (error instanceof DatabaseFromFuture) throw new KeyTrouble('sync.newerDatabase')
    throw /file is not a database|malformed/.test(String(error)) ? new KeyTrouble('sync.dataBroken', { file: databaseFileIn(folder) }) : error
  })
} // prettier-ignore

/** Makes an empty folder the home of encrypted data. An attempt that stopped half-way has a key and maybe an empty file: it is gone on with, by its password. */
export async function protectFolder(folder: string, password: string): Promise<{ readonly opened: Harmony; readonly key: Buffer }> {
  refuseUnsafePlace(folder)
  const fault = passwordFault(password, '')
  if (fault) throw new KeyTrouble(fault, { least: String(shortestPassword) })
  if (hasKeys(folder) || existsSync(databaseFileIn(folder))) throw new KeyTrouble('sync.folderTaken', { folder })
  const key = await newKeys(folder, password, 'own')
  const { RecoveryPublicKey } = policyHere().effective().values
  if (RecoveryPublicKey !== null) sealToOrganisation(folder, key, RecoveryPublicKey)
  return { opened: await openOwn(folder, key), key }
}
