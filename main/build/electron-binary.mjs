// Finds Electron's binary, or fetches it once. `require('electron')` is never asked: it would download on its own, without a limit.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import https from 'node:https'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { dist, projectFolder } from './fresh.mjs'

/** Milliseconds until the download's server must have answered at all. */
const answerLimit = 5_000
/** Milliseconds for the whole download (about 115 MB). */
const downloadLimit = 240_000
/** Milliseconds after which a download that failed is tried again. */
const retryAfter = 24 * 3_600_000
const failureNote = join(dist, '.electron-not-available')

const nameOnPlatform = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

function packageFolder() {
  try {
    return dirname(createRequire(join(projectFolder, 'package.json')).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

export function findElectron() {
  const folder = packageFolder()
  const places = [process.env.HARMONY_ELECTRON_DIST, process.env.ELECTRON_OVERRIDE_DIST_PATH, folder && join(folder, 'dist')]
  return places
    .filter(Boolean)
    .map((place) => join(place, nameOnPlatform))
    .find((file) => existsSync(file))
}

// A proxy of the environment counts, for the question and for the download.
const answers = (address) =>
  new Promise((resolve) => {
    const request = https.request(address, { method: 'HEAD', timeout: answerLimit, agent: new https.Agent({ proxyEnv: process.env }) })
    const done = (reached) => {
      clearTimeout(limit)
      request.destroy()
      resolve(reached)
    }
    const limit = setTimeout(() => done(false), answerLimit)
    request.on('response', (response) => done(response.statusCode < 400))
    request.on('timeout', () => done(false))
    request.on('error', () => done(false))
    request.end()
  })

function failedLately(version) {
  try {
    const note = JSON.parse(readFileSync(failureNote, 'utf8'))
    return note.version === version && Date.now() - note.at < retryAfter
  } catch {
    return false
  }
}

const runsWell = (script) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      stdio: 'ignore',
      timeout: downloadLimit,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_USE_PROXY: '1' },
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })

/** The binary after a download, or undefined. `HARMONY_DOWNLOAD_ELECTRON=1` tries also where it failed today, `=0` never tries. */
export async function downloadElectron(say) {
  const folder = packageFolder()
  const wish = process.env.HARMONY_DOWNLOAD_ELECTRON
  if (!folder || wish === '0') return undefined
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (wish !== '1' && failedLately(version)) return undefined
  const mirror =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  if (await answers(`${mirror}v${version}/SHASUMS256.txt`)) {
    say(`Downloading Electron ${version} once (about 115 MB) …`)
    if (await runsWell(join(folder, 'install.js'))) return findElectron()
  }
  mkdirSync(dist, { recursive: true })
  writeFileSync(failureNote, JSON.stringify({ version, at: Date.now() }))
  return undefined
}
