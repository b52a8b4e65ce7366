// What is packed and from which Electron, without packing.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { settingDefinitions } from '../../core/support/settings.ts'

const root = join(__dirname, '..', '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly main: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
const folder = mkdtempSync(join(tmpdir(), 'harmony-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// electron-builder's own packages are reached from it, as npm may nest them.
const builder = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder/package.json'))
interface Configuration {
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly files: readonly string[]
  readonly [key: string]: unknown
}
const configuration = (): Configuration => (builder('js-yaml') as { load(text: string): Configuration }).load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) // prettier-ignore
const validate = (given: unknown): Promise<void> => {
  const { validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as { validateConfiguration(given: unknown, log: { isEnabled: boolean }): Promise<void> } // prettier-ignore
  return validateConfiguration(given, { isEnabled: false })
}
/** Runs a piece of a build script, which is an ES module, in a process of its own. */
const inModule = (file: string, code: string, environment: Record<string, string> = {}): string =>
  execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `import * as it from ${JSON.stringify(pathToFileURL(join(root, file)).href)}\n${code}`],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    },
  )

describe('the configuration of electron-builder', () => {
  it('is one that it understands', () => expect(validate(configuration())).resolves.toBeUndefined())
  it('is looked at closely: a wrong word is refused', () =>
    expect(validate({ ...configuration(), asarUnpak: [] })).rejects.toThrow('asarUnpak'))
  it('packs the bundles, native code outside the archive, and builds nothing', () => {
    expect(configuration()).toMatchObject({ asar: true, asarUnpack: ['**/*.node'], npmRebuild: false, publish: null })
    expect(configuration().files).toEqual(expect.arrayContaining(['dist/*.cjs', 'dist/chunks/*.cjs', 'dist/renderer/**']))
    expect(manifest.main).toBe('dist/electron.cjs')
  })
})

describe('the installer of the whole machine', () => {
  const project = '<Wix><Product Id="*"><Feature Id="F"><ComponentGroupRef Id="ProductComponents"/></Feature></Product></Wix>'
  const given = (text: string): string => inModule('main/build/msi.mjs', `process.stdout.write(it.withPolicies(${JSON.stringify(text)}))`)
  it('carries every setting of one value as a property and a row of the registry, written where it was given and kept through upgrades', () => {
    const wix = given(project)
    const single = Object.entries(settingDefinitions).filter(([, { type }]) => type !== 'texts')
    expect(single.length).toBeGreaterThan(10)
    for (const [key, { type }] of single) {
      const property = key.toUpperCase()
      expect(wix).toContain(`<Property Id="${property}" Secure="yes"/>`)
      const kind = type === 'flag' || type === 'count' ? 'integer' : 'string'
      expect(wix).toMatch(
        new RegExp(
          `Permanent="yes" Win64="yes" Directory="TARGETDIR"><Condition>${property}</Condition><RegistryValue Root="HKLM" Key="SOFTWARE.Policies.Harmony" Name="${key}" Type="${kind}" Value="\\[${property}\\]"`,
        ),
      )
    }
    expect(wix).toContain('<ComponentGroupRef Id="PolicyComponents"/>')
    expect(configuration()).toMatchObject({ msiProjectCreated: 'main/build/msi.mjs', msi: { perMachine: true, oneClick: false } })
  })
  it('stops where the project looks different: an installer without its policies is none', () =>
    expect(() => given('<Wix/>')).toThrow('the policies would be missing'))
  it('always has the same numbers, so that a version replaces the one before', () => {
    const numbers = inModule('main/build/msi.mjs', "console.log(it.upgradeCode, it.guidOf('HubUrl'))").trim().split(' ')
    expect(numbers).toEqual([(configuration()['msi'] as { upgradeCode: string }).upgradeCode, 'ae22ed7f-0a59-54e7-ae06-6bdbb498c3a1'])
  })
})

it('the desktop and the hub are neighbours on one machine of Linux: no command of one is the other’s, and a window finds its entry', () => {
  const { executableName, syncDesktopName } = configuration()['linux'] as { executableName: string; syncDesktopName: boolean }
  expect(readFileSync(join(root, 'main/build/hub-package.mjs'), 'utf8')).toContain("join(root, 'usr/bin/harmony')")
  expect(executableName).not.toBe('harmony')
  expect([syncDesktopName, configuration()['extraMetadata']]).toEqual([true, { desktopName: `${executableName}.desktop` }])
})

