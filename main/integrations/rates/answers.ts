import { exactly } from '../../../core/kernel/decimal.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { fetchRateFile, rateFileDays, rateFileFacts, type Publication } from '../../../core/rates/files.ts'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'
import { fetchPublication, type Fetch } from './fetching.ts'
import type { RateFile, RateFileTrouble } from './rate-days.ts'
import { isTrouble, readRateFile } from './rate-file.ts'

/** Milliseconds after which an unused file is let go. */
const keptFor = 2 * 60_000

/** Answers the questions of the rates module: what a file of the ECB holds, its rates in portions, a file from the network. */
export function rateAnswerers(files: Pick<Files, 'get' | 'put'>, fetching: Fetch = fetch): Readonly<Record<string, Answerer>> {
  // An import asks for its days in portions, so the file is read once and kept while it is in use.
  let kept:
    { readonly hash: string; readonly read: Promise<RateFile | RateFileTrouble | undefined>; readonly release: NodeJS.Timeout } | undefined
  const forget = (): void => {
    clearTimeout(kept?.release)
    kept = undefined
  }
  const open = ({ hash }: FileRef): Promise<RateFile | RateFileTrouble | undefined> => {
    const read = kept?.hash === hash ? kept.read : readKept(files, hash)
    forget()
    kept = { hash, read, release: setTimeout(forget, keptFor).unref() }
    read.then((found) => (found === undefined || isTrouble(found)) && forget(), forget)
    return read
  }
  return {
    [rateFileFacts.question]: async (about) => {
      const { file, since } = about as { readonly file: FileRef; readonly since: string | null }
      return [factsOf(await open(file), since)]
    },
    [rateFileDays.question]: async (about) => {
      const { file, since, after, days: limit } = about as { readonly file: FileRef; readonly since: string | null; readonly after: string | null; readonly days: number } // prettier-ignore
      const read = await open(file)
      if (read === undefined || isTrouble(read)) throw new Error('the file of rates cannot be read any more')
      const wanted = read.days.filter(({ day }) => (since === null || day >= since) && (after === null || day > after)).slice(0, limit)
      return wanted.flatMap(({ day, values }) => values.map(([quote, value]) => ({ day, quote, value: exactly(value) })))
    },
    [fetchRateFile.question]: async (about) => {
      const found = await fetchPublication((about as { readonly publication: Publication }).publication, fetching)
      if ('fault' in found) return [{ ...found, file: null }]
      const type = found.name.endsWith('.zip') ? 'application/zip' : 'application/xml'
      return [{ fault: null, about: {}, file: await files.put(found.bytes, found.name, type) }]
    },
  }
}

async function readKept(files: Pick<Files, 'get'>, hash: string): Promise<RateFile | RateFileTrouble | undefined> {
  const bytes = await files.get(hash)
  return bytes && readRateFile(bytes)
}

function factsOf(read: RateFile | RateFileTrouble | undefined, since: string | null): Plain {
  const nothing = { source: '', days: 0, firstDay: null, lastDay: null, unknown: [] }
  if (read === undefined) return { ...nothing, fault: 'missing', about: {} }
  if (isTrouble(read)) return { ...nothing, ...read }
  const days = read.days.filter(({ day }) => since === null || day >= since)
  if (days.length === 0) return { ...nothing, fault: 'empty', about: {} }
  return {
    fault: null,
    about: {},
    source: read.source,
    days: days.length,
    firstDay: days[0]!.day,
    lastDay: days.at(-1)!.day,
    unknown: read.unknown,
  }
}
