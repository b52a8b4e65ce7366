import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { standIn, type Issuer } from '../doors/issuer.ts'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks } from './browser.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(120_000)

inBrowser('signing in by the provider of the organisation, in the browser', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-provider-'))
  let browser: Browser
  let hub: Hub
  let issuer: Issuer
  beforeAll(async () => {
    const secret = path.join(folder, 'secret')
    writeFileSync(secret, 'kept in a file\n', { mode: 0o600 })
    ;[browser, issuer] = await Promise.all([openBrowser(), standIn()])
    hub = await foundHub('sqlite', 'e2e-provider', 'empty', ['--oidc-secret-file', secret])
    await hub.call('people.createUser', { login: 'ben@example.com', name: 'Ben Ode', roles: ['auditor'] })
    await hub.call('people.saveSignInRules', { secondFactor: 'optional', roles: [], openidIssuer: issuer.address, clientId: 'harmony', claim: 'email', creates: false, newRoles: [], groupsClaim: null, groupRoles: [] }) // prettier-ignore
  })
  afterAll(async () => {
    issuer?.close()
    await hub?.end()
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['en', { locale: 'en-GB' }],
    ['de', { locale: 'de-DE', phone: true, dark: true }],
  ] as const)(
    'brings in whom the company knows, and tells everybody else that they are not known, in %s',
    async (language, looks: Looks) => {
      const say = sayIn(language)
      const visited = await visit(browser, hub.address, looks)
      const { page } = visited
      const away = page.getByRole('button', { name: say('app.signIn.provider', { name: '127.0.0.1' }) })
      await pictured(page, async () => {
        issuer.next.claims = { email: 'nobody@example.com', sub: 'subject-2' }
        await page.goto('/')
        await page.getByRole('button', { name: say('app.demo.password') }).click()
        await away.click()
        await page.getByText(say('app.signIn.providerTrouble')).waitFor()
        expect(await axe(page)).toEqual([])
        issuer.next.claims = {}
        await away.click()
        await page.getByRole('button', { name: new RegExp(say('app.account')) }).waitFor()
        await page.goto('/account')
        await page.getByText('ben@example.com').first().waitFor()
        expect(await axe(page)).toEqual([])
      })
      await visited.close()
    },
  )
})
