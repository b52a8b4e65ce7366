import { majorText } from '../kernel/money.ts'
import type { ExportBatch } from './batch.ts'

// What goes with a file: its control totals, in the language of the legal entity, as plain text that prints anywhere.

const phrases = {
  en: { title: 'Export of journals', entity: 'Legal entity', batch: 'Batch', target: 'For', period: 'Period', created: 'Created', by: 'by', file: 'File', hash: 'SHA-256', journals: 'Journals', lines: 'Lines', account: 'Account', group: 'Group account', debitSum: 'Debits', creditSum: 'Credits', balance: 'Balance', total: 'Total' },
  de: { title: 'Export von Buchungen', entity: 'Gesellschaft', batch: 'Stapel', target: 'Für', period: 'Zeitraum', created: 'Erstellt', by: 'von', file: 'Datei', hash: 'SHA-256', journals: 'Journale', lines: 'Zeilen', account: 'Konto', group: 'Konzernkonto', debitSum: 'Soll', creditSum: 'Haben', balance: 'Saldo', total: 'Summe' },
} as const // prettier-ignore

const programs = { datev: 'DATEV', sage50: 'Sage 50', sage200: 'Sage 200', xero: 'Xero', quickbooks: 'QuickBooks Online', businessCentral: 'Business Central', csv: 'CSV', json: 'JSON' } as const // prettier-ignore

const widths = [12, 14, 18, 18, 18] as const

/** The cover report of a batch. */
export function coverOf(batch: Omit<ExportBatch, 'cover'>, entityName: string, language: string): string {
  const say = phrases[language.startsWith('de') ? 'de' : 'en']
  const amount = (minor: bigint): string => majorText(batch.currency, minor)
  const row = (...cells: readonly string[]): string =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('').trimEnd() // prettier-ignore
  const creditSum = batch.totals.reduce((sum, total) => sum + total.creditSum, 0n)
  const line = '-'.repeat(widths.reduce((sum, width) => sum + width, 0))
  return [
    `${say.title} ${batch.number}`,
    '',
    `${say.entity}: ${entityName} (${batch.entity})`,
    `${say.target}: ${programs[batch.target]}`,
    `${say.period}: ${batch.from} - ${batch.to}`,
    `${say.created}: ${batch.createdAt} ${say.by} ${batch.createdBy}`,
    `${say.file}: ${batch.file.name} (${batch.file.size})`,
    `${say.hash}: ${batch.file.hash}`,
    `${say.journals}: ${batch.journals}   ${say.lines}: ${batch.lines}   ${batch.currency}`,
    '',
    row(say.account, say.group, say.debitSum, say.creditSum, say.balance),
    line,
    ...batch.totals.map((t) => row(t.localAccount, t.account, amount(t.debitSum), amount(t.creditSum), amount(t.debitSum - t.creditSum))),
    line,
    row(say.total, '', amount(batch.debitSum), amount(creditSum), amount(batch.debitSum - creditSum)),
    '',
  ].join('\r\n')
}
