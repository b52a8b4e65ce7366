// What may not stand in the sources of the shell and of the page, told from the tree of the code and not from its text: a comment breaks no rule, an odd
// spelling hides none. The numbers are those of Electron's check list of twenty points; 0 are holes of this product's own list of known flaws (CVE classes).
import { parseSync } from '@swc/core'

export interface Breach {
  /** The point of the check list; 0: a class of flaws that were found in Electron or its updater. */
  readonly row: number
  readonly what: string
}
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
const literal = (node: unknown): unknown => (isNode(node) && node.type.endsWith('Literal') ? node['value'] : undefined)
/** `a.b.c`, also where it is written `a['b']?.c`. */
const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '?'
  if (node.type === 'Identifier') return node['value'] as string
  if (node.type === 'OptionalChainingExpression') return nameOf(node['base'])
  if (node.type === 'ParenthesisExpression' || node.type.startsWith('TsNonNull')) return nameOf(node['expression'])
  if (node.type === 'Computed') return String(literal(node['expression']) ?? '?')
  if (node.type === 'MemberExpression') return `${nameOf(node['object'])}.${nameOf(node['property'])}`
  return '?'
}
const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
const argument = (node: Node, at: number): unknown => ((node['arguments'] as { expression: unknown }[] | undefined) ?? [])[at]?.expression
const keyOf = (item: Node): string => String((item['key'] as Node)['value'] ?? nameOf(item['key']))
const fieldsOf = (node: unknown): { names: Map<string, unknown>; spread: boolean } | undefined => {
  if (!isNode(node) || node.type !== 'ObjectExpression') return undefined
  const list = node['properties'] as Node[]
  // A shorthand (`preload`) is its own value.
  const pairs = list.map((item) => (item.type === 'KeyValueProperty' ? ([keyOf(item), item['value']] as const) : ([nameOf(item), item] as const))) // prettier-ignore
  return { names: new Map(pairs), spread: list.some((item) => item.type === 'SpreadElement') }
}

/** The files that take more of Electron than its types: the thin shell, which tests reach through a stand-in. */
export const shellFiles = [
  'main/electron.ts',
  'main/desktop/window.ts',
  'main/desktop/external-links.ts',
  'main/desktop/preload.ts',
] as const
const isShell = (file: string): boolean => (shellFiles as readonly string[]).includes(file)
const inPage = (file: string): boolean => file.startsWith('renderer/') && !file.endsWith('.mjs') && file !== 'renderer/vite.config.ts'

const required: Readonly<Record<string, readonly [row: number, value: boolean]>> = {
  contextIsolation: [3, true],
  sandbox: [4, true],
  nodeIntegration: [2, false],
  nodeIntegrationInWorker: [2, false],
  nodeIntegrationInSubFrames: [2, false],
  webSecurity: [6, true],
  webviewTag: [11, false],
}
/** Wherever they stand, not only at a window: what is handed on is found too. */
const forbiddenNames: Readonly<Record<string, number>> = {
  allowRunningInsecureContent: 8,
  experimentalFeatures: 9,
  enableBlinkFeatures: 10,
  additionalArguments: 0,
  commandLineSwitches: 0,
  navigateOnDragDrop: 13,
  plugins: 0,
  enableWebSQL: 0,
  bypassCSP: 7,
  corsEnabled: 7,
  allowLoadingUnsignedLibraries: 0,
}
const forbiddenTruths: Readonly<Record<string, number>> = { nodeIntegration: 2, nodeIntegrationInWorker: 2, nodeIntegrationInSubFrames: 2, webviewTag: 11, allowDowngrade: 0 } // prettier-ignore
const forbiddenLies: Readonly<Record<string, number>> = { contextIsolation: 3, sandbox: 4, webSecurity: 6, rejectUnauthorized: 1 }

/** Calls by the last part of their name. */
const forbiddenCalls: Readonly<Record<string, number>> = {
  openPath: 15,
  loadFile: 18,
  registerFileProtocol: 18,
  registerHttpProtocol: 18,
  registerBufferProtocol: 18,
  registerStringProtocol: 18,
  registerStreamProtocol: 18,
  interceptFileProtocol: 18,
  interceptHttpProtocol: 18,
  executeJavaScript: 7,
  executeJavaScriptInIsolatedWorld: 7,
  setCertificateVerifyProc: 1,
  appendSwitch: 4,
  // Sessions that nobody guards.
  fromPartition: 5,
  fromPath: 5,
  setDisplayMediaRequestHandler: 5,
  insertAdjacentHTML: 7,
  exposeInIsolatedWorld: 20,
  sendSync: 20,
  sendToHost: 20,
}

