// Finds Electron's binary for `npm start` from a checkout, or fetches it once. The package itself is never asked: it would download on its
// own, synchronously and without a limit.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Milliseconds until the server of the download must have answered at all. */
const answerLimit = 5_000
/** Milliseconds for the whole download (about 115 MB). */
const downloadLimit = 240_000
/** Milliseconds after which a download that failed is tried again. */
const retryAfter = 24 * 3_600_000

type Environment = Readonly<Record<string, string | undefined>>
export interface ElectronWorld {
  readonly root: string
  readonly environment: Environment
  readonly platform: NodeJS.Platform
  now(): number
  /** Whether something answers at this address. */
  answers(address: string): Promise<boolean>
  /** Runs Electron's own installer and says whether it went well. */
  install(script: string): Promise<boolean>
  say(line: string): void
}

const nameOn = (platform: NodeJS.Platform): string =>
  platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : platform === 'win32' ? 'electron.exe' : 'electron'

function packageFolder(root: string): string | undefined {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

export function findElectron({
  root,
  environment,
  platform,
}: Pick<ElectronWorld, 'root' | 'environment' | 'platform'>): string | undefined {
  const folder = packageFolder(root)
  return [environment['HARMONY_ELECTRON_DIST'], environment['ELECTRON_OVERRIDE_DIST_PATH'], folder && join(folder, 'dist')]
    .flatMap((place) => (place ? [join(place, nameOn(platform))] : []))
    .find((file) => existsSync(file))
}

/** The binary after a download. `HARMONY_DOWNLOAD_ELECTRON=1` tries also where it failed today; `0` never tries. */
export async function downloadElectron(world: ElectronWorld): Promise<string | undefined> {
  const folder = packageFolder(world.root)
  const wish = world.environment['HARMONY_DOWNLOAD_ELECTRON']
  if (!folder || wish === '0') return undefined
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const note = join(world.root, 'dist', '.electron-not-available')
  if (wish !== '1' && failedLately(note, version, world.now())) return undefined
  const mirror =
    world.environment['ELECTRON_MIRROR'] ??
    world.environment['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/'
  if (await world.answers(`${mirror}v${version}/SHASUMS256.txt`)) {
    world.say(`Downloading Electron ${version}, once (about 115 MB) …`)
    if (await world.install(join(folder, 'install.js'))) return findElectron(world)
  }
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, JSON.stringify({ version, at: world.now() }))
  return undefined
}

function failedLately(note: string, version: string, now: number): boolean {
  try {
    const failed = JSON.parse(readFileSync(note, 'utf8')) as { version: string; at: number }
    return failed.version === version && now - failed.at < retryAfter
  } catch {
    return false
  }
}

/** A proxy of the environment counts (from Node 24 on). */
export const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const options = { proxyEnv: process.env }
    const agent = new https.Agent(options)
    const request = https.request(address, { method: 'HEAD', agent })
    const done = (reached: boolean): void => {
      clearTimeout(limit)
      request.destroy()
      resolve(reached)
    }
    const limit = setTimeout(() => done(false), answerLimit)
    request.on('response', (response) => done((response.statusCode ?? 500) < 400))
    request.on('error', () => done(false))
    request.end()
  })

/** In a process of its own, so that it can be ended. */
export const install = (script: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      stdio: 'ignore',
      timeout: downloadLimit,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_USE_PROXY: '1' },
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
