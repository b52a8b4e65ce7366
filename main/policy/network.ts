import type { SettingValues } from '../../core/support/settings.ts'

type ProxyValues = Pick<SettingValues, 'ProxyMode' | 'ProxyServer' | 'ProxyPacUrl' | 'ProxyBypass'>
export type Environment = Readonly<Record<string, string | undefined>>

/** A proxy as Electron's sessions take it. */
export interface ProxyConfig {
  readonly mode: 'system' | 'direct' | 'fixed_servers' | 'pac_script'
  readonly proxyRules?: string
  readonly pacScript?: string
  readonly proxyBypassRules?: string
}

/** How the shell reaches the network. A mode whose server or script is missing is as if nothing were said. */
export function proxyConfig({ ProxyMode, ProxyServer, ProxyPacUrl, ProxyBypass }: ProxyValues): ProxyConfig {
  const bypass = ProxyBypass.length === 0 ? {} : { proxyBypassRules: ProxyBypass.join(',') }
  if (ProxyMode === 'direct') return { mode: 'direct' }
  if (ProxyMode === 'fixed' && ProxyServer !== null) return { mode: 'fixed_servers', proxyRules: ProxyServer, ...bypass }
  if (ProxyMode === 'pac' && ProxyPacUrl !== null) return { mode: 'pac_script', pacScript: ProxyPacUrl, ...bypass }
  return { mode: 'system' }
}

const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'] as const

/** The variables by which Node's own connections find a proxy. What the system says stands there already, put by whoever started the process. */
export function proxyEnvironment({ ProxyMode, ProxyServer, ProxyBypass }: ProxyValues, environment: Environment): Record<string, string> {
  if (ProxyMode === 'direct') return {}
  if (ProxyMode === 'fixed' && ProxyServer !== null) return variablesOf(addressOf(ProxyServer), ProxyBypass)
  return Object.fromEntries(variables.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
}

/** What a system or a script answered for an address, such as `PROXY proxy.example.com:3128; DIRECT`: the first way counts. */
export function environmentOf(resolved: string, bypass: readonly string[]): Record<string, string> {
  const [, kind, server] = /^\s*(PROXY|HTTPS)\s+([^\s;]+)/i.exec(resolved) ?? []
  return server === undefined ? {} : variablesOf(`${kind!.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${server}`, bypass)
}

const addressOf = (server: string): string => (server.includes('://') ? server : `http://${server}`)
const variablesOf = (proxy: string, bypass: readonly string[]): Record<string, string> => ({
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  // This machine itself is never behind a proxy.
  NO_PROXY: ['localhost', '127.0.0.1', '::1', ...bypass.filter((rule) => !rule.startsWith('<'))].join(','),
})
