import { useEffect, useRef } from 'react'
import { preferences } from './preferences.ts'
import { store, useStore } from './store.ts'

export interface KeyBinding {
  /** `Ctrl K`, `Alt ?`, `G I` (one after the other), `/`, `Shift ArrowDown`. `Ctrl` is Cmd on a Mac. */
  readonly keys: string
  /** What it does, said. Without a word it is left out of the sheet. */
  readonly word?: string
  readonly group?: 'everywhere' | 'list' | 'go' | 'form'
  /** `false`: not mine, let others have it. */
  readonly does: (event: KeyboardEvent) => void | boolean
}
const layers = store<readonly { readonly current: readonly KeyBinding[] }[]>([])
export const useBindings = (): readonly KeyBinding[] => useStore(layers).flatMap((l) => l.current)

/** Binds keys as long as the caller is on screen; the latest one wins. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    layers.set((now) => [...now, latest])
    return () => layers.set((now) => now.filter((l) => l !== latest))
  }, [])
}

/** Someone is writing: letters are text, not commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="combobox"],[role="menu"],[role="listbox"]')) return true
  return target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"]):not([type="button"])')
}
// A dialog takes the keyboard to itself: shortcuts of the screen below would act on what is not seen.
const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"][aria-modal="true"]') !== null

const modified = (e: KeyboardEvent): boolean => e.ctrlKey || e.metaKey || e.altKey
function matches(stroke: string, e: KeyboardEvent): boolean {
  const parts = stroke.split('+')
  const key = parts.at(-1)!
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier)
  if (wants('Ctrl') !== (e.ctrlKey || e.metaKey) || wants('Alt') !== e.altKey) return false
  // Where a sign sits behind Shift differs from keyboard to keyboard, so Shift counts only for letters and named keys.
  if (/^[a-z]$/i.test(key) || key.length > 1) if (wants('Shift') !== e.shiftKey) return false
  return key.length === 1 ? e.key.toLowerCase() === key.toLowerCase() : e.key === key
}
/** `Ctrl K` is one stroke, `G I` two. */
export function strokesOf(keys: string): string[] {
  const strokes: string[] = []
  let held = ''
  for (const part of keys.split(' ')) {
    if (part === 'Ctrl' || part === 'Alt' || part === 'Shift') held += `${part}+`
    else {
      strokes.push(held + (part === 'Space' ? ' ' : part))
      held = ''
    }
  }
  return strokes
}

let pending: { readonly stroke: string; readonly until: number } | null = null
export function onKeyDown(e: KeyboardEvent): void {
  if (e.defaultPrevented || e.isComposing || e.getModifierState('AltGraph')) return
  const single = !modified(e) && e.key.length === 1
  const free = !isTyping(e.target) && !inDialog(e.target)
  if (single && (!free || !preferences.get().singleKeys)) return
  if (!single && inDialog(e.target)) return
  const before = pending && pending.until > performance.now() ? pending.stroke : null
  pending = null
  for (const { current } of layers.get().toReversed())
    for (const binding of current) {
      const strokes = strokesOf(binding.keys)
      const fits =
        strokes.length === 2
          ? before !== null && strokes[0]!.toLowerCase() === before && matches(strokes[1]!, e)
          : before === null && matches(strokes[0]!, e)
      if (fits && binding.does(e) !== false) return e.preventDefault()
    }
  if (single && free && before === null && layers.get().some((l) => l.current.some((b) => startsSequence(b.keys, e.key))))
    pending = { stroke: e.key.toLowerCase(), until: performance.now() + 1_200 }
}
const startsSequence = (keys: string, key: string): boolean => {
  const strokes = strokesOf(keys)
  return strokes.length === 2 && strokes[0]!.toLowerCase() === key.toLowerCase()
}

/** F6 walks through the regions of the window, as desktop programs do. */
export function nextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (r) => r.offsetParent !== null || r.getClientRects().length > 0,
  )
  const at = regions.findIndex((r) => r.contains(document.activeElement))
  const next = regions[(at + (backwards ? -1 : 1) + regions.length) % regions.length]
  if (!next) return
  const inside = next.querySelector<HTMLElement>('[data-region-focus], a[href], button:not([disabled]), input, [tabindex="0"]')
  ;(inside ?? next).focus()
}
