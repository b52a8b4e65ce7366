import type { MenuEntry } from '../../../../../renderer/app/menu.ts'

/** The inbox is the product's own; here it stands for the tasks of the other modules. */
export const entries: readonly MenuEntry[] = []
