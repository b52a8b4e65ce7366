import { environmentOf, proxyConfig, type ProxyConfig } from '../policy/network.ts'
import type { SettingValues } from '../../core/support/settings.ts'

interface Proxied {
  setProxy(config: ProxyConfig): Promise<void>
}
/** Where the shell looks up which way leads out, as long as no hub is set. */
const anywhere = 'https://www.apache.org/'

/**
 * Sets the proxy of everything that Chromium fetches, and answers the variables by which the core's process, which is not Chromium, goes the same way.
 * Nothing of it keeps Harmony from starting.
 */
export async function reachNetwork(
  shell: { readonly app: Proxied; readonly session: Proxied & { resolveProxy(address: string): Promise<string> } },
  values: SettingValues,
  log: (event: string, facts: Readonly<Record<string, unknown>>) => void,
): Promise<Readonly<Record<string, string>>> {
  try {
    const config = proxyConfig(values)
    await Promise.all([shell.app.setProxy(config), shell.session.setProxy(config)])
    return environmentOf(await shell.session.resolveProxy(values.HubUrl ?? anywhere), values.ProxyBypass)
  } catch (error) {
    log('no proxy', { error })
    return {}
  }
}
