// What must stand in the source itself, whatever a test at run time happens to reach. Every rule is proved on a bad snippet as well.
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { breaches, shellFiles } from './policy.ts'

const root = join(__dirname, '..', '..')
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/'))
const sources = [...filesIn('main'), ...filesIn('renderer')].map((file) => ({ file, code: readFileSync(join(root, file), 'utf8') }))

const preferences =
  'contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false'
const window = (from = '', to = ''): string => `new BrowserWindow({ webPreferences: { ${preferences.replace(from, to)} } })`
const own = 'main/desktop/window.ts'
const shell = 'main/electron.ts'
const preload = 'main/desktop/preload.ts'
const page = 'renderer/app/x.tsx'

describe.each<[row: number, file: string, code: string, what: string]>([
  [1, 'main/desktop/external-links.ts', "const help = 'http://help.example/'", 'plain http://help.example/'],
  [1, 'main/hub.ts', 'const line = new WebSocket(`ws://hub.example/${name}`)', 'plain ws://hub.example/'],
  [1, 'main/storage/connect.ts', 'const tls = { rejectUnauthorized: false }', 'rejectUnauthorized'],
  [1, shell, "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'", 'NODE_TLS_REJECT_UNAUTHORIZED'],
  [1, shell, "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'", 'NODE_TLS_REJECT_UNAUTHORIZED'],
  [1, shell, 'session.setCertificateVerifyProc((_request, done) => done(0))', 'session.setCertificateVerifyProc'],
  [
    1,
    shell,
    "app.on('certificate-error', (event, c, u, e, cert, done) => { event.preventDefault(); done(true) })",
    'a certificate is accepted',
  ],
  [2, own, window('nodeIntegration: false', 'nodeIntegration: true'), 'webPreferences.nodeIntegration'],
  [2, own, window('nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'), 'nodeIntegrationInWorker'],
  [2, own, window(', nodeIntegrationInSubFrames: false'), 'webPreferences.nodeIntegrationInSubFrames'],
  [2, 'main/desktop/menu.ts', 'const more = { nodeIntegration: true }', 'nodeIntegration'],
  [2, shell, "window.loadURL('https://evil.example')", 'foreign page'],
  [2, shell, 'window.loadURL(address)', 'foreign page'],
  [2, shell, "window['loadURL'](`${origin}.evil.example`.slice(1))", 'foreign page'],
  [2, page, "import { readFileSync } from 'node:fs'", 'node:fs in the page'],
  [2, page, "const fs = require('fs')", 'fs in the page'],
  [2, page, "const shell = await import('electron')", 'electron in the page'],
  [3, own, 'new BrowserWindow({})', 'webPreferences are not written out'],
  [3, own, 'new BrowserWindow(options)', 'webPreferences are not written out'],
  [3, own, window('contextIsolation: true', 'contextIsolation: isolated'), 'webPreferences.contextIsolation'],
  [3, 'main/desktop/menu.ts', 'const more = { contextIsolation: false }', 'contextIsolation'],
  [4, own, window('sandbox: true', 'sandbox: false'), 'webPreferences.sandbox'],
  [4, own, window('sandbox: true', 'sandbox: !developer'), 'webPreferences.sandbox'],
  [4, shell, "app.commandLine.appendSwitch('no-sandbox')", 'switch no-sandbox'],
  [4, shell, 'app.commandLine.appendSwitch(wish)', 'app.commandLine.appendSwitch'],
  [4, shell, "spawn(binary, ['--ignore-certificate-errors'])", 'switch --ignore-certificate-errors'],
  [4, 'main/desktop/arguments.ts', "const more = ['--remote-debugging-port=9222']", 'switch --remote-debugging-port=9222'],
  [5, shell, "session.fromPartition('persist:other')", 'session.fromPartition'],
  [5, shell, "import { desktopCapturer } from 'electron'", 'desktopCapturer'],
  [5, 'main/desktop/permissions.ts', 'session.setDisplayMediaRequestHandler(give)', 'session.setDisplayMediaRequestHandler'],
  [6, own, window('webSecurity: true', 'webSecurity: false'), 'webPreferences.webSecurity'],
  [7, shell, 'const privileges = { bypassCSP: true }', 'bypassCSP'],
  [7, shell, 'const privileges = { corsEnabled: true }', 'corsEnabled'],
  [7, page, 'const a = <p dangerouslySetInnerHTML={x} />', 'markup from text'],
  [7, page, 'element.innerHTML = text', 'markup from text'],
  [7, page, "element['outerHTML'] = text", 'markup from text'],
  [7, page, "element.insertAdjacentHTML('beforeend', text)", 'element.insertAdjacentHTML'],
  [7, page, 'document.write(text)', 'document.write'],
  [7, page, 'eval(text)', 'eval'],
  [7, page, 'new Function(text)()', 'new Function'],
  [7, page, "setTimeout('go()', 1)", 'setTimeout'],
  [7, shell, 'contents.executeJavaScript(`a(${x})`)', 'contents.executeJavaScript'],
  [8, own, window('sandbox: true', 'sandbox: true, allowRunningInsecureContent: true'), 'allowRunningInsecureContent'],
  [9, own, window('sandbox: true', 'sandbox: true, experimentalFeatures: true'), 'experimentalFeatures'],
  [10, own, window('sandbox: true', "sandbox: true, enableBlinkFeatures: 'X'"), 'enableBlinkFeatures'],
  [11, own, window('webviewTag: false', 'webviewTag: true'), 'webviewTag'],
  [11, page, 'const a = <webview src="x" />', 'webview'],
  [11, page, "document.createElement('webview')", 'webview'],
  [14, 'main/desktop/guards.ts', "contents.setWindowOpenHandler(() => ({ action: 'allow' }))", 'a window is allowed'],
  [15, shell, "shell.openExternal('https://x.example')", 'shell.openExternal'],
  [15, shell, "import { app, shell } from 'electron'", 'the system’s shell'],
  [15, 'main/desktop/menu.ts', "electron.shell.openPath('/etc')", 'electron.shell.openPath'],
  [17, own, "ipcMain.handle('other', () => 1)", 'ipcMain.handle'],
  [17, shell, "ipcMain.handle('other', () => 1)", 'ipcMain.handle'],
  [17, shell, 'ipcMain.handle(channel, (_event, raw) => perform(raw))', 'ipcMain.handle'],
  [17, shell, 'ipcMain.on(channel, hear)', 'ipcMain.on'],
  [17, shell, 'window.webContents.ipc.handle(channel, hear)', 'window.webContents.ipc.handle'],
  [17, 'main/doors/http.ts', "import { app } from 'electron'", 'electron outside the shell'],
  [17, 'main/core-process.ts', "const { app } = require('electron')", 'electron outside the shell'],
  [18, shell, "window.loadFile('index.html')", 'window.loadFile'],
  [18, shell, "window.loadURL('file:///index.html')", 'plain file:///index.html'],
  [18, shell, "protocol.handle('file', serve)", 'protocol.handle'],
  [18, shell, 'protocol.registerFileProtocol(scheme, serve)', 'protocol.registerFileProtocol'],
  [20, preload, "import { contextBridge, ipcRenderer, webUtils } from 'electron'", 'the preload takes more of electron'],
  [20, preload, "contextBridge.exposeInMainWorld('a', { on: ipcRenderer.on })", 'the bridge is not a frozen object written out'],
  [20, preload, "contextBridge.exposeInMainWorld('a', Object.freeze({ ...ipcRenderer }))", 'the bridge is not a frozen object written out'],
  [20, preload, "contextBridge.exposeInMainWorld('a', Object.freeze({ hear: ipcRenderer.on }))", 'the bridge gives away hear'],
  [20, preload, "contextBridge.exposeInMainWorld('a', Object.freeze({ ipc: ipcRenderer }))", 'the bridge gives away ipc'],
  [20, preload, "contextBridge.exposeInMainWorld('a', Object.freeze({ send: (c, x) => ask(c, x) }))", 'the bridge gives away send'],
  [20, preload, 'ipcRenderer.invoke(name, message)', 'a channel by name'],
  [20, preload, "ipcRenderer.on('other', hear)", 'a channel by name'],
  [20, preload, 'ipcRenderer.send(channel, message)', 'ipcRenderer.send'],
  [20, preload, 'ipcRenderer.sendSync(channel, message)', 'ipcRenderer.sendSync'],
  [0, own, window('sandbox: true', '...more, sandbox: true'), 'spread into webPreferences'],
  [0, own, window('sandbox: true', 'sandbox: true, additionalArguments: [x]'), 'additionalArguments'],
  [0, own, window('sandbox: true', 'sandbox: true, commandLineSwitches: x'), 'commandLineSwitches'],
  [0, 'main/updates/check.ts', "autoUpdater.channel = 'latest'", 'a channel switches downgrades on'],
  [0, 'main/updates/check.ts', 'autoUpdater.allowDowngrade = true', 'autoUpdater.allowDowngrade'],
])('point %i', (row, file, code, what) => {
  it(`${file}: ${code}`, () => expect(breaches(file, code)).toContainEqual({ row, what }))
})

