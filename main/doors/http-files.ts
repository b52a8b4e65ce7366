import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FileRef } from '../../core/kernel/shape.ts'
import { isVisitor } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import { fileNameOf, largestFile } from '../files.ts'
import { notSignedIn, sendProblem, sendTrouble } from './http-problems.ts'

/** Uploads, and files that answers named. What is in them never runs in our origin. */
export async function fileRoutes(app: FastifyInstance, harmony: Harmony): Promise<void> {
  await app.register(async (files) => {
    files.removeAllContentTypeParsers()
    await files.register(multipart, { limits: { fileSize: largestFile, files: 1, fields: 10, parts: 11 }, throwFileSizeLimit: true })
    files.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestFile }, (_request, body, done) => done(null, body))
    // Before the body is read: fifty million bytes of a stranger are not worth a look.
    files.addHook('onRequest', async (request, reply) => {
      if (isVisitor(request.caller)) return sendProblem(reply, notSignedIn(request, harmony))
    })
    files.post('/api/v1/files', { bodyLimit: largestFile + 65_536 }, async (request, reply) => {
      const upload = await uploaded(request).catch(unreadable)
      if (!upload) return sendTrouble(request, reply, 400, 'http.malformed')
      const file = await harmony.files.put(upload.bytes, upload.name, upload.mime)
      return reply.code(201).type('application/json; charset=utf-8').send(JSON.stringify(file))
    })
  })
  app.get('/api/v1/files/:hash', async (request, reply) => {
    const file = isVisitor(request.caller)
      ? undefined
      : await harmony.handed.find(request.caller.user, (request.params as { hash: string }).hash)
    return file ? sendFile(request, reply, harmony, file) : sendTrouble(request, reply, 404, 'http.notFound')
  })
}

interface Upload {
  readonly bytes: Uint8Array
  readonly name: string
  readonly mime: string
}
/** A form that breaks off or has no boundary is the sender's fault, and its parser does not say so. */
function unreadable(error: Error & { readonly statusCode?: number }): undefined {
  if (error.statusCode !== undefined) throw error
  return undefined
}

async function uploaded(request: FastifyRequest): Promise<Upload | undefined> {
  if (request.isMultipart()) {
    const part = await request.file()
    return part && { bytes: await part.toBuffer(), name: part.filename || 'file', mime: part.mimetype }
  }
  const { name } = request.query as { name?: unknown }
  if (!(request.body instanceof Uint8Array)) return undefined
  return {
    bytes: request.body,
    name: typeof name === 'string' && name !== '' ? name : 'file',
    mime: request.headers['content-type'] ?? 'application/octet-stream',
  }
}

/** Kinds that a browser is told of; everything else is just bytes. */
const plainKinds = new Set([
  'application/pdf', 'text/csv', 'application/json', 'application/xml', 'text/xml', 'application/zip', 'text/plain', 'image/png', 'image/jpeg',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]) // prettier-ignore

export async function sendFile(request: FastifyRequest, reply: FastifyReply, harmony: Harmony, file: FileRef): Promise<FastifyReply> {
  const bytes = await harmony.files.get(file.hash)
  if (!bytes) return sendTrouble(request, reply, 404, 'http.noFile')
  const name = fileNameOf(file.name)
  const plain = name.replace(/[^\x20-\x7e]|[\\%]/g, '_')
  const kind = file.mime.split(';')[0]!.trim().toLowerCase()
  return reply
    .headers({
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      etag: `"${file.hash}"`,
    })
    .type(plainKinds.has(kind) ? kind : 'application/octet-stream')
    .send(bytes)
}
