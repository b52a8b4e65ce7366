import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pageTypes, securityHeaders } from './headers.ts'
import { sendTrouble } from './http-problems.ts'

const notBuilt =
  '<!doctype html><title>Harmony</title><p>The screens of Harmony are not built yet: run <code>npm run build</code> and load this page again.</p>'

/** The screens: built files as they are, and the page itself for every address that is one of its own. */
export async function pageRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const page = join(folder, 'index.html')
  if (existsSync(folder))
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      serveDotFiles: false,
      preCompressed: true,
      allowedPath: (path) => Object.hasOwn(pageTypes, extname(path)) && !path.endsWith('.html'),
      cacheControl: false,
      setHeaders: (response, path: string) => {
        response.header('content-type', pageTypes[extname(path.replace(/\.(br|gz)$/, ''))] ?? 'application/octet-stream')
        // Built files carry a hash of their content in their name.
        response.header(
          'cache-control',
          /-[\w-]{8,}\.\w+$/.test(path.replace(/\.(br|gz)$/, '')) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  app.setNotFoundHandler(async (request, reply) => {
    const asksForPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith('/api/') &&
      extname(request.url.split('?')[0]!) === ''
    if (!asksForPage) return sendTrouble(request, reply, 404, 'http.notFound')
    const html = await readFile(page, 'utf8').catch(() => undefined)
    return reply
      .code(html === undefined ? 503 : 200)
      .headers({ ...securityHeaders, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(html ?? notBuilt)
  })
}
