import { day as dayOf } from '../../../core/kernel/day.ts'
import { decimal } from '../../../core/kernel/decimal.ts'
import { isCurrency } from '../../../core/kernel/money.ts'
import { ecb } from '../../../core/rates/sources.ts'
import { isArchive, readDirectory, unpack } from '../spreadsheets/archive.ts'
import { SheetTrouble } from '../spreadsheets/sheet.ts'
import { readRatesCsv } from './ecb-csv.ts'
import { readRatesXml } from './ecb-xml.ts'
import { RateTrouble, type RateDay, type RateFile, type RateFileTrouble } from './rate-days.ts'

/** Since 1999 the ECB has published about 7,000 days: 8 MB of XML. */
export const largestRateFile = 40_000_000
/** A day has some forty currencies. */
const mostRates = 1_000_000

/** Reads what the ECB publishes, whichever of its forms it is in. */
export async function readRateFile(bytes: Uint8Array): Promise<RateFile | RateFileTrouble> {
  try {
    if (bytes.length > largestRateFile) throw new RateTrouble('tooLarge', { limit: String(largestRateFile) })
    return cleaned(await readDays(isArchive(bytes) ? await unpacked(bytes) : bytes))
  } catch (error) {
    if (error instanceof RateTrouble) return { fault: error.fault, about: error.about }
    throw error
  }
}
export const isTrouble = (read: RateFile | RateFileTrouble): read is RateFileTrouble => 'fault' in read

function readDays(bytes: Uint8Array): Promise<readonly RateDay[]> {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('utf8').replace(/^\ufeff/, '').trimStart() // prettier-ignore
  if (start.startsWith('<')) return readRatesXml(bytes)
  if (/^"?date"?\s*,/i.test(start)) return readRatesCsv(bytes)
  throw new RateTrouble('notRates', { why: 'neither XML nor CSV of the ECB' })
}

/** The one file of rates in a zip. Sizes are checked before and after unpacking. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const parts = [...readDirectory(bytes).values()].filter(({ path }) => /\.(csv|xml)$/i.test(path))
    const [only] = parts
    if (!only || parts.length > 1) throw new RateTrouble('notRates', { why: 'a zip with one CSV or XML file' })
    if (only.encrypted || only.unpacked > largestRateFile) throw new RateTrouble('tooLarge', { limit: String(largestRateFile) })
    return await unpack(bytes, only)
  } catch (error) {
    if (error instanceof SheetTrouble)
      throw new RateTrouble(error.fault.fault === 'tooLarge' ? 'tooLarge' : 'brokenArchive', error.fault.about)
    throw error
  }
}

/** Only days, currencies of today and rates above nothing get in; a day that is there twice is no file of the ECB. */
function cleaned(found: readonly RateDay[]): RateFile {
  const unknown = new Set<string>()
  const seen = new Set<string>()
  let rates = 0
  const days = found.map(({ day, values }) => {
    if (dayOf(day) === undefined || seen.has(day)) throw new RateTrouble('notRates', { why: `day ${day.slice(0, 40)}` })
    seen.add(day)
    const known = values.filter(([currency, value]) => {
      const rate = decimal(value)
      if (!/^[A-Z]{3}$/.test(currency) || rate === undefined || rate.lte(0))
        throw new RateTrouble('notRates', { why: `${day}: ${currency.slice(0, 20)} ${value.slice(0, 40)}` })
      if (!isCurrency(currency)) unknown.add(currency)
      return isCurrency(currency) && currency !== 'EUR'
    })
    rates += known.length
    if (rates > mostRates) throw new RateTrouble('tooLarge', { limit: String(mostRates) })
    if (new Set(known.map(([currency]) => currency)).size < known.length)
      throw new RateTrouble('notRates', { why: `${day}: a currency twice` })
    return { day, values: known }
  })
  if (rates === 0) throw new RateTrouble('empty')
  return { source: ecb, days: days.sort((a, b) => (a.day < b.day ? -1 : 1)), unknown: [...unknown].sort() }
}
