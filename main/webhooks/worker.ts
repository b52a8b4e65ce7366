import { randomInt, randomUUID } from 'node:crypto'
import type { Instant } from '../../core/kernel/day.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { Caller, Module, Outcome, Read } from '../../core/kernel/operation.ts'
import { houseGroup } from '../../core/entities/entity.ts'
import { catalogueOf } from '../../core/webhooks/catalogue.ts'
import { documentOf, type Readers } from '../../core/webhooks/message.ts'
import { pauseAfter } from '../../core/webhooks/retry.ts'
import { readersOf, sampleOf, sampledBy, type Sampled } from '../../core/webhooks/sample.ts'
import { webhookSecrets, type Stop } from '../../core/webhooks/webhook.ts'
import type { AtRest } from '../at-rest.ts'
import type { HarmonyCall } from '../calls.ts'
import type { HostCaller } from '../callers.ts'
import { proxyEnvironment } from '../policy/network.ts'
import type { Policy } from '../policy/policy.ts'
import type { Database } from '../storage/connect.ts'
import { kindsOf } from '../storage/tables.ts'
import { versionOf } from '../version.ts'
import { placeOfSecret } from './answers.ts'
import { heardBy, type AudienceWorld } from './audience.ts'
import { allowedBy } from './networks.ts'
import * as outbox from './outbox.ts'
import type { Claimed, Sending } from './outbox.ts'
import { send, type SendingWorld, type Sent } from './sending.ts'
import { signedHeaders } from './signature.ts'

export interface WebhooksPlace {
  readonly database: Database
  readonly read: Read
  /** What a caller sees. */
  readonly reader: (caller: Caller) => Read
  readonly policy: Policy
  readonly atRest: Pick<AtRest, 'open'>
  readonly scheduler: HostCaller
  run(call: HarmonyCall): Promise<Outcome>
  /** The rights of a user as they are now; nothing where they are no active user. */
  ownerOf(user: string): Promise<HostCaller | undefined>
  /** Milliseconds of the real clock. */
  clock(): number
}
/** With what the modules say of themselves. */
interface WebhooksWorld extends WebhooksPlace, AudienceWorld {
  readonly readers: Readers
  readonly sampled: Sampled
}
export interface WebhookLog {
  warn(facts: object, what: string): void
  error(facts: object, what: string): void
}
export interface WorkOptions {
  /** Which hub this is; `undefined` while the others do not know it, for they would take what it claims for a dead one's. */
  readonly hub: () => string | undefined
  readonly log: WebhookLog
  /** Milliseconds between two looks where nothing is heard and nothing is due. */
  readonly lookEvery?: number
  /** For tests: the system's own names and a shorter wait. */
  readonly sending?: Pick<SendingWorld, 'resolve' | 'patience'>
}
/** The hub's side of webhooks. */
export interface Webhooks {
  heard(happening: Happening): void
  /** Sends from now on. */
  work(options: WorkOptions): WebhookWork
  /** Removes messages that are kept no longer. */
  sweep(): Promise<number>
}
export interface WebhookWork {
  /** Looks now; done when nothing more can be taken and nothing is under way. */
  settled(): Promise<void>
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>
}

const usualLook = 30_000
/** Messages that one hub sends at once, whomever to. */
const mostUnderWay = 64
/** Milliseconds until a message that cannot be signed here is looked at again. */
const elsewhereFor = 60_000
/** Milliseconds after which what was broken is tried again. */
const brokenFor = 5_000

export function openWebhooks(place: WebhooksPlace, modules: readonly Module[]): Webhooks {
  // What the modules say is gone through when somebody sends: a hub that is only opened need not.
  const world = (): WebhooksWorld => ({
    ...place,
    told: new Map(catalogueOf(modules).map((told) => [told.event, told])),
    kinds: new Map(kindsOf(modules).map((kind) => [kind.record, kind])),
    readers: readersOf(modules),
    sampled: sampledBy(modules),
  })
  const works = new Set<{ wake(): void }>()
  return {
    heard: ({ events, records }) => {
      if (events.length > 0 || records.includes('webhooks')) for (const work of works) work.wake()
    },
    work: (options) => {
      const work = working(world(), options)
      works.add(work)
      return {
        settled: work.settled,
        stop: async () => {
          works.delete(work)
          await work.stop()
        },
      }
    },
    sweep: () => outbox.sweepMessages(place.database, place.clock()),
  }
}

