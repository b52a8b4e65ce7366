import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { ResolvedUpdateFileInfo } from 'electron-updater/out/types'
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider'
import { resolveFiles } from 'electron-updater/out/providers/Provider'
import { getChannelFilename, newUrlFromBase } from 'electron-updater/out/util'
import { FeedFault, type Feed } from './feed.ts'

/** A feed as it was fetched, before anybody believes it. */
export interface Fetched {
  readonly name: string
  readonly text: string
  readonly signature: string
}
/** What `setFeedURL` hands on to the provider. */
export interface SignedFeed {
  readonly provider: 'custom'
  readonly updateProvider: typeof SignedProvider
  readonly url: string
  readonly channel: string
  /** Believes what was fetched or throws. */
  readonly believe: (fetched: Fetched) => Feed
  /** A feed that was kept: nothing is fetched. */
  readonly kept?: Fetched
}
type Runtime = ConstructorParameters<typeof GenericProvider>[2]

/** electron-updater's way to a feed on a plain web server, except that nothing is believed that is not signed. */
export class SignedProvider extends GenericProvider {
  private readonly feed: SignedFeed
  private readonly base: URL
  constructor(feed: SignedFeed, updater: AppUpdater, runtime: Runtime) {
    // Several ranges in one request are what many web servers cannot do.
    super({ provider: 'generic', url: feed.url, channel: feed.channel }, updater, { ...runtime, isUseMultipleRangeRequest: false })
    this.feed = feed
    this.base = new URL(feed.url.endsWith('/') ? feed.url : `${feed.url}/`)
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const { version, files, releaseDate, stagingPercentage } = this.feed.believe(this.feed.kept ?? (await this.fetched()))
    const [first] = files
    return {
      version,
      files: files.map((file) => ({ ...file })),
      path: first!.url,
      sha512: first!.sha512,
      releaseDate,
      stagingPercentage,
    }
  }

  override resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    const found = resolveFiles(info, this.base)
    // The names were looked at already; this looks at what became of them.
    const strange = found.find(({ url }) => url.origin !== this.base.origin || !url.pathname.startsWith(this.base.pathname))
    if (strange) throw new FeedFault('address', strange.url.href)
    return found
  }

  /** The person's machine has no number in the logs of a web server: the share of a staged release is drawn here. */
  override setRequestHeaders(): void {
    super.setRequestHeaders({ accept: '*/*' })
  }

  private async fetched(): Promise<Fetched> {
    const name = getChannelFilename(`${this.feed.channel}${this['getChannelFilePrefix']()}`)
    const read = async (file: string): Promise<string> => {
      const text = await this.httpRequest(newUrlFromBase(file, this.base, true)).catch((error: { readonly statusCode?: number }) => {
        if (error.statusCode === 404) throw new FeedFault('missing', file)
        throw error
      })
      if (text === null) throw new FeedFault('missing', file)
      return text
    }
    const text = await read(name)
    return { name, text, signature: await read(`${name}.sig`) }
  }
}
