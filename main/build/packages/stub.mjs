// A runtime of our own that stands in for Electron where its binaries cannot be had: the files of the official archive by name, and binaries that hold what the
// packing reads and changes (the fuse wire, the version resource), and nothing else.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fuses, sentinel } from '../after-pack.mjs'

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
/** As Electron delivers it: every fuse on that somebody has to turn off. */
const asDelivered = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from('101110011')])

const common = ['LICENSE', 'LICENSES.chromium.html', 'chrome_100_percent.pak', 'chrome_200_percent.pak', 'icudtl.dat', 'resources.pak', 'snapshot_blob.bin', 'v8_context_snapshot.bin'] // prettier-ignore
const own = {
  linux: [
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'libEGL.so',
    'libGLESv2.so',
    'libffmpeg.so',
    'libvk_swiftshader.so',
    'libvulkan.so.1',
  ],
  win32: ['d3dcompiler_47.dll', 'ffmpeg.dll', 'libEGL.dll', 'libGLESv2.dll', 'vk_swiftshader.dll', 'vulkan-1.dll'],
}

/** A small program for Windows with the wire as its data and a version resource, as signtool and the packing expect one. */
function windowsProgram() {
  const resedit = createRequire(builder.resolve('app-builder-lib/package.json'))('resedit')
  const program = resedit.NtExecutable.createEmpty(false, false)
  const data = new Uint8Array(512)
  data.set(asDelivered)
  program.setSectionByEntry(0, {
    info: { name: '.text', virtualSize: 512, virtualAddress: 4096, sizeOfRawData: 512, pointerToRawData: 1024, pointerToRelocations: 0, pointerToLineNumbers: 0, numberOfRelocations: 0, numberOfLineNumbers: 0, characteristics: 0x60000020 },
    data: data.buffer,
  }) // prettier-ignore
  const resources = resedit.NtExecutableResource.from(program, true)
  const version = resedit.Resource.VersionInfo.createEmpty()
  version.lang = 1033
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' })
  version.setFileVersion('45.4.1')
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

/** An archive without a file in it: the length of what follows, the length of the header twice, the header. */
function emptyArchive() {
  const header = Buffer.from('{"files":{}}')
  const head = Buffer.alloc(16)
  for (const [place, value] of [4, header.length + 8, header.length + 4, header.length].entries()) head.writeUInt32LE(value, place * 4)
  return Buffer.concat([head, header])
}

/** Makes the folder for `-c.electronDist`. */
export function stubRuntime(folder, platform) {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  writeFileSync(join(folder, 'version'), 'stub')
  for (const name of [...common, ...own[platform]]) writeFileSync(join(folder, name), `stub of ${name}\n`, { mode: 0o755 })
  for (const name of ['de', 'en-US', 'en-GB', 'fr']) writeFileSync(join(folder, 'locales', `${name}.pak`), 'stub')
  // Comes along with an unpacked runtime and must not stay in the product.
  writeFileSync(join(folder, 'resources', 'default_app.asar'), emptyArchive())
  if (platform === 'win32') writeFileSync(join(folder, 'electron.exe'), windowsProgram())
  else
    writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF stub '), asDelivered, Buffer.from(' end')]), {
      mode: 0o755,
    })
}
