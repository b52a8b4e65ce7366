// `npm start`: the desktop where Electron's binary is or can be fetched, otherwise the very same application in the browser. A data folder
// without a database becomes the demo company.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { Writable } from 'node:stream'
import { databaseFileIn, defaultDataFolder } from './data-folder.ts'
import { readArguments } from './desktop/arguments.ts'
import { answers, downloadElectron, findElectron, install } from './desktop/electron-binary.ts'
import { commandLine, type Terminal } from './doors/cli.ts'
import { deviceFolderIn } from './keys/own-place.ts'
import { projectRoot } from './places.ts'

/** The port that people know; another one where it is taken. */
const usualPort = 4400
/** A desktop that ends with an error within this time (milliseconds) could not start at all. */
const startTime = 10_000

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const interrupted = (stop: () => void): (() => void) => {
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return () => {
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
  }
}
// Whoever starts it by hand wants the address, not a line for every request.
const terminal = (output: Writable): Terminal => ({
  input: process.stdin,
  output,
  errors: process.stderr,
  environment: { HARMONY_LOG_LEVEL: 'warn', ...process.env },
  interrupted,
})

/** Windows need a screen; macOS and Windows always have one for whoever runs this. */
export const hasScreen = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean =>
  platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])

/** The words after Electron's own. Chromium's sandbox refuses to run as root, and only there it is left off. */
export const electronWords = (
  root: string,
  folder: string,
  platform: NodeJS.Platform,
  user: number | undefined,
  mode: '--demo' | '--field' = '--demo',
): string[] => [...(platform === 'linux' && user === 0 ? ['--no-sandbox'] : []), root, '--data', folder, mode]

async function startDesktop(
  binary: string,
  folder: string,
  mode: '--demo' | '--field',
): Promise<{ readonly code: number; readonly started: boolean }> {
  const began = performance.now()
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const child = spawn(binary, electronWords(projectRoot(), folder, process.platform, process.getuid?.(), mode), {
    stdio: 'inherit',
    env: environment,
  })
  const forget = interrupted(() => child.kill('SIGTERM'))
  const code = await new Promise<number>((done) => {
    child.on('error', () => done(1))
    child.on('exit', (exit) => done(exit ?? 1))
  })
  forget()
  return { code, started: code === 0 || performance.now() - began > startTime }
}

async function electronHere(): Promise<string | undefined> {
  if (!hasScreen(process.env, process.platform)) return undefined
  const world = { root: projectRoot(), environment: process.env, platform: process.platform, now: Date.now, answers, install, say }
  return findElectron(world) ?? (await downloadElectron(world))
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })

function openBrowser(address: string): void {
  if (!hasScreen(process.env, process.platform) || process.env['BROWSER'] === 'none' || process.env['CI']) return
  const [program, ...words] =
    process.platform === 'darwin' ? ['open', address] : process.platform === 'win32' ? ['explorer.exe', address] : ['xdg-open', address]
  const child = spawn(program, words, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

/** Passes on what the hub says, and opens the first address in it. */
function announcing(): Writable {
  let opened = false
  return new Writable({
    write(bytes: Buffer, _encoding, done) {
      const address = /https?:\/\/[^\s"']+/.exec(bytes.toString('utf8'))?.[0]
      if (address && !opened) {
        opened = true
        openBrowser(address)
      }
      process.stdout.write(bytes, () => done())
    },
  })
}

/** A laptop in the field: its own page sets it up or unlocks it. */
const fieldHere = (words: readonly string[], folder: string): Promise<number> => {
  const rest = words.filter((word) => word !== '--field')
  const data = rest.some((word) => /^--data(=|$)/.test(word)) ? [] : ['--data', folder]
  return commandLine(['field', ...rest, ...data], terminal(announcing()))
}

async function serveHere(words: readonly string[], folder: string): Promise<number> {
  const onServer = process.env['HARMONY_DATABASE'] !== undefined || words.includes('--database')
  if (!onServer && !existsSync(databaseFileIn(folder))) {
    say(`Founding the demo company in ${folder} …`)
    const said: Buffer[] = []
    const quiet = new Writable({ write: (bytes: Buffer, _encoding, done) => (said.push(bytes), done()) })
    const code = await commandLine(['demo', '--data', folder], terminal(quiet))
    if (code !== 0) {
      say(Buffer.concat(said).toString('utf8'))
      return code
    }
  }
  const port = words.some((word) => /^--port(=|$)/.test(word)) ? [] : ['--port', String((await isFree(usualPort)) ? usualPort : 0)]
  const data = onServer || words.some((word) => /^--data(=|$)/.test(word)) ? [] : ['--data', folder]
  return commandLine(['serve', ...words, ...data, ...port], terminal(announcing()))
}

export async function main(words: readonly string[]): Promise<number> {
  const { data, field } = readArguments(words)
  const usual = field ? deviceFolderIn(defaultDataFolder()) : defaultDataFolder()
  const folder = resolve(data ?? process.env['HARMONY_DATA'] ?? usual)
  const electron = await electronHere()
  if (electron) {
    const { code, started } = await startDesktop(electron, folder, field ? '--field' : '--demo')
    if (started) return code
  }
  const why = electron
    ? 'Electron could not start here'
    : hasScreen(process.env, process.platform)
      ? 'Electron is not available here'
      : 'There is no screen here'
  say(`${why}, so Harmony serves the same application to the browser.`)
  return field ? fieldHere(words, folder) : serveHere(words, folder)
}
