// The package of the hub and of the command line: a Node runtime, the bundles and what they load, without a window. Made on the system that it is for:
// `npm run dist:hub` puts a .tar.gz, a .deb and a .rpm (Linux, as far as the tools are there) or a .zip (Windows) into dist/packages/.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dist, projectFolder } from './fresh.mjs'
import { has, run } from './packages/tools.mjs'

const maintainer = 'Harmony engineers <engineering@harmony.example>'
const summary = 'The hub and the command line of Harmony'
/** What compilers, documentation and other systems need. */
const ballast = /(^|\/)(docs|examples?|benchmarks?|tests?|__tests__)(\/|$)|\.(map|md|d\.[cm]?ts)$/i
/** What belongs into /usr/share/doc, and where the unit looks for the handbook. */
const docs = 'usr/share/doc/harmony'
const home = 'usr/lib/harmony-hub'

const { version, dependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))

/** The folder of a package as Node finds it from another one; undefined for an optional one that this system has no use for. */
function folderOf(name, from) {
  for (let folder = from; folder.startsWith(projectFolder); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
  }
  return undefined
}

/** The folders of every package that the hub loads, with all that they load. The updater's too: `harmony feed` reads a feed as desktops do. */
export function packagesOfHub() {
  const found = new Set()
  const take = (name, from, optional) => {
    const folder = folderOf(name, from)
    if (!folder && !optional) throw new Error(`${name}, which ${relative(projectFolder, from) || 'the product'} needs, is not installed`)
    if (!folder || found.has(folder)) return
    found.add(folder)
    const its = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    for (const next of Object.keys(its.dependencies ?? {})) take(next, folder, its.optionalDependencies?.[next] !== undefined)
    for (const next of Object.keys(its.optionalDependencies ?? {})) take(next, folder, true)
  }
  for (const name of Object.keys(dependencies)) take(name, projectFolder, false)
  return [...found].sort()
}

/** Licences stay, whatever they are called; prebuilt code of other systems goes. */
function wanted(file, folder) {
  const name = relative(folder, file).split(sep).join('/')
  if (name === '' || /(^|\/)(licen[cs]e|notice|copying)[^/]*$/i.test(name)) return true
  if (name.startsWith('node_modules/')) return false
  const prebuilt = /^prebuilds\/([a-z0-9]+)-([a-z0-9]+)\.node$/.exec(name)
  if (prebuilt) return prebuilt[1] === process.platform && prebuilt[2] === process.arch
  // Of the database its makings stay behind, as in electron-builder.yml.
  if (folder.endsWith('better-sqlite3-multiple-ciphers') && /^(deps|src)(\/|$)/.test(name)) return false
  return !ballast.test(name)
}

const starter = `// Compiled code is kept between starts where there is a place for it.
const { enableCompileCache } = require('node:module')
if (process.env.HARMONY_DATA) enableCompileCache(require('node:path').join(process.env.HARMONY_DATA, '.compiled'))
require('./dist/cli.cjs').main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code },
  (error) => { console.error(error); process.exitCode = 70 },
)
`
const shell = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" "$here/../harmony.cjs" "$@"
`
const command = '@"%~dp0node.exe" "%~dp0..\\harmony.cjs" %*\r\n'

/** The chunks of today's build: earlier ones stay in dist/ for a day. */
function chunksIn() {
  const seen = new Set()
  const follow = (file) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, next] of readFileSync(join(dist, file), 'utf8').matchAll(/["'](?:\.\.?\/)+(?:chunks\/)?([\w.-]+\.cjs)["']/g))
      if (existsSync(join(dist, 'chunks', next))) follow(join('chunks', next))
  }
  follow('cli.cjs')
  return [...seen]
}

/** The feed that the desktops of this release believe, so that `harmony feed verify` and `mirror` know its keys without being told. */
function feedPins(environment = process.env) {
  const [url, current, next] = ['URL', 'KEY_CURRENT', 'KEY_NEXT'].map((name) => environment[`HARMONY_FEED_${name}`])
  if (url && current && next) return { feed: { url, current, next } }
  if (environment.HARMONY_RELEASE === '1')
    throw new Error('HARMONY_FEED_URL, _KEY_CURRENT and _KEY_NEXT are not set, and this is a release.')
  return {}
}

/** The product's own tree, as it lies in the package's folder. */
export function hubTree(target) {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(join(target, 'bin'), { recursive: true })
  const bring = (path, filter) => cpSync(join(projectFolder, path), join(target, path), { recursive: true, ...(filter && { filter }) })
  for (const path of ['LICENSE', 'CHANGELOG.md', 'main/integrations/documents/templates', 'main/policy/templates']) bring(path)
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')), ...feedPins() }, null, 2)) // prettier-ignore
  bring('main/handbook', (file) => !/\.(ts|mjs)$/.test(file))
  for (const file of chunksIn()) bring(join('dist', file))
  bring('dist/renderer', (file) => !file.endsWith('.map'))
  for (const folder of packagesOfHub()) {
    const path = relative(projectFolder, folder)
    cpSync(folder, join(target, path), { recursive: true, dereference: true, filter: (file) => wanted(file, folder) })
  }
  const windows = process.platform === 'win32'
  cpSync(process.execPath, join(target, 'bin', windows ? 'node.exe' : 'node'))
  const license = join(dirname(dirname(process.execPath)), 'LICENSE')
  const notice = `Node.js ${process.versions.node}, https://github.com/nodejs/node/blob/v${process.versions.node}/LICENSE\n`
  writeFileSync(join(target, 'bin', 'NODE-LICENSE'), existsSync(license) ? readFileSync(license) : notice)
  writeFileSync(join(target, 'harmony.cjs'), starter)
  writeFileSync(join(target, 'bin', windows ? 'harmony.cmd' : 'harmony'), windows ? command : shell)
  if (!windows) for (const name of ['harmony', 'node']) chmodSync(join(target, 'bin', name), 0o755)
  return target
}

