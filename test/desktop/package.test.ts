// What is packed and from which Electron, without packing.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

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
    const context = `{ appOutDir: ${JSON.stringify(folder)}, electronPlatformName: 'linux', packager: { executableName: 'harmony', appInfo: { productFilename: 'Harmony' }, getResourcesDir: () => ${JSON.stringify(resources)} } }`
    inModule('main/build/after-pack.mjs', `it.default(${context})`)
    expect(readFileSync(join(folder, 'harmony')).equals(Buffer.concat([wire('010011001'), wire('010011001')]))).toBe(true)
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
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
})
