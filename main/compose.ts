import { instant, type Instant } from '../core/kernel/day.ts'
import type { Happening, Installation, Manifest, Reply } from '../core/kernel/manifest.ts'
import type { Operation, Outcome, Read } from '../core/kernel/operation.ts'
import { run, runEach, type RunOptions } from '../core/kernel/run.ts'
import type { Words } from '../core/kernel/words.ts'
import { allPermits, modules, operations as ownOperations } from '../core/harmony.ts'
import { users } from '../core/people/user.ts'
import { anchoring } from './anchors.ts'
import { answerersOf } from './answers.ts'
import * as callers from './callers.ts'
import type { Callers, HostCaller, Origin, SessionTimes } from './callers.ts'
import { beforeSignIn, opening, owned, ownedBy, type HarmonyCall } from './calls.ts'
import { databaseFileIn, defaultDataFolder, languagesIn, prepareDatabaseFile, prepareDataFolder, secretsKeyIn } from './data-folder.ts'
import { openFiles, type Files } from './files.ts'
import { openAttempts, type Attempts } from './attempts.ts'
import { openAway } from './away.ts'
import { openHanded, type Handed } from './handed.ts'
import type { Fetch } from './integrations/rates/fetching.ts'
import { manifestFor, plansOf, type Plans } from './manifest.ts'
import { settingsOf } from './policy/answers.ts'
import { policyHere, type Policy } from './policy/policy.ts'
import { openPasswords, type Hasher } from './passwords.ts'
import { replyOf } from './replies.ts'
import { withoutKey } from './house-keys.ts'
import { openKeys } from './keys-here.ts'
import type { Sealing } from './sealing.ts'
import { newSeals, type Seals } from './seals.ts'
import { readSettings } from './settings.ts'
import { chanceHere, type Chance } from './chance.ts'
import { connect, type Database } from './storage/connect.ts'
import { openHost, type Clock, type StoreHost } from './storage/host.ts'
import { capture, type FieldWorld } from './sync/capturing.ts'
import { heldBy, type Held } from './storage/scope.ts'
import { openAccess } from './sync/access.ts'
import { onDevice, openDevice, orDiskFull, type Device } from './sync/on-device.ts'
import { followSigned } from './follow-signed.ts'
import { followResolved } from './sync/follow.ts'
import { openHubSync, type HubSync } from './sync/hub.ts'
import { recoveryAnswerers, type Recovery } from './sync/recovery.ts'
import { hubKeyAnswerers } from './sync/hub-key.ts'
import { keptFor as usuallyKeptFor } from './sync/pruning.ts'
import type { Reserve } from './sync/reserve.ts'
import { standingAnswerers } from './sync/standing.ts'
import { supportAnswerers } from './support/answers.ts'
import { surroundingsHere } from './support/here.ts'
import type { Transport } from './sync/device.ts'
import { storeAnswerers } from './storage/answers.ts'
import { loggedAnswerers } from './storage/logged.ts'
import { finishRestore } from './moving/finishing.ts'
import { openMerging, type MergingWorld } from './moving/merge/merging.ts'
import { backupAnswerers, openBackups, type BackupsWorld } from './moving/scheduled.ts'
import { openErasures } from './privacy/erasures.ts'
import { refuseUnfinished, refuseUnfinishedIn } from './moving/unfinished.ts'
import { copiesAtStart } from './storage/copies.ts'
import { checkAtStart } from './storage/file-check.ts'
import { migrate } from './storage/migrate.ts'
import { fenceAgain } from './storage/roles.ts'
import { happeningsSince, type Listener } from './storage/watch.ts'
import { joinable, type Joinable } from './transactions.ts'
import { versionOf } from './version.ts'
import { signingIn, type SigningIn } from './signing-in.ts'
import { webhookAnswerers } from './webhooks/answers.ts'
import { openWebhooks, type Webhooks } from './webhooks/worker.ts'
import { openLanguages, type Languages } from './words.ts'