// A name space of XML is a name, not an address that is fetched; loopback is this machine.
const plainAllowed =
  /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]|\$\{|$|www\.w3\.org\/|[\w.]*ferd-net\.de\/|ns\.adobe\.com\/|www\.aiim\.org\/)/
const switches =
  /no-sandbox|disable-web-security|ignore-certificate|remote-debugging|disable-site-isolation|allow-running-insecure|js-flags|disable-features=/
const environment = /^(NODE_TLS_REJECT_UNAUTHORIZED|ELECTRON_DISABLE_SECURITY_WARNINGS|ELECTRON_ENABLE_SECURITY_WARNINGS)$/

type Found = (row: number, what: string) => void

function windows(node: Node, found: Found): void {
  if (node.type !== 'NewExpression' || !/(BrowserWindow|BrowserView|WebContentsView)$/.test(nameOf(node['callee']))) return
  const preferences = fieldsOf(fieldsOf(argument(node, 0))?.names.get('webPreferences'))
  if (!preferences) return found(3, 'webPreferences are not written out')
  if (preferences.spread) found(0, 'spread into webPreferences')
  for (const [name, [row, value]] of Object.entries(required))
    if (literal(preferences.names.get(name)) !== value) found(row, `webPreferences.${name}`)
}

function calls(file: string, node: Node, found: Found): void {
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Function') return found(7, 'new Function')
  if (node.type !== 'CallExpression') return
  const called = nameOf(node['callee'])
  const last = lastOf(called)
  const row = called.includes('.') && Object.hasOwn(forbiddenCalls, last) ? forbiddenCalls[last] : undefined
  if (row !== undefined) found(row, called)
  if (/^(eval|Function)$/.test(called) || (/(^|\.)(setTimeout|setInterval)$/.test(called) && typeof literal(argument(node, 0)) === 'string')) found(7, called) // prettier-ignore
  if (/^document\.write(ln)?$/.test(called)) found(7, called)
  if (last === 'openExternal' && called.includes('.') && file !== 'main/desktop/external-links.ts') found(15, called)
  if (/(^|\.)(ipcMain|ipc)\.(handle|on|once|handleOnce)$/.test(called) && (!called.endsWith('ipcMain.handle') || file !== 'main/electron.ts' || nameOf(argument(node, 0)) !== 'channel' || nameOf((argument(node, 1) as Node | undefined)?.['callee']) !== 'answering')) found(17, called) // prettier-ignore
  if (last === 'loadURL' && !isOwnPage(argument(node, 0))) found(2, 'foreign page')
  if (called === 'protocol.handle' && nameOf(argument(node, 0)) !== 'scheme') found(18, called)
  if (last === 'createElement' && literal(argument(node, 0)) === 'webview') found(11, 'webview')
  if (/^(require|import)$/.test(called) || (node['callee'] as Node).type === 'Import') imports(file, String(literal(argument(node, 0)) ?? ''), [], found) // prettier-ignore
  if (/^ipcRenderer\.(send|postMessage)$/.test(called)) found(20, called)
  if (/^ipcRenderer\.(invoke|on)$/.test(called) && nameOf(argument(node, 0)) !== 'channel') found(20, 'a channel by name')
  if (last === 'exposeInMainWorld') bridge(node, found)
  if (last === 'on' && literal(argument(node, 0)) === 'certificate-error') certificates(node, found)
}
/** `${origin}/…` and nothing else is loaded into a window. */
function isOwnPage(address: unknown): boolean {
  if (!isNode(address)) return false
  if (address.type === 'StringLiteral') return /^app:\/\/harmony(\/|$)/.test(address['value'] as string)
  if (address.type !== 'TemplateLiteral') return false
  const [first] = address['quasis'] as { cooked: string }[]
  const [named] = address['expressions'] as unknown[]
  return first?.cooked === '' && nameOf(named) === 'origin'
}
function bridge(node: Node, found: Found): void {
  const given = argument(node, 1)
  const frozen = isNode(given) && given.type === 'CallExpression' && nameOf(given['callee']) === 'Object.freeze' ? fieldsOf(argument(given, 0)) : undefined // prettier-ignore
  if (!frozen || frozen.spread) return found(20, 'the bridge is not a frozen object written out')
  for (const [name, value] of frozen.names)
    if (/^ipcRenderer(\.|$)/.test(nameOf(value)) || /^(send|invoke|on|ipc|raw)$/.test(name)) found(20, `the bridge gives away ${name}`)
  walk(given, (inner) => {
    if (inner.type === 'MemberExpression' && nameOf(inner).startsWith('ipcRenderer.')) found(20, `the bridge gives away ${nameOf(inner)}`)
  })
}
/** Whoever listens may say no in words of its own, never yes. */
function certificates(node: Node, found: Found): void {
  walk(argument(node, 1), (inner) => {
    if (inner.type === 'CallExpression' && literal(argument(inner, 0)) === true) found(1, 'a certificate is accepted')
  })
}

