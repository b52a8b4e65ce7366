// The handbook tells the truth: every command that it names exists with its options, and those that it shows with a prompt are run.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../../main/doors/cli.ts'
import { read, root } from '../architecture/source.ts'
import { harmony } from './terminal.ts'

const pages = readdirSync(join(root, 'main/handbook')).filter((name) => name.endsWith('.md'))

interface Shown {
  readonly words: readonly string[]
  /** What its output must hold, line by line. */
  readonly says: readonly string[]
  readonly code: number
}
const blocks = (text: string, kinds: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`(?:${kinds})\\n([^]*?)^\`\`\``, 'gm'))].map((m) => m[1]!)
/** `$ harmony audit --data ./x # 1`: a command with its exit code (0 unless it is said), and under it what it prints. */
function shownIn(text: string): Shown[] {
  return blocks(text, 'console').flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((one) => {
        const [line = '', ...says] = one.trimEnd().split('\n')
        const [, command = '', code] = /^harmony (.*?)(?: # (\d+))?$/.exec(line) ?? []
        return { words: command.split(' '), says: says.filter((said) => said !== ''), code: Number(code ?? 0) }
      }),
  )
} // prettier-ignore
/** Files that a page shows by name: ```json order.json. */
const filesIn = (text: string): [string, string][] => [...text.matchAll(/^```json (\S+)\n([^]*?)^```/gm)].map((m) => [m[1]!, m[2]!])
/** Lines of blocks and pieces in backquotes that are commands of ours. */
function namedIn(text: string): string[][] {
  const lines = blocks(text, 'console|sh|bash').flatMap((block) => block.split('\n'))
  const pieces = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/`(harmony [^`]+)`/g)].map((m) => m[1]!)
  return [...lines, ...pieces].flatMap((line) => {
    const [, words] = /^(?:\$ |sudo (?:-u \S+ )?)?(?:[A-Z_]+=\S+ )*harmony ([a-z-]+.*)$/.exec(line.trim()) ?? []
    return words === undefined ? [] : [words.replace(/ #.*$/, '').split(/\s+/)]
  })
}
function faultOf([name = '', ...rest]: readonly string[]): string | undefined {
  if (name === '--version') return undefined
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return `there is no command ${name}`
  const strange = rest.find((word) => word.startsWith('--') && !Object.hasOwn(command.options, word.slice(2).split('=')[0]!) && word !== '--help')
  return strange === undefined ? undefined : `${name} has no option ${strange}`
} // prettier-ignore

describe('the handbook', () => {
  it.each(pages)('%s names commands and options that exist', (page) => {
    // What is shown to fail may be wrong.
    const wrong = shownIn(read(`main/handbook/${page}`)).flatMap(({ words, code }) => (code === 2 ? [words.join(' ')] : []))
    const named = namedIn(read(`main/handbook/${page}`)).filter((words) => !wrong.includes(words.join(' ')))
    expect(named.flatMap((words) => faultOf(words) ?? [])).toEqual([])
  })
  it('its index names every page', () => {
    const index = read('main/handbook/README.md')
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`(${page})`))).toEqual([])
  })
  it('a page that the help leads to has a summary in German', () => {
    const first = ['README', 'connect', 'move', 'policy', 'recover', 'troubleshoot', 'upgrade']
    expect(first.filter((page) => !/^## Auf Deutsch$/m.test(read(`main/handbook/${page}.md`)))).toEqual([])
  })
  it('what does not exist would be found', () => {
    expect(faultOf(['reboot'])).toBe('there is no command reboot')
    expect(faultOf(['audit', '--fast'])).toBe('audit has no option --fast')
    expect(namedIn('`harmony audit`\n```sh\nHARMONY_TRACE=1 harmony serve --port 1 # x\n```')).toEqual([
      ['serve', '--port', '1'],
      ['audit'],
    ])
    expect(shownIn('```console\n$ harmony audit --data ./x # 1\n"ok":false\n```')).toEqual([
      { words: ['audit', '--data', './x'], says: ['"ok":false'], code: 1 },
    ])
  })

  const here = process.cwd()
  const places: string[] = []
  afterAll(() => {
    process.chdir(here)
    for (const place of places) rmSync(place, { recursive: true, force: true })
  })
  const run = pages.filter((page) => shownIn(read(`main/handbook/${page}`)).length > 0)
  it.each(run)('%s shows what happens', async (page) => {
    const place = mkdtempSync(join(tmpdir(), 'harmony-handbook-'))
    places.push(place)
    process.chdir(place)
    for (const [name, content] of filesIn(read(`main/handbook/${page}`))) writeFileSync(name, content)
    // A key is another one each time: the page says age1… for the one that was made last.
    let recipient = ''
    for (const { words, says, code } of shownIn(read(`main/handbook/${page}`))) {
      const told = await harmony(words.map((word) => word.replace('age1…', recipient)))
      expect({ command: words.join(' '), code: told.code, errors: told.code === code ? '' : told.errors }).toEqual({ command: words.join(' '), code, errors: '' })
      recipient = /"recipient":"(age1\w+)"/.exec(told.output)?.[1] ?? recipient
      for (const said of says) expect(told.output).toContain(said)
    }
  }) // prettier-ignore
})
