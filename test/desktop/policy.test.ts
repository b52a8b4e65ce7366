// What must stand in the source itself, whatever a test at run time happens to reach. Every rule is proved on a bad snippet as well.
import { parseSync } from '@swc/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const root = join(__dirname, '..', '..')
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).split(sep).join('/'))
const sources = [...filesIn('main'), ...filesIn('renderer')].map((file) => ({ file, code: readFileSync(join(root, file), 'utf8') }))

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) return node.forEach((item) => walk(item, visit))
  if (typeof node !== 'object' || node === null) return
  if (isNode(node)) visit(node)
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit)
}
const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '?'
  if (node.type === 'Identifier') return node['value'] as string
  if (node.type === 'MemberExpression') return `${nameOf(node['object'])}.${nameOf(node['property'])}`
  return '?'
}
const literal = (node: unknown): unknown => (isNode(node) && node.type.endsWith('Literal') ? node['value'] : undefined)
const fieldsOf = (node: unknown): { names: Map<string, unknown>; spread: boolean } => {
  const list = (isNode(node) && node.type === 'ObjectExpression' ? (node['properties'] as Node[]) : []) ?? []
  const pairs = list
    .filter((item) => item.type === 'KeyValueProperty')
    .map((item) => [String((item['key'] as Node)['value']), item['value']] as const)
  return { names: new Map(pairs), spread: list.some((item) => item.type === 'SpreadElement') }
}

const required = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false } // prettier-ignore
const forbidden = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'additionalArguments', 'commandLineSwitches', 'navigateOnDragDrop', 'plugins'] // prettier-ignore

