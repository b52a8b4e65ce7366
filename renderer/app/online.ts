import { store, useStore } from './store.ts'

/** How the line to the host stands. `since`: when it broke, ISO. */
export interface Line {
  readonly state: 'online' | 'reconnecting' | 'offline'
  readonly since: string | null
}
const line = store<Line>({ state: 'online', since: null })
export const useLine = (): Line => useStore(line)
export const lineNow = (): Line => line.get()
export const watchLine = (listener: () => void): (() => void) => line.subscribe(listener)

export function lineWorks(): void {
  if (line.get().state !== 'online') line.set({ state: 'online', since: null })
}
// A short break (a laptop that wakes, a hub that restarts) is told as reconnecting; only after a while is it called offline.
const patience = 4_000
let timer: ReturnType<typeof setTimeout> | undefined
export function lineBroke(): void {
  const now = line.get()
  if (now.state !== 'online') return
  const since = new Date().toISOString()
  line.set({ state: 'reconnecting', since })
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (line.get().state === 'reconnecting') line.set({ state: 'offline', since })
  }, patience)
}
