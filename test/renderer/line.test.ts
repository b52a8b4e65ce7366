import { fetched } from '../../renderer/app/fetched.ts'
import { httpPort } from '../../renderer/app/http-port.ts'
import { lineNow, lineWorks } from '../../renderer/app/online.ts'
import { Outage } from '../../renderer/app/port.ts'

/** A stand-in for the browser's: tests break it as browsers do. */
class Source {
  static readonly CLOSED = 2
  static readonly made: Source[] = []
  readonly url: string
  readyState = 1
  onmessage: ((event: object) => void) | null = null
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  constructor(url: string) {
    this.url = url
    Source.made.push(this)
  }
  addEventListener(): void {}
  close(): void {
    this.readyState = Source.CLOSED
  }
  breaks(state: number): void {
    this.readyState = state
    this.onerror?.()
  }
}

describe('the line of a page to its host', () => {
  const before = { EventSource: globalThis.EventSource, fetch: globalThis.fetch, document: globalThis.document }
  beforeEach(() => {
    jest.useFakeTimers()
    Source.made.length = 0
    Object.assign(globalThis, { EventSource: Source, document: { documentElement: { lang: 'en' } } })
  })
  afterEach(() => {
    jest.useRealTimers()
    Object.assign(globalThis, before)
  })

  it('says in the reader’s language that it was asked too often, and takes no limit for a sign-out', async () => {
    const detail = 'Zu viele Anfragen in kurzer Zeit. Bitte kurz warten und erneut versuchen.'
    const asked: RequestInit[] = []
    globalThis.fetch = (async (_path: string, init?: RequestInit) => {
      asked.push(init!)
      return { ok: false, status: 429, json: async () => ({ status: 429, code: 'http.tooMany', detail, about: {} }) } as Response
    }) as typeof fetch
    document.documentElement.lang = 'de'
    expect(await httpPort().call('people.me', {})).toEqual({ ok: false, refusal: { code: 'http.tooMany', message: detail, about: {} } })
    expect((asked[0]!.headers as Record<string, string>)['accept-language']).toBe('de')
    await expect(httpPort().manifest('de')).rejects.toThrow(detail)
  })

  it('is opened again where it ended when the browser gave it up, and left to the browser when it did not', () => {
    const heard: number[] = []
    const close = httpPort().live(({ seq }) => heard.push(seq))
    Source.made[0]!.onmessage!({ data: '{"seq":7,"operation":"a.b","records":[],"events":[]}', lastEventId: '7' })
    Source.made[0]!.breaks(0)
    jest.advanceTimersByTime(120_000)
    expect(Source.made).toHaveLength(1)
    Source.made[0]!.breaks(Source.CLOSED)
    jest.advanceTimersByTime(2_000)
    Source.made[1]!.breaks(Source.CLOSED)
    jest.advanceTimersByTime(3_999)
    expect(Source.made).toHaveLength(2)
    jest.advanceTimersByTime(1)
    expect([Source.made[2]!.url, heard]).toEqual(['/api/v1/live?after=7', [7]])
    Source.made[2]!.breaks(Source.CLOSED)
    close()
    jest.advanceTimersByTime(120_000)
    expect(Source.made).toHaveLength(3)
  })

  it('tells a person that nobody answers in a sentence of ours, not in the browser’s', async () => {
    globalThis.fetch = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch
    const failed = await httpPort()
      .call('people.me', {})
      .catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Outage)
    expect((failed as Error).message).not.toContain('fetch')
  })
})

describe('a screen that is fetched when it is opened', () => {
  const failing = (times: number) => {
    let left = times
    return () => (left-- > 0 ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve('the screen'))
  }
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  afterEach(() => lineWorks())

  it('waits for the line where there is none, and comes by itself', async () => {
    const renew = jest.fn(() => true)
    const screen = fetched(failing(1), { answers: () => Promise.resolve(false), renew })
    await turns()
    expect(lineNow().state).toBe('reconnecting')
    lineWorks()
    await expect(screen).resolves.toBe('the screen')
    expect(renew).not.toHaveBeenCalled()
  })
  it('loads the page anew where the host has another version, and once only', async () => {
    const renew = jest.fn().mockReturnValueOnce(true).mockReturnValue(false)
    const window = { answers: () => Promise.resolve(true), renew }
    const outcome = jest.fn()
    void fetched(failing(9), window).then(outcome, outcome)
    await turns()
    expect(renew).toHaveBeenCalledTimes(1)
    expect(outcome).not.toHaveBeenCalled()
    await expect(fetched(failing(9), window)).rejects.toThrow('Failed to fetch')
  })
})
