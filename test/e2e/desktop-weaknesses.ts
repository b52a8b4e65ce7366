import type { Page } from 'playwright-core'
import type { Answer } from '../../main/desktop/messages.ts'
import { bridgeMembers } from '../desktop/page.ts'
import type { Desktop, DesktopWindow } from './desktop-window.ts'

const evil = 'https://evil.example'

/** What `page.evaluate` says is exempt from the ban of `eval`, so a page of the test and its script try, under the headers of the real pages. */
export const probes: Readonly<Record<string, string>> = {
  '/probe.html': `<!doctype html><meta charset="utf-8"><title>probe</title>
<style>#styled { color: rgb(1, 2, 3) }</style><p id="styled">x</p>
<iframe name="sink"></iframe><form id="form" action="/form" target="sink"></form>
<script>window.inlineRan = true</script><script src="/probe.js"></script>`,
  '/probe.js': `'use strict'
const weak = []
const tried = (name, work) => { try { work(); weak.push(name) } catch { /* refused */ } }
const arrived = (name, make) => new Promise((done) => { try { make((got) => { if (got) weak.push(name); done() }) } catch { done() } })
const violated = new Set()
document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective))
const evil = '${evil}'
async function probe() {
  if (window.inlineRan) weak.push('an inline script runs')
  tried('text is turned into code by eval', () => (0, eval)('1'))
  tried('text is turned into code by Function', () => new Function('return 1')())
  tried('markup is made from text', () => { document.createElement('p').innerHTML = '<b>x</b>' })
  tried('the address of a script is set', () => { document.createElement('script').src = '/probe.js' })
  if (getComputedStyle(document.getElementById('styled')).color === 'rgb(1, 2, 3)') weak.push('an inline style holds')
  await arrived('a foreign address is fetched', (done) => fetch(evil + '/fetched').then(() => done(true), () => done(false)))
  await arrived('a foreign line is opened', (done) => { const line = new WebSocket('wss://evil.example/line'); line.onopen = () => done(true); line.onerror = () => done(false) })
  await arrived('a foreign picture is shown', (done) => { const picture = new Image(); picture.onload = () => done(true); picture.onerror = () => done(false); picture.src = evil + '/picture.png' })
  await arrived('a worker is made from text', (done) => { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))); worker.onmessage = () => done(true); worker.onerror = () => done(false) })
  const base = document.createElement('base')
  base.href = evil
  document.head.append(base)
  if (document.baseURI.startsWith(evil)) weak.push('the base of addresses is moved')
  base.remove()
  document.getElementById('form').submit()
  await new Promise((done) => setTimeout(done, 50))
  document.querySelector('iframe').remove()
  if (!violated.has('form-action')) weak.push('a form is sent')
  for (const feature of ['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid']) if (document.featurePolicy.allowsFeature(feature)) weak.push(feature + ' is not ruled out')
  // Files of the repository that are there: an address that leaves the folder of the page would find them.
  for (const path of ['/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fpackage.json', '/%2e%2e%2f%2e%2e%2fpackage.json']) {
    const answer = await fetch(path)
    if (answer.ok && (answer.headers.get('content-type') || '').includes('json')) weak.push('a file outside the page is read')
  }
  if ((await fetch('/index.html', { method: 'POST' })).ok) weak.push('the scheme answers more than GET')
  window.weak = weak
}
void probe()`,
}

const settled = (page: Page): Promise<void> =>
  page.waitForFunction(() => 'weak' in window, undefined, { timeout: 20_000 }).then(() => undefined)
const titleOf = (page: Page): Promise<string> => page.title().catch(() => 'gone')

/** Tries everything that a page which was taken over would try; answers what worked. A desktop without a hole answers nothing. */
export async function weaknesses(desktop: Desktop): Promise<string[]> {
  const shown = await desktop.window()
  const { page } = shown
  const weak: string[] = []
  await page.evaluate(() => location.assign('/probe.html'))
  await settled(page)
  weak.push(...(await page.evaluate(() => (window as unknown as { weak: string[] }).weak)))
  weak.push(...(await bridgeOf(page)), ...(await permissionsOf(page)), ...(await framesOf(shown)), ...(await windowsOf(desktop, shown)))
  // Last, for whoever gets away is gone.
  for (const [name, address] of [
    ['leads away', evil],
    ['leads away by a redirect', `/goes-away?${encodeURIComponent(`${evil}/redirected`)}`],
    ['leads to a file', 'file:///etc/passwd'],
  ] as const) {
    // prettier-ignore
    await page.evaluate((to) => void location.assign(to), address).catch(() => undefined)
    // An answer of the page itself: whatever it asked for before is decided.
    await page.evaluate(() => fetch('/index.html').then(() => undefined)).catch(() => undefined)
    if ((await titleOf(page)) !== 'probe') return [...weak, name]
  }
  // The two navigations above were stopped before they were asked for.
  for (const address of shown.leaked) weak.push(`asked for ${address}`)
  return weak
}

