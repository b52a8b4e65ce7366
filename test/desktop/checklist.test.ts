import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checklist, product } from './checklist.ts'
import type { Mutation } from './loading.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-checklist-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the product as it is', () => {
  const whole = product(folder)
  it.each(checklist)('point $row: $says', ({ check }) => check(whole))
})

const window = 'main/desktop/window.ts'
const shell = 'main/electron.ts'
const guards = 'main/desktop/guards.ts'
const external = 'main/desktop/external-links.ts'
const files = 'main/desktop/page-files.ts'
const headers = 'main/doors/headers.ts'
const answering = 'main/desktop/answering.ts'
const messages = 'main/desktop/messages.ts'
const links = 'main/desktop/deep-links.ts'
const preload = 'main/desktop/preload.ts'
const judging = 'main/desktop/updates/judging.ts'
const stay = (event: string): Mutation => ({ file: guards, from: `contents.on('${event}', stay)`, to: '' })

// Each protection taken out once; the point that it serves must turn red.
const mutations: readonly (readonly [row: number, without: string, mutation: Mutation])[] = [
  [1, 'TLS to a hub', { file: 'main/sync/enrol-at-hub.ts', from: "if (url.protocol !== 'https:' &&", to: "if (url.protocol === 'ftp:' &&" }],
  [1, 'TLS to the database', { file: 'main/storage/trust.ts', from: 'rejectUnauthorized: true', to: 'rejectUnauthorized: false' }],
  [2, 'Node kept from the page', { file: window, from: 'nodeIntegration: false', to: 'nodeIntegration: true' }],
  [2, 'Node kept from workers', { file: window, from: '      nodeIntegrationInWorker: false,\n', to: '' }],
  [2, 'Node kept from frames', { file: window, from: 'nodeIntegrationInSubFrames: false', to: 'nodeIntegrationInSubFrames: true' }],
  [2, 'our own page alone', { file: 'main/desktop/windows.ts', from: '`${origin}${route}`', to: 'route' }],
  [3, 'worlds apart', { file: window, from: 'contextIsolation: true', to: 'contextIsolation: false' }],
  [4, 'the sandbox of the window', { file: window, from: 'sandbox: true', to: 'sandbox: false' }],
  [4, 'the sandbox of all', { file: shell, from: 'app.enableSandbox()\n', to: '' }],
  [4, 'the sandbox of everybody but root', { file: 'main/start.ts', from: 'user === 0 ?', to: 'user !== undefined ?' }],
  [4, 'the sandbox on the desktop file', { file: 'electron-builder.yml', from: 'executableName: harmony-desktop', to: 'executableName: harmony-desktop\n  executableArgs: [--no-sandbox]' }],
  [5, 'the default no', { file: 'main/desktop/permissions.ts', from: 'granted.has(permission)', to: "permission !== 'media'" }],
  [5, 'the answer to requests', { file: 'main/desktop/permissions.ts', from: 'decide(mayUse(permission))', to: 'decide(true)' }],
  [5, 'the check of permissions', { file: 'main/desktop/permissions.ts', from: '(_contents, permission) => mayUse(permission))', to: '() => true)' }],
  [5, 'the no to devices', { file: 'main/desktop/permissions.ts', from: 'setDevicePermissionHandler(() => false)', to: 'setDevicePermissionHandler(() => true)' }],
  [5, 'a guarded session', { file: shell, from: '  guardSession(session.defaultSession)\n', to: '' }],
  [6, 'the web’s security', { file: window, from: 'webSecurity: true', to: 'webSecurity: false' }],
  [7, 'the policy of scripts', { file: headers, from: "script-src 'self'", to: "script-src 'self' 'unsafe-inline'" }],
  [7, 'trusted types', { file: headers, from: '  "trusted-types \'none\'",\n', to: '' }],
  [7, 'the ban of sniffing', { file: headers, from: "  'x-content-type-options': 'nosniff',\n", to: '' }],
  [7, 'headers on errors', { file: files, from: '({ status, headers: securityHeaders', to: '({ status, headers: {}' }],
  [7, 'the ban of markup from text', { file: 'renderer/app/form-screen.tsx', from: /$/, to: '\nexport const raw = (text: string) => <p dangerouslySetInnerHTML={{ __html: text }} />\n' }],
  [8, 'secure content', { file: window, from: 'webSecurity: true', to: 'webSecurity: true, allowRunningInsecureContent: true' }],
  [9, 'no experiments', { file: window, from: 'webSecurity: true', to: 'webSecurity: true, experimentalFeatures: true' }],
  [10, 'the usual Blink', { file: window, from: 'webSecurity: true', to: "webSecurity: true, enableBlinkFeatures: 'X'" }],
  [11, 'the ban of webviews', { file: window, from: 'webviewTag: false', to: 'webviewTag: true' }],
  [12, 'the no to attached ones', { file: guards, from: "contents.on('will-attach-webview', (event) => event.preventDefault())", to: '' }],
  [13, 'the guard of navigation', stay('will-navigate')],
  [13, 'the guard of frames', stay('will-frame-navigate')],
  [13, 'the guard of redirects', stay('will-redirect')],
  [13, 'origins compared by parts', { file: 'main/desktop/origin.ts', from: '`${url.protocol}//${url.host}` === origin', to: 'address.startsWith(origin)' }],
  [13, 'no credentials in an address', { file: 'main/desktop/origin.ts', from: " && url.username === '' && url.password === ''", to: '' }],
  [14, 'the no to windows', { file: guards, from: "return { action: 'deny' }", to: "return { action: 'allow' as 'deny' }" }],
  [14, 'guards for every contents', { file: shell, from: "app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternally))", to: '' }],
  [15, 'https alone', { file: external, from: "url.protocol !== 'https:' || ", to: '' }],
  [15, 'the list of hosts', { file: external, from: 'known.has(url.origin)', to: 'true' }],
  [15, 'no user in an address', { file: external, from: "|| url.username !== '' ", to: '' }],
  [15, 'no word in an address', { file: external, from: "|| url.password !== ''", to: '' }],
  [15, 'one place for it', { file: 'main/desktop/menu.ts', from: /$/, to: "\nimport { shell } from 'electron'\nexport const go = (to: string) => shell.openExternal(to)\n" }],
  [16, 'an exact version', { file: 'package.json', from: '"electron": "', to: '"electron": "^' }],
  [16, 'a version without holes', { file: 'package.json', from: /"electron": "[\d.]+"/, to: '"electron": "45.4.0"' }],
  [16, 'an updater without holes', { file: 'package.json', from: /"electron-updater": "[\d.]+"/, to: '"electron-updater": "6.8.9"' }],
  [16, 'a builder without holes', { file: 'package.json', from: /"electron-builder": "[\d.]+"/, to: '"electron-builder": "26.16.0"' }],
  [17, 'the refusal of no frame', { file: answering, from: 'sent.senderFrame !== null && ', to: 'sent.senderFrame === null || ' }],
  [17, 'the refusal of frames', { file: answering, from: 'sent.senderFrame.parent === null && ', to: '' }],
  [17, 'the refusal of foreign pages', { file: answering, from: ' && isOwnAddress(sent.senderFrame.url)', to: '' }],
  [17, 'the refusal of foreign windows', { file: shell, from: 'windows.of(contents)?.line', to: '(windows.of(contents) ?? windows.of(1))?.line' }],
  [17, 'one handler', { file: shell, from: '  setMenu(say, windows)\n', to: "  setMenu(say, windows)\n  ipcMain.handle('more', () => process.env)\n" }],
  [18, 'the hold of the folder', { file: files, from: 'file.startsWith(within) && ', to: '' }],
  [18, 'the refusal of links', { file: files, from: /if \(!\(await realpath\(found\.file\)\).*\n/, to: '' }],
  [18, 'GET alone', { file: files, from: "if (method !== 'GET') return 405", to: '' }],
  [18, 'the exact host', { file: files, from: 'if (!isOwnAddress(address)) return 400', to: '' }],
  [18, 'no NUL and no backslash', { file: files, from: "if (path.includes('\\0') || path.includes('\\\\')) return 400", to: '' }],
  [18, 'the list of types', { file: files, from: 'type !== undefined', to: 'true' }],
  [19, 'a fuse', { file: 'main/build/after-pack.mjs', from: "['runAsNode', false]", to: "['runAsNode', true]" }],
  [19, 'the same fuse in both places', { file: 'electron-builder.yml', from: 'onlyLoadAppFromAsar: true', to: 'onlyLoadAppFromAsar: false' }],
  [20, 'a frozen bridge', { file: preload, from: 'Object.freeze({', to: '({' }],
  [20, 'a closed bridge', { file: preload, from: '    upload,\n', to: '    upload,\n    ipc: ipcRenderer,\n' }],
  [20, 'one channel', { file: preload, from: 'ipcRenderer.invoke(channel, message)', to: 'ipcRenderer.invoke(message.kind, message)' }],
  [21, 'own properties alone', { file: messages, from: "|| name === '__proto__' ", to: '' }],
  [21, 'plain objects alone', { file: messages, from: 'if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return malformed()', to: '' }],
  [21, 'known names alone', { file: messages, from: 'if (Object.keys(from).some((name) => !fields[kind].includes(name))) return malformed()', to: '' }],
  [21, 'a closed list of kinds', { file: messages, from: 'Object.hasOwn(fields, from[', to: '(true || from[' }],
  [21, 'a largest size', { file: messages, from: "if (room.left < 0) throw new Unreadable('tooLarge')", to: '' }],
  [21, 'a deepest depth', { file: messages, from: '|| depth === 0) return malformed()', to: ') return malformed()' }],
  [22, 'no spread into preferences', { file: window, from: '      preload,\n', to: '      ...(bounds as object),\n      preload,\n' }],
  [23, 'no developer tools', { file: window, from: 'devTools: developer', to: 'devTools: true' }],
  [24, 'the privileges of the scheme', { file: shell, from: 'codeCache: true }', to: 'codeCache: true, allowServiceWorkers: true }' }],
  [25, 'the scheme of links', { file: links, from: "url.protocol !== `${linkScheme}:` || ", to: '' }],
  [25, 'the host of links', { file: links, from: "url.host !== 'open' || ", to: '' }],
  [25, 'plain parts of links', { file: links, from: '/^[A-Za-z0-9][\\w.-]{0,79}$/', to: '/^/' }],
  [25, 'the form of what is handed over', { file: links, from: /if \(typeof raw !== 'object'.*\n/, to: '' }],
  [26, 'the no to certificates', { file: 'main/desktop/certificates.ts', from: 'decide(false)', to: 'decide(true)' }],
  [26, 'the guard of certificates', { file: shell, from: '  guardCertificates(app, log)\n', to: '' }],
  [26, 'the no to downloads', { file: 'main/desktop/permissions.ts', from: "session.on('will-download', (event) => event.preventDefault())", to: '' }],
  [27, 'the signature of a feed', { file: judging.replace('judging', 'signature'), from: "if (found.length === 0) throw new FeedFault('signature', name)", to: '' }],
  [27, 'the end of a feed', { file: judging, from: /if \(feed\.expires <= at\).*\n/, to: '' }],
  [27, 'a clock that goes on', { file: judging, from: 'Math.max(now, seen.issued)', to: 'now' }],
  [27, 'no older version', { file: judging, from: 'apart < 0 || ', to: '' }],
  [27, 'no older text', { file: judging, from: ' || feed.issued < seen.issued', to: '' }],
  [27, 'what was seen', { file: judging, from: 'seen.version !== null && isNewer(seen.version, current) ? seen.version : current', to: 'current' }],
  [27, 'the retirement of a key', { file: judging, from: /if \(seen\.key === keys\.next && key.*\n/, to: '' }],
  [27, 'plain names', { file: judging.replace('judging', 'feed'), from: /if \(!isPlainName\(url\)\) throw.*\n/, to: '' }],
  [27, 'one list of files', { file: judging.replace('judging', 'feed'), from: /if \(raw\['packages'\] !== undefined\).*\n/, to: '' }],
  [27, 'the longest life', { file: judging.replace('judging', 'feed'), from: ' || expires - issued > longestLife', to: '' }],
  [27, 'the whole name of the publisher', { file: judging.replace('judging', 'authenticode'), from: 'partsOfName(publisher) === signer', to: 'partsOfName(publisher).includes(signer)' }],
  [27, 'the no where nobody can be asked', { file: judging.replace('judging', 'authenticode'), from: /return `the signature could not be checked.*\n/, to: 'return null\n' }],
  [27, 'no way back', { file: judging.replace('judging', 'engine'), from: 'allowDowngrade = false', to: 'allowDowngrade = true' }],
  [27, 'nothing at the end', { file: judging.replace('judging', 'engine'), from: 'autoInstallOnAppQuit = false', to: 'autoInstallOnAppQuit = true' }],
  [26, 'the list of kinds', { file: 'main/desktop/save-file.ts', from: 'return kind === undefined || ', to: 'return ' }],
] // prettier-ignore

describe('a product with one protection less is found out', () => {
  it.each(mutations)('point %i, without %s', async (row, _without, mutation) => {
    const { check } = checklist.find((point) => point.row === row)!
    // What fails is the check and not the loading.
    await expect((async () => check(product(folder, mutation)))()).rejects.toMatchObject({ code: 'ERR_ASSERTION' })
  })
})
it('every point has a protection that is taken out', () =>
  expect(checklist.map(({ row }) => row).filter((row) => !mutations.some(([served]) => served === row))).toEqual([]))
