// Windows, links and boxes of the shell, without Electron.
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextPlan, setUpSpelling } from '../../main/desktop/context-menu.ts'
import { handOver, linkIn, readHandOver, routeOf } from '../../main/desktop/deep-links.ts'
import { keepNotices } from '../../main/desktop/notices.ts'
import { askAboutPage, tellTrouble, type MessageBox } from '../../main/desktop/trouble-box.ts'
import { zoomOf } from '../../main/desktop/window-place.ts'
import { keepWindows, type ShownWindow } from '../../main/desktop/windows.ts'
import { desktopWords } from '../../main/desktop/words.ts'
import { grown } from '../../renderer/app/grown.ts'
import { fakeElectron, FakeContents } from './fake-electron.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-windows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('links into Harmony', () => {
  it.each([
    ['harmony://open/contracts/C-1001', '/contracts/C-1001'],
    ['harmony://open/list/customers.contacts', '/list/customers.contacts'],
    ['HARMONY://open/customers', '/customers'],
  ])('%s leads to %s', (link, route) => expect(routeOf(link)).toBe(route))
  it.each([
    'harmony://open',
    'harmony://open/',
    'harmony://other/customers',
    'harmony://user@open/customers',
    'harmony://user:word@open/customers',
    'harmony://open:80/customers',
    'harmony://open/../customers',
    'harmony://open/customers/..',
    'harmony://open/./customers',
    'harmony://open//evil.example/x',
    'harmony://open/customers?do=delete',
    'harmony://open/customers?',
    'harmony://open/customers#x',
    'harmony://open/a%2fb',
    'harmony://open/%2e%2e/x',
    'harmony://open/a\\b',
    'harmony://open/a b',
    'harmony:open/customers',
    'harmony:///open/customers',
    'https://open/customers',
    'javascript:alert(1)',
    'file:///etc/passwd',
    `harmony://open/${'a'.repeat(81)}`,
    `harmony://open/${'a/'.repeat(6)}a`,
    `harmony://open/${'a'.repeat(80)}`.repeat(8),
    '',
  ])('%s leads nowhere', (link) => expect(routeOf(link)).toBeUndefined())
  it('are taken from the words of a start, one alone, and handed over in a form that is read strictly', () => {
    expect(linkIn(['harmony', '.', 'harmony://open/customers'])).toBe('/customers')
    expect(linkIn(['harmony', 'harmony://open/a', 'harmony://open/b'])).toBeUndefined()
    expect(linkIn(['harmony', '--data', '/x'])).toBeUndefined()
    expect(readHandOver(JSON.parse(JSON.stringify(handOver(['harmony', 'harmony://open/customers']))))).toBe('/customers')
    expect(readHandOver(handOver(['harmony', 'harmony://evil/customers']))).toBeUndefined()
    expect(readHandOver([{ v: 1 }])).toBeUndefined()
  })
})

