import { randomUUID } from 'node:crypto'
import { say, type Words } from '../../core/kernel/words.ts'
import { backupRecipients } from '../policy/backups.ts'
import { policyHere } from '../policy/policy.ts'
import { identitiesIn, newKeyFile, recipientsIn, recipientsOf } from '../moving/age.ts'
import type { Head, Manifest, Purpose } from '../moving/format.ts'
import { opensWith } from '../at-rest.ts'
import { packCompany, type Packed } from '../moving/packing.ts'
import { restoreCompany, type Restored } from '../moving/restoring.ts'
import { takeErasures } from '../privacy/erasure-list.ts'
import { MovingTrouble } from '../moving/trouble.ts'
import { refuseUnfinished, refuseUnfinishedIn } from '../moving/unfinished.ts'
import { sumsOf } from '../moving/unpacking.ts'
import { hasKeys } from '../keys/key-file.ts'
import { isOwn } from '../keys/own-place.ts'
import { modules } from '../../core/harmony.ts'
import { databaseFileIn, languagesIn, secretsKeyIn } from '../data-folder.ts'
import { connect } from '../storage/connect.ts'
import { readSettings } from '../settings.ts'
import { epochSetting } from '../sync/epoch.ts'
import { verifyLog } from '../storage/verify.ts'
import { versionOf } from '../version.ts'
import { openLanguages } from '../words.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { databaseOf, folderOf, keyOfOwn, languageOf, openStore, write } from './cli-store.ts'
import { accessSync, constants, existsSync } from 'node:fs'

export const wordsFor = (given: Arguments, terminal: Terminal): Words => {
  const languages = openLanguages(languagesIn(folderOf(given, terminal)))
  return languages.words(languages.best(languageOf(given, terminal)))
}

/** What stands in the way is told like any refusal: a code, its sentence, exit code 1. */
export async function inWords(given: Arguments, terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof MovingTrouble)) throw error
    const { code, about } = error
    const message = say(wordsFor(given, terminal), code, inTheirTime(about, languageOf(given, terminal)))
    await write(terminal, { ok: false, refusal: { code, message, about } })
    return exitCodes.refused
  }
}

const anInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
/** What a sentence is about, its moments as people of the language write them, by the clock of this machine. */
export function inTheirTime<T extends Readonly<Record<string, string>>>(about: T, language: string): T {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat(language, style)
  } catch {
    // A system may call its language anything.
    format = new Intl.DateTimeFormat('en', style)
  }
  const told = (value: string): string => (anInstant.test(value) ? format.format(new Date(value)) : value)
  return Object.fromEntries(Object.entries(about).map(([name, value]) => [name, told(value)])) as T
}
/** A sentence for people, beside the document for programs. */
export const tellTo = (given: Arguments, terminal: Terminal, word: string, about: Readonly<Record<string, string>>): void =>
  void terminal.errors.write(`${say(wordsFor(given, terminal), word, inTheirTime(about, languageOf(given, terminal)))}\n`)

const now = (): string => new Date().toISOString()

/** `harmony backup-key FILE` */
export const backupKey = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, async () => {
    const file = given.positionals[0]!
    const recipient = await newKeyFile(file, now())
    await write(terminal, { ok: true, result: { file, recipient } })
    terminal.errors.write(`${say(wordsFor(given, terminal), 'backups.keyMade', { file, recipient })}\n`)
    return exitCodes.done
  })

/** `harmony backup` and `harmony export`: the same file, for two purposes. */
export const backup = (given: Arguments, terminal: Terminal): Promise<number> => packed(given, terminal, 'backup')
export const exportCompany = (given: Arguments, terminal: Terminal): Promise<number> => packed(given, terminal, 'move')

const packed = (given: Arguments, terminal: Terminal, purpose: Purpose): Promise<number> =>
  inWords(given, terminal, async () => {
    const to =
      textOption(given, 'to') ?? (purpose === 'backup' ? (policyHere().effective().values.BackupDirectory ?? undefined) : undefined)
    if (to === undefined) throw new BadUsage('--to FILE or DIR is missing')
    const recipients = await recipientsFor(given, purpose)
    const dataDir = folderOf(given, terminal)
    const url = databaseOf(given, terminal)
    if (url === undefined) {
      refuseUnfinishedIn(dataDir)
      if (hasKeys(dataDir) && !isOwn(dataDir)) throw new MovingTrouble('backups.aDevice', { folder: dataDir })
      refuseUnread(dataDir)
    }
    // A laptop's own data are opened with its key; the file is closed for its recipients alone.
    const key = url === undefined ? await keyOfOwn(dataDir, given, terminal) : {}
    const database = await connect(url === undefined ? { file: databaseFileIn(dataDir), ...key } : { url, connections: 2 })
    try {
      await refuseUnfinished(database)
      const secretsKey = textOption(given, 'secrets-key')
      if (secretsKey !== undefined && !existsSync(secretsKey)) throw new BadUsage(`cannot read ${secretsKey}`)
      const wish = { to, recipients, purpose, id: randomUUID(), at: now(), version: versionOf(), dataDir, secretsKey, progress: linesOn(terminal) } // prettier-ignore
      const done = await packCompany(database, wish)
      const companyKey = await database.read((session) => opensWith(session, secretsKey ?? secretsKeyIn(dataDir)))
      await write(terminal, { ok: true, result: { ...factsOf(done), file: done.file, size: done.size, recipients, companyKey } })
      const words = wordsFor(given, terminal)
      terminal.errors.write(`${say(words, 'backups.written', { file: done.file, ...sentenceFacts(done) })}\n`)
      if (companyKey === 'closed') terminal.errors.write(`${say(words, 'backups.withoutKey')}\n`)
      return exitCodes.done
    } finally {
      await database.close()
    }
  })

