/** What of Electron's notifications is used. */
export interface Notice {
  on(event: 'click', listener: () => void): unknown
  show(): void
}
export interface Noticing {
  isSupported(): boolean
  create(notice: { readonly title: string; readonly body: string; readonly silent: boolean }): Notice
  /** A window of ours has the person's attention: then the page says it itself. */
  isInFront(): boolean
  /** Brings a window to the front. */
  show(): void
  now(): number
}

/** Milliseconds between two of them: a page gone mad is a nuisance once. */
const pause = 10_000

/** Tells a person who works elsewhere that something waits for them. The system shows it, and a click leads here. `false`: it was not shown. */
export function keepNotices(host: Noticing): (title: string, text: string) => boolean {
  let last = -Infinity
  return (title, text) => {
    if (!host.isSupported() || host.isInFront() || host.now() - last < pause) return false
    last = host.now()
    const notice = host.create({ title, body: text, silent: true })
    notice.on('click', () => host.show())
    notice.show()
    return true
  }
}