async function bridgeOf(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const own = window as unknown as Record<string, unknown>
    const before = own['harmony']
    try {
      own['harmony'] = 1
    } catch {
      // it is not to be written
    }
    return {
      frozen: Object.isFrozen(before) && own['harmony'] === before,
      members: Object.entries(before as object).map(([name, value]) => `${name}: ${typeof value}`),
      more: ['require', 'process', 'module', 'toHost', 'fromHost', 'asFrame', 'ipcRenderer'].filter((name) => name in own),
    }
  })
  const members = bridgeMembers.map((name) => `${name}: function`)
  return [
    ...(seen.frozen ? [] : ['the bridge can be changed']),
    ...(JSON.stringify(seen.members) === JSON.stringify(members)
      ? []
      : [`the bridge has ${seen.members.length} members instead of ${members.length}`]),
    ...seen.more.map((name) => `the page sees ${name}`),
  ]
}

const permissionsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'local-fonts']
    const granted: string[] = []
    for (const name of names) {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      if (state === 'granted') granted.push(`${name} is granted`)
    }
    const { state } = await navigator.permissions.query({ name: 'clipboard-write' as PermissionName })
    return state === 'granted' ? granted : [...granted, 'nothing can be copied']
  })

/** A frame in the page may be written by the page, then it has the page's own address; it is not heard all the same. */
async function framesOf(shown: DesktopWindow): Promise<string[]> {
  const weak: string[] = []
  const refusedFrom = async (frame: 'top' | 'inner', message: unknown): Promise<string | undefined> => {
    const answer = (await shown.asFrame(frame, message)) as Answer
    return answer.ok ? undefined : answer.code
  }
  // No message at all: who sends is looked at before what is sent.
  const message = { kind: 'nothing' }
  await shown.page.evaluate(() => void document.body.append(document.createElement('iframe')))
  if ((await refusedFrom('inner', message)) !== 'sender') weak.push('a frame without an address is heard')
  await shown.page.evaluate(() => {
    const inner = document.querySelector('iframe')!.contentDocument!
    inner.open()
    inner.close()
  })
  if ((await refusedFrom('inner', message)) !== 'sender') weak.push('a frame with our own address is heard')
  // The page itself is heard, and what it says is refused for what it is.
  if ((await refusedFrom('top', message)) !== 'malformed') weak.push('the page is not heard')
  await shown.page.evaluate(() => document.querySelector('iframe')!.remove())
  await shown.page.evaluate((to) => {
    const frame = document.createElement('iframe')
    frame.src = to
    document.body.append(frame)
  }, `${evil}/framed`)
  for (let tries = 0; tries < 20 && !shown.led.includes(`${evil}/framed`); tries++) await new Promise((resolve) => setTimeout(resolve, 5))
  if (shown.led.includes(`${evil}/framed`)) weak.push('a foreign page is framed')
  return weak
}

async function windowsOf(desktop: Desktop, shown: DesktopWindow): Promise<string[]> {
  const targets = [`${evil}/popup`, 'about:blank', 'app://harmony/', 'https://www.apache.org.evil.example/', 'https://www.apache.org/licenses/LICENSE-2.0'] // prettier-ignore
  for (const target of targets) await shown.page.evaluate((to) => void open(to, '_blank'), target)
  for (let tries = 0; tries < 100 && shown.wanted.length < targets.length; tries++) await new Promise((resolve) => setTimeout(resolve, 10))
  const weak: string[] = []
  if (shown.wanted.length < targets.length) weak.push(`asked for ${shown.wanted.length} windows of ${targets.length}`)
  for (const { url, action } of shown.wanted) if (action !== 'deny') weak.push(`a window to ${url} is opened`)
  await new Promise((resolve) => setImmediate(resolve))
  const outside = desktop.record.opened.filter((url) => url !== targets.at(-1))
  return [...weak, ...outside.map((url) => `${url} reaches the system’s browser`)]
}
