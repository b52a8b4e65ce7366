import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isScreen, pageTypes, securityHeaders } from './headers.ts'
import { sendTrouble } from './http-problems.ts'

const notBuilt =
  '<!doctype html><title>Harmony</title><p>The screens of Harmony are not built yet: run <code>npm run build</code> and load this page again.</p>'

/** Files that the build has compressed already, the smaller first. */
const compressed = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const

/** The file of the built page that an address stands for: the page itself for every address that is one of its screens. */
export function pageFile(address: string, folder: string): { readonly file: string; readonly type: string } | undefined {
  let path: string
  try {
    path = decodeURIComponent(address.split(/[?#]/)[0]!)
  } catch {
    return undefined
  }
  if (path.includes('\0') || path.includes('\\') || !path.startsWith('/')) return undefined
  const within = resolve(folder) + sep
  const file = resolve(within, `.${isScreen(path) ? '/index.html' : path}`)
  const type = pageTypes[extname(file)]
  return file.startsWith(within) && type !== undefined ? { file, type } : undefined
}

async function readFirst(file: string, accepted: string): Promise<{ bytes: Buffer; encoding: string | undefined } | undefined> {
  for (const { encoding, ending } of compressed) {
    if (!new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?(,|$))`).test(accepted)) continue
    const bytes = await readFile(file + ending).catch(() => undefined)
    if (bytes) return { bytes, encoding }
  }
  const bytes = await readFile(file).catch(() => undefined)
  return bytes && { bytes, encoding: undefined }
}

/** The screens, at every address that is nothing else. */
export function pageRoutes(app: FastifyInstance, folder: string): void {
  app.setNotFoundHandler(async (request: FastifyRequest, reply: FastifyReply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const found = reads && !request.url.startsWith('/api/') ? pageFile(request.url, folder) : undefined
    if (!found) return sendTrouble(request, reply, 404, 'http.notFound')
    const content = await readFirst(found.file, String(request.headers['accept-encoding'] ?? ''))
    const page = found.file.endsWith('.html')
    if (!content && !page) return sendTrouble(request, reply, 404, 'http.notFound')
    return reply
      .code(content ? 200 : 503)
      .headers({
        ...securityHeaders,
        vary: 'accept-encoding',
        // Built files carry a hash of their content in their name.
        'cache-control': /-[\w-]{8,40}\.\w{1,8}$/.test(found.file) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(content?.encoding === undefined ? {} : { 'content-encoding': content.encoding }),
      })
      .type(found.type)
      .send(content?.bytes ?? notBuilt)
  })
}