/** The tree of a whole machine: the program, its command, its unit, its documentation. */
function machineTree(program, root) {
  rmSync(root, { recursive: true, force: true })
  for (const path of ['usr/bin', 'usr/lib/systemd/system', 'usr/lib/sysusers.d', 'usr/lib/tmpfiles.d', docs])
    mkdirSync(join(root, path), { recursive: true })
  cpSync(program, join(root, home), { recursive: true })
  symlinkSync(`../lib/harmony-hub/bin/harmony`, join(root, 'usr/bin/harmony'))
  cpSync(join(projectFolder, 'main/build/resources/systemd/harmony.service'), join(root, 'usr/lib/systemd/system/harmony.service'))
  // Its user, whom commands at the machine are given as; and the folder of its secrets: a unit whose credentials lie nowhere is not started.
  for (const kind of ['sysusers', 'tmpfiles']) cpSync(join(projectFolder, `main/build/resources/systemd/harmony.${kind}.conf`), join(root, `usr/lib/${kind}.d/harmony.conf`)) // prettier-ignore
  cpSync(join(program, 'main/handbook'), join(root, docs, 'handbook'), { recursive: true })
  cpSync(join(program, 'main/policy/templates'), join(root, docs, 'policy'), { recursive: true })
  cpSync(join(program, 'LICENSE'), join(root, docs, 'copyright'))
  run('chmod', ['-R', 'u=rwX,go=rX', root])
  return root
}

const dated = (epoch) => ({ env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } })

/** A service that runs is restarted by an upgrade and stopped by a removal; a new one waits for whoever sets it up. Data and settings always stay. */
const maintainerScripts = {
  postinst:
    'systemd-sysusers harmony.conf\nsystemd-tmpfiles --create harmony.conf || true\nsystemctl daemon-reload || true\n[ -z "$2" ] || systemctl try-restart harmony.service || true',
  prerm: '[ "$1" != remove ] || systemctl disable --now harmony.service || true',
}

/** `level`: how hard it is compressed, 1 to 9. */
export function debOfHub(program, folder, epoch, level = 6) {
  const root = machineTree(program, join(folder, 'hub-deb'))
  mkdirSync(join(root, 'DEBIAN'))
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  writeFileSync(join(root, 'DEBIAN/control'), `Package: harmony-hub\nVersion: ${version}\nArchitecture: ${architecture}\nMaintainer: ${maintainer}\nSection: net\nPriority: optional\nDepends: libc6 (>= 2.34), libstdc++6\nRecommends: ca-certificates\nDescription: ${summary}\n`) // prettier-ignore
  for (const [name, lines] of Object.entries(maintainerScripts)) {
    writeFileSync(join(root, 'DEBIAN', name), `#!/bin/sh\nset -e\n[ -d /run/systemd/system ] || exit 0\n${lines}\n`)
    chmodSync(join(root, 'DEBIAN', name), 0o755)
  }
  chmodSync(join(root, 'DEBIAN'), 0o755)
  const deb = join(folder, `Harmony-hub-${version}-linux-${architecture}.deb`)
  run('dpkg-deb', ['--root-owner-group', '-Zxz', `-z${level}`, '--build', root, deb], dated(epoch))
  rmSync(root, { recursive: true, force: true })
  return deb
}

