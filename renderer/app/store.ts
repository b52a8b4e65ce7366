import { useSyncExternalStore } from 'react'

/** A value that screens watch. The few things that are neither the host's answers nor the address live in these. */
export interface Store<T> {
  get(): T
  set(next: T | ((now: T) => T)): void
  subscribe(listener: () => void): () => void
}
export function store<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const made = typeof next === 'function' ? (next as (now: T) => T)(value) : next
      if (Object.is(made, value)) return
      value = made
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
export const useStore = <T>(of: Store<T>): T => useSyncExternalStore(of.subscribe, of.get)

/** A store kept in this browser, for comforts only (widths, favourites): losing it loses no work. */
export function kept<T>(key: string, first: T): Store<T> {
  const full = `harmony.${key}`
  const made = store<T>(read(full, first))
  made.subscribe(() => {
    try {
      localStorage.setItem(full, JSON.stringify(made.get()))
    } catch {
      // A full or forbidden storage costs only the comfort.
    }
  })
  return made
}
function read<T>(key: string, first: T): T {
  try {
    const text = localStorage.getItem(key)
    return text === null ? first : (JSON.parse(text) as T)
  } catch {
    return first
  }
}
