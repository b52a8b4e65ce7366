// Updates from end to end through electron-updater's own classes. Every refusal is tried with a feed that differs from a good one in one thing only.
import { appendFileSync, existsSync, mkdirSync, copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { digestOf, signFolder } from '../../../main/desktop/updates/folder.ts'
import { openMemory } from '../../../main/desktop/updates/memory.ts'
import { signFeed } from '../../../main/desktop/updates/signature.ts'
import { cleared, day, desktop, feedServer, keys, newFolder, pins, publish, put, release, today, type FeedServer } from './feed-server.ts'

afterEach(cleared)

const rewrite = (folder: string, change: (text: string) => string, by = keys.first): void => {
  const text = change(readFileSync(join(folder, 'latest.yml'), 'utf8'))
  writeFileSync(join(folder, 'latest.yml'), text)
  writeFileSync(join(folder, 'latest.yml.sig'), signFeed('latest.yml', text, [by.secret]))
}
/** A file that is still being written has a name of its own until it was found whole. */
const installable = (name: string): boolean => name.endsWith('.exe') && !name.includes('temp-')
const downloads = ({ log }: FeedServer): number => log.filter(({ file }) => file.endsWith('.exe')).length

describe('an update', () => {
  it('is found, fetched, and installed at the next start', async () => {
    const feed = await feedServer()
    const name = publish(feed.folder, '1.1.0')
    const folder = newFolder()
    const first = desktop({ url: feed.url, folder })
    expect(first.keeper.standing()).toMatchObject({ state: 'unknown', mode: 'background', current: '1.0.0' })
    expect(await first.keeper.check()).toMatchObject({ state: 'ready', version: '1.1.0', obstacle: null, fault: null })
    expect(digestOf(join(first.cache, 'pending', name))).toBe(digestOf(join(feed.folder, name)))
    expect(first.started).toEqual([])
    await first.keeper.closing()
    // The next start needs no network.
    rmSync(feed.folder, { recursive: true })
    const next = desktop({ url: feed.url, folder })
    expect(await next.keeper.installWaiting()).toBe(true)
    expect(next.started).toEqual([{ program: join(next.cache, 'pending', name), words: ['--updated', '/S', '--force-run'] }])
    // And the one after it is the new version, with nothing left to do.
    const updated = desktop({ url: feed.url, folder, version: '1.1.0' })
    expect(await updated.keeper.installWaiting()).toBe(false)
    expect(openMemory(folder).waiting()).toBeUndefined()
  })
  it('that there is none of is no fault', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.0.0')
    expect(await desktop({ url: feed.url }).keeper.check()).toMatchObject({ state: 'current', version: null, fault: null })
  })
  it('that cannot be asked for is nobody’s fault', async () => {
    expect(await desktop({ url: 'http://127.0.0.1:9/' }).keeper.check()).toMatchObject({ state: 'unreachable', fault: null })
  }, 20_000)
  it('carries no number of the machine to the server', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    await desktop({ url: feed.url }).keeper.check()
    expect(feed.headers.length).toBeGreaterThan(2)
    expect(feed.headers.flatMap((headers) => Object.keys(headers).filter((name) => name.startsWith('x-')))).toEqual([])
  })
  it('is one download, however often it is looked for', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    const { keeper } = desktop({ url: feed.url })
    const [first, second] = await Promise.all([keeper.check(), keeper.check()])
    expect(first).toEqual(second)
    await keeper.check()
    expect(downloads(feed)).toBe(1)
  })
})

