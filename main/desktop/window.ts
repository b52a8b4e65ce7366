import { BrowserWindow } from 'electron'
import { leastSize, type placeWindow } from './window-place.ts'

/** A window for our own page. Everything that keeps the page from the machine is written out here, whatever Electron's defaults are. */
export function newWindow(place: ReturnType<typeof placeWindow>, preload: string, developer: boolean): BrowserWindow {
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
      // Dictionaries would be downloaded.
      spellcheck: false,
      devTools: developer,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  return window
}
