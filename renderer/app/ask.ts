import { QueryClient, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type { Happening, Manifest, OperationPlan, Reply } from '../../core/kernel/manifest.ts'
import type { Progress } from '../../core/kernel/operation.ts'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import { useState } from 'react'
import { useHarmony, useOperation } from './harmony.tsx'
import { lineBroke, lineNow, lineWorks, watchLine } from './online.ts'
import { Outage, SignedOut, type CallOptions, type Port } from './port.ts'

/** The business said no to a question; shown, never tried again. */
export class Refused extends Error {
  readonly code: string
  readonly about: Readonly<Record<string, string>>
  constructor(refusal: { code: string; message: string; about: Readonly<Record<string, string>> }) {
    super(refusal.message)
    this.code = refusal.code
    this.about = refusal.about
  }
}

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        // Only an outage is worth another try: a refusal stays a refusal.
        retry: (failures, error) => error instanceof Outage && failures < 3,
        retryDelay: (attempt) => Math.min(8_000, 400 * 2 ** attempt),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

/** One call through the port, with the state of the line told on the way. */
export async function callOver(port: Port, operation: string, input: unknown, options?: CallOptions): Promise<Reply> {
  try {
    const reply = await port.call(operation, input, options)
    lineWorks()
    return reply
  } catch (error) {
    if (error instanceof Outage && !error.reference) lineBroke()
    throw error
  }
}
export async function askOver<T>(port: Port, operation: string, input: unknown, signal?: AbortSignal): Promise<T> {
  const reply = await callOver(port, operation, input, signal ? { signal } : {})
  if (!reply.ok) throw new Refused(reply.refusal)
  return reply.result as T
}

export const askKey = (operation: string, input: unknown): readonly unknown[] => ['ask', operation, input]

export interface AskOptions {
  readonly enabled?: boolean
  /** Shows the last answer while the next one loads (paging, filtering). */
  readonly keep?: boolean
  /** Milliseconds; for work in progress whose steps the log tells too seldom. */
  readonly every?: number | false
}
/** A question to the host: cached, fresh by itself when something is committed that concerns it. */
export function useAsk<T = unknown>(operation: string, input: unknown = {}, options: AskOptions = {}): UseQueryResult<T, Error> {
  const { port } = useHarmony()
  return useQuery<T, Error>({
    queryKey: askKey(operation, input),
    queryFn: ({ signal }) => askOver<T>(port, operation, input, signal),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.keep ? { placeholderData: (last: T | undefined) => last as never } : {}),
    ...(options.every ? { refetchInterval: options.every } : {}),
  })
}

export interface Act<T> {
  /** Does it. The id of the call stays the same until it is answered, so trying again after an outage never acts twice. */
  readonly act: (input: unknown) => Promise<Reply<T>>
  readonly busy: boolean
  /** How far long work is; `null` before it tells, and on lines that cannot. */
  readonly progress: Progress | null
}
const callIds = new Map<string, string>()
export function useAct<T = unknown>(operation: string): Act<T> {
  const { port, manifest } = useHarmony()
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const long = useOperation(operation)?.does === 'job'
  const mutation = useMutation({
    mutationFn: async (input: unknown) => {
      const unanswered = `${operation} ${JSON.stringify(input)}`
      const id = callIds.get(unanswered) ?? crypto.randomUUID()
      callIds.set(unanswered, id)
      const reply = await callOver(port, operation, input, { id, ...(long ? { onProgress: setProgress } : {}) })
      callIds.delete(unanswered)
      return reply
    },
    onSettled: () => setProgress(null),
    onSuccess: (reply) => {
      // The log tells it too; this is for lines without live changes.
      if (reply.ok) freshen(client, manifest, new Set([moduleOf(operation)]), new Set())
    },
  })
  return { act: (input) => mutation.mutateAsync(input) as Promise<Reply<T>>, busy: mutation.isPending, progress }
}

const moduleOf = (operation: string): string => operation.split('.')[0] ?? operation
const touches = new WeakMap<OperationPlan, ReadonlySet<string>>()
/** Records that an answer speaks of: what its ids and codes name. */
function recordsIn(operation: OperationPlan): ReadonlySet<string> {
  let found = touches.get(operation)
  if (!found) {
    const names = new Set<string>()
    const walk = (plan: FieldPlan): void => {
      if (plan.of) names.add(plan.of)
      if (plan.inner) walk(plan.inner)
      for (const field of Object.values(plan.fields ?? {})) walk(field)
    }
    walk(operation.output)
    if (operation.lists) names.add(operation.lists)
    touches.set(operation, (found = names))
  }
  return found
}
function freshen(client: QueryClient, manifest: Manifest, modules: ReadonlySet<string>, records: ReadonlySet<string>): void {
  const plans = new Map(manifest.operations.map((o) => [o.name, o]))
  void client.invalidateQueries({
    predicate: ({ queryKey: [kind, operation] }) => {
      if (kind !== 'ask' || typeof operation !== 'string') return false
      // Tasks count whatever there is to do, and a history tells whatever was done, in any module.
      if (operation === 'desk.tasks' || operation === 'desk.history' || modules.has(moduleOf(operation))) return true
      const plan = plans.get(operation)
      return plan !== undefined && [...recordsIn(plan)].some((name) => records.has(name))
    },
  })
}

/** Keeps answers fresh from the log. A burst (an import, a billing run) is one refresh, not thousands. */
export function stayFresh(port: Port, client: QueryClient, manifest: Manifest, hear: (happening: Happening) => void): () => void {
  const modules = new Set<string>()
  const records = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let broken = false
  const flush = (): void => {
    timer = undefined
    freshen(client, manifest, new Set(modules), new Set(records))
    modules.clear()
    records.clear()
  }
  const stop = port.live(
    (happening) => {
      modules.add(moduleOf(happening.operation))
      for (const name of happening.records) records.add(name)
      timer ??= setTimeout(flush, 300)
      hear(happening)
    },
    (open) => {
      if (open) {
        lineWorks()
        if (broken) void client.invalidateQueries()
        broken = false
      } else {
        broken = true
        lineBroke()
      }
    },
  )
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** Knocks while the line is broken, and asks everything on screen anew once it holds. */
export function keepTrying(port: Port, client: QueryClient): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const watch = (): void => {
    const broken = lineNow().state !== 'online'
    if (broken === (timer !== undefined)) return
    if (broken) timer = setInterval(() => void callOver(port, 'desk.tasks', {}).catch(() => undefined), 3_000)
    else {
      clearInterval(timer)
      timer = undefined
      void client.invalidateQueries()
    }
  }
  const stop = watchLine(watch)
  return () => {
    clearInterval(timer)
    stop()
  }
}
export { Outage, SignedOut }
