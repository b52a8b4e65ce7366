import { Secret, TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(120_000)
const password = 'correct horse battery'
const desks: Readonly<Record<string, string>> = { en: '4fb2'.repeat(16), de: '91c7'.repeat(16) }

inBrowser('a second factor in the browser', () => {
  let browser: Browser
  let hub: Hub
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'e2e-factor', 'empty')
    for (const login of ['en.person', 'de.person'])
      await hub.call('people.createUser', { login, name: 'Ada Lovelace', roles: ['administrator'], password })
    // Two desktops that ask for the company's key.
    for (const key of ['en', 'de']) await hub.call('people.presentComputer', { publicKey: desks[key], name: `desk-${key}` })
  })
  afterAll(async () => {
    await hub?.end()
    await browser?.close()
  })

  it.each([
    ['en', { locale: 'en-GB' }],
    ['de', { locale: 'de-DE', phone: true, dark: true }],
  ] as const)('is set up from the picture and signs in with a code, in %s', async (language, looks: Looks) => {
    const say = sayIn(language)
    const visited: Visit = await visit(browser, hub.address, looks)
    const { page } = visited
    await pictured(page, async () => {
      const byPassword = async (): Promise<void> => {
        await page.goto('/')
        await page.getByRole('button', { name: say('app.demo.password') }).click()
        await page.getByLabel(say('app.signIn.login')).fill(`${language}.person`)
        await page.locator('input[name=password]').fill(password)
        await page.getByRole('button', { name: say('app.signIn'), exact: true }).click()
      }
      await byPassword()
      await page.getByRole('button', { name: new RegExp(say('app.account')) }).waitFor()
      await page.goto('/account')
      await page.locator('input[name=factor-present]').fill(password)
      await page.getByRole('button', { name: say('people.beginSecondFactor') }).click()
      await page.getByRole('img', { name: say('people.ui.factorPicture', { login: `${language}.person` }) }).waitFor()
      const secret = Secret.fromBase32((await page.locator('output').first().innerText()).replace(/\s/g, ''))
      expect(await axe(page)).toEqual([])
      const code = (step = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + step * 30_000 })
      await page.locator('input[name=factor-code]').fill(code())
      await page.getByRole('button', { name: say('people.confirmSecondFactor') }).click()
      await page.getByText(say('people.ui.codesLead')).waitFor()
      const [recovery] = await page.locator('ul li', { hasText: /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/ }).allInnerTexts()
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: say('people.ui.kept') }).click()
      await visited.context.clearCookies()
      await byPassword()
      await page.getByRole('heading', { name: say('people.secondFactor') }).waitFor()
      expect(await axe(page)).toEqual([])
      await page.locator('input[name=code]').fill(recovery!)
      await page.getByRole('button', { name: say('app.signIn'), exact: true }).click()
      await page.getByRole('button', { name: new RegExp(say('app.account')) }).waitFor()
      // An administrator compares the code, and admits one of the computers that ask.
      await page.goto('/people/sign-in')
      const card = page.getByRole('region', { name: say('people.computers') })
      const code16 = desks[language]!.slice(0, 16).replace(/(.{4})(?=.)/g, '$1-')
      const admit = card.getByRole('button', { name: say('people.ui.admitThis', { code: code16 }) })
      await admit.waitFor()
      const shot = process.env['HARMONY_PICTURES']
      if (shot !== undefined) await page.screenshot({ path: `${shot}/computers-${language}.png`, fullPage: true })
      await admit.click()
      await admit.waitFor({ state: 'detached' })
      await card.getByRole('button', { name: say('people.ui.removeThis', { code: code16 }) }).waitFor()
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    })
    expect(visited.complaints.filter((one) => !/ 4\d\d /.test(one) && !/status of 4/.test(one))).toEqual([])
    await visited.close()
  })
})
