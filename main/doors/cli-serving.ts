import type { Options } from './cli.ts'

/** Options of `harmony serve`. */
export const serving: Options = {
  port: { type: 'string', value: 'PORT', says: '4400 unless given; 0 takes any free one' },
  host: { type: 'string', value: 'ADDRESS', says: 'address to listen on; 127.0.0.1 unless given. Others need TLS' },
  'host-name': {
    type: 'string',
    multiple: true,
    value: 'NAME',
    says: 'name under which browsers reach the hub; may be given several times',
  },
  'tls-cert': { type: 'string', value: 'FILE', says: 'certificate chain (PEM); else systemd’s credential tls-cert' },
  'tls-key': { type: 'string', value: 'FILE', says: 'private key (PEM); else systemd’s credential tls-key' },
  'metrics-port': {
    type: 'string',
    value: 'PORT',
    says: 'figures for Prometheus at http://127.0.0.1:PORT/metrics, for this machine alone',
  },
  'metrics-token-file': {
    type: 'string',
    value: 'FILE',
    says: 'first line: the token that /metrics of the hub asks for; without one there is none. Else systemd’s credential metrics-token',
  },
  'open-demo': { type: 'boolean', says: 'shows the demo company to other machines as well, where everybody may sign in as anybody' },
  'behind-proxy': { type: 'boolean', says: 'a reverse proxy on this machine or network ends TLS and sets X-Forwarded-For' },
  'oidc-secret-file': {
    type: 'string',
    value: 'FILE',
    says: 'first line: the client’s secret at the OpenID provider that the rules of signing in name. Else systemd’s credential oidc-secret',
  },
  'oidc-origin': {
    type: 'string',
    value: 'URL',
    says: 'https://name under which the provider sends people back; the address of their page unless given',
  },
  anchors: {
    type: 'string',
    value: 'DIR',
    says: 'folder outside the database that gets an anchor of the log every day (or HARMONY_ANCHORS); see audit',
  },
  'secrets-key': {
    type: 'string',
    value: 'FILE',
    says: 'file with the key of secrets in the database (0600); secrets.key in the data folder unless given',
  },
}
