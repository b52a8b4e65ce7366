import type { Happening, Manifest, Reply } from '../../core/kernel/manifest.ts'
import type { FileRef } from '../../core/kernel/shape.ts'
import { Outage, SignedOut, type CallOptions, type Port } from './port.ts'

const base = '/api/v1'

/** The hub's HTTP door. */
export const httpPort = (): Port => ({
  shell: 'browser',
  async manifest(language) {
    const response = await send(`${base}/manifest${language === null ? '' : `?language=${encodeURIComponent(language)}`}`)
    if (!response.ok) throw await troubleOf(response)
    return (await response.json()) as Manifest
  },
  async call(operation, input, options) {
    const response = await post(operation, input, options)
    if (response.ok) return { ok: true, result: response.status === 204 ? null : await response.json() }
    return refusalOf(response)
  },
  upload,
  async download(operation, input) {
    const response = await post(operation, input)
    if (!response.ok) return refusalOf(response)
    // An operation answers with the bytes themselves, or names a file that the host keeps.
    if (!response.headers.get('content-type')?.startsWith('application/json')) {
      save(await response.blob(), nameOf(response))
      return { ok: true, result: null }
    }
    const file = fileIn(await response.json())
    if (!file) throw new Outage('the operation answered without a file')
    const bytes = await send(`${base}/files/${file.hash}`)
    if (!bytes.ok) throw await troubleOf(bytes)
    save(await bytes.blob(), file.name)
    return { ok: true, result: null }
  },
  live,
})

async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Outage(error instanceof Error ? error.message : 'no answer')
  }
}

const post = (operation: string, input: unknown, options?: CallOptions): Promise<Response> =>
  send(`${base}/${operation.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': options?.id ?? crypto.randomUUID() },
    body: JSON.stringify(input ?? {}),
    ...(options?.signal ? { signal: options.signal } : {}),
  })

interface Problem {
  readonly code?: string
  readonly detail?: string
  readonly title?: string
  readonly about?: Readonly<Record<string, string>>
  readonly reference?: string
  readonly instance?: string
}
const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
/** Problem details with a code are the business saying no; without one the host itself is in trouble. */
async function refusalOf(response: Response): Promise<Extract<Reply, { ok: false }>> {
  const problem = await problemOf(response)
  if (response.status === 401 && (!problem.code || problem.code === 'people.notSignedIn')) throw new SignedOut()
  if (response.status >= 500 || !problem.code) throw outageOf(response, problem)
  return {
    ok: false,
    refusal: { code: problem.code, message: problem.detail ?? problem.title ?? problem.code, about: problem.about ?? {} },
  }
}
const outageOf = (response: Response, problem: Problem): Outage =>
  new Outage(problem.detail ?? problem.title ?? `HTTP ${response.status}`, problem.reference ?? problem.instance ?? null)
async function troubleOf(response: Response): Promise<Error> {
  return response.status === 401 ? new SignedOut() : outageOf(response, await problemOf(response))
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
    request.onerror = () => reject(new Outage('the file could not be sent'))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as FileRef)
      else if (request.status === 401) reject(new SignedOut())
      else {
        const problem = (request.response ?? {}) as Problem
        reject(new Outage(problem.detail ?? problem.title ?? `HTTP ${request.status}`, problem.reference ?? null))
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
/** The file in an answer: the answer itself or one of its fields. */
export function fileIn(answer: unknown): FileRef | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  if ('hash' in answer && 'name' in answer) return answer as FileRef
  return Object.values(answer)
    .map(fileIn)
    .find((found) => found !== undefined)
}

// EventSource reconnects by itself and tells the last sequence it heard, so nothing committed meanwhile is missed.
function live(listener: (happening: Happening) => void, onLine?: (open: boolean) => void): () => void {
  const source = new EventSource(`${base}/live`)
  const hear = (event: MessageEvent<string>): void => {
    const told: unknown = JSON.parse(event.data)
    if (typeof told === 'object' && told !== null && 'records' in told) listener(told as Happening)
  }
  source.onmessage = hear
  source.addEventListener('happening', hear)
  source.onopen = () => onLine?.(true)
  source.onerror = () => onLine?.(false)
  return () => source.close()
}
