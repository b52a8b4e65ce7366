import { useEffect, useRef } from 'react'
import { grown } from './grown.ts'
import { useCulture, useHarmony } from './harmony.tsx'
import { useTasks } from './tasks.ts'
import { useSay, wordOr } from './words.ts'

/** On the desktop, tells whoever works in another program that more waits for them. */
export function useNotices(): void {
  const { port } = useHarmony()
  const say = useSay()
  const culture = useCulture()
  const counted = useTasks().flatMap(({ entry, count }) => (count === null ? [] : [{ entry, count }]))
  const counts = new Map(counted.map(({ entry, count }) => [entry.opens, count]))
  const state = JSON.stringify([...counts])
  const seen = useRef<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    const more = grown(seen.current, counts)
    seen.current = counts
    if (!port.notify || more.length === 0 || document.hasFocus()) return
    const lines = counted
      .filter(({ entry }) => more.includes(entry.opens))
      .slice(0, 3)
      .map(({ entry, count }) => `${wordOr(say, entry.word, entry.word)}: ${culture.count(count)}`)
    void port.notify(say('app.notice.waits'), lines.join('\n')).catch(() => undefined)
  }, [state])
}
