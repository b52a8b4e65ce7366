import { existsSync } from 'node:fs'
import { passwordFault, shortestPassword } from '../../core/people/access.ts'
import { openHarmony, type Harmony } from '../compose.ts'
import { databaseFileIn } from '../data-folder.ts'
import { policyHere } from '../policy/policy.ts'
import { saysDamaged, whyDamaged } from '../storage/file-check.ts'
import { DatabaseFromFuture } from '../storage/migrate.ts'
import { databaseKey, hasKeys, newKeys, sealToOrganisation } from './key-file.ts'
import { refuseUnsafePlace } from './safe-place.ts'
import { KeyTrouble } from './trouble.ts'

export async function openOwn(folder: string, key: Buffer): Promise<Harmony> {
  refuseUnsafePlace(folder)
  return openHarmony({ dataDir: folder, key: databaseKey(key), shape: 'solo' }).catch((error: unknown) => {
    if (error instanceof DatabaseFromFuture) throw new KeyTrouble('sync.newerDatabase')
    throw saysDamaged(error) ? new KeyTrouble('sync.dataBroken', { file: databaseFileIn(folder), why: whyDamaged(error) }) : error
  })
} // prettier-ignore

/**
 * Makes an empty folder the home of encrypted data. An attempt that stopped half-way has a key and maybe an empty file: it is gone on with, by its password. `asks`:
 * the person wants the password at every start, and no key store to open it for them; where the organisation wants one, that counts.
 */
export async function protectFolder(
  folder: string,
  password: string,
  asks = false,
): Promise<{ readonly opened: Harmony; readonly key: Buffer }> {
  refuseUnsafePlace(folder)
  const fault = passwordFault(password, '')
  if (fault) throw new KeyTrouble(fault, { least: String(shortestPassword) })
  if (hasKeys(folder) || existsSync(databaseFileIn(folder))) throw new KeyTrouble('sync.folderTaken', { folder })
  const { RecoveryPublicKey, RequireOsKeystore } = policyHere().effective().values
  const key = await newKeys(folder, password, 'own', asks && !RequireOsKeystore)
  if (RecoveryPublicKey !== null) sealToOrganisation(folder, key, RecoveryPublicKey)
  return { opened: await openOwn(folder, key), key }
}