it.each([
  [own, window()],
  [shell, 'ipcMain.handle(channel, answering({ line, save, log }))'],
  ['main/desktop/external-links.ts', "import { shell } from 'electron'\nvoid shell.openExternal(address)"],
  [shell, 'window.loadURL(`${origin}/`)'],
  [shell, 'protocol.handle(scheme, serve)'],
  ['main/desktop/menu.ts', "import type { MenuItemConstructorOptions } from 'electron'"],
  [preload, "contextBridge.exposeInMainWorld('harmony', Object.freeze({ call: (x) => ask(x) }))"],
  ['main/hub.ts', "const here = 'http://127.0.0.1:4400'"],
  [own, '// new BrowserWindow({}) and shell.openExternal(x) are only spoken of here\nconst x = 1'],
  ['main/updates/check.ts', 'autoUpdater.autoDownload = false\nautoUpdater.allowDowngrade = false'],
  [page, "const a = <p>{text}</p>\nimport { x } from './y.ts'"],
])('nothing is found in %s: %s', (file, code) => expect(breaches(file, code)).toEqual([]))

it('no source breaks the policy of the shell', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(({ file, code }) => breaches(file, code).map(({ row, what }) => `${file}: ${row} ${what}`))).toEqual([])
})

it('there is one place of each kind', () => {
  const holding = (pattern: RegExp): string[] => sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file)
  expect(holding(/new BrowserWindow\(/)).toEqual(['main/desktop/window.ts'])
  expect(holding(/shell\.openExternal\(/)).toEqual(['main/desktop/external-links.ts'])
  expect(holding(/ipcMain\.(handle|on)\(/)).toEqual(['main/electron.ts'])
  expect(holding(/exposeInMainWorld\(/)).toEqual(['main/desktop/preload.ts'])
  expect(holding(/app\.enableSandbox\(\)/)).toEqual(['main/electron.ts'])
  expect(holding(/'--no-sandbox'/)).toEqual(['main/start.ts'])
})

it('the shell stays thin', () => {
  const lines = (file: string): number => sources.find((source) => source.file === file)!.code.split('\n').length
  expect(lines('main/electron.ts')).toBeLessThan(300)
  expect(shellFiles.reduce((sum, file) => sum + lines(file), 0)).toBeLessThan(450)
})
