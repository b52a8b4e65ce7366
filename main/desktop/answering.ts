import { isOwnAddress } from './origin.ts'
import {
  largestPiece,
  readMessage,
  trouble,
  Unreadable,
  type Answer,
  type CoreMessage,
  type Message,
  type UpdateMessage,
} from './messages.ts'

/** What Electron says of whoever sent a message. */
export interface Sent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}
/** A window's way to the core. */
export interface Line {
  ask(message: CoreMessage): Promise<Answer>
}
export interface Answering {
  /** The line of a window of ours, by the id of its contents. */
  line(contents: number): Line | undefined
  /** Puts a file where the person wants it. False when they changed their mind. */
  save(contents: number, file: SavedFile): Promise<boolean>
  /** Tells a person who works elsewhere; whether it was shown. */
  notify(title: string, text: string): boolean
  /** What the main process itself knows about updates. */
  update(act: UpdateMessage['act']): Promise<unknown>
  log(event: string, facts: Readonly<Record<string, unknown>>): void
}
export interface SavedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** Messages of one window under way at a time. A page of ours never comes near; a page gone mad does not take the core with it. */
const mostAtOnce = 256

/** Only the top frame of a window that we opened, showing our own page, is listened to. */
const isOurs = (sent: Sent): boolean => sent.senderFrame !== null && sent.senderFrame.parent === null && isOwnAddress(sent.senderFrame.url)

/**
 * The one handler of the one channel: checks who asks and what is asked, then passes it on to the core. Who may do what is decided there,
 * by the session that the window holds.
 */
export function answering(host: Answering): (sent: Sent, raw: unknown, ...more: unknown[]) => Promise<Answer> {
  const underWay = new Map<number, number>()

  async function ask(contents: number, line: Line, message: Message): Promise<Answer> {
    const busy = underWay.get(contents) ?? 0
    if (busy >= mostAtOnce) return refusedBy(host, trouble('busy'), { contents })
    underWay.set(contents, busy + 1)
    try {
      if (message.kind === 'update') return { ok: true, value: await host.update(message.act) }
      if (message.kind === 'notify') return { ok: true, value: host.notify(message.title, message.text) }
      const answer = await line.ask(message)
      return message.kind === 'download' && answer.ok ? await saved(contents, answer.value) : answer
    } catch (error) {
      return refusedBy(host, trouble('failed'), { kind: message.kind, error })
    } finally {
      const left = (underWay.get(contents) ?? 1) - 1
      if (left > 0) underWay.set(contents, left)
      else underWay.delete(contents)
    }
  }

  // The bytes stay on this side: the page learns that the file was saved, or the refusal.
  async function saved(contents: number, value: unknown): Promise<Answer> {
    const { reply, file } = value as { reply: unknown; file?: SavedFile }
    if (file) await host.save(contents, file)
    return { ok: true, value: reply }
  }

  return async (sent, raw, ...more) => {
    const line = isOurs(sent) ? host.line(sent.sender.id) : undefined
    if (!line) return refusedBy(host, trouble('sender'), { from: sent.senderFrame?.url.slice(0, 200) ?? 'no frame' })
    try {
      if (more.length > 0) throw new Unreadable('malformed')
      return await ask(sent.sender.id, line, readMessage(raw))
    } catch (error) {
      if (error instanceof Unreadable) return refusedBy(host, trouble(error.code), { largestPiece })
      throw error
    }
  }
}

function refusedBy(host: Answering, answer: Answer, facts: Readonly<Record<string, unknown>>): Answer {
  if (!answer.ok) host.log('message refused', { code: answer.code, ref: answer.ref, ...facts })
  return answer
}
