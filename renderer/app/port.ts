import type { Happening, Manifest, Reply } from '../../core/kernel/manifest.ts'
import type { Progress } from '../../core/kernel/operation.ts'
import type { FileRef } from '../../core/kernel/shape.ts'
import type { Updates } from './updates.ts'

/** Where the screens meet their host: a hub over HTTP, or the desktop's core over its preload. Screens know neither. */
export interface Port {
  readonly shell: 'browser' | 'desktop'
  /** Only a desktop is a program that is updated. */
  readonly updates?: Updates
  /** Only a desktop can tell somebody who works in another program. Whether it was shown. */
  readonly notify?: (title: string, text: string) => Promise<boolean>
  /** Words, shapes and permits in a language; `null` takes the caller's own. */
  manifest(language: string | null): Promise<Manifest>
  /** A refusal is a reply; an outage throws `Outage`; a session that ended throws `SignedOut`. */
  call(operation: string, input: unknown, options?: CallOptions): Promise<Reply>
  /** `onProgress` hears the share sent, 0 to 1. */
  upload(file: File, onProgress?: (share: number) => void): Promise<FileRef>
  /** Saves the file that the operation answers with. A refusal is a reply. */
  download(operation: string, input: unknown): Promise<Reply<null>>
  /** Hears what is committed, until the answer is called. `onLine` hears when the line to the host opens and breaks. */
  live(listener: (happening: Happening) => void, onLine?: (open: boolean) => void): () => void
}
export interface CallOptions {
  /** The call id: the same id never acts twice, so a retry is safe. */
  readonly id?: string
  readonly signal?: AbortSignal
  /** Hears how far long work is, where the line can tell (HTTP); elsewhere the records it writes tell. */
  readonly onProgress?: (progress: Progress) => void
}

/** The host cannot be reached or failed: worth another try, and nothing was decided. */
export class Outage extends Error {
  readonly reference: string | null
  constructor(message: string, reference: string | null = null) {
    super(message)
    this.reference = reference
  }
}
/** What a person is told where nobody answers, in their language as soon as words are there (`speak`). The browser's own sentences are for programmers. */
export const outageSentences = {
  noAnswer: 'Harmony does not answer.',
  lineBroke: 'The line broke before the work was done.',
}
/** Nobody is signed in (any more). */
export class SignedOut extends Error {}
/** The refusal that stands for it on every line. */
export const notSignedIn = 'people.notSignedIn'
