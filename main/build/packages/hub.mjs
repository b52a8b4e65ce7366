// The package of the hub: does it run where nothing else is installed, and does systemd take its unit?
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { accepts, must, run } from './tools.mjs'

const packageIn = (folder, ending) => {
  const found = readdirSync(folder).find((name) => name.endsWith(ending))
  must(found, `no ${ending} in ${folder}`)
  return join(folder, found)
}

/** What an organisation without internet does, with the keys that the package pins. */
function feedHolds(harmony, place, env) {
  const told = (...words) => run(harmony, ['feed', ...words], { env, cwd: place })
  const keys = ['feed.key', 'next.key'].map((name) => JSON.parse(told('keys', name)).key)
  const manifest = join(place, 'harmony-hub/package.json')
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), feed: { url: 'https://updates.harmony.example/', current: keys[0], next: keys[1] } })) // prettier-ignore
  mkdirSync(join(place, 'feed'))
  for (const name of ['win-x64.exe', 'win-x64.msi']) writeFileSync(join(place, 'feed', `Harmony-9.9.9-${name}`), name)
  told('sign', 'feed', '--version', '9.9.9', '--key', 'feed.key')
  told('mirror', 'feed', 'stick')
  must(/win-x64.msi/.test(told('verify', 'stick')), 'a copy of the feed lacks the installer of the machine')
  writeFileSync(join(place, 'stick/Harmony-9.9.9-win-x64.msi'), 'touched')
  must(!accepts(harmony, ['feed', 'verify', 'stick'], { env, cwd: place }).yes, 'a touched copy of the feed is accepted')
}

/** Unpacks the archive elsewhere and works with it as a machine would on which there is no Node and no project. */
export async function hubRuns(folder, work) {
  const [place, data] = [join(work, 'unpacked'), join(work, 'hub-data')]
  for (const path of [place, data]) mkdirSync(path, { recursive: true })
  run('tar', ['-xf', packageIn(folder, '.tar.gz'), '-C', place])
  const harmony = join(place, 'harmony-hub/bin/harmony')
  const env = { PATH: '/usr/bin:/bin', HOME: place, LANG: 'C.UTF-8' }
  const said = run(harmony, ['--version'], { env, cwd: place }).trim()
  must(/\d+\.\d+\.\d+/.test(said), `it says ${said}`)
  run(harmony, ['demo', '--data', data], { env, cwd: place })
  // Every part of it can be loaded from what the package brings: a command brings its own only when somebody gives it.
  const parts = run(join(place, 'harmony-hub/bin/node'), ['-e', "const parts = require('fs').readdirSync('dist/chunks'); for (const part of parts) require(`./dist/chunks/${part}`); console.log(parts.length); process.exit()"], { env, cwd: join(place, 'harmony-hub') }) // prettier-ignore
  must(Number(parts) > 20, `it has ${parts.trim()} parts`)
  feedHolds(harmony, place, env)
  // What draws documents is native code that nothing but a document loads.
  run(join(place, 'harmony-hub/bin/node'), ['-e', "require('@myriaddreamin/typst-ts-node-compiler').NodeCompiler.create()"], { env, cwd: join(place, 'harmony-hub') }) // prettier-ignore
  const hub = spawn(harmony, ['serve', '--data', data, '--port', '0'], { env, cwd: place, stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    let told = ''
    for (const stream of [hub.stdout, hub.stderr]) stream.on('data', (bytes) => void (told += bytes))
    const listening = () => /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0]
    for (let tries = 0; tries < 300 && !listening() && hub.exitCode === null; tries += 1) await wait(100)
    must(listening(), `it does not serve: ${told.slice(-500)}`)
    const ready = await fetch(`${listening()}/readyz`)
    must(ready.status === 200, `it is not ready: ${ready.status} ${await ready.text()}`)
    const page = await (await fetch(listening())).text()
    must(/<script[^>]+type="module"/.test(page), 'it has no screens')
  } finally {
    hub.kill('SIGTERM')
  }
  const code = hub.exitCode ?? (await new Promise((done) => hub.once('exit', done)))
  must(code === 0, `it ended with ${code}`)
  return said
}

/** The unit, its handbook and its command are where the unit says they are. */
export function hubUnitHolds(folder, work) {
  const root = join(work, 'hub-root')
  mkdirSync(root, { recursive: true })
  run('dpkg-deb', ['--extract', packageIn(folder, '.deb'), root])
  const file = join(root, 'usr/lib/systemd/system/harmony.service')
  const unit = readFileSync(file, 'utf8')
  const named = [.../^ExecStart=(\S+)/m.exec(unit).slice(1), /^Documentation=file:(\S+)/m.exec(unit)[1]]
  for (const path of named) must(existsSync(join(root, path)), `the unit names ${path}, which the package does not bring`)
  mkdirSync(join(root, 'etc'), { recursive: true })
  for (const [program, ...words] of [['systemd-sysusers'], ['systemd-tmpfiles', '--create']]) run(program, [...words, `--root=${root}`, 'harmony.conf']) // prettier-ignore
  must(readFileSync(join(root, 'etc/passwd'), 'utf8').includes(`${/^User=(\w+)/m.exec(unit)[1]}:`), 'the user of the unit is not made')
  const secrets = /^LoadCredential=harmony:(\S+)/m.exec(unit)[1]
  must(existsSync(join(root, secrets)), `the unit takes its secrets from ${secrets}, and without that folder it does not start`)
  // systemd looks for the command on this machine; the copy points at where the package has been unpacked.
  const here = join(work, 'harmony.service')
  writeFileSync(here, unit.replace(/^ExecStart=\/usr/m, `ExecStart=${root}/usr`))
  const found = accepts('systemd-analyze', ['verify', '--man=no', here])
  const complaints = found.said.split('\n').filter((line) => line.includes(here) || line.includes('harmony.service'))
  must(complaints.length === 0, complaints.join('; '))
}
