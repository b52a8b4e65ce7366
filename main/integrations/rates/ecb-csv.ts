import { CsvError, parse } from 'csv-parse/sync'
import { RateTrouble, type RateDay } from './rate-days.ts'

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** `2026-11-20` of the history, `20 November 2026` of the daily file. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text) ?? []
  const index = months.indexOf(month.toLowerCase())
  return index < 0 ? text : `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** `eurofxref.csv` and `eurofxref-hist.csv`: a heading of currencies, a row for each day; `N/A` where a currency was not quoted. Rows end with a comma. */
export async function readRatesCsv(bytes: Uint8Array): Promise<readonly RateDay[]> {
  const [heading, ...rows] = records(bytes)
  if (!heading) throw new RateTrouble('empty')
  const currencies = heading.slice(1)
  return rows.map(([day = '', ...values]) => ({
    day: isoDay(day),
    values: currencies.flatMap((currency, i): [string, string][] => {
      const value = values[i] ?? ''
      return currency === '' || value === '' || value === 'N/A' ? [] : [[currency, value]]
    }),
  }))
}

function records(bytes: Uint8Array): string[][] {
  try {
    return parse(Buffer.from(bytes), { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 10_000 })
  } catch (error) {
    if (error instanceof CsvError) throw new RateTrouble('notRates', { why: error.code })
    throw error
  }
}
