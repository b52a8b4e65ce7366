// The entry of the desktop's utility process: the core and the store, away from windows and page. It does what the main process orders.
import { enableCompileCache } from 'node:module'
import { openHarmony, type Harmony } from './compose.ts'
import type { MessageEnd } from './desktop/core-line.ts'
import type { Order, Report } from './desktop/core-keeper.ts'
import type { Work, WorkOrder, WorkReport } from './desktop/updates/work-line.ts'
import { inWords, openDeviceCore } from './desktop/device-core.ts'
import { openFrontCore } from './desktop/front-core.ts'
import { serveIpc } from './doors/ipc.ts'
import { foundDemo, storyClock } from './found-demo.ts'
import { trustAuthorities } from './policy/authorities.ts'
import { policyHere } from './policy/policy.ts'
import { refuseUnsafePlace } from './keys/safe-place.ts'
import { KeyTrouble } from './keys/trouble.ts'
import { startSchedule, type Schedule } from './schedule/schedule.ts'
import type { WebhookWork } from './webhooks/worker.ts'
import { saysDamaged, startFileChecks, type FileChecks } from './storage/file-check.ts'
import { DatabaseFromFuture } from './storage/migrate.ts'
import { workHere } from './sync/work-here.ts'

const [folder, compiled, mode, language] = process.argv.slice(2)
/** The desktop's own first screen comes before everything else, `anew` also where a connection is there. */
const isFront = mode === 'front' || mode === 'anew'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly MessageEnd[] }) => void): unknown
  postMessage(message: unknown): void
}

const log = (event: string, facts: Readonly<Record<string, unknown>>): void => {
  const told = Object.entries(facts).map(
    ([name, value]) => `${name}=${value instanceof Error ? (value.stack ?? value.message) : JSON.stringify(value)}`,
  )
  console.error(`${new Date().toISOString()} ${event} ${told.join(' ')}`)
}

/** Errors carry a code where the main process has its own sentence for them. */
const codeOf = (error: unknown): string =>
  error instanceof DatabaseFromFuture || (error instanceof KeyTrouble && error.code === 'sync.newerDatabase')
    ? 'newerDatabase'
    : saysDamaged(error)
      ? 'damaged'
      : 'core.failed'
const messageOf = (error: unknown): string =>
  error instanceof KeyTrouble ? inWords(error, folder ?? '', language ?? 'en') : error instanceof Error ? error.message : String(error)

/** The log is for whoever looks for trouble: what merely happens is told where everything is wanted. */
function logged(at: 'debug' | 'warn', what: string, facts: object): void {
  if (at === 'debug' ? held.LogLevel === 'debug' : held.LogLevel !== 'error') log(what, { ...facts })
}

const scheduleLog = {
  info: (facts: object, what: string): void => logged('debug', what, facts),
  warn: (facts: object, what: string): void => logged('warn', what, facts),
  error: (facts: object, what: string): void => log(what, { ...facts }),
}

function serve(parent: ParentPort, opening: Promise<Harmony>): void {
  let schedule: Schedule | undefined
  let telling: WebhookWork | undefined
  let checks: FileChecks | undefined
  let served = false
  const sessions = new Map<number, () => string | undefined>()
  parent.on('message', ({ data, ports }) => {
    const order = data as Order | WorkOrder
    if (order.order === 'window') {
      const port = ports[0]!
      // A window may ask while the store is still being opened: its port holds the questions until it is served.
      const { language, n, from } = order
      opening
        .then((harmony) => {
          const session = from === null ? undefined : sessions.get(from)?.()
          sessions.set(n, serveIpc(port, harmony, { language, log, session }))
          port.on('close', () => void sessions.delete(n))
        })
        .catch(() => port.close())
      return
    }
    if (order.order === 'work') {
      const tell = (work: Work): void => parent.postMessage({ report: 'work', n: order.n, ...work } satisfies WorkReport)
      // Whoever asks waits for a moment only: a file that is still closed answers nothing.
      void opening.then((harmony) => workHere(harmony.database, harmony.device !== undefined)).then(tell, () => undefined)
      return
    }
    if (order.order !== 'close') return
    // A device that nobody has unlocked yet has nothing to finish.
    if ((mode === 'field' || isFront) && !served) return process.exit(0)
    void opening
      .then(async (harmony) => {
        await telling?.stop()
        await schedule?.stop()
        await checks?.stop()
        await harmony.close()
      })
      .catch((error: unknown) => log('not closed', { error }))
      .finally(() => process.exit(0))
  })
  opening.then(
    (harmony) => {
      served = true
      // What the clock calls is the hub's business.
      if (!harmony.device && !safe) schedule = startSchedule(harmony, { log: scheduleLog })
      if (schedule) telling = harmony.webhooks?.work({ hub: () => schedule?.hub(), log: scheduleLog })
      if (!safe) checks = startFileChecks(harmony.database, harmony.folder, { log: scheduleLog })
      parent.postMessage({ report: 'ready' } satisfies Report)
    },
    (error: unknown) => {
      log('not opened', { error })
      parent.postMessage({
        report: 'failed',
        code: codeOf(error),
        message: messageOf(error),
      } satisfies Report)
      // The report must be on its way before this process is gone.
      setTimeout(() => process.exit(1), 100)
    },
  )
}

/** Opens the data folder; an empty one becomes the demo company where that was asked for. A company that is there is never touched. */
async function open(folder: string | undefined, demo: boolean): Promise<Harmony> {
  const databaseUrl = held.DatabaseMode === 'solo' || isFront ? undefined : process.env['HARMONY_DATABASE']
  if (databaseUrl === undefined && folder !== undefined) refuseUnsafePlace(folder)
  const clock = storyClock()
  const harmony = await openHarmony({ ...(folder ? { dataDir: folder } : {}), ...(databaseUrl ? { databaseUrl } : {}), at: clock.at })
  if (!demo || !(await harmony.installation()).setUpNeeded) return harmony
  const caller = (await harmony.localAdministrator())!
  const outcome = await foundDemo(harmony, clock, caller, { empty: false })
  if (!outcome.ok) log('no demo company', { refusal: outcome.refusal })
  return harmony
}

/** The hub has said that this device is lost: its keys are gone, and nothing here works any more. */
const lostIn = (parent: ParentPort, place: string) => (): void => {
  log('lost', { folder: place })
  const message = messageOf(new KeyTrouble('sync.lost'))
  parent.postMessage({ report: 'failed', code: 'core.failed', message } satisfies Report)
  setTimeout(() => process.exit(1), 100)
}

/** Behind a first screen: a file is opened when the person, or the key store of the system, has unlocked it; a server when the way to it is proved. */
const openBehind = (parent: ParentPort, place: string): Promise<Harmony> => {
  const about = { folder: place, log: scheduleLog, lost: lostIn(parent, place), safe }
  return isFront
    ? openFrontCore(parent, { ...about, anew: mode === 'anew', demo: (demo) => open(demo, true) })
    : openDeviceCore(parent, about)
}

/** After it fell over again and again: nothing runs by itself, and nothing that was kept from another start is used. */
const safe = process.env['HARMONY_SAFE'] === '1'
if (compiled && !safe) enableCompileCache(compiled)
const { values: held } = policyHere(process.argv).effective()
const authorities = trustAuthorities(held.ExtraCaFile)
if (authorities.state === 'refused') log('certificates not used', { file: authorities.file, why: authorities.why })
const { parentPort } = process as unknown as { parentPort: ParentPort }
serve(parentPort, mode === 'field' || isFront ? openBehind(parentPort, folder!) : open(folder, mode === 'demo'))
