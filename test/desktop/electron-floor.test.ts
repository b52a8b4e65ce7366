// Point 16 of the check list and the floor of the known holes. Nothing here turns red by the mere passing of time; a release does (HARMONY_RELEASE=1).
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(__dirname, '..', '..')
const floor = pathToFileURL(join(root, 'main', 'build', 'electron-floor.mjs')).href
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Versions
interface Versions {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
const bumped = (about: Partial<Record<'electron' | 'electron-updater' | 'electron-builder', string>>): Versions => ({
  dependencies: { 'electron-updater': about['electron-updater'] ?? manifest.dependencies['electron-updater']! },
  devDependencies: {
    electron: about.electron ?? manifest.devDependencies['electron']!,
    'electron-builder': about['electron-builder'] ?? manifest.devDependencies['electron-builder']!,
  },
})
const known = {
  looked: '2026-11-22',
  electron: { 44: '44.11.5', 45: '45.4.1' },
  'electron-updater': '6.8.10',
  'electron-builder': '26.17.0',
}

// The module is of the build, an ES module: all questions are asked in one process.
const asked: readonly (readonly [what: string, expression: string])[] = [
  ['own', `it.tooOld(${JSON.stringify(manifest)})`],
  ...['^45.4.1', '45.4.0', '44.11.4', '42.11.6', '46.0.0', '45.x', ''].map((v) => [`electron ${v}`, `it.tooOld(${JSON.stringify(bumped({ electron: v }))}, known)`] as const), // prettier-ignore
  ...['45.4.1', '45.5.0', '45.10.0', '44.11.5'].map((v) => [`electron ${v}`, `it.tooOld(${JSON.stringify(bumped({ electron: v }))}, known)`] as const), // prettier-ignore
  ['updater', `it.tooOld(${JSON.stringify(bumped({ 'electron-updater': '6.8.9' }))}, known)`],
  ['builder', `it.tooOld(${JSON.stringify(bumped({ 'electron-builder': '26.16.9' }))}, known)`],
  ['day 30', `it.stale(Date.parse('2026-12-22T23:00:00Z'), known) ?? 'fresh'`],
  ['day 31', `it.stale(Date.parse('2026-12-23T01:00:00Z'), known) ?? 'fresh'`],
  ['old, no release', `(() => { const said = []; it.checkFloor(${JSON.stringify(manifest)}, Date.parse('2036-01-01'), false, (line) => said.push(line)); return said })()`],
  ['old, a release', `(() => { try { it.checkFloor(${JSON.stringify(manifest)}, Date.parse('2036-01-01'), true, () => undefined) } catch (error) { return error.message } })()`],
  ['today', 'it.stale(Date.now()) ?? null'],
] // prettier-ignore
const answers = new Map<string, unknown>()
beforeAll(() => {
  const code = `import * as it from ${JSON.stringify(floor)}\nconst known = ${JSON.stringify(known)}\nconsole.log(JSON.stringify([${asked.map(([, expression]) => expression).join(',\n')}]))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  asked.forEach(([what], i) => answers.set(what, (JSON.parse(stdout) as unknown[])[i]))
})

it('holds for this product', () => expect(answers.get('own')).toEqual([]))
it.each(['45.4.1', '45.5.0', '45.10.0', '44.11.5'])('electron %s will do', (version) =>
  expect(answers.get(`electron ${version}`)).toEqual([]),
)
it.each(['^45.4.1', '45.4.0', '44.11.4', '42.11.6', '46.0.0', '45.x', ''])('electron "%s" will not', (version) =>
  expect(answers.get(`electron ${version}`)).toHaveLength(1),
)
it.each(['updater', 'builder'])('an old electron-%s will not', (what) =>
  expect(answers.get(what)).toEqual([expect.stringMatching(/has known holes/)]),
)
it('counts for thirty days, then says so, and stops a release', () => {
  expect(answers.get('day 30')).toBe('fresh')
  expect(answers.get('day 31')).toMatch(/31 days ago/)
  expect(answers.get('old, no release')).toEqual([expect.stringMatching(/^ELECTRON FLOOR/)])
  expect(answers.get('old, a release')).toMatch(/^ELECTRON FLOOR/)
})
it('is what every package is built after', () =>
  expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/^beforePack: main\/build\/electron-floor\.mjs$/m))
afterAll(() => {
  const old = answers.get('today')
  if (typeof old === 'string') process.stderr.write(`\n${old}\n`)
})