export interface HarmonyOptions {
  /** Where the database file and the language packs lie; the desktop's own folder unless said otherwise. */
  readonly dataDir?: string
  /** A PostgreSQL database instead of the file. */
  readonly databaseUrl?: string
  /** Folder outside the database for the daily anchors of the log; none are written unless it is said. */
  readonly anchors?: string
  /** File with the key that closes secrets in the database; one in the data folder unless said otherwise. */
  readonly secretsKey?: string
  /** SQLCipher's key of the file, where it is encrypted. */
  readonly key?: string
  readonly shape?: Installation['shape']
  /** Of a device in the field: how it reaches its hub. */
  readonly transport?: Transport
  /** Of a device in the field: space that is released when its disk is full. */
  readonly reserve?: Reserve
  /** For tests: the real clock in milliseconds, the hasher of passwords, how long sessions last. */
  readonly clock?: () => number
  readonly hasher?: Hasher
  readonly sessionTimes?: SessionTimes
  readonly fetching?: Fetch
  /** For tests: milliseconds for which a device keeps what is settled and in a verified backup. */
  readonly keptFor?: number
  /** A moment that counts before every clock, for as long as there is one: while the demo company's story is told. */
  readonly at?: () => Instant | undefined
  /** For the simulation: a database that is open already, the operations of another release, and every source of chance. */
  readonly database?: Database
  readonly operations?: ReadonlyMap<string, Operation>
  readonly chance?: Chance
  /** The settings that hold here; those of the machine and of this process unless said otherwise. */
  readonly policy?: Policy
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
  /** Signing in by a provider. */
  readonly signingIn: SigningIn
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
  /** Which of them were named to whom. */
  readonly handed: Handed
  watch(listener: Listener): () => void
  /** What was committed after a place in the log, oldest first, so many at a time. */
  happeningsSince(seq: number): Promise<readonly Happening[]>
  installation(): Promise<Installation>
  readonly database: Joinable
  /** What laptops close their keys to, so that a forgotten password loses nothing. */
  readonly recovery: Recovery
  /** The hub's side of the synchronisation; on a device in the field there is none. */
  readonly hub: HubSync | undefined
  /** The device's side. */
  readonly device: Device | undefined
  readonly version: string
  /** Where the file lies and what belongs to it, or what belongs to this program of a server. */
  readonly folder: string
  /** Writes the backup that is due, if one is, and goes on with a merge that broke off. */
  backUp(): Promise<void>
  /** What is told to addresses elsewhere; on a device in the field nothing is. */
  readonly webhooks: Webhooks | undefined
  /** What a bought company comes in through. */
  readonly merging: MergingWorld
  /** Writes where the log stands today into the folder of anchors, where there is one. */
  anchor(): Promise<void>
  /** Removes sessions that expired, and what else was only good for a while. */
  sweepSessions(): Promise<number>
  close(): Promise<void>
}

const local: Origin = { address: 'here', language: 'en' }

/** The one page where the core meets storage, clock, files, words and integrations. */
export async function openHarmony(options: HarmonyOptions = {}): Promise<Harmony> {
  const folder = options.dataDir ?? defaultDataFolder()
  const file = databaseFileIn(folder)
  if (options.databaseUrl === undefined && options.database === undefined) {
    refuseUnfinishedIn(folder)
    prepareDataFolder(folder)
    prepareDatabaseFile(file)
  }
  const clock = options.clock ?? Date.now
  const realTime = (): Instant => new Date(clock()).toISOString() as Instant
  const place =
    options.databaseUrl === undefined ? { file, ...(options.key === undefined ? {} : { key: options.key }) } : { url: options.databaseUrl }
  const database = joinable(options.database ?? (await connect(place)))
  try {
    await refuseUnfinished(database)
    if (options.database === undefined) {
      checkAtStart(database, folder, realTime())
      await copiesAtStart(database, folder, options.key, realTime())
    }
    await migrate(database, realTime(), undefined, (session) => fenceAgain(session, modules))
    return await composed(options, database, folder, clock)
  } catch (error) {
    await database.close().catch(() => undefined)
    throw error
  }
}

