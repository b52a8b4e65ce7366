import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly path: string
}
type Behaviour = (received: Received, sofar: number) => number | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } | 'silence' // prettier-ignore
/** Somebody elsewhere who is told things: a real HTTP server on this machine. */
export interface Receiver {
  readonly url: string
  readonly all: Received[]
  /** Answers from now on so; `silence` never answers. */
  answers(behaviour: Behaviour): void
  /** Resolves once so many requests have arrived. */
  has(count: number): Promise<void>
  close(): Promise<void>
}

export async function receiver(): Promise<Receiver> {
  const all: Received[] = []
  let behaviour: Behaviour = () => 200
  let told = (): void => undefined
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      const received = { headers: request.headers, body, path: request.url ?? '' }
      all.push(received)
      const said = behaviour(received, all.length)
      if (said !== 'silence') {
        const { status, headers = {}, body: text = '' } = typeof said === 'number' ? { status: said } : said
        response.writeHead(status, headers).end(text)
      }
      told()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    all,
    answers: (next) => (behaviour = next),
    has: async (count) => {
      while (all.length < count) await new Promise<void>((next) => (told = next))
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
