/** Where the desktop's page lives. The scheme is ours alone and reaches no network. */
export const scheme = 'app'
export const origin = `${scheme}://harmony`

/** Compared by parts: `URL.origin` of a custom scheme is the text "null", and a prefix would let `app://harmony.evil` in. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && `${url.protocol}//${url.host}` === origin && url.username === '' && url.password === ''
}
