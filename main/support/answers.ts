import type { Words } from '../../core/kernel/words.ts'
import type { Files } from '../files.ts'
import type { Handed } from '../handed.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { bundleName, makeBundle, partsOf, type Bundle } from './bundle.ts'
import { diagnose } from './diagnosing.ts'
import { news } from './news.ts'
import type { Surroundings } from './surroundings.ts'

/** Bundles that were looked at and may yet be saved. */
const remembered = 5

export interface SupportWorld {
  readonly files: Files
  readonly handed: Handed
  readonly words: (wish: string) => Words
  /** Asked anew each time: clocks go on, laptops meet hubs. */
  readonly around: () => Promise<Surroundings>
}
/** What the core may ask of the machine. */
export function supportAnswerers({ files, handed, words, around }: SupportWorld): Readonly<Record<string, Answerer>> {
  const made = new Map<string, { readonly bundle: Bundle; readonly user: string }>()
  /** One that somebody looked at at another hub, which wrote down that it was shown to them. */
  const shownElsewhere = async (hash: string, user: string): Promise<Bundle | undefined> => {
    const file = await handed.find(user, hash)
    const bytes = file && bundleName.test(file.name) ? await files.get(hash) : undefined
    return bytes && { hash, bytes, name: file!.name, parts: await partsOf(bytes) }
  }
  const bundleFor = async (hash: string | null, user: string, language: string): Promise<Bundle> => {
    const known = hash === null ? undefined : made.get(hash)
    // What is saved is what was looked at, and nobody saves what somebody else has looked at.
    if (known?.user === user) return known.bundle
    const shown = hash === null ? undefined : await shownElsewhere(hash, user)
    if (shown) return shown
    const world = await around()
    const bundle = await makeBundle(world, await diagnose(world), words(language))
    made.set(bundle.hash, { bundle, user })
    if (made.size > remembered) made.delete(made.keys().next().value!)
    return bundle
  }
  return {
    'support.diagnosis': async () => [{ ...(await diagnose(await around())) }],
    'support.bundleMade': async ({ hash }, caller) => {
      const { bytes, name, parts } = await bundleFor(hash as string | null, caller.user, caller.language)
      return [{ file: await files.put(bytes, name, 'application/gzip'), parts }]
    },
    'support.news': async ({ language }) => news(language as string).map((version) => ({ ...version })),
  }
}
