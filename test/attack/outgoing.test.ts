import { performance } from 'node:perf_hooks'
import { join } from 'node:path'
import { files, read, root } from '../architecture/source.ts'

// A server that fetches what somebody names reaches what only it can reach (SSRF). What the hub calls by an address that somebody enters is webhooks alone, behind a guard of their own.

/** Files that may open a connection to elsewhere, and whose address that is. */
const outgoing: Readonly<Record<string, string>> = {
  'main/integrations/rates/answers.ts': 'two constants: the European Central Bank, without redirects',
  'main/sync/http-transport.ts': 'a device: the hub that its person enrolled at, by its pinned key',
  'main/sync/enrol-at-hub.ts': 'a device: the hub that its person named when it was set up',
  'main/sync/hub-key.ts': 'a device: the same hub, to compare its new key',
  'main/integrations/sales-tax/answers.ts': 'the service that the administrator named in the environment of the hub',
  'main/webhooks/sending.ts':
    'an address that somebody entered: looked up once, judged by main/webhooks/networks.ts, called at the very address that was judged (webhooks.test.ts)',
  'main/webhooks/networks.ts': 'lists of addresses',
  'main/webhooks/address.ts': 'what an IP address is',
  'main/policy/judge.ts': 'what an IP address is',
  'main/attempts.ts': 'what an IP address is',
  'main/doors/http.ts': 'lists of addresses',
  'main/doors/http-oidc.ts': 'the provider of sign-in that an administrator entered, over https and checked by openid-client',
  'main/storage/connect.ts': 'the database, by whoever starts the program',
  'main/desktop/electron-binary.ts': 'the download of Electron while developing',
  'main/doors/http-problems.ts': 'the names of statuses',
  'main/office/reaching.ts': 'a desktop: the database server that its person or its organisation named, to look at its certificate',
  'main/storage/trust.ts': 'the check of a name in a certificate',
  'main/start.ts': 'listens, to find a free port',
  'main/doors/http-health.ts': 'listens, on this machine alone',
}
const ways = ['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dgram', 'undici', 'pg', 'nodemailer', 'ws']

const texts = files(join(root, 'main'))
  .concat(files(join(root, 'core')))
  .filter((path) => path.endsWith('.ts') && !/words\.\w\w\.ts$/.test(path))
  .map((path) => ({ path, text: read(path) }))

describe('what the program fetches', () => {
  const reaches = (text: string): boolean =>
    [...text.matchAll(/^import (?!type )(?:\{([^}]*)\}|\w+) from '([^']+)'/gm)].some(
      ([, names = 'all', target]) => ways.includes(target!) && names.split(',').some((name) => !/^\s*(type .*)?$/.test(name)),
    ) || /[=(,?]\s*fetch\b(?!:)|await fetch\((?!session)/.test(text.replace(/^const post = .*$/gm, ''))
  it('has its way out of the process in a few named places', () => {
    const found = texts.filter(({ text }) => reaches(text)).map(({ path }) => path)
    expect(found.length).toBeGreaterThan(5)
    expect(found.filter((path) => !(path in outgoing) && !elsewhere.some((one) => path.startsWith(one)))).toEqual([])
    expect(Object.keys(outgoing).filter((path) => !found.includes(path))).toEqual([])
  })
})
/** The desktop's and the administrator's own: updates by a signed feed, sign-in at the company's directory, diagnosis. Their tests are beside them. */
const elsewhere = [
  'main/desktop/',
  'main/signin/',
  'main/oidc/',
  'main/people/',
  'main/support/',
  'main/moving/',
  'main/policy/',
  'main/doors/cli',
  'main/doors/device',
  'main/doors/front',
]
// A pattern that reads the same text in ever more ways (ReDoS). Every pattern of ours is shown texts made of its own pieces: it is done with 5,000 signs in less than
// five milliseconds, or at least takes for twice as many no more than twice as long.
describe('patterns', () => {
  const literal = /(?<![\w)\]/*"'`<])\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s).,;:\]}]|$)/gm
  const patterns = texts.flatMap(({ path, text }) => {
    const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    return [...code.matchAll(literal)].flatMap(([, source, flags]) => {
      try {
        return [{ path, source: source!, pattern: new RegExp(source!, flags!.replace(/[gy]/g, '')) }]
      } catch {
        return []
      }
    })
  })
  /** Texts that a pattern likes for long and refuses at the end. */
  const teasing = (source: string, signs: number): string[] => {
    const pieces = new Set(['a', '0', ' ', '-', '.', 'a.', 'a ', '/', '\\', '"', ',', '\t', '<', 'A1'])
    for (const [sign] of source.replace(/\\[a-zA-Z]/g, '').matchAll(/[\w ,.;:/@#%&="'<>~-]{1,3}/g)) pieces.add(sign)
    return [...pieces].slice(0, 20).map((piece) => piece.repeat(Math.ceil(signs / piece.length)) + '\u0001!')
  }
  /** Milliseconds, the best of some tries: others work on this machine too. */
  const took = (pattern: RegExp, text: string, tries = 1): number =>
    Math.min(
      ...Array.from({ length: tries }, () => {
        const began = performance.now()
        pattern.test(text)
        return performance.now() - began
      }),
    )
  const isQuadratic = (pattern: RegExp, source: string, at: number): boolean => {
    const [short, long] = [5_000, 20_000].map((signs) => took(pattern, teasing(source, signs)[at]!, 5))
    // Four times as long: a square takes sixteen times the time.
    return short! > 5 && long! > short! * 9
  }
  it('take no time that grows with the square of what is sent', () => {
    expect(patterns.length).toBeGreaterThan(400)
    const slow: string[] = []
    let most = 0
    let worst = ''
    for (const { path, source, pattern } of new Map(patterns.map((one) => [one.source, one])).values())
      for (const [at, text] of teasing(source, 5_000).entries()) {
        const time = took(pattern, text)
        if (time > most) [most, worst] = [time, `${path}: /${source}/`]
        if (time > 5 && isQuadratic(pattern, source, at)) {
          slow.push(`${path}: /${source}/ took ${Math.round(time)} ms`)
          break
        }
      }
    process.stderr.write(`${patterns.length} patterns; the slowest took ${most.toFixed(1)} ms for 5,000 signs: ${worst}\n`)
    expect(slow).toEqual([])
  })
  it('would be found: a run that is looked at again from each of its signs', () => {
    expect(isQuadratic(/\s*;$/, '\\s*;$', 2)).toBe(true)
    expect(isQuadratic(/(?<!\s)\s*;$/, '(?<!\\s)\\s*;$', 2)).toBe(false)
  })
  it('would be found: two loops in each other are', () => {
    const tookFor = (signs: number): number => {
      const began = performance.now()
      ;/^(a+)+$/.test(`${'a'.repeat(signs)}!`)
      return performance.now() - began
    }
    tookFor(10)
    const short = tookFor(16)
    expect(tookFor(25)).toBeGreaterThan(short * 4)
  })
})
