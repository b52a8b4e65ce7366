import { readFileSync } from 'node:fs'
import { openHarmony, type Harmony } from './compose.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './doors/cli.ts'
import { credential, databaseOf, firstLine, folderOf, mustBeOwner } from './doors/cli-store.ts'
import { openMetricsPort } from './doors/http-health.ts'
import { isLoopback } from './doors/http-guard.ts'
import type { OidcOptions } from './doors/http-oidc.ts'
import { openHttp, type HttpOptions } from './doors/http.ts'
import { isLogLevel, logLevels, openLog } from './logging.ts'
import { openMetrics } from './metrics.ts'
import { logLevelOf, policyHere } from './policy/policy.ts'
import { trustAuthorities } from './policy/authorities.ts'
import { startSchedule, type Schedule, type ScheduleOptions } from './schedule/schedule.ts'
import { startFileChecks } from './storage/file-check.ts'
import { pinOf } from './sync/http-transport.ts'

const usualPort = 4400

/** For tests, which do not wait a minute until a hub counts as dead. */
export type ServingTimes = Pick<ScheduleOptions, 'entries' | 'lookEvery' | 'beatEvery' | 'deadAfter'>

/** The headless hub: REST and screens for browsers, and what the clock calls. Ends when the system or the person says so. */
export async function serve(given: Arguments, terminal: Terminal, times: ServingTimes = {}): Promise<number> {
  const http = httpOptions(given, terminal)
  const databaseUrl = databaseOf(given, terminal)
  const extra = trustAuthorities(policyHere().effective().values.ExtraCaFile)
  const log = openLog(levelOf(terminal), (line) => void terminal.errors.write(line))
  if (extra.state === 'refused') log.warn({ file: extra.file, why: extra.why }, 'certificates not used')
  const dataDir = folderOf(given, terminal)
  mustBeOwner(dataDir)
  const harmony = await openHarmony({
    dataDir,
    shape: 'hub',
    ...anchorsOf(given, terminal),
    ...(given.values['secrets-key'] === undefined ? {} : { secretsKey: textOption(given, 'secrets-key')! }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  })
  try {
    const { setUpNeeded, demo } = await harmony.installation()
    const toOthers = !isLoopback(http.host) || http.behindProxy
    if (toOthers && demo && given.values['open-demo'] !== true)
      throw new BadUsage('in the demo company everybody may sign in as anybody, so it is for this machine alone; --open-demo shows it to others') // prettier-ignore
    // Whoever came first over the network would become the administrator.
    if (toOthers && setUpNeeded)
      throw new BadUsage('nobody is set up yet: start once without --host and --behind-proxy, and set up the administrator on this machine (without a screen: ssh -L 4400:127.0.0.1:4400 MACHINE from where there is one, then http://localhost:4400)') // prettier-ignore
    const metrics = openMetrics(harmony)
    const token = tokenOf(given, terminal)
    let ended = false
    let schedule: Schedule | undefined
    const opened: { close(): Promise<void> }[] = []
    try {
      const door = await openHttp(harmony, {
        ...http,
        oidc: oidcOf(given, terminal),
        logger: log,
        observe: metrics.request,
        schedule: () => schedule?.alive() ?? true,
        ...(token === undefined ? {} : { metrics: { figures: metrics, token } }),
      })
      opened.push({ close: () => door.close(stopsWithin) })
      // Not before the door is open: a hub that finds its port taken goes again, and leaves scheduled work to those that stay.
      const working = workOf(harmony, log, { observe: metrics.run, ...times })
      schedule = working.schedule
      metrics.follow(schedule)
      opened.push(...working.opened)
      const metricsPort = portOf(given, 'metrics-port')
      if (metricsPort !== undefined) {
        const figures = await openMetricsPort(metricsPort, metrics)
        opened.push(figures)
        terminal.output.write(`Its figures are at http://127.0.0.1:${figures.port}/metrics\n`)
      }
      for (const { file, why } of harmony.languages.faults()) log.warn({ file, why }, 'language pack not used')
      terminal.output.write(`Harmony is at ${door.address}\n`)
      // Whoever renews the certificate reads this out to the laptops in the field.
      if (http.tls)
        terminal.output.write(`The fingerprint of its key is ${pinOf(http.tls.cert.toString()).replace(/(.{4})(?=.)/g, '$1 ')}\n`)
      // A second signal finds nobody who listens, and ends the process at once.
      let forget = (): void => undefined
      await new Promise<void>((stop) => (forget = terminal.interrupted(stop)))
      forget()
      log.info('stopping')
      ended = true
    } finally {
      // All at once: the door takes nothing new while the schedule comes to its next safe point.
      await Promise.all(opened.map((one) => one.close()))
      if (ended) log.info('stopped')
    }
    return exitCodes.done
  } finally {
    await harmony.close()
  }
}

/** What a hub does by itself, and how it is ended. */
function workOf(harmony: Harmony, log: ReturnType<typeof openLog>, options: Omit<ScheduleOptions, 'log'>) {
  const schedule = startSchedule(harmony, { log, ...options })
  const telling = harmony.webhooks?.work({ hub: () => schedule.hub(), log })
  const checks = startFileChecks(harmony.database, harmony.folder, { log })
  // What is on its way is written down before the others are told that this hub ended.
  const ending = async (): Promise<void> => {
    await telling?.stop()
    await schedule.stop()
  }
  return { schedule, opened: [{ close: () => bounded(ending(), stopsWithin) }, { close: () => checks.stop() }] }
}

/** The client's secret at the provider: from a file or from systemd, never from an argument or a screen. */
function oidcOf(given: Arguments, terminal: Terminal): OidcOptions {
  const file = textOption(given, 'oidc-secret-file') ?? credential('oidc-secret', terminal)
  const origin = textOption(given, 'oidc-origin')
  if (origin !== undefined && !/^https?:\/\/[^/\s]+$/.test(origin)) throw new BadUsage('--oidc-origin wants https://name')
  return { ...(file === undefined ? {} : { secret: firstLine(file) }), ...(origin === undefined ? {} : { origin }) }
}

/** Where the daily anchors of the log go: best a place that the administrators of the database cannot write to. */
function anchorsOf(given: Arguments, terminal: Terminal): { readonly anchors?: string } {
  const anchors = textOption(given, 'anchors') ?? terminal.environment['HARMONY_ANCHORS']
  return anchors === undefined ? {} : { anchors }
}

/** Milliseconds that requests and scheduled work have to end. systemd waits 90 seconds unless told otherwise. */
const stopsWithin = 25_000

async function bounded(work: Promise<void>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise<void>((late) => (timer = setTimeout(late, patience)))]).finally(() => clearTimeout(timer))
}

