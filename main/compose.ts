import { instant, type Instant } from '../core/kernel/day.ts'
import type { Happening, Installation, Manifest, Reply } from '../core/kernel/manifest.ts'
import type { Call, Operation, Outcome } from '../core/kernel/operation.ts'
import { refuse } from '../core/kernel/refusal.ts'
import { run, runEach, type Host, type RunOptions } from '../core/kernel/run.ts'
import type { Wire } from '../core/kernel/shape.ts'
import { say, type Words } from '../core/kernel/words.ts'
import { allPermits, modules, operations } from '../core/harmony.ts'
import { users } from '../core/people/user.ts'
import { answerersOf } from './answers.ts'
import * as callers from './callers.ts'
import type { HostCaller, Origin, SessionTimes } from './callers.ts'
import { databaseFileIn, defaultDataFolder, prepareDatabaseFile, languagesIn, prepareDataFolder } from './data-folder.ts'
import { openFiles, type Files } from './files.ts'
import { manifestFor, plansOf, type Plans } from './manifest.ts'
import { openPasswords, type Hasher } from './passwords.ts'
import { newSeals, type Seals } from './seals.ts'
import { readSettings } from './settings.ts'
import { connect } from './storage/connect.ts'
import { openHost, type StoreHost } from './storage/host.ts'
import { storeAnswerers } from './storage/answers.ts'
import { migrate } from './storage/migrate.ts'
import { happeningsSince, type Listener } from './storage/watch.ts'
import { joinable, type Joinable } from './transactions.ts'
import { versionOf } from './version.ts'
import { openLanguages, type Languages } from './words.ts'

export interface HarmonyOptions {
  /** Where the database file and the language packs lie; the desktop's own folder unless said otherwise. */
  readonly dataDir?: string
  /** A PostgreSQL database instead of the file. */
  readonly databaseUrl?: string
  /** SQLCipher's key of the file, where it is encrypted. */
  readonly key?: string
  readonly shape?: Installation['shape']
  /** For tests: the real clock in milliseconds, the hasher of passwords, how long sessions last. */
  readonly clock?: () => number
  readonly hasher?: Hasher
  readonly sessionTimes?: SessionTimes
}
export interface HarmonyCall {
  readonly id: string
  readonly operation: string
  readonly input: unknown
  readonly caller: HostCaller
}
/** The product, opened: what every door is given. */
export interface Harmony {
  run(call: HarmonyCall, options?: RunOptions): Promise<Outcome>
  /** Many calls in one transaction where they are all commands of one caller; each outcome stands for itself. */
  runEach(calls: readonly HarmonyCall[]): Promise<readonly Outcome[]>
  /** The outcome with its sentence. */
  reply(outcome: Outcome, language: string): Reply
  manifest(caller: HostCaller | null, language: string): Promise<Manifest>
  visitor(origin: Origin): HostCaller
  /** `look` leaves the session as old as it is. */
  callerOfSession(token: string, origin: Origin, how?: 'use' | 'look'): Promise<HostCaller | undefined>
  callerOfToken(token: string, origin: Origin): Promise<HostCaller | undefined>
  /** Whoever sits at the machine; with a login, as that user (`undefined`: there is none). */
  localAdministrator(login?: string, language?: string): Promise<HostCaller | undefined>
  readonly scheduler: HostCaller
  readonly operations: ReadonlyMap<string, Operation>
  readonly plans: Plans
  readonly languages: Languages
  readonly files: Files
  watch(listener: Listener): () => void
  /** What was committed after a place in the log, oldest first, so many at a time. */
  happeningsSince(seq: number): Promise<readonly Happening[]>
  installation(): Promise<Installation>
  readonly database: Joinable
  readonly version: string
  /** Removes sessions that expired. */
  sweepSessions(): Promise<number>
  close(): Promise<void>
}

const local: Origin = { address: 'here', language: 'en' }

