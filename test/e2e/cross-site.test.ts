import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { freshHub, setUp, type Hub } from '../doors/hub.ts'
import { inBrowser, openBrowser } from './browser.ts'

/** A page of somebody else’s, opened by a person who is signed in at the hub: it tries everything that a page may. */
const attack = (hub: string): string => `<!doctype html><meta charset="utf-8"><title>win a holiday</title>
<iframe name="sink" hidden></iframe>
<form id="plain" method="post" enctype="text/plain" target="sink" action="${hub}/api/v1/people/savePreferences"><input name='{"theme":"dark","x":"' value='"}'></form>
<form id="usual" method="post" target="sink" action="${hub}/api/v1/people/signOut"><input name="a" value="b"></form>
<form id="file" method="post" enctype="multipart/form-data" target="sink" action="${hub}/api/v1/files"><input name="file" value="x"></form>
<script>
window.tell = (async () => {
  const seen = {}
  const attempt = async (name, work) => { try { seen[name] = String(await work()).slice(0, 200) } catch (error) { seen[name] = 'refused' } }
  const json = { 'content-type': 'application/json' }
  const body = '{"theme":"dark"}'
  const to = (path) => '${hub}' + path
  await attempt('fetch', async () => (await fetch(to('/api/v1/people/savePreferences'), { method: 'POST', credentials: 'include', headers: json, body })).text())
  await attempt('simple', async () => (await fetch(to('/api/v1/people/savePreferences'), { method: 'POST', mode: 'no-cors', credentials: 'include', body })).type)
  await attempt('blob', async () => (await fetch(to('/api/v1/people/savePreferences'), { method: 'POST', mode: 'no-cors', credentials: 'include', body: new Blob([body], { type: 'application/json' }) })).type)
  await attempt('read', async () => (await fetch(to('/api/v1/people/users'), { credentials: 'include' })).text())
  await attempt('manifest', async () => (await fetch(to('/api/v1/manifest'), { credentials: 'include' })).text())
  await attempt('beacon', async () => navigator.sendBeacon(to('/api/v1/people/signOut'), new Blob(['{}'], { type: 'application/json' })))
  await attempt('live', () => new Promise((done, fail) => { const source = new EventSource(to('/api/v1/live'), { withCredentials: true }); source.onmessage = () => done('heard'); source.onerror = () => { source.close(); fail() } }))
  await attempt('socket', () => new Promise((done, fail) => { const socket = new WebSocket(to('/api/v1/live').replace('http', 'ws')); socket.onopen = () => done('open'); socket.onerror = fail }))
  await attempt('image', () => new Promise((done, fail) => { const image = new Image(); image.onload = () => done('shown'); image.onerror = fail; image.src = to('/api/v1/people/signOut') }))
  await attempt('script', () => new Promise((done, fail) => { const script = document.createElement('script'); script.onload = () => done('ran'); script.onerror = fail; script.src = to('/api/v1/people/users'); document.head.append(script) }))
  await attempt('frame', () => new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = () => { try { done(frame.contentDocument.body.innerText ? 'read' : 'refused') } catch { done('refused') } }; frame.src = to('/'); document.body.append(frame) }))
  await attempt('window', async () => { const opened = window.open(to('/')); while (!opened.closed && opened.location.href === 'about:blank') await new Promise((soon) => setTimeout(soon, 50)); return opened.closed ? 'refused' : opened.document ? 'reached' : 'refused' })
  for (const id of ['plain', 'usual', 'file']) { document.getElementById(id).submit(); await new Promise((soon) => setTimeout(soon, 150)) }
  return seen
})()
</script>`

inBrowser('a page of somebody else’s', () => {
  let hub: Hub
  let browser: Browser
  let elsewhere: Server
  let port = 0
  beforeAll(async () => {
    hub = await freshHub('sqlite', 'cross-site')
    elsewhere = createServer((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      answer.end(attack(hub.door.address))
    })
    elsewhere.listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    port = (elsewhere.address() as AddressInfo).port
    browser = await openBrowser(`--host-resolver-rules=MAP evil.example 127.0.0.1, MAP *.evil.example 127.0.0.1`)
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    elsewhere?.close()
    await hub?.close()
  }, 30_000)
  const headOfLog = async (): Promise<number> => (await hub.house.harmony.happeningsSince(0)).at(-1)?.seq ?? 0

  it('changes nothing and reads nothing: from another site, and from another port of the same one, where the cookie goes along', async () => {
    const cookie = await setUp(hub)
    const [name, value] = cookie.split('=') as [string, string]
    for (const address of [`http://evil.example:${port}/`, `http://127.0.0.1:${port}/`]) {
      const context = await browser.newContext()
      await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' }])
      const page = await context.newPage()
      // The person is signed in here.
      expect((await (await page.request.get(`${hub.door.address}/api/v1/people/me`)).json()).login).toBe('anna.berg')
      const before = await headOfLog()
      await page.goto(address)
      const seen = (await page.evaluate('window.tell')) as Record<string, string>
      // A beacon is sent off, and its answer is nobody's to see.
      expect(seen['beacon']).toMatch(/^(true|false|refused)$/)
      delete seen['beacon']
      expect(Object.keys(seen)).toHaveLength(11)
      expect(Object.entries(seen).filter(([, found]) => found !== 'refused' && found !== 'opaque')).toEqual([])
      expect([address, await headOfLog()]).toEqual([address, before])
      expect((await hub.send('/api/v1/people/me', { cookie })).status).toBe(200)
      await context.close()
    }
  }, 60_000)

  it('under a name of its own that it points at this machine is not the hub’s page', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const answer = await page.goto(`http://rebind.evil.example:${hub.door.port}/api/v1/manifest`)
    expect([answer!.status(), (await answer!.json()).code]).toEqual([421, 'http.wrongHost'])
    expect((await page.goto(`http://rebind.evil.example:${hub.door.port}/`))!.status()).toBe(421)
    await context.close()
  })
})
