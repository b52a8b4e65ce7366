import { lookup } from 'node:dns/promises'
import { connect as connectTo, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as encrypt, type PeerCertificate, type TLSSocket } from 'node:tls'

/** What was learned on the way to a server before anybody signed in. No password is anywhere near. */
export type Named = { readonly address: string } | { readonly unknown: boolean; readonly why: string }
export type Knocked = { readonly socket: Socket } | { readonly refused: boolean; readonly late: boolean; readonly why: string }
export interface SeenCertificate {
  readonly name: string
  readonly issuer: string
  readonly from: string
  readonly until: string
}
export type Encrypted =
  | { readonly protocol: string; readonly certificate: SeenCertificate }
  | { readonly offers: false }
  | { readonly code: string; readonly why: string; readonly certificate: SeenCertificate | undefined }

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''
const whyOf = (error: unknown): string => codeOf(error) || (error instanceof Error ? error.message : String(error))

export async function nameOf(host: string): Promise<Named> {
  try {
    return { address: (await lookup(host)).address }
  } catch (error) {
    return { unknown: codeOf(error) === 'ENOTFOUND' || codeOf(error) === 'ENODATA', why: whyOf(error) }
  }
}

/** Knocks at a port; the caller closes what answers. */
export const knock = (address: string, port: number, patience: number): Promise<Knocked> =>
  new Promise((resolve) => {
    const socket = connectTo({ host: address, port })
    const timer = setTimeout(() => {
      socket.destroy()
      resolve({ refused: false, late: true, why: '' })
    }, patience)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      resolve({ socket })
    })
    socket.once('error', (error) => {
      clearTimeout(timer)
      resolve({ refused: codeOf(error) === 'ECONNREFUSED', late: false, why: whyOf(error) })
    })
  })

/** PostgreSQL's question whether a server speaks TLS (SSLRequest: its length and 1234.5679); the answer is one letter. */
const wantsTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Begins an encrypted line as the database's driver does, and looks at the certificate while it is judged in full. Nothing is sent over it. */
export async function encrypted(socket: Socket, host: string, ca: string | undefined, patience: number): Promise<Encrypted> {
  socket.setTimeout(patience, () => socket.destroy(new Error(`no answer within ${Math.round(patience / 1000)} s`)))
  const letter = await new Promise<string>((resolve, reject) => {
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1', 0, 1)))
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the server hung up')))
    socket.write(wantsTls)
  }).catch((error: unknown) => ({ failed: error }))
  if (typeof letter !== 'string') return { code: '', why: whyOf(letter.failed), certificate: undefined }
  if (letter === 'N') return { offers: false }
  if (letter !== 'S') return { code: '', why: 'this is no PostgreSQL', certificate: undefined }
  return handshake(socket, host, ca)
}

const handshake = (socket: Socket, host: string, ca: string | undefined): Promise<Encrypted> =>
  new Promise((resolve) => {
    let certificate: SeenCertificate | undefined
    const line: TLSSocket = encrypt({
      socket,
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca }),
      checkServerIdentity: (_name: string, shown: PeerCertificate) => checkServerIdentity(host, shown),
    })
    // Before the judgement, which closes the line: what is refused is shown all the same.
    line.prependListener('secure', () => (certificate = seen(line.getPeerCertificate())))
    line.once('secureConnect', () => {
      resolve({ protocol: line.getProtocol() ?? 'TLS', certificate: certificate ?? seen(line.getPeerCertificate()) })
      line.destroy()
    })
    line.once('error', (error: Error & { code?: string; cert?: PeerCertificate }) => {
      resolve({ code: codeOf(error), why: whyOf(error), certificate: error.cert ? seen(error.cert) : certificate })
      line.destroy()
    })
    line.once('close', () => resolve({ code: '', why: 'the server hung up', certificate }))
  })

const dayOf = (text: string | undefined): string => {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? '–' : new Date(time).toISOString().slice(0, 10)
}
/** Names of a certificate: those that it counts for, else what it calls itself. */
function seen(shown: PeerCertificate): SeenCertificate {
  const first = (name: string | string[] | undefined): string | undefined => (Array.isArray(name) ? name[0] : name)
  const names = (shown.subjectaltname ?? '').split(', ').map((one) => one.replace(/^(DNS|IP Address):/, '')).filter((one) => one !== '') // prettier-ignore
  const issuer = first(shown.issuer?.CN) ?? first(shown.issuer?.O)
  return {
    name: names.length === 0 ? (first(shown.subject?.CN) ?? '–') : names.slice(0, 3).join(', '),
    issuer: issuer ?? '–',
    from: dayOf(shown.valid_from),
    until: dayOf(shown.valid_to),
  }
}
