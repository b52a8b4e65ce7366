// `npm run verify-packages`: packs the product and looks at what came out, as far as this machine has the tools. Without HARMONY_ELECTRON_DIST (a folder with
// Electron's unpacked runtimes, linux/ and win/) a runtime of our own stands in. Takes a few minutes and is no part of `npm test`.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { billHere } from '../bill.mjs'
import { projectFolder } from '../fresh.mjs'
import { archiveOfHub, debOfHub, hubTree, rpmOfHub } from '../hub-package.mjs'
import { hubRuns, hubUnitHolds } from './hub.mjs'
import { debOf, aptGuards, newKey, rpmGuards } from './linux.mjs'
import { stubRuntime } from './stub.mjs'
import { has, must, run } from './tools.mjs'
import { authority, filesIn, fusesHold, installerHolds, integrityHolds, signatureGuards } from './windows.mjs'

const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? 1_790_000_000)
const work = mkdtempSync(join(tmpdir(), 'harmony-packages-'))
const at = (...names) => join(work, ...names)
const digest = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')
const results = []

async function step(name, tools, check) {
  const missing = tools.filter((tool) => !has(tool))
  if (missing.length > 0) return void results.push(['SKIPPED', name, `not installed here: ${missing.join(', ')}`])
  const began = performance.now()
  try {
    const told = await check()
    results.push(['ok', name, `${told ?? ''} (${Math.round(performance.now() - began)} ms)`.trim()])
  } catch (error) {
    results.push(['FAILED', name, error.message])
  }
  console.log(results.at(-1).join('  '))
}

/** Packs one system into a folder, with a runtime that is there or one that stands in. */
function pack(system, folder) {
  const given = process.env.HARMONY_ELECTRON_DIST && join(process.env.HARMONY_ELECTRON_DIST, system)
  const runtime = given && existsSync(given) ? given : at(`runtime-${system}`)
  if (runtime !== given) stubRuntime(runtime, system === 'win' ? 'win32' : 'linux')
  const builder = createRequire(import.meta.url).resolve('electron-builder/out/cli/cli.js')
  const words = [builder, `--${system}`, 'dir', '--x64', `-c.electronDist=${runtime}`, `-c.directories.output=${folder}`]
  run(process.execPath, words, { cwd: projectFolder, env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch), HARMONY_PUBLISHER: 'CN=Harmony GmbH, O=Harmony GmbH, C=DE', CSC_IDENTITY_AUTO_DISCOVERY: 'false' } }) // prettier-ignore
  return join(folder, `${system}-unpacked`)
}

