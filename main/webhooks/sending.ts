import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { targetOf, type Target } from './address.ts'
import { placeOf, type Allowed } from './networks.ts'

/** Why nothing came of an attempt; `status`: an answer that is no yes. */
export type SendFault = 'forbidden' | 'unresolved' | 'timeOut' | 'offline' | 'certificate' | 'status' | 'redirected'
/** What came of one attempt. */
export interface Sent {
  readonly taken: boolean
  readonly status: number | null
  readonly fault: SendFault | null
  /** The beginning of the answer. */
  readonly answer: string | null
  /** Milliseconds that the receiver asks us to wait; 0 where it does not say. */
  readonly wait: number
}
export interface SendingWorld {
  readonly allowed: Allowed
  /** The addresses of a host; the system's own answer unless a test brings one. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** The variables by which a proxy is found. */
  readonly proxy?: Readonly<Record<string, string>>
  /** Milliseconds for the whole attempt. */
  readonly patience?: number
}

/** Milliseconds; a receiver does its work after it has said yes. */
const usualPatience = 10_000
/** Bytes of an answer that are read, and signs of it that are kept. */
const [mostRead, mostKept] = [16_384, 2_000]

const nothing = { taken: false, status: null, answer: null, wait: 0 } as const
const systems = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address)

/**
 * Sends one message. The host is looked up once, each of its addresses has to be allowed, and the connection goes to the very address that was looked at: whoever
 * answers the next question for the name with a private address (DNS rebinding) is not asked. No redirect is followed: it would lead anywhere.
 */
export async function send(address: string, headers: Readonly<Record<string, string>>, body: string, world: SendingWorld): Promise<Sent> {
  const { allowed, resolve = systems, patience = usualPatience } = world
  const target = targetOf(address, allowed)
  if ('fault' in target) return { ...nothing, fault: 'forbidden' }
  const signal = AbortSignal.timeout(patience)
  const found = await resolved(target, resolve, signal)
  if (typeof found === 'string') return { ...nothing, fault: found }
  const places = found.map((one) => placeOf(one, target.host, allowed))
  const onlyHere = target.url.protocol === 'http:'
  if (places.some((place) => !place.allowed || (onlyHere && !place.loopback))) return { ...nothing, fault: 'forbidden' }
  try {
    return await post(target, found[0]!, headers, body, signal, world.proxy)
  } catch (error) {
    if (signal.aborted) return { ...nothing, fault: 'timeOut' }
    const code = String((error as { code?: unknown }).code ?? '')
    return { ...nothing, fault: /CERT|SIGNED|ISSUER|TLS|SSL|ALTNAME/.test(code) ? 'certificate' : 'offline' }
  }
}

async function resolved(
  { host }: Target,
  resolve: NonNullable<SendingWorld['resolve']>,
  signal: AbortSignal,
): Promise<readonly string[] | SendFault> {
  // prettier-ignore
  if (isIP(host) !== 0) return [host]
  const late = new Promise<'timeOut'>((tell) => signal.addEventListener('abort', () => tell('timeOut'), { once: true }))
  const found = await Promise.race([resolve(host).catch(() => 'unresolved' as const), late])
  return typeof found !== 'string' && found.length === 0 ? 'unresolved' : found
}

/** The variables without which a host is reached directly. */
function proxyFor(host: string, proxy: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> | undefined {
  const rules = (proxy['NO_PROXY'] ?? proxy['no_proxy'] ?? '').split(',').map((rule) => rule.trim().toLowerCase().replace(/^\*?\./, '')).filter((rule) => rule !== '') // prettier-ignore
  const name = host.toLowerCase()
  return rules.some((rule) => rule === '*' || name === rule || name.endsWith(`.${rule}`)) ? undefined : proxy
}

function post(
  { url, host, port }: Target,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
  proxy: SendingWorld['proxy'],
): Promise<Sent> {
  const secure = url.protocol === 'https:'
  const proxyEnv = secure ? proxyFor(host, proxy) : undefined
  // A connection of its own for each message: one that was kept open would lead where nobody has looked again. The proxy too is told the address, not the name.
  const agent = new (secure ? https : http).Agent({ keepAlive: false, ...(proxyEnv ? { proxyEnv } : {}) } as https.AgentOptions)
  return new Promise<Sent>((resolve, reject) => {
    const request = (secure ? https : http).request(
      {
        agent, signal, host: address, port, path: `${url.pathname}${url.search}`, method: 'POST',
        headers: { ...headers, host: url.host, 'content-length': String(Buffer.byteLength(body)) },
        ...(secure ? { servername: isIP(host) === 0 ? host : '' } : {}),
      },
      (answer) => {
        answered(answer).then(resolve, reject)
      },
    ) // prettier-ignore
    request.on('error', reject)
    request.end(body)
  }).finally(() => agent.destroy())
}

async function answered(answer: http.IncomingMessage): Promise<Sent> {
  const status = answer.statusCode ?? 0
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      pieces.push(piece)
      size += piece.length
      // An endless answer ends here.
      if (size >= mostRead) break
    }
  } catch (error) {
    // The status is the answer; a body that broke off or came too late takes nothing from it.
    if (status < 200 || status > 299) throw error
  }
  answer.destroy()
  const taken = status >= 200 && status <= 299
  const fault = taken ? null : status >= 300 && status <= 399 ? 'redirected' : 'status'
  return { taken, status, fault, answer: kept(Buffer.concat(pieces)), wait: waitOf(answer.headers['retry-after']) }
}

/** What is kept of an answer: text that a database takes. */
function kept(bytes: Buffer): string | null {
  const text = bytes.toString('utf8').replace(/[\p{Cc}\u{fffd}]+/gu, ' ').trim().slice(0, mostKept) // prettier-ignore
  return text === '' ? null : text.toWellFormed()
}

/** Retry-After in seconds, up to a day; a date is the receiver's clock, which nobody here trusts. */
const waitOf = (text: string | undefined): number => (text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) * 1_000 : 0)
