import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { createCustomer, manifestFor, people, type Person } from './manifest.ts'
import { customers, invoices, listed, type Asked } from './rows.ts'

// A host that answers like the hub, with the very headers of the desktop, so that what the shell may not do fails here too.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export interface Stub {
  readonly address: string
  /** The next calls fail as if the host were gone. */
  broken: boolean
  setUpNeeded: boolean
  readonly calls: { operation: string; input: unknown; id: string | undefined }[]
  tell(happening: unknown): void
  stop(): Promise<void>
}

export async function startStub(root: string, port = 0): Promise<Stub> {
  let person: Person | null = null
  let saved = { language: null as string | null, culture: null as string | null, theme: null as 'light' | 'dark' | 'system' | null }
  const listeners = new Set<ServerResponse>()
  const calls: Stub['calls'] = []
  const stub = { broken: false, setUpNeeded: false }
  const send = (res: ServerResponse, status: number, body: unknown, type = 'application/json'): void => {
    res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body))
  }
  const refuse = (res: ServerResponse, code: string, detail: string, about: Record<string, string> = {}, status = 422): void =>
    send(res, status, { type: 'about:blank', title: code, status, code, detail, about }, 'application/problem+json')

  function answer(res: ServerResponse, operation: string, input: Record<string, unknown>): void {
    if (operation === 'people.demoPeople') return send(res, 200, { people: people.map((p) => ({ user: p.login, ...p })) })
    if (operation === 'people.signInAs' || operation === 'people.signIn' || operation === 'people.setUp') {
      if (operation === 'people.signIn' && input['password'] !== 'right')
        return refuse(
          res,
          'people.wrongCredentials',
          'Login and password do not belong together. Try again, or ask your administrator for a new password.',
        )
      stub.setUpNeeded = false
      person = people.find((p) => p.login === input['login']) ?? people[0]!
      return send(res, 200, { session: null, user: person.login, name: person.name })
    }
    if (!person) return refuse(res, 'people.notSignedIn', 'Sign in first.', {}, 401)
    if (operation === 'people.signOut') {
      person = null
      return send(res, 200, { session: null })
    }
    if (operation === 'people.savePreferences') {
      saved = { ...saved, ...input } as typeof saved
      return send(res, 200, saved)
    }
    if (operation === 'desk.tasks') return send(res, 200, [{ task: 'billing.review', count: 128 }, { task: 'billing.approve', count: 2 }, { task: 'imports.mend', count: 0 }]) // prettier-ignore
    if (operation === 'invoices.list')
      return send(res, 200, listed(invoices, ['number', 'customerName'], input as Asked, ['-issued', 'number']))
    if (operation === 'customers.list') return send(res, 200, listed(customers, ['name', 'code'], input as Asked, ['name']))
    if (operation === 'search.find') {
      const { rows } = listed(customers, ['name', 'code'], { search: String(input['text']) } as Asked, ['name'])
      const found = rows.slice(0, 5).map((c) => {
        const { id, name, code } = c as unknown as { id: string; name: string; code: string | null }
        return { kind: 'customer', id, opens: id, title: name, subtitle: code, currency: null, amount: null, day: null }
      })
      return send(res, 200, { found, more: [] })
    }
    if (operation === 'projects.list') return send(res, 200, { rows: [], total: 0 })
    if (operation === createCustomer.name) {
      if (input['name'] === 'Acme')
        return refuse(
          res,
          'customers.nameTaken',
          'There is already a customer called “Acme”. Nothing was added; open the existing one instead.',
          { at: 'input.name', name: 'Acme' },
        )
      customers.push({
        id: `0193aaaa-0000-7000-8000-${String(customers.length).padStart(12, '0')}`,
        code: null,
        name: String(input['name']),
        country: 'GB',
        currency: 'GBP',
        contracts: 0,
        poRequired: false,
        email: null,
      })
      for (const l of listeners)
        l.write(`data: ${JSON.stringify({ seq: calls.length, operation, records: ['customers'], events: [] })}\n\n`)
      return send(res, 200, { id: 'x' })
    }
    refuse(res, 'operation.unknown', `There is no operation ${operation}.`, {}, 404)
  }

  async function api(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    if (stub.broken) return void res.destroy()
    if (url.pathname === '/api/v1/manifest')
      return send(res, 200, manifestFor(url.searchParams.get('language') ?? 'en', person, saved, stub.setUpNeeded))
    if (url.pathname === '/api/v1/live') {
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': hello\n\n')
      listeners.add(res)
      return void req.on('close', () => listeners.delete(res))
    }
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (url.pathname === '/api/v1/files') {
      const name = /filename="([^"]+)"/.exec(body.toString('latin1'))?.[1] ?? 'file'
      return send(res, 200, {
        hash: createHash('sha256').update(body).digest('hex'),
        name,
        mime: 'application/octet-stream',
        size: body.length,
      })
    }
    const operation = url.pathname.slice('/api/v1/'.length).replace('/', '.')
    const input = (body.length > 0 ? JSON.parse(body.toString()) : {}) as Record<string, unknown>
    calls.push({ operation, input, id: req.headers['idempotency-key'] as string | undefined })
    answer(res, operation, input)
  }

  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://stub')
    if (url.pathname.startsWith('/api/')) return void api(req, res, url)
    const file = extname(url.pathname) ? url.pathname : '/index.html'
    readFile(join(root, file)).then(
      (bytes) => {
        res.setHeader('content-security-policy', policy)
        res.setHeader('cross-origin-opener-policy', 'same-origin')
        res.setHeader('x-content-type-options', 'nosniff')
        res.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes)
      },
      () => res.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const bound = server.address()
  return Object.assign(stub, {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`,
    calls,
    tell: (happening: unknown) => {
      for (const l of listeners) l.write(`data: ${JSON.stringify(happening)}\n\n`)
    },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const l of listeners) l.end()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}
