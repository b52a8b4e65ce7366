import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOwnAddress } from '../../main/desktop/origin.ts'
import { answerPage, pageFile } from '../../main/desktop/page-files.ts'
import { contentSecurityPolicy, pageTypes, securityHeaders } from '../../main/doors/headers.ts'

// Targets of traversal exist for real: a handler that leaves its folder would find them.
const root = mkdtempSync(join(tmpdir(), 'harmony-page-'))
const page = join(root, 'renderer')
beforeAll(() => {
  mkdirSync(join(page, 'assets'), { recursive: true })
  mkdirSync(join(root, 'renderer-secret'))
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  writeFileSync(join(page, 'assets', 'app.js'), 'harmony')
  writeFileSync(join(page, 'harmony.sqlite'), 'not served')
  writeFileSync(join(root, 'secret.json'), '{}')
  writeFileSync(join(root, 'renderer-secret', 'secret.json'), '{}')
  writeFileSync(join(root, 'electron.js'), 'secret')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the scheme of the desktop', () => {
  it.each([
    ['app://harmony/', 'text/html; charset=utf-8'],
    ['app://harmony/index.html', 'text/html; charset=utf-8'],
    ['app://harmony/contracts/C-1001', 'text/html; charset=utf-8'],
    ['app://harmony/assets/app.js', 'text/javascript; charset=utf-8'],
    ['app://harmony/assets/app.js?v=1#x', 'text/javascript; charset=utf-8'],
  ])('%s is served', async (address, type) => {
    const answer = await answerPage('GET', address, page)
    expect(answer).toMatchObject({ status: 200, headers: { ...securityHeaders, 'content-type': type } })
  })

  it.each([
    ['a file beside the folder', 'GET', 'app://harmony/..%2fsecret.json', 404],
    ['the same with plain dots', 'GET', 'app://harmony/../secret.json', 404],
    ['the same with encoded dots', 'GET', 'app://harmony/%2e%2e/secret.json', 404],
    ['encoded dots and slash', 'GET', 'app://harmony/%2e%2e%2fsecret.json', 404],
    ['from a folder below', 'GET', 'app://harmony/assets/..%2f..%2fsecret.json', 404],
    ['a folder whose name begins like ours', 'GET', 'app://harmony/..%2frenderer-secret%2fsecret.json', 404],
    ['code of the main process', 'GET', 'app://harmony/..%2felectron.js', 404],
    ['encoded twice', 'GET', 'app://harmony/..%252fsecret.json', 404],
    ['a backslash', 'GET', 'app://harmony/..%5csecret.json', 400],
    ['a null', 'GET', 'app://harmony/index.html%00.js', 400],
    ['broken encoding', 'GET', 'app://harmony/%E0%A4%A', 400],
    ['another host', 'GET', 'app://other/index.html', 400],
    ['our host in front of another', 'GET', 'app://harmony.evil/index.html', 400],
    ['a user in front of our host', 'GET', 'app://x@harmony/index.html', 400],
    ['another scheme', 'GET', 'file:///etc/passwd', 400],
    ['no address', 'GET', '', 400],
    ['a kind of file that is not served', 'GET', 'app://harmony/harmony.sqlite', 404],
    ['a file that is not there', 'GET', 'app://harmony/assets/none.js', 404],
    ['a folder', 'GET', 'app://harmony/assets.js/', 404],
    ['writing', 'POST', 'app://harmony/', 405],
    ['a method of our own', 'get', 'app://harmony/', 405],
  ])('%s is refused, with every header and without a body', async (_what, method, address, status) => {
    expect(await answerPage(method, address, page)).toEqual({ status, headers: securityHeaders, body: new Uint8Array() })
  })

  it('names no file outside its folder even before it looks for it', () => {
    for (const way of ['..%2fsecret.json', '..%2frenderer-secret%2fsecret.json', 'assets%2f..%2f..%2fsecret.json'])
      expect([way, pageFile('GET', `app://harmony/${way}`, page)]).toEqual([way, 404])
  })

  it('follows no link out of its folder', async () => {
    symlinkSync(join(root, 'secret.json'), join(page, 'link.json'))
    expect((await answerPage('GET', 'app://harmony/link.json', page)).status).toBe(404)
  })

  it('knows its own addresses by their parts', () => {
    expect(['app://harmony/', 'app://harmony/x', 'APP://harmony/'].map(isOwnAddress)).toEqual([true, true, true])
    for (const foreign of ['app://harmony:1/', 'app://harmonyx/', 'https://harmony/', 'app:harmony', 'about:blank', 'app://u:p@harmony/'])
      expect([foreign, isOwnAddress(foreign)]).toEqual([foreign, false])
  })
})

describe('the headers', () => {
  it('are the strict ones', () => {
    const policy = new Map(
      contentSecurityPolicy.split('; ').map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
    )
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    })
    expect(Object.keys(securityHeaders)).toEqual([
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'permissions-policy',
    ])
    expect(Object.keys(pageTypes)).toEqual(['.html', '.js', '.css', '.svg', '.png', '.ico', '.woff2', '.json'])
  })
})