/** Every breach of the shell's policy in a source, as sentences. */
function breaches(file: string, code: string): string[] {
  const found: string[] = []
  const desktop = file === 'main/electron.ts' || file.startsWith('main/desktop/')
  walk(parseSync(code, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2024' }), (node) => {
    if (node.type === 'NewExpression' && /(BrowserWindow|BrowserView|WebContentsView)$/.test(nameOf(node['callee']))) {
      const options = fieldsOf(((node['arguments'] as { expression: unknown }[] | undefined) ?? [])[0]?.expression)
      const preferences = fieldsOf(options.names.get('webPreferences'))
      if (preferences.spread) found.push('spread into webPreferences')
      for (const [name, value] of Object.entries(required))
        if (literal(preferences.names.get(name)) !== value) found.push(`webPreferences.${name}`)
      for (const name of forbidden) if (preferences.names.has(name)) found.push(`webPreferences.${name}`)
    }
    if (node.type === 'CallExpression') {
      const called = nameOf(node['callee'])
      const first = literal((node['arguments'] as { expression: unknown }[])[0]?.expression)
      if (called.endsWith('openExternal') && file !== 'main/desktop/external-links.ts' && called.includes('.')) found.push(called)
      if (/\.(openPath|loadFile|executeJavaScript|setCertificateVerifyProc|appendSwitch)$/.test(called)) found.push(called)
      if (/ipcMain\.(handle|on|once|handleOnce)$/.test(called) && file !== 'main/electron.ts') found.push(called)
      if (/^(eval|Function)$/.test(called)) found.push(called)
      if (called.endsWith('.loadURL') && /^(file|https?):/.test(String(first))) found.push('foreign page')
    }
    if (node.type === 'ImportDeclaration' && !node['typeOnly']) {
      const from = (node['source'] as { value: string }).value
      if (from === 'electron' && !desktop) found.push('electron outside the shell')
      if (from === 'electron' && file === 'main/desktop/preload.ts') {
        const names = (node['specifiers'] as { local: { value: string } }[]).map((specifier) => specifier.local.value)
        if (names.join() !== 'contextBridge,ipcRenderer') found.push('the preload takes more of electron')
      }
      if (file.startsWith('renderer/') && !file.endsWith('.mjs') && file !== 'renderer/vite.config.ts' && /^(electron|node:|fs$|path$|child_process$)/.test(from)) found.push(`${from} in the page`) // prettier-ignore
    }
    if (node.type === 'StringLiteral' || node.type === 'TemplateElement') {
      const text = String(node['value'] ?? node['cooked'])
      // A name space of XML is a name, not an address that is fetched; loopback is this machine.
      if (/^(http|ws):\/\//.test(text) && !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]|\$\{|$|www\.w3\.org\/|[\w.]*ferd-net\.de\/|ns\.adobe\.com\/|www\.aiim\.org\/)/.test(text) && text !== 'http://') found.push(`plain ${text}`) // prettier-ignore
      if (/no-sandbox|disable-web-security|ignore-certificate|remote-debugging/.test(text) && file !== 'main/start.ts')
        found.push(`switch ${text}`)
      if (text === 'NODE_TLS_REJECT_UNAUTHORIZED') found.push(text)
    }
    if (node.type === 'KeyValueProperty') {
      const name = String((node['key'] as Node)['value'])
      if (name === 'rejectUnauthorized' && literal(node['value']) === false) found.push(name)
      if (/^(nodeIntegration\w*)$/.test(name) && literal(node['value']) === true) found.push(name)
      if (/^(bypassCSP|corsEnabled)$/.test(name)) found.push(name)
    }
    if (node.type === 'AssignmentExpression' && /\.(innerHTML|outerHTML)$/.test(nameOf(node['left']))) found.push('markup from text')
    if (node.type === 'JSXAttribute' && nameOf(node['name']) === 'dangerouslySetInnerHTML') found.push('markup from text')
  })
  return found
}

const prefs =
  'contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false'
it.each([
  ['main/desktop/window.ts', 'new BrowserWindow({ webPreferences: {} })', 'webPreferences.contextIsolation'],
  [
    'main/desktop/window.ts',
    `new BrowserWindow({ webPreferences: { ${prefs.replace('sandbox: true', 'sandbox: false')} } })`,
    'webPreferences.sandbox',
  ],
  ['main/desktop/window.ts', `new BrowserWindow({ webPreferences: { ...more, ${prefs} } })`, 'spread into webPreferences'],
  [
    'main/desktop/window.ts',
    `new BrowserWindow({ webPreferences: { ${prefs}, experimentalFeatures: true } })`,
    'webPreferences.experimentalFeatures',
  ],
  ['main/desktop/window.ts', 'new BrowserWindow(options)', 'webPreferences.sandbox'],
  ['main/hub.ts', 'const a = { nodeIntegration: true }', 'nodeIntegration'],
  ['main/electron.ts', "shell.openExternal('https://x.example')", 'shell.openExternal'],
  ['main/desktop/menu.ts', "electron.shell.openPath('/etc')", 'electron.shell.openPath'],
  ['main/desktop/window.ts', "ipcMain.handle('other', () => 1)", 'ipcMain.handle'],
  ['main/electron.ts', "app.commandLine.appendSwitch('no-sandbox')", 'switch no-sandbox'],
  ['main/electron.ts', "window.loadURL('https://evil.example')", 'foreign page'],
  ['main/electron.ts', "window.loadFile('index.html')", 'window.loadFile'],
  ['main/doors/http.ts', "import { app } from 'electron'", 'electron outside the shell'],
  ['main/desktop/preload.ts', "import { contextBridge, ipcRenderer, webUtils } from 'electron'", 'the preload takes more of electron'],
  ['main/desktop/external-links.ts', "const help = 'http://help.example/'", 'plain http://help.example/'],
  ['renderer/app/x.tsx', "import { readFileSync } from 'node:fs'", 'node:fs in the page'],
  ['renderer/app/x.tsx', 'const a = <p dangerouslySetInnerHTML={x} />', 'markup from text'],
  ['renderer/app/x.ts', 'element.innerHTML = text', 'markup from text'],
  ['renderer/app/x.ts', 'eval(text)', 'eval'],
  ['main/storage/connect.ts', 'const tls = { rejectUnauthorized: false }', 'rejectUnauthorized'],
  ['main/electron.ts', 'const privileges = { bypassCSP: true }', 'bypassCSP'],
])('in %s, %s is found', (file, code, breach) => expect(breaches(file, code)).toContain(breach))

it('no source breaks the policy of the shell', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(({ file, code }) => breaches(file, code).map((breach) => `${file}: ${breach}`))).toEqual([])
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
  const lines = sources.filter(({ file }) => file === 'main/electron.ts').map(({ code }) => code.split('\n').length)
  expect(lines[0]).toBeLessThan(250)
  expect(relative(root, __dirname)).toBe(join('test', 'desktop'))
})
