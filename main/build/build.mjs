// Builds the product into dist/: the hosts by rolldown (CommonJS, so that one bundle serves Node, Electron and its utility process), the screens
// by vite. `node main/build/build.mjs` builds both; with `--if-possible` it leaves quietly where the build tools are not installed
// (`npm ci --omit=dev`), because a product that was built before needs none.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { dist, isFresh, projectFolder, stampOf } from './fresh.mjs'

// Pure JavaScript that starts faster, or is smaller to ship, inside the bundle. Everything else stays a package: native code, packages that look
// for their own files, and large ones that most commands never load.
const bundled = ['big.js', 'temporal-polyfill', 'temporal-utils', 'csv-parse', 'i18next', 'iconv-lite', 'safer-buffer', 'chardet']

const isPackage = (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(id) && !id.startsWith('\0')
const packageOf = (id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/')
const external = (id) => id.startsWith('node:') || (isPackage(id) && !bundled.includes(packageOf(id)))

const entries = ['cli', 'start', 'electron', 'core-process']

const common = { write: false, platform: 'node', cwd: projectFolder, external, logLevel: 'warn', treeshake: true }
const output = { dir: dist, format: 'cjs', exports: 'named', sourcemap: true, entryFileNames: '[name].cjs', minify: false }

async function bundleHosts() {
  const { build } = await import('rolldown')
  const present = entries.filter((name) => existsSync(join(projectFolder, 'main', `${name}.ts`)))
  const bundle = await build({
    ...common,
    input: Object.fromEntries(present.map((name) => [name, join(projectFolder, 'main', `${name}.ts`)])),
    output: { ...output, chunkFileNames: 'chunks/[name]-[hash].cjs' },
  })
  return bundle.output
}

/** Packages that the bundle leaves outside: the packed product must bring them along. */
export async function packagesOutside() {
  const files = await bundleHosts()
  const imports = files.flatMap((file) => (file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : []))
  return [...new Set(imports.filter((id) => isPackage(id) && !id.startsWith('chunks/') && !isBuiltin(id)).map(packageOf))].sort()
}

async function buildMain() {
  const began = new Date()
  writeAll(await bundleHosts())
  // A sandboxed preload may load nothing but `electron`, so it is one file of its own.
  const preload = join(projectFolder, 'main', 'desktop', 'preload.ts')
  if (existsSync(preload)) {
    const { build } = await import('rolldown')
    const alone = await build({ ...common, external: ['electron'], input: { preload }, output: { ...output, codeSplitting: false } })
    writeAll(alone.output)
  }
  forgetOldChunks()
  stamp('main', began)
}

/** Whole files only, and entries last: a command that starts during a build runs the old product or the new one, never a mixture. */
function writeAll(files) {
  mkdirSync(join(dist, 'chunks'), { recursive: true })
  const entriesLast = [...files].sort((a, b) => Number(a.isEntry === true) - Number(b.isEntry === true))
  for (const file of entriesLast) {
    const unfinished = join(dist, `.${process.pid}.unfinished`)
    writeFileSync(unfinished, file.type === 'chunk' ? file.code : file.source)
    renameSync(unfinished, join(dist, file.fileName))
  }
}

/** Chunks carry a hash of their content. Those of earlier builds stay for a day, for a hub that is still running may yet load one. */
function forgetOldChunks() {
  const dayAgo = Date.now() - 86_400_000
  // What V8 compiled of them goes the same way; of a chunk that is still there it is made again.
  for (const folder of [join(dist, 'chunks'), join(dist, '.compiled')]) {
    if (!existsSync(folder)) continue
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const file = join(entry.parentPath, entry.name)
      if (entry.isFile() && statSync(file, { throwIfNoEntry: false })?.mtimeMs < dayAgo) rmSync(file, { force: true })
    }
  }
}

async function buildRenderer() {
  const config = ['mjs', 'ts', 'js']
    .map((ending) => join(projectFolder, 'renderer', `vite.config.${ending}`))
    .find((file) => existsSync(file))
  if (!config) return
  const began = new Date()
  // Tests build what is missing, and what they measure is what is shipped.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({
    configFile: config,
    root: join(projectFolder, 'renderer'),
    logLevel: 'error',
    build: { outDir: join(dist, 'renderer'), emptyOutDir: true },
  })
  compress(join(dist, 'renderer'))
  stamp('renderer', began)
}

/** The hub sends these as they are instead of compressing the same files for every browser. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue
    const bytes = readFileSync(file)
    if (bytes.length < 1_000) continue
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

function stamp(bundle, began) {
  writeFileSync(stampOf(bundle), '')
  utimesSync(stampOf(bundle), began, began)
}

const builders = { main: buildMain, renderer: buildRenderer }
const tools = { main: 'rolldown', renderer: 'vite' }

function isInstalled(tool) {
  try {
    createRequire(join(projectFolder, 'package.json')).resolve(tool)
    return true
  } catch {
    return false
  }
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** One build of a bundle at a time, whoever asks. Answers false when somebody else has built in the meantime. */
async function inTurn(bundle, work) {
  mkdirSync(dist, { recursive: true })
  const lock = join(dist, `.${bundle}-building`)
  for (;;) {
    try {
      const file = openSync(lock, 'wx')
      writeFileSync(file, String(process.pid))
      closeSync(file)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      await wait(50)
      if (isAbandoned(lock)) rmSync(lock, { force: true })
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    // A lock without a number is one that was just made; its owner writes the number in the next instant.
    return pid > 0 ? !isAlive(pid) : Date.now() - statSync(lock).mtimeMs > 5_000
  } catch {
    return false
  }
}

/** Builds `bundle` when its sources are newer. An error of the sources is reported as such; a product that cannot be rebuilt here stays as it is. */
export async function bringUpToDate(bundle) {
  if (!isInstalled(tools[bundle])) {
    if (existsSync(stampOf(bundle))) return
    throw failure(
      `Harmony is not built yet, and ${tools[bundle]} is not installed to build it. Run "npm ci" with its development packages once.`,
    )
  }
  try {
    await inTurn(bundle, async () => {
      if (!isFresh(bundle)) await builders[bundle]()
    })
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(error.code) && existsSync(stampOf(bundle))) return
    throw failure(`The ${bundle} bundle could not be built.\n${error.message}`, error)
  }
}
const failure = (message, cause) => Object.assign(new Error(message, { cause }), { buildFailed: true })

async function buildAll() {
  for (const bundle of Object.keys(builders)) {
    const began = performance.now()
    await inTurn(bundle, builders[bundle])
    console.log(`${bundle} built in ${Math.round(performance.now() - began)} ms`)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = Object.values(tools).filter((tool) => !isInstalled(tool))
  if (missing.length > 0 && process.argv.includes('--if-possible')) console.log(`Not built: ${missing.join(' and ')} not installed.`)
  else await buildAll()
}
