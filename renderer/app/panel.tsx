import { useEffect, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { store, useStore } from './store.ts'

// The context panel is one place of the shell; whichever screen has something for it draws into it.
interface Panel {
  readonly place: HTMLElement | null
  readonly title: string | null
  readonly onClose: (() => void) | null
}
const panel = store<Panel>({ place: null, title: null, onClose: null })
export const panelOpen = store(true)
export const usePanel = (): Panel => useStore(panel)
export const placePanel = (place: HTMLElement | null): void => panel.set((now) => ({ ...now, place }))

/** Shows its children in the panel beside the screen as long as it is drawn. */
export function ContextPanel({ title, onClose, children }: { title: string; onClose?: () => void; children: ReactNode }) {
  const { place } = usePanel()
  useEffect(() => {
    panel.set((now) => ({ ...now, title, onClose: onClose ?? null }))
    panelOpen.set(true)
  }, [title, onClose])
  useEffect(() => () => panel.set((now) => ({ ...now, title: null, onClose: null })), [])
  return place ? createPortal(children, place) : null
}
