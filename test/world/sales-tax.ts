import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

interface Request {
  readonly to_state: string
  readonly amount: number
  readonly line_items: readonly { readonly id: string; readonly quantity: number; readonly unit_price: number; readonly product_tax_code?: string }[]
} // prettier-ignore

/** Recorded answers by state: what a service said of software as a service, not a table of rates. */
const recorded: Readonly<Record<string, { readonly rate: string; readonly nexus: boolean; readonly taxed: boolean; readonly county: string; readonly city: string }>> = {
  NY: { rate: '0.08875', nexus: true, taxed: true, county: 'NEW YORK', city: 'NEW YORK CITY' },
  CA: { rate: '0', nexus: true, taxed: false, county: 'LOS ANGELES', city: 'LOS ANGELES' },
} // prettier-ignore

/** A sales tax service on loopback that answers from recordings: the shape of POST /v2/taxes. */
export async function salesTaxService(): Promise<{ readonly url: string; readonly asked: Request[]; close(): Promise<void> }> {
  const asked: Request[] = []
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const answer = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body)) // prettier-ignore
      if (request.headers.authorization !== 'Bearer simulated') return answer(401, { error: 'Unauthorized', detail: 'no key' })
      if (request.method !== 'POST' || request.url !== '/v2/taxes') return answer(404, { error: 'Not found' })
      const sale = JSON.parse(Buffer.concat(parts).toString()) as Request
      asked.push(sale)
      const found = recorded[sale.to_state]
      if (!found) return answer(400, { error: 'Bad Request', detail: `to_state ${sale.to_state} was not recorded` })
      const { rate, nexus, taxed, county, city } = found
      const cents = ({ quantity, unit_price }: Request['line_items'][number]): number =>
        taxed ? Math.round(quantity * unit_price * 100 * Number(rate)) : 0
      const money = (of: number): string => (of / 100).toFixed(2)
      const tax = money(sale.line_items.reduce((sum, line) => sum + cents(line), 0))
      const lines = sale.line_items.map((line) => `{"id":"${line.id}","taxable_amount":${taxed ? line.quantity * line.unit_price : 0},"tax_collectable":${money(cents(line))},"combined_tax_rate":${rate}}`) // prettier-ignore
      answer(
        200,
        `{"tax":{"order_total_amount":${sale.amount},"shipping":0,"taxable_amount":${taxed ? sale.amount : 0},"amount_to_collect":${tax},"rate":${rate},"has_nexus":${nexus},` +
          `"jurisdictions":{"country":"US","state":"${sale.to_state}","county":"${county}","city":"${city}"},"breakdown":{"line_items":[${lines.join(',')}]}}}`,
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}
