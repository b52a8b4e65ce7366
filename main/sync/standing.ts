import type { Plain } from '../../core/kernel/operation.ts'
import type { Installation } from '../../core/kernel/manifest.ts'
import type { Answerer } from '../storage/reads/registry.ts'
import { stateOf } from './capturing.ts'
import type { StoreHost } from '../storage/host.ts'
import { unsentOf } from './sending.ts'
import type { Device } from './on-device.ts'
import { graceDays } from './reach.ts'

const nothing = {
  device: null, hub: null, connection: null, since: null, doing: null, nextTry: null, held: null, leaseUntil: null, captureUntil: null, lastMet: null, inStepAt: null,
  unsent: 0, oldest: null, needsYou: 0, clockOffset: null,
} as const // prettier-ignore

/** How this place stands, for whoever asks; on anything but a device only what shape it has. */
export const standingAnswerers = (
  shape: Installation['shape'],
  device: () => Device | undefined,
  host: () => StoreHost,
): Readonly<Record<string, Answerer>> => ({
  'sync.standing': async () => {
    const found = device()
    return [found ? await standingOf(found, host(), shape) : { ...nothing, shape }]
  },
  // What is captured here rests on a copy of this age.
  'orders.lease': async () => {
    const found = device()
    const state = await found?.state()
    const [met, until] = [state?.get('metAt'), state?.get('lease')]
    return found && met !== undefined && until !== undefined ? [{ met, until, at: found.now() }] : []
  },
  'people.deviceUser': async () => {
    const user = (await device()?.state())?.get('user')
    return user === undefined ? [] : [{ user }]
  },
  'sync.startRound': async () => {
    const start = device()?.reach.start
    start?.()
    return [{ started: start !== undefined }]
  },
})

async function standingOf(device: Device, host: StoreHost, shape: Installation['shape']): Promise<Plain> {
  const { now } = device.reach
  const { state, unsent, needsYou } = await host.database.read(async (session) => {
    const [row] = await session.rows(
      `select count(*) from queued q where q.state <> 'settled' and q.state = 'attention' and not exists (select 1 from attentions a where a.intent = q.id and a.kind = 'decide' and a.state = 'resolved')`,
    )
    return { state: await stateOf(session), unsent: await unsentOf(session), needsYou: Number(row![0]) }
  })
  const lease = state.get('lease')
  const offset = state.get('offset')
  const progress = now.busy ? device.progress() : undefined
  return {
    shape,
    device: state.has('device')
      ? { id: state.get('device'), shortCode: state.get('shortCode') ?? '', user: state.get('user') ?? '', login: state.get('login') ?? '' }
      : null,
    hub: state.get('hub') ?? null,
    connection: now.connection,
    since: now.since,
    doing: progress ?? null,
    nextTry: now.nextTry,
    held: now.held,
    leaseUntil: lease ?? null,
    captureUntil: lease === undefined ? null : new Date(Date.parse(lease) + graceDays * 86_400_000).toISOString(),
    lastMet: state.get('metAt') ?? null,
    inStepAt: now.inStepAt,
    unsent: unsent.count,
    oldest: unsent.oldest,
    needsYou,
    clockOffset: offset === undefined ? null : Math.round(Number(offset) / 1000),
  }
}