/** The one page where the core meets storage, clock, files, words and integrations. */
export async function openHarmony(options: HarmonyOptions = {}): Promise<Harmony> {
  const folder = options.dataDir ?? defaultDataFolder()
  const file = databaseFileIn(folder)
  if (options.databaseUrl === undefined) {
    prepareDataFolder(folder)
    prepareDatabaseFile(file)
  }
  const clock = options.clock ?? Date.now
  const realTime = (): Instant => new Date(clock()).toISOString() as Instant
  const database = joinable(
    await connect(
      options.databaseUrl === undefined
        ? { file, ...(options.key === undefined ? {} : { key: options.key }) }
        : { url: options.databaseUrl },
    ),
  )
  let host: StoreHost | undefined
  try {
    await migrate(database, realTime())
    let settings = await readSettings(database)
    const demo = (): boolean => settings.get('demo') === 'true'
    const times = (): SessionTimes => options.sessionTimes ?? (demo() ? callers.demoSessionTimes : callers.sessionTimes)
    const seals = newSeals()
    const files = openFiles(database, realTime)
    const languages = openLanguages(languagesIn(folder))
    const words = (wish: string): Words => languages.words(languages.best(wish))
    const opened = await openHost({
      database,
      modules,
      clock: {
        at: () => instant(settings.get('clock') ?? '') ?? realTime(),
        get zone() {
          return demo() ? 'Europe/London' : Intl.DateTimeFormat().resolvedOptions().timeZone
        },
      },
      answerers: {
        ...storeAnswerers(database, modules),
        ...answerersOf({ files, passwords: openPasswords(options.hasher), seals, permits: allPermits, demo, times, clock, words }),
      },
    })
    host = opened
    const schedulerCaller = callers.scheduler(allPermits)
    const known = callers.openCallers({ database, read: opened.reader(schedulerCaller), permits: allPermits, times, clock })
    const plans = plansOf(modules)
    const version = versionOf()
    const discreet = withoutSecrets(opened, operations)
    // What another hub changed reaches this one through the log.
    const changed = async (records: readonly string[]): Promise<void> => {
      if (records.some((record) => record === 'users' || record === 'roles')) known.forget()
      if (records.includes('settings')) settings = await readSettings(database)
    }
    const stopWatching = opened.watch(({ records }) => void changed(records).catch(() => undefined))
    const installation = async (): Promise<Installation> => ({
      shape: options.shape ?? (options.databaseUrl === undefined ? 'solo' : 'office'),
      demo: demo(),
      clock: settings.get('clock') ?? null,
      setUpNeeded: (await opened.reader(schedulerCaller).list(users, { limit: 1 })).length === 0,
    })
    return {
      run: async (call, runOptions) => {
        const outcome =
          beforeSignIn(call) ?? opening(seals, operations, call, await run(operations, owned(call), () => discreet, runOptions))
        await changed(ownedBy(call))
        return outcome
      },
      runEach: async (calls) => {
        const outcomes: (Outcome | undefined)[] = calls.map(beforeSignIn)
        const open = calls.flatMap((call, index) => (outcomes[index] ? [] : [{ call, index }]))
        const done = await runEach(operations, open.map(({ call }) => owned(call)), () => discreet) // prettier-ignore
        open.forEach(({ call, index }, i) => (outcomes[index] = opening(seals, operations, call, done[i]!)))
        await changed(calls.flatMap(ownedBy))
        return outcomes as Outcome[]
      },
      reply: (outcome, language) => replyOf(outcome, languages, language),
      manifest: async (caller, language) =>
        manifestFor(
          { version, plans, languages, installation: await installation() },
          caller && !callers.isVisitor(caller) ? callers.planOfCaller(caller) : null,
          languages.best(language),
        ),
      visitor: callers.visitor,
      callerOfSession: known.ofSession,
      callerOfToken: known.ofToken,
      localAdministrator: async (login, language = 'en') =>
        login === undefined ? callers.localAdministrator(allPermits, { ...local, language }) : known.ofLogin(login, { ...local, language }),
      scheduler: schedulerCaller,
      operations,
      plans,
      languages,
      files,
      watch: (listener) => opened.watch(listener),
      happeningsSince: (seq) => happeningsSince(database, seq),
      installation,
      database,
      version,
      sweepSessions: () => known.sweep(),
      close: async () => {
        stopWatching()
        await opened.close()
        await database.close()
      },
    }
  } catch (error) {
    await host?.close().catch(() => undefined)
    await database.close().catch(() => undefined)
    throw error
  }
}

