import type { Happening, Manifest, Reply } from '../../core/kernel/manifest.ts'
import type { FileRef } from '../../core/kernel/shape.ts'
import { notSignedIn, Outage, outageSentences, SignedOut, type Port } from './port.ts'
import type { UpdateStanding } from './updates.ts'

/** What the preload exposes. Plain data only: nothing here is a function of the other side. */
export interface Bridge {
  call(call: { id: string; operation: string; input: unknown }): Promise<Reply>
  manifest(language: string | null): Promise<Manifest>
  upload(name: string, mime: string, bytes: ArrayBuffer): Promise<FileRef>
  download(operation: string, input: unknown): Promise<Reply<null>>
  onLive(listener: (happening: Happening) => void): () => void
  notify(title: string, text: string): Promise<boolean>
  update(act: 'standing' | 'check' | 'restart'): Promise<UpdateStanding>
}
declare global {
  interface Window {
    readonly harmony?: Bridge
  }
}

const reached = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked
  } catch {
    throw new Outage(outageSentences.noAnswer)
  }
}

/** The desktop's own core, over the preload. */
export const desktopPort = (bridge: Bridge): Port => ({
  shell: 'desktop',
  updates: {
    standing: () => reached(bridge.update('standing')),
    check: () => reached(bridge.update('check')),
    restart: () => reached(bridge.update('restart')),
  },
  notify: (title, text) => reached(bridge.notify(title.slice(0, 100), text.slice(0, 300))),
  manifest: (language) => reached(bridge.manifest(language)),
  async call(operation, input, options) {
    options?.signal?.throwIfAborted()
    const reply = await reached(bridge.call({ id: options?.id ?? crypto.randomUUID(), operation, input: input ?? {} }))
    if (!reply.ok && reply.refusal.code === notSignedIn) throw new SignedOut()
    return reply
  },
  async upload(file, onProgress) {
    const kept = await reached(bridge.upload(file.name, file.type || 'application/octet-stream', await file.arrayBuffer()))
    onProgress?.(1)
    return kept
  },
  download: (operation, input) => reached(bridge.download(operation, input ?? {})),
  live(listener, onLine) {
    onLine?.(true)
    return bridge.onLive(listener)
  },
})
