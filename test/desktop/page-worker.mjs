// The page's process: the real preload, bundled as for the product, in a context of its own, with a `require` that knows what a sandboxed
// preload may load. Messages to the main process go over a real port, so what arrives there is a structured clone.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import vm from 'node:vm'
import { build } from 'rolldown'

const { port, preload, cwd } = workerData
const waiting = new Map()
const listeners = []
let last = 0
port.on('message', (message) => {
  if ('told' in message) return listeners.forEach((listener) => listener({}, message.told))
  const { resolve, reject } = waiting.get(message.id)
  waiting.delete(message.id)
  if ('error' in message) reject(new Error(message.error))
  else resolve(message.value)
})
const ipcRenderer = Object.freeze({
  invoke: (channel, ...args) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      port.postMessage({ id: last, channel, args })
    }),
  on: (channel, listener) => {
    parentPort.postMessage({ hears: channel })
    listeners.push(listener)
  },
})
const exposed = {}
const node = createRequire(import.meta.url)
const loadable = { electron: { contextBridge: { exposeInMainWorld: (name, value) => (exposed[name] = value) }, ipcRenderer } }
for (const name of ['events', 'timers', 'url']) loadable[name] = node(name)
const load = (name) => {
  if (!Object.hasOwn(loadable, name)) throw new Error(`module not found: ${name}`)
  return loadable[name]
}

const bundle = await build({
  write: false,
  cwd,
  platform: 'node',
  external: ['electron'],
  input: preload,
  output: { format: 'cjs', codeSplitting: false },
  logLevel: 'silent',
})
const context = vm.createContext({ require: load, module: { exports: {} }, exports: {}, crypto, console })
vm.runInContext(bundle.output[0].code, context, { timeout: 1000 })

const bridge = exposed.harmony
const stops = new Map()
async function perform({ n, member, args }) {
  try {
    if (member === 'onLive') {
      stops.set(
        n,
        bridge.onLive((happening) => parentPort.postMessage({ live: happening, n })),
      )
      parentPort.postMessage({ n, value: null })
    } else if (member === 'stop') {
      stops.get(args[0])()
      parentPort.postMessage({ n, value: null })
    } else parentPort.postMessage({ n, value: await bridge[member](...args) })
  } catch (error) {
    parentPort.postMessage({ n, error: error.message })
  }
}
parentPort.on('message', (order) => void perform(order))
parentPort.postMessage({
  ready: {
    globals: Object.keys(exposed),
    members: Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`),
    frozen: Object.isFrozen(bridge),
    files: bundle.output.length,
    requires: [...bundle.output[0].code.matchAll(/require\("([^"]+)"\)/g)].map((found) => found[1]),
  },
})
