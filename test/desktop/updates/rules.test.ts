// The rules beside the way of an update: versions, which installation does what, whom Windows says signed, where the feed is.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOfName, publisherCheck } from '../../../main/desktop/updates/authenticode.ts'
import { FeedFault, isPlainName, readFeed, writeFeed } from '../../../main/desktop/updates/feed.ts'
import { noUpdatePolicy, sourceOf, type InstalledAs } from '../../../main/desktop/updates/mode.ts'
import { feedUrl, pinnedFeed } from '../../../main/desktop/updates/pinned.ts'
import { compareVersions, isVersion, reaches } from '../../../main/desktop/updates/versions.ts'
import { workLine, type WorkOrder } from '../../../main/desktop/updates/work-line.ts'
import { SignedProvider } from '../../../main/desktop/updates/provider.ts'
import { cleared, keys, newFolder, release } from './feed-server.ts'

afterEach(cleared)

describe('versions', () => {
  it('stand in the order of Semantic Versioning', () => {
    const ordered = ['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'] // prettier-ignore
    for (const [place, version] of ordered.entries())
      for (const [other, against] of ordered.entries())
        expect([version, against, Math.sign(compareVersions(version, against))]).toEqual([version, against, Math.sign(place - other)])
  })
  it.each(['1', '1.2', '1.2.3.4', 'v1.2.3', '01.2.3', '1.2.3+build', '1.2.x', '', ' 1.2.3', '1.2.3\n', 123, null])('%j is none', (text) =>
    expect(isVersion(text)).toBe(false),
  )
  it.each([
    ['10.0.22631', '10.0.17763', true],
    ['10.0.17763', '10.0.22631', false],
    ['2.36', '2.34', true],
    ['2.9', '2.34', false],
    ['6.1.0-13-amd64', '6.1', true],
    ['10.0', '10.0.1', false],
    ['', '1', false],
  ])('%s reaches %s: %s', (actual, least, answer) => expect(reaches(actual, least)).toBe(answer))
})

it.each(['../x', 'a/b', 'a\\b', '.hidden', 'https:x', '//x', '%2e%2e', 'a?b', 'a#b', '', 'a..b', '-x', 'x\n', 'C:x', null, 5])(
  '%j is no plain name of a file',
  (name) => expect(isPlainName(name)).toBe(false),
)

it('a file that is named by more than its name is refused twice: when the feed is read, and when its address is made', () => {
  const named = (url: string) => ({ ...release('1.1.0'), files: [{ url, sha512: Buffer.alloc(64, 1).toString('base64'), size: 1 }] })
  expect(readFeed(writeFeed(named('Harmony-1.1.0.exe')), 'latest.yml').files[0]).toMatchObject({ url: 'Harmony-1.1.0.exe' })
  const provider = new SignedProvider(
    {
      provider: 'custom',
      updateProvider: SignedProvider,
      url: 'https://it.example/harmony/',
      channel: 'latest',
      believe: () => named('x'),
    },
    {} as never,
    { isUseMultipleRangeRequest: false, platform: 'win32', executor: {} as never },
  )
  expect(provider.resolveFiles({ ...named('a.exe'), path: '', sha512: '' }).map(({ url }) => url.href)).toEqual([
    'https://it.example/harmony/a.exe',
  ])
  for (const url of ['../a.exe', 'https://evil.example/a.exe', '//evil.example/a.exe', '%2e%2e/a.exe']) {
    expect(() => readFeed(writeFeed(named(url)), 'latest.yml')).toThrow(FeedFault)
    expect(() => provider.resolveFiles({ ...named(url), path: '', sha512: '' })).toThrow(FeedFault)
  }
})