/** What comes before signing in says so; everything else needs somebody. */
function beforeSignIn(call: HarmonyCall): Outcome | undefined {
  if (!callers.isVisitor(call.caller)) return undefined
  const operation = operations.get(call.operation)
  return operation && operation.permit !== 'public' ? { ok: false, refusal: refuse('people.notSignedIn') } : undefined
}

/** Records of the call's module: the log tells what really changed, but a moment later than the next call may come. */
const ownedBy = (call: HarmonyCall): readonly string[] =>
  modules.find((module) => call.operation.startsWith(`${module.name}.`))?.records.map((kind) => kind.record) ?? []

/**
 * Call ids are the caller's own: nobody is answered what another was, and nobody takes the id of a portion of somebody's long work
 * (`billing.post:…`) away from it.
 */
const owned = (call: HarmonyCall): Call => ({ ...call, id: `${call.caller.user}/${call.id}` })

/** The log keeps a fingerprint of each input; of a password not even that. */
function withoutSecrets(host: Host, known: ReadonlyMap<string, Operation>): Host {
  return {
    ...host,
    once: (note, caller, body) => {
      const secrets = known.get(note.operation)?.secrets ?? []
      return host.once(secrets.length === 0 ? note : { ...note, input: blanked(note.input, secrets) }, caller, body)
    },
    onceEach: (notes, caller, body) =>
      host.onceEach(
        notes.map((note) => ({ ...note, input: blanked(note.input, known.get(note.operation)?.secrets ?? []) })),
        caller,
        body,
      ),
  }
}
function blanked(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text
  const [operation, input] = JSON.parse(text) as [string, Record<string, unknown>]
  return JSON.stringify([
    operation,
    Object.fromEntries(Object.entries(input).map(([name, value]) => [name, secrets.includes(name) ? null : value])),
  ])
}

/** Opens what this process sealed in a result. A call that is repeated elsewhere, or after a restart, cannot hand its secret out again. */
function opening(seals: Seals, known: ReadonlyMap<string, Operation>, call: HarmonyCall, outcome: Outcome): Outcome {
  const fields = known.get(call.operation)?.output.fields
  if (!outcome.ok && outcome.refusal.refused === 'call.reused') return { ok: false, refusal: refuse('call.reused', { id: call.id }) }
  if (!outcome.ok || !fields || typeof outcome.result !== 'object' || outcome.result === null || Array.isArray(outcome.result))
    return outcome
  const result = outcome.result as Readonly<Record<string, Wire>>
  const opened: Record<string, Wire> = { ...result }
  for (const [name, field] of Object.entries(fields)) {
    const value = result[name]
    const sealed = field.kind === 'session' ? (value as { token?: Wire } | null | undefined)?.token : value
    if (typeof sealed !== 'string' || !seals.isSealed(sealed)) continue
    const secret = seals.open(sealed)
    if (secret === undefined) return { ok: false, refusal: refuse('call.reused', { id: call.id }) }
    opened[name] = field.kind === 'session' ? { ...(value as { readonly [key: string]: Wire }), token: secret } : secret
  }
  return { ok: true, result: opened }
}

export function replyOf(outcome: Outcome, languages: Pick<Languages, 'words' | 'best'>, language: string): Reply {
  if (outcome.ok) return outcome
  const { refused: code, about } = outcome.refusal
  return { ok: false, refusal: { code, message: say(languages.words(languages.best(language)), code, about), about } }
}
