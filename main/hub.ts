import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { openHarmony } from './compose.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './doors/cli.ts'
import { databaseOf, folderOf } from './doors/cli-store.ts'
import { isLoopback } from './doors/http-guard.ts'
import { openHttp, type HttpOptions } from './doors/http.ts'
import { logLevelOf, policyHere } from './policy/policy.ts'
import { trustAuthorities } from './policy/authorities.ts'
import { startSchedule } from './schedule/schedule.ts'
import { pinOf } from './sync/http-transport.ts'

const usualPort = 4400

/** The headless hub: REST and screens for browsers, and what the clock calls. Ends when the system or the person says so. */
export async function serve(given: Arguments, terminal: Terminal): Promise<number> {
  const http = httpOptions(given)
  const databaseUrl = databaseOf(given, terminal)
  const extra = trustAuthorities(policyHere().effective().values.ExtraCaFile)
  const log = pino(
    { level: logLevelOf(terminal.environment), base: null, redact: ['req.headers', 'err.input'] },
    { write: (line: string) => void terminal.errors.write(line) },
  )
  if (extra.state === 'refused') log.warn({ file: extra.file, why: extra.why }, 'certificates not used')
  const harmony = await openHarmony({
    dataDir: folderOf(given, terminal),
    shape: 'hub',
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  })
  try {
    // Whoever came first over the network would become the administrator.
    if ((!isLoopback(http.host) || http.behindProxy) && (await harmony.installation()).setUpNeeded)
      throw new BadUsage('nobody is set up yet: start once without --host and --behind-proxy, and set up the administrator on this machine')
    const door = await openHttp(harmony, { ...http, logger: log })
    const schedule = startSchedule(harmony, { log })
    try {
      for (const { file, why } of harmony.languages.faults()) log.warn({ file, why }, 'language pack not used')
      terminal.output.write(`Harmony is at ${door.address}\n`)
      // Whoever renews the certificate reads this out to the laptops in the field.
      if (http.tls)
        terminal.output.write(`The fingerprint of its key is ${pinOf(http.tls.cert.toString()).replace(/(.{4})(?=.)/g, '$1 ')}\n`)
      await new Promise<void>((stop) => terminal.interrupted(stop))
      log.info('stopping')
    } finally {
      await schedule.stop()
      await door.close()
    }
    return exitCodes.done
  } finally {
    await harmony.close()
  }
}

function httpOptions(given: Arguments): HttpOptions {
  const portText = textOption(given, 'port') ?? String(usualPort)
  if (!/^\d{1,5}$/.test(portText) || Number(portText) > 65_535) throw new BadUsage('--port wants a number up to 65535')
  const cert = textOption(given, 'tls-cert')
  const key = textOption(given, 'tls-key')
  if ((cert === undefined) !== (key === undefined)) throw new BadUsage('--tls-cert and --tls-key belong together')
  const host = textOption(given, 'host') ?? '127.0.0.1'
  const behindProxy = given.values['behind-proxy'] === true
  if (!isLoopback(host) && cert === undefined && !behindProxy)
    throw new BadUsage('plain HTTP is only served on this machine itself: give --tls-cert and --tls-key, or --behind-proxy')
  const names = given.values['host-name']
  return {
    host,
    port: Number(portText),
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