/** There is a company here, and this account of the system may read it. */
function refuseUnread(folder: string): void {
  try {
    accessSync(databaseFileIn(folder), constants.R_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new MovingTrouble('backups.nothingThere')
    throw new MovingTrouble('backups.folderUnread', { folder, why: code ?? String(error) })
  }
}

async function recipientsFor(given: Arguments, purpose: Purpose): Promise<string[]> {
  const named = given.values['recipient']
  const file = textOption(given, 'recipient-file')
  const words = [...(Array.isArray(named) ? (named as readonly string[]) : []), ...(file === undefined ? [] : await recipientsIn(file))]
  if (purpose === 'backup') words.push(...backupRecipients([]))
  if (words.length === 0)
    throw new BadUsage('--recipient age1… or --recipient-file FILE is missing; harmony backup-key makes a pair of keys')
  return recipientsOf(words)
}

export const identitiesFor = (given: Arguments): string[] => {
  const file = textOption(given, 'identity')
  if (file === undefined) throw new BadUsage('--identity FILE (the secret key) is missing')
  return identitiesIn(file)
}

/** `harmony restore FILE`, and `harmony import company FILE`. */
export const restore = (given: Arguments, terminal: Terminal): Promise<number> => brought(given, terminal, 'backup', given.positionals[0]!)
export const importCompany = (given: Arguments, terminal: Terminal): Promise<number> =>
  brought(given, terminal, 'move', given.positionals[1]!)

const brought = (given: Arguments, terminal: Terminal, purpose: Purpose, file: string): Promise<number> =>
  inWords(given, terminal, async () => {
    const began = performance.now()
    const identities = identitiesFor(given)
    const [dataDir, databaseUrl] = [folderOf(given, terminal), databaseOf(given, terminal)]
    const found = await restoreCompany({ file, identities, purpose, at: now(), dataDir, databaseUrl, progress: linesOn(terminal) })
    // Who was erased since lies beside the backups, and is erased again when this place is opened.
    takeErasures(file, dataDir)
    // The first opening ends what a restore begins: devices hear of another timeline.
    const harmony = await openStore(given, terminal)
    try {
      const fault = await verifyLog(harmony.database, modules)
      const proof = {
        ...factsOf(found),
        place: found.place,
        equal: true,
        migrated: found.migrated,
        keptLanguages: found.keptLanguages,
        log: fault ?? 'intact',
        epoch: (await readSettings(harmony.database)).get(epochSetting) ?? '1',
        seconds: Math.round((performance.now() - began) / 100) / 10,
      }
      await write(terminal, { ok: fault === null, result: proof })
      tellProof(found, purpose, (word, about) => tellTo(given, terminal, word, about))
      return fault === null ? exitCodes.done : exitCodes.refused
    } finally {
      await harmony.close()
    }
  })

/** `harmony verify FILE --identity FILE`: everything that a restore would look at, without a database. */
export const verifyCompany = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, async () => {
    const file = given.positionals[0]!
    const found = await sumsOf(file, identitiesFor(given))
    await write(terminal, { ok: true, result: { file, ...factsOf(found) } })
    tellTo(given, terminal, 'backups.whole', { file, ...sentenceFacts(found) })
    return exitCodes.done
  })

interface Facts {
  readonly head: Head
  readonly manifest: Manifest
  readonly sha256: string
}
const rowsOf = (manifest: Manifest): number => manifest.tables.reduce((all, { rows }) => all + rows, 0)
const sentenceFacts = ({ head, manifest }: Facts | Packed): Record<string, string> => ({
  at: head.at,
  rows: String(rowsOf(manifest)),
  tables: String(manifest.tables.length),
  files: String(manifest.files.count),
})
const factsOf = ({ head, manifest, sha256 }: Facts): object => ({
  id: head.id,
  purpose: head.purpose,
  at: head.at,
  version: head.version,
  from: head.database,
  schema: head.schema.at(-1),
  sha256,
  content: manifest.content,
  rows: rowsOf(manifest),
  tables: Object.fromEntries(manifest.tables.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows])),
  files: manifest.files,
  ledger: manifest.ledger,
  chain: manifest.chain,
})

/** The proof for people: what is equal, and what to do now. */
function tellProof(found: Restored, purpose: Purpose, tell: (word: string, about: Readonly<Record<string, string>>) => void): void {
  const { ledger, chain } = found.manifest
  tell('backups.equalRows', { place: found.place, ...sentenceFacts(found) })
  for (const { entity, currency, debit, credit, journals } of ledger)
    tell('backups.equalLedger', { entity, currency, debit: major(debit), credit: major(credit), journals: String(journals) })
  tell('backups.equalChain', { calls: String(chain.calls), hash: chain.hash.slice(0, 16) })
  tell(purpose === 'backup' ? 'backups.restored' : 'backups.moved', { at: found.head.at })
}
/** Whole minor units as they are written everywhere where two digits are usual; a proof compares, it does not print invoices. */
export const major = (minor: string): string => `${minor.padStart(3, '0').slice(0, -2)}.${minor.padStart(3, '0').slice(-2)}`

/** Milliseconds between two lines of progress. */
const progressEvery = 2_000
export function linesOn({ errors }: Terminal): (done: number, of: number) => void {
  let last = performance.now()
  return (done, of) => {
    if (performance.now() - last < progressEvery) return
    last = performance.now()
    errors.write(`${done} / ${of}\n`)
  }
}