describe('nothing is downloaded where', () => {
  it.each<[string, string, (feed: FeedServer) => void]>([
    ['the text was changed after it was signed', 'ERR_FEED_SIGNATURE', ({ folder }) => appendFileSync(join(folder, 'latest.yml'), '\n# changed\n')],
    ['a version was raised by the server', 'ERR_FEED_SIGNATURE', ({ folder }) => writeFileSync(join(folder, 'latest.yml'), readFileSync(join(folder, 'latest.yml'), 'utf8').replace('1.1.0', '1.2.0'))],
    ['somebody else signed', 'ERR_FEED_SIGNATURE', ({ folder }) => signFolder(folder, release('1.1.0'), [keys.stranger.secret])],
    ['the signature is of another feed', 'ERR_FEED_SIGNATURE', ({ folder }) => writeFileSync(join(folder, 'latest.yml.sig'), signFeed('latest-linux.yml', readFileSync(join(folder, 'latest.yml'), 'utf8'), [keys.first.secret]))],
    ['there is no signature', 'ERR_FEED_MISSING', ({ folder }) => rmSync(join(folder, 'latest.yml.sig'))],
    ['there is no feed', 'ERR_FEED_MISSING', ({ folder }) => rmSync(join(folder, 'latest.yml'))],
    ['the feed has expired', 'ERR_FEED_EXPIRED', ({ folder }) => signFolder(folder, release('1.1.0', { issued: today - 9 * day, expires: today - 1 }), [keys.first.secret])],
    ['the feed counts for ever', 'ERR_FEED_MALFORMED', ({ folder }) => rewrite(folder, (text) => text.replace(/expires: .*/, 'expires: "2999-01-01T00:00:00Z"'))],
    ['the feed is of an older version than the installed one', 'ERR_FEED_OLDER', ({ folder }) => publish(folder, '0.9.0')],
    ['a file is on another server', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/"url":"/g, '"url":"https://evil.example/'))],
    ['a file is on no server that is named', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/"url":"/g, '"url":"//evil.example/'))],
    ['a file is above the folder', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/"url":"/g, '"url":"../'))],
    ['a file is above the folder, in disguise', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/"url":"/g, '"url":"%2e%2e%2f'))],
    ['a file is above the folder, as Windows writes it', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/"url":"/g, '"url":"..\\\\'))],
    ['the first file is another one for older updaters', 'ERR_FEED_ADDRESS', ({ folder }) => rewrite(folder, (text) => text.replace(/path: .*/, 'path: "https://evil.example/x.exe"'))],
    ['a file has no hash', 'ERR_FEED_MALFORMED', ({ folder }) => rewrite(folder, (text) => text.replace(/"sha512":"[^"]*",/, ''))],
    ['an installer fetches the rest by itself', 'ERR_FEED_MALFORMED', ({ folder }) => rewrite(folder, (text) => `${text}packages: {x64: {path: x.7z}}\n`)],
    ['the share is no share', 'ERR_FEED_MALFORMED', ({ folder }) => rewrite(folder, (text) => text.replace(/stagingPercentage: .*/, 'stagingPercentage: "many"'))],
  ])('%s', async (_what, fault, spoil) => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    spoil(feed)
    const { keeper, cache } = desktop({ url: feed.url })
    expect(await keeper.check()).toMatchObject({ state: 'refused', fault, version: null })
    expect(downloads(feed)).toBe(0)
    expect(existsSync(join(cache, 'pending'))).toBe(false)
  }) // prettier-ignore
})

describe('nothing is kept where', () => {
  const noneKept = async (feed: FeedServer, more: Partial<Parameters<typeof desktop>[0]>, fault: string): Promise<void> => {
    const folder = newFolder()
    const { keeper, cache, started } = desktop({ url: feed.url, folder, ...more })
    const told = await keeper.check()
    expect(told.fault ?? told.state).toBe(fault)
    expect(existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter(installable) : []).toEqual([])
    expect(openMemory(folder).waiting()).toBeUndefined()
    expect(await desktop({ url: feed.url, folder, ...more }).keeper.installWaiting()).toBe(false)
    expect(started).toEqual([])
  }
  it('the installer was changed', async () => {
    const feed = await feedServer()
    appendFileSync(join(feed.folder, publish(feed.folder, '1.1.0')), 'x')
    await noneKept(feed, {}, 'ERR_CHECKSUM_MISMATCH')
  })
  it('the download was cut off', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    feed.cutAfter = 10_000
    await noneKept(feed, {}, 'unreachable')
  })
  it('the installer is not the publisher’s', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    await noneKept(feed, { signed: 'it is signed by CN=Somebody' }, 'ERR_UPDATER_INVALID_SIGNATURE')
  })
  it('no Windows can be asked who signed: electron-updater’s own check would let it pass', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    await noneKept(feed, { signed: 'asked' }, 'ERR_UPDATER_INVALID_SIGNATURE')
  })
  it('nobody said who the publisher is: electron-updater would look at no signature at all', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    await noneKept(feed, { publisher: null }, 'ERR_FEED_PUBLISHER')
    expect(feed.log).toEqual([])
  })
})

describe('what was seen once', () => {
  it('is not undone by an older feed, though it was signed and has not expired', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    const old = newFolder()
    publish(old, '1.1.0')
    publish(feed.folder, '1.2.0', { stagingPercentage: 0 })
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'current' })
    for (const file of readdirSync(old)) copyFileSync(join(old, file), join(feed.folder, file))
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'refused', fault: 'ERR_FEED_OLDER' })
    expect(downloads(feed)).toBe(0)
  })
  it('is not undone by the earlier text of the same version either', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0', { issued: today - 2 * day })
    const [text, signature] = ['latest.yml', 'latest.yml.sig'].map((file) => readFileSync(join(feed.folder, file)))
    signFolder(feed.folder, release('1.1.0', { issued: today - day, stagingPercentage: 0 }), [keys.first.secret])
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'current' })
    writeFileSync(join(feed.folder, 'latest.yml'), text!)
    writeFileSync(join(feed.folder, 'latest.yml.sig'), signature!)
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'refused', fault: 'ERR_FEED_OLDER' })
  })
  it('counts as the time, where the machine’s clock was set back to before a feed expired', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0', { issued: today + 90 * day, expires: today + 120 * day, stagingPercentage: 0 })
    await desktop({ url: feed.url, folder, host: { clock: () => today + 91 * day } }).keeper.check()
    signFolder(feed.folder, release('1.1.0', { issued: today + 90 * day, expires: today + 91 * day }), [keys.first.secret])
    publish(feed.folder, '1.2.0', { issued: today, expires: today + 30 * day })
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'refused', fault: 'ERR_FEED_EXPIRED' })
  })
  it('is no older than what is installed, when the memory of it is lost or broken', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '0.9.0')
    writeFileSync(join(folder, 'updates.json'), '{"version":"0.1')
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'refused', fault: 'ERR_FEED_OLDER' })
  })
})

