const headings = ['Customer', 'Contract', 'Line', 'Product', 'Qty', 'Unit price', 'Currency', 'Frequency', 'Billing', 'Anchor', 'Start', 'End', 'Billed to', 'Tax', 'PO number'] // prettier-ignore
const usual: Readonly<Record<string, string>> = {
  Customer: 'Race Ltd', Contract: 'RC-1', Line: '1', Product: 'M365-A', Qty: '1', Currency: 'GBP', Frequency: 'Monthly', Billing: 'Arrears', Anchor: 'Calendar', Start: '2026-01-01', 'Billed to': '2026-10-31', Tax: 'S20',
} // prettier-ignore
const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A sheet of contracts whose rows are as usual but for what is given. */
export const sheetOf = (rows: readonly Readonly<Record<string, string>>[], more: readonly string[] = []): Buffer =>
  Buffer.from([[...headings, ...more], ...rows.map((row) => [...headings, ...more].map((name) => row[name] ?? usual[name] ?? ''))].map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n') // prettier-ignore
