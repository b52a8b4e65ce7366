import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../main/places.ts'
import { stores } from '../world/stores.ts'
import { freshHub, type Answer, type Hub } from './hub.ts'

const csv =
  'Customer,Agreement,Line,Product,Quantity,Unit price,Currency,Billing cycle,Timing,Period anchor,Start,End,Billed to,VAT,PO\n' +
  'Rowan Legal Ltd,AG-1,1,MS-USER,12,,GBP,Monthly,Advance,Calendar,01/02/2026,,,S20,\n' +
  'Rowan Legal Ltd,AG-1,2,WHALES,12,,GBP,Monthly,Advance,Calendar,01/02/2026,,,S20,\n'

describe.each(stores)('long work and files over HTTP on %s', (dialect) => {
  let hub: Hub
  let cookie: string
  beforeAll(async () => {
    hub = await freshHub(dialect, 'work')
    await hub.house.do('demo.seed', { empty: true })
    cookie = await signInAs('grace.patel')
  })
  afterAll(() => hub.close())
  const signInAs = async (login: string): Promise<string> => (await hub.send('/api/v1/people/signInAs', { body: { login } })).cookie!
  const upload = async (name: string, content: string | Buffer): Promise<unknown> => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type: 'text/csv' }), name)
    return (await hub.send('/api/v1/files', { cookie, body: form })).json as unknown
  }
  const told = (answer: Answer): [string, Record<string, unknown>][] =>
    answer.bytes
      .toString('utf8')
      .split('\n\n')
      .filter((block) => block !== '')
      .map((block) => [/^event: (\w+)$/m.exec(block)![1]!, JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as Record<string, unknown>])

  it('tells how far it is, then the result', async () => {
    const file = await upload('de-vertraege.csv', readFileSync(join(projectRoot(), 'test/world/import/de-vertraege.csv')))
    const answer = await hub.send('/api/v1/imports/contracts', {
      cookie,
      body: { file, entity: 'NLDE' },
      headers: { accept: 'text/event-stream' },
    })
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const events = told(answer)
    expect(events.at(-1)![0]).toBe('result')
    expect(events.length).toBeGreaterThan(2)
    const done = events.slice(0, -1).map(([event, progress]) => [event, typeof progress['done']])
    expect(new Set(done.map((one) => one.join()))).toEqual(new Set(['progress,number']))
  })

  it('tells a refusal of long work the same way', async () => {
    const file = await upload('two.csv', csv)
    const answer = await hub.send('/api/v1/imports/contracts', {
      cookie,
      body: { file, entity: 'NOWHERE' },
      headers: { accept: 'text/event-stream' },
    })
    const [[event, problem]] = told(answer) as [[string, { status: number; code: string }]]
    expect([event, problem.status]).toEqual(['problem', 422])
    expect(problem.code).toMatch(/^\w+\.\w+$/)
  })

  it('hands out the file of an answer: at once, or by its hash to whom it was named', async () => {
    const file = await upload('two.csv', csv)
    const { json: done } = await hub.send('/api/v1/imports/contracts', { cookie, body: { file, entity: 'NLUK' } })
    expect(done).toMatchObject({ rows: 2, rejected: 1 })
    const direct = await hub.send(`/api/v1/imports/rejectedSheet?import=${done.import}&download=1`, { cookie })
    expect(direct.status).toBe(200)
    expect(direct.headers.get('content-disposition')).toMatch(/^attachment; filename="two - .*\.xlsx"; filename\*=UTF-8''two%20-%20/)
    expect(direct.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(direct.headers.get('x-content-type-options')).toBe('nosniff')
    expect(direct.bytes.subarray(0, 2).toString('latin1')).toBe('PK')

    const named = (await hub.send(`/api/v1/imports/rejectedSheet?import=${done.import}`, { cookie })).json.file as {
      hash: string
      size: number
    }
    const fetched = await hub.send(`/api/v1/files/${named.hash}`, { cookie })
    expect([fetched.status, fetched.bytes.length]).toEqual([200, named.size])
    expect((await hub.send(`/api/v1/files/${named.hash}`, { cookie: await signInAs('tom.okafor') })).status).toBe(404)
    expect((await hub.send(`/api/v1/files/${named.hash}`)).status).toBe(404)
    expect((await hub.send('/api/v1/people/me?download=1', { cookie })).json.code).toBe('http.noFile')
  })

  it('gives each caller call ids of their own', async () => {
    const headers = { 'idempotency-key': 'mine' }
    const body = { theme: 'dark' }
    const grace = await hub.send('/api/v1/people/savePreferences', { cookie, body, headers })
    const tom = await signInAs('tom.okafor')
    expect((await hub.send('/api/v1/people/savePreferences', { cookie: tom, body, headers })).status).toBe(grace.status)
    expect((await hub.send('/api/v1/people/me', { cookie: tom })).json.theme).toBe('dark')
  })
})
