import { isOwnAddress } from './origin.ts'

interface Preventable {
  preventDefault(): void
}
/** What of Electron's `WebContents` the guards take hold of. */
export interface GuardedContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: Preventable & { readonly url: string }) => void,
  ): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void
}

/** Holds every contents that ever appears to our own page: nothing navigates away, nothing opens a window, nothing embeds another page. */
export function guardContents(contents: GuardedContents, openExternally: (address: string) => void): void {
  const stay = (event: Preventable & { readonly url: string }): void => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // After the handler has answered: the system's browser is none of the page's business.
    setImmediate(() => openExternally(url))
    return { action: 'deny' }
  })
}
