import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { store } from './store.ts'

/** Asked when someone is about to leave what is not saved: drawn by the shell. */
export interface Leaving {
  readonly stay: () => void
  readonly leave: () => void
}
export const leaving = store<Leaving | null>(null)

/** Keeps people from losing what they typed. The answer lets go at once, for a form that has just been sent. */
export function useGuard(dirty: boolean): () => void {
  const held = useRef(dirty)
  held.current = dirty
  const blocker = useBlocker({
    // A change of filters or tabs in the address is no leaving.
    shouldBlockFn: ({ current, next }) => held.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => held.current,
    withResolver: true,
  })
  const { status, proceed, reset } = blocker
  useEffect(() => {
    if (status !== 'blocked') return
    leaving.set({ stay: () => reset?.(), leave: () => proceed?.() })
    return () => leaving.set(null)
  }, [status, proceed, reset])
  return () => {
    held.current = false
  }
}
