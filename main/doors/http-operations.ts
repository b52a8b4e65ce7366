import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OperationPlan } from '../../core/kernel/manifest.ts'
import type { Outcome } from '../../core/kernel/operation.ts'
import type { RunOptions } from '../../core/kernel/run.ts'
import type { FieldPlan, FileRef, SessionGrant, Wire } from '../../core/kernel/shape.ts'
import type { Harmony } from '../compose.ts'
import { sendFile } from './http-files.ts'
import { setSession, type Reach } from './http-guard.ts'
import { inputOfQuery } from './http-input.ts'
import { refusalProblem, sendProblem, sendTrouble } from './http-problems.ts'

interface Address {
  readonly module: string
  readonly operation: string
}
type Query = Readonly<Record<string, string | readonly string[]>>

/** Bytes of an input. Files travel apart from it. */
export const largestInput = 1_048_576

/** Every operation at `/api/v1/<module>/<operation>`. The door knows their shapes, and none of them by name. */
export function operationRoutes(app: FastifyInstance, harmony: Harmony, reach: Reach, stopping: () => boolean): void {
  const plans = new Map(harmony.plans.operations.map((plan) => [plan.name, plan]))
  const nameOf = (request: FastifyRequest): string => {
    const { module, operation } = request.params as Address
    return `${module}.${operation}`
  }

  app.get('/api/v1/:module/:operation', async (request, reply) => {
    const name = nameOf(request)
    const plan = plans.get(name)
    if (plan && plan.does !== 'query' && plan.does !== 'calculate') {
      void reply.header('allow', 'POST')
      return sendTrouble(request, reply, 405, 'http.notAllowed')
    }
    const input = plan ? inputOfQuery(plan.input, request.query as Query) : {}
    const outcome = await harmony.run({ id: request.id, operation: name, input, caller: request.caller })
    return answer(request, reply, outcome, plan)
  })

  // Refused before a body is read, whatever it is. What is no operation is nothing at all.
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'HEAD'],
    url: '/api/v1/:module/:operation',
    onRequest: async (request, reply) => {
      const plan = plans.get(nameOf(request))
      if (!plan) return sendTrouble(request, reply, 404, 'http.notFound')
      void reply.header('allow', plan.does === 'query' || plan.does === 'calculate' ? 'GET, POST' : 'POST')
      return sendTrouble(request, reply, 405, 'http.wrongMethod')
    },
    handler: async (request, reply) => sendTrouble(request, reply, 405, 'http.wrongMethod'),
  })

  app.post('/api/v1/:module/:operation', { bodyLimit: largestInput }, async (request, reply) => {
    const name = nameOf(request)
    const plan = plans.get(name)
    const id = callIdOf(request)
    if (id === undefined) return sendTrouble(request, reply, 400, 'http.badKey')
    const rehearse = rehearsalOf(request)
    if (rehearse === undefined) return sendTrouble(request, reply, 400, 'http.badRehearse')
    request.call = id
    const call = { id, operation: name, input: request.body ?? {}, caller: request.caller }
    // Long work stops at its next safe point when the hub does, and goes on where it stopped.
    const how = { rehearse, stopped: stopping }
    if (plan?.does === 'job' && request.headers.accept?.includes('text/event-stream')) {
      const remember = (result: Wire): Promise<void> => harmony.handed.remember(request.caller.user, filesIn(plan.output, result))
      return streamJob(request, reply, (progress) => harmony.run(call, { ...how, progress }), harmony, remember)
    }
    return answer(request, reply, await harmony.run(call, how), plan)
  })

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Outcome,
    plan: OperationPlan | undefined,
  ): Promise<FastifyReply> {
    const told = harmony.reply(outcome, request.caller.language)
    if (!told.ok) return sendProblem(reply, refusalProblem(told, request.id))
    const result = keepSession(reply, plan?.output, told.result as Wire, reach)
    if (plan) await harmony.handed.remember(request.caller.user, filesIn(plan.output, result))
    if ((request.query as Query)['download'] === '1') {
      const file = topFile(plan?.output, result)
      return file ? sendFile(request, reply, harmony, file) : sendTrouble(request, reply, 404, 'http.noFile')
    }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(result))
  }
}

/**
 * Long work over one answer: `progress` events while it goes on, then `result` or `problem`. Whoever hangs up does not stop it. The result is
 * handed to `finished` before it is told.
 */
async function streamJob(
  request: FastifyRequest,
  reply: FastifyReply,
  work: (progress: NonNullable<RunOptions['progress']>) => Promise<Outcome>,
  harmony: Harmony,
  finished: (result: Wire) => Promise<void>,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), 'content-type': 'text/event-stream; charset=utf-8' })
  const tell = (event: string, data: unknown): void => {
    if (raw.writable) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  try {
    const outcome = await work((progress, subject) => tell('progress', { ...progress, subject }))
    const told = harmony.reply(outcome, request.caller.language)
    if (told.ok) await finished(told.result as Wire)
    if (told.ok) tell('result', told.result)
    else tell('problem', refusalProblem(told, request.id))
  } catch (error) {
    request.log.error({ err: error }, 'broken')
    tell('problem', { status: 500, code: 'http.broken', instance: `urn:uuid:${request.id}` })
  } finally {
    raw.end()
  }
}

/** The caller's own id of the call, or the request's, by which the log of the hub and the log of what happened are laid side by side. `undefined`: it cannot be used. */
function callIdOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return request.id
  return typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key) ? key : undefined
}

/** Whether the call is to change nothing. A word that is neither is no leave to act: whoever meant to rehearse would have acted. */
function rehearsalOf(request: FastifyRequest): boolean | undefined {
  const said = request.headers['harmony-rehearse'] ?? 'false'
  return said === 'true' ? true : said === 'false' ? false : undefined
}

/** A sign-in becomes a cookie and never shows in an answer. */
function keepSession(reply: FastifyReply, output: FieldPlan | undefined, result: Wire, reach: Reach): Wire {
  const names = Object.entries(output?.fields ?? {}).flatMap(([name, field]) => (field.kind === 'session' ? [name] : []))
  if (names.length === 0 || typeof result !== 'object' || result === null || Array.isArray(result)) return result
  const shown = { ...(result as Readonly<Record<string, Wire>>) }
  for (const name of names) {
    setSession(reply, (shown[name] ?? null) as unknown as SessionGrant | null, reach)
    delete shown[name]
  }
  return shown
}

function topFile(output: FieldPlan | undefined, result: Wire): FileRef | undefined {
  if (output?.kind === 'file') return (result as unknown as FileRef | null) ?? undefined
  const name = Object.entries(output?.fields ?? {}).find(([, field]) => field.kind === 'file')?.[0]
  return name === undefined ? undefined : (((result as Readonly<Record<string, Wire>>)[name] as unknown as FileRef | null) ?? undefined)
}

/** All files that an answer names. */
function filesIn(plan: FieldPlan, value: Wire | undefined): FileRef[] {
  if (value === null || value === undefined) return []
  if (plan.kind === 'file') return [value as unknown as FileRef]
  if (plan.kind === 'many') return (value as readonly Wire[]).flatMap((item) => filesIn(plan.inner!, item))
  if (plan.kind !== 'shape') return []
  return Object.entries(plan.fields ?? {}).flatMap(([name, field]) => filesIn(field, (value as Readonly<Record<string, Wire>>)[name]))
}
