const usual = new Map<string, Readonly<Record<string, number>>>()

/** Widths of the first meeting, for columns that say more than their kind does. What the person made of them stands before these. */
export function firstWidths(view: string, widths: Readonly<Record<string, number>>): void {
  usual.set(view, { ...widths, ...usual.get(view) })
}
export const firstWidthsOf = (view: string): Readonly<Record<string, number>> => usual.get(view) ?? {}
