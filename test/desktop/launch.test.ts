// From a checkout to a running product: the guard, the rebuilding launcher, and `npm start`.
import { execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloadElectron, findElectron, type ElectronWorld } from '../../main/desktop/electron-binary.ts'
import { electronWords, hasScreen } from '../../main/start.ts'

const root = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'harmony-launch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}
const node = (words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [...words], { env: { ...process.env, ...environment } }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

describe('the guard', () => {
  // Even where the process is newer: the launcher reads the version before it reads anything of ours.
  it.each([
    ['20.20.2', 2],
    ['22.11.0', 2],
    ['12.22.0', 2],
    ['22.12.0', 0],
    ['24.21.0', 0],
  ])(
    'meets Node %s with exit code %i',
    async (version, code) => {
      const pretend = join(folder, 'pretend.cjs')
      writeFileSync(
        pretend,
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: ${JSON.stringify(version)} } })`,
      )
      const ended = await node(['--require', pretend, join(root, 'main', 'launch.mjs'), '--version'])
      expect([ended.code, ended.err.includes('Harmony needs Node.js 22.12 or newer')]).toEqual([code, code === 2])
      if (code === 2) expect(ended.err).toContain('https://nodejs.org')
    },
    60_000,
  )
  it('is written so that an old Node can read it', () => {
    for (const file of ['main/launch.mjs', 'main/build/fresh.mjs']) {
      const code = readFileSync(join(root, file), 'utf8')
        .replace(/^\s*\/\/.*$/gm, '')
        .replace(/\/\*[^]*?\*\//g, '')
      expect([file, code.match(/\?\.|\?\?|from 'node:|^await |\?\?=|#\w+ =|\.at\(|replaceAll/gm)]).toEqual([file, null])
    }
  })
})

describe('the launcher', () => {
  const project = join(folder, 'project')
  const launch = (...words: string[]): Promise<Ended> => node([join(project, 'main', 'launch.mjs'), ...words])
  const source = (text: string): string =>
    `import { word } from '../core/word.ts'\nexport async function main(words: readonly string[]): Promise<number> {\n  console.log(word + ${text} + words.join())\n  const { more } = await import('./more.ts')\n  return more\n}\n`
  const cli = join(project, 'main', 'cli.ts')
  beforeAll(() => {
    for (const name of ['core', 'migrations', join('main', 'build')]) mkdirSync(join(project, name), { recursive: true })
    cpSync(join(root, 'main', 'build'), join(project, 'main', 'build'), { recursive: true })
    cpSync(join(root, 'main', 'launch.mjs'), join(project, 'main', 'launch.mjs'))
    cpSync(join(root, 'package.json'), join(project, 'package.json'))
    writeFileSync(join(project, 'package-lock.json'), '{}')
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
    writeFileSync(join(project, 'core', 'word.ts'), "export const word: string = 'said '\n")
    writeFileSync(join(project, 'main', 'more.ts'), 'export const more: number = 3\n')
    writeFileSync(cli, source("'one '"))
  })
  const built = (): number => statSync(join(project, 'dist', '.main-built')).mtimeMs
  const later = (file: string): void => {
    const soon = new Date(Date.now() + 2_000)
    utimesSync(file, soon, soon)
  }

  it('builds once for all who start at the same time, and passes on words and exit code', async () => {
    const ended = await Promise.all([1, 2, 3, 4].map((n) => launch('call', String(n))))
    expect(ended.map(({ code, out }) => [code, out])).toEqual([1, 2, 3, 4].map((n) => [3, `said one call,${n}\n`]))
    expect(existsSync(join(project, 'dist', '.main-building'))).toBe(false)
  }, 60_000)
  it('builds again only when a source is newer', async () => {
    const first = built()
    await launch()
    expect(built()).toBe(first)
    writeFileSync(cli, source("'two '"))
    later(cli)
    expect((await launch()).out).toBe('said two \n')
    // A file that went away shows only in the time of its folder.
    const moment = (seconds: number): Date => new Date(built() + seconds * 1000)
    utimesSync(cli, moment(-10), moment(-10))
    utimesSync(join(project, 'core'), moment(-10), moment(-10))
    const before = built()
    await launch()
    expect(built()).toBe(before)
    utimesSync(join(project, 'core'), moment(1), moment(1))
    await launch()
    expect(built()).toBeGreaterThan(before)
    utimesSync(join(project, 'core'), moment(-10), moment(-10))
  }, 60_000)
  it('says what is wrong with a source, and goes on when it is mended', async () => {
    writeFileSync(cli, 'export const = 1')
    later(cli)
    const broken = await launch()
    expect([broken.code, broken.out]).toEqual([70, ''])
    expect(broken.err).toContain('The main bundle could not be built.')
    expect(broken.err).not.toContain('    at ')
    writeFileSync(cli, source("'three '"))
    expect((await launch()).out).toBe('said three \n')
  }, 60_000)
  it('does not wait for a build whose process is gone', async () => {
    writeFileSync(join(project, 'dist', '.main-building'), '2147483646')
    later(cli)
    expect((await launch()).out).toBe('said three \n')
  }, 60_000)
  it('runs without its sources and its tools', async () => {
    rmSync(cli)
    expect((await launch()).out).toBe('said three \n')
  }, 60_000)
})

describe('Electron’s binary', () => {
  const world = (change: Partial<ElectronWorld> = {}): ElectronWorld & { asked: string[]; said: string[] } => {
    const asked: string[] = []
    const said: string[] = []
    return {
      root: join(folder, 'checkout'),
      environment: {},
      platform: 'linux',
      now: () => 1_000_000,
      answers: (address) => (asked.push(address), Promise.resolve(false)),
      install: (script) => (asked.push(script), Promise.resolve(true)),
      say: (line) => said.push(line),
      ...change,
      asked,
      said,
    }
  }
  const electron = join(folder, 'checkout', 'node_modules', 'electron')
  beforeAll(() => {
    mkdirSync(electron, { recursive: true })
    writeFileSync(join(electron, 'package.json'), '{"name":"electron","version":"45.4.1"}')
    writeFileSync(join(folder, 'checkout', 'package.json'), '{}')
  })
  it('is asked for once a day where it cannot be had', async () => {
    const first = world()
    expect(await downloadElectron(first)).toBeUndefined()
    expect(first.asked).toEqual(['https://github.com/electron/electron/releases/download/v45.4.1/SHASUMS256.txt'])
    const soon = world({ now: () => 1_000_001 })
    expect(await downloadElectron(soon)).toBeUndefined()
    expect(soon.asked).toEqual([])
    const tomorrow = world({ now: () => 1_000_000 + 86_400_000, environment: { ELECTRON_MIRROR: 'https://mirror.example/' } })
    await downloadElectron(tomorrow)
    expect(tomorrow.asked).toEqual(['https://mirror.example/v45.4.1/SHASUMS256.txt'])
    const wished = world({ environment: { HARMONY_DOWNLOAD_ELECTRON: '1' } })
    await downloadElectron(wished)
    expect(wished.asked).toHaveLength(1)
    const never = world({ now: () => 9e12, environment: { HARMONY_DOWNLOAD_ELECTRON: '0' } })
    await downloadElectron(never)
    expect(never.asked).toEqual([])
  })
  it('is taken where it is, or after its own installer fetched it', async () => {
    const asked: string[] = []
    const fetching = world({
      now: () => 9e12,
      answers: () => Promise.resolve(true),
      install: (script) => {
        asked.push(script)
        mkdirSync(join(electron, 'dist'), { recursive: true })
        writeFileSync(join(electron, 'dist', 'electron'), '')
        return Promise.resolve(true)
      },
    })
    expect(findElectron(fetching)).toBeUndefined()
    expect(await downloadElectron(fetching)).toBe(join(electron, 'dist', 'electron'))
    expect(asked).toEqual([join(electron, 'install.js')])
    expect(fetching.said).toEqual(['Downloading Electron 45.4.1, once (about 115 MB) …'])
    const own = join(folder, 'own')
    mkdirSync(own)
    writeFileSync(join(own, 'electron'), '')
    expect(findElectron({ ...fetching, environment: { HARMONY_ELECTRON_DIST: own } })).toBe(join(own, 'electron'))
    expect(findElectron({ ...fetching, platform: 'darwin' })).toBeUndefined()
  })
})

describe('npm start', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %j: a screen %s', (platform, environment, expected) => expect(hasScreen(environment, platform)).toBe(expected))

  it('leaves Chromium’s sandbox off for root on Linux and for nobody else', () => {
    const words = ['/harmony', '--data', '/data', '--demo']
    expect(electronWords('/harmony', '/data', 'linux', 0)).toEqual(['--no-sandbox', ...words])
    expect(electronWords('/harmony', '/data', 'linux', 1000)).toEqual(words)
    expect(electronWords('/harmony', '/data', 'darwin', 0)).toEqual(words)
    expect(electronWords('/harmony', '/data', 'win32', undefined)).toEqual(words)
  })

  const fakeBinary = (name: string, script: string): string => {
    const place = join(folder, name)
    mkdirSync(place)
    writeFileSync(join(place, 'electron'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(place, 'electron'), 0o755)
    return place
  }
  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux(
    'starts the desktop with the data folder and answers with its exit code',
    async () => {
      const told = join(folder, 'told')
      const dist = fakeBinary('good', `echo "$@" "$ELECTRON_RUN_AS_NODE" > ${told}; exit 0`)
      const data = join(folder, 'data of mine')
      const environment = { HARMONY_ELECTRON_DIST: dist, DISPLAY: ':99', ELECTRON_RUN_AS_NODE: '1' }
      const ended = await node([join(root, 'main', 'launch.mjs'), 'start', '--data', data], environment)
      expect([ended.code, ended.out]).toEqual([0, ''])
      // What would turn the desktop into a plain Node is not passed on.
      expect(readFileSync(told, 'utf8').trim().endsWith(`${root} --data ${data} --demo`)).toBe(true)
    },
    120_000,
  )

  onLinux(
    'serves the same application to the browser where the desktop cannot start',
    async () => {
      const dist = fakeBinary('bad', 'exit 1')
      const data = join(folder, 'served')
      expect((await node([join(root, 'main', 'launch.mjs'), 'migrate', '--data', data])).code).toBe(0)
      const child = spawn(process.execPath, [join(root, 'main', 'launch.mjs'), 'start', '--data', data, '--port', '0'], {
        env: { ...process.env, HARMONY_ELECTRON_DIST: dist, DISPLAY: ':99', BROWSER: 'none' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let [out, err] = ['', '']
      child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
      const address = await new Promise<string>((resolve, reject) => {
        child.stdout.on('data', (bytes: Buffer) => {
          out += bytes.toString()
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out)
          if (found) resolve(found[0])
        })
        child.on('exit', (code) => reject(new Error(`exit ${code}: ${err}`)))
      })
      const page = await fetch(address)
      expect([page.status, page.headers.get('content-security-policy')?.startsWith("default-src 'none'")]).toEqual([200, true])
      expect(err).toContain('Electron could not start here, so Harmony serves the same application to the browser.')
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
    },
    120_000,
  )
})

// The real binary: `HARMONY_ELECTRON_DIST` names the folder of the unpacked official archive.
const binary = process.env['HARMONY_ELECTRON_DIST']
if (!binary) console.warn('SKIPPED: tests of the real Electron binary. Set HARMONY_ELECTRON_DIST to run them.')
;(binary ? it : it.skip)(
  'the real binary opens the page in a sandboxed window',
  async () => {
    const { _electron } = await import('playwright-core')
    const app = await _electron.launch({
      executablePath: join(binary!, 'electron'),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--data', join(folder, 'real'), '--demo'],
      chromiumSandbox: process.getuid?.() !== 0,
    })
    try {
      const window = await app.firstWindow()
      await window.waitForLoadState('domcontentloaded')
      expect(window.url()).toBe('app://harmony/')
      expect(await window.evaluate('[typeof require, typeof process, Object.isFrozen(window.harmony)]')).toEqual([
        'undefined',
        'undefined',
        true,
      ])
    } finally {
      await app.close()
    }
  },
  120_000,
)
