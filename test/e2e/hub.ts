import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../main/places.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { storeFolder } from '../world/postgres.ts'
import { emptyPlace } from '../world/stores.ts'
import { talk, type Talk } from '../world/talk.ts'

/** The built product as people start it: the command line founds the company, `harmony serve` is the hub, each a process of its own. */
export interface Hub {
  readonly address: string
  /** Where language packs are dropped. */
  readonly folder: string
  /** A command of the product's own command line on the same store; answers what it printed. */
  command(...words: readonly string[]): any // what comes back is plain JSON; each test knows what it asked for
  /** An operation by the command line, as the administrator of the machine, or as somebody by login; answers what it answered. */
  call(operation: string, input?: unknown, login?: string): Promise<any>
  start(): Promise<void>
  /** As `Ctrl C` does. */
  stop(): Promise<void>
  /** Stops, and throws the data away. */
  end(): Promise<void>
}

const launcher = path.join(projectRoot(), 'main/launch.mjs')

/** `serving`: further words of `harmony serve`. */
export async function foundHub(dialect: Dialect, name: string, how: 'full' | 'empty', serving: readonly string[] = []): Promise<Hub> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${storeFolder}${process.pid}-${name}-`))
  const { place, drop } = dialect === 'postgres' ? await emptyPlace(dialect, name) : { place: null, drop: async () => undefined }
  const where = ['--data', folder, ...(place && 'url' in place ? ['--database', place.url] : [])]
  // Port 0 is a free one; the next start takes the same again, as browsers expect it.
  let port = '0'
  let address = ''
  let child: ChildProcess | undefined
  const command = (...words: readonly string[]): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words, ...where], {
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    })
    if (status !== 0) throw new Error(`harmony ${words.join(' ')} ended with ${status}: ${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`)
    return stdout.trim() === '' ? null : (JSON.parse(stdout) as unknown)
  }
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [launcher, 'serve', '--port', port, ...serving, ...where], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HARMONY_LOG_LEVEL: 'error' },
    })
    child = started
    let trouble = ''
    started.stderr.on('data', (said: Buffer) => (trouble = (trouble + said.toString()).slice(-4000)))
    for await (const line of createInterface({ input: started.stdout })) {
      const found = /^Harmony is at (\S+)$/.exec(line)?.[1]
      if (!found) continue
      address = found
      port = new URL(found).port
      return
    }
    throw new Error(`the hub did not start: ${trouble}`)
  }
  const stop = async (): Promise<void> => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGTERM')
    await ended
  }
  const talks = new Map<string | undefined, Talk>()
  const call = (operation: string, input?: unknown, login?: string): Promise<unknown> => {
    const going = talks.get(login) ?? talk(launcher, [...where, ...(login === undefined ? [] : ['--as', login])])
    talks.set(login, going)
    return going.call(operation, input)
  }
  const end = async (): Promise<void> => {
    for (const going of talks.values()) await going.end()
    await stop()
    await drop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    command('demo', ...(how === 'empty' ? ['--empty'] : []))
    await start()
  } catch (error) {
    await end()
    throw error
  }
  return {
    get address() {
      return address
    },
    folder,
    command,
    call,
    start,
    stop,
    end,
  }
}
