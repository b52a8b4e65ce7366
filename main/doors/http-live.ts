import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as patience } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Happening } from '../../core/kernel/manifest.ts'
import { isVisitor, type HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import { callerOf, type Reach } from './http-guard.ts'
import { notSignedIn, sendProblem } from './http-problems.ts'

export interface LiveTimes {
  /** Milliseconds between two signs of life; each also looks whether the caller is still signed in. */
  readonly heartbeat: number
  /** Bytes that may wait for somebody who does not read; then they are let go, and go on where they were when they come back. */
  readonly waiting?: number
}
export const liveTimes: LiveTimes = { heartbeat: 25_000 }
const mostWaiting = 4_194_304

/**
 * What a caller may hear: names of records and events; what an event is about only within the caller's legal entities, and only to those whose rights reach
 * everything: the log does not say whose it is, and the screen that hears of it asks anew anyhow.
 */
export function audible(happening: Happening, caller: HostCaller): Happening {
  if (caller.bounds) return { ...happening, events: happening.events.map(({ event }) => ({ event, about: {} })) }
  if (caller.entities === 'all') return happening
  const own = new Set(caller.entities)
  const events = happening.events.flatMap(({ event, about }) => {
    if (about['entity'] === undefined) return [{ event, about: {} }]
    return own.has(about['entity']) ? [{ event, about }] : []
  })
  return { ...happening, events }
}

/** Live changes, as server-sent events from the log. `id` is the place in it, so whoever comes back hears what was missed. */
export function liveRoute(app: FastifyInstance, harmony: Harmony, reach: Reach, times: LiveTimes = liveTimes): { close(): void } {
  const open = new Set<ServerResponse>()
  app.get('/api/v1/live', async (request, reply) => {
    let caller = request.caller
    if (isVisitor(caller)) return sendProblem(reply, notSignedIn(request, harmony))
    const from = placeOf(request.headers['last-event-id'] ?? (request.query as { after?: string }).after)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 3000\n\n')
    open.add(raw)

    const most = times.waiting ?? mostWaiting
    let told = from ?? -1
    // What commits while the past is read waits, so that nothing is told twice or out of order.
    let waiting: Happening[] | undefined = []
    const tell = (happening: Happening): void => {
      if (happening.seq <= told || !open.has(raw)) return
      told = happening.seq
      raw.write(`id: ${happening.seq}\ndata: ${JSON.stringify(audible(happening, caller))}\n\n`)
      if (raw.writableLength > most) letGo()
    }
    const stopWatching = harmony.watch((happening) => {
      if (waiting) waiting.push(happening)
      else tell(happening)
    })
    const end = (): void => {
      clearInterval(beat)
      stopWatching()
      open.delete(raw)
      raw.end()
    }
    /** What waits is thrown away too. */
    const letGo = (): void => {
      end()
      raw.destroy()
    }
    const beat = setInterval(() => {
      raw.write(': still here\n\n')
      // Looked at, not used: a page that is merely open does not keep its person signed in.
      callerOf(request, harmony, reach, 'look').then(
        (now) => {
          if (now && !isVisitor(now)) caller = now
          else end()
        },
        () => undefined,
      )
    }, times.heartbeat)
    raw.on('close', end)
    try {
      for (let more = from !== undefined; more;) {
        const past = await harmony.happeningsSince(told)
        past.forEach(tell)
        // As fast as they read, but not for ever: what happens meanwhile waits here.
        if (raw.writableNeedDrain) await Promise.race([once(raw, 'drain'), once(raw, 'close'), patience(times.heartbeat)])
        if (raw.writableNeedDrain) letGo()
        more = past.length > 0 && open.has(raw)
      }
      waiting.forEach(tell)
      waiting = undefined
    } catch (error) {
      request.log.error({ err: error }, 'broken')
      end()
    }
    return reply
  })
  return {
    close: () => {
      // They come back by themselves, to this hub or another one, and not all in the same moment.
      for (const raw of open) raw.end(`retry: ${500 + Math.round(Math.random() * 4000)}\nevent: stopping\ndata: {}\n\n`)
    },
  }
}

const placeOf = (text: string | readonly string[] | undefined): number | undefined =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined
