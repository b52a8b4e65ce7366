import { win32 } from 'node:path'
import { feedUrl, type PinnedFeed } from './pinned.ts'

/** What an organisation may decide about updates. */
export interface UpdatePolicy {
  /** Nothing is looked for and nothing is said: IT does it all. */
  readonly disabled: boolean
  /** The organisation's own copy of the feed. */
  readonly feedUrl: string | undefined
  readonly channel: string | undefined
}
export const noUpdatePolicy: UpdatePolicy = { disabled: false, feedUrl: undefined, channel: undefined }

export interface InstalledAs {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  readonly program: string
  readonly environment: Readonly<Record<string, string | undefined>>
}
export interface Source {
  /** `notify`: it is said that there is an update, and IT rolls it out. `background`: it is fetched, and installed at the next start. */
  readonly mode: 'notify' | 'background'
  readonly url: string
  readonly channel: string
}

/**
 * Only what a person installed for themselves on Windows replaces itself. A program in the machine's own folders belongs to IT, packages of Linux come
 * through their signed repository (dpkg and rpm would install whatever they are handed), and a disk image is opened by hand.
 */
const installsItself = ({ platform, program, environment }: InstalledAs): boolean => {
  const own = environment['LOCALAPPDATA']
  if (platform !== 'win32' || !own) return false
  const away = win32.relative(win32.resolve(own), win32.resolve(program))
  return away !== '' && !away.startsWith('..') && !win32.isAbsolute(away)
}

/** How this installation hears of updates; `undefined`: not at all. */
export function sourceOf(installed: InstalledAs, pinned: PinnedFeed | undefined, policy: UpdatePolicy): Source | undefined {
  if (!installed.packaged || !pinned || policy.disabled) return undefined
  const told = policy.feedUrl === undefined ? pinned.url : feedUrl(policy.feedUrl)
  if (told === undefined) return undefined
  const channel = policy.channel !== undefined && /^[a-z]{1,20}$/.test(policy.channel) ? policy.channel : 'latest'
  return { mode: installsItself(installed) ? 'background' : 'notify', url: told, channel }
}
