import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunOptions } from '../../core/kernel/run.ts'
import type { HostCaller } from '../callers.ts'
import type { Harmony, HarmonyOptions } from '../compose.ts'
import { dataFolderOf } from '../policy/policy.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'

export const newCallId = (): string => randomUUID()

export const folderOf = (given: Arguments, terminal: Terminal): string => textOption(given, 'data') ?? dataFolderOf(terminal.environment)

/** The first line of a file that somebody named. */
export function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[0]!
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}

/** The file of a secret that the system's service manager laid down for this process, by its name there (systemd: `LoadCredential=harmony:FOLDER`). */
export function credential(name: string, { environment }: Terminal): string | undefined {
  const folder = environment['CREDENTIALS_DIRECTORY']
  if (folder === undefined || folder === '') return undefined
  return [join(folder, `harmony_${name}`), join(folder, name)].find((file) => existsSync(file))
}

/** The address of the database. Its password comes from a file: what stands in a command line everybody on the machine can read. */
export function databaseOf(given: Arguments, terminal: Terminal): string | undefined {
  const named = textOption(given, 'database')
  const url = named ?? (textOption(given, 'data') === undefined ? terminal.environment['HARMONY_DATABASE'] : undefined)
  if (url === undefined) return undefined
  const parsed = /^postgres(ql)?:\/\//.test(url) && URL.canParse(url) ? new URL(url) : undefined
  if (!parsed) throw new BadUsage('--database wants postgres://user@host/name')
  if (named !== undefined && parsed.password !== '')
    throw new BadUsage(
      'a password in the command line can be read by everybody on this machine: put it into a file, --database-password-file FILE',
    )
  const file = textOption(given, 'database-password-file') ?? credential('database-password', terminal)
  if (file !== undefined) parsed.password = encodeURIComponent(firstLine(file))
  return parsed.href
}

/** `de_DE.UTF-8` as `de-DE`. */
export const languageOf = (given: Arguments, { environment }: Terminal): string =>
  textOption(given, 'language') ??
  (environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || 'en')
    .replace(/[.@].*$/, '')
    .replace('_', '-')
    // The language of no language at all.
    .replace(/^(C|POSIX)$/, 'en')

/** One JSON document and the end of the line; easier on the eye where a person reads it. */
export async function write(
  terminal: Terminal,
  document: unknown,
  forEyes = (terminal.output as { isTTY?: boolean }).isTTY === true,
): Promise<void> {
  if (!terminal.output.write(`${JSON.stringify(document, null, forEyes ? 2 : undefined)}\n`)) await once(terminal.output, 'drain')
}

/** The key of data that the desktop keeps encrypted: the command line has no key store of the system, so a person or a file gives the password. */
export async function keyOfOwn(folder: string, given: Arguments, terminal: Terminal): Promise<Pick<HarmonyOptions, 'key'>> {
  const { isOwn } = await import('../keys/own-place.ts')
  if (!isOwn(folder)) return {}
  const { databaseKey, keyByPassword } = await import('../keys/key-file.ts')
  const file = textOption(given, 'data-password-file') ?? credential('data-password', terminal)
  const { prompted } = await import('./cli-secret.ts')
  const seen = (terminal.input as { isTTY?: boolean }).isTTY === true
  const password = file !== undefined ? firstLine(file) : seen ? await prompted('Password of your data: ', terminal) : ''
  if (password === '') throw new BadUsage('the data in this folder is encrypted: give --data-password-file FILE')
  try {
    return { key: databaseKey(await keyByPassword(folder, password)) }
  } catch {
    throw new BadUsage('this password does not open the data')
  }
}

/**
 * What root writes into the folder of a service the service cannot read. Where data are somebody else's, that is whom commands are given as. `by`: the user who
 * gives them; undefined where users have no numbers.
 */
export function mustBeOwner(folder: string, by = process.getuid?.()): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (by === 0 && owner !== undefined && owner !== 0)
    throw new BadUsage(`${folder} belongs to user ${owner}, who could not read what root writes there: give the command as that user (sudo -u harmony harmony …)`) // prettier-ignore
}

export async function openStore(given: Arguments, terminal: Terminal, more: Pick<HarmonyOptions, 'at'> = {}): Promise<Harmony> {
  const { openHarmony } = await import('../compose.ts')
  const databaseUrl = databaseOf(given, terminal)
  const dataDir = folderOf(given, terminal)
  mustBeOwner(dataDir)
  const key = databaseUrl === undefined ? await keyOfOwn(dataDir, given, terminal) : {}
  return openHarmony({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }), ...key, ...more })
}

/** Opens the store for one command and closes it whatever happens. */
export async function opened(
  given: Arguments,
  terminal: Terminal,
  work: (harmony: Harmony, caller: HostCaller) => Promise<number>,
  more: Pick<HarmonyOptions, 'at'> = {},
): Promise<number> {
  const harmony = await openStore(given, terminal, more)
  try {
    const login = textOption(given, 'as')
    const language = languageOf(given, terminal)
    const caller = await harmony.localAdministrator(login, language)
    if (!caller) {
      await write(
        terminal,
        harmony.reply({ ok: false, refusal: { refused: 'people.unknownUser', about: { user: login ?? '' } } }, language),
      )
      return exitCodes.refused
    }
    return await work(harmony, caller)
  } finally {
    await harmony.close()
  }
}

/** Milliseconds between two lines of progress. */
const progressEvery = 500

/** Long work tells how far it is, and stops at a safe point when it is told to. */
export function progressOn(harmony: Harmony, given: Arguments, terminal: Terminal): RunOptions {
  const words = harmony.languages.words(harmony.languages.best(languageOf(given, terminal)))
  let last = -Infinity
  let stop = false
  terminal.interrupted(() => {
    stop = true
  })
  return {
    stopped: () => stop,
    progress: ({ phase, done, of }) => {
      const now = performance.now()
      if (now - last < progressEvery && done !== of) return
      last = now
      terminal.errors.write(`${words[phase] ?? phase}: ${done}${of > 0 ? ` / ${of}` : ''}\n`)
    },
  }
}