async function composed(options: HarmonyOptions, database: Joinable, folder: string, clock: () => number): Promise<Harmony> {
  const realTime = (): Instant => new Date(clock()).toISOString() as Instant
  let settings = await readSettings(database)
  const demo = (): boolean => settings.get('demo') === 'true'
  const policy = options.policy ?? policyHere()
  const times = (): SessionTimes => timesOf(options.sessionTimes, demo(), policy)
  const { operations = ownOperations, chance = chanceHere() } = options
  const seals = newSeals(chance.bytes)
  const at = (): Instant => options.at?.() ?? instant(settings.get('clock') ?? '') ?? realTime()
  const [files, handed, away, attempts] = [openFiles(database, realTime), openHanded(database, clock), openAway(database, clock), openAttempts(database, clock)] // prettier-ignore
  const languages = openLanguages(languagesIn(folder))
  const words = (wish: string): Words => languages.words(languages.best(wish))
  const shape = options.shape ?? (options.databaseUrl === undefined ? 'solo' : 'office')
  const inField = shape === 'field'
  // A file that is encrypted as a whole needs nothing more; beside a database that somebody opened for us nothing is written.
  const encrypted = inField || options.key !== undefined || options.database !== undefined
  const { close: closeKeys, atRest, sealing, recovery } = openKeys({ file: options.secretsKey ?? secretsKeyIn(folder), encrypted, database, at, within: () => [calling.run, scheduler] }) // prettier-ignore
  const chosen = settingsOf(policy, shape === 'hub')
  const around = async () => surroundingsHere({ folder: options.dataDir ?? defaultDataFolder(), databaseUrl: options.databaseUrl, policy, database, inField, hub: (await device?.state())?.get('hub') ?? null }) // prettier-ignore
  const held = heldBy(modules)
  const field = inField ? fieldWorld(options, operations, held, sealing, at, chance) : undefined
  const host = await openHost({
    database,
    modules,
    clock: clockOf(at, demo, chance.zone),
    whole: modules,
    answerers: {
      ...storeAnswerers(database, modules),
      ...loggedAnswerers(database),
      ...answerersOf({ files, passwords: openPasswords(attempts, options.hasher), attempts, seals, sealing, permits: allPermits, operations, demo, times, clock, words, bytes: chance.bytes, fetching: options.fetching, atRest }), // prettier-ignore
      ...recoveryAnswerers(recovery, seals),
      ...backupAnswerers(policy, database),
      ...webhookAnswerers({ policy, atRest, seals, clock, bytes: chance.bytes }),
      ...hubKeyAnswerers(() => device),
      ...standingAnswerers(shape, () => device, () => host), // prettier-ignore
      ...chosen.answerers,
      ...supportAnswerers({ files, handed, words, around }),
    },
    newId: chance.newId,
    ...(field ? { capturing: (session, note, caller, now) => capture(field, session, note, caller, now) } : {}),
  })
  const scheduler = callers.scheduler(allPermits)
  const read = host.reader(scheduler)
  const known = callers.openCallers({ database, read, permits: allPermits, operations, times, clock })
  const world = { host, read, sealing, callerOf: (user: string) => known.ofUser(user, { address: 'device', language: 'en' }), files }
  const refreshed = async (): Promise<void> => void (settings = await readSettings(database))
  const device = field && (await openDevice({ ...world, forget: () => known.forget(), field, at, transport: options.transport, refreshed }))
  const access = openAccess(sealing, clock, chance.bytes)
  const hub = inField ? undefined : openHubSync({ ...world, held, operations, access, now: at, join: database.join, setting: (key) => settings.get(key), version: versionOf() }) // prettier-ignore
  const changed = changing(() => known.forget(), refreshed)
  const installation = installing(shape, demo, () => settings.get('clock') ?? null, read, policy)
  const calling = callingOn(host, operations, seals, changed, device, options.reserve, attempts)
  await closeKeys()
  if (hub) await finishRestore(database, hub)
  const merging: MergingWorld = { database, read, dataDir: folder, key: options.key, now: () => host.now(scheduler), run: calling.run }
  const ownFolder = options.dataDir === undefined && options.databaseUrl !== undefined ? undefined : folder
  const work = hub && (await hubWork({ database, read, sealing, scheduler, policy, clock, run: calling.run }, merging, ownFolder))
  const webhooks = hub && openWebhooks({ database, read, reader: host.reader, policy, atRest, scheduler, run: calling.run, ownerOf: (user) => known.ofUser(user, local), clock }, modules) // prettier-ignore
  const heard = following(calling.run, read, scheduler, [...(work?.listening ?? []), webhooks])
  const reread = ({ operation, records }: Happening): void => void changed(operation === 'sync.newEpoch' ? ['settings'] : records).catch(() => undefined) // prettier-ignore
  const stops = [reread, chosen.heard, ...(hub ? [heard] : [])].map((listener) => host.watch(listener))
  return {
    ...calling, ...speaking(languages, installation), ...callersOf(known, scheduler, [handed, away, attempts]), operations, files, handed, installation, folder, database, recovery, hub, merging, device, webhooks,
    watch: (listener) => host.watch(listener),
    happeningsSince: (seq) => happeningsSince(database, seq),
    anchor: anchoring(options.anchors, database, sealing, realTime),
    signingIn: signingIn(calling.run, scheduler, seals, realTime, away),
    backUp: () => work?.backUp() ?? Promise.resolve(),
    close: closing(stops, () => work?.ended() ?? Promise.resolve(), host, database),
  } // prettier-ignore
}

