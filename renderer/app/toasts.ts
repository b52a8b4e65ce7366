import { store, useStore } from './store.ts'

export interface Toast {
  readonly id: number
  readonly tone: 'ok' | 'info' | 'danger'
  readonly text: string
  readonly lead?: string
  readonly action?: { readonly word: string; readonly does: () => void }
}
const shown = store<readonly Toast[]>([])
export const useToasts = (): readonly Toast[] => useStore(shown)
let last = 0
export function toast(what: Omit<Toast, 'id'>): void {
  const id = ++last
  shown.set((now) => [...now.slice(-3), { ...what, id }])
  announce(what.lead ? `${what.text} ${what.lead}` : what.text)
  // Trouble stays until it is put away; everything else leaves after the ten seconds that an undo has.
  if (what.tone !== 'danger') setTimeout(() => dismiss(id), what.action ? 10_000 : 5_000)
}
export const dismiss = (id: number): void => shown.set((now) => now.filter((t) => t.id !== id))

/** What a screen reader says without the focus moving. */
export const announcement = store('')
export function announce(text: string): void {
  // The same sentence twice would not be read twice.
  announcement.set((now) => (now === text ? `${text} ` : text))
}
