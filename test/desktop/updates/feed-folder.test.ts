// `harmony feed`: from a pair of keys to the copy in a company without internet. No database is opened: there is none.
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signFeed } from '../../../main/desktop/updates/signature.ts'
import { harmony as typed } from '../../doors/terminal.ts'
import { cleared, desktop, feedServer, keys, newFolder, put, release, today } from './feed-server.ts'
import { signFolder } from '../../../main/desktop/updates/folder.ts'

afterEach(cleared)

const harmony = async (...words: string[]): Promise<{ readonly code: number; readonly said: string; readonly errors: string }> => {
  const { code, output, errors } = await typed(['feed', ...words], '', { HARMONY_DATA: '/nowhere/at/all' })
  return { code, said: output, errors }
}
async function pair(folder: string, name: string): Promise<{ readonly file: string; readonly key: string }> {
  const file = join(folder, name)
  const { said } = await harmony('keys', file)
  return { file, key: (JSON.parse(said) as { key: string }).key }
}
/** A folder with the installers of three systems, signed. */
async function signed(
  more: string[] = [],
): Promise<{ readonly folder: string; readonly key: string; readonly file: string; readonly other: string }> {
  const [folder, safe] = [newFolder(), newFolder()]
  put(folder, '1.1.0')
  for (const name of [
    'Harmony-1.1.0-linux-amd64.deb',
    'Harmony-1.1.0-mac-arm64.zip',
    'Harmony-1.1.0-linux-arm64.deb',
    'Harmony-1.0.0-linux-amd64.deb',
    'Harmony-1.1.0-win-x64.msi',
    'Harmony-hub-1.1.0-win-x64.zip',
    'Harmony-hub-1.1.0-linux-x64.tar.gz',
    'Harmony-1.1.0-sbom.cdx.json',
    'notes-1.1.0-x.txt',
  ])
    writeFileSync(join(folder, name), name)
  writeFileSync(join(folder, 'Harmony-1.1.0-win-x64.exe.blockmap'), 'map')
  const [{ file, key }, other] = [await pair(safe, 'key'), await pair(safe, 'other')]
  const { code } = await harmony('sign', folder, '--version', '1.1.0', '--key', file, ...more)
  expect(code).toBe(0)
  return { folder, key, file, other: other.key }
}

it('makes a pair of keys that only its owner can read, and never writes over one', async () => {
  const { file, key } = await pair(newFolder(), 'key')
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const secret = readFileSync(file, 'utf8')
  expect(secret).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  expect(await harmony('keys', file)).toMatchObject({ code: 2 })
  expect(readFileSync(file, 'utf8')).toBe(secret)
})

it('signs a feed for each system, with everything that a release may ask for, and a desktop believes it', async () => {
  const { folder, key } = await signed([
    '--min-os',
    '10.0.17763',
    '--schema',
    '40',
    '--staging',
    '100',
    '--days',
    '400',
    '--min-version',
    '0.9.0',
    '--min-glibc',
    '2.34',
  ])
  expect(readdirSync(folder).filter((name) => name.endsWith('.yml')).sort()).toEqual(['latest-linux-arm64.yml', 'latest-linux.yml', 'latest-mac.yml', 'latest.yml']) // prettier-ignore
  const text = readFileSync(join(folder, 'latest-linux.yml'), 'utf8')
  expect(text).toContain('Harmony-1.1.0-linux-amd64.deb')
  expect(text).not.toMatch(/1\.0\.0|notes|win/)
  for (const line of ['minOs: "10.0.17763"', 'minGlibc: "2.34"', 'dbSchemaMax: 40', 'minVersion: "0.9.0"', 'stagingPercentage: 100'])
    expect(text).toContain(`${line}\n`)
  const feed = await feedServer(folder)
  const host = { keys: { current: key, next: keys.second.key }, clock: Date.now }
  expect(await desktop({ url: feed.url, host }).keeper.check()).toMatchObject({ state: 'ready', version: '1.1.0' })
})

it('verifies every file', async () => {
  const { folder, key } = await signed()
  const { code, said } = await harmony('verify', folder, '--trust', key)
  expect(said.trim().split('\n')).toEqual([
    '✓ latest-linux-arm64.yml', '✓ latest-linux.yml', '✓ latest-mac.yml', '✓ latest.yml',
    '✓ Harmony-1.1.0-linux-arm64.deb', '✓ Harmony-1.1.0-sbom.cdx.json', '✓ Harmony-1.1.0-linux-amd64.deb', '✓ Harmony-hub-1.1.0-linux-x64.tar.gz', '✓ Harmony-1.1.0-mac-arm64.zip',
    // The installer of the whole machine and the hub's packages too: IT needs them where there is no internet.
    '✓ Harmony-1.1.0-win-x64.exe', '✓ Harmony-1.1.0-win-x64.msi', '✓ Harmony-hub-1.1.0-win-x64.zip',
  ]) // prettier-ignore
  expect(code).toBe(0)
})

