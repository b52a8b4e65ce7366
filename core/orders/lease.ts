import { secondsBetween, type Instant } from '../kernel/day.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Read } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { anInstant, shape, type Value } from '../kernel/shape.ts'

const standing = shape({
  /** When the device last met its hub. */
  met: anInstant,
  /** Until when its prices, terms and rights were certain without it. */
  until: anInstant,
  /** By the device's clock. */
  at: anInstant,
})
/** How fresh the copy is that a device decides on; an authority answers nothing. What the device said travels with the call, so that the hub asks the same of people. */
export const lease = question('orders.lease', shape({}), standing, { witnessed: true })

const secondsADay = 86_400
const wholeDays = (from: Instant, to: Instant): string => `${Math.max(0, Math.floor(secondsBetween(from, to) / secondsADay))}`

/** Why what is made on such a copy is looked at by somebody; nothing while the lease is good. Source: `sync.md` 2.12. */
export const lateSteps = ({ met, until, at }: Value<typeof standing>): readonly Step[] =>
  secondsBetween(until, at) > 0
    ? [step('approvals.why.leaseExpired', { days: ['count', wholeDays(met, at)], limit: ['count', wholeDays(met, until)] })]
    : []

export const readLate = async (read: Read): Promise<readonly Step[]> => (await read.ask(lease, {})).flatMap(lateSteps)
