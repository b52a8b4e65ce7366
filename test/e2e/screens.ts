import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Manifest } from '../../core/kernel/manifest.ts'
import { projectRoot } from '../../main/places.ts'
import type { Creates, Details, MenuEntry, Screen } from '../../renderer/app/menu.ts'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, busyCompany, closed, priceRise, settled, signInAs, sold } from './company.ts'
import type { Hub } from './hub.ts'
import { sayIn } from './words.ts'

interface MenuFile {
  readonly entries: readonly MenuEntry[]
  readonly creates?: readonly Creates[]
  readonly details?: Details
}
const modules = path.join(projectRoot(), 'renderer/modules')
const filesCalled = <T extends object>(name: string): T[] =>
  readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .sort()
    .map((file) => jest.requireActual<T>(path.join(modules, file)))
const menus = filesCalled<MenuFile>('menu.ts')
const screens = filesCalled<{ readonly screens: readonly Screen[] }>('screens.tsx').flatMap((file) => file.screens)
const details: Details = Object.assign({}, ...menus.map((file) => file.details ?? {})) as Details

/** Rows that only a laptop brings; its tests look at their screens (field-desk). */
const fromDevices: ReadonlySet<string> = new Set(['sync.attentions'])

const addressOf = (opens: string): string => opens.replace(/^\/(list|do)\/([^./?]+)\.([^./?]+)/, '/$1/$2/$3')
/** `/invoices/$invoice` and `/invoices/$id` are the same place. */
const placeOf = (address: string): string => address.split('?')[0]!.replace(/\$\w+/g, '$')

/** Where a screen is that no list opens: below the record whose screen is known, or where a link of the screen above leads. */
async function linked(page: Page, route: string, known: ReadonlyMap<string, string>): Promise<string> {
  const [above, below] = [route.slice(0, route.lastIndexOf('/')), route.slice(route.lastIndexOf('/'))]
  const record = below.includes('$') ? undefined : known.get(placeOf(above))
  if (record !== undefined) return record + below
  await page.goto(route.slice(0, route.indexOf('/$')))
  const wanted = `^${route.replace(/\$\w+/g, '[^/]+')}$`
  const found = await page.waitForFunction(
    ([pattern, others]) =>
      [...document.querySelectorAll('#main a[href]')]
        .map((link) => link.getAttribute('href')!)
        .find((href) => new RegExp(pattern!).test(href) && !others!.includes(href)),
    [wanted, [...known.values()]] as [string, string[]],
  )
  return (await found.jsonValue())!
}

/** Every screen there is, from the menus, the routes and the manifest: nothing is listed by hand, so nothing new is left out. */
async function allAddresses(page: Page): Promise<readonly string[]> {
  const manifest = await page.evaluate(async () => (await fetch('/api/v1/manifest')).json() as Promise<Manifest>)
  const found = new Map<string, string>([['/', '/'], ['/approvals', '/approvals'], ['/nowhere', '/nowhere']]) // prettier-ignore
  const add = (address: string, place = placeOf(address)): void => void found.set(place, address)
  for (const file of menus) for (const { opens } of [...file.entries, ...(file.creates ?? [])]) add(addressOf(opens), addressOf(opens))
  for (const [name, pattern] of Object.entries(details)) {
    const view = manifest.views.find((v) => v.view === name)
    if (!view) throw new Error(`details name the view ${name}, which the manifest does not know`)
    const { rows } = await ask<{ rows: Record<string, unknown>[] }>(page, view.operation, { limit: 1 })
    if (rows.length === 0 && fromDevices.has(name)) continue
    if (rows.length === 0) throw new Error(`the demo company has no row in ${name}, so ${pattern} cannot be opened`)
    add(
      pattern.replace(/\$(\w+)/g, (_hole, field: string) => encodeURIComponent(String(rows[0]![field]))),
      placeOf(pattern),
    )
  }
  for (const { path: route } of screens) {
    if (found.has(placeOf(route)) || [...fromDevices].some((view) => placeOf(details[view]!) === placeOf(route))) continue
    add(route.includes('$') ? await linked(page, route, found) : route, placeOf(route))
  }
  // Lists that nothing but their view draws. One form of each kind of field is enough: the longest.
  for (const { view } of manifest.views) if (!details[view]) add(addressOf(`/list/${view}`))
  const forms = manifest.operations.filter((o) => o.does !== 'query' && o.permit !== null)
  const longest = forms.toSorted((a, b) => JSON.stringify(b.input).length - JSON.stringify(a.input).length).slice(0, 3)
  for (const { name } of longest) add(addressOf(`/do/${name}`))
  return [...found.values()]
}

