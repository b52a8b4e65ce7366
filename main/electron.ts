// The desktop's main process: windows, menus, the channel, and the keeper of the core's process. It holds no business and no data.
import { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, protocol, safeStorage, screen, session, utilityProcess } from 'electron' // prettier-ignore
import { join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { databaseFileIn, defaultDataFolder } from './data-folder.ts'
import { answering, type SavedFile } from './desktop/answering.ts'
import { readArguments } from './desktop/arguments.ts'
import { reachNetwork } from './desktop/network.ts'
import { keepCore, type CoreChild, type CoreKeeper } from './desktop/core-keeper.ts'
import { coreLine, type CoreLine } from './desktop/core-line.ts'
import { deviceLine, type DeviceReport } from './desktop/device-line.ts'
import { licenceAddress, openExternally, showInFolder } from './desktop/external-links.ts'
import { guardContents } from './desktop/guards.ts'
import { openLog } from './desktop/log-file.ts'
import { menuPlan } from './desktop/menu.ts'
import { channel } from './desktop/messages.ts'
import { origin, scheme } from './desktop/origin.ts'
import { answerPage } from './desktop/page-files.ts'
import { guardSession } from './desktop/permissions.ts'
import { saveFile } from './desktop/save-file.ts'
import { openUpdates } from './desktop/updates/start.ts'
import { keepPlace, placeWindow, readPlace } from './desktop/window-place.ts'
import { newWindow } from './desktop/window.ts'
import { desktopWords, type Say } from './desktop/words.ts'
import { securityHeaders } from './doors/headers.ts'
import { hasKeys } from './keys/key-file.ts'
import { projectRoot } from './places.ts'
import { switchesIn } from './policy/places.ts'
import { policyHere } from './policy/policy.ts'

const told = readArguments(process.argv)
const { values: held, settings } = policyHere(process.argv).effective()
const ownData = held.DataDir ?? defaultDataFolder()
const deviceData = join(ownData, 'field')
// Whoever has set up a laptop for the field and nothing else starts it by its icon from then on.
const mayBeDevice = held.DatabaseMode === 'any' || held.DatabaseMode === 'field'
const wantsDevice = held.DatabaseMode === 'field' || (told.field && mayBeDevice)
const deviceAlone = wantsDevice || (mayBeDevice && hasKeys(deviceData) && !existsSync(databaseFileIn(ownData)))
const folderManaged = settings.some(({ key, managed }) => key === 'DataDir' && managed)
const dataFolder = resolve((folderManaged ? undefined : told.data) ?? (deviceAlone ? deviceData : ownData))
const inField = wantsDevice || (mayBeDevice && hasKeys(dataFolder))
/** Of windows and menus. */
const developer = !app.isPackaged || held.AllowDevTools
const ownFolder = join(dataFolder, 'desktop')
const dist = join(projectRoot(), 'dist')
const logFile = join(ownFolder, 'logs', 'desktop.log')
const placeFile = join(ownFolder, 'window.json')
/** Milliseconds that the core may take to finish what it has begun when the person quits. */
const patience = 15_000

// All of this must be said before Electron is ready. The profile stays out of the roaming one, where keys and caches get lost.
app.setPath('userData', ownFolder)
app.setPath('sessionData', join(ownFolder, 'page'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternally))

if (app.requestSingleInstanceLock()) void app.whenReady().then(begin)
else app.quit()

function forkCore(log: (event: string, facts: Readonly<Record<string, unknown>>) => void): CoreChild {
  const mode = inField ? 'field' : told.demo ? 'demo' : ''
  const words = [dataFolder, join(ownFolder, 'compiled'), mode, app.getPreferredSystemLanguages()[0] ?? 'en', ...switchesIn(process.argv)]
  const env = { ...process.env, ...wayOut }
  const child = utilityProcess.fork(join(dist, 'core-process.cjs'), words, { serviceName: 'Harmony core', stdio: 'pipe', env })
  child.stdout?.on('data', (bytes: Buffer) => log('core', { said: bytes.toString('utf8').trimEnd() }))
  child.stderr?.on('data', (bytes: Buffer) => log('core', { said: bytes.toString('utf8').trimEnd() }))
  return child
}

/** The variables by which the core's process finds its way through the company's proxy. */
let wayOut: Readonly<Record<string, string>> = {}
async function begin(): Promise<void> {
  const log = openLog(logFile)
  wayOut = await reachNetwork({ app, session: session.defaultSession }, held, log)
  run(log)
}

function run(log: ReturnType<typeof openLog>): void {
  const say = desktopWords(app.getPreferredSystemLanguages())
  const windows = new Map<number, { readonly window: BrowserWindow; readonly line: CoreLine }>()
  const reloadAll = (): void => windows.forEach(({ window }) => window.webContents.reload())
  const keeper: CoreKeeper = keepCore({
    language: app.getPreferredSystemLanguages()[0] ?? 'en',
    fork: () => forkCore(log),
    channel: () => new MessageChannelMain(),
    now: () => performance.now(),
    restarted: () => (device.broken(), reloadAll()),
    heard: (report) => (device.heard(report as DeviceReport), updates.heard(report)),
    gaveUp: (why) => {
      device.broken()
      void tellTrouble(say, why).then((again) => (again ? (keeper.start(), reloadAll()) : app.quit()))
    },
    log,
  })

  const device = deviceLine({
    language: app.getPreferredSystemLanguages()[0] ?? 'en',
    platform: process.platform,
    store: safeStorage,
    send: (order) => keeper.send(order),
  })

  const updates = openUpdates({
    app,
    root: projectRoot(),
    folder: ownFolder,
    policy: { disabled: held.DisableAutoUpdate, feedUrl: held.UpdateFeedUrl ?? undefined, channel: held.UpdateChannel },
    outbox: inField,
    send: (order) => keeper.send(order),
    log,
  })

  guardSession(session.defaultSession)
  protocol.handle(scheme, async (request) => {
    const { method, url } = request
    const first = inField ? await device.page(request) : undefined
    if (first) return new Response(first.body, { status: first.status, headers: { ...securityHeaders, 'content-type': first.type } })
    const { status, headers, body } = await answerPage(method, url, join(dist, 'renderer'))
    return new Response(body, { status, headers: { ...headers } })
  })
  ipcMain.handle(
    channel,
    answering({
      line: (contents) => windows.get(contents)?.line,
      save: (contents, file) => save(windows.get(contents)?.window, say, file),
      update: updates.answer,
      log,
    }),
  )
  setMenu(say)

  function open(): void {
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
    const window = newWindow(placeWindow(readPlace(placeFile), screens), join(dist, 'preload.cjs'), developer)
    const { id } = window.webContents
    const line = coreLine((live) => window.webContents.send(channel, { live }))
    windows.set(id, { window, line })
    keeper.attach(line)
    window.on('close', () => keepPlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
    window.on('closed', () => {
      windows.delete(id)
      keeper.detach(line)
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log('the page stopped', { reason })
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
    })
    window.loadURL(`${origin}/`).catch((error: unknown) => log('the page did not load', { error }))
  }

  app.on('second-instance', () => {
    const [first] = windows.values()
    if (!first) return open()
    if (first.window.isMinimized()) first.window.restore()
    first.window.focus()
  })
  app.on('activate', () => {
    if (windows.size === 0) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void updates
      .closing()
      .then(() => keeper.stop(patience))
      .then(() => {
        stopped = true
        app.quit()
      })
  })
  void updates.installOr(() => {
    keeper.start()
    open()
    updates.start()
  })
}

function setMenu(say: Say): void {
  const plan = menuPlan({
    say,
    platform: process.platform,
    developer,
    showAbout: () => void showAbout(say),
    showDataFolder: () => showInFolder(databaseFileIn(dataFolder)),
    showLicence: () => openExternally(licenceAddress),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(plan))
}

async function save(window: BrowserWindow | undefined, say: Say, file: SavedFile): Promise<boolean> {
  if (!window) return false
  if (!held.AllowExport) {
    await dialog.showMessageBox(window, {
      type: 'info',
      title: 'Harmony',
      message: say('export.forbidden'),
      buttons: [say('button.close')],
    })
    return false
  }
  const asking = { showSaveDialog: (options: Electron.SaveDialogOptions) => dialog.showSaveDialog(window, options) }
  return saveFile(asking, say('save.title'), app.getPath('downloads'), file)
}

async function showAbout(say: Say): Promise<void> {
  const { electron, node } = process.versions
  const detail = say('about.detail', { version: app.getVersion(), electron, node, folder: dataFolder })
  await dialog.showMessageBox({ type: 'info', title: 'Harmony', message: 'Harmony', detail, buttons: [say('button.close')] })
}

/** True when the person wants to try again. Nothing here offers to delete data. */
async function tellTrouble(say: Say, why: { readonly code: string; readonly message: string }): Promise<boolean> {
  const about = { folder: dataFolder, log: logFile, code: why.code, message: why.message }
  const kind = why.code === 'core.stopped' ? 'stopped' : why.code === 'newerDatabase' ? 'newer' : 'failed'
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Harmony',
    message: say(`${kind}.title`),
    detail: say(`${kind}.detail`, about),
    buttons: [say('button.again'), say('button.quit')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
