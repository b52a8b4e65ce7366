import type { Happening, Manifest, Reply } from '../../core/kernel/manifest.ts'
import type { FileRef } from '../../core/kernel/shape.ts'
import type { Progress } from '../../core/kernel/operation.ts'
import { notSignedIn, Outage, outageSentences, SignedOut, type CallOptions, type Port } from './port.ts'

const base = '/api/v1'

/** The hub's HTTP door. A page for visitors leaves the session out, whoever's browser it is opened in. */
export const httpPort = (credentials: RequestCredentials = 'same-origin'): Port => ({
  shell: 'browser',
  async manifest(language) {
    const response = await send(`${base}/manifest${language === null ? '' : `?language=${encodeURIComponent(language)}`}`, { credentials })
    if (!response.ok) throw await troubleOf(response)
    return (await response.json()) as Manifest
  },
  async call(operation, input, options) {
    const response = await post(operation, input, options, '', credentials)
    if (!response.ok) return refusalOf(response)
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) return endOfWork(response, options?.onProgress)
    return { ok: true, result: response.status === 204 ? null : await response.json() }
  },
  upload,
  async download(operation, input) {
    const response = await post(operation, input, {}, '?download=1')
    if (!response.ok) return refusalOf(response)
    save(await response.blob(), nameOf(response))
    return { ok: true, result: null }
  },
  live,
})

async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    // What the browser says of it is for whoever wrote the page, and in no language of the reader.
    throw new Outage(outageSentences.noAnswer)
  }
}

const post = (
  operation: string,
  input: unknown,
  options: CallOptions = {},
  query = '',
  credentials: RequestCredentials = 'same-origin',
): Promise<Response> =>
  send(`${base}/${operation.replace('.', '/')}${query}`, {
    method: 'POST',
    credentials,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': options.id ?? crypto.randomUUID(),
      // Refusals come in the language of the screen, also before anybody has signed in.
      'accept-language': document.documentElement.lang,
      ...(options.onProgress ? { accept: 'text/event-stream, application/json' } : {}),
    },
    body: JSON.stringify(input ?? {}),
    ...(options.signal ? { signal: options.signal } : {}),
  })

interface Problem {
  readonly code?: string
  readonly detail?: string
  readonly title?: string
  readonly about?: Readonly<Record<string, string>>
  readonly status?: number
  readonly instance?: string
}
const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
/** Problem details with a code are the business saying no; without one, or from 500 on, the host itself is in trouble. */
const refusalOf = async (response: Response): Promise<Refused> => refusalFrom({ status: response.status, ...(await problemOf(response)) })
type Refused = Extract<Reply, { ok: false }>
function refusalFrom(problem: Problem): Refused {
  const { status = 0, code, detail, title, about } = problem
  if (code === notSignedIn) throw new SignedOut()
  if (status >= 500 || !code) throw outageOf(status, problem)
  return { ok: false, refusal: { code, message: detail ?? title ?? code, about: about ?? {} } }
}
const outageOf = (status: number, problem: Problem): Outage =>
  new Outage(problem.detail ?? problem.title ?? `HTTP ${status}`, problem.instance ?? null)
async function troubleOf(response: Response): Promise<Error> {
  return response.status === 401 ? new SignedOut() : outageOf(response.status, await problemOf(response))
}

// XMLHttpRequest, because fetch cannot tell how much of a body was sent.
function upload(file: File, onProgress?: (share: number) => void): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${base}/files`)
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    }
    request.onerror = () => reject(new Outage(outageSentences.noAnswer))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as FileRef)
      else if (request.status === 401) reject(new SignedOut())
      else {
        const problem = (request.response ?? {}) as Problem
        reject(new Outage(problem.detail ?? problem.title ?? `HTTP ${request.status}`, problem.instance ?? null))
      }
    }
    const body = new FormData()
    body.append('file', file, file.name)
    request.send(body)
  })
}

function save(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download holds the blob by itself once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
const nameOf = (response: Response): string => {
  const told = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(told)?.[1]
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/i.exec(told)?.[1] ?? 'harmony')
}
/** Long work over one answer: `progress` events while it goes on, then `result` or `problem`. */
async function endOfWork(response: Response, onProgress: CallOptions['onProgress']): Promise<Reply> {
  if (!response.body) throw new Outage(outageSentences.noAnswer)
  let text = ''
  try {
    for await (const piece of response.body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
      text += piece
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = /^event: (\w+)$/m.exec(text.slice(0, end))?.[1]
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
        text = text.slice(end + 2)
        if (data === undefined) continue
        const told: unknown = JSON.parse(data)
        if (event === 'progress') onProgress?.(told as Progress)
        else if (event === 'result') return { ok: true, result: told }
        else if (event === 'problem') return refusalFrom(told as Problem)
      }
    }
  } catch (error) {
    if (error instanceof Outage || error instanceof SignedOut) throw error
    throw new Outage(outageSentences.lineBroke)
  }
  throw new Outage(outageSentences.lineBroke)
}

/** Milliseconds until a line that the browser gave up is tried again: doubled each time, up to a minute. */
const firstWait = 2_000
const longestWait = 60_000

// EventSource reconnects by itself and tells the last sequence it heard, so nothing committed meanwhile is missed. An answer that is no stream (a proxy whose hub is
// being started, a device that waits for its password) it takes for the last word; then another one goes on where it ended.
function live(listener: (happening: Happening) => void, onLine?: (open: boolean) => void): () => void {
  let heard = ''
  let wait = firstWait
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource
  const hear = (event: MessageEvent<string>): void => {
    if (event.lastEventId !== '') heard = event.lastEventId
    const told: unknown = JSON.parse(event.data)
    if (typeof told === 'object' && told !== null && 'records' in told) listener(told as Happening)
  }
  const open = (): void => {
    source = new EventSource(`${base}/live${heard === '' ? '' : `?after=${heard}`}`)
    source.onmessage = hear
    source.addEventListener('happening', hear)
    source.onopen = () => {
      wait = firstWait
      onLine?.(true)
    }
    source.onerror = () => {
      onLine?.(false)
      if (source.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, wait)
      wait = Math.min(longestWait, wait * 2)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