describe('the keys', () => {
  it('are exchanged: the next one is believed, and from then on today’s is not', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0', {}, [keys.second])
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'ready', version: '1.1.0' })
    publish(feed.folder, '1.2.0', {}, [keys.first])
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'refused', fault: 'ERR_FEED_RETIRED' })
    // The release after the exchange pins the key as its first one, and a fresh one as its second.
    const host = { keys: { current: keys.second.key, next: keys.third.key } }
    publish(feed.folder, '1.3.0', {}, [keys.second])
    expect(await desktop({ url: feed.url, folder, version: '1.2.0', host }).keeper.check()).toMatchObject({
      state: 'ready',
      version: '1.3.0',
    })
  })
  it('may both sign while they are exchanged', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0', {}, [keys.first, keys.third])
    expect(await desktop({ url: feed.url }).keeper.check()).toMatchObject({ state: 'ready' })
    expect(
      await desktop({ url: feed.url, host: { keys: { current: keys.second.key, next: keys.third.key } } }).keeper.check(),
    ).toMatchObject({ state: 'ready' })
    expect(
      await desktop({ url: feed.url, host: { keys: { current: keys.second.key, next: keys.stranger.key } } }).keeper.check(),
    ).toMatchObject({ fault: 'ERR_FEED_SIGNATURE' })
  })
})

describe('a staged release', () => {
  it('reaches its share of the installations, each of them always or never', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0', { stagingPercentage: 30 })
    // The last four bytes of an installation's own number say where it stands among all.
    const at = async (share: number): Promise<string> => {
      const folder = newFolder()
      const last = Math.floor(share * 0xffffffff).toString(16).padStart(8, '0') // prettier-ignore
      writeFileSync(join(folder, '.updaterId'), `6ba7b810-9dad-51d1-80b4-00c0${last}`)
      return (await desktop({ url: feed.url, folder, mode: 'notify' }).keeper.check()).state
    }
    const states = await Promise.all([0, 0.1, 0.29, 0.31, 0.5, 0.99].map(at))
    expect(states).toEqual(['available', 'available', 'available', 'current', 'current', 'current'])
    const folder = newFolder()
    const twice = [
      await desktop({ url: feed.url, folder, mode: 'notify' }).keeper.check(),
      await desktop({ url: feed.url, folder, mode: 'notify' }).keeper.check(),
    ]
    expect(twice[0]!.state).toBe(twice[1]!.state)
  })
  it('that is withdrawn is not installed any more where it waits', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0')
    const { keeper } = desktop({ url: feed.url, folder })
    await keeper.check()
    signFolder(feed.folder, release('1.1.0', { issued: today, stagingPercentage: 0 }), [keys.first.secret])
    expect(await keeper.check()).toMatchObject({ state: 'current' })
    expect(openMemory(folder).waiting()).toBeUndefined()
    expect(await desktop({ url: feed.url, folder }).keeper.installWaiting()).toBe(false)
  })
  it('is taken back by a higher version', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0')
    await desktop({ url: feed.url, folder }).keeper.check()
    publish(feed.folder, '1.1.1', { issued: today })
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({ state: 'ready', version: '1.1.1' })
    const next = desktop({ url: feed.url, folder })
    expect(await next.keeper.installWaiting()).toBe(true)
    expect(next.started[0]!.program).toContain('1.1.1')
  })
})

