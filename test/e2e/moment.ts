import { openHttp } from '../../main/doors/http.ts'
import { freshHouse, type House } from '../world/house.ts'
import { openBrowser, visit, type Looks, type Visit } from './browser.ts'
import { signInAs } from './company.ts'
import { sayIn, type Language, type Say } from './words.ts'

/** The demo group at a moment that the test chooses, within its own process; a door for browsers, and a browser before it. */
export interface Moment {
  readonly house: House
  /** Somebody of the group, in a window of their own. */
  comesIn(name: string, language: Language, looks: Looks): Promise<{ readonly visited: Visit; readonly say: Say }>
  end(): Promise<void>
}

export async function demoAt(at: string, name: string): Promise<Moment> {
  const browser = await openBrowser()
  const house = await freshHouse('sqlite', name, { at: () => at as never, shape: 'hub' })
  await house.do('demo.seed')
  const door = await openHttp(house.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000 })
  return {
    house,
    comesIn: async (person, language, looks) => {
      const visited = await visit(browser, door.address, looks)
      const say = sayIn(language)
      await signInAs(visited.page, say, person)
      return { visited, say }
    },
    end: async () => {
      await browser.close()
      await door.close()
      await house.close()
    },
  }
}
