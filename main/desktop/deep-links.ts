/** The scheme by which other programs (mails, calendars, a colleague's chat) point into Harmony: `harmony://open/contracts/C-1001`. */
export const linkScheme = 'harmony'

const longest = 500
/** A part of a screen's address: letters, digits and what stands in document numbers. Never a dot alone, nothing encoded. */
const part = /^[A-Za-z0-9][\w.-]{0,79}$/
const mostParts = 6

/**
 * The screen that a link leads to, as a path of the page; `undefined` where it is no link of ours to the letter. A link only ever shows something: it carries no
 * query, no fragment and no operation that is carried out by opening it.
 */
export function routeOf(link: string): string | undefined {
  if (link.length > longest || /[\s%\\]/.test(link)) return undefined
  const url = URL.parse(link)
  if (!url || url.protocol !== `${linkScheme}:` || url.host !== 'open' || url.username !== '' || url.password !== '') return undefined
  // Read from the text too: a parser would already have taken `..` out.
  const parts = link.slice(`${linkScheme}://open/`.length).split('/')
  if (url.pathname !== `/${parts.join('/')}`) return undefined
  return parts.length <= mostParts && parts.every((one) => part.test(one)) ? `/${parts.join('/')}` : undefined
}

/** The screen of the link among the words of a start. The system gives one link at a time; two are nobody's wish. */
export function linkIn(words: readonly string[]): string | undefined {
  const links = words.filter((word) => word.toLowerCase().startsWith(`${linkScheme}:`))
  return links.length === 1 ? routeOf(links[0]!) : undefined
}

/** What a second start hands to the first, and its reading: another program of the same person could hand over anything. */
export interface HandOver {
  readonly v: 1
  readonly link: string | null
}
export const handOver = (words: readonly string[]): HandOver => {
  const route = linkIn(words)
  return { v: 1, link: route === undefined ? null : `${linkScheme}://open${route}` }
}
export function readHandOver(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || Object.keys(raw).toSorted().join() !== 'link,v') return undefined
  const { v, link } = raw as Partial<HandOver>
  return v === 1 && typeof link === 'string' ? routeOf(link) : undefined
}
