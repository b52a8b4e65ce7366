import { useSyncExternalStore } from 'react'

const queries = new Map<string, MediaQueryList>()
function queryFor(media: string): MediaQueryList {
  let made = queries.get(media)
  if (!made) queries.set(media, (made = window.matchMedia(media)))
  return made
}
/** The window is at most so many pixels wide. */
export function useNarrow(pixels: number): boolean {
  const query = queryFor(`(max-width: ${pixels}px)`)
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
