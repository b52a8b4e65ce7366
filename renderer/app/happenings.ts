import { useEffect, useRef } from 'react'
import type { Happening } from '../../core/kernel/manifest.ts'

const listeners = new Set<(happening: Happening) => void>()
export const happened = (happening: Happening): void => {
  for (const listener of listeners) listener(happening)
}
/** Hears everything that is committed, as long as the caller is on screen. Most screens need not: `useAsk` stays fresh by itself. */
export function useHappenings(listener: (happening: Happening) => void): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const hear = (happening: Happening): void => latest.current(happening)
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [])
}
