import { createHash } from 'node:crypto'
import type { House } from './house.ts'

/** A line as a finger draws it. */
const line = 'M10 100 C40 20 80 180 120 90 L200 110 Q240 60 300 100'

/** The signature of somebody who has looked at what is shown. */
export const signatureOf = (payload: any, more: object = {}) => {
  const hash = createHash('sha256').update(JSON.stringify(payload)).digest('hex')
  return {
    payload,
    document: { hash, name: 'order.pdf', mime: 'application/pdf', size: 1000 },
    viewed: hash,
    signer: 'Ruth Zentner',
    role: 'Practice manager',
    email: null,
    place: 'Reading',
    method: 'pen',
    image: line,
    viewedAt: '2026-11-18T10:00:00.000Z',
    consentedAt: '2026-11-18T10:01:00.000Z',
    signedAt: '2026-11-18T10:02:00.000Z',
    ...more,
  }
}

type Doing = Pick<House, 'do'>
export const customerOf = async (house: Doing, code: string): Promise<any> =>
  (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0]

/** A draft of an order for a customer of the demo company. */
export async function drafted(house: Doing, customer: string, lines: readonly object[], more: object = {}): Promise<any> {
  return house.do('orders.save', {
    entity: 'NLUK',
    customer: (await customerOf(house, customer)).id,
    lines,
    pricedOn: '2026-11-18',
    ...more,
  })
}
/** The customer signs it as it stands. */
export async function captured(house: Doing, order: string, day = '2026-11-18'): Promise<any> {
  const { payload } = await house.do('orders.paper', { order, day })
  return house.do('orders.capture', { order, signing: signatureOf(payload) })
}
