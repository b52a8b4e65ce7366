import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { databaseFileIn } from '../data-folder.ts'
import { databaseKey, keyFileIn } from '../keys/key-file.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { policyHere } from '../policy/policy.ts'
import { copiesIn } from '../storage/copies.ts'
import { damageOfFile } from '../storage/file-check.ts'
import { copiesBeside } from '../storage/mending.ts'
import { writeEscrow } from './escrow.ts'
import { isDevice } from './field-device.ts'
import { salvage } from './salvage.ts'

/** What became of a damaged device. */
export interface Rescued {
  /** Intents and files that lie sealed in `escrow` now. */
  readonly rescued: number
  readonly files: number
  readonly unreadable: number
  readonly onlyHere: number
  readonly unknown: number
  /** `null`: nothing was waiting, so nothing had to be written. */
  readonly escrow: string | null
  /** The damaged file under its new name, with its keys beside it. */
  readonly aside: string
}

/**
 * Brings out of a damaged device what it captured, closed to its organisation, and puts the file with its keys aside: another device can be enrolled in its place. Nothing is
 * deleted, and nothing in the damaged file changes. `to`: folder of the sealed copy; `at`: ISO. A file that is sound is left alone.
 */
export function rescue(folder: string, key: Buffer, at: string, to = folder): Rescued {
  if (!isDevice(folder)) throw new KeyTrouble('sync.notEnrolled')
  const file = databaseFileIn(folder)
  if (!isDamaged(folder, key)) throw new KeyTrouble('sync.notDamaged', { file })
  const { intents, files, state, unreadable, onlyHere, unknown } = salvage(
    file,
    key,
    copiesBeside(folder).map(({ name }) => join(copiesIn(folder), name)),
  )
  const recoveryKey = policyHere().effective().values.RecoveryPublicKey ?? state.get('recoveryKey')
  const device = state.get('device') ?? deviceIn(intents[0]?.body)
  if (device === undefined) throw new KeyTrouble('sync.nothingReadable', { file })
  if (recoveryKey === undefined || !/^[0-9a-f]{64}$/.test(recoveryKey)) throw new KeyTrouble('sync.noRecoveryKey', { file })
  const mark = at.replace(/[:.]/g, '-')
  const escrow = intents.length === 0 ? null : join(to, `harmony-rescued-${mark}.escrow`)
  if (escrow !== null) writeEscrow(escrow, recoveryKey, device, intents, files)
  const aside = join(folder, `harmony-damaged-${mark}.sqlite`)
  // The keys go first: a file without its keys is opened by nobody and overwritten by nobody.
  renameSync(keyFileIn(folder), join(folder, `harmony-damaged-${mark}-keys.json`))
  for (const end of ['-wal', '-shm', '']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
  return { rescued: intents.length, files: files.size, unreadable, onlyHere, unknown, escrow, aside }
}

const deviceIn = (body: string | undefined): string | undefined => /"device":"([0-9a-f-]{36})"/.exec(body ?? '')?.[1]

/** Looked at in a copy: opening the file itself would write what lies beside it into it. */
function isDamaged(folder: string, key: Buffer): boolean {
  const [file, copy] = [databaseFileIn(folder), join(folder, 'harmony-looking.sqlite')]
  const forget = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  }
  forget()
  try {
    for (const end of ['', '-wal']) if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`)
    return damageOfFile(copy, databaseKey(key)) !== null
  } finally {
    forget()
  }
}

/** What is said to whoever sits before it, and what goes into the sentence. */
export const saidOf = ({
  rescued,
  unreadable,
  onlyHere,
  unknown,
  escrow,
  aside,
}: Rescued): { readonly code: string; readonly about: Readonly<Record<string, string>> } => ({
  code: escrow === null ? 'sync.rescuedNothing' : 'sync.rescued',
  about: {
    rescued: String(rescued),
    unreadable: String(unreadable),
    onlyHere: String(onlyHere),
    unknown: String(unknown),
    escrow: escrow ?? '',
    aside,
  },
})