it('an installation of one person asks for no administrator, keeps what was captured, and brings its block maps', () => {
  expect(configuration()['nsis']).toMatchObject({
    perMachine: false,
    allowElevation: false,
    packElevateHelper: false,
    deleteAppDataOnUninstall: false,
    differentialPackage: true,
  })
  expect(configuration()).toMatchObject({ linux: { target: expect.arrayContaining(['deb', 'rpm', 'AppImage'].map((target) => expect.objectContaining({ target }))) } }) // prettier-ignore
})

describe('the bill of materials', () => {
  const whole = {
    metadata: { component: { 'bom-ref': 'harmony' } },
    components: ['a', 'b', 'c', 'tool', 'deep'].map((name) => ({ 'bom-ref': name, name })),
    dependencies: [
      { ref: 'harmony', dependsOn: ['a', 'tool'] },
      { ref: 'a', dependsOn: ['b'] },
      { ref: 'b', dependsOn: ['a', 'c'] },
      { ref: 'tool', dependsOn: ['deep', 'c'] },
    ],
  }
  const kept = (names: string[]): unknown =>
    JSON.parse(inModule('main/build/bill.mjs', `console.log(JSON.stringify(it.billOf(${JSON.stringify(whole)}, ${JSON.stringify(names)}).components.map((c) => c.name)))`)) // prettier-ignore
  it('lists what the product needs and what that needs, and no tool of the development', () => expect(kept(['a'])).toEqual(['a', 'b', 'c']))
  it('stops where a package of the product is not in it', () => expect(() => kept(['a', 'gone'])).toThrow('lacks gone'))
})

