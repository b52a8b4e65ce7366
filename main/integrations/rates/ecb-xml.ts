import { setImmediate as nextTurn } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { RateTrouble, type RateDay } from './rate-days.ts'

/** Bytes parsed at a time, so that other work of the process goes on in between; a portion takes about 5 ms. */
const portion = 131_072
/** `gesmes:Envelope/Cube/Cube/Cube` is as deep as it goes. */
const deepest = 8

/**
 * `eurofxref-daily.xml`, `-hist-90d.xml` and `-hist.xml`: `<Cube time="2026-11-20"><Cube currency="USD" rate="1.1586"/>…</Cube>`. Read as it streams, so that no tree
 * of the history stands in memory. A document type is refused as it begins: without one there are no entities that could swell or look elsewhere.
 */
export async function readRatesXml(bytes: Uint8Array): Promise<readonly RateDay[]> {
  const days: { readonly day: string; readonly values: [string, string][] }[] = []
  const parser = new SaxesParser()
  let depth = 0
  let root = ''
  parser.on('doctype', () => {
    throw new RateTrouble('unsafe', { what: 'DOCTYPE' })
  })
  parser.on('error', (error) => {
    throw error instanceof RateTrouble ? error : new RateTrouble('notRates', { why: error.message.slice(0, 200) })
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > deepest) throw new RateTrouble('unsafe', { what: `${depth} levels` })
    if (depth === 1) root = name
    if (name !== 'Cube') return
    const { time, currency, rate } = attributes
    if (time !== undefined) days.push({ day: time, values: [] })
    else if (currency !== undefined && rate !== undefined) {
      const day = days.at(-1)
      if (!day) throw new RateTrouble('notRates', { why: 'a rate without a day' })
      day.values.push([currency, rate])
    }
  })
  parser.on('closetag', () => {
    depth -= 1
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (piece: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(piece, { stream })
    } catch {
      throw new RateTrouble('notRates', { why: 'not UTF-8' })
    }
  }
  for (let from = 0; from < bytes.length; from += portion) {
    parser.write(decoded(bytes.subarray(from, from + portion), from + portion < bytes.length))
    await nextTurn()
  }
  parser.close()
  if (root !== 'gesmes:Envelope') throw new RateTrouble('notRates', { why: `<${root.slice(0, 40)}>` })
  return days
}
