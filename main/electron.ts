// The desktop's main process: windows, menus, the channel, and the keeper of the core's process. It holds no business and no data.
import { app, type BrowserWindow, type WebContents, dialog, ipcMain, Menu, MessageChannelMain, Notification, protocol, safeStorage, screen, session, utilityProcess } from 'electron' // prettier-ignore
import { join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { databaseFileIn, defaultDataFolder } from './data-folder.ts'
import { answering, type SavedFile } from './desktop/answering.ts'
import { readArguments } from './desktop/arguments.ts'
import { reachNetwork } from './desktop/network.ts'
import { keepCore, type CoreChild, type CoreKeeper } from './desktop/core-keeper.ts'
import { guardCertificates } from './desktop/certificates.ts'
import { contextPlan, setUpSpelling, type Pressed } from './desktop/context-menu.ts'
import { handOver, linkIn, linkScheme, readHandOver, routeOf } from './desktop/deep-links.ts'
import { deviceLine, type DeviceReport } from './desktop/device-line.ts'
import { licenceAddress, openExternally, showInFolder } from './desktop/external-links.ts'
import { guardContents } from './desktop/guards.ts'
import { openLog } from './desktop/log-file.ts'
import { menuPlan } from './desktop/menu.ts'
import { channel } from './desktop/messages.ts'
import { keepNotices } from './desktop/notices.ts'
import { scheme } from './desktop/origin.ts'
import { answerPage } from './desktop/page-files.ts'
import { guardSession } from './desktop/permissions.ts'
import { saveFile } from './desktop/save-file.ts'
import { openUpdates } from './desktop/updates/start.ts'
import { askAboutPage, tellTrouble, type MessageBox } from './desktop/trouble-box.ts'
import { newWindow } from './desktop/window.ts'
import { keepWindows, type Windows } from './desktop/windows.ts'
import { desktopWords, type Say } from './desktop/words.ts'
import { securityHeaders } from './doors/headers.ts'
import { hasKeys } from './keys/key-file.ts'
import { deviceFolderIn, willBeOwn } from './keys/own-place.ts'
import { hasConnection } from './office/kept.ts'
import { projectRoot } from './places.ts'
import { switchesIn } from './policy/places.ts'
import { policyHere } from './policy/policy.ts'

const told = readArguments(process.argv)
const { values: held, settings } = policyHere(process.argv).effective()
const ownData = held.DataDir ?? defaultDataFolder()
const deviceData = deviceFolderIn(ownData)
// Whoever has set up a laptop for the field and nothing else starts it by its icon from then on.
const mayBeDevice = held.DatabaseMode === 'any' || held.DatabaseMode === 'field'
const wantsDevice = held.DatabaseMode === 'field' || (told.field && mayBeDevice)
const deviceAlone = wantsDevice || (mayBeDevice && hasKeys(deviceData) && !existsSync(databaseFileIn(ownData)))
const folderManaged = settings.some(({ key, managed }) => key === 'DataDir' && managed)
const dataFolder = resolve((folderManaged ? undefined : told.data) ?? (deviceAlone ? deviceData : ownData))
const onServer = held.DatabaseMode !== 'solo' && process.env['HARMONY_DATABASE'] !== undefined
/** The first screen of the desktop asks, unlocks and connects, unless a file was begun in the clear or somebody has said what to open. */
const front = !wantsDevice && !told.demo && !onServer && (willBeOwn(dataFolder) || hasConnection(dataFolder) || told.connect || held.DatabaseMode === 'office') // prettier-ignore
const inField = wantsDevice || (mayBeDevice && !front && hasKeys(dataFolder))
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
if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternally))

// A link that macOS gives may come before anything else is there.
let linked = linkIn(process.argv)
app.on('open-url', (event, link) => {
  event.preventDefault()
  linked = routeOf(link)
  if (linked !== undefined && app.isReady()) app.emit('activate')
})
if (app.requestSingleInstanceLock({ ...handOver(process.argv) })) void app.whenReady().then(begin)
else app.quit()

let safe = told.safe
/** A damaged file: the first screen offers what can be done. */
let repairing = false
let anew = told.connect

