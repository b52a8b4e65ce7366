import { useEffect, useRef } from 'react'
import { useGo } from './go.tsx'
import { useMay } from './harmony.tsx'
import { takes } from './menu.ts'
import { store, useStore } from './store.ts'
import { toast } from './toasts.ts'
import { useSay } from './words.ts'

/** A file that somebody let fall anywhere on the window, until the screen that it is for takes it. */
const dropped = store<File | null>(null)
export const fileOver = store(false)

/** Hands a dropped file to the screen that is for it, once. */
export function useDropped(take: (file: File) => void): void {
  const file = useStore(dropped)
  useEffect(() => {
    if (!file) return
    dropped.set(null)
    take(file)
  }, [file])
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
/** The screen that takes a file of this name; `undefined`: none does. */
export const takerOf = (name: string, may: (permit: string) => boolean): string | undefined =>
  takes.find(({ endings, permit }) => may(permit) && endings.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase()))?.opens

/** Files may be dropped anywhere: what a field or a box on the screen takes for itself goes there, everything else to the screen that imports it. */
export function useDrops(): void {
  const now = { say: useSay(), go: useGo(), may: useMay() }
  const latest = useRef(now)
  latest.current = now
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      // Without this the browser would open the file in the place of the page.
      fileOver.set(!event.defaultPrevented)
      event.preventDefault()
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) fileOver.set(false)
    }
    const drop = (event: DragEvent): void => {
      fileOver.set(false)
      if (!carriesFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      const [file] = event.dataTransfer!.files
      if (!file) return
      const { say, go, may } = latest.current
      const opens = takerOf(file.name, may)
      if (opens === undefined) return toast({ tone: 'info', text: say('app.drop.none', { name: file.name }) })
      dropped.set(file)
      go(opens)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
}
