// The oldest versions of Electron and its tools without a known hole, and the day on which somebody last looked (electron-floor.json). A list that nobody has
// looked at for a month says so at every build and test run; a release does not go on with it. electron-builder calls this before it packs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Days that a look at the list of known holes counts. */
const fresh = 30

export const floor = JSON.parse(readFileSync(join(here, 'electron-floor.json'), 'utf8'))

const parts = (version) => version.split('.').map(Number)
const atLeast = (version, least) => {
  const [a, b] = [parts(version), parts(least)]
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] > b[i]
  return true
}

/** What is wrong with the versions of a package.json, as sentences. Each must be exact: what is tested is what is shipped. */
export function tooOld({ dependencies, devDependencies }, known = floor) {
  const trouble = []
  const versionOf = (name, list) => {
    const version = list?.[name] ?? ''
    if (/^\d+\.\d+\.\d+$/.test(version)) return version
    trouble.push(`${name} is "${version}": an exact version is needed`)
    return undefined
  }
  const electron = versionOf('electron', devDependencies)
  const least = electron && known.electron[parts(electron)[0]]
  // A line that is not listed is older than all of them, or newer and looked at by nobody.
  if (electron && least === undefined) trouble.push(`electron ${electron} is of a line that electron-floor.json does not know`)
  if (electron && least && !atLeast(electron, least)) trouble.push(`electron ${electron} has known holes; ${least} is the oldest without`)
  for (const [name, list] of [
    ['electron-updater', dependencies],
    ['electron-builder', devDependencies],
  ]) {
    // prettier-ignore
    const version = versionOf(name, list)
    if (version && !atLeast(version, known[name])) trouble.push(`${name} ${version} has known holes; ${known[name]} is the oldest without`)
  }
  return trouble
}

/** A sentence when nobody has looked for too long; `undefined` while the list is fresh. */
export function stale(now, known = floor) {
  const days = Math.floor((now - Date.parse(`${known.looked}T00:00:00Z`)) / 86_400_000)
  return days > fresh
    ? `ELECTRON FLOOR: the list of known holes was looked at ${days} days ago (main/build/electron-floor.json). Read https://releases.electronjs.org and the advisories, move the versions and the day.`
    : undefined
}

/** Stops a build on versions with known holes; a stale list only stops a release. */
export function checkFloor(manifest, now, release, warn) {
  const trouble = tooOld(manifest)
  if (trouble.length > 0) throw new Error(trouble.join('\n'))
  const old = stale(now)
  if (old && release) throw new Error(old)
  if (old) warn(old)
}

const ownManifest = () => JSON.parse(readFileSync(join(here, '..', '..', 'package.json'), 'utf8'))
const check = () => checkFloor(ownManifest(), Date.now(), process.env.HARMONY_RELEASE === '1', (line) => console.error(line))
/** electron-builder's `beforePack`. */
export default check

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) check()