it('of an installer that changed a little, a little is transferred', async () => {
  const feed = await feedServer()
  const folder = newFolder()
  const before = Buffer.alloc(2_000_000)
  for (let at = 0, x = 7; at < before.length; at += 1) before[at] = (x = (x * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16
  const after = Buffer.from(before)
  after.write('changed '.repeat(800), 1_000_000)
  const old = put(feed.folder, '1.0.0', before)
  const fresh = publish(feed.folder, '1.1.0', {}, [keys.first], after)
  const builder = createRequire(createRequire(__filename).resolve('electron-builder/package.json'))
  const { buildBlockMap } = builder('app-builder-lib/out/targets/blockmap/blockmap.js') as {
    buildBlockMap(file: string, kind: 'gzip', out: string): Promise<unknown>
  }
  for (const name of [old, fresh]) await buildBlockMap(join(feed.folder, name), 'gzip', join(feed.folder, `${name}.blockmap`))
  const { keeper, cache } = desktop({ url: feed.url, folder, differential: true })
  // What the first installation left behind.
  mkdirSync(cache, { recursive: true })
  copyFileSync(join(feed.folder, old), join(cache, 'installer.exe'))
  expect(await keeper.check()).toMatchObject({ state: 'ready' })
  expect(digestOf(join(cache, 'pending', fresh))).toBe(digestOf(join(feed.folder, fresh)))
  const transferred = feed.log.filter(({ file }) => file.endsWith('.exe')).reduce((sum, { bytes }) => sum + bytes, 0)
  expect(transferred).toBeGreaterThan(6_000)
  expect(transferred).toBeLessThan(200_000)
})

describe('on a device in the field', () => {
  const inField = async (unsent: number | null) => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0')
    const host = { outbox: true, work: () => Promise.resolve(unsent === null ? null : { unsent, schema: 33 }) }
    const { keeper } = desktop({ url: feed.url, folder, host })
    keeper.start()
    await keeper.check()
    await keeper.closing()
    return { again: () => desktop({ url: feed.url, folder, host }), feed }
  }
  it('nothing is installed while work waits to be sent', async () => {
    const { again } = await inField(1)
    const next = again()
    expect(await next.keeper.installWaiting()).toBe(false)
    expect(next.started).toEqual([])
  })
  it('nothing is installed where nobody can tell', async () =>
    expect(await (await inField(null)).again().keeper.installWaiting()).toBe(false))
  it('it is installed once everything was sent', async () => expect(await (await inField(0)).again().keeper.installWaiting()).toBe(true))
  it('a start that did not end as it should leaves it open, and nothing is installed', async () => {
    const { again } = await inField(0)
    again().keeper.start()
    expect(await again().keeper.installWaiting()).toBe(false)
  })
})

describe('when it is installed', () => {
  it('is never the end of the program, for the system may be ending with it', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0')
    const { keeper, atEnd, started, updaters } = desktop({ url: feed.url })
    await keeper.check()
    await keeper.closing()
    expect(
      updaters.map((updater) => [updater.autoInstallOnAppQuit, updater.allowDowngrade, updater.autoDownload, updater.disableWebInstaller]),
    ).toEqual([[false, false, false, true]])
    for (const handler of atEnd) (handler as (code: number) => void)(0)
    expect(started).toEqual([])
  })
  it('is not where the file was changed since', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    const name = publish(feed.folder, '1.1.0')
    const { keeper, cache } = desktop({ url: feed.url, folder })
    await keeper.check()
    appendFileSync(join(cache, 'pending', name), 'x')
    const next = desktop({ url: feed.url, folder })
    expect(await next.keeper.installWaiting()).toBe(false)
    expect(next.started).toEqual([])
    expect(downloads(feed)).toBe(1)
  })
  it('is not where what waits was not signed', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0')
    await desktop({ url: feed.url, folder }).keeper.check()
    const memory = openMemory(folder)
    memory.keep({ ...memory.waiting()!, text: memory.waiting()!.text.replace('1.1.0', '1.9.0') })
    const next = desktop({ url: feed.url, folder })
    expect(await next.keeper.installWaiting()).toBe(false)
    expect(next.logged.join('\n')).toContain('no signature of a key that is known here')
  })
  it('is twice and no more, where the installer does not install it', async () => {
    const feed = await feedServer()
    const folder = newFolder()
    publish(feed.folder, '1.1.0')
    await desktop({ url: feed.url, folder }).keeper.check()
    const tries: boolean[] = []
    for (let start = 0; start < 4; start += 1) tries.push(await desktop({ url: feed.url, folder }).keeper.installWaiting())
    expect(tries).toEqual([true, true, false, false])
    expect(await desktop({ url: feed.url, folder }).keeper.check()).toMatchObject({
      state: 'available',
      version: '1.1.0',
      obstacle: 'failed',
    })
  })
})

