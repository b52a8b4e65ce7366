import type { ProductDocument } from '../../../core/catalog/document.ts'
import type { Day } from '../../../core/kernel/day.ts'
import { bookingOf } from '../../../core/recognition/deferral.ts'

type Deferred = readonly [account: string, to: string | null]
const direct = (account: string): Deferred => [account, null]
/** A charge of 1 December, posted that day, unless it is said otherwise. */
const booked = (recognise: object, { to = '2027-12-01', deliver = {}, overrides = null, deliveredOn = null, entity = 'NLUK', revenue = 'recurring' }: Readonly<Record<string, any>> = {}): Deferred => {
  const charge = { id: 'c', entity, customer: 'k', line: 'l', product: 'p', from: '2026-12-01', to, revenue } as any
  const sold = { id: 'c', contract: 'k', product: 'p', version: 1, corrects: null, deliveredOn } as any
  const document = {
    recognise: { overMonths: null, milestones: null, ...recognise }, account: { booking: 'byRole', revenue: 'recurring', overrides },
    deliver: { delivery: 'direct', deliveryFirst: false, ...deliver },
  } as unknown as ProductDocument // prettier-ignore
  const { account, deferral } = bookingOf(charge, sold, document, '2026-12-01' as Day)
  return [account, deferral?.to ?? null]
} // prettier-ignore

describe('where a charge is booked', () => {
  it.each<[string, Deferred, Deferred]>([
    ['with its invoice', booked({ recognition: 'onInvoice' }), direct('4100')],
    ['over a year', booked({ recognition: 'straightLine' }), ['2200', '2027-12-01']],
    ['over the month of its invoice', booked({ recognition: 'straightLine' }, { to: '2027-01-01' }), direct('4100')],
    ['over a day more than that month', booked({ recognition: 'straightLine' }, { to: '2027-01-02' }), ['2200', '2027-01-02']],
    ['sold once, over twelve months', booked({ recognition: 'straightLine', overMonths: 12 }, { to: '2026-12-02' }), ['2200', '2027-12-01']],
    ['at expiry', booked({ recognition: 'atExpiry' }), ['2200', '2027-12-01']],
    ['on delivery, not delivered', booked({ recognition: 'onDelivery' }, { to: '2026-12-02' }), ['2200', '2026-12-02']],
    ['on delivery, delivered', booked({ recognition: 'onDelivery' }, { to: '2026-12-02', deliveredOn: '2026-11-30' }), direct('4100')],
    ['on delivery, delivered after the invoice', booked({ recognition: 'onDelivery' }, { to: '2026-12-02', deliveredOn: '2026-12-02' }), ['2200', '2026-12-02']],
    ['on delivery of what is only charged once it is delivered', booked({ recognition: 'onDelivery' }, { deliver: { deliveryFirst: true } }), direct('4100')],
    ['on delivery of what is activated', booked({ recognition: 'onDelivery' }, { deliver: { delivery: 'activation' } }), direct('4100')],
    ['at milestones, even within the month', booked({ recognition: 'onMilestone' }, { to: '2026-12-02' }), ['2200', '2026-12-02']],
    ['by progress', booked({ recognition: 'percentComplete' }), ['2200', '2027-12-01']],
    ['as it is drawn: the fund defers it', booked({ recognition: 'onDrawDown' }), direct('4100')],
    ['on accounts of its legal entity', booked({ recognition: 'onInvoice' }, { overrides: [{ entity: 'NLUK', revenueAccount: '4110', deferredAccount: null, costAccount: null }] }), direct('4110')],
    ['deferred on an account of its legal entity', booked({ recognition: 'straightLine' }, { overrides: [{ entity: 'NLUK', revenueAccount: null, deferredAccount: '2201', costAccount: null }] }), ['2201', '2027-12-01']],
    ['on accounts of another legal entity', booked({ recognition: 'onInvoice' }, { overrides: [{ entity: 'NLDE', revenueAccount: '4110', deferredAccount: null, costAccount: null }] }), direct('4100')],
  ])('%s', (_what, found, expected) => expect(found).toEqual(expected)) // prettier-ignore
})