/** Opens a screen as its links do, without loading the whole page anew: answers once the router has drawn it. */
async function opened(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => (self as unknown as { __TSR_ROUTER__: RouterOfPage }).__TSR_ROUTER__.history.push(to), address)
  await page.waitForFunction(() => {
    const { history, state } = (self as unknown as { __TSR_ROUTER__: RouterOfPage }).__TSR_ROUTER__
    return state.resolvedLocation?.state.__TSR_key === history.location.state.__TSR_key
  })
}
interface Located {
  readonly state: { readonly __TSR_key: string }
}
/** What the router leaves on the page. */
interface RouterOfPage {
  readonly history: { push(address: string): void; readonly location: Located }
  readonly state: { readonly resolvedLocation?: Located }
}

/** The walk over all screens in one look. Each look is a file of its own, so that they are walked side by side. */
export function walkedIn(look: string, looks: Looks): void {
  inBrowser('every screen of the demo company', () => {
    let browser: Browser
    let hub: Hub
    let visited: Visit
    beforeAll(async () => {
      browser = await openBrowser()
      hub = await busyCompany('sqlite', 'screens')
      await priceRise(hub)
      await sold(hub)
      await closed(hub)
    })
    afterAll(async () => {
      await visited?.close()
      await browser?.close()
      await hub?.end()
    })

    it(`pleases axe and the eye: ${look}`, async () => {
      visited = await visit(browser, hub.address, looks)
      const { page, pending, complaints } = visited
      const say = sayIn(looks.locale === 'de-DE' ? 'de' : 'en')
      const troubles: string[] = []
      const examine = async (address: string): Promise<void> => {
        await settled(page, pending)
        const tell = (what: readonly string[]): void => void troubles.push(...what.map((trouble) => `${address}: ${trouble}`))
        tell(await axe(page))
        // The telephone sees every screen in the dark; what it has no room for, the frame, is seen so here.
        if (!looks.phone && address === '/') {
          await page.emulateMedia({ colorScheme: 'dark' })
          await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
          await settled(page, pending)
          tell((await axe(page)).map((trouble) => `dark: ${trouble}`))
          await page.emulateMedia({ colorScheme: 'light' })
          await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light')
        }
        tell(await flawsOf(page))
      }
      await page.goto('/')
      await examine('signing in')
      await pictured(page, async () => {
        await signInAs(page, say, 'IT Admin')
        const addresses = await allAddresses(page)
        for (const address of addresses) {
          // One screen that is never finished hides no other.
          await opened(page, address)
            .then(() => examine(address))
            .catch((trouble: Error) => troubles.push(`${address}: ${trouble.message}`))
        }
        expect(addresses.length).toBeGreaterThan(screens.length)
      })
      expect(troubles).toEqual([])
      expect(complaints).toEqual([])
    })
  })
}

/** What no rule of axe finds: words that are missing, a page wider than its window. */
async function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const keys = document.body.innerText.match(/(?<![\w@./-])(?:app|field|choice|module|[a-z]+\.ui)\.[a-zA-Z][\w.]*/g) ?? []
    const wide = root.scrollWidth > root.clientWidth ? [`is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`] : []
    return [...[...new Set(keys)].map((key) => `shows the key ${key}`), ...wide]
  })
}