describe('what a release asks for', () => {
  it.each([
    ['a newer system', { minOs: '10.0.26000' }, 'os'],
    ['a person', { requireManualUpdate: true }, 'manual'],
    ['a step in between', { minVersion: '1.0.5' }, 'tooOld'],
    ['an older database than the one here', { dbSchemaMax: 32 }, 'database'],
  ])('%s: it is told and not fetched', async (_what, more, obstacle) => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0', more)
    expect(await desktop({ url: feed.url }).keeper.check()).toMatchObject({ state: 'available', version: '1.1.0', obstacle })
    expect(downloads(feed)).toBe(0)
  })
  it.each([{ minOs: '10.0.22631' }, { minVersion: '1.0.0' }, { dbSchemaMax: 33 }, { minGlibc: '2.99' }])(
    '%j is fulfilled here',
    async (more) => {
      const feed = await feedServer()
      publish(feed.folder, '1.1.0', more)
      expect(await desktop({ url: feed.url }).keeper.check()).toMatchObject({ state: 'ready', obstacle: null })
    },
  )
  it('a newer C library of Linux', async () => {
    const feed = await feedServer()
    publish(feed.folder, '1.1.0', { minGlibc: '2.34' })
    const machine = (glibc: string | null) => () => ({ platform: 'linux' as const, os: '6.1.0-13-amd64', glibc })
    const told = async (glibc: string | null) =>
      (await desktop({ url: feed.url, mode: 'notify', host: { machine: machine(glibc) } }).keeper.check()).obstacle
    expect([await told('2.31'), await told('2.36'), await told(null)]).toEqual(['glibc', null, 'glibc'])
  })
})

it('an installation that IT looks after says that there is an update, and cannot fetch it', async () => {
  const feed = await feedServer()
  publish(feed.folder, '1.1.0')
  const { keeper, updaters } = desktop({ url: feed.url, mode: 'notify', publisher: null })
  expect(await keeper.check()).toMatchObject({ mode: 'notify', state: 'available', version: '1.1.0' })
  expect(downloads(feed)).toBe(0)
  await expect(updaters[0]!.downloadUpdate()).rejects.toThrow('updated by IT')
  expect(() => updaters[0]!.quitAndInstall()).toThrow('updated by IT')
  expect(await keeper.installWaiting()).toBe(false)
})

it('machines look at times of their own', async () => {
  const waits = (chance: number): number[] => {
    const { keeper, timers } = desktop({ url: 'http://127.0.0.1:9/', host: { chance: () => chance } })
    keeper.start()
    return timers.map(({ milliseconds }) => milliseconds / 60_000)
  }
  expect([waits(0), waits(0.5), waits(1)]).toEqual([[7.5], [11.25], [15]])
  expect(pins.current).not.toBe(pins.next)
})
