// The browser of the end-to-end tests: finds Chromium, and as a script (`node test/e2e/chromium.mjs`) installs the system's own where that is possible.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The path of a browser, or `undefined`. HARMONY_CHROMIUM names another one. */
export function findChromium() {
  const own = process.env['HARMONY_CHROMIUM']
  if (own) return existsSync(own) ? own : undefined
  return places.find((place) => existsSync(place))
}

const here = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

function install() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !here('apt-get')) {
    console.error(
      'No Chromium here, and only root on a system with apt can install it: install Chromium or Chrome, or name one in HARMONY_CHROMIUM.',
    )
    return false
  }
  console.error('No Chromium here: installing the system’s own (apt-get install chromium) for the end-to-end tests …')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ])
    if (spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment, timeout: 300_000 }).status !== 0)
      return false
  return findChromium() !== undefined
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const named = process.env['HARMONY_CHROMIUM']
  const found = findChromium() ?? (!named && install() ? findChromium() : undefined)
  if (named && !found) console.error(`HARMONY_CHROMIUM names ${named}, where there is nothing.`)
  if (found) console.error(`Browser: ${found}`)
  process.exitCode = found ? 0 : 1
}