/** What another hub changed reaches this one through the log. */
const changing =
  (forget: () => void, refreshed: () => Promise<void>) =>
  async (records: readonly string[]): Promise<void> => {
    if (records.some((record) => callers.decidesRights(record))) forget()
    if (records.includes('settings')) await refreshed()
  }

/** Nothing is heard any more, what is under way ends, and then the store is let go. */
const closing =
  (stops: readonly (() => void)[], ended: () => Promise<void>, host: Pick<StoreHost, 'close'>, database: Joinable) => async (): Promise<void> => {
    for (const stop of stops) stop()
    await ended()
    await host.close()
    await database.close()
  } // prettier-ignore

type HubWorld = Omit<BackupsWorld, 'dataDir' | 'version'> & Parameters<typeof openErasures>[0]
/** What a hub does beside answering: backups, mergers, erasures. */
async function hubWork(world: HubWorld, merging: MergingWorld, ownFolder: string | undefined) {
  const backups = openBackups({ ...world, dataDir: merging.dataDir, version: versionOf() })
  const mergers = openMerging(merging, world.scheduler)
  const erasures = await openErasures(world, ownFolder)
  return {
    listening: [backups, mergers, erasures],
    backUp: async (): Promise<void> => void (await Promise.all([backups.backUp(), mergers.resume()])),
    ended: async (): Promise<void> => void (await Promise.all([backups.ended(), mergers.ended(), erasures.ended()])),
  }
}

const installing =
  (shape: Installation['shape'], demo: () => boolean, clock: () => string | null, read: Read, policy: Policy) =>
  async (): Promise<Installation> => {
    const nobody = (await read.list(users, { limit: 1 })).length === 0
    const idleMinutes = policy.effective().values.IdleLockMinutes
    // A device gets its people from its hub, and loses them where the hub stops it.
    const inField = shape === 'field'
    return { shape, demo: demo(), clock: clock(), setUpNeeded: nobody && !inField, emptied: nobody && inField, idleMinutes }
  }

/** What a hub does by itself when something has happened. */
function following(
  run: Harmony['run'],
  read: Read,
  scheduler: HostCaller,
  others: readonly ({ heard(happening: Happening): Promise<unknown> | void } | undefined)[],
): (happening: Happening) => void {
  const [follow, followLinks] = [followResolved(run, read, scheduler), followSigned(run, scheduler)]
  return (happening) =>
    void Promise.all([follow(happening), followLinks(happening), ...others.map((one) => one?.heard(happening))]).catch(() => undefined)
}