describe('the release', () => {
  const text = readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')
  const { jobs } = (builder('js-yaml') as { load(text: string): { jobs: Record<string, { environment?: string; needs?: string; env?: object; strategy?: { matrix: { include: { system: string }[] } } }> } }).load(text) // prettier-ignore
  it('packs every system after the tests, refuses what is unsigned, and signs where somebody let it', () => {
    expect(Object.keys(jobs)).toEqual(['tested', 'packages', 'feed'])
    expect(jobs['packages']).toMatchObject({ needs: 'tested', environment: 'release', env: { HARMONY_RELEASE: '1' } })
    expect(jobs['packages']!.strategy!.matrix.include.map(({ system }) => system)).toEqual(['linux', 'win', 'mac'])
    expect(jobs['feed']).toMatchObject({ needs: 'packages', environment: 'release' })
  })
  it('pins the feed and its keys in the product, and keeps every secret out of command lines', () => {
    for (const name of ['url', 'current', 'next']) expect(text).toContain(`-c.extraMetadata.feed.${name}=`)
    for (const name of ['URL', 'KEY_CURRENT', 'KEY_NEXT']) expect(text).toContain(`HARMONY_FEED_${name}: \${{ vars.FEED_${name} }}`)
    const lines = text.split('\n').filter((line) => /secrets\./.test(line))
    expect(lines.length).toBeGreaterThan(8)
    expect(lines.filter((line) => !/^ {10}[A-Z_]+: \$\{\{/.test(line))).toEqual([])
  })
})

describe('the fuses', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  // The states of Electron 45 as it comes: 0 off, 1 on.
  const wire = (states: string): Buffer =>
    Buffer.concat([Buffer.from(`ELF ${sentinel}`), Buffer.from([1, states.length]), Buffer.from(`${states} end`)])
  const table = {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    wasmTrapHandlers: true,
  }
  it('are all nine decided, the same in both places', () => {
    expect(
      Object.fromEntries(JSON.parse(inModule('main/build/after-pack.mjs', 'console.log(JSON.stringify(it.fuses))')) as [string, boolean][]),
    ).toEqual(table)
    const { wasmTrapHandlers: _, ...eight } = table
    expect(configuration().electronFuses).toEqual(eight)
  })
  it('are set in the binary, in both halves of a universal one, and Electron’s demo application goes', () => {
    const resources = join(folder, 'resources')
    mkdirSync(resources)
    writeFileSync(join(resources, 'default_app.asar'), 'demo')
    writeFileSync(join(folder, 'harmony'), Buffer.concat([wire('101110011'), wire('101110011')]))
    const context = (system: string): string =>
      `{ appOutDir: ${JSON.stringify(folder)}, electronPlatformName: '${system}', packager: { executableName: 'harmony', appInfo: { productFilename: 'Harmony' }, getResourcesDir: () => ${JSON.stringify(resources)} } }`
    inModule('main/build/after-pack.mjs', `it.default(${context('linux')})`)
    expect(readFileSync(join(folder, 'harmony')).equals(Buffer.concat([wire('010011001'), wire('010011001')]))).toBe(true)
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
    // What the updater of Windows reads is not there on other systems, and names the publisher of a release.
    expect(existsSync(join(resources, 'app-update.yml'))).toBe(false)
    writeFileSync(join(folder, 'Harmony.exe'), wire('101110011'))
    const publisher = 'CN="Harmony, Ltd", C=DE'
    inModule('main/build/after-pack.mjs', `it.default(${context('win32')})`, { HARMONY_PUBLISHER: publisher, HARMONY_RELEASE: '1' })
    const named = (builder('js-yaml') as { load(text: string): unknown }).load(readFileSync(join(resources, 'app-update.yml'), 'utf8'))
    expect(named).toEqual({ provider: 'generic', updaterCacheDirName: 'harmony-updater', publisherName: [publisher] })
    const nobody = { HARMONY_PUBLISHER: '', HARMONY_RELEASE: '1' }
    expect(() => inModule('main/build/after-pack.mjs', `it.default(${context('win32')})`, nobody)).toThrow('HARMONY_PUBLISHER')
  })
  it.each([
    ['a tenth fuse', wire('1011100111'), 'Decide about the new ones'],
    ['no wire', Buffer.from('ELF'), 'no fuse wire'],
  ])('with %s the packing stops', (_what, binary, message) => {
    const file = join(folder, 'odd')
    writeFileSync(file, binary)
    expect(() => inModule('main/build/after-pack.mjs', `it.setFuses(${JSON.stringify(file)})`)).toThrow(message)
  })
})

describe('signing for Windows', () => {
  const command = (environment: Record<string, string>): unknown =>
    JSON.parse(inModule('main/build/sign-windows.mjs', "console.log(JSON.stringify(it.signCommand('a b.exe') ?? null))", environment))
  it('runs the command of the release machine on the file', () => {
    expect(command({ HARMONY_SIGN_COMMAND: '["jsign", "--alias", "x y", "{file}"]' })).toEqual(['jsign', '--alias', 'x y', 'a b.exe'])
    expect(command({ HARMONY_SIGN_COMMAND: '' })).toBeNull()
  })
  it.each([
    [{ HARMONY_RELEASE: '1', HARMONY_SIGN_COMMAND: '' }, 'this is a release'],
    [{ HARMONY_SIGN_COMMAND: '["jsign"]' }, 'with "{file}"'],
    [{ HARMONY_SIGN_COMMAND: '"jsign {file}"' }, 'JSON list'],
  ])('refuses to go on with %j', (environment, message) => expect(() => command(environment as Record<string, string>)).toThrow(message))
})

it('what stays outside the bundle is a dependency of the packed product', () => {
  const inside = readFileSync(join(root, 'main', 'build', 'build.mjs'), 'utf8').match(/const bundled = \[([^\]]+)\]/)![1]!
  const bundled = [...inside.matchAll(/'([^']+)'/g)].map((found) => found[1]!)
  const plan = JSON.parse(inModule('main/build/build.mjs', 'console.log(JSON.stringify(await it.packagesOutside()))')) as string[]
  expect(plan.length).toBeGreaterThan(3)
  const missing = plan.filter((name) => name !== 'electron' && !(name in manifest.dependencies))
  expect(missing).toEqual([])
  expect(bundled.filter((name) => plan.includes(name))).toEqual([])
  // The hub's own package brings them as well, for its bundles are the same.
  const hub = JSON.parse(inModule('main/build/hub-package.mjs', "console.log(JSON.stringify(it.packagesOfHub().map((folder) => folder.split('node_modules').at(-1).slice(1).replaceAll('\\\\', '/'))))")) as string[] // prettier-ignore
  expect(plan.filter((name) => name !== 'electron' && !hub.includes(name))).toEqual([])
})
