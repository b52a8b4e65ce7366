import type { fetchFaults, Publication } from '../../../core/rates/files.ts'

/** Where the ECB publishes its euro reference rates. */
const addresses: Readonly<Record<Publication, string>> = {
  daily: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml',
  quarter: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml',
  history: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip',
}
/** Milliseconds for a whole file. */
const patience = 30_000
/** Bytes; the zipped history has about one million. */
const largest = 20_000_000

/** Fetches over the network: the part of the platform's `fetch` that is used. */
export type Fetch = (address: string, options: { readonly signal: AbortSignal; readonly redirect: 'error' }) => Promise<Response>
export interface Fetched {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface FetchTrouble {
  readonly fault: (typeof fetchFaults)[number]
  readonly about: Record<string, string>
}

/** One file of the ECB, over https and from its own address only. Nothing is sent but the request itself. */
export async function fetchPublication(publication: Publication, fetching: Fetch, wait = patience): Promise<Fetched | FetchTrouble> {
  const address = addresses[publication]
  const host = new URL(address).host
  const signal = AbortSignal.timeout(wait)
  try {
    const answer = await fetching(address, { signal, redirect: 'error' })
    if (!answer.ok || answer.body === null) return { fault: 'refused', about: { host, status: String(answer.status) } }
    const bytes = await bounded(answer.body)
    return bytes
      ? { name: address.slice(address.lastIndexOf('/') + 1), bytes }
      : { fault: 'tooLarge', about: { host, limit: String(largest) } }
  } catch {
    // The platform says in many words that there is no way to the host; to whoever asked it is one.
    return signal.aborted ? { fault: 'timeOut', about: { host, seconds: String(wait / 1000) } } : { fault: 'offline', about: { host } }
  }
}

/** Read as it comes, so that an endless answer ends at the limit. */
async function bounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > largest) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
