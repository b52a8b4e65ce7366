import type { Reply } from '../../core/kernel/manifest.ts'
import { fakeElectron, type FakeChild } from './fake-electron.ts'
import { openPage } from './page.ts'

/** The real core's process, within the process of the test: what Electron would start as one of its own. */
export function realCore(child: FakeChild, words: readonly string[]): void {
  const parentPort = {
    on: child.parent.on.bind(child.parent),
    postMessage: (message: unknown) => child.emit('message', structuredClone(message)),
  }
  Object.assign(process, { parentPort })
  const shellArguments = process.argv
  process.argv = ['electron', 'core-process.cjs', ...words]
  jest.isolateModules(() => require('../../main/core-process.ts'))
  process.argv = shellArguments
}

/** The core opens its store long after it was loaded: parts that Sequelize loads then must be of the same Sequelize. */
export function sameSequelize(): void {
  const sequelize: unknown = jest.requireActual('sequelize')
  jest.doMock('sequelize', () => sequelize)
}

/** The desktop as a person starts it: the real main process and the real core's process on a fake Electron. */
export interface Shell {
  readonly record: ReturnType<typeof fakeElectron>['record']
  ask(method: string, path: string, body?: unknown): Promise<Response>
  /** What the first screen shows; `undefined` once the application answers in its place. */
  state(): Promise<{ asks: string; doing: string; trouble: string | null } | undefined>
  until<T>(holds: () => Promise<T> | T): Promise<T>
  opened(): Promise<boolean>
  call(operation: string, input?: unknown): Promise<Reply<Record<string, unknown>>>
  /** As after a crash, but what was open in this one process of the test is closed first. */
  restart(): Promise<void>
  close(): Promise<void>
}
export async function startShell(words: readonly string[]): Promise<Shell> {
  const realArguments = process.argv
  const exits: number[] = []
  let core: FakeChild
  const fake = fakeElectron((child, given) => {
    core = child
    realCore(child, given)
  })
  const { record } = fake
  const ask: Shell['ask'] = async (method, path, body) =>
    record.schemes.get('app')!({ method, url: `app://harmony${path}`, text: async () => JSON.stringify(body ?? null) })
  const state: Shell['state'] = async () => {
    const answer = await ask('GET', '/door/state')
    return answer.headers.get('content-type') === 'application/json' ? ((await answer.json()) as never) : undefined
  }
  const until: Shell['until'] = async (holds) => {
    for (const end = Date.now() + 20_000; ;) {
      const found = await holds()
      if (found) return found
      if (Date.now() > end) throw new Error(`not in time: ${holds.toString()} ${JSON.stringify(await state())}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  jest.spyOn(process, 'exit').mockImplementation(((code: number) => {
    exits.push(code)
    core.emit('exit', code)
  }) as never)
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  process.argv = ['electron', '.', ...words]
  record.backend = process.platform === 'linux' ? 'gnome_libsecret' : 'any'
  jest.doMock('electron', () => fake.electron)
  sameSequelize()
  jest.isolateModules(() => require('../../main/electron.ts'))
  await until(() => record.windows.length === 1 && record.children.length === 1)
  const page = await openPage(record.handlers, record.contents[0]!)
  return {
    record,
    ask,
    state,
    until,
    opened: () => until(async () => (await state()) === undefined),
    call: (operation, input = {}) => page.ask('call', { id: crypto.randomUUID(), operation, input }) as never,
    restart: async () => {
      const before = record.children.length
      core.parent.emit('message', { data: { order: 'close' }, ports: [] })
      await until(() => record.children.length > before)
    },
    close: async () => {
      await page.close()
      const before = exits.length
      fake.app.emit('will-quit', { preventDefault: () => undefined })
      await until(() => exits.length > before)
      process.argv = realArguments
      jest.restoreAllMocks()
    },
  }
}
