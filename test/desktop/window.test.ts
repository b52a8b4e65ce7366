import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../main/desktop/arguments.ts'
import { menuPlan } from '../../main/desktop/menu.ts'
import { saveFile, savedName } from '../../main/desktop/save-file.ts'
import { keepPlace, placeWindow, readPlace } from '../../main/desktop/window-place.ts'
import { desktopWords } from '../../main/desktop/words.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-window-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const right = { x: 1920, y: 0, width: 1280, height: 1024 }
  const usual = { width: 1440, height: 900, maximized: false }
  const place = { x: 100, y: 50, width: 1200, height: 800, maximized: false }
  it.each([
    ['for the first time', undefined, [screen], usual],
    ['where it was', place, [screen], place],
    ['maximized', { ...place, maximized: true }, [screen], { ...place, maximized: true }],
    ['on the second screen', { ...place, x: 2000 }, [screen, right], { ...place, x: 2000 }],
    ['after the second screen is gone', { ...place, x: 2000 }, [screen], usual],
    ['with its title bar above the screen', { ...place, y: -300 }, [screen], usual],
    ['larger than the screen', { ...place, width: 5000, height: 4000 }, [screen], { ...place, width: 1920, height: 1080 }],
    ['smaller than it can be used', { ...place, width: 10, height: 10 }, [screen], usual],
    ['on a small screen', undefined, [{ ...screen, width: 1280, height: 720 }], { ...usual, width: 1280, height: 720 }],
    ['with nonsense in the file', { x: '1', y: 2, width: 3, height: 4, maximized: false }, [screen], usual],
    ['with half numbers in the file', { ...place, x: 1.5 }, [screen], usual],
    ['without a screen', undefined, [], usual],
  ])('%s', (_when, saved, screens, expected) => expect(placeWindow(saved, screens)).toEqual(expected))

  it('is remembered whole or not at all', () => {
    const file = join(folder, 'window.json')
    expect(readPlace(file)).toBeUndefined()
    keepPlace(file, place)
    expect(readPlace(file)).toEqual(place)
    writeFileSync(file, '{"x":')
    expect(readPlace(file)).toBeUndefined()
    expect(() => keepPlace(join(folder, 'none', 'window.json'), place)).not.toThrow()
  })
})

describe('files that leave', () => {
  it.each([
    ['INV-1.pdf', { name: 'INV-1.pdf', kind: 'PDF' }],
    ['Rejected rows.XLSX', { name: 'Rejected rows.XLSX', kind: 'Excel' }],
    ['a/../b.csv', { name: 'a_.._b.csv', kind: 'CSV' }],
    ['../../etc/cron.csv', undefined],
    ['C:\\a\\b.pdf', { name: 'C__a_b.pdf', kind: 'PDF' }],
    ['a\u0000b.pdf', { name: 'a_b.pdf', kind: 'PDF' }],
    ['page.html', undefined],
    ['run.exe', undefined],
    ['run.pdf.js', undefined],
    ['.pdf', undefined],
    ['none', undefined],
    ['x.constructor', undefined],
    [`${'x'.repeat(200)}.pdf`, undefined],
  ])('%s', (name, expected) => expect(savedName(name)).toEqual(expected))
  it('are written where the person says, as what they are', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const asked: unknown[] = []
    const saying = (filePath: string, canceled = false) => ({
      showSaveDialog: (options: unknown) => (asked.push(options), Promise.resolve({ canceled, filePath })),
    })
    expect(await saveFile(saying(join(folder, 'a.pdf')), 'Save file', '/downloads', { name: 'x/a.pdf', bytes })).toBe(true)
    expect(asked[0]).toEqual({ title: 'Save file', defaultPath: '/downloads/x_a.pdf', filters: [{ name: 'PDF', extensions: ['pdf'] }] })
    expect(readFileSync(join(folder, 'a.pdf'))).toEqual(Buffer.from(bytes))
    // Somebody types the name of a script.
    await saveFile(saying(join(folder, 'b.sh')), 'Save file', '/downloads', { name: 'a.pdf', bytes })
    expect(readdirSync(folder)).toContain('b.sh.pdf')
    expect(await saveFile(saying('', true), 'Save file', '/downloads', { name: 'a.pdf', bytes })).toBe(false)
    await expect(saveFile(saying(join(folder, 'c.exe')), 'Save file', '/downloads', { name: 'c.exe', bytes })).rejects.toThrow('not saved')
    expect(readdirSync(folder)).not.toContain('c.exe')
  })
})

describe('the words around the page', () => {
  it('are English and German, whole', () => {
    const source = readFileSync(join(__dirname, '../../main/desktop/words.ts'), 'utf8')
    const keys = [...source.split('const de:')[0]!.matchAll(/^ {2}'([\w.]+)':/gm)].map((found) => found[1]!)
    expect(keys.length).toBeGreaterThan(25)
    const [english, german] = [desktopWords(['fr-FR', 'en-GB']), desktopWords(['de-AT'])]
    for (const key of keys as Parameters<typeof english>[0][]) {
      const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort()
      expect([key, holes(german(key))]).toEqual([key, holes(english(key))])
    }
    expect(desktopWords([])('menu.edit')).toBe('&Edit')
    expect(german('newer.detail', { folder: '/daten' })).toContain('/daten')
  })
  it.each(['linux', 'win32', 'darwin'] as const)('stand in the menus of %s', (platform) => {
    const clicked: string[] = []
    const menu = menuPlan({
      say: desktopWords(['en']),
      platform,
      developer: false,
      newWindow: () => clicked.push('new'),
      print: () => clicked.push('print'),
      find: () => clicked.push('find'),
      showLog: () => clicked.push('log'),
      showAbout: () => clicked.push('about'),
      showDataFolder: () => clicked.push('folder'),
      connection: undefined,
      showLicence: () => clicked.push('licence'),
    })
    const labels = menu.map((item) => item.label)
    const bar = ['&File', '&Edit', '&View', '&Window', '&Help']
    expect(labels).toEqual(platform === 'darwin' ? ['Harmony', ...bar.map((label) => label.slice(1))] : bar)
    const clicks = menu.flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : [])).filter((item) => item.click)
    for (const item of clicks) (item.click as () => void)()
    expect(clicked.sort()).toEqual(['about', 'find', 'folder', 'licence', 'log', 'new', 'print'])
  })
})

it.each([
  [['electron', '.'], { data: undefined, demo: false, field: false, safe: false, connect: false }],
  [['electron', '.', '--data', '/d', '--demo'], { data: '/d', demo: true, field: false, safe: false, connect: false }],
  [['harmony', '--data=/d e'], { data: '/d e', demo: false, field: false, safe: false, connect: false }],
  [['harmony', '--no-sandbox', '--data', '--demo'], { data: undefined, demo: true, field: false, safe: false, connect: false }],
  [['harmony', '--field'], { data: undefined, demo: false, field: true, safe: false, connect: false }],
  [['harmony', '--safe-mode'], { data: undefined, demo: false, field: false, safe: true, connect: false }],
  [['harmony', '--connect'], { data: undefined, demo: false, field: false, safe: false, connect: true }],
  [['harmony', '--data='], { data: undefined, demo: false, field: false, safe: false, connect: false }],
])('the desktop understands %j', (words, expected) => expect(readArguments(words)).toEqual(expected))
