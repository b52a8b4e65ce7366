import { randomUUID } from 'node:crypto'
import type { Happening, Reply } from '../../core/kernel/manifest.ts'
import type { Outcome } from '../../core/kernel/operation.ts'
import type { Field, FileRef, Wire } from '../../core/kernel/shape.ts'
import { isVisitor, type HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import type { MessageEnd, Question, Response } from '../desktop/core-line.ts'
import { audible } from './http-live.ts'
import { trouble, type Answer, type CoreMessage, type UploadMessage } from '../desktop/messages.ts'

/** What this door needs of the product. */
export type IpcHarmony = Pick<
  Harmony,
  'run' | 'reply' | 'manifest' | 'visitor' | 'callerOfSession' | 'files' | 'operations' | 'watch' | 'languages'
>
export interface IpcOptions {
  /** Of the window that this one was opened from. */
  readonly session?: string | undefined
  /** What the system speaks. */
  readonly language: string
  log(event: string, facts: Readonly<Record<string, unknown>>): void
}

/** Uploads of one window under way at a time, so that its memory is bounded. */
const mostUploads = 4

/** Puts the pieces of files together. */
function gather() {
  const uploads = new Map<string, { readonly pieces: Uint8Array[]; arrived: number }>()
  return {
    forget: () => uploads.clear(),
    async take(piece: UploadMessage, keep: (bytes: Uint8Array) => Promise<FileRef>): Promise<Answer> {
      const under = uploads.get(piece.upload) ?? { pieces: [], arrived: 0 }
      if (piece.at !== under.arrived || (piece.bytes.byteLength === 0 && piece.size > 0)) {
        uploads.delete(piece.upload)
        return trouble('malformed')
      }
      if (!uploads.has(piece.upload) && uploads.size >= mostUploads) return trouble('busy')
      uploads.set(piece.upload, under)
      under.pieces.push(piece.bytes)
      under.arrived += piece.bytes.byteLength
      if (under.arrived < piece.size) return { ok: true, value: null }
      uploads.delete(piece.upload)
      return { ok: true, value: await keep(Buffer.concat(under.pieces)) }
    },
  }
}

/** Who sits at a window: its session and its language. */
function atTheWindow(harmony: IpcHarmony, system: string, from: string | undefined) {
  let session = from
  let spoken = system
  return {
    session: () => session,
    spoken: () => spoken,
    speaks(language: string): void {
      spoken = language
    },
    async calls(how: 'use' | 'look' = 'use'): Promise<HostCaller> {
      const origin = { address: 'desktop', language: spoken }
      const signedIn = session === undefined ? undefined : await harmony.callerOfSession(session, origin, how)
      return signedIn ?? harmony.visitor(origin)
    },
    /** A sign-in or sign-out is in a field of its own kind. It is kept here, and the page is shown that there is one, no more. */
    keep(operation: string, outcome: Outcome): Outcome {
      const fields = harmony.operations.get(operation)?.output.fields
      if (!outcome.ok || !fields) return outcome
      const shown = { ...(outcome.result as Readonly<Record<string, Wire>>) }
      for (const [name, field] of Object.entries(fields)) {
        if (field.kind !== 'session') continue
        session = (shown[name] as { readonly token: string } | null)?.token
        shown[name] = null
      }
      return { ok: true, result: shown }
    },
  }
}

/**
 * Serves one window of the desktop over its port. The window's session lives and dies here: the page signs in like any browser, but neither it nor
 * the main process ever holds what proves it. Answers where the session can be asked for when a second window is opened from this one.
 */
export function serveIpc(port: MessageEnd, harmony: IpcHarmony, { language, log, session }: IpcOptions): () => string | undefined {
  const person = atTheWindow(harmony, language, session)
  let stopTelling: (() => void) | undefined
  let telling = Promise.resolve()
  const uploads = gather()
  const send = (response: Response): void => port.postMessage(response)

  async function call(id: string, operation: string, input: Wire): Promise<{ outcome: Outcome; reply: Reply }> {
    const caller = await person.calls()
    const outcome = person.keep(operation, await harmony.run({ id, operation, input, caller }))
    return { outcome, reply: harmony.reply(outcome, caller.profile?.language ?? person.spoken()) }
  }

  async function manifest(wanted: string | null): Promise<unknown> {
    if (wanted !== null) person.speaks(wanted)
    const caller = await person.calls()
    return harmony.manifest(isVisitor(caller) ? null : caller, wanted ?? caller.language)
  }

  async function download(operation: string, input: Wire): Promise<unknown> {
    const { outcome, reply } = await call(randomUUID(), operation, input)
    if (!outcome.ok) return { reply }
    const output = harmony.operations.get(operation)!.output as Field<unknown>
    const named = fileIn(output, outcome.result)
    const bytes = named && (await harmony.files.get(named.hash))
    if (!named || !bytes) throw new Error(`${operation} answered without a file that is kept`)
    return { reply: { ok: true, result: null }, file: { name: named.name, mime: named.mime, bytes } }
  }

  // One after another, so that nothing is told out of order; and looking at the session does not keep it alive.
  async function tell(happening: Happening): Promise<void> {
    const caller = await person.calls('look')
    if (!isVisitor(caller)) send({ live: audible(happening, caller) })
  }

  function listen(on: boolean): null {
    stopTelling?.()
    stopTelling = on
      ? harmony.watch((happening) => {
          telling = telling.then(() => tell(happening)).catch((error: unknown) => log('not told', { error }))
        })
      : undefined
    return null
  }

  async function answer(message: CoreMessage): Promise<Answer> {
    switch (message.kind) {
      case 'call':
        return { ok: true, value: (await call(message.id, message.operation, message.input)).reply }
      case 'manifest':
        return { ok: true, value: await manifest(message.language) }
      case 'download':
        return { ok: true, value: await download(message.operation, message.input) }
      case 'upload':
        return isVisitor(await person.calls())
          ? trouble('sender')
          : uploads.take(message, (bytes) => harmony.files.put(bytes, message.name, message.mime))
      case 'live':
        return { ok: true, value: listen(message.on) }
    }
  }

  port.on('message', ({ data }) => {
    const { n, message } = data as Question
    answer(message)
      .catch((error: unknown) => {
        // The page learns a code and a reference; the cause may hold names of hosts and people and stays in the log.
        const failed = trouble('failed')
        log('message failed', { kind: message.kind, ref: failed.ok ? '' : failed.ref, error })
        return failed
      })
      .then((done) => send({ n, answer: done }))
      .catch((error: unknown) => log('answer not sent', { error }))
  })
  port.on('close', () => {
    listen(false)
    uploads.forget()
  })
  port.start()
  return person.session
}

/** The file in an answer, found by the answer's own shape. */
function fileIn(field: Field<unknown>, value: Wire | undefined): FileRef | undefined {
  if (value === null || value === undefined) return undefined
  if (field.kind === 'file') return value as unknown as FileRef
  if (field.kind === 'maybe') return fileIn(field.inner!, value)
  for (const [name, inner] of Object.entries(field.fields ?? {})) {
    const found = fileIn(inner as Field<unknown>, (value as Readonly<Record<string, Wire>>)[name])
    if (found) return found
  }
  return undefined
}