describe('an installation', () => {
  const pinned = { url: 'https://updates.harmony.example/stable/', keys: { current: keys.first.key, next: keys.second.key } }
  const environment = { LOCALAPPDATA: 'D:\\People\\ada\\AppData\\Local' }
  const windows = (program: string): InstalledAs => ({ platform: 'win32', packaged: true, program, environment })
  const own = windows('D:\\People\\ada\\AppData\\Local\\Programs\\Harmony\\Harmony.exe')
  it.each<[string, InstalledAs, 'notify' | 'background']>([
    ['of one person on Windows replaces itself', own, 'background'],
    ['of all people on Windows belongs to IT', windows('C:\\Program Files\\Harmony\\Harmony.exe'), 'notify'],
    ['beside the person’s own folder belongs to IT', windows('D:\\People\\ada\\AppData\\LocalLow\\Harmony\\Harmony.exe'), 'notify'],
    ['on another drive belongs to IT', windows('E:\\Harmony\\Harmony.exe'), 'notify'],
    [
      'of Linux comes through its repository',
      { platform: 'linux', packaged: true, program: '/opt/Harmony/harmony', environment },
      'notify',
    ],
    ['of macOS is replaced by hand', { platform: 'darwin', packaged: true, program: '/Applications/Harmony.app', environment }, 'notify'],
  ])('%s', (_what, installed, mode) =>
    expect(sourceOf(installed, pinned, noUpdatePolicy)).toEqual({ mode, url: pinned.url, channel: 'latest' }),
  )
  it('asks no feed where there is none, where it is not packed, and where the organisation says so', () => {
    expect(sourceOf(own, undefined, noUpdatePolicy)).toBeUndefined()
    expect(sourceOf({ ...own, packaged: false }, pinned, noUpdatePolicy)).toBeUndefined()
    expect(sourceOf(own, pinned, { ...noUpdatePolicy, disabled: true })).toBeUndefined()
  })
  it('asks the organisation’s own feed, and no other where that one cannot be asked', () => {
    const policy = { disabled: false, feedUrl: 'https://it.example/harmony/', channel: 'beta' }
    expect(sourceOf(own, pinned, policy)).toEqual({ mode: 'background', url: 'https://it.example/harmony/', channel: 'beta' })
    expect(sourceOf(own, pinned, { ...policy, feedUrl: 'http://it.example/harmony/' })).toBeUndefined()
    expect(sourceOf(own, pinned, { ...policy, channel: '../other' })).toMatchObject({ channel: 'latest' })
  })
  it.each(['http://it.example/', 'file:///srv/feed', 'https://ada:secret@it.example/', 'ftp://it.example', 'it.example', '', undefined])(
    'a feed at %j is none',
    (url) => expect(feedUrl(url)).toBeUndefined(),
  )
  it('pins its feed in its own package.json, with two keys that differ', () => {
    const root = newFolder()
    mkdirSync(root, { recursive: true })
    const pin = (feed: unknown): unknown => {
      writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'harmony', feed }))
      return pinnedFeed(root)
    }
    const [current, next] = [keys.first.key, keys.second.key]
    expect(pin({ url: 'https://updates.harmony.example/stable', current, next })).toEqual({
      url: 'https://updates.harmony.example/stable',
      keys: { current, next },
    })
    expect(pin(undefined)).toBeUndefined()
    expect(pin({ url: 'https://x.example/', current })).toBeUndefined()
    expect(pin({ url: 'https://x.example/', current, next: current })).toBeUndefined()
    expect(pin({ url: 'http://x.example/', current, next })).toBeUndefined()
  })
})

describe('who signed an installer', () => {
  const asked: { program: string; words: readonly string[]; environment: Readonly<Record<string, string>> }[] = []
  const check = (answer: string | Error, publishers = ['CN=Harmony GmbH, O=Harmony GmbH, C=DE']) =>
    publisherCheck((program, words, environment) => {
      asked.push({ program, words, environment })
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    }, 'C:\\Windows')(publishers, "C:\\a'; calc\\x.exe")
  const told = (status: unknown, subject: unknown): string => JSON.stringify({ status, subject })
  it.each<[string, string | Error, string[] | undefined, boolean]>([
    ['the publisher', told(0, 'CN=Harmony GmbH, O=Harmony GmbH, C=DE'), undefined, true],
    ['the publisher, its name in another order', told(0, 'C=DE, O=Harmony GmbH, CN=Harmony GmbH'), undefined, true],
    ['one of two publishers', told(0, 'CN="Harmony, Ltd"'), ['CN=Harmony GmbH', 'CN="Harmony, Ltd"'], true],
    ['somebody with a part of the name', told(0, 'CN=Harmony GmbH'), undefined, false],
    ['somebody with more than the name', told(0, 'CN=Harmony GmbH, O=Harmony GmbH, C=DE, OU=x'), undefined, false],
    ['the publisher, and it was changed since', told(3, 'CN=Harmony GmbH, O=Harmony GmbH, C=DE'), undefined, false],
    ['nobody', told(2, ''), undefined, false],
    ['nobody, and the answer looks good', told(0, ''), undefined, false],
    ['nobody knows: PowerShell cannot be run', new Error('spawn ENOENT'), undefined, false],
    ['nobody knows: no answer', '', undefined, false],
    ['nobody knows: another answer', '[]', undefined, false],
  ])('%s', async (_who, answer, publishers, passes) => expect((await check(answer, publishers)) === null).toBe(passes))
  it('is asked of Windows’ own PowerShell, and the file’s name is no part of the command', async () => {
    asked.length = 0
    await check(told(0, ''))
    expect(asked[0]!.program).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    expect(asked[0]!.words.join(' ')).not.toContain('calc')
    expect(asked[0]!.environment).toEqual({ HARMONY_INSTALLER: "C:\\a'; calc\\x.exe" })
  })
  it('a comma in quotes is no end of a part', () => expect(partsOfName('o = "A, B", CN=x').split('\n')).toEqual(['CN=x', 'O=A, B']))
})

it('the core is asked for its work, and nobody waits for one that is silent', async () => {
  jest.useFakeTimers()
  const orders: WorkOrder[] = []
  const line = workLine((order) => orders.push(order))
  const [answered, silent] = [line.ask(), line.ask()]
  line.heard({ report: 'ready' })
  line.heard({ report: 'work', n: 1, unsent: 2, schema: 33 })
  line.heard({ report: 'work', n: 9, unsent: 0, schema: 33 })
  expect(await answered).toEqual({ unsent: 2, schema: 33 })
  jest.runAllTimers()
  expect(await silent).toBeNull()
  expect(orders).toEqual([
    { order: 'work', n: 1 },
    { order: 'work', n: 2 },
  ])
  jest.useRealTimers()
})
