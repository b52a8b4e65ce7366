import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Device-independent pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface WindowPlace extends Rectangle {
  readonly maximized: boolean
  /** How large the page is drawn; 1 is as it comes. */
  readonly zoom?: number
}

const least = { width: 960, height: 600 }
const usual = { width: 1440, height: 900 }
/** Of a window's title bar at least this much must be within reach on a screen (pixels). */
const reach = 120

const isPlace = (raw: unknown): raw is WindowPlace => {
  if (typeof raw !== 'object' || raw === null) return false
  const { x, y, width, height, maximized } = raw as Record<string, unknown>
  return [x, y, width, height].every((n) => Number.isSafeInteger(n)) && typeof maximized === 'boolean'
}

/** Where the window opens: where it was, as long as a screen is still there, and never larger than that screen. */
export function placeWindow(
  saved: unknown,
  screens: readonly Rectangle[],
): WindowPlace | { readonly width: number; readonly height: number; readonly maximized: false } {
  const first = screens[0] ?? { x: 0, y: 0, ...usual }
  const fallback = { width: Math.min(usual.width, first.width), height: Math.min(usual.height, first.height), maximized: false as const }
  if (!isPlace(saved)) return fallback
  const on = screens.find(
    (screen) =>
      saved.x + saved.width - reach >= screen.x &&
      saved.x + reach <= screen.x + screen.width &&
      saved.y >= screen.y &&
      saved.y + reach <= screen.y + screen.height,
  )
  if (!on) return fallback
  return {
    x: saved.x,
    y: saved.y,
    width: Math.min(Math.max(saved.width, least.width), on.width),
    height: Math.min(Math.max(saved.height, least.height), on.height),
    maximized: saved.maximized,
  }
}
export const leastSize = least

/** How large the page was drawn in the window that closed last, within what can still be read and reached. */
export function zoomOf(saved: unknown): number {
  const zoom = typeof saved === 'object' && saved !== null ? (saved as { zoom?: unknown }).zoom : undefined
  return typeof zoom === 'number' && Number.isFinite(zoom) ? Math.min(Math.max(zoom, 0.5), 3) : 1
}

export function readPlace(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
/** Losing the place of a window is no reason to disturb anybody. */
export function keepPlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place))
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}
