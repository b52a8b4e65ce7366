import { BrowserWindow } from 'electron'
import { leastSize, type placeWindow } from './window-place.ts'

/** A window for our own page. Everything that keeps the page from the machine is written out here, whatever Electron's defaults are. */
export function newWindow(
  place: ReturnType<typeof placeWindow>,
  { preload, developer, title }: { readonly preload: string; readonly developer: boolean; title(): string | undefined },
): BrowserWindow {
  const { maximized, ...bounds } = place
  const window = new BrowserWindow({
    ...bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: 'Harmony',
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      // macOS has its own dictionaries; elsewhere they would be downloaded, and what people write looked up in them.
      spellcheck: process.platform === 'darwin',
      devTools: developer,
    },
  })
  // What must not be overlooked stands in the title whatever the page calls itself.
  window.on('page-title-updated', (event) => {
    const said = title()
    if (said === undefined) return
    event.preventDefault()
    window.setTitle(said)
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  return window
}