function levelOf({ environment }: Terminal): string {
  const level = logLevelOf(environment)
  if (!isLogLevel(level)) throw new BadUsage(`HARMONY_LOG_LEVEL wants one of ${logLevels.join(', ')}`)
  return level
}

/** The secret of whoever collects figures from elsewhere. It opens nothing else. */
function tokenOf(given: Arguments, terminal: Terminal): string | undefined {
  const file = textOption(given, 'metrics-token-file') ?? credential('metrics-token', terminal)
  if (file === undefined) return undefined
  const token = firstLine(file)
  if (!/^[\w~+/.=-]{32,200}$/.test(token)) throw new BadUsage('the token of metrics wants 32 to 200 letters and digits')
  return token
}

function portOf(given: Arguments, option: string): number | undefined {
  const text = textOption(given, option)
  if (text === undefined) return undefined
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new BadUsage(`--${option} wants a number up to 65535`)
  return Number(text)
}

function httpOptions(given: Arguments, terminal: Terminal): HttpOptions {
  const cert = textOption(given, 'tls-cert') ?? credential('tls-cert', terminal)
  const key = textOption(given, 'tls-key') ?? credential('tls-key', terminal)
  if ((cert === undefined) !== (key === undefined)) throw new BadUsage('--tls-cert and --tls-key belong together')
  const host = textOption(given, 'host') ?? '127.0.0.1'
  const behindProxy = given.values['behind-proxy'] === true
  if (!isLoopback(host) && cert === undefined && !behindProxy)
    throw new BadUsage('plain HTTP is only served on this machine itself: give --tls-cert and --tls-key, or --behind-proxy')
  const names = given.values['host-name']
  return {
    host,
    port: portOf(given, 'port') ?? usualPort,
    hostNames: Array.isArray(names) ? (names as readonly string[]) : [],
    behindProxy,
    ...(cert !== undefined && key !== undefined ? { tls: { cert: pem(cert), key: pem(key) } } : {}),
  }
}

function pem(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}