function forkCore(log: (event: string, facts: Readonly<Record<string, unknown>>) => void): CoreChild {
  const mode = inField ? 'field' : anew ? 'anew' : front || repairing ? 'front' : told.demo ? 'demo' : ''
  const words = [dataFolder, join(ownFolder, 'compiled'), mode, app.getPreferredSystemLanguages()[0] ?? 'en', ...switchesIn(process.argv)]
  anew = false
  const env = { ...process.env, ...wayOut, HARMONY_SAFE: safe ? '1' : '' }
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
  const { defaultSession } = session
  const spelling = setUpSpelling(defaultSession, process.platform, app.getPreferredSystemLanguages(), held.SpellingDictionaryUrl)
  const boxes: MessageBox = (box) => dialog.showMessageBox(box)
  const keeper: CoreKeeper = keepCore({
    language: app.getPreferredSystemLanguages()[0] ?? 'en',
    fork: () => forkCore(log),
    channel: () => new MessageChannelMain(),
    now: () => performance.now(),
    wait: (pause, work) => setTimeout(work, pause),
    forget: (waiting) => clearTimeout(waiting as NodeJS.Timeout),
    restarted: () => (device.broken(), windows.reloadAll()),
    heard: (report) => (device.heard(report as DeviceReport), updates.heard(report)),
    gaveUp: (why) => {
      device.broken()
      if (why.code === 'damaged' && !repairing && !inField) {
        repairing = true
        keeper.start()
        return windows.reloadAll()
      }
      const place = { say, folder: dataFolder, log: logFile, showLog: () => showInFolder(logFile) }
      void tellTrouble(boxes, place, why).then((way) => {
        if (way === 'quit') return app.quit()
        safe = way === 'safely'
        keeper.start()
        windows.reloadAll()
      })
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

  const windows = keepWindows<BrowserWindow>({
    keeper,
    placeFile,
    platform: process.platform,
    screens: () => [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
    create: (place) =>
      newWindow(place, { preload: join(dist, 'preload.cjs'), developer, spelling, title: () => (safe ? say('safe.title') : undefined) }),
    now: () => performance.now(),
    ask: (window, what) => askAboutPage((box) => dialog.showMessageBox(window, box), say, what),
    log,
  })

  guardSession(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => contents.on('context-menu', (_pressed, params) => pressed(contents, params, say)))
  guardCertificates(app, log)
  protocol.handle(scheme, async (request) => {
    const { method, url } = request
    const first = inField || front || repairing ? await device.page(request) : undefined
    if (first) return new Response(first.body, { status: first.status, headers: { ...securityHeaders, 'content-type': first.type } })
    const { status, headers, body } = await answerPage(method, url, join(dist, 'renderer'))
    return new Response(body, { status, headers: { ...headers } })
  })
  ipcMain.handle(
    channel,
    answering({
      line: (contents) => windows.of(contents)?.line,
      save: (contents, file) => save(windows.of(contents)?.window, say, file),
      notify: keepNotices({
        isSupported: () => Notification.isSupported(),
        create: (notice) => new Notification(notice),
        isInFront: () => windows.inFront,
        show: () => windows.show(),
        now: () => performance.now(),
      }),
      update: updates.answer,
      log,
    }),
  )
  setMenu(say, windows)

  // Where a link leads a window of its own is opened: what somebody is writing in another stays.
  const follow = (route: string | undefined): void => (route === undefined ? windows.show() : windows.open(route))
  app.on('second-instance', (_event, _words, _folder, handed) => follow(readHandOver(handed)))
  app.on('activate', () => {
    follow(linked)
    linked = undefined
  })
  app.on('child-process-gone', (_event, { type, reason }) => log('a process of the system stopped', { type, reason }))
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
    windows.open(linked)
    linked = undefined
    updates.start()
  })
}

function setMenu(say: Say, windows: Windows<BrowserWindow>): void {
  const plan = menuPlan({
    say,
    platform: process.platform,
    developer,
    newWindow: () => windows.open(),
    print: () => windows.print(),
    find: () => windows.find(),
    showLog: () => showInFolder(logFile),
    showAbout: () => void showAbout(say),
    showDataFolder: () => showInFolder(databaseFileIn(dataFolder)),
    connection: held.DatabaseMode === 'any' && !inField && !told.demo && !hasKeys(dataFolder) ? chooseAgain : undefined,
    showLicence: () => openExternally(licenceAddress),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(plan))
}

/** Starts the program anew with its first screen. */
function chooseAgain(): void {
  app.relaunch({ args: [...process.argv.slice(1).filter((word) => word !== '--connect'), '--connect'] })
  app.quit()
}

/** The menu of a text that was pressed with the other button. */
function pressed(contents: WebContents, params: Pressed, say: Say): void {
  const plan = contextPlan(params, say, {
    replaceMisspelling: (word) => contents.replaceMisspelling(word),
    addToDictionary: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
  })
  if (plan.length > 0) Menu.buildFromTemplate(plan).popup()
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