const spoiled: readonly (readonly [string, (folder: string) => void, RegExp])[] = [
  [
    'a changed installer',
    (folder) => truncateSync(join(folder, 'Harmony-1.1.0-win-x64.exe'), 39_999),
    /^Harmony-1.1.0-win-x64.exe: it has 39999 bytes instead of 40000$/,
  ],
  [
    'an installer of the same length',
    (folder) => writeFileSync(join(folder, 'Harmony-1.1.0-mac-arm64.zip'), 'Harmony-1.1.0-mac-arm64.ZIP'),
    /^Harmony-1.1.0-mac-arm64.zip: its SHA-512 is another one$/,
  ],
  [
    'a missing installer',
    (folder) => rmSync(join(folder, 'Harmony-1.1.0-linux-amd64.deb')),
    /^Harmony-1.1.0-linux-amd64.deb: it is not there$/,
  ],
  [
    'a changed feed',
    (folder) => appendFileSync(join(folder, 'latest-mac.yml'), ' '),
    /^latest-mac.yml: no signature of a key that is known here fits this text/,
  ],
  ['a missing signature', (folder) => rmSync(join(folder, 'latest.yml.sig')), /^latest.yml: the file is not there: latest.yml.sig$/],
  [
    'an expired feed',
    (folder) => signFolder(folder, release('1.1.0', { issued: 1, expires: 2 }), [keys.first.secret]),
    /^latest-linux-arm64.yml: it has expired/,
  ],
]
it.each(spoiled)('finds %s, says so first, and copies nothing', async (_what, spoil, broken) => {
  const { folder, key } = await signed()
  spoil(folder)
  const trust = ['--trust', key, '--trust', keys.first.key]
  const told = await harmony('verify', folder, ...trust, '--json')
  const verdict = JSON.parse(told.said) as { ok: boolean; broken: { file: string; fault: string } }
  expect([told.code, verdict.ok]).toEqual([1, false])
  expect(`${verdict.broken.file}: ${verdict.broken.fault}`).toMatch(broken)
  expect((await harmony('verify', folder, ...trust)).said).toContain(`The first fault: ${verdict.broken.file}`)
  const target = join(newFolder(), 'copy')
  expect((await harmony('mirror', folder, target, ...trust)).code).toBe(1)
  expect(existsSync(target)).toBe(false)
})

it('believes nobody whom it was not told to trust', async () => {
  const { folder, key, other } = await signed()
  expect((await harmony('verify', folder, '--trust', other)).code).toBe(1)
  expect((await harmony('verify', folder)).errors).toContain('this build pins no keys')
  writeFileSync(join(folder, 'key.pub'), `${key}\n`)
  expect((await harmony('verify', folder, '--trust', join(folder, 'key.pub'))).code).toBe(0)
})

it('copies a feed to where there is no internet: whole, and never back to an older one', async () => {
  const { folder, key, file } = await signed()
  const target = join(newFolder(), 'intranet')
  expect((await harmony('mirror', folder, target, '--trust', key)).code).toBe(0)
  expect(readdirSync(target).sort()).toEqual([...readdirSync(folder)].filter((name) => !/^notes|1\.0\.0/.test(name)).sort())
  expect((await harmony('verify', target, '--trust', key)).code).toBe(0)
  // A second time changes nothing; an older stick is refused.
  expect((await harmony('mirror', folder, target, '--trust', key)).code).toBe(0)
  put(target, '1.2.0')
  await harmony('sign', target, '--version', '1.2.0', '--key', file)
  const refused = await harmony('mirror', folder, target, '--trust', key)
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.errors).toContain('it is older than what was seen before: latest.yml')
  expect(readFileSync(join(target, 'latest.yml'), 'utf8')).toContain('1.2.0')
})

it.each([
  [['sign', 'x'], '--key names the file'],
  [['sign', 'x', '--key', '/no/such/key'], 'cannot read'],
  [['publish', 'x'], 'feed knows sign, mirror, verify, keys'],
  [['toString', 'x'], 'feed knows'],
  [['sign', 'main', '--version', '1.1.0', '--key', 'package.json'], 'package.json holds no secret key of a feed'],
  [['verify', '/nowhere/at/all', '--trust', keys.first.key], 'there is no folder /nowhere/at/all'],
  [['mirror', 'x'], 'wants the folder of a feed and the folder'],
  [['verify', '.', '--trust', 'abc'], '64 hex digits'],
])('%j is not understood', async (words, why) => {
  const { code, errors } = await harmony(...words)
  expect([code, errors]).toEqual([2, expect.stringContaining(why)])
})

it('refuses to sign what a desktop would refuse to read', async () => {
  const { folder, file } = await signed()
  for (const words of [
    ['--version', '9.9.9'],
    ['--version', '1.1'],
    ['--version', '1.1.0', '--min-os', 'eleven'],
    ['--version', '1.1.0', '--staging', '101'],
    ['--version', '1.1.0', '--days', '401'],
  ])
    expect((await harmony('sign', folder, '--key', file, ...words)).code).not.toBe(0)
  expect(readFileSync(join(folder, 'latest.yml'), 'utf8')).toContain('"1.1.0"')
  expect(signFeed('latest.yml', 'x', [keys.first.secret])).toMatch(/^ed25519 [0-9a-f]{16} [A-Za-z0-9+/]{86}==\n$/)
  expect(today).toBeGreaterThan(0)
})