async function verifyAll() {
  let [linux, again, windows, key, deb] = []
  await step('Linux is packed', [], () => void (linux = pack('linux', at('linux'))))
  if (linux) {
    const archive = join(linux, 'resources/app.asar')
    await step('its fuses are as the table says', [], () => fusesHold(join(linux, 'harmony-desktop')))
    await step('the demo application of Electron is gone', [], () =>
      must(!existsSync(join(linux, 'resources/default_app.asar')), 'it is there'),
    )
    await step('what the product reads is inside, and nothing of its making', [], () => {
      const files = filesIn(archive)
      const needed = ['package.json', 'CHANGELOG.md', 'main/handbook/news.de.md', 'dist/electron.cjs', 'dist/preload.cjs', 'dist/core-process.cjs', 'dist/renderer/index.html', 'node_modules/electron-updater/out/NsisUpdater.js'] // prettier-ignore
      const missing = needed.filter((name) => !files.includes(name))
      const stray = files.filter((name) => /^(test|core|migrations|main\/build)\/|^main\/.*\.ts$|^dist\/.*\.map$|\/\.env|\.pem$/.test(name))
      must(missing.length + stray.length === 0, `missing: ${missing.join(', ')}; stray: ${stray.slice(0, 5).join(', ')}`)
      return `${files.length} files`
    })
    await step('handbook and templates of the policies lie beside it', [], () =>
      must(
        ['handbook/install.md', 'policy/harmony.admx'].every((file) => existsSync(join(linux, 'resources', file))),
        'they do not',
      ),
    )
    await step('packed a second time, the archive is the same', [], () => {
      again = pack('linux', at('again'))
      must(digest(archive) === digest(join(again, 'resources/app.asar')), 'the archives differ')
      return digest(archive).slice(0, 16)
    })
    await step('a Debian package, the same twice', ['dpkg-deb'], () => {
      deb = debOf(linux, work, version, epoch)
      const first = digest(deb)
      debOf(again ?? linux, work, version, epoch)
      must(first === digest(deb), 'the packages differ')
      return first.slice(0, 16)
    })
    await step('a key for repositories', ['gpg'], () => void (key = newKey(work)))
    if (key && deb)
      await step('apt takes the signed repository and no touched one', ['reprepro', 'apt-get', 'gpgv'], () => aptGuards(deb, key, work))
    if (key) await step('rpm takes the signed package and no touched one', ['rpmbuild', 'rpmsign', 'createrepo_c', 'gpgv'], () => rpmGuards(linux, key, work, version, epoch)) // prettier-ignore
    key?.stop()
  }
  await step('Windows is packed', [], () => void (windows = pack('win', at('win'))))
  if (windows) {
    const program = join(windows, 'Harmony.exe')
    await step('its fuses are as the table says', [], () => fusesHold(program))
    await step('it knows the hash of its archive', [], () => integrityHolds(program, join(windows, 'resources/app.asar')))
    await step('the updater knows the publisher', [], () => must(readFileSync(join(windows, 'resources/app-update.yml'), 'utf8').includes('CN=Harmony GmbH'), 'it does not')) // prettier-ignore
    const tools = ['openssl', 'osslsigncode']
    let ca
    await step('an authority of our own', tools, () => void (ca = authority(at('ca'))))
    if (ca) {
      await step('its signature holds, and breaks with one byte', tools, () => signatureGuards(ca, program, work))
      await step('the installer of the machine carries the policies', [...tools, 'wixl', 'msibuild', 'msiinfo'], () => `${installerHolds(ca, windows, work, version)} bytes`) // prettier-ignore
    }
  }
  await verifyHub()
  // Throws where a package that the product names is not in it.
  await step('the bill of materials names every package', ['npm'], () => `${billHere().components.length} packages`)
  await step('a list of hashes, by which every file is found again', ['sha256sum'], () => {
    const files = readdirSync(work).filter((name) => /\.(deb|msi|exe)$/.test(name))
    writeFileSync(at('SHA256SUMS'), files.map((name) => `${digest(at(name))}  ${name}\n`).join(''))
    run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: work })
    return `${files.length} files`
  })
}

/** The hub's own package: it runs where nothing else is, and is the same twice. */
async function verifyHub() {
  let program
  await step('the hub is packed', ['tar'], () => void (program = hubTree(at('hub', 'harmony-hub'))))
  if (!program) return
  const twice = (make) => {
    const first = digest(make(program, at('hub'), epoch, 1))
    must(first === digest(make(hubTree(program), at('hub'), epoch, 1)), 'the packages differ')
    return first.slice(0, 16)
  }
  await step('its archive is the same twice', ['tar'], () => twice(archiveOfHub))
  await step('its Debian package is the same twice', ['dpkg-deb'], () => twice(debOfHub))
  await step('its rpm is the same twice', ['rpmbuild'], () => twice(rpmOfHub))
  await step('unpacked, it founds, serves and can draw documents without any Node of the machine', ['tar'], () => hubRuns(at('hub'), work))
  await step('its unit is one that systemd takes', ['dpkg-deb', 'systemd-analyze'], () => hubUnitHolds(at('hub'), work))
}

await verifyAll()
if (process.env.KEEP) console.log(`kept in ${work}`)
else rmSync(work, { recursive: true, force: true })
const count = (state) => results.filter(([found]) => found === state).length
console.log(`\n${count('ok')} hold, ${count('FAILED')} fail, ${count('SKIPPED')} skipped`)
for (const [state, name, told] of results) if (state !== 'ok') console.log(`${state}: ${name}: ${told}`)
if (count('FAILED') > 0) process.exitCode = 1
