/** What a list shows at the first meeting, in order: `{ 'orders.list': ['number', 'customerName'] }`. A module may have them in `columns.ts`. */
export type FirstColumns = Readonly<Record<string, readonly string[]>>

// Beside the menus, which everybody waits for: only a list asks for them.
const files = Object.values(import.meta.glob<{ columns: FirstColumns }>('../modules/*/columns.ts', { eager: true }))
export const columns: FirstColumns = Object.assign({}, ...files.map((file) => file.columns)) as FirstColumns
