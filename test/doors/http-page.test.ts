import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { pageFile } from '../../main/doors/http-page.ts'
import { deviceOf } from '../../main/doors/http-guard.ts'
import { freshHub, type Hub } from './hub.ts'

describe('the screens, served by the hub', () => {
  let hub: Hub
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-page-'))
    mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
    const page = join(folder, 'page')
    writeFileSync(join(folder, 'secret.json'), '{}')
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>Harmony</title>')
    writeFileSync(join(page, 'notes.txt'), 'not for the world')
    writeFileSync(join(page, 'assets', 'index-AbCdEf12.js'), 'console.log(1)')
    writeFileSync(join(page, 'assets', 'index-AbCdEf12.js.br'), brotliCompressSync('console.log(1)'))
    hub = await freshHub('sqlite', 'page', { page })
  })
  afterAll(async () => {
    await hub.close()
    rmSync(folder, { recursive: true })
  })

  it.each(['/', '/finance/billing', '/contracts/C-1001?tab=lines'])(
    'answers %s with the page and the headers that keep it to itself',
    async (address) => {
      const answer = await hub.send(address)
      expect([answer.status, answer.bytes.toString()]).toEqual([200, '<!doctype html><title>Harmony</title>'])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      const policy = answer.headers.get('content-security-policy')!
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"])
        expect(policy).toContain(part)
      expect(policy).not.toContain('unsafe')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    },
  )

  it('answers built files as they were compressed, to be kept for ever', async () => {
    const answer = await hub.send('/assets/index-AbCdEf12.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect([answer.status, answer.bytes.toString()]).toEqual([200, 'console.log(1)'])
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const plain = await hub.send('/assets/index-AbCdEf12.js', { headers: { 'accept-encoding': 'br;q=0, gzip;q=0' } })
    expect([plain.headers.get('content-encoding'), plain.bytes.toString()]).toEqual([null, 'console.log(1)'])
  })

  it.each([
    '/notes.txt', '/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '/assets/..%5c..%5csecret.json', '/%00.js', '/index.html%00.js', '/%', '/assets/index-AbCdEf12.js.br',
    '/assets/none.js', '//secret.json', '/.git/config.json', '/api/nothing', '/api/v1/files', '/api/v2/people/me',
  ])('has nothing at %s', async (path) => {
    const answered = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port: hub.door.port, path, headers: { host: `127.0.0.1:${hub.door.port}` } }, (response) => {
        let text = ''
        response.on('data', (part) => (text += String(part)))
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
        .on('error', reject)
        .end()
    })
    expect([400, 404]).toContain(answered.status)
    expect(answered.text).not.toContain('not for the world')
  }) // prettier-ignore

  it('says so where the screens are not built', async () => {
    const bare = await freshHub('sqlite', 'bare', { page: join(folder, 'nowhere') })
    try {
      const answer = await bare.send('/')
      expect([answer.status, answer.bytes.toString()]).toEqual([503, expect.stringContaining('npm run build')])
    } finally {
      await bare.close()
    }
  })

  it('never leaves its folder, whatever the address', () => {
    for (const address of ['/../x.js', '/a/../../x.js', '/a/%2e%2e/%2e%2e/x.js', '/x.js/../../../etc/x.js'])
      expect(pageFile(address, '/srv/page')).toBeUndefined()
    // A list and an operation are opened and loaded anew by their names.
    for (const screen of ['/list/orders.list', '/list/billing.invoices?f=1', '/do/people.saveRole', '/contracts'])
      expect(pageFile(screen, '/srv/page')?.file).toBe(join('/srv/page', 'index.html'))
    expect(pageFile('/list/../x.list', '/srv/page')).toBeUndefined()
    expect(pageFile('/a/../x.js', '/srv/page')?.file).toBe(join('/srv/page', 'x.js'))
  })
})

describe('the name of a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari, macOS',
    ],
    ['curl/8.0', 'Program'],
    [undefined, 'Program'],
  ])('%s', (agent, name) => {
    expect(deviceOf(agent)).toBe(name)
  })
})
