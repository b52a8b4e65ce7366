import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPublicKey, type PinnedKeys } from './signature.ts'

/** Where a release looks for the next one, and whom it believes. */
export interface PinnedFeed {
  readonly url: string
  readonly keys: PinnedKeys
}

/** A feed comes over TLS; on this very machine a plain one may be tried out. */
export function feedUrl(text: unknown): string | undefined {
  const url = typeof text === 'string' ? URL.parse(text) : null
  const loopback = url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  return url !== null && (url.protocol === 'https:' || loopback) && url.username === '' && url.password === '' ? url.href : undefined
}

/**
 * The feed's address and its public keys. The release writes them into the product's own package.json, inside the archive whose hash the binary knows; a
 * build without them looks for no updates. When today's key is retired, the next release pins what was next as its first key and a fresh one as its second.
 */
export function pinnedFeed(root: string): PinnedFeed | undefined {
  const { feed } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    feed?: { url?: unknown; current?: unknown; next?: unknown }
  }
  const { current, next } = feed ?? {}
  const url = feedUrl(feed?.url)
  return url !== undefined && isPublicKey(current) && isPublicKey(next) && current !== next ? { url, keys: { current, next } } : undefined
}
