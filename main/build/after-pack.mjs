// Called by electron-builder when a package's folder is complete and not yet signed.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './fresh.mjs'

/** The places of Electron 45's fuse wire, in order, and how each is set. A tenth one stops the packing until somebody has decided about it. */
export const fuses = [
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['wasmTrapHandlers', true],
]
/** Marks the wire in the binary; after it one byte of version, one of length, then a digit for each fuse. */
export const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const digit = (on) => (on ? '1' : '0').charCodeAt(0)

/** Sets every fuse in an Electron binary. A universal binary holds the wire twice. */
export function setFuses(file) {
  const binary = readFileSync(file)
  let found = 0
  for (let at = binary.indexOf(sentinel); at !== -1; at = binary.indexOf(sentinel, at + 1)) {
    const wire = at + sentinel.length
    const [version, length] = [binary[wire], binary[wire + 1]]
    if (version !== 1 || length !== fuses.length)
      throw new Error(
        `The fuse wire is of version ${version} with ${length} fuses; expected version 1 with ${fuses.length}. Decide about the new ones.`,
      )
    fuses.forEach(([, on], place) => {
      binary[wire + 2 + place] = digit(on)
    })
    found += 1
  }
  if (found === 0) throw new Error(`${file} holds no fuse wire`)
  writeFileSync(file, binary)
}

function electronIn({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') {
    const framework = 'Electron Framework'
    return join(appOutDir, `${name}.app`, 'Contents', 'Frameworks', `${framework}.framework`, framework)
  }
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : packager.executableName)
}

export default function afterPack(context) {
  // An unpacked runtime brings Electron's own demo application along.
  const resources = context.packager.getResourcesDir(context.appOutDir)
  const demo = join(resources, 'default_app.asar')
  if (existsSync(demo)) rmSync(demo)
  // What administrators read and copy lies beside the archive. (As `extraResources` the packing would take the handbook out of the archive, where the product reads it.)
  for (const [from, to] of [
    ['main/handbook', 'handbook'],
    ['main/policy/templates', 'policy'],
  ])
    // prettier-ignore
    cpSync(join(projectFolder, from), join(resources, to), { recursive: true })
  setFuses(electronIn(context))
  if (context.electronPlatformName === 'win32') nameUpdates(resources)
}

/**
 * What the updater of Windows reads beside the product: the folder of its downloads, and the publisher with whose name every installer must be signed. Without
 * a name an installation fetches no update at all (main/desktop/updates/engine.ts).
 */
function nameUpdates(resources, environment = process.env) {
  const publisher = environment.HARMONY_PUBLISHER
  if (!publisher && environment.HARMONY_RELEASE === '1')
    throw new Error('HARMONY_PUBLISHER, the whole name in the certificate, is not set, and this is a release.')
  const lines = [
    'provider: generic',
    'updaterCacheDirName: harmony-updater',
    ...(publisher ? [`publisherName: ${JSON.stringify([publisher])}`] : []),
  ]
  writeFileSync(join(resources, 'app-update.yml'), `${lines.join('\n')}\n`)
}