const timesOf = (given: SessionTimes | undefined, demo: boolean, policy: Policy): SessionTimes =>
  callers.idleAtMost(given ?? (demo ? callers.demoSessionTimes : callers.sessionTimes), policy.effective().values.IdleLockMinutes)

/** What a device is to the calls that are captured on it. */
const fieldWorld = (
  { keptFor = usuallyKeptFor }: HarmonyOptions,
  operations: ReadonlyMap<string, Operation>,
  held: Held,
  sealing: Sealing,
  wall: () => Instant,
  { zone, monotonic, boot }: Chance,
): FieldWorld => ({ operations, held, sign: async (text) => (await sealing.sign(text)).signature, wall, zone, monotonic, boot, keptFor })

/** The demo company is in London wherever it is shown. */
const clockOf = (at: () => Instant, demo: () => boolean, here: string): Clock => ({
  at,
  get zone() {
    return demo() ? 'Europe/London' : here
  },
})

/** The only ways to an operation. */
function callingOn(
  host: StoreHost,
  operations: ReadonlyMap<string, Operation>,
  seals: Seals,
  changed: (records: readonly string[]) => Promise<void>,
  device: Device | undefined,
  reserve: Reserve | undefined,
  attempts: Pick<Attempts, 'settled'>,
): Pick<Harmony, 'run' | 'runEach'> {
  const before = async (call: HarmonyCall): Promise<Outcome | undefined> =>
    beforeSignIn(call) ?? (device && (await onDevice(device, operations, call)))
  return {
    run: async (call, options) => {
      const decided = async (): Promise<Outcome> => opening(seals, call, await run(operations, owned(call), () => host, options))
      const outcome = (await before(call)) ?? (await (device ? orDiskFull(decided, reserve) : decided()).catch(withoutKey))
      await changed(ownedBy(call))
      // A failure that was answered counts at every hub.
      if (!outcome.ok) await attempts.settled()
      return outcome
    },
    runEach: async (calls) => {
      const outcomes: (Outcome | undefined)[] = await Promise.all(calls.map(before))
      const open = calls.flatMap((call, index) => (outcomes[index] ? [] : [{ call, index }]))
      const done = await runEach(operations, open.map(({ call }) => owned(call)), () => host).catch((error: unknown) => open.map(() => withoutKey(error))) // prettier-ignore
      open.forEach(({ call, index }, i) => (outcomes[index] = opening(seals, call, done[i]!)))
      await changed(calls.flatMap(ownedBy))
      return outcomes as Outcome[]
    },
  }
}

let plansHere: Plans | undefined
function speaking(
  languages: Languages,
  installation: () => Promise<Installation>,
): Pick<Harmony, 'reply' | 'manifest' | 'languages' | 'plans' | 'version'> {
  const plans = (plansHere ??= plansOf(modules))
  const version = versionOf()
  return {
    languages,
    plans,
    version,
    reply: (outcome, language) => replyOf(outcome, languages, language),
    manifest: async (caller, language) =>
      manifestFor(
        { version, plans, languages, installation: await installation() },
        caller && !callers.isVisitor(caller) ? callers.planOfCaller(caller) : null,
        languages.best(language),
      ),
  }
}

function callersOf(
  known: Callers,
  scheduler: HostCaller,
  others: readonly { sweep(): Promise<number> }[],
): Pick<Harmony, 'visitor' | 'callerOfSession' | 'callerOfToken' | 'localAdministrator' | 'scheduler' | 'sweepSessions'> {
  return {
    visitor: callers.visitor,
    callerOfSession: known.ofSession,
    callerOfToken: known.ofToken,
    localAdministrator: async (login, language = 'en') =>
      login === undefined ? callers.localAdministrator(allPermits, { ...local, language }) : known.ofLogin(login, { ...local, language }),
    scheduler,
    sweepSessions: async () => {
      const expired = await known.sweep()
      for (const other of others) await other.sweep()
      return expired
    },
  }
}
