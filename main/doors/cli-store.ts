import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { RunOptions } from '../../core/kernel/run.ts'
import type { HostCaller } from '../callers.ts'
import type { Harmony, HarmonyOptions } from '../compose.ts'
import { defaultDataFolder } from '../data-folder.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'

export const newCallId = (): string => randomUUID()

export const folderOf = (given: Arguments, terminal: Terminal): string =>
  textOption(given, 'data') ?? terminal.environment['HARMONY_DATA'] ?? defaultDataFolder(terminal.environment)

export function databaseOf(given: Arguments, terminal: Terminal): string | undefined {
  const url =
    textOption(given, 'database') ?? (textOption(given, 'data') === undefined ? terminal.environment['HARMONY_DATABASE'] : undefined)
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) throw new BadUsage('--database wants postgres://user:password@host/name')
  return url
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

export async function openStore(given: Arguments, terminal: Terminal, more: Pick<HarmonyOptions, 'at'> = {}): Promise<Harmony> {
  const { openHarmony } = await import('../compose.ts')
  const databaseUrl = databaseOf(given, terminal)
  return openHarmony({ dataDir: folderOf(given, terminal), ...(databaseUrl === undefined ? {} : { databaseUrl }), ...more })
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
