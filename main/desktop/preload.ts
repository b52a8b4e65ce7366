// Runs in the page's process, isolated from the page, sandboxed: it may load nothing but `electron`. It gives the page one frozen object of
// functions that take and return plain data. Whatever it sends is checked again by the host, for this side of the channel is not trusted.
import { contextBridge, ipcRenderer } from 'electron'
import type { Happening, Manifest, Reply } from '../../core/kernel/manifest.ts'
import type { FileRef, Wire } from '../../core/kernel/shape.ts'
import { channel, largestFile, largestPiece, type Answer, type Message, type Told } from './messages.ts'

async function ask<T>(message: Message): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, message)) as Answer
  if (!answer.ok) throw new Error(`${answer.code} (${answer.ref})`)
  return answer.value as T
}

async function upload(name: unknown, mime: unknown, content: unknown): Promise<FileRef> {
  const bytes = new Uint8Array(content as ArrayBuffer)
  // The host refuses it too; this saves sending it there.
  if (bytes.byteLength > largestFile) throw new Error('tooLarge')
  const id = crypto.randomUUID()
  for (let at = 0; ; at += largestPiece) {
    const piece = bytes.slice(at, at + largestPiece)
    const kept = await ask<FileRef | null>({
      kind: 'upload', upload: id, name: String(name), mime: String(mime), size: bytes.byteLength, at, bytes: piece,
    }) // prettier-ignore
    if (kept) return kept
    if (at + largestPiece >= bytes.byteLength) throw new Error('failed')
  }
}

const listeners = new Set<(happening: Happening) => void>()
ipcRenderer.on(channel, (_event, told: Told) => {
  for (const listener of listeners) listener(told.live as Happening)
})

function onLive(listener: (happening: Happening) => void): () => void {
  // A wrapper of its own, so that the same function may listen twice and stop once.
  const hear = (happening: Happening): void => listener(happening)
  listeners.add(hear)
  if (listeners.size === 1) void ask({ kind: 'live', on: true }).catch(() => undefined)
  return () => {
    if (listeners.delete(hear) && listeners.size === 0) void ask({ kind: 'live', on: false }).catch(() => undefined)
  }
}

contextBridge.exposeInMainWorld(
  'harmony',
  Object.freeze({
    call: (call: { id: string; operation: string; input: Wire } | undefined): Promise<Reply> =>
      ask({ kind: 'call', id: call?.id as string, operation: call?.operation as string, input: call?.input as Wire }),
    manifest: (language: string | null): Promise<Manifest> => ask({ kind: 'manifest', language: language ?? null }),
    upload,
    download: (operation: string, input: Wire): Promise<Reply<null>> => ask({ kind: 'download', operation, input }),
    onLive,
    notify: (title: unknown, words: unknown): Promise<boolean> => ask({ kind: 'notify', title: title as string, text: words as string }),
    update: (act: unknown): Promise<unknown> => ask({ kind: 'update', act: act as 'standing' }),
  }),
)