export function rpmOfHub(program, folder, epoch, level = 6) {
  const root = machineTree(program, join(folder, 'hub-rpm-tree'))
  const top = join(folder, 'hub-rpm')
  mkdirSync(join(top, 'SPECS'), { recursive: true })
  const architecture = process.arch === 'x64' ? 'x86_64' : 'aarch64'
  const reproducible = '%global __os_install_post %{nil}\n%global debug_package %{nil}\n%global use_source_date_epoch_as_buildtime 1\n%global clamp_mtime_to_source_date_epoch 1\n%global _build_id_links none\n' // prettier-ignore
  const scripts = '%post\n[ -d /run/systemd/system ] || exit 0\nsystemd-sysusers harmony.conf || :\nsystemd-tmpfiles --create harmony.conf || :\nsystemctl daemon-reload || :\n[ "$1" = 1 ] || systemctl try-restart harmony.service || :\n%preun\n[ -d /run/systemd/system ] && [ "$1" = 0 ] && systemctl disable --now harmony.service || :\n' // prettier-ignore
  writeFileSync(join(top, 'SPECS/harmony-hub.spec'), `${reproducible}Name: harmony-hub\nVersion: ${version}\nRelease: 1\nSummary: ${summary}\nLicense: Apache-2.0\nAutoReqProv: no\nRequires: glibc >= 2.34, libstdc++\n%description\n${summary}\n%install\ncp -a ${root}/. %{buildroot}/\n${scripts}%files\n%defattr(-,root,root)\n/${home}\n/usr/bin/harmony\n/usr/lib/systemd/system/harmony.service\n/usr/lib/sysusers.d/harmony.conf\n/usr/lib/tmpfiles.d/harmony.conf\n%doc /${docs}\n`) // prettier-ignore
  run('rpmbuild', ['-bb', '--target', architecture, '--define', `_topdir ${top}`, '--define', '_buildhost release', '--define', `_binary_payload w${level}.xzdio`, join(top, 'SPECS/harmony-hub.spec')], dated(epoch)) // prettier-ignore
  const rpm = join(folder, `Harmony-hub-${version}-linux-${architecture}.rpm`)
  cpSync(join(top, 'RPMS', architecture, `harmony-hub-${version}-1.${architecture}.rpm`), rpm)
  for (const path of [root, top]) rmSync(path, { recursive: true, force: true })
  return rpm
}

/** The program alone, to be unpacked anywhere. The same tree gives the same bytes on Linux. */
export function archiveOfHub(program, folder, epoch, level = 9) {
  const name = `Harmony-hub-${version}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const [at, inside] = [dirname(program), relative(dirname(program), program)]
  if (process.platform === 'win32') {
    run('tar', ['-a', '-c', '-f', join(folder, `${name}.zip`), '-C', at, inside])
    return join(folder, `${name}.zip`)
  }
  const archive = join(folder, `${name}.tar.gz`)
  const same = process.platform === 'linux' ? ['--sort=name', `--mtime=@${epoch}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'] : [] // prettier-ignore
  run('tar', ['-c', '-I', `gzip -${level} -n`, '-f', archive, ...same, '-C', at, inside])
  return archive
}

function packHub() {
  const folder = join(dist, 'packages')
  mkdirSync(folder, { recursive: true })
  const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? Math.floor(Date.now() / 1000))
  const program = hubTree(join(folder, 'harmony-hub'))
  const made = [archiveOfHub(program, folder, epoch)]
  const withTool = (tool, make) => {
    if (has(tool)) made.push(make(program, folder, epoch))
    else if (process.env.HARMONY_RELEASE === '1') throw new Error(`${tool} is not installed, and this is a release.`)
    else console.log(`${tool} is not installed: no package of its kind`)
  }
  if (process.platform === 'linux') {
    withTool('dpkg-deb', debOfHub)
    withTool('rpmbuild', rpmOfHub)
  }
  for (const file of made) console.log(`${relative(projectFolder, file)}  ${Math.round(readFileSync(file).length / 1e6)} MB`)
  // The unpacked tree is no package.
  rmSync(program, { recursive: true, force: true })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) packHub()
