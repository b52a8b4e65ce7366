import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fetchPublication, type Fetch } from '../../main/integrations/rates/fetching.ts'
import type { RateFile } from '../../main/integrations/rates/rate-days.ts'
import { isTrouble, readRateFile } from '../../main/integrations/rates/rate-file.ts'
import { zip } from './spreadsheets-files.ts'

const here = path.join(__dirname, '../world/rates')
const published = (name: string): Buffer => readFileSync(path.join(here, name))
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')
const read = async (content: Buffer): Promise<RateFile> => {
  const found = await readRateFile(content)
  if (isTrouble(found)) throw new Error(JSON.stringify(found))
  return found
}
const xml = (cubes: string, before = ''): Buffer =>
  bytes(
    `<?xml version="1.0" encoding="UTF-8"?>${before}<gesmes:Envelope xmlns:gesmes="g" xmlns="e"><Cube>${cubes}</Cube></gesmes:Envelope>`,
  )
const day = (on: string, rates: string): string => `<Cube time="${on}">${rates}</Cube>`
const usd = '<Cube currency="USD" rate="1.1"/>'

describe('a file of the ECB', () => {
  it('of 90 days is read oldest first, with the currencies of today', async () => {
    const { source, days, unknown } = await read(published('eurofxref-hist-90d.xml'))
    expect([source, days.map((d) => d.day), unknown]).toEqual(['ECB', ['2026-11-11', '2026-11-12', '2026-11-13'], ['SKK']])
    expect(days[0]!.values).toEqual([['USD', '1.1576'], ['JPY', '179.02'], ['GBP', '0.88105'], ['CZK', '24.211'], ['INR', '102.5700']]) // prettier-ignore
  })
  it('of the last day has its quotation marks the other way', async () =>
    expect((await read(published('eurofxref-daily.xml'))).days).toMatchObject([{ day: '2026-11-16', values: [['USD', '1.1601'], {}, {}, {}, {}] }])) // prettier-ignore
  it.each([
    ['daily', 'Date, USD, JPY, GBP, \n16 November 2026, 1.1601, 179.51, 0.88095, \n', ['2026-11-16']],
    ['history', 'Date,USD,JPY,GBP,\n2026-11-16,1.1601,179.51,0.88095,\n2026-11-13,1.1648,N/A,0.88288,\n', ['2026-11-13', '2026-11-16']],
  ])('as CSV (%s), on its own and in a zip, says the same', async (_name, text, days) => {
    const plain = await read(bytes(text))
    expect(plain.days.map((d) => d.day)).toEqual(days)
    expect(plain.days.at(-1)!.values).toEqual([['USD', '1.1601'], ['JPY', '179.51'], ['GBP', '0.88095']]) // prettier-ignore
    expect(plain.days[0]!.values.some(([currency]) => currency === 'JPY')).toBe(days.length === 1)
    expect(await read(zip([{ path: 'eurofxref.csv', content: text }]))).toEqual(plain)
  })
  it('of 7,000 days is read within seconds', async () => {
    const rates = Array.from({ length: 31 }, (_, i) => `<Cube currency="${['USD', 'GBP', 'JPY'][i] ?? `A${String.fromCharCode(65 + (i % 26))}${i > 25 ? 'X' : 'Y'}`}" rate="1.2345"/>`).join('') // prettier-ignore
    const on = (i: number): string => new Date(Date.UTC(1999, 0, 4 + i)).toISOString().slice(0, 10)
    const { days } = await read(xml(Array.from({ length: 7000 }, (_, i) => day(on(6999 - i), rates)).join('')))
    expect([days.length, days[0]!.day, days[0]!.values.length]).toEqual([7000, '1999-01-04', 3])
  })
  it.each([
    ['entities that swell', xml(day('2026-11-16', usd), '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), 'unsafe'],
    ['a document type that looks elsewhere', xml(day('2026-11-16', usd), '<!DOCTYPE x SYSTEM "file:///etc/passwd">'), 'unsafe'],
    ['an entity that was never said', xml(day('2026-11-16', '<Cube currency="USD" rate="&x;"/>')), 'notRates'],
    ['levels upon levels', xml('<Cube>'.repeat(20) + '</Cube>'.repeat(20)), 'unsafe'],
    ['a page that says “not found”', bytes('<html><body>Not found</body></html>'), 'notRates'],
    ['half of a file', published('eurofxref-hist-90d.xml').subarray(0, 700), 'notRates'],
    ['a spreadsheet', zip([{ path: 'xl/workbook.xml', content: '<workbook/>' }]), 'notRates'],
    ['a zip of two', zip([{ path: 'a.csv', content: 'Date,USD\n' }, { path: 'b.csv', content: 'Date,USD\n' }]), 'notRates'], // prettier-ignore
    ['a zip that lies about its size', zip([{ path: 'a.csv', content: 'Date,USD\n', claims: { unpacked: 90_000_000 } }]), 'tooLarge'],
    ['a zip that is damaged', zip([{ path: 'a.csv', content: 'Date, USD, \n16 November 2026, 1.1601, \n', claims: { damaged: true } }]), 'brokenArchive'], // prettier-ignore
    ['anything else', bytes('EUR/USD 1.1'), 'notRates'],
    ['nothing', bytes(''), 'notRates'],
    ['no rate at all', xml(''), 'empty'],
    ['only currencies of the past', xml(day('2026-11-16', '<Cube currency="SKK" rate="30.126"/>')), 'empty'],
    ['a rate of nothing', xml(day('2026-11-16', '<Cube currency="USD" rate="0"/>')), 'notRates'],
    ['a rate below nothing', xml(day('2026-11-16', '<Cube currency="USD" rate="-1.1"/>')), 'notRates'],
    ['a rate that is no number', xml(day('2026-11-16', '<Cube currency="USD" rate="1,1"/>')), 'notRates'],
    ['a day that there is not', xml(day('2026-02-30', usd)), 'notRates'],
    ['a day twice', xml(day('2026-11-16', usd) + day('2026-11-16', usd)), 'notRates'],
    ['a currency twice', xml(day('2026-11-16', usd + usd)), 'notRates'],
    ['a rate before any day', xml(usd + day('2026-11-16', usd)), 'notRates'],
    ['bytes that are no UTF-8', Buffer.concat([xml('').subarray(0, 60), Buffer.from([0xff, 0xfe, 0x00])]), 'notRates'],
  ])('is refused: %s', async (_name, content, fault) => expect(await readRateFile(content)).toMatchObject({ fault }))
})

describe('a file over the network', () => {
  const answering = (answer: Response): Fetch => () => Promise.resolve(answer) // prettier-ignore
  it('comes from the ECB over https, and follows nobody elsewhere', async () => {
    const asked: unknown[] = []
    const fetching: Fetch = (address, { redirect }) => {
      asked.push(address, redirect)
      return Promise.resolve(new Response(new Uint8Array(published('eurofxref-daily.xml'))))
    }
    expect(await fetchPublication('daily', fetching)).toMatchObject({ name: 'eurofxref-daily.xml' })
    expect(asked).toEqual(['https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml', 'error'])
  })
  it('that cannot be had is said to be so', async () => {
    expect(await fetchPublication('daily', () => Promise.reject(new TypeError('fetch failed')))).toEqual({ fault: 'offline', about: { host: 'www.ecb.europa.eu' } }) // prettier-ignore
    expect(await fetchPublication('daily', answering(new Response('', { status: 503 })))).toMatchObject({ fault: 'refused', about: { status: '503' } }) // prettier-ignore
    const silent: Fetch = (_address, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) // prettier-ignore
    expect(await fetchPublication('daily', silent, 20)).toMatchObject({ fault: 'timeOut' })
    const endless = new ReadableStream<Uint8Array>({ pull: (flow) => flow.enqueue(new Uint8Array(1_000_000)) })
    expect(await fetchPublication('history', answering(new Response(endless)))).toMatchObject({ fault: 'tooLarge' })
  })
})
