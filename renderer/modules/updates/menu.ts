import type { MenuEntry } from '../../app/menu.ts'

/** Reached from the person's own menu and from the line that says that something is new. */
export const entries: readonly MenuEntry[] = []