class Shown extends EventEmitter {
  readonly webContents: FakeContents
  readonly place: object
  focused = false
  minimized = false
  loaded = ''
  constructor(id: number, place: object) {
    super()
    this.webContents = new FakeContents(id)
    this.place = place
  }
  loadURL = (address: string): Promise<void> => ((this.loaded = address), Promise.resolve())
  getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 })
  isMaximized = () => false
  isMinimized = () => this.minimized
  isFocused = () => this.focused
  isDestroyed = () => false
  restore = () => void (this.minimized = false)
  focus = () => void (this.focused = true)
}
function shown() {
  const made: Shown[] = []
  const attached: unknown[][] = []
  const asked: string[] = []
  const clock = { now: 0, answer: true }
  const windows = keepWindows<ShownWindow>({
    keeper: { attach: (...lines) => void attached.push(lines), detach: () => undefined },
    placeFile: join(folder, `place-${Math.floor(performance.now() * 1000)}.json`),
    platform: 'linux',
    screens: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    create: (place) => made[made.push(new Shown(made.length + 1, place)) - 1]! as unknown as ShownWindow,
    now: () => clock.now,
    ask: (_window, what) => (asked.push(what), Promise.resolve(clock.answer)),
    log: () => undefined,
  })
  return { windows, made, attached, asked, clock }
}
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('windows', () => {
  it('keep their place and their size of drawing, and stand beside each other', () => {
    const { windows, made, attached } = shown()
    windows.open()
    expect([made[0]!.loaded, attached[0]![1]]).toEqual(['app://harmony/', undefined])
    made[0]!.webContents.zoom = 1.5
    made[0]!.emit('close')
    windows.open('/customers')
    expect(made[1]!.place).toMatchObject({ x: 38, y: 48, width: 1200, maximized: false })
    expect([made[1]!.loaded, attached[1]![1]]).toEqual(['app://harmony/customers', attached[0]![0]])
    made[1]!.webContents.emit('did-finish-load')
    expect(made[1]!.webContents.zoom).toBe(1.5)
    made[0]!.emit('closed')
    expect([windows.count, windows.of(1), windows.of(2)?.window]).toEqual([1, undefined, made[1]])
  })
  it.each([
    [{ zoom: 1.25 }, 1.25],
    [{ zoom: 99 }, 3],
    [{ zoom: 0 }, 0.5],
    [{ zoom: Number.NaN }, 1],
    [{ zoom: '2' }, 1],
    [undefined, 1],
    [[], 1],
  ])('%j is drawn at %d', (saved, zoom) => expect(zoomOf(saved)).toBe(zoom))
  it('come to the front when Harmony is started again', () => {
    const { windows, made } = shown()
    windows.show()
    expect(made).toHaveLength(1)
    made[0]!.minimized = true
    windows.show()
    expect([made.length, made[0]!.minimized, made[0]!.focused]).toEqual([1, false, true])
  })
  it('begin afresh when their page stops, and ask when it stops again or does not answer', async () => {
    const { windows, made, asked, clock } = shown()
    windows.open()
    const { webContents } = made[0]!
    const gone = (reason: string): boolean => webContents.emit('render-process-gone', {}, { reason })
    gone('clean-exit')
    expect(webContents.reloads).toBe(0)
    gone('crashed')
    expect([webContents.reloads, asked]).toEqual([1, []])
    clock.now = 59_999
    clock.answer = false
    gone('oom')
    await soon()
    expect([webContents.reloads, asked]).toEqual([1, ['page']])
    clock.now += 60_000
    gone('crashed')
    expect([webContents.reloads, asked]).toEqual([2, ['page']])
    clock.answer = true
    made[0]!.emit('unresponsive')
    made[0]!.emit('unresponsive')
    await soon()
    expect([webContents.reloads, asked]).toEqual([3, ['page', 'hangs']])
    // It answers by itself before the person does.
    made[0]!.emit('unresponsive')
    made[0]!.emit('responsive')
    await soon()
    expect(webContents.reloads).toBe(3)
  })
})

describe('boxes', () => {
  const boxes: { message: string; detail: string; buttons: string[]; cancelId: number }[] = []
  const pressing =
    (...buttons: string[]): MessageBox =>
    (box) => {
      boxes.push(box)
      return Promise.resolve({ response: box.buttons.indexOf(buttons.shift()!) })
    }
  const shownLogs: string[] = []
  const place = (language: string) => ({
    say: desktopWords([language]),
    folder: '/data',
    log: '/log',
    showLog: () => void shownLogs.push('log'),
  })
  it.each([
    ['core.stopped', 'en', ['Start again', 'Start in safe mode', 'Show the log', 'Quit'], 'Harmony has stopped working'],
    ['core.stopped', 'de', ['Neu starten', 'Abgesichert starten', 'Protokoll zeigen', 'Beenden'], 'Harmony funktioniert nicht mehr'],
    ['newerDatabase', 'en', ['Start again', 'Show the log', 'Quit'], 'This data belongs to a newer Harmony'],
    ['core.failed', 'de', ['Neu starten', 'Protokoll zeigen', 'Beenden'], 'Harmony kann seine Daten nicht öffnen'],
  ])('of %s in %s', async (code, language, buttons, message) => {
    expect(await tellTrouble(pressing(buttons.at(-1)!), place(language), { code, message: 'why' })).toBe('quit')
    expect(boxes.at(-1)).toMatchObject({ message, buttons, cancelId: buttons.length - 1 })
    // What is never offered: to throw anything away.
    expect(JSON.stringify(boxes.at(-1))).not.toMatch(/delete|lösch|reset|zurücksetzen/i)
  })
  it('come back after the log was shown, and go on as the person says', async () => {
    const why = { code: 'core.stopped', message: '139' }
    expect(await tellTrouble(pressing('Show the log', 'Show the log', 'Start in safe mode'), place('en'), why)).toBe('safely')
    expect(shownLogs).toEqual(['log', 'log'])
    expect(await tellTrouble(pressing('Start again'), place('en'), why)).toBe('again')
    // The window of the box is closed.
    expect(await tellTrouble(() => Promise.resolve({ response: 3 }), place('en'), why)).toBe('quit')
  })
  it('of a page leave what is there unless the person says otherwise', async () => {
    const say = desktopWords(['en'])
    expect(await askAboutPage(pressing('Leave it'), say, 'hangs')).toBe(false)
    expect(await askAboutPage(pressing('Begin afresh'), say, 'page')).toBe(true)
  })
})

