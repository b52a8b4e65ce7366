import { BrowserWindow } from 'electron'
import { leastSize, type placeWindow } from './window-place.ts'

/** A window for our own page. Everything that keeps the page from the machine is written out here, whatever Electron's defaults are. */
export function newWindow(
  place: ReturnType<typeof placeWindow>,
  {
    preload,
    developer,
    spelling,
    title,
  }: { readonly preload: string; readonly developer: boolean; readonly spelling: boolean; title(): string | undefined },
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
      // Only with dictionaries of the system or of the organisation (see context-menu.ts).
      spellcheck: spelling,
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