function imports(file: string, from: string, names: readonly string[], found: Found): void {
  if (from.startsWith('@electron/remote')) found(20, from)
  if (from === 'electron' && !isShell(file)) found(17, 'electron outside the shell')
  if (from === 'electron' && file === 'main/desktop/preload.ts' && names.join() !== 'contextBridge,ipcRenderer') found(20, 'the preload takes more of electron') // prettier-ignore
  if (from === 'electron' && names.includes('desktopCapturer')) found(5, 'desktopCapturer')
  if (from === 'electron' && names.includes('shell') && file !== 'main/desktop/external-links.ts') found(15, 'the system’s shell')
  if (inPage(file) && /^(electron|node:|(fs|path|child_process|net|http|os|module|vm)$)/.test(from)) found(2, `${from} in the page`)
}
function texts(file: string, node: Node, found: Found): void {
  if (node.type !== 'StringLiteral' && node.type !== 'TemplateElement') return
  const text = String(node['value'] ?? node['cooked'])
  if (/^(http|ws):\/\//i.test(text) && !plainAllowed.test(text) && text !== 'http://') found(1, `plain ${text}`)
  if (/^file:\/\//i.test(text)) found(18, `plain ${text}`)
  if (switches.test(text) && file !== 'main/start.ts') found(4, `switch ${text}`)
  if (environment.test(text)) found(1, text)
}
function properties(file: string, node: Node, found: Found): void {
  if (node.type === 'KeyValueProperty') {
    const name = keyOf(node)
    const value = literal(node['value'])
    if (Object.hasOwn(forbiddenNames, name) && file.startsWith('main/')) found(forbiddenNames[name]!, name)
    if (value === true && Object.hasOwn(forbiddenTruths, name)) found(forbiddenTruths[name]!, name)
    if (value === false && Object.hasOwn(forbiddenLies, name)) found(forbiddenLies[name]!, name)
    if (name === 'action' && value === 'allow') found(14, 'a window is allowed')
  }
  if (node.type !== 'AssignmentExpression') return
  const left = nameOf(node['left'])
  const set = lastOf(left)
  if (/\.(innerHTML|outerHTML)$/.test(left)) found(7, 'markup from text')
  if (left.endsWith('pdater.channel')) found(0, 'a channel switches downgrades on')
  if (Object.hasOwn(forbiddenTruths, set) && literal(node['right']) === true) found(forbiddenTruths[set]!, left)
  if (environment.test(set)) found(1, set)
}
function elements(node: Node, found: Found): void {
  if (node.type === 'JSXAttribute' && nameOf(node['name']) === 'dangerouslySetInnerHTML') found(7, 'markup from text')
  if (node.type === 'JSXOpeningElement' && nameOf(node['name']) === 'webview') found(11, 'webview')
}

/** Every breach of the shell's policy in a source. */
export function breaches(file: string, code: string): Breach[] {
  const all: Breach[] = []
  const found: Found = (row, what) => void all.push({ row, what })
  walk(parseSync(code, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2024' }), (node) => {
    windows(node, found)
    calls(file, node, found)
    texts(file, node, found)
    properties(file, node, found)
    elements(node, found)
    if (node.type !== 'ImportDeclaration' || node['typeOnly']) return
    const specifiers = node['specifiers'] as { isTypeOnly?: boolean; local: { value: string }; imported?: { value: string } | null }[]
    const names = specifiers.filter((one) => !one.isTypeOnly).map((one) => one.imported?.value ?? one.local.value)
    imports(file, (node['source'] as { value: string }).value, names, found)
  })
  return all
}