describe('notices', () => {
  it('are shown to whoever works elsewhere, not again and again, and lead here', () => {
    const shown: { title: string; body: string; clicked: () => void }[] = []
    const world = { front: false, now: 0, came: 0 }
    const tell = keepNotices({
      isSupported: () => true,
      isInFront: () => world.front,
      now: () => world.now,
      show: () => void (world.came += 1),
      create: ({ title, body }) => {
        const made = { title, body, clicked: () => undefined as void }
        return { on: (_event, listener) => (made.clicked = listener), show: () => void shown.push(made) }
      },
    })
    expect(tell('More waits', 'Approvals: 2')).toBe(true)
    expect(tell('More waits', 'Approvals: 3')).toBe(false)
    world.now = 10_000
    world.front = true
    expect(tell('More waits', 'Approvals: 4')).toBe(false)
    world.front = false
    expect(tell('More waits', 'Approvals: 4')).toBe(true)
    expect(shown.map(({ body }) => body)).toEqual(['Approvals: 2', 'Approvals: 4'])
    shown[0]!.clicked()
    expect(world.came).toBe(1)
  })
  it('tell of what has grown, and not of what is counted for the first time', () => {
    const before = new Map([['a', 1], ['b', 2]]) // prettier-ignore
    expect(grown(before, new Map([['a', 2], ['b', 2], ['c', 9]]))).toEqual(['a']) // prettier-ignore
    expect(grown(before, new Map([['a', 0]]))).toEqual([])
  })
})

describe('what is typed', () => {
  const say = desktopWords(['de'])
  const flags = { canCut: true, canCopy: true, canPaste: false, canSelectAll: true }
  it('is corrected from the menu of the text', () => {
    const done: string[] = []
    const plan = contextPlan(
      { isEditable: true, selectionText: '', misspelledWord: 'Rechnug', dictionarySuggestions: ['Rechnung', 'Rechnun'], editFlags: flags },
      say,
      { replaceMisspelling: (word) => done.push(word), addToDictionary: (word) => done.push(`+${word}`) },
    )
    expect(plan.map(({ label, role, type }) => label ?? role ?? type)).toEqual(['Rechnung', 'Rechnun', 'In das Wörterbuch aufnehmen', 'separator', 'Ausschneiden', 'Kopieren', 'Einfügen', 'Alles auswählen']) // prettier-ignore
    for (const at of [0, 2]) (plan[at]!.click as () => void)()
    expect(done).toEqual(['Rechnung', '+Rechnug'])
    const read = { isEditable: false, selectionText: '', misspelledWord: '', dictionarySuggestions: [], editFlags: flags }
    const nothing = { replaceMisspelling: () => undefined, addToDictionary: () => undefined }
    expect(contextPlan(read, say, nothing)).toEqual([])
    expect(contextPlan({ ...read, selectionText: 'x' }, say, nothing).map(({ role }) => role)).toEqual(['copy'])
  })
  it.each([
    ['darwin', ['de-DE'], null, true, [], ''],
    ['linux', ['de-DE', 'en-GB'], null, false, [], ''],
    ['win32', ['de-DE', 'en-GB', 'xx'], 'https://intranet.example.com/dictionaries', true, ['de', 'en-GB'], 'https://intranet.example.com/dictionaries/'],
    ['linux', ['xx'], 'https://intranet.example.com/d/', false, [], 'https://intranet.example.com/d/'],
  ] as const)('is looked through on %s for %j with dictionaries of %s: %s', (platform, preferred, dictionaries, checked, languages, address) => {
    const { session, record } = fakeElectron(() => undefined)
    expect(setUpSpelling(session as never, platform, preferred, dictionaries)).toBe(checked)
    expect(record.spelling).toEqual({ languages, address })
  }) // prettier-ignore
})
