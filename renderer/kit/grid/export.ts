import { isCurrency, majorText } from '../../../core/kernel/money.ts'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import type { Column, Row } from './columns.ts'

// Data for programs: ISO days, a decimal point, no groups, commas between; with a byte-order mark so that spreadsheets read UTF-8.
const mark = '\ufeff'
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
// A spreadsheet would run text that begins like a formula.
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function plain(plan: FieldPlan, value: unknown, row: Row): string {
  if (value === null || value === undefined) return ''
  if (plan.kind === 'minor') return majorOf(String(row[plan.currencyIn ?? '']), String(value))
  if (plan.kind === 'money') {
    const { currency, minor } = value as { currency: string; minor: string }
    return majorOf(currency, minor)
  }
  if (['count', 'decimal', 'flag', 'day', 'instant'].includes(plan.kind)) return String(value)
  if (plan.kind === 'many') return harmless((value as readonly unknown[]).map((v) => plain(plan.inner!, v, row)).join('; '))
  return harmless(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
const majorOf = (currency: string, minor: string): string => (isCurrency(currency) ? majorText(currency, BigInt(minor)) : minor)

/** The columns of a row; an amount is followed by its currency where no column says it. */
export function csvOf(columns: readonly Column[], rows: readonly Row[], currencyWord: string): string {
  const named = new Set(columns.map((c) => c.name))
  const own = (c: Column): boolean => c.plan.kind === 'money' || (c.plan.kind === 'minor' && !named.has(c.plan.currencyIn ?? ''))
  const head = columns.flatMap((c) => (own(c) ? [c.word, currencyWord] : [c.word]))
  const lines = rows.map((row) =>
    columns.flatMap((c) => {
      const value = row[c.name]
      const currency = c.plan.kind === 'money' ? (value as { currency?: string } | null)?.currency : row[c.plan.currencyIn ?? '']
      return own(c) ? [plain(c.plan, value, row), String(currency ?? '')] : [plain(c.plan, value, row)]
    }),
  )
  return mark + [head, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n') + '\r\n'
}
export function saveText(text: string, name: string, mime: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mime }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