function working(world: WebhooksWorld, { hub, log, lookEvery = usualLook, sending = {} }: WorkOptions) {
  const { database, clock } = world
  const underWay = new Map<string, Promise<void>>()
  /** Webhooks that are to be looked at; all of them where `all` says so. */
  const some = new Set<string>()
  let [stopped, all, crowded] = [false, false, false]
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const later = (milliseconds: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(wake, Math.max(10, milliseconds)).unref()
  }
  const begin = (webhook: Sending, message: Claimed, as: string): void => {
    const done = deliver(world, webhook, message, as, sending)
      .catch((error: unknown) => {
        // What became of it is not written down: it is this hub's to take again.
        log.error({ err: error, webhook: webhook.id, message: message.id }, 'a webhook broke')
        later(brokenFor)
        return false
      })
      .then((goesOn) => {
        underWay.delete(message.id)
        if (crowded) wake()
        else if (goesOn) wake(webhook.id)
      })
    underWay.set(message.id, done)
  }
  const look = async (as: string, only: readonly string[] | undefined): Promise<void> => {
    crowded = false
    for (const webhook of await outbox.activeWebhooks(database, only)) {
      while (!stopped && (await outbox.isBehind(database, webhook.id)) && (await outbox.collect(database, webhook, clock())));
      crowded = underWay.size >= mostUnderWay
      if (stopped || crowded) break
      for (const message of await outbox.claim(database, webhook, as, [...underWay.keys()], clock())) begin(webhook, message, as)
    }
    if (only) return
    const due = await outbox.nextDue(database)
    later(Math.min(lookEvery, due === undefined ? lookEvery : due - clock()))
  }
  const looks = async (): Promise<void> => {
    while ((all || some.size > 0) && !stopped) {
      const only = all ? undefined : [...some]
      all = false
      some.clear()
      const as = hub()
      if (as === undefined) return later(1_000)
      await look(as, only)
    }
  }
  const wake = (webhook?: string): void => {
    if (webhook === undefined) all = true
    else some.add(webhook)
    if (looking || stopped) return
    looking = looks()
      .catch((error: unknown) => {
        log.error({ err: error }, 'webhooks could not be looked at')
        later(brokenFor)
      })
      .finally(() => (looking = undefined))
  }
  wake()
  return {
    wake,
    settled: async (): Promise<void> => {
      wake()
      while (looking || underWay.size > 0) await Promise.all([looking, ...underWay.values()])
    },
    stop: async (): Promise<void> => {
      stopped = true
      clearTimeout(timer)
      await Promise.all([looking, ...underWay.values()])
    },
  }
}

/** One attempt, and what follows from it. Answers whether there may be more to do at once. */
async function deliver(
  world: WebhooksWorld,
  webhook: Sending,
  message: Claimed,
  hub: string,
  sending: WorkOptions['sending'],
): Promise<boolean> {
  // prettier-ignore
  const { database, clock } = world
  const end = (what: outbox.Ended): Promise<void> => outbox.ended(database, message, hub, what, clock())
  const owner = await world.ownerOf(webhook.owner)
  if (!owner) return halted(world, webhook, message, hub, 'noOwner')
  const secrets = await secretsOf(world, webhook.id)
  if (typeof secrets === 'string') {
    if (secrets === 'lost') return halted(world, webhook, message, hub, 'secretLost')
    await outbox.givenBack(database, message, hub, clock() + elsewhereFor)
    return false
  }
  const document = await contentOf(world, webhook, message, owner)
  if (document === undefined) {
    await outbox.withheld(database, message, hub)
    return true
  }
  const began = performance.now()
  const sent = await posted(world, webhook, message, JSON.stringify(document), secrets, sending)
  const tookMs = Math.round(performance.now() - began)
  const what = whatOf(sent, message)
  await end({ ...what, nextAt: what.pause === undefined ? null : clock() + what.pause, tookMs })
  if (sent.status === 410) return gone(world, webhook)
  // The last attempt at one message, and nothing was taken since it was written: nobody listens.
  if (what.sending === 'dead' && message.eventSeq !== null && !(await outbox.takenSince(database, webhook.id, message.madeAt))) await stop(world, webhook, 'failing') // prettier-ignore
  return true
}

