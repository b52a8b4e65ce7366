import type { ComponentType } from 'react'
import type { Zone } from '../../core/kernel/operation.ts'

/** One entry of the menus. `renderer/modules/<module>/menu.ts` exports `entries`. */
export interface MenuEntry {
  readonly zone: Zone
  readonly group: 'task' | 'activity' | 'resource'
  /** Key of its word, the manifest's (`invoices`, `billing.review`). */
  readonly word: string
  /** Route path, `/billing/runs`, or an automatic list, `/list/invoices`. */
  readonly opens: string
  /** Without it the entry is absent; `null` is for anyone signed in. */
  readonly permit: string | null
  /** The task that it counts, as `desk.tasks` names it. */
  readonly task?: string
  /** Low ones first. */
  readonly order: number
  /** The letter after G, or the `C` action's place: `{ go: 'I' }`. */
  readonly shortcut?: string
  readonly icon?: string
}
/** One thing that + New and C offer. `menu.ts` may export `creates`. */
export interface Creates {
  readonly zone: Zone
  readonly word: string
  /** A form: `/do/<operation>`, or a screen of the module. */
  readonly opens: string
  readonly permit: string | null
  readonly order: number
  /** The list that it is made for, where its address does not lead back to one: `quotes.list`. */
  readonly list?: string
}
/** `renderer/modules/<module>/screens.tsx` exports `screens`; `component` is a lazy import of a file of its own, so each is a chunk. */
export interface Screen {
  /** With `$name` for what the address carries: `/billing/runs/$run`. */
  readonly path: string
  readonly component: () => Promise<{ readonly default: ComponentType }>
  /** Word of the breadcrumb where no menu entry opens it. */
  readonly word?: string
  readonly permit?: string
}
/** Where a row of a view opens: `{ invoices: '/invoices/$id' }`. `menu.ts` may export `details`. */
export type Details = Readonly<Record<string, string>>

/** Files that may be dropped anywhere on the window, and the screen that takes them with `useDropped`. `menu.ts` may export `takes`. */
export interface Takes {
  /** Ends of names, in small letters and without the dot. */
  readonly endings: readonly string[]
  readonly opens: string
  readonly permit: string
}

interface MenuFile {
  readonly entries: readonly MenuEntry[]
  readonly creates?: readonly Creates[]
  readonly details?: Details
  readonly takes?: Takes
}
const menus = Object.values(import.meta.glob<MenuFile>('../modules/*/menu.ts', { eager: true }))
const screenFiles = Object.values(import.meta.glob<{ screens: readonly Screen[] }>('../modules/*/screens.tsx', { eager: true }))

/** `/list/billing.invoices` is `/list/billing/invoices` in the address: a dot would look like a file to a server that is asked for it. */
export const addressOf = (path: string): string => path.replace(/^\/(list|do)\/([^./?]+)\.([^./?]+)/, '/$1/$2/$3')
const addressed = <T extends { readonly opens: string }>(of: T): T => ({ ...of, opens: addressOf(of.opens) })

const byOrder = <T extends { readonly order: number }>(a: T, b: T): number => a.order - b.order
export const entries: readonly MenuEntry[] = menus.flatMap((m) => m.entries.map(addressed)).toSorted(byOrder)
export const creates: readonly Creates[] = menus.flatMap((m) => (m.creates ?? []).map(addressed)).toSorted(byOrder)
export const takes: readonly Takes[] = menus.flatMap((m) => (m.takes ? [addressed(m.takes)] : []))
export const details: Details = Object.assign({}, ...menus.map((m) => m.details ?? {})) as Details
export const screens: readonly Screen[] = screenFiles.flatMap((f) => f.screens)
/** Address of one row's own screen, where its view has one. */
export function detailPath(view: string, row: Readonly<Record<string, unknown>>): string | undefined {
  const path = details[view]
  return path?.replace(/\$(\w+)/g, (_hole, name: string) => encodeURIComponent(String(row[name] ?? '')))
}
