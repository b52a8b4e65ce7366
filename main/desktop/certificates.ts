interface Preventable {
  preventDefault(): void
}
/** What of Electron's `app` asks about certificates. `contents` may be null for requests that no page made. */
export interface CertificateAsker {
  on(
    event: 'certificate-error',
    listener: (event: Preventable, contents: unknown, url: string, error: string, certificate: unknown, decide: (trusted: boolean) => void) => void,
  ): unknown
  on(
    event: 'select-client-certificate',
    listener: (event: Preventable, contents: unknown, url: string, list: readonly unknown[], choose: (certificate?: undefined) => void) => void,
  ): unknown
} // prettier-ignore

/** A certificate that the system does not trust stays untrusted, and a page shows none of the person's own: what the hub knows a device by is its key. */
export function guardCertificates(app: CertificateAsker, log: (event: string, facts: Readonly<Record<string, unknown>>) => void): void {
  const hostOf = (url: string): string => URL.parse(url)?.host ?? ''
  app.on('certificate-error', (event, _contents, url, error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
    log('certificate refused', { host: hostOf(url), error })
  })
  app.on('select-client-certificate', (event, _contents, url, _list, choose) => {
    event.preventDefault()
    choose()
    log('certificate of the person not shown', { host: hostOf(url) })
  })
}
