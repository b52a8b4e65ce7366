// The class of flaws of updaters, as a check of the check list: what an installation believes, in whose name, and what it never does. How it fetches and installs
// through electron-updater's own classes is in test/desktop/updates.
import assert from 'node:assert/strict'
import type { FeedFile } from '../../main/desktop/updates/feed.ts'
import { writeFeed } from '../../main/desktop/updates/feed.ts'
import type { Judging, Seen } from '../../main/desktop/updates/judging.ts'
import { signFeed } from '../../main/desktop/updates/signature.ts'
import type { Sources } from './loading.ts'
import { day, keys, pins, release, today } from './updates/feed-server.ts'

const feedOf = (version = '1.1.0', url = `Harmony-${version}-win-x64.exe`, expires = today + 30 * day): string => {
  const { channel: _, ...said } = release(version, { expires })
  const file: FeedFile = { url, sha512: Buffer.alloc(64, 1).toString('base64'), size: 1 }
  return writeFeed({ ...said, files: [file] })
}
const nothing: Seen = { version: null, issued: 0, key: null }

export async function updates({ sources }: { readonly sources: Sources }): Promise<void> {
  const { judge } = sources.load<{ judge(given: Judging): { feed: { version: string } } }>('main/desktop/updates/judging.ts')
  const signed = (text: string, by = keys.first, name = 'latest.yml'): string => signFeed(name, text, [by.secret])
  const believed = (text: string, signature = signed(text), seen: Seen = nothing, now = today): string =>
    judge({ name: 'latest.yml', text, signature, keys: pins, seen, now, current: '1.0.0' }).feed.version
  const refused = (code: string, text: string, signature = signed(text), seen = nothing, now = today): void =>
    assert.throws(() => believed(text, signature, seen, now), { code: `ERR_FEED_${code}` }, code)

  const good = feedOf()
  assert.equal(believed(good), '1.1.0')
  assert.equal(believed(good, signed(good, keys.second)), '1.1.0')
  refused('SIGNATURE', `${good}# more\n`, signed(good))
  refused('SIGNATURE', good, signed(good, keys.stranger))
  refused('SIGNATURE', good, signed(good, keys.first, 'latest-mac.yml'))
  refused('EXPIRED', good, signed(good), nothing, today + 31 * day)
  // A clock that was set back brings nothing to life.
  refused('EXPIRED', good, signed(good), { ...nothing, issued: today + 31 * day })
  refused('OLDER', feedOf('0.9.0'))
  refused('OLDER', good, signed(good), { ...nothing, version: '1.2.0' })
  refused('OLDER', good, signed(good), { ...nothing, version: '1.1.0', issued: today })
  refused('RETIRED', good, signed(good), { ...nothing, key: keys.second.key })
  for (const url of ['https://evil.example/x.exe', '//evil.example/x.exe', '../x.exe', '%2e%2e/x.exe'])
    refused('ADDRESS', feedOf('1.1.0', url))
  refused('MALFORMED', `${good}packages: {x64: {path: x.7z}}\n`)
  refused('MALFORMED', feedOf('1.1.0', undefined, today + 1_000 * day))

  type Check = (ask: () => Promise<string>, root: string) => (publishers: readonly string[], file: string) => Promise<string | null>
  const { publisherCheck } = sources.load<{ publisherCheck: Check }>('main/desktop/updates/authenticode.ts')
  const says = (answer: () => Promise<string>): Promise<string | null> => publisherCheck(answer, 'C:\\Windows')(['CN=Harmony, O=Harmony GmbH'], 'x.exe') // prettier-ignore
  const subject = (name: string) => (): Promise<string> => Promise.resolve(JSON.stringify({ status: 0, subject: name }))
  assert.equal(await says(subject('O=Harmony GmbH, CN=Harmony')), null)
  assert.notEqual(await says(subject('CN=Harmony')), null, 'a part of the name')
  assert.notEqual(await says(() => Promise.reject(new Error('no PowerShell'))), null, 'nobody to ask')

  const { settled } = sources.load<{ settled(updater: object, log: () => void): Readonly<Record<string, unknown>> }>('main/desktop/updates/engine.ts') // prettier-ignore
  const updater = settled({ on: () => undefined }, () => undefined)
  for (const [name, wanted] of [['autoDownload', false], ['autoInstallOnAppQuit', false], ['allowDowngrade', false], ['allowPrerelease', false], ['disableWebInstaller', true]] as const) assert.equal(updater[name], wanted, name) // prettier-ignore
}
