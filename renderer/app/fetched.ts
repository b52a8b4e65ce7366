import { lineBroke, lineNow, watchLine } from './online.ts'

/** What fetching needs of its window; tests have another. */
export interface Window {
  /** Whether the host answers at all. */
  answers(): Promise<boolean>
  /** Loads the whole page anew; answers whether it did: once, not again and again. */
  renew(): boolean
}
/** A host that changed its version has done so by then (milliseconds); what is missing afterwards is missing. */
const onceIn = 60_000
const renewed = 'harmony.renewed'
const browser: Window = {
  answers: () =>
    fetch('./', { method: 'HEAD', cache: 'no-store' }).then(
      () => true,
      () => false,
    ),
  renew: () => {
    if (Date.now() - Number(sessionStorage.getItem(renewed) ?? 0) < onceIn) return false
    sessionStorage.setItem(renewed, String(Date.now()))
    location.reload()
    return true
  },
}
const whenLineHolds = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = watchLine(() => {
      if (lineNow().state !== 'online') return
      stop()
      resolve()
    })
  })

/**
 * A part of the application that comes when it is needed. Without a line it waits for one. Where the host answers and the part is gone, the host
 * has another version than this page, and the page is loaded anew.
 */
export async function fetched<T>(load: () => Promise<T>, window: Window = browser): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (await window.answers()) {
        if (!window.renew()) throw error
        return new Promise<T>(() => undefined)
      }
      const back = whenLineHolds()
      lineBroke()
      await back
    }
  }
}