function whatOf(
  { taken, status, fault, answer, wait }: Sent,
  { attempts, eventSeq }: Claimed,
): Omit<outbox.Ended, 'nextAt' | 'tookMs'> & { readonly pause: number | undefined } {
  // prettier-ignore
  const common = { status, fault, answer }
  if (taken) return { ...common, sending: 'delivered', pause: undefined }
  // A sample is tried once: somebody waits for what comes of it.
  const pause = eventSeq === null || status === 410 ? undefined : pauseAfter(attempts, randomInt(1_000), wait)
  return { ...common, sending: pause === undefined ? 'dead' : 'failed', pause }
}

/** Nothing is sent for it any more; the message keeps its turn until somebody resumes. */
async function halted(world: WebhooksWorld, webhook: Sending, message: Claimed, hub: string, why: Stop): Promise<boolean> {
  await stop(world, webhook, why)
  await outbox.givenBack(world.database, message, hub, world.clock())
  return true
}
async function gone(world: WebhooksWorld, webhook: Sending): Promise<boolean> {
  await stop(world, webhook, 'gone')
  await outbox.giveUpAll(world.database, webhook.id, world.clock())
  return true
}
async function stop({ run, scheduler }: WebhooksWorld, { id }: Sending, stoppedBy: Stop): Promise<void> {
  await run({ id: randomUUID(), operation: 'webhooks.stop', input: { webhook: id, stoppedBy }, caller: scheduler })
}

/** Secrets that sign now, the newest first. */
async function secretsOf({ read, atRest, clock }: WebhooksWorld, webhook: string): Promise<readonly string[] | 'elsewhere' | 'lost'> {
  const held = await read.list(webhookSecrets, { where: { field: 'webhook', is: 'equal', value: webhook }, order: ['-madeAt'], limit: 20 })
  const now = new Date(clock()).toISOString() as Instant
  const opened: string[] = []
  for (const { kept, validUntil } of held) {
    if (validUntil !== null && validUntil <= now) continue
    const found = await atRest.open(kept, placeOfSecret(webhook))
    if (typeof found === 'string') return found
    opened.push(found.secret)
  }
  return opened.length === 0 ? 'lost' : opened
}

/** What goes out; `undefined` where the owner may not hear of it. */
async function contentOf(world: WebhooksWorld, webhook: Sending, message: Claimed, owner: HostCaller): Promise<unknown> {
  const { event, eventId, eventAt } = message
  if (message.eventSeq === null) return sampleOf({ event, eventId, at: eventAt }, world.sampled, world.readers)
  const happened = await outbox.happened(world.database, message)
  const subjects = happened && (await heardBy(owner, webhook, happened, world))
  return happened && subjects ? documentOf(happened, subjects, await companyOf(world.read), world.readers) : undefined
}
const companyOf = async (read: Read): Promise<string | null> => (await houseGroup(read))?.code ?? null

function posted(
  { policy, clock }: WebhooksWorld,
  { url }: Sending,
  { eventId }: Claimed,
  body: string,
  secrets: readonly string[],
  sending: WorkOptions['sending'],
): Promise<Sent> {
  // prettier-ignore
  const { values } = policy.effective()
  const headers = {
    'content-type': 'application/json',
    'user-agent': `Harmony/${versionOf()}`,
    ...signedHeaders(eventId, Math.floor(clock() / 1000), body, secrets),
  }
  return send(url, headers, body, { ...sending, allowed: allowedBy(values.WebhookNetworks), proxy: proxyEnvironment(values, process.env) })
}
